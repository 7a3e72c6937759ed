"""What one file says, checked: one frozen record for each kind of content.

Names are English, the field's own; source/schema.py maps the editors' Indonesian keys to them.
A value here is trusted: nothing behind the source floor checks it again.
"""

from __future__ import annotations

from typing import Literal, get_args

from newsroom.data import Value
from newsroom.language.moment import Moment

Status = Literal["published", "draft", "hidden"]
ArticleType = Literal["berita", "opini", "penjelasan", "siaran-pers", "advertorial", "hak-jawab"]
EventState = Literal["terjadwal", "tentatif", "menyusul", "ditunda", "batal", "selesai"]
ProgrammeState = Literal["belum-dibuka", "dibuka", "ditutup", "selesai"]
ProgrammeField = Literal["umkm", "budaya", "lintas-sektor"]
PlanNature = Literal["rencana", "harapan", "penilaian"]
PlanState = Literal["disampaikan", "dijadwalkan", "berlangsung", "terlaksana", "batal"]
VerificationLevel = Literal["belum", "sebagian", "lengkap"]
ChangeType = Literal["ralat", "koreksi", "hak-jawab", "pembaruan", "ejaan"]
Ground = Literal["sara", "kesusilaan", "masa-depan-anak", "trauma-korban", "dewan-pers"]


# ------------------------------------------------------------------ what stands in the text


class Reference(Value, frozen=True):
    """A link that the text makes to another file of the site, still as the editor typed it.

    target: path as typed, percent-decoded, without query and anchor; relative to the file
        unless it begins with "/". Pelican's mark before it (`{filename}`) is kept.
    suffix: the query and anchor, as typed and with their marks: `?lihat=1#isi`.
    In the prose's HTML it stands as the address `link:N`, N being its place in Prose.references.
    """

    target: str
    suffix: str
    line: int
    is_picture: bool = False


class Quotation(Value, frozen=True):
    """What someone said, word for word; in the HTML `<figcaption data-speaker="N">` is its N-th."""

    text: str  # plain, without the quotation marks around it
    speaker: str  # as typed after the dash, up to the first comma
    role: str  # what was typed after the comma, or ""
    line: int


class Prose(Value, frozen=True):
    """What the edition, or another page, needs to know of a text.

    What only the record's own page shows is kept apart (Text): when it changes, nothing else does.
    """

    excerpt: str = ""  # first paragraph as plain text, at most about 300 characters
    anchors: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    unsigned: tuple[Quotation, ...] = ()  # in quotation marks, but nobody is named
    names: str = ""  # what may be names, as running_text.possible_names() made it


class Text(Value, frozen=True):
    """What only the page that places it needs of a text. words: how many it has."""

    html: str
    words: int = 0


# ------------------------------------------------------------------ parts of front matter


class Source(Value, frozen=True):
    """One thing that a report rests on (NEWSROOM.md P6-P8, TTP "Citations").

    corrected, withdrawn: when its own publisher did so.
    """

    title: str
    publisher: str = ""
    type: str = ""
    url: str = ""
    published: Moment | None = None
    seen: Moment | None = None
    supports: str = ""
    corrected: Moment | None = None
    withdrawn: Moment | None = None


class Change(Value, frozen=True):
    """One entry of the change history (NEWSROOM.md P1-P3)."""

    type: ChangeType
    at: Moment
    summary: str
    before: str = ""
    after: str = ""
    url: str = ""
    is_apology: bool = False


class Withdrawal(Value, frozen=True):
    """A text that was taken back in public; the ground is one of those allowed (NEWSROOM.md P4)."""

    at: Moment
    reason: str
    ground: Ground


class Answer(Value, frozen=True):
    at: Moment
    text: str
    source: str = ""


class Question(Value, frozen=True):
    """Something that is not known yet, open in public until it is answered in public."""

    question: str
    since: Moment | None = None
    answer: Answer | None = None


class Occasion(Value, frozen=True):
    """The happening that an article reports; its day is never the day of publication (T4, T10)."""

    name: str
    date: Moment | None = None
    place: str = ""
    address: str = ""


class Verification(Value, frozen=True):
    """How far an article that could not wait has been verified (NEWSROOM.md P7)."""

    level: VerificationLevel
    note: str = ""
    sought: str = ""


class Label(Value, frozen=True):
    """A passing label such as "Langsung"; the build drops it when its end has come (P21)."""

    text: str
    until: Moment


class Step(Value, frozen=True):
    """One entry in the history of a plan."""

    at: Moment
    state: PlanState
    note: str = ""


class Picture(Value, frozen=True):
    file: str  # path under content/, or relative to the file
    alt: str
    caption: str = ""
    credit: str = ""
    licence: str = ""
    type: Literal["foto", "ilustrasi", "arsip"] = "foto"


class PictureNote(Value, frozen=True):
    """What readers must know of a picture that the text shows; its `alt` stands in the text."""

    file: str  # as in Picture
    caption: str = ""
    credit: str = ""
    licence: str = ""
    type: Literal["foto", "ilustrasi", "arsip"] = "foto"


# ------------------------------------------------------------------ the kinds


class Record(Value, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind has.

    path: relative to content/, with "/"; the record's identity.
    lines: line of each front-matter key that was given, for faults found later.
    fingerprint: hash of all that the record says; equal ones mean records that differ in nothing
        but the lines on which references and quotations stand, and what prose.names holds.
    """

    path: str
    title: str
    slug: str
    summary: str = ""
    status: Status = "published"
    lang: str = "id"
    aliases: tuple[str, ...] = ()
    picture: Picture | None = None
    picture_notes: tuple[PictureNote, ...] = ()
    tags: tuple[str, ...] = ()
    is_fictional: bool = False
    prose: Prose = Prose()
    lines: tuple[tuple[str, int], ...] = ()
    fingerprint: str = ""

    def line_of(self, key: str) -> int:
        """Line of a front-matter key (Indonesian name), 1 when it was not given."""
        return dict(self.lines).get(key, 1)


class Article(Record, frozen=True, kw_only=True, tag="article"):
    date: Moment
    modified: Moment | None = None
    type: ArticleType = "berita"
    section: str
    authors: tuple[str, ...] = ()
    dateline: str = ""
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    method: str = ""
    occasion: Occasion | None = None
    series: str = ""
    label: Label | None = None
    verification: Verification | None = None
    read_also: tuple[str, ...] = ()  # files, as the editor typed them
    withdrawal: Withdrawal | None = None

    @property
    def is_unverified(self) -> bool:
        """Readers must be told wherever they meet it."""
        return self.verification is not None and self.verification.level != "lengkap"


class Event(Record, frozen=True, kw_only=True, tag="event"):
    """id: permanent, for the calendar's UID; the slug when the editor gives none.

    start: of one that was put off or called off, the day that no longer holds (T9).
    previous_start: when it was first to begin, of an event that was given another day.
    """

    id: str
    start: Moment | None = None
    previous_start: Moment | None = None
    end: Moment | None = None
    zone: Literal["WIB", "WITA", "WIT"] = "WIB"
    state: EventState
    place: str = ""
    address: str = ""
    organizer: str = ""
    how_to_join: str = ""
    deadline: Moment | None = None
    cost: str = ""
    contact: str = ""
    programme: str = ""
    checked: Moment | None = None
    sources: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()


class Programme(Record, frozen=True, kw_only=True, tag="programme"):
    field: ProgrammeField
    organizer: str = ""
    audience: str = ""
    benefits: str = ""
    requirements: str = ""
    how_to_join: str = ""
    deadline: Moment | None = None
    cost: str = ""
    contact: str = ""
    state: ProgrammeState | None = None
    checked: Moment | None = None
    sources: tuple[Source, ...] = ()
    questions: tuple[Question, ...] = ()


class Plan(Record, frozen=True, kw_only=True, tag="plan"):
    """What one side said it would do, hopes for, or thinks; three things kept apart."""

    party: str
    statement: str
    nature: PlanNature
    state: PlanState = "disampaikan"
    said_on: Moment | None = None
    history: tuple[Step, ...] = ()
    checked: Moment | None = None
    sources: tuple[Source, ...] = ()
    programme: str = ""


class Person(Record, frozen=True, kw_only=True, tag="person"):
    other_names: tuple[str, ...] = ()
    role: str = ""
    organization: str = ""
    checked: Moment | None = None


class Organization(Record, frozen=True, kw_only=True, tag="organization"):
    """A body such as MPD. The title is its full name."""

    short_name: str = ""
    other_names: tuple[str, ...] = ()
    type: str = ""
    address: str = ""
    checked: Moment | None = None


class Page(Record, frozen=True, kw_only=True, tag="page"):
    pass


AnyRecord = Article | Event | Programme | Plan | Person | Organization | Page

# By the tag that stands first in a record's JSON.
KINDS: dict[str, type[Record]] = {str(k.__struct_config__.tag): k for k in get_args(AnyRecord)}

# The folder under content/ decides the kind; any other folder holds articles.
FOLDERS: dict[str, str] = {
    "agenda": "event",
    "program": "programme",
    "rencana": "plan",
    "tokoh": "person",
    "lembaga": "organization",
    "laman": "page",
    "pages": "page",
}
