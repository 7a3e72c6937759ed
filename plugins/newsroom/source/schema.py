"""Every key that front matter may hold, for every kind of content: the one table.

The reader, the check, the JSON Schema, the forms and the guide's field table are made from it. The
help for each key stands in strings.toml: `fields.<shape>.<key>`, else `fields.record.<key>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from newsroom.data import Value
from newsroom.source.records import (
    KINDS,
    Answer,
    Change,
    Label,
    Occasion,
    Picture,
    PictureNote,
    Question,
    Source,
    Step,
    Verification,
    Withdrawal,
)

FieldType = Literal[
    "line",  # text on one line
    "text",  # text, line breaks kept
    "summary",  # text on one line, without the marks of Markdown links
    "names",  # list, or text with commas; doubles fall together
    "moment",
    "period",  # a moment, or a month
    "choice",
    "boolean",
    "slug",
    "identifier",
    "language",
    "url",
    "addresses",  # list of paths on this site
    "file",  # path of a file under content/
    "object",
    "objects",
    "template",  # must name the kind's own template
    "ignored",  # accepted, without effect
    "refused",
]


class Choice(Value, frozen=True):
    """word: as the guide shows it. value: as the record holds it, when that differs."""

    word: str
    value: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def stored(self) -> str:
        return self.value or self.word


class Field(Value, frozen=True):
    """attribute: of the record. key: Indonesian, as editors see it. aliases: accepted as well.

    refusal: for the type "refused", the code of the sentence that says why.
    """

    attribute: str
    key: str
    aliases: tuple[str, ...] = ()
    type: FieldType = "line"
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    shape: Shape | None = None
    refusal: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.key, *self.aliases)


class Shape(Struct, frozen=True):
    """The fields of one kind, or of one object inside it.

    make: the class of data that is made of them.
    shorthand: key of the field that a plain text in the object's place fills; "" if none may.
    """

    name: str
    make: type[Any]
    fields: tuple[Field, ...]
    shorthand: str = ""
    by_name: dict[str, Field] = {}  # filled here

    def __post_init__(self) -> None:
        table = {normal_key(name): f for f in self.fields for name in f.names}
        self.by_name.update(table)

    def find(self, key: str) -> Field | None:
        """The field that a typed key means; letter case, spaces and hyphens do not matter."""
        return self.by_name.get(key) or self.by_name.get(normal_key(key))

    def field_of(self, attribute: str) -> Field:
        """The field that fills an attribute. Raises StopIteration for one that has none."""
        return next(f for f in self.fields if f.attribute == attribute)


def normal_key(key: str) -> str:
    """`Belum Diketahui` and `belum-diketahui` are `belum_diketahui`."""
    return key.strip().lower().replace(" ", "_").replace("-", "_")


def help_keys(shape: Shape, field_: Field) -> Iterator[str]:
    """Where in strings.toml the help for a key may stand, the most particular first."""
    yield f"fields.{shape.name}.{field_.key}"
    yield f"fields.record.{field_.key}"


def _choices(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(word) for word in words)


_STATUS = (
    Choice("terbit", "published", ("published", "publish")),
    Choice("draf", "draft", ("draft",)),
    Choice("tersembunyi", "hidden", ("hidden",)),
)
_ARTICLE_TYPES = _choices(
    "berita", "opini", "penjelasan", "siaran-pers", "advertorial", "hak-jawab"
)
_CHANGE_TYPES = _choices("ralat", "koreksi", "hak-jawab", "pembaruan", "ejaan")
_GROUNDS = _choices("sara", "kesusilaan", "masa-depan-anak", "trauma-korban", "dewan-pers")
_EVENT_STATES = _choices("terjadwal", "tentatif", "menyusul", "ditunda", "batal", "selesai")
_PROGRAMME_FIELDS = _choices("umkm", "budaya", "lintas-sektor")
_PROGRAMME_STATES = _choices("belum-dibuka", "dibuka", "ditutup", "selesai")
_PLAN_NATURES = _choices("rencana", "harapan", "penilaian")
_PLAN_STATES = _choices("disampaikan", "dijadwalkan", "berlangsung", "terlaksana", "batal")
_PICTURE_TYPES = _choices("foto", "ilustrasi", "arsip")
_VERIFICATION_LEVELS = _choices("belum", "sebagian", "lengkap")
_ZONES = _choices("WIB", "WITA", "WIT")


# ------------------------------------------------------------------ objects inside front matter

_PICTURE_FILE = Field("file", "berkas", (), "file", is_required=True)
_PICTURE_NOTE = (
    Field("caption", "keterangan"),
    Field("credit", "kredit"),
    Field("licence", "lisensi"),
    Field("type", "jenis", type="choice", choices=_PICTURE_TYPES),
)
PICTURE = Shape(
    "gambar",
    Picture,
    (_PICTURE_FILE, Field("alt", "alt", is_required=True), *_PICTURE_NOTE),
    shorthand="berkas",
)
PICTURE_NOTE = Shape("gambar_isi", PictureNote, (_PICTURE_FILE, *_PICTURE_NOTE))
SOURCE = Shape(
    "sumber",
    Source,
    (
        Field("title", "judul", is_required=True),
        Field("publisher", "penerbit"),
        Field("type", "jenis"),
        Field("url", "url", type="url"),
        Field("published", "terbit", type="moment"),
        Field("seen", "dilihat", type="moment"),
        Field("supports", "mendukung", type="text"),
        Field("corrected", "diralat_sumber", type="moment"),
        Field("withdrawn", "dicabut_sumber", type="moment"),
    ),
    shorthand="judul",
)
CHANGE = Shape(
    "perubahan",
    Change,
    (
        Field("type", "jenis", type="choice", choices=_CHANGE_TYPES, is_required=True),
        Field("at", "waktu", type="moment", is_required=True),
        Field("summary", "ringkas", type="text", is_required=True),
        Field("before", "semula", type="text"),
        Field("after", "menjadi", type="text"),
        Field("url", "tautan", type="url"),
        Field("is_apology", "permintaan_maaf", type="boolean"),
    ),
)
WITHDRAWAL = Shape(
    "dicabut",
    Withdrawal,
    (
        Field("at", "waktu", type="moment", is_required=True),
        Field("reason", "alasan", type="text", is_required=True),
        Field("ground", "dasar", type="choice", choices=_GROUNDS, is_required=True),
    ),
)
ANSWER = Shape(
    "dijawab",
    Answer,
    (
        Field("at", "waktu", type="moment", is_required=True),
        Field("text", "teks", type="text", is_required=True),
        Field("source", "sumber"),
    ),
)
QUESTION = Shape(
    "belum_diketahui",
    Question,
    (
        Field("question", "pertanyaan", is_required=True),
        Field("since", "sejak", type="moment"),
        Field("answer", "dijawab", type="object", shape=ANSWER),
    ),
    shorthand="pertanyaan",
)
OCCASION = Shape(
    "acara",
    Occasion,
    (
        Field("name", "nama", is_required=True),
        Field("date", "tanggal", type="period"),
        Field("place", "tempat"),
        Field("address", "alamat"),
    ),
    shorthand="nama",
)
LABEL = Shape(
    "label",
    Label,
    (
        Field("text", "teks", is_required=True),
        Field("until", "sampai", type="moment", is_required=True),
    ),
)
VERIFICATION = Shape(
    "verifikasi",
    Verification,
    (
        Field("level", "tingkat", (), "choice", choices=_VERIFICATION_LEVELS, is_required=True),
        Field("note", "catatan", type="text"),
        Field("sought", "diupayakan", type="text"),
    ),
    shorthand="tingkat",
)
STEP = Shape(
    "riwayat",
    Step,
    (
        Field("at", "waktu", type="period", is_required=True),
        Field("state", "keadaan", type="choice", choices=_PLAN_STATES, is_required=True),
        Field("note", "catatan", type="text"),
    ),
)

# ------------------------------------------------------------------ fields that kinds share

_SOURCES = Field("sources", "sumber", (), "objects", shape=SOURCE)
_CHANGES = Field("changes", "perubahan", (), "objects", shape=CHANGE)
_QUESTIONS = Field("questions", "belum_diketahui", (), "objects", shape=QUESTION)
_CHECKED = Field("checked", "diperiksa", type="moment")
_ORGANIZER = Field("organizer", "penyelenggara")
_HOW_TO_JOIN = Field("how_to_join", "cara_ikut", type="text")
_DEADLINE = Field("deadline", "tenggat", type="moment")
_COST = Field("cost", "biaya")
_CONTACT = Field("contact", "kontak", type="text")
_PROGRAMME = Field("programme", "program")
_ADDRESS = Field("address", "alamat")
_OTHER_NAMES = Field("other_names", "sebutan_lain", (), "names")


def _kind(name: str, *own: Field, title_aliases: tuple[str, ...] = ("title",)) -> Shape:
    shared = (
        Field("title", "judul", title_aliases, is_required=True),
        Field("slug", "slug", type="slug"),
        Field("summary", "ringkasan", ("summary", "description"), "summary"),
        Field("status", "status", type="choice", choices=_STATUS),
        Field("draft", "draf", ("draft",), "boolean"),
        Field("published", "published", (), "boolean"),
        Field("lang", "bahasa", ("lang",), "language"),
        Field("aliases", "alias", ("aliases",), "addresses"),
        Field("picture", "gambar", ("image",), "object", shape=PICTURE),
        Field("picture_notes", "gambar_isi", (), "objects", shape=PICTURE_NOTE),
        Field("tags", "tag", ("tags",), "names"),
        Field("is_fictional", "rekaan", type="boolean"),
        Field("template", "template", (), "template"),
        Field("save_as", "save_as", type="refused", refusal="key_refused_address"),
        Field("url", "url", type="refused", refusal="key_refused_address"),
        Field("translation", "translation", type="refused", refusal="key_refused_translation"),
    )
    return Shape(name, KINDS[name], (*shared, *own))


ARTICLE = _kind(
    "article",
    Field("date", "tanggal", ("date",), "moment", is_required=True),
    Field("modified", "diperbarui", ("modified",), "moment"),
    Field("type", "jenis", (), "choice", choices=_ARTICLE_TYPES),
    Field("section", "rubrik", ("category",)),
    Field("authors", "penulis", ("author", "authors"), "names"),
    Field("dateline", "dateline"),
    Field("people", "tokoh", (), "names"),
    Field("organizations", "lembaga", (), "names"),
    _SOURCES,
    _CHANGES,
    _QUESTIONS,
    Field("method", "cara_kerja", type="text"),
    Field("occasion", "acara", type="object", shape=OCCASION),
    Field("series", "seri", ("series",)),
    Field("label", "label", type="object", shape=LABEL),
    Field("read_also", "baca_juga", (), "names"),
    Field("verification", "verifikasi", type="object", shape=VERIFICATION),
    Field("withdrawal", "dicabut", type="object", shape=WITHDRAWAL),
)
EVENT = _kind(
    "event",
    Field("id", "id", type="identifier"),
    Field("start", "mulai", ("date",), "moment"),
    Field("previous_start", "mulai_semula", type="moment"),
    Field("end", "selesai", type="moment"),
    Field("zone", "zona", type="choice", choices=_ZONES),
    Field("state", "keadaan", (), "choice", choices=_EVENT_STATES, is_required=True),
    Field("place", "tempat"),
    _ADDRESS,
    _ORGANIZER,
    _HOW_TO_JOIN,
    _DEADLINE,
    _COST,
    _CONTACT,
    _PROGRAMME,
    _CHECKED,
    _SOURCES,
    _CHANGES,
    _QUESTIONS,
)
PROGRAMME = _kind(
    "programme",
    Field("field", "bidang", (), "choice", choices=_PROGRAMME_FIELDS, is_required=True),
    _ORGANIZER,
    Field("audience", "untuk_siapa", type="text"),
    Field("benefits", "manfaat", type="text"),
    Field("requirements", "syarat", type="text"),
    _HOW_TO_JOIN,
    _DEADLINE,
    _COST,
    _CONTACT,
    Field("state", "keadaan", (), "choice", choices=_PROGRAMME_STATES),
    _CHECKED,
    _SOURCES,
    _QUESTIONS,
)
PLAN = _kind(
    "plan",
    Field("party", "pihak", is_required=True),
    Field("statement", "isi", type="text", is_required=True),
    Field("nature", "sifat", (), "choice", choices=_PLAN_NATURES, is_required=True),
    Field("state", "keadaan", (), "choice", choices=_PLAN_STATES),
    Field("said_on", "disampaikan", (), "period"),
    Field("history", "riwayat", (), "objects", shape=STEP),
    _CHECKED,
    _SOURCES,
    _PROGRAMME,
)
PERSON = _kind(
    "person",
    _OTHER_NAMES,
    Field("role", "jabatan"),
    Field("organization", "lembaga"),
    _CHECKED,
    title_aliases=("nama", "title"),
)
ORGANIZATION = _kind(
    "organization",
    Field("short_name", "singkatan"),
    _OTHER_NAMES,
    Field("type", "jenis"),
    _ADDRESS,
    _CHECKED,
    title_aliases=("nama", "title"),
)
# Pelican's pages often carry an article's keys; they have no effect there, here as in Pelican.
PAGE = _kind(
    "page",
    Field("", "tanggal", ("date",), "ignored"),
    Field("", "diperbarui", ("modified",), "ignored"),
    Field("", "rubrik", ("category",), "ignored"),
    Field("", "penulis", ("author", "authors"), "ignored"),
)

SCHEMA: dict[str, Shape] = {
    shape.name: shape for shape in (ARTICLE, EVENT, PROGRAMME, PLAN, PERSON, ORGANIZATION, PAGE)
}
