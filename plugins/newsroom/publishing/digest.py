"""One short text for a page's inputs: equal digests mean an equal page."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from types import NoneType
from typing import Any

from newsroom.data import names_of
from newsroom.edition.names import NameBook
from newsroom.source.records import Record


def digest(*values: object) -> str:
    """sha256 of the values, 32 hex digits. Raises TypeError for a kind of value it does not know.

    A record counts by its fingerprint, which covers all that it says; others by all they hold.
    """
    parts: list[str] = []
    _collect_tuple(values, parts)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


Collector = Callable[[Any, list[str]], None]


def _collect_tuple(values: tuple[Any, ...], parts: list[str]) -> None:
    parts.append(f"t{len(values)}")
    for value in values:
        _COLLECTORS[type(value)](value, parts)


def _collector(kind: type[Any]) -> Collector:
    """How values of that type are counted."""
    if issubclass(kind, str):  # Markup included
        return lambda value, parts: parts.append(f"s{len(value)}:{value}")
    if issubclass(kind, tuple):
        return _collect_tuple
    if issubclass(kind, Record):
        return lambda record, parts: parts.append(f"r{record.fingerprint}")
    if issubclass(kind, int | float | NoneType):
        return lambda value, parts: parts.append(repr(value))
    if issubclass(kind, NameBook):
        return lambda book, parts: _collect_tuple(book.entries, parts)
    if names_of(kind):
        return _data_collector(kind)
    if hasattr(kind, "isoformat"):
        return lambda value, parts: parts.append(value.isoformat())
    raise TypeError(f"no digest for {kind.__name__}")


def _data_collector(kind: Any) -> Collector:
    names = names_of(kind)

    def collect(value: Any, parts: list[str]) -> None:
        parts.append(kind.__name__)
        for name in names:
            part = getattr(value, name)
            _COLLECTORS[type(part)](part, parts)

    return collect


class _Collectors(dict[type[Any], Collector]):
    """By type, each found once: asked a million times a build."""

    def __missing__(self, kind: type[Any]) -> Collector:
        self[kind] = _collector(kind)
        return self[kind]


_COLLECTORS = _Collectors()
