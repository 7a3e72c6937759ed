"""The parts that several page kinds place: a view is made of these and of plain values.

Everything is decided before a template sees it: texts are formatted, lists ordered, addresses ready
to place. An empty string or None means "leave it out".
"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from newsroom.data import Value


class Part(Struct, frozen=True, eq=False):
    """What nobody compares: loud where equal ones would be told apart without a word."""

    __eq__ = None  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


class Link(Part, frozen=True):
    """url may be empty: then the label stands as plain text."""

    label: str
    url: str = ""
    is_current: bool = False


class TimeText(Value, frozen=True):  # a day that several share is said once
    """A date as read ("Rabu, 25 November 2026") and as machines read it."""

    text: str
    iso: str


class Frame(Part, frozen=True):
    """What every page has alike; it changes with settings and pages, never with news."""

    lang: str
    site_name_first: str  # the two halves of the name are set in two colours
    site_name_second: str
    tagline: str
    home_url: str
    sections: tuple[Link, ...]  # the bar under the masthead
    footer_links: tuple[Link, ...]
    footer_about: str
    imprint: tuple[str, ...]  # lines of the publisher's imprint, () while it is not filled in
    imprint_missing: str  # "Data redaksi belum diisi penerbit", or ""
    content_licence: str
    script_url: str  # theme/static/js/site.js, as src; "" when the theme has none
    script_loader: Markup  # what fetches it
    worker_url: str  # what keeps pages for offline; "" when none are kept
    icon_url: str  # theme/static/favicon.svg, as href; "" when the theme has none


class ShareImage(Part, frozen=True):
    """The card that link previews show; url absolute (NEWSROOM.md T16)."""

    url: str
    mime_type: str
    width_px: int
    height_px: int
    alt: str


class FeedLink(Part, frozen=True):
    """A feed as <head> offers it to feed readers; url: for href inside the site."""

    url: str
    title: str
    mime_type: str


class Head(Part, frozen=True):
    """What stands in <head>. Addresses are absolute where the site's own address is known."""

    title: str  # whole document title, plain
    description: str
    robots: str
    canonical_url: str
    og_type: str
    og_title: str
    published_iso: str
    modified_iso: str
    section: str
    prev_url: str
    feeds: tuple[FeedLink, ...]  # the page's own first
    jsonld: Markup  # a whole <script type="application/ld+json"> text, or ""
    share_image: ShareImage | None  # None while the site's own address is not known


class View(Part, frozen=True, kw_only=True):
    """frame: alike everywhere; trail: breadcrumb below the front page, () where there is none."""

    frame: Frame
    head: Head
    trail: tuple[Link, ...] = ()


class Figure(Part, frozen=True):
    """A picture with what a reader must know of it (NEWSROOM.md P17)."""

    picture: Markup  # <picture> or <img>
    caption: Markup  # whether it shows the event, what it shows, "Foto: Ayu Rekaan", licence


class Card(Part, frozen=True):
    """An article in a list."""

    kicker: str  # kind of work: Berita, Penjelasan …
    section: Link
    title: str  # typeset
    lang: str  # of title and summary, "" where it is the site's
    url: str
    summary: str
    date: TimeText
    label: str
    is_advertisement: bool
    is_unverified: bool
    is_fictional: bool


class SeriesBox(Part, frozen=True):
    """The series that an article belongs to."""

    series: Link
    part_text: str  # "bagian 2"
    previous: Link | None
    next: Link | None


class SeriesPart(Part, frozen=True):
    """when: the day of what it reports, else of publication; published: where that is another."""

    number_text: str  # "Bagian 2"
    when: TimeText
    published: TimeText | None
    card: Card


class EventCard(Part, frozen=True):
    title: str
    url: str
    state: str  # key for the style: terjadwal, menyusul …
    state_text: str  # "Jadwal menyusul", "Ditunda" …; "" when simply scheduled
    when: TimeText | None
    place: str
    summary: str
    checked_text: str


class CalendarEvent(Part, frozen=True):
    """hour: when it begins, that it goes on from an earlier day, or "" when nobody said."""

    title: str
    url: str
    state: str
    state_text: str
    hour: str
    place: str
    is_fictional: bool


class CalendarDay(Part, frozen=True):
    """All empty for a day of another month. weekday_text, month_text: what a table leaves out."""

    iso: str
    weekday_text: str
    number: str
    month_text: str
    events: tuple[CalendarEvent, ...]


class CalendarWeek(Part, frozen=True):
    days: tuple[CalendarDay, ...]


class ProgrammeCard(Part, frozen=True):
    title: str
    url: str
    field_text: str
    summary: str
    state_text: str


class FactValue(Value, frozen=True):  # rows with the same value are brought together
    """One value of a fact; with an address it is a link, with an ISO date a <time>."""

    text: str
    url: str = ""
    iso: str = ""
    is_unknown: bool = False  # "Belum diumumkan"


class Fact(Part, frozen=True):
    """labels: more than one where they have the value in common, as the unknown ones have."""

    labels: tuple[str, ...]
    values: tuple[FactValue, ...]


class SourceItem(Part, frozen=True):
    title: str
    url: str
    details: str  # publisher, kind, day of publication, as far as known
    seen: TimeText | None
    supports: str
    corrected: TimeText | None
    withdrawn: TimeText | None


class SourceList(Part, frozen=True):
    """note: "Berdasarkan satu sumber", computed; "" when there are several."""

    items: tuple[SourceItem, ...]
    note: str


class VerificationNote(Part, frozen=True):
    """Over an article that is not fully verified yet."""

    note: str  # why it could not wait, or ""
    sought: str


class QuestionItem(Part, frozen=True):
    """Answered when answer is not empty."""

    question: str
    since: TimeText | None
    answer: str
    answered: TimeText | None
    answer_source: str


class QuestionList(Part, frozen=True):
    """since: the day that all of them were noted; None where each has its own."""

    items: tuple[QuestionItem, ...]
    since: TimeText | None


class ChangeItem(Part, frozen=True):
    anchor: str  # id of its place on the record's own page, "" elsewhere
    kind_text: str  # Ralat, Hak jawab …
    at: TimeText
    summary: str
    before: str = ""
    after: str = ""
    url: str = ""
    apology: str = ""  # the sentence of apology
    ground: str = ""  # on which a text was withdrawn


class VersionItem(Part, frozen=True):
    """One version of an article. url: of its comparison, "" for the first and on its own page."""

    at: TimeText
    summary: str  # "Judul diubah; isi: 3 kata ditambah."
    entries: tuple[str, ...]  # "Ralat: Jumlah padi tertulis keliru."
    url: str


class DiffRun(Part, frozen=True):
    """Words that stand together; neither added nor removed: they stayed."""

    text: str
    is_added: bool
    is_removed: bool


class DiffParagraph(Part, frozen=True):
    runs: tuple[DiffRun, ...]


class DiffPassage(Part, frozen=True):
    """gap: "2 alinea tidak berubah" before it, or ""."""

    gap: str
    paragraphs: tuple[DiffParagraph, ...]


class DiffPart(Part, frozen=True):
    """title: "Judul", "Isi", "Sumber" …"""

    title: str
    passages: tuple[DiffPassage, ...]


class PlanStep(Part, frozen=True):
    at: TimeText
    state_text: str
    note: str


class PlanItem(Part, frozen=True):
    anchor: str
    url: str  # of its place on the plans page
    title: str
    statement: str
    party: Link
    nature: str  # key: rencana, harapan, penilaian
    nature_text: str
    state: str  # key: disampaikan … batal
    state_text: str
    said: TimeText | None
    checked: TimeText | None
    programme: Link | None
    steps: tuple[PlanStep, ...]
    sources: SourceList
    is_fictional: bool


class Tally(Part, frozen=True):
    """How many plans stand so; state: key of the mark."""

    state: str
    count_text: str


class TimelineEntry(Part, frozen=True):
    """mark: how it is drawn, one of the states of a plan; hour: "" when nobody gave one."""

    mark: str
    title: str
    url: str
    kind_text: str
    state_text: str
    hour: str
    note: str
    is_fictional: bool


class TimelineDay(Part, frozen=True):
    """day: None for all that has no day; mark: of the entry that says most."""

    anchor: str
    day: TimeText | None
    precision_text: str
    mark: str
    entries: tuple[TimelineEntry, ...]
    said_text: str  # "2 rencana, 1 harapan disampaikan": what the entries leave out, or ""


class TimelineDot(Part, frozen=True):
    mark: str
    x_px: int  # from its column
    y_px: int


class TimelineColumn(Part, frozen=True):
    """The dots of one day, or of days too near to be told apart.

    x: share of the width, "37.5%"; label: month and year, or "" where there is no room.
    """

    x: str
    dots: tuple[TimelineDot, ...]
    more_text: str  # "+4": dots that found no room
    more_y_px: int
    label_x: str
    label: str
    label_anchor: str  # start, middle, end


class TimelineDrawing(Part, frozen=True):
    """A line in proportion to time; behind it what has no day. It fits any width."""

    height_px: int
    axis_y_px: int
    label_y_px: int
    axis_end: str
    columns: tuple[TimelineColumn, ...]
    undated: TimelineColumn | None


class QuotationItem(Part, frozen=True):
    text: str
    speaker: Link
    role: str
    article: Link
    date: TimeText
    is_fictional: bool


class LedgerItem(Part, frozen=True):
    """A change in the ledger of all changes; page: the place that it corrects."""

    page: Link
    kind: str  # what is corrected: Berita, Agenda …
    change: ChangeItem
    is_fictional: bool


class SpeakerGroup(Part, frozen=True):
    name: Link
    quotations: tuple[QuotationItem, ...]


class QuestionGroup(Part, frozen=True):
    """Questions that the same pages ask."""

    pages: tuple[Link, ...]
    questions: QuestionList
    is_fictional: bool


class QrCode(Part, frozen=True):
    """size: modules a side, without the quiet zone; path: a line along the middle of each row."""

    size: int
    path: str


class PrintFoot(Part, frozen=True):
    """What paper shows and the screen does not. address, code: none while SITEURL is unknown.

    notes: where the links of the text lead, in their order.
    """

    address: str
    code: QrCode | None
    issuer: str
    checked: TimeText | None
    notes: tuple[str, ...]


class Pager(Part, frozen=True):
    """Numbered pages count from the oldest and never change; the page without number is the newest.

    text: "Halaman 2"; newest_url: the page without number, "" on it; older_url: "" on the oldest.
    """

    text: str
    newest_url: str
    older_url: str
