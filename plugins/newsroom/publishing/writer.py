"""Puts files in the output folder: only those that changed, each in one move, stale ones last.

New bytes are first written to a folder beside the output. Nothing under the output folder is
touched until all of them are there, so a build that fails or is stopped before leaves the old site
whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.sha256"


class OutsideOutput(Exception):
    """A path would leave the output folder, through `..` or a symbolic link."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file of the output folder as it was put in place."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Staged:
    """is_new: waits in the staging folder; else the output folder has these bytes already."""

    path: str
    state: FileState
    is_new: bool


@dataclass(slots=True)
class Changes:
    """What one build did to the output folder; paths relative to it, sorted."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class SiteWriter:
    """One build's writing: keep() or stage() for every file of the site, then commit() once."""

    def __init__(self, output: Path, known: Mapping[str, FileState]) -> None:
        """known: files as an earlier build left them; one that differs is not trusted."""
        self._output = output
        self._root = f"{output}/"
        self._known = known
        self._staging = output.parent / f".{output.name}.new"
        self._site: dict[str, FileState] = {}
        self._staged: list[str] = []

    def is_in_place(self, path: str) -> bool:
        """Whether the file is still exactly as an earlier build left it (size and time)."""
        known = self._known.get(path)
        if known is None:
            return False
        try:
            now = os.lstat(self._root + path)
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns) == (known.size, known.mtime_ns)

    def keep(self, path: str) -> None:
        """The file stays as it is; only after is_in_place()."""
        self._site[path] = self._known[path]

    def stage(self, path: str, data: bytes) -> None:
        """The file is to hold these bytes. A file that already does is left alone."""
        self.note(self.put_aside(path, data))

    def put_aside(self, path: str, data: bytes) -> Staged:
        """The part of stage() that touches only the disk; another process may do it."""
        digest = sha256(data).hexdigest()
        is_new = not self._holds(path, data, digest)
        place = f"{self._staging if is_new else self._output}/{_safe(path)}"
        if is_new:
            try:
                Path(place).write_bytes(data)
            except FileNotFoundError:
                Path(place).parent.mkdir(parents=True, exist_ok=True)
                Path(place).write_bytes(data)
        status = os.lstat(place)
        return Staged(path, FileState(digest, status.st_size, status.st_mtime_ns), is_new)

    def note(self, staged: Staged) -> None:
        """The part of stage() that remembers."""
        self._site[staged.path] = staged.state
        if staged.is_new:
            self._staged.append(staged.path)

    def _holds(self, path: str, data: bytes, digest: str) -> bool:
        if self.is_in_place(path):
            return self._known[path].sha256 == digest
        place = self._output / path
        try:
            same_size = place.lstat().st_size == len(data) and not place.is_symlink()
            return same_size and place.read_bytes() == data
        except OSError:
            return False

    def commit(self, *, retained: Iterable[str] | None = None) -> Changes:
        """Move every staged file into place, then remove what is stale, then empty folders.

        Stale is what the manifest of the last build names and this one does not. retained: names at
        the top of the output folder that a full cleaning spares; None for no full cleaning. Raises
        OutsideOutput, before anything is moved, where a symbolic link would lead a file elsewhere.
        """
        if retained is None and not self._staged and self._is_as_known():
            self.keep(MANIFEST)
            return Changes()
        stale = sorted(self._stale(retained) - set(self._site) - {MANIFEST})
        if self._staged or stale or not (self._output / MANIFEST).exists():
            self.stage(MANIFEST, self._manifest())
        self._output.mkdir(parents=True, exist_ok=True)
        for path in self._staged:
            self._make_room(path)
        for path in self._staged:
            (self._staging / path).replace(self._output / path)
        for path in stale:
            self._remove(path)
        shutil.rmtree(self._staging, ignore_errors=True)
        return Changes(sorted(self._staged), stale)

    def _is_as_known(self) -> bool:
        """The site has the same files as the last build left, its manifest among them."""
        return self.is_in_place(MANIFEST) and self._known.keys() - {MANIFEST} == self._site.keys()

    def discard(self) -> None:
        """Forget what was staged; the output folder was not touched."""
        shutil.rmtree(self._staging, ignore_errors=True)

    @property
    def site(self) -> Mapping[str, FileState]:
        """Every file of the site as it stands after commit()."""
        return self._site

    def _manifest(self) -> bytes:
        """In the form that `sha256sum -c` reads."""
        lines = [f"{state.sha256}  {path}\n" for path, state in sorted(self._site.items())]
        return "".join(lines).encode()

    def _stale(self, retained: Iterable[str] | None) -> set[str]:
        if retained is not None:
            spared = set(retained)
            found = (p.relative_to(self._output) for p in self._output.rglob("*") if not p.is_dir())
            return {p.as_posix() for p in found if p.parts[0] not in spared}
        try:
            text = (self._output / MANIFEST).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return set()
        named = (line[66:] for line in text.splitlines() if line[64:66] == "  ")
        return {path for path in named if _is_safe(path)}

    def _make_room(self, path: str) -> None:
        folder = (self._output / path).parent
        if folder.resolve() != self._output.resolve().joinpath(*PurePosixPath(path).parent.parts):
            raise OutsideOutput(path)
        folder.mkdir(parents=True, exist_ok=True)

    def _remove(self, path: str) -> None:
        target = self._output / path
        if target.parent.resolve().is_relative_to(self._output.resolve()):
            target.unlink(missing_ok=True)
            self._remove_empty(target.parent)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._output:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _safe(path: str) -> str:
    if not _is_safe(path):
        raise OutsideOutput(path)
    return path
