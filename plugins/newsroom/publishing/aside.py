"""Where a build keeps what is not, or not yet, the site: one hidden folder beside the output."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

from newsroom.data import Value


class Aside(Value, frozen=True):
    """`.output.aside` beside `output`, always in the same file system, so that files can be moved.

    is_beside: else it lies inside the output folder, which is a mount, or whose parent is not ours.
    """

    root: Path
    is_beside: bool

    @property
    def new(self) -> Path:
        """Files made by the build that runs, or by one that was killed."""
        return self.root / "new"

    @property
    def twin(self) -> Path:
        """The site as it was one build ago; see exchange.py."""
        return self.root / "twin"

    @property
    def behind(self) -> Path:
        """In which files the twin may differ from the output folder; without it, in any."""
        return self.root / "behind.json"

    @property
    def undo(self) -> Path:
        """The files that moves are about to replace or remove; see moves.py."""
        return self.root / "undo"

    @property
    def moves(self) -> Path:
        """Which moves have begun; while it is there, they can be taken back."""
        return self.root / "moves.json"

    @property
    def lock(self) -> Path:
        """There while a build writes; see lock.py."""
        return self.root / "lock"


def aside_of(output: Path) -> Aside:
    """output: without symbolic links; it need not be there yet."""
    name = f".{output.name}.aside"
    if _can_move_between(output.parent, output):
        return Aside(output.parent / name, is_beside=True)
    return Aside(output / name, is_beside=False)


def _can_move_between(parent: Path, output: Path) -> bool:
    """Asks for a move of a file that is not there: a mount refuses before it looks for the file."""
    if not parent.exists():
        return True  # both will be made
    if not os.access(parent, os.W_OK):
        return False
    missing = f".{output.name}.none"
    try:
        (parent / missing).rename(output / missing)
    except FileNotFoundError:
        return not os.path.ismount(output)
    except OSError as error:
        return error.errno not in (errno.EXDEV, errno.EBUSY, errno.EROFS)
    return True


def write_note(file: Path, note: dict[str, Any]) -> None:
    """Whole or not at all."""
    draft = file.with_suffix(".draft")
    try:
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def read_note(file: Path) -> dict[str, Any]:
    """Empty where there is none, or none that can be read (a power failure cuts it off)."""
    try:
        note = json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}
