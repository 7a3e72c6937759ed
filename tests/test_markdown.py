"""From the Markdown of one file to its HTML and what the edition needs to know of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsroom.language.words import read_words
from newsroom.source.markdown import MarkdownConverter
from newsroom.source.reader import Conversion

STRINGS = Path(__file__).parent.parent / "theme" / "strings.toml"
WORDS = read_words(STRINGS.read_text(encoding="utf-8"))
CONVERTER = MarkdownConverter({}, WORDS)


def convert(text: str, first_line: int = 1) -> Conversion:
    return CONVERTER(text, path="berita/a.md", first_line=first_line)


def page(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(convert(text).text.html)


def texts(parsed: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in parsed.css(selector)]


# ------------------------------------------------------------------ links (15)


@pytest.mark.parametrize(
    ("typed", "target", "suffix"),
    [
        ("[a](<{filename}Kabar Satu.md>)", "{filename}Kabar Satu.md", ""),
        ("[a]({filename}Kabar%20Satu.md)", "{filename}Kabar Satu.md", ""),
        (
            "[a]({filename}caf%C3%A9%20senja.md?lihat=1#isi)",
            "{filename}café senja.md",
            "?lihat=1#isi",
        ),
        ("[a](|filename|jadwal.md#hari-sabtu)", "|filename|jadwal.md", "#hari-sabtu"),
        ("[a]({attach}berkas.pdf)", "{attach}berkas.pdf", ""),
        ("[a]({tag}batik)", "{tag}batik", ""),
        ("[a](tujuan.md)", "tujuan.md", ""),
        ("[a](./tujuan.md#isi)", "./tujuan.md", "#isi"),
        ("[a](../lain/TUJUAN.MD)", "../lain/TUJUAN.MD", ""),
        ("[a](/tentang/)", "/tentang/", ""),
        ("[a]\n\n[a]: tujuan.md", "tujuan.md", ""),
        ('<a href="{filename}tujuan.md">a</a>', "{filename}tujuan.md", ""),
        ('<div>\n<a href="tujuan.md#x">a</a>\n</div>', "tujuan.md", "#x"),
    ],
)
def test_link_to_a_file_becomes_a_reference(typed: str, target: str, suffix: str) -> None:
    """Each way of writing a link to a file is known to the edition; the HTML says link:N."""
    conversion = convert(typed)

    reference = conversion.prose.references[0]
    assert (reference.target, reference.suffix, reference.is_picture) == (target, suffix, False)
    assert texts(LexborHTMLParser(conversion.text.html), "a[href='link:0']") == ["a"]
    assert conversion.problems == ()


@pytest.mark.parametrize(
    "typed",
    [
        "![Foto pasar](<{static}/images/foto pasar.png>)",
        "![Foto pasar]({static}/images/foto%20pasar.png)",
        '<img src="{static}/images/foto pasar.png" alt="Foto pasar">',
    ],
)
def test_picture_becomes_a_reference(typed: str) -> None:
    """The edition learns which picture is meant; it loads late and keeps its text."""
    conversion = convert(typed)

    assert conversion.prose.references[0].target == "{static}/images/foto pasar.png"
    assert conversion.prose.references[0].is_picture
    picture = LexborHTMLParser(conversion.text.html).css_first("img")
    assert picture.attributes == {
        "src": "link:0",
        "alt": "Foto pasar",
        "loading": "lazy",
        "decoding": "async",
    }


def test_reference_knows_its_line() -> None:
    """A dead link is reported on the line where it stands, not where code shows the same words."""
    text = "`[a](x.md)`\n\n```\n[a](x.md)\n```\n\n[a](x.md)\n<!-- [a](x.md) -->\n\ndan [b](x.md)"

    references = convert(text, first_line=10).prose.references

    assert [reference.line for reference in references] == [16, 19]


def test_link_within_the_text_must_arrive() -> None:
    """`#x` without a heading of that name is a fault on its line."""
    conversion = convert("[a](#ada) [b](#isi)\n\n[c](#tidak)\n\n## Ada", first_line=5)

    assert [(p.code, p.line) for p in conversion.problems] == [("prose_anchor_missing", 7)]


@pytest.mark.parametrize("address", ["https://x.id/a--b?x=1&y=2", "mailto:a@x.id", "tel:+62341"])
def test_address_elsewhere_stays_as_it_is(address: str) -> None:
    """Links to other sites, mail and telephone are left alone."""
    conversion = convert(f"[a]({address})")

    assert LexborHTMLParser(conversion.text.html).css_first("a").attributes["href"] == address
    assert conversion.prose.references == ()


# ------------------------------------------------------------------ headings, pictures, tables (22)


def test_headings_begin_below_the_title_of_the_page_and_leave_no_gap() -> None:
    """One h1 on the page; no level is skipped downwards; the editor is told where."""
    conversion = convert("# Besar\n\n#### Empat\n\n## Dua", first_line=7)

    parsed = LexborHTMLParser(conversion.text.html)
    assert [node.tag for node in parsed.css("h1, h2, h3, h4")] == ["h2", "h3", "h3"]
    assert [(p.code, p.line, p.is_warning) for p in conversion.problems] == [
        ("prose_heading_first", 7, True),
        ("prose_heading_skips", 9, True),
    ]


def test_every_heading_has_a_readable_id_of_its_own() -> None:
    """Links can point at any heading, also when two say the same."""
    conversion = convert("## Hari Sabtu\n\n## Jum'at *di* Café\n\n## Hari Sabtu\n\n## Isi\n\n## …")

    assert conversion.prose.anchors == (
        "hari-sabtu",
        "jumat-di-cafe",
        "hari-sabtu-2",
        "isi-2",
        "bagian",
    )


def test_hashtag_is_no_heading() -> None:
    """`#UMKM` at the start of a line stays text."""
    assert texts(page("#UMKM naik kelas"), "p") == ["#UMKM naik kelas"]


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("", "prose_picture_without_text"),
        ("IMG_20250812_0900.jpg", "prose_picture_text_empty"),
        ("gambar", "prose_picture_text_empty"),
        ("Foto 2", "prose_picture_text_empty"),
    ],
)
def test_picture_without_a_telling_text_is_named(alt: str, code: str) -> None:
    """A text that says nothing is a warning with the picture's name; an alt is there anyway."""
    conversion = convert(f"Isi\n\n![{alt}]({{static}}/images/foto.png)", first_line=3)

    problem = conversion.problems[0]
    assert (problem.code, problem.line, problem.is_warning) == (code, 5, True)
    assert "foto.png" in problem.message(WORDS)
    assert "alt" in LexborHTMLParser(conversion.text.html).css_first("img").attributes


def test_picture_alone_is_a_figure_with_its_title_as_caption() -> None:
    """The title of a picture is seen by every reader, not only by a mouse."""
    parsed = page('![Panggung kayu](a.png "Panggung, 12 Agustus")')

    assert texts(parsed, "figure > img + figcaption") == ["Panggung, 12 Agustus"]
    assert "title" not in parsed.css_first("img").attributes


def test_footnotes_lead_to_their_note_and_back() -> None:
    """No id occurs twice; two marks of one note have two ways back, in every file."""
    first = convert("Satu.[^a] Dua.[^b c] Lagi.[^a]\n\n[^b c]: Dua.\n[^a]: Satu.")
    second = convert("Lain.[^1]\n\n[^1]: Lain.")

    for conversion, notes in ((first, ["Satu.", "Dua."]), (second, ["Lain."])):
        parsed = LexborHTMLParser(conversion.text.html)
        assert [text.rstrip(" ↩") for text in texts(parsed, ".footnote li")] == notes
        assert len(set(conversion.prose.anchors)) == len(conversion.prose.anchors)
        for link in parsed.css("a"):
            assert (link.attributes["href"] or "")[1:] in conversion.prose.anchors
    assert first.problems == ()


def test_footnote_marks_and_notes_need_each_other() -> None:
    """A mark without a note is a fault, a note without a mark a warning."""
    problems = convert("Kalimat.[^1]\n\n[^2]: Isi.").problems

    assert {(p.code, p.line, p.is_warning) for p in problems} == {
        ("prose_footnote_missing", 1, False),
        ("prose_footnote_unused", 3, True),
    }


@pytest.mark.parametrize("gap", ["\n", ""])
def test_table_scrolls_in_a_named_box(gap: str) -> None:
    """The line `Tabel: …` above a table is its caption and names the box that keys reach."""
    parsed = page(f"Tabel: Jadwal *kelas*\n{gap}| Hari | Jam |\n|:--|--:|\n| Sabtu | 9 |")

    box = parsed.css_first("div.table-scroll[role=region][tabindex='0']")
    name = box.attributes["aria-labelledby"]
    assert texts(parsed, f"table > caption#{name}") == ["Jadwal kelas"]
    assert texts(parsed, "th[scope=col]") == ["Hari", "Jam"]
    assert texts(parsed, "td.align-right") == ["9"]
    assert "style" not in parsed.html


# ------------------------------------------------------------------ quotations, read also


@pytest.mark.parametrize("dash", ["— ", "– ", "-- ", "—"])
@pytest.mark.parametrize(
    "words", ['"Kami *menyusun* ini."', "“Kami *menyusun* ini.”", "Kami *menyusun* ini."]
)
def test_quotation_knows_words_and_speaker(dash: str, words: str) -> None:
    """A block quotation signed on its last line is a figure with the words in one pair of marks."""
    conversion = convert(f"Isi\n\n> {words}\n> {dash}Nama Rekaan, Ketua, Lembaga", first_line=3)

    quotation = conversion.prose.quotations[0]
    assert quotation.text == "Kami menyusun ini."
    assert (quotation.speaker, quotation.role, quotation.line) == (
        "Nama Rekaan",
        "Ketua, Lembaga",
        6,
    )
    parsed = LexborHTMLParser(conversion.text.html)
    assert texts(parsed, "figure.quotation > blockquote") == ["“Kami menyusun ini.”"]
    assert texts(parsed, "figure.quotation > figcaption[data-speaker='0']") == [""]


def test_signature_may_stand_in_its_own_paragraph() -> None:
    """Longer quotations have paragraphs; the last one may be the name alone."""
    quotation = convert("> Satu.\n>\n> Dua.\n>\n> — Nama").prose.quotations[0]

    assert (quotation.text, quotation.speaker, quotation.role) == ("Satu. Dua.", "Nama", "")


def test_block_quotation_without_a_name_stays_one() -> None:
    """Only a signed quotation is listed under a speaker."""
    conversion = convert("> Kutipan biasa.")

    assert conversion.prose.quotations == ()
    assert texts(LexborHTMLParser(conversion.text.html), "blockquote") == ["Kutipan biasa."]


@pytest.mark.parametrize(
    "text", ["Baca juga: [satu](a.md), [dua](b.md).", "**Baca juga:** [satu](a.md)\n[dua](b.md)"]
)
def test_read_also_is_a_box(text: str) -> None:
    """A paragraph of nothing but the label and links becomes a box of its own."""
    parsed = page(text)

    assert texts(parsed, "aside.read-also a") == ["satu", "dua"]
    assert texts(parsed, ".read-also-label") == ["Baca juga"]


def test_read_also_within_a_sentence_stays_text() -> None:
    """Other words in the paragraph make it a paragraph."""
    assert not page("Baca juga: [satu](a.md) dan banyak lagi").css("aside")


# ------------------------------------------------------------------ lists (25)


@pytest.mark.parametrize("marker", ["-", "*", "+"])
@pytest.mark.parametrize("prefix", ["", "> "])
def test_list_needs_no_blank_line_before(marker: str, prefix: str) -> None:
    """A list right below a line of text is a list."""
    text = f"Hasil rapat:\n{marker} sewa\n{marker} jadwal\n{marker} iuran"

    parsed = page("\n".join(prefix + line for line in text.split("\n")))

    assert texts(parsed, "li") == ["sewa", "jadwal", "iuran"]
    assert texts(parsed, "p") == ["Hasil rapat:"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Rapat pada\n\n12. Agustus adalah tenggat.\n\n2025. Tahun itu.", ["12.", "2025."]),
        ("Rapat pada\n12. Agustus adalah tenggat.", ["12."]),
        ("1. a\n2. b\n4. d", ["4."]),
    ],
)
def test_number_at_the_start_of_a_sentence_stays(text: str, numbers: list[str]) -> None:
    """A reader sees the number that was typed."""
    shown = page(text).text()

    assert all(number in shown for number in numbers)


def test_list_that_begins_with_three_begins_with_three() -> None:
    """Counting starts where the editor started."""
    assert page("3. tiga\n4. empat").css_first("ol").attributes == {"start": "3"}


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_lists_nest_by_any_indent(indent: str) -> None:
    """Two, three or four spaces or a tab: the item stands inside the one above."""
    parsed = page(
        f"- Kuliner\n{indent}- Kopi\n{indent}- Jamu\n- Kriya\n{indent}1. Batik\n{indent}2. Tenun"
    )

    assert texts(parsed, "ul > li > ul > li") == ["Kopi", "Jamu"]
    assert texts(parsed, "ul > li > ol > li") == ["Batik", "Tenun"]
    assert len(parsed.css("body > ul > li")) == 2


def test_paragraph_of_an_item_stays_in_it() -> None:
    """An indented paragraph belongs to its item, and the next item is one."""
    parsed = page("- satu\n\n  lanjutan\n- dua\n\nBukan butir")

    assert texts(parsed, "li") == ["satu lanjutan", "dua"]
    assert texts(parsed, "body > p") == ["Bukan butir"]


# ------------------------------------------------------------------ excerpt and counts (26)


def test_excerpt_is_the_first_running_text_as_typed() -> None:
    """Pictures, headings, tables, lists, quotations and footnote marks are no summary."""
    text = (
        "![Lapak kayu](a.png)\n\n## Latar\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "- butir\n\n> Kutip\n> — Nama\n\n"
        'Kalimat yang *penting* & "berkutip" &copy; `a<b`.[^1]\n\n[^1]: Catatan.'
    )

    assert convert(text).prose.excerpt == 'Kalimat yang penting & "berkutip" © a<b.'


def test_long_excerpt_ends_with_a_sentence_or_a_word() -> None:
    """At most about 300 characters, never cut inside a word."""
    sentences = convert("Kalimat rekaan yang cukup panjang untuk uji. " * 20).prose.excerpt
    words = convert("kata " * 200).prose.excerpt

    assert len(sentences) <= 300 and sentences.endswith("uji.")
    assert len(words) <= 300 and words.endswith("kata…")


def test_words_are_those_that_a_reader_sees() -> None:
    """Markup, comments and dashes are not counted."""
    assert convert("Satu *dua* — [tiga](a.md) <!-- bukan --> **em**pat").text.words == 4


# ------------------------------------------------------------------ characters, settings


def test_character_references_come_out_as_characters() -> None:
    """`&copy;` is ©; what could be markup stays escaped; control characters never occur."""
    html = convert("&copy; &#60;b&#62; &#7; AT&T \x08x").text.html

    assert LexborHTMLParser(html).css_first("p").text().split() == ["©", "<b>", "AT&T", "x"]
    assert "&copy;" not in html
    assert "\x08" not in html


def test_control_character_is_named() -> None:
    """The editor learns of what nobody can see."""
    problem = convert("satu\n\ndua\x08", first_line=4).problems[0]

    assert (problem.code, problem.line, problem.is_warning) == ("prose_control_character", 6, True)


def test_markdown_setting_keeps_its_meaning() -> None:
    """Extensions and options from Pelican's MARKDOWN setting work; the setting is not changed."""
    given = {
        "extensions": ["markdown.extensions.nl2br"],
        "extension_configs": {"markdown.extensions.footnotes": {"BACKLINK_TEXT": "kembali"}},
    }
    converter = MarkdownConverter({"MARKDOWN": given}, WORDS, prefix="")

    html = converter("a\nb[^1]\n\n[^1]: c", path="a.md", first_line=1).text.html

    assert LexborHTMLParser(html).css("br")
    assert "kembali" in html
    assert given["extensions"] == ["markdown.extensions.nl2br"]


def test_typography_can_be_switched_off() -> None:
    """With typography off, marks stay as typed."""
    converter = MarkdownConverter({}, WORDS, typography=False)

    assert '"a" -- b' in converter('"a" -- b', path="a.md", first_line=1).text.html


def test_nothing_of_one_file_reaches_the_next() -> None:
    """One converter serves all files; definitions, notes, ids and problems end with theirs."""
    convert("*[MPD]: Malang\n\nMPD [x] [^1]\n\n[x]: a.md\n[^1]: c\n\n## A\n\n> b\n> — N\n\n[z](#q)")

    after = convert("MPD [x]\n\n## A")

    assert after == MarkdownConverter({}, WORDS)(
        "MPD [x]\n\n## A", path="berita/a.md", first_line=1
    )


@pytest.mark.parametrize(
    ("text", "selector", "count"),
    [
        ("Syarat:\n1) satu\n2) dua\n", "ol > li", 2),
        ("##Latar\n\nIsi rekaan.\n", "h2#latar", 1),
        ("#UMKM ramai\n", "h1, h2", 0),
        ("Lihat pasal\n\n2) begitu bunyinya\n", "li", 0),
    ],
)
def test_habits_from_other_programs_are_understood(text: str, selector: str, count: int) -> None:
    """`1)` begins a list, `##Judul` a heading; a hashtag and a lone number stay text."""
    assert len(page(text).css(selector)) == count


# ------------------------------------------------------------------ other languages


@pytest.mark.parametrize(
    ("typed", "selector"),
    [
        ("Penjenamaan (*branding*{lang=en}) usaha.", "em[lang=en]"),
        ('Penjenamaan (<i lang="en">branding</i>) usaha.', "i[lang=en]"),
        ("Sugeng rawuh.\n{: lang=jv}", "p[lang=jv]"),
        ("> Sugeng rawuh.\n> {: lang=jv-Latn}", "blockquote p[lang=jv-Latn]"),
    ],
)
def test_foreign_words_carry_their_language(typed: str, selector: str) -> None:
    """A voice then says them as they are said there; the marks themselves are not printed."""
    parsed = page(typed)

    assert parsed.css(selector)
    assert "lang" not in parsed.text()


@pytest.mark.parametrize("typed", ["*branding*{lang=inggris}", '<i lang="">branding</i>'])
def test_language_that_is_none_is_a_fault(typed: str) -> None:
    """With the line, and what to write instead."""
    (fault,) = convert("Satu.\n\n" + typed).problems

    assert (fault.line, fault.code) == (3, "prose_language_unknown")
