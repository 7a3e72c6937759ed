"""No page carries script, foreign frames or disguised addresses, whatever an editor pastes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from newsroom.language.words import read_words
from newsroom.source.markdown import MarkdownConverter
from newsroom.source.safety import ADDRESSES, ALLOWED, address_kind, balance

STRINGS = Path(__file__).parent.parent / "theme" / "strings.toml"
WORDS = read_words(STRINGS.read_text(encoding="utf-8"))
CONVERTER = MarkdownConverter({}, WORDS)
OURS = {"aside", "section", "p", "ul", "li", "div", "figure", "figcaption", "html", "head", "body"}


def assert_harmless(html: str) -> None:
    """The page as a browser builds it holds allowed elements, no handler and no unsafe address."""
    for node in LexborHTMLParser(html).css("*"):
        assert node.tag in ALLOWED.keys() | OURS
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction", "srcset"}
            if name in ADDRESSES.values():
                assert (value or "").startswith("link:") or address_kind(value or "") != "unsafe"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Isi\n\n<script>document.title='x'</script>", "tag_refused", 7),
        ("<style>body{display:none}</style>", "tag_refused", 5),
        ("<SCRIPT SRC=//x.id></SCRIPT>", "tag_refused", 5),
        ("a\n\nb <svg onload=alert(1)></svg>", "tag_refused", 7),
        ("<math><mi>x</mi></math>", "tag_refused", 5),
        ('<iframe src="https://x.id"></iframe>', "tag_refused", 5),
        ("<object data=x></object> <embed src=x>", "tag_refused", 5),
        ('<meta http-equiv="refresh" content="0;url=//x.id">', "tag_refused", 5),
        ("<base href=//x.id> <link rel=stylesheet href=x>", "tag_refused", 5),
        ("<form action=x><input name=a><button>b</button></form>", "tag_refused", 5),
        ("<?php echo 1 ?>", "tag_refused", 5),
        ('<img src="x.png" alt="rekaan" onerror="alert(1)">', "attribute_refused", 5),
        ("<p onclick=alert(1)>Isi</p>", "attribute_refused", 5),
        ("<p style='position:fixed'>Isi</p>", "attribute_refused", 5),
        ("*isi*{ onclick=alert(1) }", "attribute_refused", 5),
        ("``` { .py onclick=alert(1) }\nx\n```", "attribute_refused", 5),
        ("[klik](javascript:alert(1))", "address_unsafe", 5),
        ("[a](JaVaScRiPt:alert(1))", "address_unsafe", 5),
        ("[b](&#106;avascript:alert(1))", "address_unsafe", 5),
        ('a\n\n<a href="java&#9;script:alert(1)">c</a>', "address_unsafe", 7),
        ('<a href=" javascript:alert(1)">d</a>', "address_unsafe", 5),
        ('<a href="\x01javascript:alert(1)">d</a>', "address_unsafe", 5),
        ("[e]\n\n[e]: javascript:alert(1)", "address_unsafe", 7),
        ("<javascript://x%0aalert(1)>", "address_unsafe", 5),
        ("[v](vbscript:x)", "address_unsafe", 5),
        ("[d](data:text/html;base64,PHM+)", "address_unsafe", 5),
        ("![Titik](data:image/gif;base64,R0==)", "address_unsafe", 5),
        ("[f](file:///etc/passwd)", "address_unsafe", 5),
        ("[g](//jahat.invalid)", "address_unsafe", 5),
        ("![Foto pasar](https://jahat.invalid/x.png)", "picture_foreign", 5),
    ],
)
def test_harmful_markup_is_a_fault_at_its_line(text: str, code: str, line: int) -> None:
    """The editor is told what is refused and where; the page does not carry it."""
    conversion = CONVERTER(text, path="berita/a.md", first_line=5)

    faults = [p for p in conversion.problems if not p.is_warning]
    assert (f"prose_{code}", line) in [(p.code, p.line) for p in faults]
    assert all(p.path == "content/berita/a.md" and p.message(WORDS) for p in faults)
    assert_harmless(conversion.text.html)


@pytest.mark.parametrize(
    "text",
    [
        "<kbd>a</kbd> <mark>b</mark> H<sub>2</sub>O <abbr title='x'>y</abbr> <br> <wbr>",
        '<i lang="en">branding</i>',
        "<details open><summary>a</summary>b</details>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        '<table><tr><th scope="row" colspan="2">a</th></tr></table>',
        "[a](https://x.id) [b](mailto:a@x.id) [c](tel:+62341) <https://x.id>",
        "`<script>` dan\n\n```html\n<script>alert(1)</script>\n```",
        "1 < 2 dan 3 > 2 & a<b",
    ],
)
def test_harmless_markup_passes_without_a_word(text: str) -> None:
    """What helps a text is allowed; code that shows markup is text."""
    conversion = CONVERTER(text, path="a.md", first_line=1)

    assert conversion.problems == ()
    assert_harmless(conversion.text.html)


def test_language_of_a_passage_reaches_the_page() -> None:
    """`<i lang="en">` tells a screen reader how to say a foreign word."""
    conversion = CONVERTER('Soal <i lang="en">branding</i>.', path="a.md", first_line=1)

    node = LexborHTMLParser(conversion.text.html).css_first("p i")
    assert node.attributes == {"lang": "en"}


@pytest.mark.parametrize(
    "text",
    [
        "Isi <!-- RAHASIA --> akhir",
        "<!-- RAHASIA -->\n\nIsi",
        "Isi\n\n<!--\nRAHASIA\n\nRAHASIA\n-->\n\nAkhir",
        "Isi\n\n<!-- RAHASIA yang tak ditutup\n\nRAHASIA",
        "- a\n\n    <!-- RAHASIA -->\n\n- b",
        "<div>isi <!-- RAHASIA --></div>",
        "> kutipan <!-- RAHASIA -->\n> — Nama",
        "## Judul <!-- RAHASIA -->",
        "| a | b |\n|---|---|\n| c <!-- RAHASIA --> | d |",
        "[//]: # (RAHASIA)\n\nIsi",
        "[a]\n\n[a]: x.md <!-- RAHASIA -->",
    ],
)
def test_comment_of_an_editor_is_nowhere(text: str) -> None:
    """Notes among editors never reach page, excerpt or quotation."""
    conversion = CONVERTER(text, path="a.md", first_line=1)

    assert "RAHASIA" not in conversion.text.html + str(conversion.prose)


def test_comment_in_code_is_code() -> None:
    """Whoever writes about HTML can show a comment."""
    text = "`<!-- a -->`\n\n```\n<!-- b -->\n```\n\nParagraf\n\n    <!-- c -->\n"

    html = CONVERTER(text, path="a.md", first_line=1).text.html

    assert LexborHTMLParser(html).text().count("<!--") == 3


def test_open_elements_are_closed_and_named() -> None:
    """An element left open cannot swallow the rest of the page."""
    conversion = CONVERTER("Isi <b>tebal <i>miring\n\nlain", path="a.md", first_line=1)

    assert conversion.text.html.count("<b>") == conversion.text.html.count("</b>") == 1
    assert {p.code for p in conversion.problems} == {"prose_tag_unclosed"}


def test_balance_drops_end_tags_without_start() -> None:
    """`</div>` cannot close an element of the page around the text."""
    assert balance("<p>a</p></div></section>b")[0] == "<p>a</p>b"


FRAGMENTS = """
<script> </script> <b </b> <a href= <img src=x onerror=1 javascript: alert(1) [x]( ) ![ ]( " ' > <
&lt; &#60; &#106; \x02 \x03 wzxhzdk:0 klzzwxh:0001 ``` ` ~~~ {: onclick=1 } <!-- --> <![CDATA[ ]]>
<? ?> <svg/onload=1> <p> </p> <div> </div> <table> <td> | --- - 1. > # [^1] [^1]: {filename}a.md \\
<a@b.id> http://x.id *[a]: é
"""
NASTY = st.lists(
    st.sampled_from([*FRAGMENTS.split(), "\n", "\n\n", "\n    ", " "]),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(NASTY)
def test_no_mixture_of_fragments_makes_a_harmful_page(fragments: list[str]) -> None:
    """However broken the input: the output is harmless, balanced and without control characters."""
    html = CONVERTER("".join(fragments), path="a.md", first_line=1).text.html

    assert_harmless(html)
    assert balance(html) == (html, ())
    assert not any(ord(character) < 32 and character != "\n" for character in html)
