"""A function of ours with its inputs, as plain JSON data and back.

What made a file is kept so, and can make it again while records change in nothing that decides what
the file is made of. In the data a record is its path; what the edition made of it (a tag in its one
spelling) is its form, kept once for all files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

from markupsafe import Markup

from newsroom.data import names_of, replace
from newsroom.edition.names import NameBook
from newsroom.language.moment import Moment
from newsroom.source.codec import part_from_data, plain, value_from_data
from newsroom.source.records import Record

_PACKAGE = "newsroom."
_MAKERS = ("newsroom.views.", "newsroom.publishing.")  # where functions make files


class NotARecipe(Exception):
    """The data was not made here, or by other code."""


def to_data(value: object, met: dict[str, Record]) -> Any:
    """met: gets the records in it, by path. Raises TypeError for an unknown kind of value."""
    if value is None or isinstance(value, bool | int | float) or type(value) is str:
        return value
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, tuple):
        return [to_data(item, met) for item in value]
    if isinstance(value, Record):
        met[value.path] = value
        return {"record": value.path}
    if isinstance(value, Moment):
        return {"moment": plain(value)}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, NameBook):
        return {"names": [[name, to_data(party, met)] for name, party in value.entries]}
    if names := names_of(type(value)):
        values = [to_data(getattr(value, name), met) for name in names]
        return {"kind": _name(type(value)), "values": values}
    if callable(value):
        return {"function": _name(value)}
    raise TypeError(f"no data for {type(value).__name__}")


def from_data(data: Any, record: Callable[[str], Record]) -> Any:
    """What to_data was given. record: the one at a path, in its form. Raises NotARecipe."""
    if isinstance(data, list):
        return tuple(from_data(item, record) for item in data)
    if not isinstance(data, dict):
        return data
    match data:
        case {"record": path}:
            return record(path)
        case {"names": entries}:
            return NameBook.of((name, from_data(party, record)) for name, party in entries)
        case {"kind": name, "values": values}:
            return _made(_named(name, _PACKAGE), [from_data(value, record) for value in values])
        case {"function": name}:
            return _named(name, *_MAKERS)
        case {"moment": value}:
            return value_from_data(Moment, value)
        case {"time": iso}:
            return datetime.fromisoformat(iso)
        case {"day": iso}:
            return date.fromisoformat(iso)
        case {"markup": text}:
            return Markup(text)
    raise NotARecipe(data)


def records_in(data: Any) -> Iterator[str]:
    """Paths of the records in what to_data gave."""
    match data:
        case {"record": str(path)}:
            yield path
        case dict():
            for value in data.values():
                yield from records_in(value)
        case list():
            for item in data:
                yield from records_in(item)


def _made(kind: Any, values: list[Any]) -> Any:
    names = names_of(kind) if isinstance(kind, type) else ()
    if not names:
        raise NotARecipe(kind)
    return kind(**dict(zip(names, values, strict=True)))


def form_of(record: Record, original: Record) -> dict[str, Any]:
    """What the edition made of a record, as JSON data; {} where it left it as it was read."""
    form: dict[str, Any] = {}
    for name in names_of(type(record)) if record is not original else ():
        now, then = getattr(record, name), getattr(original, name)
        if now is not then and now != then:
            form[name] = plain(now)
    if form:
        form["fingerprint"] = record.fingerprint.removeprefix(original.fingerprint)
    return form


def formed(original: Record, form: Mapping[str, Any]) -> Record:
    """The record in a form that form_of gave, whatever else of it has changed since."""
    if not form:
        return original
    kind = type(original)
    made = {name: part_from_data(kind, name, value) for name, value in form.items()}
    made["fingerprint"] = original.fingerprint + form["fingerprint"]
    return replace(original, **made)


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
