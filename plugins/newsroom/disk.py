"""What lies in the content folder: texts, files to publish, and what must not be there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from newsroom.problems import Problem, problem

# What Python-Markdown's readers call Markdown, in any letter case.
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_FRONT_MATTER = re.compile(rb"^(\xef\xbb\xbf)?\s*(---[ \t]*\r?\n|title:|judul:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """Paths relative to the content folder, with "/", sorted.

    texts: Markdown files; assets: every other file, publishable when under STATIC_PATHS or linked.
    """

    texts: tuple[str, ...]
    assets: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_content(root: Path, ignored: Iterable[str], spared: Path, prefix: str) -> Content:
    """spared: the output folder, should it lie inside; ignored: patterns as in IGNORE_FILES.

    A symbolic link that leaves the folder, and a text file that is an article in all but its name,
    are faults.
    """
    texts, assets, problems = [], [], []
    real_root = os.path.realpath(root)
    for path in sorted(_walk(root, tuple(ignored), spared)):
        place = root / path
        inside = os.path.realpath(place).startswith(real_root + os.sep)
        if not inside:
            problems.append(problem(prefix + path, 1, "berkas", "link_leaves_content"))
        elif path.lower().endswith(_MARKDOWN):
            texts.append(path)
        else:
            assets.append(path)
            if _looks_like_text(place):
                problems.append(problem(prefix + path, 1, "berkas", "not_markdown_name"))
    return Content(tuple(texts), tuple(assets), tuple(problems))


def _walk(root: Path, ignored: tuple[str, ...], spared: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        relative = here.relative_to(root).as_posix()
        base = "" if relative == "." else relative + "/"
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [
            name
            for name in folders
            if name not in linked and not _is_ignored(name, ignored) and here / name != spared
        ]
        for name in [*files, *linked]:
            if not _is_ignored(name, ignored):
                yield base + name


def _is_ignored(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern.removeprefix("**/")) for pattern in patterns)


def _looks_like_text(path: Path) -> bool:
    """`rapat.md.txt`: begins with front matter, yet nothing would read it."""
    if path.suffix.lower() not in (".txt", "", ".text", ".rst", ".html", ".docx", ".bak", ".mdx"):
        return False
    try:
        with path.open("rb") as file:
            return bool(_FRONT_MATTER.match(file.read(200)))
    except OSError:
        return False
