"""One short text for a page's inputs: equal digests mean an equal page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from newsroom.edition.names import NameBook
from newsroom.source.records import Record


def digest(*values: object) -> str:
    """sha256 of the values, 32 hex digits. Raises TypeError for a kind of value it does not know.

    A record counts by its fingerprint, which covers its whole file; anything else by all it holds.
    """
    parts: list[str] = []
    for value in values:
        _collect(value, parts)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _collect(value: object, parts: list[str]) -> None:
    if isinstance(value, str):  # most of what comes, Markup included
        parts.append(f"s{len(value)}:{value}")
    elif isinstance(value, tuple):
        _collect_tuple(value, parts)
    elif isinstance(value, Record):
        parts.append(f"r{value.fingerprint}")
    elif value is None or isinstance(value, int):
        parts.append(repr(value))
    elif isinstance(value, NameBook):
        _collect_tuple(value.entries, parts)
    elif is_dataclass(value):
        parts.append(type(value).__name__)
        kind: Any = type(value)
        for name in _field_names(kind):
            _collect(getattr(value, name), parts)
    elif hasattr(value, "isoformat"):
        parts.append(value.isoformat())
    else:
        raise TypeError(f"no digest for {type(value).__name__}")


def _collect_tuple(values: tuple[object, ...], parts: list[str]) -> None:
    parts.append(f"t{len(values)}")
    for value in values:
        _collect(value, parts)


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
