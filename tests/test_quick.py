"""Leaving out the search for marks that a text does not hold changes no text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import InlineProcessor

from newsroom.source.extensions.quick import QuickExtension

EXTENSIONS = ["footnotes", "tables", "attr_list", "def_list", "abbr", "fenced_code", "sane_lists"]
PIECES = st.sampled_from(
    ("kata", "Dua ", "(tiga", " ", "  \n", "\n", "\n\n", "*", "**", "_", "`", "``", "\\", "[satu]",
     "[^1]", "(b.md)", "![", "]", "<b>", "</b>", "<https://contoh.example>", "<a@contoh.example>",
     "&amp;", "&", "> ", "- ", "1. ", "2", "# ", "===", "---", ": ", "    ", "```\n", "|", "{: #a}",
     "\n[satu]: b.md\n", "\n[^1]: catatan\n", "\n*[kata]: lain\n",
     "| a | b |\n| - | - |\n| *c* | d |\n")
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_html_is_that_of_python_markdown(text: str) -> None:
    stock = Markdown(extensions=EXTENSIONS, output_format="html")
    ours = Markdown(extensions=[*EXTENSIONS, QuickExtension()], output_format="html")

    assert ours.convert(text) == stock.convert(text)


def test_all_patterns_and_blocks_of_python_markdown_are_known() -> None:
    """One of a later version would only lose speed; here it is noticed."""
    md = Markdown(extensions=[*EXTENSIONS, QuickExtension()])
    processor = md.treeprocessors["inline"]

    assert isinstance(processor, InlineProcessor)
    assert ("",) not in vars(processor)["_marks"]
    assert "newsroom-plain" in md.parser.blockprocessors


def test_pattern_of_another_extension_is_tried_everywhere() -> None:
    """Whatever it looks for; blocks alike."""
    md = Markdown()
    md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "own", 65)
    md.inlinePatterns.register(SimpleTextInlineProcessor(r"(rekaan)"), "own", 65)
    QuickExtension().extendMarkdown(md)

    assert ("",) in vars(md.treeprocessors["inline"])["_marks"]
    assert "newsroom-plain" not in md.parser.blockprocessors
