"""Immutable data, as one floor hands it to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace as replace  # of any Value or Part

# What the cache keeps is read ten thousand times a build, and what views are made of is defined
# anew at each start: both go several times as fast as with dataclasses.


class Value(Struct, frozen=True, array_like=True, gc=False):
    """Compared by what it holds. As JSON it is the list of its fields."""


def _names_of(kind: Any) -> tuple[str, ...]:
    """The fields of a class of data, in order; () for any other."""
    return tuple(kind.__struct_fields__) if issubclass(kind, Struct) else ()


names_of: Callable[[Any], tuple[str, ...]] = cache(_names_of)
