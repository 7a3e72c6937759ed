"""What lies in the content folder: texts, files to publish, and what must not be there."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import translate
from operator import itemgetter
from pathlib import Path

from newsroom.data import Value
from newsroom.problems import Problem, problem

# What Python-Markdown's readers call Markdown, in any letter case.
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_SETTLED_NS = 2_000_000_000
_FRONT_MATTER = re.compile(rb"^(\xef\xbb\xbf)?\s*(---[ \t]*\r?\n|title:|judul:)", re.IGNORECASE)


class Content(Value, frozen=True):
    """Paths relative to the content folder, with "/", sorted.

    texts: Markdown files, each with its stamp; assets: every other file likewise, publishable when
    under STATIC_PATHS or linked.
    """

    texts: Mapping[str, str]
    assets: Mapping[str, str]
    problems: tuple[Problem, ...]


def find_content(root: Path, ignored: Iterable[str], spared: Path, prefix: str) -> Content:
    """spared: the output folder, should it lie inside; ignored: patterns as in IGNORE_FILES.

    A symbolic link that leaves the folder, and a text file that is an article in all but its name,
    are faults.
    """
    texts: dict[str, str] = {}
    assets: dict[str, str] = {}
    problems: list[Problem] = []
    now_ns = time.time_ns()
    patterns = [translate(pattern.removeprefix("**/")) for pattern in ignored]
    is_ignored = re.compile("|".join(patterns) or "(?!)").match
    for path, entry in sorted(_walk(root, "", is_ignored, str(spared)), key=itemgetter(0)):
        if entry.is_symlink() and _leaves(root, path):
            problems.append(problem(prefix + path, 1, "berkas", "link_leaves_content"))
        elif path.lower().endswith(_MARKDOWN):
            texts[path] = stamp(entry, now_ns)
        else:
            assets[path] = stamp(entry, now_ns)
            if _looks_like_text(root / path):
                problems.append(problem(prefix + path, 1, "berkas", "not_markdown_name"))
    return Content(texts, assets, tuple(problems))


def stamp(file: os.DirEntry[str] | Path, now_ns: int) -> str:
    """Equal stamps mean an unchanged file; "" while that is not certain.

    The time of the last change of content or name (ctime) can't be set by a program. A file changed
    in this very moment could change once more without a new time, as Git's index knows too.
    """
    try:
        status = file.stat()
    except OSError:
        return ""
    if now_ns - status.st_ctime_ns < _SETTLED_NS:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _walk(
    root: Path, below: str, is_ignored: Callable[[str], object], spared: str
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file, and every link to a folder, which is never followed."""
    with os.scandir(root / below) as entries:
        for entry in entries:
            if is_ignored(entry.name) or entry.path == spared:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, f"{below}{entry.name}/", is_ignored, spared)
            else:
                yield below + entry.name, entry


def _leaves(root: Path, path: str) -> bool:
    """A link to a folder counts as leaving: what is behind it is not looked at."""
    place = root / path
    inside = os.path.realpath(place).startswith(os.path.realpath(root) + os.sep)
    return not inside or place.is_dir()


def _looks_like_text(path: Path) -> bool:
    """`rapat.md.txt`: begins with front matter, yet nothing would read it."""
    if path.suffix.lower() not in (".txt", "", ".text", ".rst", ".html", ".docx", ".bak", ".mdx"):
        return False
    try:
        with path.open("rb") as file:
            return bool(_FRONT_MATTER.match(file.read(200)))
    except OSError:
        return False
