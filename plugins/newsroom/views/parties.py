"""The pages of people and bodies, gathered from all that names them."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.edition.addresses import KIND_NAMES, Address
from newsroom.edition.edition import Mentions
from newsroom.edition.names import NameBook, Party
from newsroom.edition.paging import ListPage
from newsroom.edition.pictures import NO_PICTURES, PagePictures
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Organization, Person, Programme, Text
from newsroom.views.article import speakers
from newsroom.views.cards import event_cards, plan_items, programme_card, quotation_item
from newsroom.views.desk import Desk, summary
from newsroom.views.facts import organization_facts
from newsroom.views.frame import PageFacts, head
from newsroom.views.lists import pager
from newsroom.views.naming import NameLink
from newsroom.views.pages import ListingView, OrganizationView, PersonView
from newsroom.views.parts import Frame, Link, Pager
from newsroom.views.pictures import PORTRAIT, figure, with_pictures
from newsroom.views.prose import placed
from newsroom.views.spoken import with_spoken
from newsroom.views.structured import organization_nodes, person_nodes


def person_view(
    desk: Desk,
    frame: Frame,
    person: Person,
    mentions: Mentions,
    page: ListPage[Article],
    names: NameBook,
    programmes: Sequence[Programme],
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    pictures: PagePictures = NO_PICTURES,
) -> PersonView:
    """What the person said, and the newest articles that name them.

    page: of the list of those articles; the numbered ones are pages of their own.
    """
    body = names.find(person.organization)
    trail = (Link(desk.word("directories.people"), desk.fixed_url("people")),)
    html = with_pictures(desk, text.html, pictures)
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
        figure=figure(desk, pictures.lead, person.picture, PORTRAIT),
        body=with_spoken(
            placed(html, urls, speakers(desk, person, names), named), desk.words.dates
        ),
        quotations=tuple(quotation_item(desk, a, q, names) for a, q in mentions.quotations),
        plans=plan_items(desk, mentions.plans, names, programmes),
        mentions=desk.cards(page.entries),
        mention_pages=_pager(desk, person, page),
        checked=desk.maybe_time(person.checked),
        fictional_note=desk.fictional_note(person),
        incomplete_note=desk.incomplete_note(person),
    )


def organization_view(
    desk: Desk,
    frame: Frame,
    body: Organization,
    mentions: Mentions,
    page: ListPage[Article],
    programme_states: Sequence[str],
    names: NameBook,
    programmes: Sequence[Programme],
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    pictures: PagePictures = NO_PICTURES,
) -> OrganizationView:
    """programme_states: how each of mentions.programmes stands today; page: see person_view()."""
    trail = (Link(desk.word("directories.organizations"), desk.fixed_url("organizations")),)
    html = with_pictures(desk, text.html, pictures)
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
        figure=figure(desk, pictures.lead, body.picture, PORTRAIT),
        body=with_spoken(placed(html, urls, speakers(desk, body, names), named), desk.words.dates),
        people=tuple(desk.link(p) for p in mentions.people),
        plans=plan_items(desk, mentions.plans, names, programmes),
        events=event_cards(desk, mentions.events),
        programmes=tuple(
            programme_card(desk, programme, state)
            for programme, state in zip(mentions.programmes, programme_states, strict=True)
        ),
        mentions=desk.cards(page.entries),
        mention_pages=_pager(desk, body, page),
        fictional_note=desk.fictional_note(body),
        incomplete_note=desk.incomplete_note(body),
    )


_DIRECTORIES: dict[type[Party], str] = {Person: "people", Organization: "organizations"}


def mentions_address(desk: Desk, party: Party, number: int) -> Address:
    """Of a numbered page of the articles that name the person or body."""
    return desk.addresses.listing(KIND_NAMES[type(party)], party.slug, number)


def mentions_view(desk: Desk, frame: Frame, party: Party, page: ListPage[Article]) -> ListingView:
    """A numbered page of the articles that name the person or body."""
    directory = _DIRECTORIES[type(party)]
    trail = (
        Link(desk.word(f"directories.{directory}"), desk.fixed_url(directory)),
        desk.link(party),
    )
    pages = _pager(desk, party, page)
    facts = PageFacts(
        url=mentions_address(desk, party, page.number).url,
        title=desk.word("listings.title_mentions", name=party.title, page=pages.text),
        description=desk.word("listings.about_mentions", name=party.title),
        trail=trail,
        older_url=pages.older_url,
    )
    return ListingView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        kicker=desk.word("listings.kicker_mentions"),
        title=typeset(party.title),
        intro=pages.text,
        cards=desk.cards(page.entries),
        pager=pages,
        empty_text=desk.word("listings.empty"),
    )


def _pager(desk: Desk, party: Party, page: ListPage[Article]) -> Pager:
    return pager(desk, KIND_NAMES[type(party)], party.slug, page)
