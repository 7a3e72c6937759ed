"""Files moved into the output folder one after the other, so that all of it can be taken back.

Before the first move, every file that will be replaced or removed is kept aside (a second name for
the same file, no copy) and the moves are written down. Killed in the middle, the folder holds a
mixture until the next build, which takes the moves back before it does anything else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from newsroom.publishing.aside import Aside, read_note, write_note


class OutsideOutput(Exception):
    """A path would leave the output folder, through `..` or a symbolic link."""


def is_safe(path: str) -> bool:
    """Whether a path, relative to the output folder, stays in it."""
    climbs = path.startswith("/") or ".." in path.split("/") or "\\" in path
    return not climbs and path.strip("/.") != ""


def move_into(output: Path, aside: Aside, written: Sequence[str], removed: Sequence[str]) -> None:
    """written: files of aside.new to put in place; removed: stale ones, which go last.

    Raises OutsideOutput, before anything is moved, where a symbolic link would lead a file
    elsewhere. After an OSError, take_back().
    """
    _refuse_links(output, written)
    removed = [path for path in removed if not _is_led_astray(output, path)]
    replaced = [path for path in (*written, *removed) if _keep(output / path, aside.undo / path)]
    added = sorted(set(written).difference(replaced))
    write_note(aside.moves, {"added": added, "replaced": replaced})
    for path in written:
        put(f"{aside.new}/{path}", f"{output}/{path}")
    for path in removed:
        take_out(output, path)
    aside.moves.unlink()  # from here on, the new site stands
    shutil.rmtree(aside.undo, ignore_errors=True)


def take_back(output: Path, aside: Aside) -> None:
    """Undo moves that did not come to their end; does nothing where there are none."""
    moves = read_note(aside.moves)
    for path in filter(is_safe, moves.get("added", ())):
        if not _is_led_astray(output, path):
            take_out(output, path)
    for path in filter(is_safe, moves.get("replaced", ())):
        if os.path.lexists(aside.undo / path) and not _is_led_astray(output, path):
            put(f"{aside.undo}/{path}", f"{output}/{path}")
    aside.moves.unlink(missing_ok=True)
    shutil.rmtree(aside.undo, ignore_errors=True)


def put(file: str, place: str) -> None:
    """One move, into a folder that need not be there yet."""
    try:
        os.replace(file, place)  # noqa: PTH105 - thousands a build: half of the time of a Path
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, place)  # noqa: PTH105


def take_out(root: Path, path: str) -> None:
    """Remove a file, if it is there, and the folders that are empty without it."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (root / path).unlink()
    folder = (root / path).parent
    while folder != root:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return
        folder = folder.parent


def _keep(file: Path, copy: Path) -> bool:
    """Keep a file under another name; False where there is none."""
    if not os.path.lexists(file):
        return False
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without second names
        shutil.copy2(file, copy, follow_symlinks=False)
    return True


def _refuse_links(output: Path, paths: Iterable[str]) -> None:
    for folder, path in {path.rpartition("/")[0]: path for path in paths}.items():
        if _is_led_astray(output, path):
            raise OutsideOutput(folder)


def _is_led_astray(output: Path, path: str) -> bool:
    """Whether one of the folders on the way to the file is a symbolic link."""
    folder = (output / path).parent
    while folder != output:
        if folder.is_symlink():
            return True
        folder = folder.parent
    return False
