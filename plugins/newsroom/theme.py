"""The theme's own files: those that are published, and those that become part of others."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsroom.language.words import Words
from newsroom.problems import BuildStopped
from newsroom.publishing.render import inlined_css
from newsroom.settings import Folders

_WORKERS = ("worker.js", "worker-off.js")


def style_file(folders: Folders) -> Path:
    """The stylesheet that every page carries."""
    return folders.theme / "static" / "css" / "site.css"


def stylesheet(folders: Folders, words: Words) -> str:
    """What it says, without comments. Raises BuildStopped when the theme has none."""
    file = style_file(folders)
    try:
        return inlined_css(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        told = words.get("build.theme_incomplete").format(theme=folders.theme, file=file)
        raise BuildStopped(told) from error


def worker_file(folders: Folders, *, works_offline: bool) -> Path:
    """The service worker, or the one that puts an end to it."""
    name = _WORKERS[0 if works_offline else 1]
    return folders.theme / "static" / "js" / name


def worker_source(folders: Folders, *, works_offline: bool) -> str:
    """What the service worker is made of, "" when the theme has none."""
    file = worker_file(folders, works_offline=works_offline)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def published_files(folders: Folders, settings: Mapping[str, Any]) -> dict[str, Path]:
    """By their place in the output folder."""
    found: dict[str, Path] = {}
    inlined = style_file(folders)
    for name in settings["THEME_STATIC_PATHS"]:
        root = folders.theme / name
        for file in sorted(p for p in root.rglob("*") if p.is_file() and p != inlined):
            if path := _published_name(file, root):
                found[f"{settings['THEME_STATIC_DIR']}/{path}"] = file
    return found


def _published_name(file: Path, root: Path) -> str:
    """Where a file of the theme stands below its folder; "" for one that is no file of its own.

    A script bears the digest of its content: browsers may keep it for ever.
    """
    path = file.relative_to(root)
    if file.name in _WORKERS:
        return ""
    if file.suffix == ".js":
        path = path.with_name(f"{file.stem}.{sha256(file.read_bytes()).hexdigest()[:10]}.js")
    return path.as_posix()
