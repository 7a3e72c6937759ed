"""The facts as open data: complete, true to the pages, and as their schema says."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import SITE_SETTINGS
from website import Website
from workshop import NOW, ROOT, Workshop, post

FACTS = "data/fakta.json"
SCHEMA = "data/fakta.schema.json"
YEAR = "data/artikel-2026.json"
KINDS = {"string": str, "object": dict, "array": list, "integer": int, "null": type(None)}


def data(site: Website, path: str = FACTS) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.files[path])
    return found


def faults(value: Any, schema: Any, root: Any, place: str = "") -> Iterator[str]:
    """Where a value is not as the schema says; raises for a keyword that is not known here."""
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, place)
    for keyword, wanted in schema.items():
        match keyword:
            case "type":
                kinds = [wanted] if isinstance(wanted, str) else wanted
                if not isinstance(value, tuple(KINDS[kind] for kind in kinds)):
                    yield f"{place}: {value!r} is no {wanted}"
                    return
            case "const" | "enum":
                if value not in ([wanted] if keyword == "const" else wanted):
                    yield f"{place}: {value!r} is not in {wanted}"
            case "pattern":
                if not re.search(wanted, value):
                    yield f"{place}: {value!r} is not like {wanted}"
            case "minLength":
                if len(value) < wanted:
                    yield f"{place}: too short"
            case "format":
                assert wanted == "uri-reference"
                if not re.match(r"https?://\S+$", value):
                    yield f"{place}: {value!r} is no whole address"
            case "required":
                yield from (f"{place}: no {key}" for key in wanted if key not in value)
            case "properties":
                for key in value.keys() & wanted.keys():
                    yield from faults(value[key], wanted[key], root, f"{place}/{key}")
            case "additionalProperties":
                yield from (f"{place}: {k}?" for k in value.keys() - schema["properties"].keys())
            case "items":
                for number, item in enumerate(value):
                    yield from faults(item, wanted, root, f"{place}/{number}")
            case "anyOf":
                if all(list(faults(value, one, root)) for one in wanted):
                    yield f"{place}: fits none"
            case "$ref" | "$defs" | "$schema" | "$id" | "title" | "description":
                pass
            case _:
                raise AssertionError(keyword)


def definitions(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "", schema
    yield from schema["$defs"].items()


@pytest.mark.parametrize("path", [FACTS, YEAR])
def test_data_is_as_its_schema_says(site: Website, path: str) -> None:
    """Each key is named there, each value of its kind; nothing empty stands in it."""
    schema = data(site, SCHEMA)

    assert list(faults(data(site, path), schema, schema)) == []
    assert data(site, path)["$schema"] == schema["$id"] == f"https://contoh.example/{SCHEMA}"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_finds_what_is_wrong(site: Website) -> None:
    """A key that it does not name, a day that is none, an answer that is missing."""
    schema = data(site, SCHEMA)

    for change in (
        {"lain": 1},
        {"versi": "0"},
        {"lisensi": 3},
        {"tokoh": [{"nama": ""}]},
        {"kutipan": [{**data(site)["kutipan"][0], "tanggal": "1 Maret 2026"}]},
        {"agenda": [{**data(site)["agenda"][0], "keadaan": "mungkin"}]},
    ):
        assert list(faults({**data(site), **change}, schema, schema)), change


def test_every_key_of_the_schema_is_explained_and_used(site: Website) -> None:
    """By a sentence; and the invented site, which has everything, fills nearly all."""
    schema = data(site, SCHEMA)

    for name, definition in definitions(schema):
        for key, shape in definition["properties"].items():
            assert shape["description"].endswith("."), (name, key)
    text = site.files[FACTS].decode() + site.files[YEAR].decode()
    unused = {
        key
        for _, definition in definitions(schema)
        for key in definition["properties"]
        if f'"{key}"' not in text
    }
    assert unused == {"penerbit", "mulai_semula", "tautan"} & unused


def test_no_explanation_is_left_over(site: Website) -> None:
    """Each sentence in strings.toml explains a key."""
    words = tomllib.loads((ROOT / "theme" / "strings.toml").read_text(encoding="utf-8"))
    shown = {
        shape["description"]
        for _, definition in definitions(data(site, SCHEMA))
        for shape in definition["properties"].values()
    }

    assert set(words["data_keys"].values()) == shown


def test_data_says_what_the_pages_say(site: Website) -> None:
    """The same numbers of everything, at the addresses of the pages."""
    facts = data(site)

    assert {name: len(facts[name]) for name in ("agenda", "program", "rencana", "tokoh")} == {
        "agenda": 6,
        "program": 3,
        "rencana": 6,
        "tokoh": len(site.page("/tokoh/").parsed.css(".names li")),
    }
    assert len(facts["perubahan"]) == len(site.page("/ralat/").parsed.css(".ledger-entry"))
    assert len(facts["kutipan"]) == len(site.page("/kutipan/").parsed.css(".quotation"))
    questions = site.page("/belum-diketahui/").parsed.css(".question")
    assert len(facts["pertanyaan"]) == len(questions)
    for name in ("agenda", "program", "tokoh", "lembaga"):
        assert all(site.has(entry["alamat"]) for entry in facts[name])


def test_quotation_keeps_its_words_and_its_day(site: Website) -> None:
    """With the speaker's page, and that it is invented."""
    (quotation,) = [q for q in data(site)["kutipan"] if q["teks"].startswith("Padi ini")]

    assert quotation == {
        "teks": "Padi ini milik kita bersama, dari sawah sampai lumbung.",
        "pihak": {"nama": "Citra Rekaan", "alamat": "https://contoh.example/tokoh/citra/"},
        "jabatan": "pengurus lumbung",
        "tanggal": "2026-03-01",
        "halaman": [
            {
                "judul": "Panen Raya Dusun Contoh: Tiga Ton Padi",
                "alamat": "https://contoh.example/berita/panen-raya-dusun-contoh-tiga-ton-padi/",
            }
        ],
        "rekaan": True,
    }


def test_unknown_day_and_hour_are_left_out(site: Website) -> None:
    """No guess, no midnight, no null but for the licence that is not chosen."""
    events = {event["judul"]: event for event in data(site)["agenda"]}

    assert "mulai" not in events["Panen Berikutnya Rekaan"]
    assert "kalender" not in events["Panen Berikutnya Rekaan"]
    assert events["Lokakarya Anyaman Rekaan"]["mulai"] == "2026-12-12"
    assert events["Rapat Lumbung Rekaan"]["mulai"] == "2026-12-05T09:00+07:00"
    assert data(site)["lisensi"] is None
    assert site.files[FACTS].count(b"null") == 1


def test_licence_is_that_of_the_publisher(workshop: Workshop) -> None:
    """Word for word."""
    workshop.put({"a.md": post("judul: Kabar")})

    site = workshop.build(CONTENT_LICENCE="CC BY 4.0").site

    assert data(site)["lisensi"] == "CC BY 4.0"
    assert data(site, YEAR)["lisensi"] == "CC BY 4.0"


def test_history_of_a_plan_is_kept(site: Website) -> None:
    """Each step with its day."""
    (plan,) = [p for p in data(site)["rencana"] if p["judul"] == "Rekaan rencana 3"]

    assert [(step["waktu"], step["keadaan"]) for step in plan["riwayat"]] == [
        ("2026-03-01", "disampaikan"),
        ("2026-06-01", "berlangsung"),
    ]


def test_new_article_changes_only_its_year(workshop: Workshop) -> None:
    """Neither the facts nor another year, while it brings no new fact."""
    workshop.put({"a.md": post("judul: Lama", "tanggal: 2025-03-02"), "b.md": post("judul: Satu")})
    before = workshop.build().site.files
    workshop.put({"c.md": post("judul: Dua")})

    after = workshop.build().site.files

    same = [path for path in before if path.startswith("data/") and after[path] == before[path]]
    assert same == ["data/artikel-2025.json", FACTS, SCHEMA]
    assert [a["judul"] for a in json.loads(after[YEAR])["artikel"]] == ["Satu", "Dua"]


def test_data_is_the_same_an_hour_later(site_workshop: Workshop, site: Website) -> None:
    """It holds what files say, not what a clock says."""
    later = site_workshop.build(now=str(int(NOW) + 3600), **SITE_SETTINGS).site

    assert later.files[FACTS] == site.files[FACTS]
    assert later.files[YEAR] == site.files[YEAR]


def test_drafts_stay_out_of_the_data(site: Website) -> None:
    """And what is hidden, and the texts."""
    text = site.files[FACTS].decode() + site.files[YEAR].decode()

    assert "Tersembunyi" not in text and "Draf Rekaan" not in text
    assert "lumbung --ukur" not in text


def test_readers_find_the_data(site: Website) -> None:
    """Beside the feeds, which every footer leads to."""
    assert f"/{FACTS}" in site.page("/langganan/").hrefs


def test_no_page_takes_the_place_of_the_data(workshop: Workshop) -> None:
    """As with every file of the site."""
    workshop.put({"laman/a.md": post("judul: A", "alias: [/data/fakta.json/]")})

    assert [p.code for p in workshop.build().problems] == ["alias_taken"]
