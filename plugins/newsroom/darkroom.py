"""Where pictures are developed: each costs its second once, whatever else changes.

What came of a picture is kept under a digest of its bytes and of what develops it, so that a moved
file, another site, a new template or an emptied cache of records costs nothing.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import tempfile
import time
from collections.abc import Container, Iterable
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from newsroom.edition.pictures import PictureFile, PublishedPicture
from newsroom.publishing.digest import digest

_SHEET = "sheet.json"
_KEPT_SECONDS = 90 * 24 * 3600


class Darkroom:
    """A folder for each picture: its files under their sha256, and a sheet that says what they are.

    On a sheet the path of a file is its name in that folder. Forked processes may share a darkroom.
    """

    def __init__(self, folder: Path | None) -> None:
        """folder: made when it is needed; None keeps everything for this build only.

        So does a folder that cannot be written: it may cost time, never the site.
        """
        self._passing = None if folder and _can_write(folder) else tempfile.TemporaryDirectory()
        self._folder = Path(self._passing.name) if self._passing else folder or Path()

    def key(self, data: bytes, path: str) -> str:
        """Equal for pictures of which the same files come."""
        return digest(self._mark, sha256(data).hexdigest(), PurePosixPath(path).suffix.lower())

    @cached_property
    def _mark(self) -> str:
        """Changes with the code and the library that develop pictures, and with nothing else."""
        room = Path(__file__).parent / "publishing"
        code = [(room / name).read_text("utf-8") for name in ("pictures.py", "vector_pictures.py")]
        return digest(importlib.metadata.version("Pillow"), *code)

    def sheet(self, key: str) -> PublishedPicture | None:
        """What came of a picture; None when it is not developed yet, or its sheet is damaged."""
        try:
            return _sheet(json.loads((self._folder / key / _SHEET).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def file(self, key: str, name: str) -> bytes | None:
        """The bytes of one file; None when they are gone or damaged."""
        try:
            data = (self._folder / key / name).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == name else None

    def develop(self, data: bytes, path: str, key: str) -> None:
        """Put the picture's files in place, in one move. Raises PictureFault, or OSError when
        there is no room for them."""
        from newsroom.publishing.pictures import prepare

        picture = prepare(data, path)
        formats = dict.fromkeys(v.format for v in picture.variants)
        shown = [[v for v in picture.variants if v.format == name] for name in formats]
        preview = [picture.preview] if picture.preview else []
        files = (*picture.variants, *picture.crops, *preview, picture.own)
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as aside:
            place = Path(aside) / key
            place.mkdir()
            for file in files:
                (place / sha256(file.data).hexdigest()).write_bytes(file.data)
            size = (picture.width_px, picture.height_px)
            groups = [_row([picture.own]), *map(_row, shown), _row(picture.crops), _row(preview)]
            (place / _SHEET).write_text(json.dumps([size, groups]))
            shutil.rmtree(self._folder / key, ignore_errors=True)
            place.rename(self._folder / key)

    def clear_out(self, used: Container[str]) -> None:
        """Throw away what was developed long ago and is not used here."""
        if not self._folder.is_dir():
            return
        oldest = time.time() - _KEPT_SECONDS
        for place in self._folder.iterdir():
            if place.name not in used and place.stat().st_mtime < oldest:
                shutil.rmtree(place, ignore_errors=True)


def _can_write(folder: Path) -> bool:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


def _row(files: Iterable[Any]) -> list[tuple[str, str, int, int]]:
    """files: of one kind, as publishing.pictures.Variant."""
    return [(sha256(f.data).hexdigest(), f.mime_type, f.width_px, f.height_px) for f in files]


def _sheet(data: Any) -> PublishedPicture:
    (width, height), ((own,), *shown, crops, preview) = data
    return PublishedPicture(
        width_px=width,
        height_px=height,
        own=PictureFile(*own),
        shown=tuple(tuple(PictureFile(*file) for file in group) for group in shown),
        crops=tuple(PictureFile(*file) for file in crops),
        preview=PictureFile(*preview[0]) if preview else None,
    )
