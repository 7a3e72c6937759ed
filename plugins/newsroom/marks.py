"""What a build is made from beside the content: code, templates, words, libraries."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsroom.publishing.digest import digest
from newsroom.settings import Folders

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
    "font-source-serif-pro",
)


def code_mark(folders: Folders) -> str:
    """Changes with any line of the plugin, with the words, or with a library's version."""
    parts = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    code = sorted(Path(__file__).parent.rglob("*.py"))
    return digest(sys.version, *parts, *_marks([*code, folders.theme / "strings.toml"]))


def template_mark(folders: Folders) -> str:
    """Changes with any template: pages are made again, texts need not be read again."""
    files = [file for folder in folders.templates for file in sorted(folder.rglob("*.html"))]
    return digest(*_marks(files))


def _marks(files: Sequence[Path]) -> list[str]:
    return [sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]


def address_mark(settings: Mapping[str, Any]) -> str:
    """Changes with any setting that gives an address."""
    names = sorted(name for name in settings if name.endswith(("_URL", "_SAVE_AS")))
    return repr([(name, settings[name]) for name in names])
