"""Lists as editors type them: no blank line before, nested by two spaces, numbers as typed.

Python-Markdown wants a blank line and four spaces, takes `12. Agustus …` for a list, and does not
know `1)`.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from msgspec import Struct

_ITEM = re.compile(r"( *)(?:([-*+])|(\d{1,9})([.)]))( +)(?=\S)")
_ANY_ITEM = re.compile(r"^[ >]*(?:[-*+]|\d{1,9}[.)]) +\S", re.MULTILINE)
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_QUOTE = re.compile(r" {0,3}> ?")
_UNIT = 4


class ListExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After fenced code (25) and HTML blocks (20), which are placeholders by then.
        md.preprocessors.register(_ListPreprocessor(md), "newsroom-lists", 15)


class _ListPreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if not _ANY_ITEM.search("\n".join(lines)):
            return lines
        return _set_lists(lines)


def _set_lists(lines: list[str]) -> list[str]:
    """Lines with each list item where Python-Markdown expects it, in quotations too."""
    out: list[str] = []
    at = 0
    writer = _Lists(lines)
    while at < len(lines):
        if _QUOTE.match(lines[at]) and not writer.levels:
            end = at
            while end < len(lines) and _QUOTE.match(lines[end]):
                end += 1
            inside = [_QUOTE.sub("", line, count=1) for line in lines[at:end]]
            out += [
                f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}"
                for line in _set_lists(inside)
            ]
            writer.previous = "> "
            at = end
            continue
        out += writer.line(at)
        at += 1
    return out


class _Level(Struct):
    """An open list. indent: of its marker. content: where its items' text begins; both as typed."""

    indent: int
    content: int
    number: int | None
    is_lazy: bool = False


class _Lists(Struct):
    """Goes through the lines and remembers which lists are open."""

    lines: list[str]
    levels: list[_Level] = []
    previous: str = ""
    in_paragraph: bool = False  # of a list item, after its first line

    def line(self, at: int) -> list[str]:
        text = self.lines[at]
        item = None if _RULE.match(text) else _ITEM.match(text)
        before, self.previous = self.previous, text
        if not text.strip():
            return [text]
        if item and self._is_item(item, at, before):
            return self._item(text, item, before)
        return self._other(text, before, item)

    def _is_item(self, item: re.Match[str], at: int, before: str) -> bool:
        indent, number = len(item[1]), item[3]
        if not self.levels and indent >= _UNIT:
            return False  # indented code, or the rest of a footnote
        if number is None:
            return True
        level = next(
            (level for level in reversed(self.levels) if level.indent <= indent < level.content),
            None,
        )
        value = int(number)
        if level is not None and level.number is not None:
            return value == level.number + 1 or (
                value == level.number and (level.is_lazy or value == 1)
            )
        if before.strip() and not self.levels and value != 1:
            return False
        return value in (0, 1) or self._goes_on(at, indent, value)

    def _goes_on(self, at: int, indent: int, value: int) -> bool:
        """Whether an item with the next number follows, so that this is a list and no sentence."""
        for line in self.lines[at + 1 :]:
            item = _ITEM.match(line)
            if item and len(item[1]) == indent and item[3]:
                return int(item[3]) == value + 1
            if line.strip() and not item and len(line) - len(line.lstrip()) <= indent:
                return False
        return False

    def _item(self, text: str, item: re.Match[str], before: str) -> list[str]:
        indent = len(item[1])
        number = int(item[3]) if item[3] else None
        needs_blank = not self.levels or self.in_paragraph
        self.in_paragraph = False
        while self.levels and indent < self.levels[-1].indent:
            self.levels.pop()
        content = len(item[0])
        if (
            not self.levels
            or indent >= self.levels[-1].content
            or (indent >= self.levels[-1].indent + 2)
        ):
            self.levels.append(_Level(indent, content, number))
        else:
            level = self.levels[-1]
            needs_blank |= (level.number is None) != (number is None)
            level.is_lazy = number is not None and number == level.number
            level.number, level.content = number, content
            level.indent = min(level.indent, indent)
        depth = len(self.levels) - 1
        blank = [""] if needs_blank and before.strip() else []
        marker = item[2] or f"{item[3]}."
        return [*blank, " " * (_UNIT * depth) + marker + " " + text[len(item[0]) :]]

    def _other(self, text: str, before: str, item: re.Match[str] | None) -> list[str]:
        """A line that begins no item: the rest of one, or text after the list."""
        indent = len(text) - len(text.lstrip())
        was_blank = not before.strip()
        if self.levels and (was_blank or indent):
            while self.levels and indent < min(self.levels[-1].content, self.levels[-1].indent + 2):
                self.levels.pop()
        if item and item[3]:
            text = f"{text[: item.end(3)]}\\{text[item.end(3) :]}" if indent < _UNIT else text
            blank = [""] if self.levels and not was_blank else []
            self.levels, self.in_paragraph = [], False
            return [*blank, text]
        if not self.levels or (not was_blank and not indent):
            return [text]
        self.in_paragraph |= was_blank
        level = self.levels[-1]
        extra = max(indent - level.content, 0) if indent >= level.content else 0
        return [" " * (_UNIT * len(self.levels) + (extra if extra >= _UNIT else 0)) + text.lstrip()]
