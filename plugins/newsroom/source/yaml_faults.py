"""Why YAML could not be read, found again in the lines as the editor typed them.

The parser says where it stopped; that is often far from where the slip is: an open quotation mark
is noticed at the next one, a line without a colon at the line after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from newsroom.source.faults import FRONT_MATTER

_KEY_LINE = re.compile(r"\s*(?:-\s+)*(?P<key>[^\s:#'\"\[\]{},-][^:#]*):(?:\s+(?P<value>.*))?$")
_NO_SPACE = re.compile(r"\s*(?:-\s+)*(?P<key>[\w-]+):(?P<value>[^\s:/].*)$")
_TAB_INDENT = re.compile(r" *\t")
_SHOWN_CHARACTERS = 60
_QUOTED_CHARACTERS = 200


class Unreadable(Exception):
    """A fault that ends the reading of a front matter. line: 1-based, in the file."""

    def __init__(self, line: int, field: str, code: str, **values: str) -> None:
        super().__init__(code)
        self.line = line
        self.field = field
        self.code = code
        self.values = values


def explain(lines: list[str], error: yaml.MarkedYAMLError, first_line: int) -> Iterator[Unreadable]:
    """One fault for each slip that can be named; always at least one."""
    tabs = [i for i, line in enumerate(lines) if _TAB_INDENT.match(line) and line.strip()]
    if tabs:
        for index in tabs:
            yield Unreadable(index + first_line, _key_at(lines, index), "tab_indent")
        return
    open_quote = _open_quote(lines, error)
    if open_quote is not None:
        yield _about_value(lines, open_quote, first_line, "quote_unclosed")
    else:
        index = _last_line_read(lines, error)
        yield _about_value(lines, index, first_line, _code(lines[index], error))


def _open_quote(lines: list[str], error: yaml.MarkedYAMLError) -> int | None:
    """The line whose quotation mark is never closed, as far as the parser came."""
    if error.context == "while scanning a quoted scalar" and error.context_mark:
        return min(int(error.context_mark.line), len(lines) - 1)
    for index, line in enumerate(lines[:-1]):
        match = _KEY_LINE.match(line)
        value = (match["value"] or "") if match else ""
        if (
            value[:1] in ("'", '"')
            and value.count(value[0]) == 1
            and _KEY_LINE.match(lines[index + 1])
        ):
            return index
    return None


def _last_line_read(lines: list[str], error: yaml.MarkedYAMLError) -> int:
    """The line that the parser could not make sense of, rather than the one where it gave up."""
    mark = error.problem_mark or error.context_mark
    index = min(int(mark.line) if mark else 0, len(lines) - 1)
    context = error.context or ""
    if context in ("while scanning a simple key", "while parsing a flow sequence") or (
        context == "while parsing a flow mapping"
    ):
        return min(int(error.context_mark.line), len(lines) - 1) if error.context_mark else index
    previous = index - 1
    if previous < 0 or not lines[previous].strip() or _KEY_LINE.match(lines[previous]):
        return index
    return index if lines[previous].lstrip().startswith(("-", "#")) else previous


def _code(line: str, error: yaml.MarkedYAMLError) -> str:
    if "escape" in (error.problem or ""):
        return "escape_unknown"
    match = _KEY_LINE.match(line)
    if match is None:
        return "colon_without_space" if _NO_SPACE.match(line) else "line_without_key"
    value = (match["value"] or "").strip()
    if value[:1] in ("'", '"') and value.rstrip()[-1:] != value[0]:
        return "quote_trailing"
    if value[:1] in ("'", '"'):
        return "quote_inside"
    if value[:1] == "[" and "]" not in value:
        return "bracket_unclosed"
    if value[:1] in ("[", "{"):
        return "bracket_unreadable"
    if value[:1] and value[0] in "*&!|>-?,":
        return "value_needs_quotes"
    if ": " in value or value.endswith(":"):
        return "colon_unquoted"
    return "line_misplaced"


def _about_value(lines: list[str], index: int, first_line: int, code: str) -> Unreadable:
    text = lines[index].strip()
    match = _KEY_LINE.match(lines[index]) or _NO_SPACE.match(lines[index])
    key = match["key"].strip() if match else ""
    value = (match["value"] or "").strip() if match else text
    shown = text[:_SHOWN_CHARACTERS]
    where = index + first_line
    quoted = _quoted(
        value[:_QUOTED_CHARACTERS], is_wrapped=code in ("quote_inside", "escape_unknown")
    )
    return Unreadable(where, key or FRONT_MATTER, code, key=key, text=shown, quoted=quoted)


def _quoted(value: str, *, is_wrapped: bool) -> str:
    """The value as the editor should write it: whole, within quotation marks it does not hold.

    is_wrapped: the marks at its two ends are meant as such, not as a part of the text.
    """
    bare = value
    if bare[:1] in ("'", '"') and (is_wrapped or bare.count(bare[0]) == 1):
        bare = bare[1:].removesuffix(bare[0])
    if '"' in bare or "\\" in bare:
        return "'" + bare.replace("'", "''") + "'"
    return f'"{bare}"'


def _key_at(lines: list[str], index: int) -> str:
    """The top-level key that a line stands under."""
    for line in reversed(lines[: index + 1]):
        match = _KEY_LINE.match(line)
        if match and not line[:1].isspace():
            return match["key"].strip()
    return FRONT_MATTER
