"""One file becomes one record, or named problems: the source floor's only entrance."""

from __future__ import annotations

import hashlib
import json
from datetime import tzinfo
from typing import Any, Protocol

from newsroom.data import Value, replace
from newsroom.language.dates import zone_named
from newsroom.language.moment import ZONES
from newsroom.problems import Problem
from newsroom.source import frontmatter, rules
from newsroom.source.codec import plain
from newsroom.source.decoding import decode
from newsroom.source.faults import Faults
from newsroom.source.parse import Parsed, parse
from newsroom.source.records import FOLDERS, KINDS, Prose, Record, Text
from newsroom.source.schema import SCHEMA


class ReadSettings(Value, frozen=True):
    """What of the site's settings a file's meaning depends on.

    prefix: what stands before a record's path where a problem names the file.
    """

    timezone: str = "Asia/Jakarta"
    default_section: str = "Berita"
    slug_max_length: int = 80
    typography: bool = True
    prefix: str = "content/"


class Conversion(Value, frozen=True):
    """A text as its own page places it, and what the edition needs to know of it."""

    text: Text
    prose: Prose
    problems: tuple[Problem, ...] = ()


class Converter(Protocol):
    """Markdown to HTML. path: as in the record. first_line: where the text begins in the file."""

    def __call__(self, text: str, *, path: str, first_line: int) -> Conversion: ...


class Reading(Value, frozen=True):
    """record is None exactly when a problem that is no warning was found."""

    record: Record | None
    text: Text
    problems: tuple[Problem, ...] = ()


def read(path: str, data: bytes, settings: ReadSettings, converter: Converter) -> Reading:
    """Read one file. path: relative to content/, with "/"."""
    faults = Faults(settings.prefix + path)
    typed = decode(data, faults)
    matter = frontmatter.split(typed, faults) if typed is not None else None
    if typed is None or matter is None:
        return Reading(None, Text(""), faults.all())
    kind = kind_of(path)
    zone = zone_named(settings.timezone)
    parsed = parse(SCHEMA[kind], matter.fields, zone, faults)
    rules.settle(parsed, kind, faults)
    _complete(parsed, path, kind, settings, zone, faults)
    body = converter(matter.body, path=path, first_line=matter.first_line)
    faults.extend(body.problems)
    if faults.stop_the_build:
        return Reading(None, Text(""), faults.all())
    header = typed[: len(typed) - len(matter.body)]
    record = KINDS[kind](
        path=path,
        prose=body.prose,
        lines=parsed.lines,
        fingerprint=_fingerprint(path, header, body.prose, settings),
        **parsed.values,
    )
    return Reading(record, body.text, faults.all())


def kind_of(path: str) -> str:
    """The kind of record that a file under content/ holds: its first folder decides."""
    folder, slash, _ = path.partition("/")
    return FOLDERS.get(folder, "article") if slash else "article"


def file_mark(path: str, data: bytes, settings: ReadSettings) -> str:
    """Equal for files that give equal readings; 32 hexadecimal digits."""
    digest = hashlib.sha256(f"{path}\0{settings!r}\0".encode())
    digest.update(data)
    return digest.hexdigest()[:32]


def _fingerprint(path: str, header: str, prose: Prose, settings: ReadSettings) -> str:
    """Of all that makes the record: its path, its front matter, and what the text adds to it."""
    shown = replace(prose, names="")  # whom the text names is no part of what lists show
    said = json.dumps(plain(shown, without="line"), ensure_ascii=False)
    return file_mark(path, f"{header}\0{said}".encode("utf-8", "surrogatepass"), settings)


def _complete(
    parsed: Parsed, path: str, kind: str, settings: ReadSettings, zone: tzinfo, faults: Faults
) -> None:
    """Fill in what follows from the file's name, the title and the settings."""
    given: dict[str, Any] = parsed.values
    if "slug" not in given and "slug" not in parsed.places and given.get("title"):
        given["slug"] = rules.default_slug(path, kind, given["title"], settings.slug_max_length)
        if not given["slug"]:
            title = parsed.places["title"]
            faults.add(title.line, title.name, "slug_needed", title=given["title"])
    if kind == "article":
        given.setdefault("section", settings.default_section)
    if kind == "event":
        given.setdefault("id", given.get("slug", ""))
        zone_name = zone.tzname(None)
        given.setdefault("zone", zone_name if zone_name in ZONES else "WIB")
