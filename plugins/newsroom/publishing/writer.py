"""Puts the site in the output folder: only files that changed, all of them at once.

New bytes are first written to a folder beside the output. Nothing under the output folder is
touched until all of them are there, so a build that fails or is stopped before leaves the old site
whole. Then the whole folder changes places with one that is made ready (exchange.py) or, where the
system has no such step, files are moved in such a way that it can be taken back (moves.py).
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NewType

from msgspec import Struct

from newsroom.data import Value
from newsroom.parallel import Meanwhile
from newsroom.publishing.aside import aside_of
from newsroom.publishing.exchange import Twin
from newsroom.publishing.moves import OutsideOutput, is_safe, move_into, take_back
from newsroom.publishing.swap import CannotExchange

MANIFEST = "manifest.sha256"
_MANY = 5000  # files from which on to look at them pays for another process


# A file of the output folder as it was put in place: "SHA-256 size time", the time in ns. A text,
# since each build reads tens of thousands.
FileState = NewType("FileState", str)
_SHA256 = slice(64)


def _state(sha256: str, status: os.stat_result) -> FileState:
    return FileState(f"{sha256} {status.st_size} {status.st_mtime_ns}")


class Staged(Value, frozen=True):
    """is_new: waits in the staging folder; else the output folder has these bytes already."""

    path: str
    state: FileState
    is_new: bool


class Changes(Struct):
    """What one build did to the output folder; paths relative to it, sorted."""

    written: list[str] = []
    removed: list[str] = []


class SiteWriter:
    """One build's writing, under only_writer(): discard() what a killed build has left, keep() or
    stage() every file of the site, then commit() once."""

    def __init__(
        self, output: Path, known: Mapping[str, FileState], *, in_place: bool = False
    ) -> None:
        """known: files as an earlier build left them; one that differs is not trusted.

        in_place: the output folder stays the same folder, because something holds on to it.
        """
        self._output = Path(os.path.realpath(output))
        self._root = f"{self._output}/"
        self._known = known
        self._in_place = in_place
        self._lost: Meanwhile[set[str]] | None = None
        self._aside = aside_of(self._output)
        self._new = f"{self._aside.new}/"
        self._made: set[str] = set()  # folders in it
        self._site: dict[str, FileState] = {}
        self._staged: set[str] = set()
        self._adopted: set[str] = set()

    def look(self) -> None:
        """Look at all known files at once, on another core, where they are many."""
        if len(self._known) >= _MANY:
            self._lost = Meanwhile(lambda: {path for path in self._known if not self._lies(path)})

    def is_in_place(self, path: str) -> bool:
        """Whether the file is still exactly as an earlier build left it (size and time)."""
        if path not in self._known:
            return False
        return path not in self._lost.result() if self._lost else self._lies(path)

    def _lies(self, path: str) -> bool:
        state = self._known[path]
        try:
            return state == _state(state[_SHA256], os.lstat(self._root + path))
        except OSError:
            return False

    def keep(self, path: str) -> None:
        """The file stays as it is; only after is_in_place()."""
        self._site[path] = self._known[path]

    def keep_all(self, paths: AbstractSet[str]) -> bool:
        """keep() them; False, and nothing is kept, where one is not in place."""
        lost = self._lost.result() if self._lost else {p for p in paths if not self.is_in_place(p)}
        if not paths <= self._known.keys() or not lost.isdisjoint(paths):
            return False
        kept = dict(self._known)  # most stay: to take them one by one would cost five times as much
        for path in kept.keys() - paths:
            del kept[path]
        self._site.update(kept)
        return True

    def stage(self, path: str, data: bytes) -> None:
        """The file is to hold these bytes. A file that already does is left alone."""
        self.note(self.put_aside(path, data))

    def put_aside(self, path: str, data: bytes) -> Staged:
        """The part of stage() that touches only the disk; another process may do it."""
        digest = sha256(data).hexdigest()
        is_new = not self._holds(path, data, digest)
        place = (self._new if is_new else self._root) + _safe(path)
        if is_new:
            self._make_folder(place.rpartition("/")[0])
            _write(place, data)
        return Staged(path, _state(digest, os.lstat(place)), is_new)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)

    def note(self, staged: Staged) -> None:
        """The part of stage() that remembers."""
        self._site[staged.path] = staged.state
        if staged.is_new:
            self._staged.add(staged.path)
        elif self._known.get(staged.path) != staged.state:
            self._adopted.add(staged.path)

    def _holds(self, path: str, data: bytes, digest: str) -> bool:
        if self.is_in_place(path):
            return self._known[path][_SHA256] == digest
        place = self._root + path
        try:
            status = os.lstat(place)
            is_alike = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
            return is_alike and Path(place).read_bytes() == data
        except OSError:
            return False

    def commit(self, *, retained: Iterable[str] | None = None) -> Changes:
        """The site takes the place of the one before, and what is stale goes.

        Stale is what the manifest of the last build names and this one does not. retained: names at
        the top of the output folder that a full cleaning spares; None for no full cleaning. After
        any exception, discard(). Raises OutsideOutput, before anything is moved, where a symbolic
        link would lead a file elsewhere.
        """
        if retained is None and not self._staged and self._is_as_known():
            self.keep(MANIFEST)
            return Changes()
        named = self._named_before(retained) - self._site.keys() - {MANIFEST}
        is_found = retained is not None  # and not only said to lie there
        stale = sorted(path for path in named if is_found or is_safe(path))
        self.stage(MANIFEST, self._manifest())
        written = sorted(self._staged)
        if written or stale:
            self._go_live(written, stale)
        else:
            Twin(self._output, self._aside).look_at(self._adopted)
        return Changes(written, stale)

    def _go_live(self, written: list[str], stale: list[str]) -> None:
        if len(written) < len(self._site) and not self._output.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._output))
        twin = Twin(self._output, self._aside)
        try:
            if self._in_place:
                raise CannotExchange(self._output)
            twin.go_live(written, stale, self._site, self._adopted)
        except CannotExchange:
            twin.forget()
            move_into(self._output, self._aside, written, stale)
        self._tidy()

    def _is_as_known(self) -> bool:
        """The site has the same files as the last build left, its manifest among them."""
        has_same_files = self._known.keys() - {MANIFEST} == self._site.keys()
        return has_same_files and not self._adopted and self.is_in_place(MANIFEST)

    def discard(self) -> None:
        """Back to the old site, whole: for a build given up, and for one that was killed."""
        for noted in (self._site, self._staged, self._adopted, self._made):
            noted.clear()
        take_back(self._output, self._aside)
        with suppress(FileNotFoundError):
            shutil.rmtree(self._aside.new)
        self._tidy()

    def _tidy(self) -> None:
        shutil.rmtree(self._aside.new, ignore_errors=True)
        with suppress(OSError):
            self._aside.root.rmdir()  # unless something is kept there

    @property
    def site(self) -> Mapping[str, FileState]:
        """Every file of the site as it stands after commit()."""
        return self._site

    def _manifest(self) -> bytes:
        """In the form that `sha256sum -c` reads."""
        site = self._site
        return "".join([f"{site[path][_SHA256]}  {path}\n" for path in sorted(site)]).encode()

    def _named_before(self, retained: Iterable[str] | None) -> set[str]:
        """What lies there, or is said to; retained: as in commit()."""
        if retained is not None:
            spared = {*retained, self._aside.root.name}
            found = (p.relative_to(self._output) for p in self._output.rglob("*") if not p.is_dir())
            return {p.as_posix() for p in found if p.parts[0] not in spared}
        if self.is_in_place(MANIFEST):
            return set(self._known)
        try:
            text = (self._output / MANIFEST).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return set()
        return {line[66:] for line in text.splitlines() if line[64:66] == "  "}


def _write(place: str, data: bytes) -> None:
    """Tens of thousands of times a build: Path.write_bytes() takes half as long again."""
    with open(place, "wb") as file:  # noqa: PTH123
        file.write(data)


def _safe(path: str) -> str:
    if not is_safe(path):
        raise OutsideOutput(path)
    return path
