"""Spares plain text the search for marks that it does not hold.

Python-Markdown tries every kind of block on every block, and every inline pattern on every piece of
text: nearly half of the time that an article takes. Each of them needs certain characters, and most
of the text has none of them.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The blocks of Python-Markdown and of its extensions here. A line of theirs, or the one below it,
# begins with a space, a digit or a sign, so that nothing else can be a block of plain lines.
_BLOCKS = frozenset(
    {"empty", "indent", "defindent", "code", "table", "hashheader", "setextheader", "hr", "olist"}
    | {"ulist", "deflist", "quote", "footnote", "abbr", "reference", "paragraph"}
)
_PLAIN_LINE = r"(?:[^\W\d_]|[\"'“‘(])[^\n]*"
_PLAIN = re.compile(rf"{_PLAIN_LINE}(?:\n{_PLAIN_LINE})*\Z")

# The patterns of Python-Markdown and of its footnotes, and what stands in every match of theirs.
_MARKS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
_ANY = ("",)  # a pattern that another extension has brought may match anything


class QuickExtension(Extension):
    """To be the last: it looks at all blocks and patterns that there are."""

    def extendMarkdown(self, md: Markdown) -> None:
        """The inline processor takes the name and the priority of the one that it replaces."""
        if _BLOCKS.issuperset(_names(md.parser.blockprocessors)):
            md.parser.blockprocessors.register(_PlainParagraph(md.parser), "newsroom-plain", 110)
        md.treeprocessors.register(_InlineProcessor(md), "inline", 20)


def _names(registry: Any) -> list[str]:
    """In the order in which they are tried."""
    registry._sort()
    return [item.name for item in registry._priority]


class _PlainParagraph(BlockProcessor):
    """Goes before all others."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._paragraph: Any = parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:
        return _PLAIN.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        self._paragraph.run(parent, blocks)


class _InlineProcessor(InlineProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._marks = [_MARKS.get(name, _ANY) for name in _names(md.inlinePatterns)]
        every = {mark for marks in self._marks for mark in marks}
        self._some_mark = re.compile("|".join(map(re.escape, sorted(every))))

    # The base class's own step, which is private to it, so its name is mangled.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or not self._some_mark.search(data):
            return data
        start = 0
        for index in range(patternIndex, len(self._marks)):
            if not any(mark in data for mark in self._marks[index]):
                continue
            matched = True
            while matched:
                pattern = self.inlinePatterns[index]
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
        return data
