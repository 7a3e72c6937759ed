"""Front matter as plain data: text, lists and mappings, each with its line in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """is_plain: written without quotation marks, so that `null` means nothing, not a word."""

    line: int
    text: str
    is_plain: bool = False

    @property
    def is_absent(self) -> bool:
        return self.is_plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """key: as the editor typed it."""

    key: str
    line: int
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A key may stand twice here; that is judged where the schema is known."""

    line: int
    entries: tuple[Entry, ...]


Node: TypeAlias = Scalar | Sequence | Mapping
