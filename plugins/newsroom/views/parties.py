"""The pages of people and bodies, gathered from all that names them."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.edition.edition import Mentions
from newsroom.edition.names import NameBook
from newsroom.language.typography import typeset
from newsroom.source.records import Organization, Person, Programme, Text
from newsroom.views.article import speakers
from newsroom.views.cards import event_cards, plan_items, programme_card, quotation_item
from newsroom.views.desk import Desk, summary
from newsroom.views.facts import organization_facts
from newsroom.views.frame import PageFacts, head
from newsroom.views.pages import OrganizationView, PersonView
from newsroom.views.parts import Frame, Link
from newsroom.views.prose import placed
from newsroom.views.structured import organization_nodes, person_nodes


def person_view(
    desk: Desk,
    frame: Frame,
    person: Person,
    mentions: Mentions,
    names: NameBook,
    programmes: Sequence[Programme],
    urls: Sequence[str],
    *,
    text: Text,
) -> PersonView:
    """What the person said, and every article that names them."""
    body = names.find(person.organization)
    trail = (Link(desk.word("directories.people"), desk.fixed_url("people")),)
    facts = PageFacts(
        url=desk.addresses.of(person).url,
        title=person.title,
        description=summary(person),
        trail=trail,
        is_indexed=person.status == "published",
        og_type="profile",
        nodes=person_nodes(desk, person, names),
    )
    return PersonView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        name=person.title,
        role=person.role,
        organization=desk.link(body) if body else None,
        body=placed(text.html, urls, speakers(desk, person, names)),
        quotations=tuple(quotation_item(desk, a, q, names) for a, q in mentions.quotations),
        plans=plan_items(desk, mentions.plans, names, programmes),
        mentions=desk.cards(mentions.articles),
        fictional_note=desk.fictional_note(person),
    )


def organization_view(
    desk: Desk,
    frame: Frame,
    body: Organization,
    mentions: Mentions,
    programme_states: Sequence[str],
    names: NameBook,
    programmes: Sequence[Programme],
    urls: Sequence[str],
    *,
    text: Text,
) -> OrganizationView:
    """programme_states: how each of mentions.programmes stands today."""
    trail = (Link(desk.word("directories.organizations"), desk.fixed_url("organizations")),)
    facts = PageFacts(
        url=desk.addresses.of(body).url,
        title=body.title,
        description=summary(body),
        trail=trail,
        is_indexed=body.status == "published",
        nodes=organization_nodes(desk, body),
    )
    return OrganizationView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        name=typeset(body.title),
        facts=organization_facts(desk, body),
        body=placed(text.html, urls, speakers(desk, body, names)),
        people=tuple(desk.link(p) for p in mentions.people),
        plans=plan_items(desk, mentions.plans, names, programmes),
        events=event_cards(desk, mentions.events),
        programmes=tuple(
            programme_card(desk, programme, state)
            for programme, state in zip(mentions.programmes, programme_states, strict=True)
        ),
        mentions=desk.cards(mentions.articles),
        fictional_note=desk.fictional_note(body),
    )
