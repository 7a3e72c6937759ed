"""Spares running text the search for marks that it does not hold.

Python-Markdown tries every inline pattern on every piece of text, a quarter of the time that a text
takes. Each of its patterns needs certain characters, and most pieces have none of them.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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


class QuickInlineExtension(Extension):
    """To be the last: it takes the place of the inline processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register under the name and the priority of the one that it replaces."""
        md.treeprocessors.register(_InlineProcessor(md), "inline", 20)


class _InlineProcessor(InlineProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        patterns: Any = md.inlinePatterns
        patterns._sort()
        self._marks = [_MARKS.get(item.name, _ANY) for item in patterns._priority]

    # The base class's own step, which is private to it, so its name is mangled.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
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
