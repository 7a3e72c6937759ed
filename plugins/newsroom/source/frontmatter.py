"""Finds the front matter of a text and reads it as plain data in which everything has its line."""

from __future__ import annotations

import re

from newsroom.data import Value
from newsroom.source.faults import FILE, FRONT_MATTER, Faults
from newsroom.source.nodes import Entry, Mapping, Scalar, Sequence

_FENCE = "---"
_ENDS = (_FENCE, "...")
_HEADER_LINE = re.compile(r" {0,3}([A-Za-z][\w-]*):(?:[ \t]+(.*))?$", re.ASCII)
_WRAPPED = ('""', "''", "[]")


class FrontMatter(Value, frozen=True):
    """first_line: where body begins in the file, 1-based."""

    fields: Mapping
    body: str
    first_line: int


def split(text: str, faults: Faults) -> FrontMatter | None:
    """The fields and the body of a text with LF ends, or None when that cannot be told apart."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        faults.add(1, FILE, "file_empty")
        return None
    if lines[start].rstrip() == _FENCE:
        return _fenced(lines, start, faults)
    if _HEADER_LINE.match(lines[start]):
        return _header(lines, start, faults)
    faults.add(start + 1, FRONT_MATTER, "frontmatter_missing")
    return None


def _fenced(lines: list[str], start: int, faults: Faults) -> FrontMatter | None:
    end = next((i for i in range(start + 1, len(lines)) if lines[i].rstrip() in _ENDS), None)
    if end is None:
        faults.add(start + 1, FRONT_MATTER, "frontmatter_unclosed")
        return None
    from newsroom.source import yaml_nodes  # takes longer to load than many an edit to build

    fields = yaml_nodes.compose(lines[start + 1 : end], start + 2, faults)
    if fields is None:
        return None
    return FrontMatter(
        Mapping(start + 1, fields.entries), "\n".join(lines[end + 1 :]), first_line=end + 2
    )


def _header(lines: list[str], start: int, faults: Faults) -> FrontMatter | None:
    """Pelican's plain header: `Title: …` lines up to the first blank one.

    Source: Python-Markdown, Meta-Data extension; but a line that fits nowhere is a fault there,
    so that no header line slips into the text.
    """
    end = start
    found: list[tuple[str, int, list[str]]] = []
    while end < len(lines) and lines[end].strip() and lines[end].rstrip() not in _ENDS:
        line = lines[end]
        match = _HEADER_LINE.match(line)
        if match:
            found.append((match[1], end + 1, [(match[2] or "").strip()]))
        elif line.startswith(("    ", "\t")):
            found[-1][2].append(line.strip())
        else:
            faults.add(end + 1, FRONT_MATTER, "header_line_unreadable", text=line.strip()[:60])
            return None
        end += 1
    entries = tuple(
        Entry(key, line, _header_value("\n".join(filter(None, parts)), line))
        for key, line, parts in found
    )
    body_starts = end + 1 if end < len(lines) else end
    return FrontMatter(
        Mapping(start + 1, entries), "\n".join(lines[body_starts:]), first_line=body_starts + 1
    )


def _header_value(text: str, line: int) -> Scalar | Sequence:
    """The text as it stands, unless all of it is one quoted text or one list in brackets."""
    if text[:1] + text[-1:] in _WRAPPED and len(text) > 1:
        from newsroom.source import yaml_nodes

        value = yaml_nodes.compose_value(text, line)
        if value is not None:
            return value
    return Scalar(line, text, is_plain=True)
