"""Whatever stands in a file: a record or named problems, never a traceback."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.language.slugs import SLUG
from newsroom.language.words import read_words
from newsroom.source.reader import Conversion, Reading, ReadSettings, read
from newsroom.source.records import FOLDERS, Prose, Text
from newsroom.source.schema import SCHEMA

WORDS = read_words(Path("theme/strings.toml").read_text(encoding="utf-8"))
PATHS = st.sampled_from(["a.md", *(f"{folder}/a.md" for folder in FOLDERS)])

# What each folder's files need beside a title.
WHOLE = {
    "a.md": "tanggal: 2025-08-12",
    "agenda": "keadaan: menyusul",
    "program": "bidang: umkm",
    "rencana": "pihak: Warga\nisi: Rekaan.\nsifat: harapan",
    **dict.fromkeys(("tokoh", "lembaga", "laman", "pages"), "rekaan: ya"),
}
# A busy machine is no fault of the reader.
PATIENT = settings(deadline=None)

KEYS = st.sampled_from(sorted({name for shape in SCHEMA.values() for name in shape.by_name}))
ODD = st.sampled_from(
    [
        *("", "~", "null", "ya", "2025", "2025-08-12", "12 Agustus 2025 09.30", "00:00", "a: b: c"),
        *('"', "'", "'a", '"a" b', "[", "[a", "{a: b}", "[a, b]", "{", "- a", "|", ">\n  a\n  b"),
        *("*a", "&a", "!a b", "#a", "a #b", "a # b", "@a", "%a", "`a`", "? a", "\t", "a\tb", ": "),
        *("\n  - a\n  - b", "\n  - judul: a\n    url: https://a.id", "\n\t- a", "\n  jenis: foto"),
        *('"\\u0000"', '"\\ud800"', '"\\q"', "&#0;", "&#xD800;", "&amp;", "\u2028", "\ufeff", "🎉"),
        *("terjadwal", "draf", "https://[", "http://a:99999", "../x", "/x", "--- a", "...", "<<"),
    ]
)
VALUES = st.one_of(ODD, st.text(max_size=30), st.lists(ODD, max_size=3).map(" ".join))
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    st.tuples(st.text(max_size=8), VALUES).map(lambda pair: f"{pair[0]}: {pair[1]}"),
    VALUES,
)
BLOCKS = st.lists(LINES, max_size=8).map("\n".join)


def as_typed(text: str, *, path: str, first_line: int) -> Conversion:
    return Conversion(Text(text), Prose())


def check(reading: Reading, data: bytes) -> None:
    """The promise of source/reader.py, and that every sentence can be said."""
    faults = [problem for problem in reading.problems if not problem.is_warning]
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert (reading.record is None) == bool(faults)
    for problem in reading.problems:
        assert 1 <= problem.line <= lines
        assert problem.field
        assert "\n" not in problem.text(WORDS)
    if reading.record:
        assert reading.record.title
        assert SLUG.fullmatch(reading.record.slug)


@PATIENT
@given(path=PATHS, data=st.binary(max_size=300))
def test_any_bytes(path: str, data: bytes) -> None:
    """Noise of every kind."""
    check(read(path, data, ReadSettings(), as_typed), data)


@settings(PATIENT, max_examples=400)
@given(path=PATHS, block=BLOCKS, ends=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_block(path: str, block: str, ends: str) -> None:
    """Known keys with everything that trips YAML."""
    data = f"---\n{block}\n---\nIsi\n".replace("\n", ends).encode("utf-8", "surrogatepass")

    check(read(path, data, ReadSettings(), as_typed), data)


@given(path=PATHS, key=KEYS, value=VALUES)
@settings(PATIENT, max_examples=400)
def test_any_value_in_a_whole_front_matter(path: str, key: str, value: str) -> None:
    """One odd field in a file that is right otherwise."""
    block = f"judul: Pasar\n{WHOLE[path.partition('/')[0]]}\n{key}: {value}"
    data = f"---\n{block}\n---\nIsi\n".encode()

    check(read(path, data, ReadSettings(), as_typed), data)


@PATIENT
@given(path=PATHS, block=BLOCKS)
def test_any_plain_header(path: str, block: str) -> None:
    """Pelican's own header."""
    data = f"Title: x\n{block}\n\nIsi\n".encode("utf-8", "surrogatepass")

    check(read(path, data, ReadSettings(), as_typed), data)


@PATIENT
@given(title=st.text(min_size=1, max_size=60))
def test_any_title_in_quotation_marks_keeps_its_words(title: str) -> None:
    """Quoted as our messages advise, a title comes out as it went in."""
    block = "judul: '" + title.replace("'", "''") + "'\ntanggal: 2025-08-12\nslug: x"
    reading = read(
        "a.md", f"---\n{block}\n---\n".encode("utf-8", "replace"), ReadSettings(), as_typed
    )

    if reading.record and title.isprintable() and "&" not in title:
        one_way = unicodedata.normalize("NFC", title)  # however the editor's machine writes é
        assert reading.record.title == " ".join(one_way.split())
