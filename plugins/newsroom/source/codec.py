"""Records as plain JSON data and back, so that the cache is data and never code."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from newsroom.language.moment import ZONES, Moment
from newsroom.source.records import KINDS, Record

Decoder = Callable[[Any], Any]

_ZONE_OF_OFFSET = {datetime.min.replace(tzinfo=z).isoformat()[-6:]: z for z in ZONES.values()}


def to_data(record: Record) -> list[Any]:
    """[kind, values in the order of the fields]; nested dataclasses are lists of values too."""
    kind = next(name for name, cls in KINDS.items() if cls is type(record))
    return [kind, plain(record)]


def from_data(data: list[Any]) -> Record:
    """The record that to_data was given. Raises when the data has another shape."""
    name, values = data
    kind: Any = KINDS[name]
    return cast(Record, _decoder(kind)(values))


def part_from_data(kind: Any, name: str, data: Any) -> Any:
    """The value of one field of a record of that kind, as plain() was given it."""
    return _decoder(_hints(kind)[name])(data)


def value_from_data(kind: Any, data: Any) -> Any:
    """A dataclass of plain values, as plain() was given it. Raises when the data is no such."""
    return _decoder(kind)(data)


def plain(value: object, *, without: str = "") -> Any:
    """A part of a record as JSON data. without: a field to leave out, wherever it stands."""
    if isinstance(value, str):  # most of what comes
        return value
    if isinstance(value, tuple):
        return [plain(item, without=without) for item in value]
    if isinstance(value, Moment):
        return [value.at.isoformat(), value.precision]
    if is_dataclass(value):
        kind: Any = type(value)
        names = _names(kind)
        return [plain(getattr(value, name), without=without) for name in names if name != without]
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _decoder(kind: Any) -> Decoder:
    if kind is Moment:
        return moment_from_data
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        (inner,) = [_decoder(a) for a in arguments if a is not type(None)]
        return lambda value: None if value is None else inner(value)
    if origin is Literal or kind in (str, int, bool):
        return _same
    raise TypeError(f"no decoder for {kind}")


def _same(value: Any) -> Any:
    return value


def moment_from_data(value: Any) -> Moment:
    """The moment that plain() was given."""
    text, precision = value
    at = datetime.fromisoformat(text)
    zone = _ZONE_OF_OFFSET.get(text[-6:])
    return Moment(at.replace(tzinfo=zone) if zone else at, precision)


def _dataclass_decoder(kind: Any) -> Decoder:
    """A function made once a class, as dataclasses makes __init__: ten thousand records a build."""
    hints = _hints(kind)
    names = _names(kind)
    decoders = {f"d{place}": _decoder(hints[name]) for place, name in enumerate(names)}
    arguments = ", ".join(
        f"{name}=v[{place}]"
        if decoders[f"d{place}"] is _same
        else f"{name}=d{place}(v[{place}]) if v[{place}] else {_empty(hints[name])!r}"
        for place, name in enumerate(names)
    )
    source = f"lambda v: kind({arguments})"
    return cast(Decoder, eval(source, {"kind": kind, **decoders}))


def _empty(hint: Any) -> tuple[()] | None:
    """What an empty JSON value stands for."""
    return () if get_origin(hint) is tuple else None


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _decoder(arguments[0])
        return tuple if inner is _same else lambda value: tuple([inner(item) for item in value])
    inners = [_decoder(a) for a in arguments]
    if all(inner is _same for inner in inners):
        return tuple
    return lambda value: tuple([d(item) for d, item in zip(inners, value, strict=True)])
