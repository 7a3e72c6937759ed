"""The table of keys agrees with the records, with the words, and with itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from msgspec.structs import fields

from newsroom.source.records import KINDS
from newsroom.source.schema import SCHEMA, Shape, help_keys, normal_key

STRINGS: dict[str, Any] = tomllib.loads(Path("theme/strings.toml").read_text(encoding="utf-8"))
# Fields of a record that no editor writes.
MADE_BY_THE_READER = {"path", "prose", "lines", "fingerprint"}
# Keys that are settled into another field.
WITHOUT_ATTRIBUTE = {"", "draft", "published", "template", "save_as", "url", "translation"}


def shapes() -> Iterator[Shape]:
    """Every kind, and every object inside one."""
    waiting, seen = list(SCHEMA.values()), set()
    while waiting:
        shape = waiting.pop()
        if shape.name not in seen:
            seen.add(shape.name)
            waiting += [f.shape for f in shape.fields if f.shape]
            yield shape


ALL = sorted(shapes(), key=lambda shape: shape.name)


def test_every_kind_has_its_shape() -> None:
    """No kind of content is without keys."""
    assert set(SCHEMA) == set(KINDS)
    assert all(SCHEMA[kind].make is record for kind, record in KINDS.items())


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_every_attribute_has_a_key_and_every_key_an_attribute(shape: Shape) -> None:
    """Nothing of a record is out of an editor's reach."""
    attributes = {f.name for f in fields(shape.make)} - MADE_BY_THE_READER
    keys = {f.attribute for f in shape.fields}

    assert attributes <= keys
    if shape.name in SCHEMA:
        assert keys - attributes <= WITHOUT_ATTRIBUTE
    else:
        assert keys == attributes


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_no_name_means_two_fields(shape: Shape) -> None:
    """Names are told apart whatever their letter case, spaces and hyphens."""
    names = [normal_key(name) for field in shape.fields for name in field.names]

    assert len(names) == len(set(names))
    assert not shape.shorthand or shape.find(shape.shorthand)


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_what_the_record_needs_is_required(shape: Shape) -> None:
    """A field without default is required, or filled in by the reader."""
    filled_in = {"slug", "section", "id", "path"}
    for field in fields(shape.make):
        if field.name not in filled_in and field.name not in MADE_BY_THE_READER:
            assert shape.field_of(field.name).is_required == field.required, field.name


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_choices_are_those_of_the_record(shape: Shape) -> None:
    """The table offers what the type allows, no more and no less."""
    hints = get_type_hints(shape.make)
    for field in shape.fields:
        assert (field.type == "choice") == bool(field.choices)
        assert (field.type in ("object", "objects")) == (field.shape is not None)
        if field.choices:
            literals = _literals(hints[field.attribute])
            assert {choice.stored for choice in field.choices} == literals, field.key


def _literals(hint: Any) -> set[str]:
    parts = get_args(hint)
    texts = {part for part in parts if isinstance(part, str)}
    return texts.union(*(_literals(part) for part in parts if not isinstance(part, str)))


def test_every_key_has_its_help_and_no_help_is_left_over() -> None:
    """Help is one or two short sentences."""
    used = set()
    for shape in ALL:
        for field in shape.fields:
            found = [key for key in help_keys(shape, field) if _word(key)]
            assert found, f"{shape.name}.{field.key}"
            used.add(found[0])

    there = {f"fields.{name}.{key}" for name, table in STRINGS["fields"].items() for key in table}
    assert there == used


def _word(dotted: str) -> str:
    value: Any = STRINGS
    for part in dotted.split("."):
        value = value.get(part, {})
    return value if isinstance(value, str) else ""


def test_every_code_of_a_problem_has_its_sentence() -> None:
    """A fault is never reported by a name that only programmers know."""
    rooms = Path("plugins/newsroom")
    files = [rooms / "language/dates.py"]
    files += [
        rooms / "source" / f"{name}.py"
        for name in (
            [
                "decoding",
                "frontmatter",
                "yaml_nodes",
                "yaml_faults",
                "values",
                "parse",
                "rules",
                "reader",
                "schema",
            ]
        )
    ]
    code = re.compile(
        r'"((?:file|encoding|character|frontmatter|header|tab|quote|bracket|value|colon|hash|line'
        r"|key|nesting|yaml|field|text|item|list|fields|choice|boolean|slug|identifier|language"
        r'|url|address|template|date|time|status|title|modified|end|event|escape)_[a-z0-9_]+)"'
    )
    found = {name for file in files for name in code.findall(file.read_text(encoding="utf-8"))}
    not_codes = {
        name
        for name in found
        if name in {f.attribute for shape in ALL for f in shape.fields} or name in {"time_zone"}
    }

    assert len(found) > 60
    assert found - not_codes <= set(STRINGS["problems"])
