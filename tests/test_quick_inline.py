"""Leaving out the search for marks that a text does not hold changes no text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import InlineProcessor

from newsroom.source.extensions.quick_inline import QuickInlineExtension

EXTENSIONS = ["footnotes", "tables", "attr_list", "def_list", "abbr"]
PIECES = st.sampled_from(
    ("kata", " ", "  \n", "\n\n", "*", "**", "_", "`", "``", "\\", "[satu]", "[^1]", "(b.md)", "![",
     "]", "<b>", "</b>", "<https://contoh.example>", "<a@contoh.example>", "&amp;", "&", "> ", "- ",
     "# ", "\n[satu]: b.md\n", "\n[^1]: catatan\n", "| a | b |\n| - | - |\n| *c* | d |\n")
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_html_is_that_of_python_markdown(text: str) -> None:
    stock = Markdown(extensions=EXTENSIONS, output_format="html")
    ours = Markdown(extensions=[*EXTENSIONS, QuickInlineExtension()], output_format="html")

    assert ours.convert(text) == stock.convert(text)


def test_every_pattern_of_python_markdown_is_known() -> None:
    """A pattern of a later version would only lose speed; here it is noticed."""
    md = Markdown(extensions=[*EXTENSIONS, QuickInlineExtension()])
    processor = md.treeprocessors["inline"]

    assert isinstance(processor, InlineProcessor)
    assert ("",) not in vars(processor)["_marks"]


def test_pattern_of_another_extension_is_tried_everywhere() -> None:
    """Whatever it looks for."""
    md = Markdown()
    md.inlinePatterns.register(SimpleTextInlineProcessor(r"(rekaan)"), "own", 65)
    QuickInlineExtension().extendMarkdown(md)

    assert ("",) in vars(md.treeprocessors["inline"])["_marks"]
