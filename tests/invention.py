"""Texts of every kind as Hypothesis invents them: what the editors of a small newsroom may write.

The fields come from the schema, so a new one is tried as soon as it is there. Names of people,
files and pictures are drawn as a Ref and chosen, when the text is saved, from what exists by then.
"""

from __future__ import annotations

import io
import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from newsroom.source.schema import SCHEMA, Field, Shape

FOLDER = {
    "article": "berita", "event": "agenda", "programme": "program", "plan": "rencana",
    "person": "tokoh", "organization": "lembaga", "page": "laman",
}  # fmt: skip
MOMENTS = (
    "2025-12-31 23:59", "2026-10-31", "2026-11-01 00:00", "2026-11-20", "2026-11-24 20:30",
    "2026-11-25", "2026-11-25 17:30", "2026-11-26", "2026-11-27 09:00", "2026-12-03",
)  # fmt: skip
LINES = (
    "Warga rekaan berkumpul di balai contoh.",
    'Ada "tanda kutip", Rp 10.000, & tanda < lain.',
    "Panen -- kata mereka -- tahun 2026...",
    "Gratis",
    "Jalan Rekaan 1, Dusun Contoh",
)
QUOTED = (
    "Padi ini milik kita bersama, dari sawah sampai lumbung.",
    "Tenun ini dikerjakan ibu-ibu dusun setiap malam.",
    "Kami menunggu jadwal yang pasti.",
)
PICTURES = ("images/lumbung.png", "images/sawah.jpg", "images/tenun.gif")
FILES = (*PICTURES, "images/data.csv", "berkas/unduhan.pdf")

# Fields of the schema that no invented text has: Pelican's other words for the status, and those
# that are refused or without effect.
_LEFT_OUT = ("draf", "published", "template")
_LEFT_OUT_TYPES = ("ignored", "refused")


@dataclass(frozen=True, slots=True)
class Ref:
    """The number-th of what exists: `kind` is one of the schema's, or "picture"."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text's body. number: which of the lines, quotations, files … it is about."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """A file before it is saved: its front matter by Indonesian key, and its body."""

    fields: Mapping[str, Any]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text can name when it is saved.

    path: its own; texts and pictures: paths below content/; names: by kind, as people type them.
    """

    path: str
    texts: Sequence[str]
    pictures: Sequence[str]
    names: Mapping[str, Sequence[str]]

    def link(self, path: str) -> str:
        """From this text to another file."""
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    def choose(self, ref: Ref) -> str | None:
        """What it names, None while there is nothing of its kind."""
        found = self.pictures if ref.kind == "picture" else self.names.get(ref.kind, ())
        return found[ref.number % len(found)] if found else None


# ------------------------------------------------------------------ front matter

_SMALL = st.integers(0, 5)
_TITLES = st.builds(
    "{} {} {}".format,
    st.sampled_from(("Kabar", "Catatan", "Rapat & Panen", '"Kutipan" Warga')),
    st.sampled_from(("Dusun", "Pasar", "Sanggar")),
    st.integers(1, 9),
)


def _refs(*kinds: str) -> st.SearchStrategy[Ref]:
    return st.builds(Ref, st.sampled_from(kinds), _SMALL)


def _pool(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


_BY_KEY: dict[str, st.SearchStrategy[Any]] = {
    "judul": _TITLES,
    "status": _pool("terbit", "terbit", "terbit", "terbit", "draf", "tersembunyi"),
    "slug": _pool("satu", "dua", "tiga"),
    "id": _pool("rapat-1", "rapat-2", "rapat-3"),
    "bahasa": _pool("id", "id", "jv"),
    "tag": st.lists(_pool("Panen", "panen", "PANEN", "Sawah Kita", "Tenun"), max_size=3),
    "rubrik": _pool("Budaya", "budaya", "UMKM", "Kabar"),
    "penulis": st.lists(_pool("Ayu Rekaan", "ayu rekaan", "Tim Rekaan"), max_size=2),
    "seri": _pool("Panen", "Tenun"),
    "singkatan": _pool("LC", "SR", "KC"),
    "sebutan_lain": st.lists(_pool("Lumbung Lama", "Sanggar Baru"), max_size=1),
    "tokoh": st.lists(_refs("person"), max_size=2),
    "pihak": _refs("person", "organization"),
    "penyelenggara": st.one_of(_refs("organization"), _pool("Panitia Rekaan")),
    "program": _refs("programme"),
    "alias": st.lists(_pool("/lama/satu/", "/lama/dua.html", "/lama/tiga"), max_size=1),
    "url": _pool("https://arsip.invalid/satu", "https://arsip.invalid/dua?x=1&y=2"),
    "tautan": _pool("https://arsip.invalid/ralat"),
}


def _values(field: Field, shape: Shape) -> st.SearchStrategy[Any]:
    """What may stand in a field."""
    if field.key == "lembaga":  # one body of a person, several of an article
        own = _refs("organization")
        return own if shape.name == "person" else st.lists(own, max_size=2)
    if field.key in _BY_KEY and field.shape is None:
        return _BY_KEY[field.key]
    if field.shape:
        one = _objects(field.shape)
        return one if field.type == "object" else st.lists(one, max_size=2)
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "moment": st.sampled_from(MOMENTS),
        "choice": st.sampled_from([choice.word for choice in field.choices] or [""]),
        "boolean": _pool("ya", "tidak"),
        "file": _refs("picture"),
        "names": st.lists(st.sampled_from(LINES[:1]), max_size=1),
    }
    return by_type.get(field.type, st.sampled_from(LINES))


def _fields(shape: Shape) -> list[Field]:
    return [
        field for field in shape.fields
        if field.key not in _LEFT_OUT and field.type not in _LEFT_OUT_TYPES
    ]  # fmt: skip


def _objects(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    fields = _fields(shape)
    return st.fixed_dictionaries(
        {field.key: _values(field, shape) for field in fields if field.is_required},
        optional={field.key: _values(field, shape) for field in fields if not field.is_required},
    )


def _coherent(fields: dict[str, Any]) -> dict[str, Any]:
    """Without the contradictions that the reader names at once; single edits make them again."""
    kept = dict(fields)
    if kept.get("keadaan") in ("terjadwal", "tentatif", "ditunda", "batal", "selesai"):
        kept.setdefault("mulai", MOMENTS[8]) if "bidang" not in kept and "sifat" not in kept else 0
    if kept.get("keadaan") == "menyusul":
        kept.pop("mulai", None)
        kept.pop("selesai", None)
    if kept.get("keadaan") in ("menyusul", "ditunda"):
        kept.pop("mulai_semula", None)
    for earlier, later in (("tanggal", "diperbarui"), ("mulai", "selesai")):
        if later in kept and kept[later][:10] <= kept.get(earlier, "9999")[:10]:
            del kept[later]
    return kept


# ------------------------------------------------------------------ bodies

_BLOCKS = ("line", "line", "heading", "quotation", "list", "table", "picture", "footnote",
           "read_also", "link", "file", "code", "comment")  # fmt: skip

blocks = st.builds(Block, st.sampled_from(_BLOCKS), _SMALL)


def texts(kind: str) -> st.SearchStrategy[Text]:
    """Whole files of one kind."""
    return st.builds(
        Text,
        _objects(SCHEMA[kind]).map(_coherent),
        st.lists(blocks, min_size=1, max_size=4).map(tuple),
    )


kinds = st.sampled_from(sorted(FOLDER))
any_text = kinds.flatmap(lambda kind: st.tuples(st.just(kind), texts(kind)))


def changes(kind: str) -> st.SearchStrategy[tuple[str, Any]]:
    """One line of front matter: its key, and its new value or None when the line goes."""
    return st.sampled_from(_fields(SCHEMA[kind])).flatmap(
        lambda field: st.tuples(
            st.just(field.key), st.one_of(st.none(), _values(field, SCHEMA[kind]))
        )
    )


any_change = kinds.flatmap(lambda kind: st.tuples(st.just(kind), changes(kind)))


# ------------------------------------------------------------------ files


def written(text: Text, around: Surroundings) -> str:
    """The file as it is saved."""
    fields = {"rekaan": "ya", **_chosen(text.fields, around)}
    head = [f"{key}: {_yaml(value)}" for key, value in fields.items() if value is not None]
    body = [_block(block, place, around) for place, block in enumerate(text.blocks)]
    return "\n".join(["---", *head, "---", "", "\n\n".join(filter(None, body)), ""])


def _yaml(value: Any) -> str:
    """Dates and words as people type them; the rest as JSON, which is YAML as well."""
    is_bare = isinstance(value, str) and value.replace(":", "").replace("-", "").isalnum()
    return value if is_bare else json.dumps(value, ensure_ascii=False)


def _chosen(value: Any, around: Surroundings) -> Any:
    """With every Ref replaced by what it names; what names nothing is left out."""
    match value:
        case Ref():
            return around.choose(value)
        case Mapping():
            chosen = {key: _chosen(one, around) for key, one in value.items()}
            return {key: one for key, one in chosen.items() if one is not None}
        case list():
            return [one for one in (_chosen(one, around) for one in value) if one is not None]
    return value


def _block(block: Block, place: int, around: Surroundings) -> str:
    number = block.number
    line = LINES[number % len(LINES)]
    texts = around.texts or (around.path,)
    other = around.link(texts[number % len(texts)])
    picture = around.choose(Ref("picture", number))
    speaker = around.choose(Ref("person", number)) or "Warga Rekaan"
    made = {
        "line": f"{line} **{number}**",
        "heading": f"## Bagian {number}",
        "quotation": f'> "{QUOTED[number % len(QUOTED)]}"\n>\n> — {speaker}, warga {number % 2}',
        "list": f"- satu\n- {line}\n\n1. dua",
        "table": f"Tabel: Hasil {number}\n\n| a | b |\n|---|---|\n| {number} | {line} |",
        "picture": f"![Foto rekaan {number}]({around.link(picture)})" if picture else "",
        "footnote": f"{line}[^{place}]\n\n[^{place}]: Catatan {number}.",
        "read_also": f"Baca juga: [tulisan lain]({other})",
        "link": f"Lihat [tulisan]({other}) dan [lagi]({{filename}}{other}).",
        "file": f"Unduh [berkas]({around.link(picture)})." if picture else "",
        "code": f"```\nketik {number}\n```",
        "comment": f"{line} <!-- catatan redaksi {number} -->",
    }
    return made[block.kind]


def picture(name: str, number: int) -> bytes:
    """One of several small pictures, in the format that the name says; a PDF or a table as well."""
    if not name.endswith((".png", ".jpg", ".gif")):
        return f"rekaan,{number}\n".encode()
    colour = ("olive", "navy", "teal")[number % 3]
    file = io.BytesIO()
    image = Image.new("RGB", (8 + number % 2, 6), colour)
    image.save(file, {"jpg": "JPEG", "png": "PNG", "gif": "GIF"}[name[-3:]])
    return file.getvalue()
