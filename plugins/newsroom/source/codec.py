"""Records as plain JSON data and back, so that the cache is data and never code.

A record is the list of its kind and the values of its fields; nested values are lists too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_type_hints

from msgspec import MsgspecError, convert
from msgspec.json import Decoder, encode

from newsroom.data import names_of
from newsroom.language.moment import Moment
from newsroom.source.records import AnyRecord, Record

T = TypeVar("T")

_DECODER = Decoder(AnyRecord)


def to_json(record: Record) -> bytes:
    """In UTF-8."""
    return encode(record)


def records_from_json(texts: Iterable[bytes]) -> list[AnyRecord]:
    """The records that to_json was given. Raises ValueError for any other text."""
    try:
        return [_DECODER.decode(text) for text in texts]
    except (MsgspecError, TypeError) as error:
        raise ValueError(error) from error


def part_from_data(kind: type[Record], name: str, data: Any) -> Any:
    """The value of one field of a record of that kind, as plain() was given it."""
    return value_from_data(_hints(kind)[name], data)


def value_from_data(kind: type[T], data: Any) -> T:
    """A value of that kind, as plain() was given it. Raises ValueError for any other data."""
    try:
        return convert(data, kind)
    except MsgspecError as error:
        raise ValueError(error) from error


def plain(value: object, *, without: str = "") -> Any:
    """A part of a record as JSON data. without: a field to leave out, wherever it stands."""
    if isinstance(value, str):  # most of what comes
        return value
    if isinstance(value, tuple):
        return [plain(item, without=without) for item in value]
    if isinstance(value, Moment):
        return [value.at.isoformat(), value.precision]
    if names := names_of(type(value)):
        return [plain(getattr(value, name), without=without) for name in names if name != without]
    return value


@cache
def _hints(kind: type[Record]) -> dict[str, Any]:
    return get_type_hints(kind)
