"""Front matter, as nodes, to the values of a record: driven by the schema alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from difflib import get_close_matches
from typing import Any

from newsroom.data import Value
from newsroom.language.moment import ZONES
from newsroom.source import values
from newsroom.source.faults import Faults
from newsroom.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from newsroom.source.records import FOLDERS
from newsroom.source.schema import SCHEMA, Field, Shape, normal_key
from newsroom.source.values import ValueFault, shown

_SAMPLE_MOMENT = "2025-08-12 09:00"
_ARTICLE_FOLDER = "berita"


class Place(Value, frozen=True):
    """Where a field stands. name: as the editor typed it, with its place in lists."""

    name: str
    line: int


class Parsed(Value, frozen=True):
    """values and places by attribute; lines by Indonesian key, list items too (`tokoh[2]`).

    A field with a place but no value was given and could not be read; a fault says why.
    """

    values: dict[str, Any]
    places: dict[str, Place]
    lines: tuple[tuple[str, int], ...] = ()


def parse(shape: Shape, node: Mapping, zone: tzinfo, faults: Faults) -> Parsed:
    """Everything the front matter says; what could not be read is noted and left out.

    zone: that of times written without one; an event's own `zona` goes before it.
    """
    parser = _Parser(faults, _own_zone(shape, node) or zone)
    parsed = parser.fields(shape, node, "", "")
    return Parsed(parsed.values, parsed.places, tuple(parser.lines))


def sample(field: Field) -> str:
    """What may stand behind the key, for a message that shows the line to write."""
    if field.type in ("moment", "period"):
        return _SAMPLE_MOMENT
    if field.choices:
        return field.choices[0].word
    return "…"


def _own_zone(shape: Shape, node: Mapping) -> tzinfo | None:
    for entry in node.entries:
        field = shape.find(entry.key)
        if field and field.attribute == "zone" and isinstance(entry.value, Scalar):
            return ZONES.get(entry.value.text.strip().upper())
    return None


class _Parser:
    def __init__(self, faults: Faults, zone: tzinfo) -> None:
        self.lines: list[tuple[str, int]] = []
        self._faults = faults
        self._zone = zone

    def fields(self, shape: Shape, node: Mapping, typed: str, path: str) -> Parsed:
        """typed, path: name of the object, as typed and by Indonesian keys; "" at the top."""
        found = Parsed({}, {})
        first: dict[str, Entry] = {}
        meant: set[str] = set()  # keys of which one is mistyped: to miss it as well says nothing
        for entry in node.entries:
            place = Place(_join(typed, entry.key.strip()), entry.line)
            field = shape.find(entry.key)
            if field is None:
                place = Place(_join(typed, shown(entry.key)), entry.line)
                meant.add(self._name_unknown(shape, entry.key, place))
            elif field.key in first:
                self._name_double(field, first[field.key], entry, place)
            else:
                first[field.key] = entry
                if not _is_empty(entry.value):
                    found.places[field.attribute] = place
                self.lines.append((_join(path, field.key), entry.line))
                value = self._value(shape, field, entry.value, place, _join(path, field.key))
                if field.attribute and value not in (None, ""):
                    found.values[field.attribute] = value
        for field in shape.fields:
            if field.is_required and field.key not in first and field.key not in meant:
                self._name_missing(field, Place(_join(typed, field.key), node.line))
        return found

    # -------------------------------------------------------------- one value

    def _value(
        self, shape: Shape, field: Field, node: Node, place: Place, path: str
    ) -> object | None:
        """The value, or None when there is none or it could not be read."""
        if field.type == "refused":
            self._note(place, field.refusal)
            return None
        if field.type == "ignored":
            return None
        is_empty = _is_empty(node)
        value = None if is_empty else self._filled(shape, field, node, place, path)
        if field.is_required and (is_empty or value == ""):
            self._note(place, "field_empty", sample=sample(field))
        return value

    def _filled(
        self, shape: Shape, field: Field, node: Node, place: Place, path: str
    ) -> object | None:
        if field.type == "object":
            return self._object(field, node, place, path)
        if field.type == "objects":
            return self._objects(field, node, place, path)
        if field.type in ("names", "addresses"):
            return self._list(field, node, place, path)
        if not isinstance(node, Scalar):
            code = "text_expected" if isinstance(node, Sequence) else "text_expected_not_fields"
            self._note(place, code, sample=sample(field))
            return None
        if field.type == "template":
            self._check_template(shape, node, place)
            return None
        try:
            return values.scalar(field, node.text, self._zone)
        except ValueFault as fault:
            self._note(place, fault.code, **{"value": shown(node.text), **fault.values})
            return None

    def _check_template(self, shape: Shape, node: Scalar, place: Place) -> None:
        if node.text.strip().removesuffix(".html") != shape.name:
            self._note(place, "template_unknown", value=shown(node.text), right=shape.name)

    def _list(self, field: Field, node: Node, place: Place, path: str) -> tuple[str, ...]:
        texts = tuple(self._texts(field, node, place, path))
        return values.distinct_names(texts) if field.type == "names" else texts

    def _texts(self, field: Field, node: Node, place: Place, path: str) -> Iterator[str]:
        """The items of a list of texts; a text in the list's place is taken apart at its commas."""
        if isinstance(node, Mapping):
            self._note(place, "list_expected_texts")
            return
        items: list[Node] = list(node.nodes) if isinstance(node, Sequence) else [node]
        is_list = isinstance(node, Sequence)
        for number, item in enumerate(items, start=1):
            at = Place(f"{place.name}[{number}]", item.line) if is_list else place
            if is_list:
                self.lines.append((f"{path}[{number}]", item.line))
            if not isinstance(item, Scalar):
                self._note(at, "item_text_expected")
            elif not _is_empty(item):
                yield from self._item_texts(field, item, at, is_list)

    def _item_texts(self, field: Field, item: Scalar, at: Place, is_list: bool) -> Iterator[str]:
        try:
            if field.type == "addresses":
                yield values.address(item.text)
            elif is_list:
                yield values.line(item.text)
            else:
                yield from values.split_names(item.text)
        except ValueFault as fault:
            self._note(at, fault.code, value=shown(item.text), **fault.values)

    # -------------------------------------------------------------- objects

    def _objects(self, field: Field, node: Node, place: Place, path: str) -> tuple[object, ...]:
        if not isinstance(node, Sequence):
            self._note(place, "list_expected", first=_first_key(field))
            return ()
        made = []
        for number, item in enumerate(node.nodes, start=1):
            at = Place(f"{place.name}[{number}]", item.line)
            self.lines.append((f"{path}[{number}]", item.line))
            if not _is_empty(item):
                made.append(self._object(field, item, at, f"{path}[{number}]"))
        return tuple(made)

    def _object(self, field: Field, node: Node, place: Place, path: str) -> object | None:
        shape = field.shape
        assert shape is not None  # the schema's own test: every object field has its shape
        if isinstance(node, Scalar) and shape.shorthand:
            node = Mapping(node.line, (Entry(shape.shorthand, node.line, node),))
            parsed = self.fields(shape, node, place.name, path)
        elif isinstance(node, Mapping):
            parsed = self.fields(shape, node, place.name, path)
        else:
            self._note(place, "fields_expected", first=_first_key(field))
            return None
        is_whole = all(f.attribute in parsed.values for f in shape.fields if f.is_required)
        return shape.make(**parsed.values) if is_whole else None

    # -------------------------------------------------------------- sentences

    def _note(self, place: Place, code: str, **named: str) -> None:
        key = place.name.rpartition(".")[2].partition("[")[0]
        self._faults.add(place.line, place.name, code, key=key, **named)

    def _name_missing(self, field: Field, place: Place) -> None:
        alias = field.aliases[0] if field.aliases else ""
        code = "field_missing_alias" if alias else "field_missing"
        self._note(place, code, alias=alias, sample=sample(field))

    def _name_double(self, field: Field, first: Entry, second: Entry, place: Place) -> None:
        same = normal_key(first.key) == normal_key(second.key)
        code = "key_twice" if same else "field_twice"
        self._note(place, code, first=shown(first.key), first_line=str(first.line))

    def _name_unknown(self, shape: Shape, key: str, place: Place) -> str:
        """The key that is meant, "" where none is near."""
        if shape.name in SCHEMA and (folders := _folders_that_know(key)):
            self._note(place, "key_of_other_kind", folders=", ".join(folders))
            return ""
        near = get_close_matches(normal_key(shown(key)), list(shape.by_name), n=1, cutoff=0.6)
        if not near:
            self._note(place, "key_unknown", keys=", ".join(f.key for f in _offered(shape)))
            return ""
        meant = shape.by_name[near[0]]
        code = "key_unknown_near" if near[0] == meant.key else "key_unknown_near_alias"
        self._note(place, code, near=near[0], right=meant.key)
        return meant.key


def _join(prefix: str, key: str) -> str:
    return f"{prefix}.{key}" if prefix else key


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.is_absent or not node.text.strip()
    return not (node.nodes if isinstance(node, Sequence) else node.entries)


def _first_key(field: Field) -> str:
    return field.shape.fields[0].key if field.shape else ""


def _offered(shape: Shape) -> Iterator[Field]:
    return (f for f in shape.fields if f.type not in ("refused", "ignored", "template"))


def _folders_that_know(key: str) -> list[str]:
    """Folders under content/ whose files may hold this key, `berita/` for articles."""
    folder_of = {kind: folder for folder, kind in reversed(FOLDERS.items())}
    kinds = [kind for kind, shape in SCHEMA.items() if _knows(shape, key)]
    return [folder_of.get(kind, _ARTICLE_FOLDER) + "/" for kind in kinds]


def _knows(shape: Shape, key: str) -> bool:
    field = shape.find(key)
    return field is not None and field.type != "ignored"
