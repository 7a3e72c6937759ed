"""What a build is made from beside the content: code, templates, words, libraries."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from newsroom.publishing.digest import digest
from newsroom.settings import Folders
from newsroom.theme import style_file, worker_file

_LIBRARIES = (
    "pelican",
    "Markdown",
    "Jinja2",
    "typogrify",
    "smartypants",
    "PyYAML",
    "feedgenerator",
    "icalendar",
    "Pillow",
    "segno",
    "msgspec",
    "zlib-ng",
    "font-source-serif-pro",
)


class Marks(NamedTuple):
    """Of the code that runs; of templates and words, and of the style, that pages have."""

    code: str
    rendering: str
    style: str


def code_mark() -> str:
    """Changes with any line of the plugin, or with a library's version.

    Of the code as it is on disk: to be asked when it is loaded, not when it has run for an hour.
    """
    parts = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return digest(sys.version, *parts, *_marks(sorted(Path(__file__).parent.rglob("*.py"))))


def words_mark(folders: Folders) -> str:
    """Changes with the words: texts hold some of them."""
    return digest(*_marks([folders.theme / "strings.toml"]))


def template_mark(folders: Folders) -> str:
    """Changes with any template: pages are made again, texts need not be read again."""
    files = [file for folder in folders.templates for file in sorted(folder.rglob("*.html"))]
    return digest(*_marks(files))


def rendering_mark(folders: Folders) -> str:
    """Changes with any template or word."""
    return digest(template_mark(folders), words_mark(folders))


def look_mark(folders: Folders) -> str:
    """Changes with the stylesheet and the service worker."""
    workers = (worker_file(folders, works_offline=is_on) for is_on in (True, False))
    return digest(*_marks([style_file(folders), *workers]))


def settings_mark(settings: Mapping[str, Any]) -> str:
    """Changes with any setting but the one that only talks."""
    named = {name: _plain(settings[name]) for name in sorted(settings) if name.isupper()}
    named.pop("NEWSROOM_EXPLAIN", None)
    return digest(repr(named))


def _plain(value: object) -> object:
    """Without what differs from process to process, such as the place of a function in memory."""
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(item)) for item in value)
    if value is None or isinstance(value, str | int | float):
        return value
    return getattr(value, "__qualname__", type(value).__qualname__)


def _marks(files: Sequence[Path]) -> list[str]:
    return [sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]


def address_mark(settings: Mapping[str, Any]) -> str:
    """Changes with any setting that gives an address."""
    names = sorted(name for name in settings if name.endswith(("_URL", "_SAVE_AS")))
    return repr([(name, settings[name]) for name in names])


def template_options_mark(settings: Mapping[str, Any]) -> str:
    """Changes with any option of JINJA_ENVIRONMENT."""
    return repr(_plain(settings["JINJA_ENVIRONMENT"]))
