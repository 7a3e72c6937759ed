"""YAML to nodes, with libyaml's parser; what it refuses is said in the editor's terms.

Only the events are used: no value is guessed to be a number or a date, and nothing is constructed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from newsroom.source.faults import FRONT_MATTER, Faults
from newsroom.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from newsroom.source.yaml_faults import Unreadable, explain

MAX_DEPTH = 6  # the schema needs four: field, list item, its field, and an answer in it
_MAX_REPAIRS = 100

# `key: value` with a plain value, perhaps behind the dash of a list item.
_PLAIN_LINE = re.compile(
    r"""(?P<head>\s*(?:-\s+)*[^\s:\#'"\[\]{},][^:\#]*:\s+)(?P<value>[^\s"'\[{|>&*!\#].*)$"""
)
# From the first space of a run only, so that a long run costs no more than its length.
_HASH_WORD = re.compile(r"(?<!\s)\s+#(?=\S)")
_COMMENT = re.compile(r"(?<!\s)\s+#(?:\s.*)?$")


def compose(lines: list[str], first_line: int, faults: Faults) -> Mapping | None:
    """The mapping that the lines between the fences hold, or None and the faults.

    A one-line plain value that holds `: `, or begins with @, % or `, can only be meant whole: it is
    read as if it stood in quotation marks.
    first_line: the number of lines[0] in the file.
    """
    try:
        return _as_mapping(_read(lines, first_line), first_line, faults)
    except Unreadable as fault:
        faults.add(fault.line, fault.field, fault.code, **fault.values)
    except yaml.MarkedYAMLError as error:
        for slip in explain(lines, error, first_line):
            faults.add(slip.line, slip.field, slip.code, **slip.values)
    return None


def compose_value(text: str, line: int) -> Scalar | Sequence | None:
    """The quoted text or the list that a one-line value holds; None when it holds more."""
    try:
        node = _Builder([text], line).document()
    except (Unreadable, yaml.YAMLError):
        return None
    return node if isinstance(node, Scalar | Sequence) else None


def _read(lines: list[str], first_line: int) -> Node | None:
    """The document's node; raises Unreadable, or YAML's error when nothing is left to repair."""
    lines = list(lines)
    for _ in range(_MAX_REPAIRS):
        try:
            return _Builder(lines, first_line).document()
        except yaml.MarkedYAMLError as error:
            if not _quote_plain_value(lines, error):
                raise
    return _Builder(lines, first_line).document()


def _as_mapping(node: Node | None, first_line: int, faults: Faults) -> Mapping | None:
    if node is None or (isinstance(node, Scalar) and node.is_absent):
        return Mapping(first_line, ())
    if not isinstance(node, Mapping):
        faults.add(node.line, FRONT_MATTER, "frontmatter_not_fields")
        return None
    return node


def _quote_plain_value(lines: list[str], error: yaml.MarkedYAMLError) -> bool:
    """Quote the value that stopped the parser, if that is certain to be right."""
    index = error.problem_mark.line if error.problem_mark else -1
    match = _PLAIN_LINE.match(lines[index]) if 0 <= index < len(lines) else None
    if match is None or _HASH_WORD.search(match["value"]):
        return False
    value = _COMMENT.sub("", match["value"]).rstrip()
    needs_quotes = ": " in value or value.endswith(":") or value[0] in "@%`"
    if not needs_quotes:
        return False
    lines[index] = match["head"] + "'" + value.replace("'", "''") + "'"
    return True


class _Builder:
    """Builds nodes from the parser's events."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        text = "\n".join(lines) + "\n"
        self._lines = lines
        self._first_line = first_line
        self._has_hash = "#" in text
        # Any: what the stubs call an event has none of the attributes that each kind has.
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event

    def document(self) -> Node | None:
        """The only document's node; None when there is nothing but comments."""
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if event.explicit:
            raise Unreadable(self._line(event), FRONT_MATTER, "yaml_documents")
        node = self._node(self._next(), "", depth=0)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(self._line(event), FRONT_MATTER, "yaml_documents")
        return node

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line

    def _node(self, event: Any, key: str, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return self._scalar(event, line, key)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise Unreadable(line, key or FRONT_MATTER, "yaml_anchor", key=key)
        if event.tag is not None:
            raise Unreadable(line, key or FRONT_MATTER, "yaml_tag", key=key)
        if depth >= MAX_DEPTH:
            raise Unreadable(line, key or FRONT_MATTER, "nesting_too_deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(line, self._items(key, depth))
        return Mapping(line, self._entries(depth))

    def _items(self, key: str, depth: int) -> tuple[Node, ...]:
        nodes = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            nodes.append(self._node(event, key, depth + 1))
        return tuple(nodes)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, "", depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(key.line, FRONT_MATTER, "key_unreadable")
            if key.is_plain and key.text == "<<":
                raise Unreadable(key.line, FRONT_MATTER, "yaml_merge")
            value = self._node(self._next(), key.text, depth + 1)
            entries.append(Entry(key.text, key.line, value))
        return tuple(entries)

    def _scalar(self, event: Any, line: int, key: str) -> Scalar:
        is_plain = not event.style
        if is_plain and self._has_hash:
            self._refuse_hash_word(event, line, key)
        return Scalar(line, event.value, is_plain)

    def _refuse_hash_word(self, event: Any, line: int, key: str) -> None:
        """`Lomba #BanggaLokal`: to YAML a comment, to the editor most likely part of the title."""
        mark = event.end_mark
        source = self._lines[mark.line] if mark.line < len(self._lines) else ""
        hash_word = _HASH_WORD.match(source, mark.column)
        if hash_word is None:
            return
        whole = f"{event.value} {source[hash_word.end() - 1 :]}".strip().replace('"', "'")
        raise Unreadable(line, key or FRONT_MATTER, "hash_unquoted", key=key, value=whole)
