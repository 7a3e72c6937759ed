"""A function of ours with its inputs, as plain JSON data and back.

What made a file is kept so, and can make it again while no record has changed but in its text. In
the data a record is its path, and what the edition made of it (a tag in its one spelling) beside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from typing import Any

from markupsafe import Markup

from newsroom.edition.names import NameBook
from newsroom.language.moment import Moment
from newsroom.source.codec import moment_from_data, part_from_data, plain
from newsroom.source.records import Record

_PACKAGE = "newsroom."
_MAKERS = ("newsroom.views.", "newsroom.publishing.")  # where functions make files


class NotARecipe(Exception):
    """The data was not made here, or by other code."""


def to_data(value: object, originals: Mapping[str, Record]) -> Any:
    """originals: the records as they were read, by path. Raises TypeError for an unknown kind."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, tuple):
        return [to_data(item, originals) for item in value]
    if isinstance(value, Record):
        return _record_data(value, originals)
    if isinstance(value, Moment):
        return {"moment": plain(value)}
    if isinstance(value, NameBook):
        return {"names": [[name, to_data(party, originals)] for name, party in value.entries]}
    if is_dataclass(value):
        kind: Any = type(value)
        values = [to_data(getattr(value, f.name), originals) for f in fields(kind)]
        return {"kind": _name(kind), "values": values}
    if callable(value):
        return {"function": _name(value)}
    raise TypeError(f"no data for {type(value).__name__}")


def from_data(data: Any, record: Callable[[str], Record]) -> Any:
    """What to_data was given. record: the one at a path. Raises NotARecipe."""
    if isinstance(data, list):
        return tuple(from_data(item, record) for item in data)
    if not isinstance(data, dict):
        return data
    match data:
        case {"record": path, "made": changes}:
            found = record(path)
            made = {n: part_from_data(type(found), n, value) for n, value in changes.items()}
            return replace(found, **made) if made else found
        case {"names": entries}:
            return NameBook.of((name, from_data(party, record)) for name, party in entries)
        case {"kind": name, "values": values}:
            return _made(_named(name, _PACKAGE), [from_data(value, record) for value in values])
        case {"function": name}:
            return _named(name, *_MAKERS)
        case {"moment": value}:
            return moment_from_data(value)
        case {"markup": text}:
            return Markup(text)
    raise NotARecipe(data)


def _made(kind: Any, values: list[Any]) -> Any:
    if not is_dataclass(kind):
        raise NotARecipe(kind)
    names = [field.name for field in fields(kind)]
    make: Any = kind
    return make(**dict(zip(names, values, strict=True)))


def _record_data(record: Record, originals: Mapping[str, Record]) -> dict[str, Any]:
    original = originals[record.path]
    changes = {}
    if record is not original:
        for field in fields(record):
            value = getattr(record, field.name)
            if value != getattr(original, field.name):
                changes[field.name] = plain(value)
    return {"record": record.path, "made": changes}


def _name(thing: Any) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


def _named(name: str, *places: str) -> Any:
    """Only what stands at the top of a module in those places: the data names nothing else."""
    module, _, attribute = name.partition(":")
    if not module.startswith(places) or not attribute.isidentifier():
        raise NotARecipe(name)
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise NotARecipe(name) from error
    if getattr(found, "__module__", "") != module:
        raise NotARecipe(name)
    return found
