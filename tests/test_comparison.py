"""Two versions side by side: what is marked, what is left out, how it is told in short."""

from __future__ import annotations

import pytest

from newsroom.edition.comparison import PartChange, counts, first_difference, passages

_MARKS = {"same": "{}", "added": "+{}+", "removed": "-{}-"}


def marked(before: str, after: str) -> list[str]:
    """The comparison as lines: `-removed-`, `+added+`, and `(n)` for n paragraphs left out."""
    lines = []
    change = PartChange("text", tuple(before.split("\n")), tuple(after.split("\n")))
    for passage in passages(change):
        lines += [f"({passage.unchanged})"] if passage.unchanged else []
        for paragraph in passage.paragraphs:
            lines.append(" ".join(_MARKS[kind].format(text) for kind, text in paragraph))
    return lines


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Panen empat ton.", "Panen tiga ton.", ["Panen -empat- +tiga+ ton."]),
        ("A b c.\nD e f.\nG h i.", "A b c.\nD e g.\nG h i.", ["(1)", "D e -f.- +g.+", "(1)"]),
        ("Satu dua.", "Satu dua.\nTiga empat.", ["(1)", "+Tiga empat.+"]),
        ("Satu dua.\nTiga empat.", "Tiga empat.", ["-Satu dua.-", "(1)"]),
        ("“Ya,” katanya – lalu pergi.", '"Ya," katanya - lalu pulang.',
         ['"Ya," katanya - lalu -pergi.- +pulang.+']),
    ],
)  # fmt: skip
def test_only_changed_words_are_marked(before: str, after: str, shown: list[str]) -> None:
    """Whole paragraphs that stayed are counted, not shown; type setting is not marked."""
    assert marked(before, after) == shown


def test_rewritten_paragraph_is_shown_whole_before_and_after() -> None:
    """A jumble of single common words would be read by nobody."""
    before = "Warga menanam padi di sawah yang luas dan subur."
    after = "Rapat di balai itu membahas harga pupuk yang naik dan langka."

    assert marked(before, after) == [f"-{before}-", f"+{after}+"]


def test_lonely_common_words_join_the_change_around_them() -> None:
    """One "dan" between two new phrases is no help to a reader."""
    before = "Panen dimulai pagi sekali oleh warga dan selesai sore hari itu juga di lumbung dusun."
    after = "Panen berlangsung sejak subuh buta dan rampung malam harinya juga di lumbung dusun."

    (line,) = marked(before, after)

    assert line.count("+") == 2 and line.endswith("juga di lumbung dusun.")


def test_paragraphs_that_are_joined_stay_readable() -> None:
    """The old break remains one in the comparison."""
    assert marked("Satu dua tiga.\nEmpat lima enam.", "Satu dua tiga. Empat lima tujuh.") == [
        "Satu dua tiga.",
        "Empat lima -enam.- +tujuh.+",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Warga dusun memanen empat ton padi di sawah.",
         "Warga dusun memanen tiga ton padi di sawah.",
         ("Warga dusun memanen empat ton padi di", "Warga dusun memanen tiga ton padi di")),
        ("Satu dua.", "Satu dua.\nTiga empat.", ("", "Tiga empat.")),
        ("kata " * 40, "lain " * 40, ("kata " * 24 + "…", "lain " * 24 + "…")),
    ],
)  # fmt: skip
def test_fault_tells_the_first_difference_in_a_few_words(
    before: str, after: str, told: tuple[str, str]
) -> None:
    """With words around it that help to find the place; never a whole page."""
    change = PartChange("text", tuple(before.split("\n")), tuple(after.split("\n")))

    assert first_difference(change) == told


def test_counts_are_those_of_the_marked_words() -> None:
    """What the sentence says can be counted on the page."""
    assert counts(PartChange("text", ("Panen empat ton.",), ("Panen tiga ton padi.",))) == (3, 2)
