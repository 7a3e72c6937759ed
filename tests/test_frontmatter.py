"""What an editor gets for the front matter of one file. Everything in it is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.language.words import Words, read_words
from newsroom.source.reader import Conversion, Reading, ReadSettings, kind_of, read
from newsroom.source.records import Article, Event, Organization, Person, Prose, Record, Text

WORDS: Words = read_words(Path("theme/strings.toml").read_text(encoding="utf-8"))


def as_typed(text: str, *, path: str, first_line: int) -> Conversion:
    """A converter that leaves the text as it is and says where it began."""
    return Conversion(Text(f"{first_line}|{text}"), Prose())


def read_bytes(data: bytes, path: str = "berita/pasar.md") -> Reading:
    return read(path, data, ReadSettings(), as_typed)


def read_block(block: str, path: str = "berita/pasar.md") -> Reading:
    return read_bytes(f"---\n{block}\n---\n\nIsi rekaan.\n".encode(), path)


def article(block: str) -> Article:
    """The article of a block that needs no date of its own; the date comes last."""
    reading = read_block(block + "\ntanggal: 2025-08-12 09:00")
    assert reading.problems == ()
    assert isinstance(reading.record, Article)
    return reading.record


def report(reading: Reading) -> list[str]:
    assert reading.record is None
    return [problem.text(WORDS) for problem in reading.problems]


def codes(reading: Reading) -> list[tuple[int, str, str]]:
    assert (reading.record is None) == any(not p.is_warning for p in reading.problems)
    return [(p.line, p.field, p.code) for p in reading.problems]


# ------------------------------------------------------------------ the block and the text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
@pytest.mark.parametrize("fence", ["---", "...", "--- "])
def test_line_ends_bom_and_fences_make_no_difference(ends: str, start: str, fence: str) -> None:
    """A file from any editor's program reads the same."""
    text = f"{start}---\njudul: Batik\ntanggal: 2025-08-12\n{fence}\nIsi\nrekaan".replace(
        "\n", ends
    )

    reading = read_bytes(text.encode())

    assert reading.record is not None
    assert reading.record.title == "Batik"
    assert reading.text.html == f"{5 + start.count(chr(10))}|Isi\nrekaan"


def test_no_front_matter_reaches_the_body() -> None:
    """The body begins behind the closing fence, blank lines inside the block or not."""
    reading = read_block("judul: Pentas\n\ntanggal: 2025-08-12\n\nstatus: draft")

    assert reading.record is not None
    assert reading.record.status == "draft"
    assert reading.text.html == "8|\nIsi rekaan.\n"


def test_plain_pelican_header_is_read_as_it_stands() -> None:
    """Pelican's own header needs no quotation marks: nothing in it is YAML's."""
    text = (
        "Title: Pasar: “tiga” #BanggaLokal\nDate: 2025-08-12 09:00\n"
        'Tags: UMKM,\n    Batik\nAuthors: ["Sari, Rekaan", Joko]\n\nIsi: teks'
    )

    reading = read_bytes(text.encode())

    record = reading.record
    assert isinstance(record, Article)
    assert record.title == "Pasar: “tiga” #BanggaLokal"
    assert record.tags == ("UMKM", "Batik")
    assert record.authors == ("Sari, Rekaan", "Joko")
    assert reading.text.html == "7|Isi: teks"


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 1, "file_empty"),
        (b" \r\n\n", 1, "file_empty"),
        ("---\njudul: x".encode("utf-16"), 1, "encoding_utf16"),
        ("---\njudul: pasar\n".encode("utf-16-le"), 1, "encoding_utf16"),
        (b"---\r\njudul: Caf\xe9\r\n---\r\n", 2, "encoding_not_utf8"),
        (b"---\rjudul: Caf\xe9\r---\r", 2, "encoding_not_utf8"),
        (b"---\njudul: x\n---\nteks \x08 dan \x00", 4, "character_control"),
        ("---\njudul: x\x85\n---\n".encode(), 2, "character_control"),
        ("---\njudul: x\ufffe\n---\n".encode(), 2, "character_control"),
        ("---\njudul: x\ufffd\n---\n".encode(), 2, "character_lost"),
        (b"Halo, dunia.\n", 1, "frontmatter_missing"),
        (b"\n---\njudul: x\nIsi tanpa penutup.\n", 2, "frontmatter_unclosed"),
        (b"---\n- a\n- b\n---\n", 2, "frontmatter_not_fields"),
        (b"Judul: x\nisi langsung\n", 2, "header_line_unreadable"),
    ],
)
def test_unreadable_file_is_one_named_fault(data: bytes, line: int, code: str) -> None:
    """What ends the reading of a file is said once, with its line."""
    reading = read_bytes(data)

    assert [(p.line, p.code) for p in reading.problems] == [(line, code)]
    assert report(reading)[0].startswith(f"content/berita/pasar.md:{line}: ")


# ------------------------------------------------------------------ YAML as editors write it


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('"Pasar: Musim Ketiga"', "Pasar: Musim Ketiga"),
        ("Pasar Rakyat: Musim Keempat", "Pasar Rakyat: Musim Keempat"),
        ('Jum\'at: kata "Budi": ya # catatan', 'Jum\'at: kata "Budi": ya'),
        ("Pasar Rakyat:", "Pasar Rakyat:"),
        ("@warga buka lapak", "@warga buka lapak"),
        ("Pasar # catatan", "Pasar"),
        ("2025", "2025"),
        ("no", "no"),
        ("012", "012"),
        ('"null"', "null"),
        ("Teh &amp; Jamu &quot;Segar&quot;", 'Teh & Jamu "Segar"'),
        ("AT&T &copy", "AT&T &copy"),
        ("&amp;amp;", "&amp;"),
        ("Lomba <b>Tebal</b>", "Lomba <b>Tebal</b>"),
        ('"Pasar\u200b   Rakyat "', "Pasar Rakyat"),
        (">\n  Pasar\n  Rakyat", "Pasar Rakyat"),
    ],
)
def test_title_is_what_was_meant(typed: str, title: str) -> None:
    """Every scalar stays text, and what can only be meant whole is read whole."""
    if typed.startswith("&"):
        typed = f'"{typed}"'

    assert article(f"judul: {typed}").title == title


@pytest.mark.parametrize(
    ("block", "line", "field", "code"),
    [
        ("judul: Lomba #BanggaLokal", 2, "judul", "hash_unquoted"),
        ("judul: #BanggaLokal", 2, "judul", "hash_unquoted"),
        ("judul: a: b #c", 2, "judul", "colon_unquoted"),
        ('judul: "Pasar\ntanggal: 2025-08-12', 2, "judul", "quote_unclosed"),
        ('judul: "Pasar\nringkasan: "rekaan"', 2, "judul", "quote_unclosed"),
        ('judul: "Nada" dibuka', 2, "judul", "quote_trailing"),
        ('judul: "Festival "Nada" dibuka"', 2, "judul", "quote_inside"),
        ('judul: "C:\\pasar"', 2, "judul", "escape_unknown"),
        ("judul: [Foto] Pasar", 2, "judul", "bracket_unreadable"),
        ("judul: x\ntag: [a, b\nstatus: draf", 3, "tag", "bracket_unclosed"),
        ("judul: *Penting* ya", 2, "judul", "value_needs_quotes"),
        ("judul: - pasar", 2, "judul", "value_needs_quotes"),
        ("judul: &a x", 2, "judul", "yaml_anchor"),
        ("judul: *a", 2, "judul", "yaml_anchor"),
        ("judul: !penting x", 2, "judul", "yaml_tag"),
        ("judul: x\n<<: {slug: y}", 3, "kepala", "yaml_merge"),
        ("judul: x\n--- y", 3, "kepala", "yaml_documents"),
        ("? [a]\n: b", 2, "kepala", "key_unreadable"),
        ("judul: x\na: [[[[[[[[1]]]]]]]]", 3, "a", "nesting_too_deep"),
        ("judul: x\nIsi rekaan\n\nLagi.", 3, "kepala", "line_without_key"),
        ("judul: x\nstatus:draf\nslug: y", 3, "status", "colon_without_space"),
        ("judul: x\n  status: draf", 3, "status", "line_misplaced"),
    ],
)
def test_yaml_slip_is_named_where_it_was_made(block: str, line: int, field: str, code: str) -> None:
    """The line of the slip, not the line at which the parser gave up."""
    assert codes(read_block(block)) == [(line, field, code)]


def test_every_tab_is_named() -> None:
    """An editor mends all tabs at once."""
    reading = read_block("judul: x\ntags:\n\t- UMKM\n\t- Kuliner")

    assert codes(reading) == [(4, "tags", "tab_indent"), (5, "tags", "tab_indent")]
    assert all(" tab" in line for line in report(reading))


def test_message_shows_the_line_to_write() -> None:
    """The cure can be copied."""
    assert report(read_block('judul: "Nada" dibuka'))[0].endswith("judul: '\"Nada\" dibuka'")
    assert report(read_block("judul: Lomba #Lokal"))[0].endswith('"Lomba #Lokal"')


def test_nesting_bomb_ends_soon() -> None:
    """A hostile file costs no stack and no time."""
    assert read_block("judul: " + "[" * 100_000).record is None
    assert read_block("judul: " + "{a: " * 20_000).record is None


# ------------------------------------------------------------------ keys


def test_keys_in_any_letter_case_and_pelicans_names_are_read() -> None:
    """A Pelican post drops in."""
    reading = read_block(
        "Title: Kelas\nDATE: 2025-08-12\nCategory: Budaya\nTags: [Batik]\nAuthor: Sari\n"
        "Summary: Rekaan.\nStatus: PUBLISHED\nLang: id\ntemplate: article"
    )

    record = reading.record
    assert isinstance(record, Article)
    assert (record.section, record.tags, record.authors) == ("Budaya", ("Batik",), ("Sari",))
    assert dict(record.lines)["tanggal"] == 3
    assert dict(record.lines)["tag[1]"] == 5


def test_misspelt_keys_are_named_with_what_was_meant() -> None:
    """Case 24b."""
    lines = report(
        read_block("title: x\ndate: 2025-08-12\nkategory: a\ntagar: b\nsumary: c\nentahlah: d")
    )

    assert "“category”" in lines[0] and "“rubrik”" in lines[0]
    assert "“tag”" in lines[1]
    assert "“summary”" in lines[2] and "“ringkasan”" in lines[2]
    assert lines[3].startswith("content/berita/pasar.md:7: entahlah: ")


def test_key_of_another_kind_says_where_it_belongs() -> None:
    """`mulai` is an event's."""
    assert "agenda/" in report(read_block("judul: x\ntanggal: 2025-08-12\nmulai: 2025-08-13"))[0]


def test_double_fields_are_faults_under_one_name_and_under_two() -> None:
    """The first is never shadowed in silence."""
    reading = read_block("judul: x\nJudul: y\ntitle: z\ntanggal: 2025-08-12")

    assert codes(reading) == [(3, "Judul", "key_twice"), (4, "title", "field_twice")]


@pytest.mark.parametrize("key", ["save_as", "url", "translation", "template"])
def test_keys_that_would_lead_elsewhere_are_refused(key: str) -> None:
    """Cases 12a and 24a."""
    reading = read_block(f"judul: x\ntanggal: 2025-08-12\n{key}: ../naik.html")

    assert [(line, field) for line, field, _ in codes(reading)] == [(4, key)]


def test_missing_and_empty_fields_are_told_apart() -> None:
    """Cases 04a and 04c; the message holds the line to add."""
    missing = report(read_block("judul: x"))
    empty = read_block('title: ""\ndate: ~')

    assert missing[0].endswith("tambahkan baris tanggal: 2025-08-12 09:00")
    assert codes(empty) == [(2, "title", "field_empty"), (3, "date", "field_empty")]


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("UMKM, umkm ,  UMKM,, Pasar  Rakyat ,", ("UMKM", "Pasar Rakyat")),
        ('[UMKM, "Seni, Tari"]', ("UMKM", "Seni, Tari")),
        ("\n  - 2025\n  -\n  - Batik", ("2025", "Batik")),
        ("Seni, Tari; UMKM", ("Seni, Tari", "UMKM")),
        ('"Teh &amp; Kopi, Jamu"', ("Teh & Kopi", "Jamu")),
        ("[]", ()),
    ],
)
def test_tags_from_lists_and_comma_text(typed: str, tags: tuple[str, ...]) -> None:
    """Cases 03a, 03d, 14b."""
    assert article(f"judul: x\ntag: {typed}").tags == tags


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("status: Terbit", "published"),
        ("status: draf", "draft"),
        ("status: hidden", "hidden"),
        ("draft: true", "draft"),
        ("draf: ya", "draft"),
        ("draft: off", "published"),
        ("published: false", "draft"),
        ("published: true", "published"),
        ("status: draft\ndraft: yes", "draft"),
    ],
)
def test_status_in_every_accepted_form(lines: str, status: str) -> None:
    """Cases 10a and 10b, and the switches of other generators."""
    assert article(f"judul: x\n{lines}").status == status


@pytest.mark.parametrize(
    "lines",
    [
        "status: terbit\ndraft: true",
        "status: hidden\ndraft: true",
        "status: draf\ndraft: tidak",
        "draft: true\npublished: true",
    ],
)
def test_contradictory_status_is_a_fault(lines: str) -> None:
    """Nobody's draft goes out because two lines disagree."""
    reading = read_block(f"judul: x\ntanggal: 2025-08-12\n{lines}")

    assert [code for _, _, code in codes(reading)] == ["status_contradiction"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("status: tayang", "choice_unknown"),
        ("draft: mungkin", "boolean_unknown"),
        ("rekaan: 1", "boolean_unknown"),
        ("jenis: kabar", "choice_unknown"),
        ("slug: Pasar-Minggu", "slug_unusable"),
        ("slug: ../x", "slug_unusable"),
        ("slug: '!'", "slug_without_letters"),
        ("slug: " + "a" * 101, "slug_too_long"),
        ("bahasa: '123'", "language_unknown"),
        ("alias: lama/x", "address_unusable"),
        ("alias: [/../x]", "address_climbs"),
        ("gambar: {berkas: 'https://a.id/x.jpg', alt: Pasar}", "file_unusable"),
        ("diperbarui: 2025-08-01", "modified_before_date"),
        ("ringkasan: [a]", "text_expected"),
        ("ringkasan: {a: b}", "text_expected_not_fields"),
        ("tag: {a: b}", "list_expected_texts"),
        ("tag: [Seni: Tari]", "item_text_expected"),
        ("sumber: Rilis", "list_expected"),
        ("label: Langsung", "fields_expected"),
        ('ringkasan: "a\\u0007b"', "character_escaped"),
    ],
)
def test_unfit_value_is_named(line: str, code: str) -> None:
    """One sentence for each; the line is the key's."""
    reading = read_block(f"judul: x\ntanggal: 2025-08-12\n{line}")

    key = line.partition(":")[0]
    assert [(p.line, p.field.partition("[")[0].partition(".")[0]) for p in reading.problems] == [
        (4, key)
    ]
    assert [p.code for p in reading.problems] == [code]


def test_objects_are_read_and_faults_in_them_counted_from_one() -> None:
    """`sumber[2].url` is the second source, as an editor counts."""
    good = article(
        "judul: x\nsumber:\n  - Rilis MPD\n  - judul: Catatan: rapat\n    dilihat: 12/8/2025"
    )
    bad = read_block(
        "judul: x\ntanggal: 2025-08-12\nsumber:\n  - a\n  - judul: b\n    url: ftp://x"
    )

    assert [source.title for source in good.sources] == ["Rilis MPD", "Catatan: rapat"]
    assert good.sources[1].seen is not None and good.sources[1].seen.iso == "2025-08-12"
    assert good.line_of("sumber[2].dilihat") == 6
    assert codes(bad) == [(7, "sumber[2].url", "url_unusable")]


def test_all_faults_are_told_at_once() -> None:
    """An editor mends ten things in one go."""
    reading = read_block("judul: ''\ntanggal: kapan-kapan\nslug: A\nstatus: x\nfoo: 1")

    assert [line for line, _, _ in codes(reading)] == [2, 3, 4, 5, 6]


def test_long_title_publishes_with_a_warning() -> None:
    """Case 13d; the address stays short."""
    reading = read_block(f"judul: {'warga kampung ' * 20}\ntanggal: 2025-08-12")

    assert reading.record is not None
    assert len(reading.record.slug) <= 80
    assert [(p.code, p.is_warning) for p in reading.problems] == [("title_long", True)]


def test_title_without_a_letter_asks_for_a_slug() -> None:
    """There is no address in an emoji."""
    reading = read_block('judul: "🎉"\ntanggal: 2025-08-12')

    assert codes(reading) == [(2, "judul", "slug_needed")]
    assert article('judul: "🎉"\nslug: pesta').slug == "pesta"


def test_optional_field_left_empty_is_absent() -> None:
    """Forms write every field, filled in or not."""
    record = article("judul: x\nslug: ''\nstatus:\ndraft: ~\ntag: []\ngambar: {}\nrubrik: ''")
    event = read_block("judul: x\nmulai: ''\nkeadaan: terjadwal\nid:", "agenda/x.md")

    assert (record.slug, record.status, record.section) == ("x", "published", "Berita")
    assert codes(event) == [(4, "keadaan", "event_day_missing")]


def test_summary_loses_link_marks() -> None:
    """Case 15e: plain text wherever a summary stands."""
    record = article('judul: x\nringkasan: "Lihat [tujuan]({filename}a.md) dan ![foto](b.jpg)."')

    assert record.summary == "Lihat tujuan dan foto."


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.md", "article"),
        ("berita/a.md", "article"),
        ("agenda.md", "article"),
        ("agenda/2025/a.md", "event"),
        ("pages/a.md", "page"),
        ("laman/a.md", "page"),
    ],
)
def test_first_folder_decides_the_kind(path: str, kind: str) -> None:
    """Any folder that is no kind's holds articles."""
    assert kind_of(path) == kind


def record_of(block: str, path: str) -> Record:
    reading = read_block(block, path)
    assert reading.problems == ()
    assert reading.record is not None
    return reading.record


def test_slug_comes_from_the_file_name_for_lasting_things() -> None:
    """A person keeps the address when the title gets a degree; an article goes by its title."""
    assert record_of("nama: Sari Rekaan, S.E.", "tokoh/sari-rekaan.md").slug == "sari-rekaan"
    assert record_of("nama: Sari Rekaan", "tokoh/Sari R.md").slug == "sari-rekaan"
    assert article("judul: Pasar Baru").slug == "pasar-baru"


def test_page_may_carry_an_articles_keys() -> None:
    """As in Pelican they have no effect there."""
    block = "title: Tentang\ndate: entah\ncategory: Budaya\nauthors: [Sari]\nmodified: x"

    assert record_of(block, "pages/tentang.md").title == "Tentang"


def test_person_and_body_are_read() -> None:
    """`nama` is their title."""
    person = record_of("nama: Sari\njabatan: Ketua\nlembaga: MPD", "tokoh/sari.md")
    body = record_of("nama: Lembaga Contoh\nsebutan_lain: LC, Contoh", "lembaga/contoh.md")

    assert isinstance(person, Person) and person.organization == "MPD"
    assert isinstance(body, Organization) and body.other_names == ("LC", "Contoh")


def test_events_times_are_in_its_own_zone() -> None:
    """`zona: WITA` holds for the hours of that event."""
    event = record_of(
        "judul: Temu\nmulai: 12/8/2025 19.00\nzona: wita\nkeadaan: Terjadwal", "agenda/temu.md"
    )

    assert isinstance(event, Event) and event.start is not None
    assert event.start.iso == "2025-08-12T19:00+08:00"
    assert (event.zone, event.id) == ("WITA", "temu")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("keadaan: terjadwal", "event_day_missing"),
        ("keadaan: batal", "event_day_missing"),
        ("keadaan: menyusul\nmulai: 2025-08-12", "event_day_too_early"),
        ("keadaan: menyusul\nselesai: 2025-08-12", "event_day_too_early"),
        ("keadaan: tentatif\nmulai: 2025-08-12\nselesai: 2025-08-11", "end_before_start"),
        ("keadaan: terjadwal\nmulai: besok", "date_unreadable"),
        ("mulai: 2025-08-12", "field_missing"),
    ],
)
def test_event_says_one_thing_about_its_day(lines: str, code: str) -> None:
    """A state with a day has one, a state without has none."""
    reading = read_block(f"judul: Temu\n{lines}", "agenda/temu.md")

    assert [p.code for p in reading.problems] == [code]


def test_fingerprint_follows_path_front_matter_and_settings() -> None:
    """Equal fingerprints mean equal records; what only the record's own page shows is no part."""
    data = b"---\njudul: x\ntanggal: 2025-08-12\n---\n"
    readings = [
        read("a.md", data, ReadSettings(), as_typed),
        read("a.md", data + b"y", ReadSettings(), as_typed),
        read("b.md", data, ReadSettings(), as_typed),
        read("a.md", data.replace(b"x", b"y"), ReadSettings(), as_typed),
        read("a.md", data, ReadSettings(timezone="Asia/Makassar"), as_typed),
    ]

    prints = {reading.record.fingerprint for reading in readings if reading.record}
    assert len(prints) == 4
    assert {len(text) for text in prints} == {32}
