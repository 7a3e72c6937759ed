"""One class for each page kind: exactly what its template places."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from newsroom.views.parts import (
    CalendarWeek,
    Card,
    ChangeItem,
    DiffPart,
    EventCard,
    Fact,
    Figure,
    LedgerItem,
    Link,
    Pager,
    Part,
    PlanItem,
    PrintFoot,
    ProgrammeCard,
    QuestionGroup,
    QuestionList,
    QuotationItem,
    SeriesBox,
    SeriesPart,
    SourceList,
    SpeakerGroup,
    Tally,
    TimelineDay,
    TimelineDrawing,
    TimeText,
    VerificationNote,
    VersionItem,
    View,
)


class FrontView(View, frozen=True, kw_only=True):
    """lead is None on a site without articles; later: the rest, after the second row."""

    template: ClassVar[str] = "front.html"
    lead: Card | None
    lead_figure: Figure | None  # its picture
    second_row: tuple[Card, ...]
    later: tuple[Card, ...]
    pager: Pager
    events: tuple[EventCard, ...]
    standing: Standing | None
    programmes: tuple[ProgrammeCard, ...]


class Standing(Part, frozen=True):
    """How the collaboration stands, at a glance; days: the latest ones, oldest first."""

    drawing: TimelineDrawing
    days: tuple[TimelineDay, ...]
    tallies: tuple[Tally, ...]
    timeline_url: str
    plans_url: str  # "" while there are no plans


class ArticleView(View, frozen=True, kw_only=True):
    """lede: the first paragraph, before the box of facts; body: the rest. Both are safe HTML."""

    template: ClassVar[str] = "article.html"
    kicker: str
    section: Link
    label: str
    is_advertisement: bool
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""
    print_foot: PrintFoot
    preview_note: str  # "Draf" and the like, or ""
    lang: str  # of title and text, "" where it is the site's
    title: str
    is_long_title: bool
    standfirst: str
    authors: tuple[Link, ...]
    published: TimeText
    updated: TimeText | None
    reading_time: str
    figure: Figure | None
    changes: tuple[ChangeItem, ...]  # the box under the headline
    verification: VerificationNote | None
    age_note: str  # that it is more than a year old, or ""
    series: SeriesBox | None
    lede: Markup
    facts: tuple[Fact, ...]
    body: Markup
    tags: tuple[Link, ...]
    share_url: str  # wa.me, "" while the site's address is not known
    related: tuple[Card, ...]
    sources: SourceList
    questions: QuestionList
    method: str
    small_changes: tuple[ChangeItem, ...]  # spelling, at the foot
    no_changes_text: str  # "Belum ada ralat.", or ""
    versions: Link | None  # to the comparison of its versions, None when there is but one
    versions_note: str  # what is known of them, or ""
    ledger_url: str


class WithdrawnView(View, frozen=True, kw_only=True):
    """An article of which address, title and notice are left. earlier: kinds and times alone."""

    template: ClassVar[str] = "withdrawn.html"
    kicker: str
    fictional_note: str
    title: str
    published: TimeText
    notice: ChangeItem
    earlier: tuple[ChangeItem, ...]
    ledger_url: str


class HistoryView(View, frozen=True, kw_only=True):
    """The versions of one article, newest first. note: how far back it goes, or ""."""

    template: ClassVar[str] = "history.html"
    title: str
    intro: str
    note: str
    versions: tuple[VersionItem, ...]
    fictional_note: str


class VersionView(View, frozen=True, kw_only=True):
    """What one version changed. before: since when the older one was public."""

    template: ClassVar[str] = "version.html"
    title: str
    article: Link
    item: VersionItem
    before: TimeText
    parts: tuple[DiffPart, ...]
    history_url: str
    fictional_note: str


class ListingView(View, frozen=True, kw_only=True):
    """A rubric, tag, author or numbered page of all articles."""

    template: ClassVar[str] = "listing.html"
    kicker: str  # "Rubrik", "Topik", "Penulis" …
    title: str
    intro: str
    cards: tuple[Card, ...]
    pager: Pager
    empty_text: str


class ArchiveView(View, frozen=True, kw_only=True):
    """The whole archive: years with their months; or one year."""

    template: ClassVar[str] = "archive.html"
    title: str
    years: tuple[ArchiveYear, ...]
    empty_text: str


class ArchiveYear(Part, frozen=True):
    year: Link
    months: tuple[Link, ...]
    count_text: str  # "12 artikel"


class MonthView(View, frozen=True, kw_only=True):
    """The articles of one month, oldest first, in one list without pages."""

    template: ClassVar[str] = "month.html"
    title: str
    year: Link
    cards: tuple[Card, ...]


class SeriesView(View, frozen=True, kw_only=True):
    """Every part of a series, oldest first."""

    template: ClassVar[str] = "series.html"
    title: str
    intro: str
    is_timeline: bool
    parts: tuple[SeriesPart, ...]


class DirectoryView(View, frozen=True, kw_only=True):
    """A plain list of names: people, bodies, tags, authors."""

    template: ClassVar[str] = "directory.html"
    title: str
    intro: str
    entries: tuple[DirectoryEntry, ...]
    empty_text: str


class DirectoryEntry(Part, frozen=True):
    link: Link
    detail: str


class PersonView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "person.html"
    name: str
    role: str
    organization: Link | None
    figure: Figure | None
    body: Markup
    quotations: tuple[QuotationItem, ...]
    plans: tuple[PlanItem, ...]
    mentions: tuple[Card, ...]
    mention_pages: Pager
    checked: TimeText | None
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""


class OrganizationView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "organization.html"
    name: str
    facts: tuple[Fact, ...]
    figure: Figure | None
    body: Markup
    people: tuple[Link, ...]
    plans: tuple[PlanItem, ...]
    events: tuple[EventCard, ...]
    programmes: tuple[ProgrammeCard, ...]
    mentions: tuple[Card, ...]
    mention_pages: Pager
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""


class AgendaView(View, frozen=True, kw_only=True):
    """coming: with a date, soonest first; undated: «Jadwal menyusul»; past: newest first."""

    template: ClassVar[str] = "agenda.html"
    coming: tuple[EventCard, ...]
    undated: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    calendar_url: str  # "" while no event has a date
    calendar_app_url: str  # webcal:, "" while the site's address is not known
    months: tuple[Link, ...]  # with events, oldest first


class CalendarMonthView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "calendar_month.html"
    title: str
    caption: str
    weekdays: tuple[str, ...]
    weeks: tuple[CalendarWeek, ...]
    sooner: Link | None
    later: Link | None


class EventView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "event.html"
    title: str
    summary: str
    state: str
    state_text: str
    facts: tuple[Fact, ...]
    figure: Figure | None
    body: Markup
    sources: SourceList
    questions: QuestionList
    changes: tuple[ChangeItem, ...]
    mentions: tuple[Card, ...]
    ledger_url: str  # "" while nothing was changed
    calendar_url: str  # "" for an event without a date
    share_url: str
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""
    print_foot: PrintFoot
    preview_note: str


class ProgrammeListView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "programmes.html"
    fields: tuple[ProgrammeFieldGroup, ...]


class ProgrammeFieldGroup(Part, frozen=True):
    title: str
    programmes: tuple[ProgrammeCard, ...]


class ProgrammeView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "programme.html"
    title: str
    field_text: str
    summary: str
    state_text: str
    facts: tuple[Fact, ...]  # every field, the unknown ones too
    figure: Figure | None
    body: Markup
    events: tuple[EventCard, ...]
    plans: tuple[PlanItem, ...]
    mentions: tuple[Card, ...]
    sources: SourceList
    questions: QuestionList
    share_url: str
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""
    print_foot: PrintFoot
    preview_note: str


class PlansView(View, frozen=True, kw_only=True):
    """Plans, hopes and assessments kept apart, each group with its own explanation."""

    template: ClassVar[str] = "plans.html"
    groups: tuple[PlanGroup, ...]


class PlanGroup(Part, frozen=True):
    title: str
    explanation: str
    tallies: tuple[Tally, ...]
    plans: tuple[PlanItem, ...]


class TimelineView(View, frozen=True, kw_only=True):
    """days: oldest first, what has no day at the end; drawing: on the page without number."""

    template: ClassVar[str] = "timeline.html"
    intro: str
    drawing: TimelineDrawing | None
    tallies: tuple[Tally, ...]
    days: tuple[TimelineDay, ...]
    pager: Pager


class LedgerView(View, frozen=True, kw_only=True):
    """Every public change, newest first."""

    template: ClassVar[str] = "ledger.html"
    intro: str
    items: tuple[LedgerItem, ...]
    pager: Pager


class QuotationsView(View, frozen=True, kw_only=True):
    """Every quotation once, by speaker."""

    template: ClassVar[str] = "quotations.html"
    intro: str
    speakers: tuple[SpeakerGroup, ...]
    pager: Pager


class QuestionsView(View, frozen=True, kw_only=True):
    """What is not known, and below it what was answered since."""

    template: ClassVar[str] = "open_questions.html"
    intro: str
    open_groups: tuple[QuestionGroup, ...]
    answered_groups: tuple[QuestionGroup, ...]
    pager: Pager


class PageView(View, frozen=True, kw_only=True):
    """imprint_lines: only on the pages that print the imprint (Redaksi, Kontak)."""

    template: ClassVar[str] = "page.html"
    title: str
    figure: Figure | None
    body: Markup
    imprint: tuple[Fact, ...]
    fictional_note: str
    incomplete_note: str  # what a public build would ask for, or ""
    preview_note: str


class NotFoundView(View, frozen=True, kw_only=True):
    template: ClassVar[str] = "not_found.html"
    latest: tuple[Card, ...]


class OfflineView(View, frozen=True, kw_only=True):
    """The service worker puts the list of saved pages into it."""

    template: ClassVar[str] = "offline.html"


class RedirectView(View, frozen=True, kw_only=True):
    """Stands at an old address (`alias`) and leads to the new one at once."""

    template: ClassVar[str] = "redirect.html"
    target: Link
