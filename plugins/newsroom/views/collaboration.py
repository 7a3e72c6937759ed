"""Agenda and events, programmes, plans, and the plain pages."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.data import replace
from newsroom.edition.addresses import CALENDAR
from newsroom.edition.agenda import Month
from newsroom.edition.edition import Mentions
from newsroom.edition.ledger import marked
from newsroom.edition.names import NameBook
from newsroom.edition.pictures import NO_PICTURES, PagePictures
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Event, Page, Plan, Programme, Text
from newsroom.views.article import share_url, speakers
from newsroom.views.calendar_month import month_link
from newsroom.views.cards import event_cards, event_state, plan_items, programme_card
from newsroom.views.desk import Desk, summary
from newsroom.views.evidence import change_items, question_list, source_list
from newsroom.views.facts import event_facts, programme_facts, unknown_last
from newsroom.views.frame import PageFacts, head, under
from newsroom.views.naming import NameLink
from newsroom.views.pages import (
    AgendaView,
    EventView,
    PageView,
    PlanGroup,
    PlansView,
    ProgrammeFieldGroup,
    ProgrammeListView,
    ProgrammeView,
)
from newsroom.views.parts import Fact, FactValue, Frame, Link
from newsroom.views.pictures import COLUMN, UNDER_FACTS, figure, with_pictures
from newsroom.views.print_foot import print_foot
from newsroom.views.prose import placed
from newsroom.views.share import share_image
from newsroom.views.spoken import with_spoken
from newsroom.views.structured import event_nodes
from newsroom.views.timeline import tallies

_NATURES = ("rencana", "harapan", "penilaian")
_FIELDS = ("umkm", "budaya", "lintas-sektor")


def _fixed_facts(desk: Desk, kind: str) -> PageFacts:
    title, about = desk.word(f"pages.{kind}"), desk.word(f"pages.about_{kind}")
    return PageFacts(desk.addresses.fixed(kind).url, title, about, is_collection=True)


def agenda_view(
    desk: Desk,
    frame: Frame,
    coming: Sequence[Event],
    undated: Sequence[Event],
    past: Sequence[Event],
    months: Sequence[Month],
) -> AgendaView:
    """The events in the order given; months: those that have any, oldest first."""
    calendar_url = desk.site.internal(CALENDAR) if coming or past else ""
    return AgendaView(
        frame=under(frame, desk.fixed_url("agenda")),
        head=head(desk, _fixed_facts(desk, "agenda")),
        coming=event_cards(desk, coming),
        undated=event_cards(desk, undated, under="menyusul"),
        past=event_cards(desk, past, under="selesai"),
        calendar_url=calendar_url,
        calendar_app_url=_webcal(desk) if calendar_url else "",
        months=tuple(month_link(desk, month) for month in months),
    )


def _webcal(desk: Desk) -> str:
    """Opens a program that subscribes, where the plain address would only load the file once."""
    scheme, mark, rest = desk.site.absolute(CALENDAR).partition("://")
    return f"webcal{mark}{rest}" if scheme in ("http", "https") else ""


def event_view(
    desk: Desk,
    frame: Frame,
    event: Event,
    mentions: Sequence[Article],
    names: NameBook,
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    preview_note: str = "",
    pictures: PagePictures = NO_PICTURES,
) -> EventView:
    """An event without a date says so, and says when that was last checked."""
    trail = (Link(desk.word("pages.agenda"), desk.fixed_url("agenda")),)
    html = with_pictures(desk, text.html, pictures)
    facts = PageFacts(
        url=desk.addresses.of(event).url,
        title=event.title,
        description=summary(event),
        trail=trail,
        is_indexed=event.status == "published",
        nodes=event_nodes(desk, event, names, pictures.lead),
        share_image=share_image(desk, event, pictures.lead, is_listed=event.status == "published"),
    )
    return EventView(
        frame=under(frame, desk.fixed_url("agenda")),
        head=head(desk, facts),
        trail=trail,
        title=typeset(event.title),
        summary=typeset(event.summary),
        state=event.state,
        state_text=desk.word(f"event_states.{event_state(event)}"),
        facts=event_facts(desk, event, names),
        figure=figure(desk, pictures.lead, event.picture, UNDER_FACTS),
        body=with_spoken(placed(html, urls, speakers(desk, event, names), named), desk.words.dates),
        sources=source_list(desk, event.sources),
        questions=question_list(desk, event.questions),
        changes=change_items(desk, marked(event.changes)),
        mentions=desk.cards(mentions),
        ledger_url=desk.fixed_url("ledger") if event.changes else "",
        calendar_url=_calendar_url(desk, event) if not preview_note else "",
        share_url=share_url(desk, event),
        fictional_note=desk.fictional_note(event),
        incomplete_note=desk.incomplete_note(event),
        print_foot=print_foot(desk, event, "m", event.checked),
        preview_note=preview_note,
    )


def _calendar_url(desk: Desk, event: Event) -> str:
    """No file and no link while the day is not known (C2), nor for what stands in no list."""
    if event.start is None or event.status != "published":
        return ""
    return desk.site.internal(desk.addresses.calendar(event))


def programme_list_view(
    desk: Desk, frame: Frame, programmes: Sequence[Programme], states: Sequence[str]
) -> ProgrammeListView:
    """By direction of the collaboration; a direction without programmes is left out."""
    cards = [
        (programme.field, programme_card(desk, programme, state))
        for programme, state in zip(programmes, states, strict=True)
    ]
    groups = [
        ProgrammeFieldGroup(
            desk.word(f"programme_fields.{field}"),
            tuple(replace(card, field_text="") for of, card in cards if of == field),
        )
        for field in _FIELDS
    ]
    return ProgrammeListView(
        frame=under(frame, desk.fixed_url("programmes")),
        head=head(desk, _fixed_facts(desk, "programmes")),
        fields=tuple(group for group in groups if group.programmes),
    )


def programme_view(
    desk: Desk,
    frame: Frame,
    programme: Programme,
    state: str,
    mentions: Mentions,
    names: NameBook,
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    preview_note: str = "",
    pictures: PagePictures = NO_PICTURES,
) -> ProgrammeView:
    """state: how it stands today; see cards.programme_state."""
    trail = (Link(desk.word("pages.programmes"), desk.fixed_url("programmes")),)
    html = with_pictures(desk, text.html, pictures)
    facts = PageFacts(
        url=desk.addresses.of(programme).url,
        title=programme.title,
        description=summary(programme),
        trail=trail,
        is_indexed=programme.status == "published",
        share_image=share_image(
            desk, programme, pictures.lead, is_listed=programme.status == "published"
        ),
    )
    return ProgrammeView(
        frame=under(frame, desk.fixed_url("programmes")),
        head=head(desk, facts),
        trail=trail,
        title=typeset(programme.title),
        field_text=desk.word(f"programme_fields.{programme.field}"),
        summary=typeset(programme.summary),
        state_text=state,
        facts=programme_facts(desk, programme, names),
        figure=figure(desk, pictures.lead, programme.picture, UNDER_FACTS),
        body=with_spoken(
            placed(html, urls, speakers(desk, programme, names), named), desk.words.dates
        ),
        events=event_cards(desk, mentions.events),
        plans=plan_items(desk, mentions.plans, names, (programme,)),
        mentions=desk.cards(mentions.articles),
        sources=source_list(desk, programme.sources),
        questions=question_list(desk, programme.questions),
        share_url=share_url(desk, programme),
        fictional_note=desk.fictional_note(programme),
        incomplete_note=desk.incomplete_note(programme),
        print_foot=print_foot(desk, programme, "m", programme.checked),
        preview_note=preview_note,
    )


def plans_view(
    desk: Desk,
    frame: Frame,
    plans: Sequence[Plan],
    names: NameBook,
    programmes: Sequence[Programme],
) -> PlansView:
    """A hope is no promise: plans, hopes and assessments stand apart, each explained."""
    groups = [
        PlanGroup(
            title=desk.word(f"plans.{nature}_title"),
            explanation=desk.word(f"plans.{nature}_explanation"),
            tallies=tallies(desk, own) if nature != "penilaian" else (),
            plans=plan_items(desk, own, names, programmes),
        )
        for nature in _NATURES
        if (own := tuple(plan for plan in plans if plan.nature == nature))
    ]
    return PlansView(
        frame=under(frame, desk.fixed_url("plans")),
        head=head(desk, _fixed_facts(desk, "plans")),
        groups=tuple(groups),
    )


def page_view(
    desk: Desk,
    frame: Frame,
    page: Page,
    names: NameBook,
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    preview_note: str = "",
    pictures: PagePictures = NO_PICTURES,
) -> PageView:
    """A plain page; those named in the settings print the imprint under their text."""
    html = with_pictures(desk, text.html, pictures)
    facts = PageFacts(
        url=desk.addresses.of(page).url,
        title=page.title,
        description=summary(page),
        is_indexed=page.status == "published",
    )
    return PageView(
        frame=frame,
        head=head(desk, facts),
        title=typeset(page.title),
        figure=figure(desk, pictures.lead, page.picture, COLUMN),
        body=with_spoken(placed(html, urls, speakers(desk, page, names), named), desk.words.dates),
        imprint=_imprint(desk) if page.slug in desk.site.imprint_pages else (),
        fictional_note=desk.fictional_note(page),
        incomplete_note=desk.incomplete_note(page),
        preview_note=preview_note,
    )


def _imprint(desk: Desk) -> tuple[Fact, ...]:
    """Each field of the imprint; what the publisher has not filled in is shown as missing."""
    imprint = desk.site.imprint
    fields = (
        ("publisher", imprint.publisher),
        ("responsible", imprint.responsible),
        ("address", imprint.address),
        ("email", imprint.email),
        ("phone", imprint.phone),
        ("status", imprint.status),
    )
    unknown = FactValue(desk.word("imprint.unknown"), is_unknown=True)
    return unknown_last(
        Fact((desk.word(f"imprint.{name}"),), (FactValue(value) if value else unknown,))
        for name, value in fields
    )
