"""Front matter as plain data: text, lists and mappings, each with its line in the file."""

from __future__ import annotations

from typing import TypeAlias

from newsroom.data import Value

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(Value, frozen=True):
    """is_plain: written without quotation marks, so that `null` means nothing, not a word."""

    line: int
    text: str
    is_plain: bool = False

    @property
    def is_absent(self) -> bool:
        return self.is_plain and self.text in _NULLS


class Sequence(Value, frozen=True):
    line: int
    nodes: tuple[Node, ...]


class Entry(Value, frozen=True):
    """key: as the editor typed it."""

    key: str
    line: int
    value: Node


class Mapping(Value, frozen=True):
    """A key may stand twice here; that is judged where the schema is known."""

    line: int
    entries: tuple[Entry, ...]


Node: TypeAlias = Scalar | Sequence | Mapping
