"""Marks, dashes and no-break spaces as Indonesian print sets them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsroom.language import typography
from newsroom.language.typography import typeset, typeset_html

PIECES = (
    "'",
    '"',
    "`",
    " ",
    "\t",
    "\u00a0",
    "a",
    "s",
    "é",
    "_",
    "7",
    "90",
    "kata",
    "'kan",
    ",",
    ".",
)
PIECES += ("!", "?", "(", ")", "[", "/", "—", "“", "”", "‘", "&", "<", "\\", "#", "-")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Jum'at di Kampung '98", "Jum’at di Kampung ’98"),
        ("do'a 'kan angkatan '90-an", "do’a ’kan angkatan ’90-an"),
        ("'Kan sudah dibilang", "’Kan sudah dibilang"),
        ("ma'af, Qur'an, Sya'ban", "ma’af, Qur’an, Sya’ban"),
        ("kata 'kutipan tunggal' lagi", "kata ‘kutipan tunggal’ lagi"),
        ("\"kutip 'bersarang' ganda\"", "“kutip ‘bersarang’ ganda”"),
        ('kata ("kutip") itu', "kata (“kutip”) itu"),
        ('kata --"kutip"-- itu', "kata —“kutip”— itu"),
        ('"Mari," katanya, "berkarya."', "“Mari,” katanya, “berkarya.”"),
        ("kata --'kutip' itu", "kata —‘kutip’ itu"),
        ("'mas' dan 'pa'", "‘mas’ dan ‘pa’"),
        ("tahun '98-'99", "tahun ’98-’99"),
        ('"Bagus!"--katanya', "“Bagus!”—katanya"),
        ("Bagus!--katanya", "Bagus!—katanya"),
        ("UMKM -- usaha kecil", "UMKM — usaha kecil"),
        ("lalu ... selesai", "lalu\u00a0… selesai"),
    ],
)
def test_marks_are_those_of_indonesian_print(typed: str, printed: str) -> None:
    """Apostrophes never become opening quotes; pairs open and close; `--` and `...` are one."""
    assert typeset(typed) == printed


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_mark_turned_beforehand_is_turned_as_smartypants_would(text: str) -> None:
    """To ask for each mark would cost too much."""
    assume("'s'" not in text)  # there smartypants takes the second mark for an opening one
    assume("--" not in text)  # dashes are settled before
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typography, "_SURE", ())
        expected = typeset(text)

    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("typed", "glued"),
    [
        ("Jalan Simpang Ijen No. 2", "No.\u00a02"),
        ("senilai Rp5 juta", "Rp5\u00a0juta"),
        ("mulai pukul 10.00 WIB", "pukul\u00a010.00\u00a0WIB"),
        ("pada 12 Agustus 2025", "12\u00a0Agustus"),
        ("kantor Bakorwil III Malang", "Bakorwil\u00a0III"),
    ],
)
def test_number_and_its_word_stay_on_one_line(typed: str, glued: str) -> None:
    """A no-break space stands between a number and the word that it belongs to."""
    assert glued in typeset(typed)


@pytest.mark.parametrize(
    "text",
    ["12/8/2025", "Rp1.000.000,00", "2024-2025", "anak-anak", 'C:\\-x \\"', "ke-2", "a & b < c"],
)
def test_dates_prices_and_plain_signs_stay_as_typed(text: str) -> None:
    """What is no mark of language is left alone."""
    assert typeset(text).replace("”", '"') == text


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>\"a\" -- 'b'...</code></p>",
        '<pre>echo "x" -- y</pre>',
        '<p><kbd>"A" -- B</kbd> <samp>"x" ... 1</samp> <var>a--b</var></p>',
        '<p><a href="https://x.id/a--b" title="Tip \'satu\' -- dua">x</a></p>',
        "<p>https://x.id/a--b dan redaksi--kami@x.id</p>",
    ],
)
def test_code_keys_attributes_and_addresses_stay_as_typed(html: str) -> None:
    """Nothing that a reader might copy or a browser reads is changed."""
    assert typeset_html(html) == html


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ('<p>"kami <em>menyusun</em> ini"</p>', "<p>“kami <em>menyusun</em> ini”</p>"),
        (
            '<p>kata <em>"satu"</em>, "<em>dua</em>"</p>',
            "<p>kata <em>“satu”</em>, “<em>dua</em>”</p>",
        ),
        ("<p><em>a.</em>.. <em>b-</em>--</p>", "<p><em>a.</em>.. <em>b-</em>—</p>"),
        ("<p><strong>do</strong>'a</p>", "<p><strong>do</strong>’a</p>"),
        ('<p>akhir</p>\n<p>"awal"</p>', "<p>akhir</p>\n<p>“awal”</p>"),
        ('<p>"a" &amp; "b" &lt;c&gt;</p>', "<p>“a” &amp; “b” &lt;c&gt;</p>"),
    ],
)
def test_pairs_close_across_tags(html: str, printed: str) -> None:
    """A mark beside a tag looks past it to the letters of the same paragraph."""
    assert typeset_html(html) == printed
