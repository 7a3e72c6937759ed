"""What the keys of the open data mean, as JSON Schema 2020-12."""

from __future__ import annotations

from typing import Any

from newsroom.source.schema import ARTICLE, CHANGE, EVENT, PLAN, PROGRAMME, STEP, WITHDRAWAL, Shape
from newsroom.views.desk import Desk

VERSION = "1.0"  # the first number rises when a key goes or means something else

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
_YES: Schema = {"const": True}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
# A month, a day, or a minute with its offset; never midnight because nobody gave an hour.
_DATE: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d)?)?$",
}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _choice(shape: Shape, attribute: str, *others: str) -> Schema:
    return {"enum": [*(c.stored for c in shape.field_of(attribute).choices), *others]}


_WHERE = {"judul": _TEXT, "alamat": _ADDRESS}
_PLACE = {"tempat": _TEXT, "alamat_tempat": _TEXT}
_JOINING = {
    "penyelenggara": _ref("pihak"),
    "cara_ikut": _TEXT,
    "tenggat": _DATE,
    "biaya": _TEXT,
    "kontak": _TEXT,
    "diperiksa": _DATE,
    "sumber": _list("sumber"),
    "rekaan": _YES,
}

# Name of each definition: what is always there, and what is there where it is known.
_DEFINITIONS: dict[str, tuple[dict[str, Schema], dict[str, Schema]]] = {
    "halaman": (_WHERE, {}),
    "pihak": ({"nama": _TEXT}, {"alamat": _ADDRESS}),
    "sumber": (
        {"judul": _TEXT},
        {
            "penerbit": _TEXT,
            "jenis": _TEXT,
            "alamat": _ADDRESS,
            "terbit": _DATE,
            "dilihat": _DATE,
            "mendukung": _TEXT,
        },
    ),
    "tokoh": (
        {"nama": _TEXT, "alamat": _ADDRESS},
        {"jabatan": _TEXT, "lembaga": _ref("pihak"), "rekaan": _YES},
    ),
    "lembaga": (
        {"nama": _TEXT, "alamat": _ADDRESS},
        {
            "singkatan": _TEXT,
            "sebutan_lain": _TEXTS,
            "jenis": _TEXT,
            "alamat_tempat": _TEXT,
            "rekaan": _YES,
        },
    ),
    "acara": ({"nama": _TEXT}, {"tanggal": _DATE, **_PLACE}),
    "peristiwa": (
        {"nama": _TEXT, "halaman": _list("halaman")},
        {"tanggal": _DATE, **_PLACE, "rekaan": _YES},
    ),
    "kutipan": (
        {"teks": _TEXT, "pihak": _ref("pihak"), "tanggal": _DATE, "halaman": _list("halaman")},
        {"jabatan": _TEXT, "rekaan": _YES},
    ),
    "agenda": (
        {"id": _TEXT, **_WHERE, "keadaan": _choice(EVENT, "state")},
        {
            "ringkasan": _TEXT,
            "mulai": _DATE,
            "mulai_semula": _DATE,
            "selesai": _DATE,
            **_PLACE,
            "program": _TEXT,
            "kalender": _ADDRESS,
            **_JOINING,
        },
    ),
    "program": (
        {**_WHERE, "bidang": _choice(PROGRAMME, "field")},
        {
            "ringkasan": _TEXT,
            "keadaan": _choice(PROGRAMME, "state"),
            "untuk_siapa": _TEXT,
            "manfaat": _TEXT,
            "syarat": _TEXT,
            **_JOINING,
        },
    ),
    "langkah": (
        {"waktu": _DATE, "keadaan": _choice(STEP, "state")},
        {"catatan": _TEXT},
    ),
    "rencana": (
        {
            **_WHERE,
            "pihak": _ref("pihak"),
            "isi": _TEXT,
            "sifat": _choice(PLAN, "nature"),
            "keadaan": _choice(PLAN, "state"),
        },
        {
            "disampaikan": _DATE,
            "riwayat": _list("langkah"),
            "program": _TEXT,
            "diperiksa": _DATE,
            "sumber": _list("sumber"),
            "rekaan": _YES,
        },
    ),
    "jawaban": ({"waktu": _DATE, "teks": _TEXT}, {"sumber": _TEXT}),
    "pertanyaan": (
        {"pertanyaan": _TEXT, "halaman": _list("halaman")},
        {"sejak": _DATE, "dijawab": _ref("jawaban"), "rekaan": _YES},
    ),
    "perubahan": (
        {
            "jenis": _choice(CHANGE, "type", "pencabutan"),
            "waktu": _DATE,
            "ringkas": _TEXT,
            "halaman": _list("halaman"),
        },
        {
            "semula": _TEXT,
            "menjadi": _TEXT,
            "dasar": _choice(WITHDRAWAL, "ground"),
            "tautan": _ADDRESS,
            "permintaan_maaf": _YES,
            "rekaan": _YES,
        },
    ),
    "artikel": (
        {**_WHERE, "jenis": _choice(ARTICLE, "type"), "rubrik": _TEXT, "terbit": _DATE},
        {
            "ringkasan": _TEXT,
            "tag": _TEXTS,
            "penulis": _TEXTS,
            "diperbarui": _DATE,
            "dateline": _TEXT,
            "tokoh": _list("pihak"),
            "lembaga": _list("pihak"),
            "acara": _ref("acara"),
            "sumber": _list("sumber"),
            "rekaan": _YES,
        },
    ),
    "situs": (
        {"nama": _TEXT, "alamat": _ADDRESS, "bahasa": _TEXT},
        {"keterangan": _TEXT, "penerbit": _TEXT},
    ),
}
_LISTS = (
    "tokoh", "lembaga", "peristiwa", "kutipan", "agenda", "program", "rencana", "pertanyaan",
    "perubahan",
)  # fmt: skip


def facts_schema(desk: Desk, address: str) -> Schema:
    """Of both kinds of file: all facts, and the articles of one year. address: its own."""
    root = {
        "$schema": _ADDRESS,
        "versi": {"const": VERSION},
        "lisensi": {"type": ["string", "null"]},
        "situs": _ref("situs"),
    }
    optional = {
        **{name: _list(name) for name in _LISTS},
        "tahun": {"type": "integer"},
        "artikel": {"type": "array", "items": {"anyOf": [_ADDRESS, _ref("artikel")]}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": desk.word("open_data.title", name=desk.site.name),
        "description": desk.word("open_data.about"),
        **_object(desk, root, optional, "berkas"),
        "$defs": {
            name: _object(desk, required, optional, name)
            for name, (required, optional) in _DEFINITIONS.items()
        },
    }


def _object(
    desk: Desk, required: dict[str, Schema], optional: dict[str, Schema], name: str
) -> Schema:
    properties = {
        key: {"description": _meaning(desk, name, key), **shape}
        for key, shape in {**required, **optional}.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _meaning(desk: Desk, name: str, key: str) -> str:
    """In this definition, else wherever the key stands."""
    meanings = desk.words.table("data_keys")
    return meanings.get(f"{name}_{key}") or meanings[key.lstrip("$")]
