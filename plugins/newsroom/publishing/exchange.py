"""The whole site goes live in one step: a second folder is made ready, then the two change places.

Beside the output folder lies its twin. Its files are second names of the files of the output
folder, so it takes little room, and a build need only bring it up to date with what changed. At
every moment, killed or not, this holds: the two differ at most in the files that `behind` lists. So
a file is listed before it is touched in the twin, where nothing is ever written in place, and stays
on the list until both folders have the same one. After a build that came to its end, only files
that no build has written are left on it.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from newsroom.data import Value
from newsroom.publishing import swap
from newsroom.publishing.aside import Aside, read_note, write_note
from newsroom.publishing.moves import put, take_out
from newsroom.publishing.swap import CannotExchange


class Behind(Value, frozen=True):
    """paths: where twin and output may differ. folders: the two, by their inodes, in any order.

    since_ns: when the output folder took its place. No build has changed a folder in it after that.
    """

    paths: frozenset[str]
    folders: frozenset[int]
    since_ns: int


_NO_TWIN = Behind(frozenset(), frozenset(), 0)


class Twin:
    """The second folder of an output folder."""

    def __init__(self, output: Path, aside: Aside) -> None:
        self._output = output
        self._root = f"{output}/"
        self._aside = aside

    def go_live(
        self,
        written: Collection[str],
        removed: Collection[str],
        site: Collection[str],
        adopted: Iterable[str],
    ) -> None:
        """Put the site in the place of the old one.

        written: its files in aside.new; removed: files of the old site that it has not; site: all
        its files; adopted: those in the output folder that this project has not put there.
        """
        if not self._aside.is_beside:
            raise CannotExchange(self._output)
        if len(written) == len(site) and _is_free(self._output):
            self._move_in(site)
            return
        behind = self._known(adopted)
        if behind is _NO_TWIN:
            swap.attempt(self._aside.root)
        touched = {*written, *removed}
        ours = {*site, *removed, *behind.paths}
        changed, strangers = self._looked_through(_folders_of(ours), ours, behind.since_ns)
        if behind is _NO_TWIN:
            self.forget()
            self._make_anew(changed, set(site) - touched)
        self._match(changed)
        lagging = behind.paths | strangers
        self._save(lagging | touched, behind.since_ns)
        foreign = self._catch_up(lagging - touched) - set(site)
        for path in removed:
            take_out(self._aside.twin, path)
        for path in written:
            put(f"{self._aside.new}/{path}", f"{self._aside.twin}/{path}")
        self._exchange(written)
        since_ns = self._moved_ns()
        with suppress(OSError, CannotExchange):  # the site stands; the list names all that differs
            self._catch_up(touched)
            self._save(foreign, since_ns)

    def look_at(self, adopted: Iterable[str]) -> None:
        """For a build that has nothing to write, but found files that no build has put there."""
        if self._known(adopted) is _NO_TWIN:
            self.forget()

    def forget(self) -> None:
        """After the output folder was changed in another way."""
        self._aside.behind.unlink(missing_ok=True)
        shutil.rmtree(self._aside.twin, ignore_errors=True)

    # -------------------------------------------------------------- the first site

    def _move_in(self, site: Collection[str]) -> None:
        """Nothing lies in the way of the site: it can be moved as it is."""
        self.forget()
        try:
            if self._output.exists():
                _copy_rights(self._output, self._aside.new)
            self._aside.new.rename(self._output)
        except OSError as error:
            raise CannotExchange(self._output) from error
        since_ns = self._moved_ns()
        with suppress(OSError, CannotExchange):  # the site stands; the next build tries again
            swap.attempt(self._aside.root)
            folders = {folder: os.lstat(self._root + folder) for folder in _folders_of(site)}
            self._make_anew(folders, site)
            self._match(folders)
            self._save((), since_ns)

    # -------------------------------------------------------------- making ready

    def _known(self, adopted: Iterable[str]) -> Behind:
        """_NO_TWIN where it can't be trusted: another hand changed one of the two."""
        note = read_note(self._aside.behind)
        try:
            behind = Behind(
                frozenset(note["paths"]), frozenset(note["folders"]), int(note["since_ns"])
            )
            if behind.folders != frozenset(self._folders()):
                return _NO_TWIN
            for path in set(adopted) - behind.paths:
                if not (self._aside.twin / path).samefile(self._output / path):
                    return _NO_TWIN
        except (LookupError, TypeError, ValueError, OSError):
            return _NO_TWIN
        return behind

    def _looked_through(
        self, folders: Iterable[str], ours: Collection[str], since_ns: int
    ) -> tuple[dict[str, os.stat_result], set[str]]:
        """The folders that changed since the last build, and files in them that are not ours.

        Those will be part of the new folder too. Whole folders of others, such as .git, can't be
        carried over: something may be writing to them now.
        """
        changed: dict[str, os.stat_result] = {}
        strangers: set[str] = set()
        known = set(folders)
        for folder in ("", *(known - {""})):  # a .git at the top is found at once
            try:
                status = os.lstat(self._root + folder)
            except (FileNotFoundError, NotADirectoryError):
                continue
            if not stat.S_ISDIR(status.st_mode):
                raise CannotExchange(folder)
            if status.st_ctime_ns >= since_ns:
                changed[folder] = status
                strangers.update(self._strangers(folder, known, ours))
        return changed, strangers

    def _strangers(
        self, folder: str, folders: Collection[str], ours: Collection[str]
    ) -> Iterator[str]:
        with os.scandir(self._root + folder) as entries:
            for entry in entries:
                path = folder + entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if path in ours or (is_folder and f"{path}/" in folders):
                    continue
                if not entry.is_file(follow_symlinks=False):
                    raise CannotExchange(path)
                yield path

    def _make_anew(self, folders: Iterable[str], kept: Iterable[str]) -> None:
        """A second name for every file that stays: a second or two for 10,000 articles."""
        twin = self._aside.twin
        try:
            for folder in sorted(folders):
                (twin / folder).mkdir()
            for path in kept:
                os.link(self._root + path, f"{twin}/{path}")
        except OSError as error:
            self.forget()
            raise CannotExchange(self._output) from error

    def _match(self, folders: Mapping[str, os.stat_result]) -> None:
        """Owner and rights of folders are those that someone has given to the output folder."""
        for folder, status in folders.items():
            place = self._aside.twin / folder
            with suppress(FileNotFoundError, NotADirectoryError):
                if not folder or _rights(os.lstat(place)) != _rights(status):
                    _copy_rights(self._output / folder, place)

    def _catch_up(self, paths: Iterable[str]) -> set[str]:
        """Give the twin these files as the output folder has them; returns those that it has."""
        paths = set(paths)
        there = {path for path in paths if _is_file(self._root + path)}
        for path in paths - there:  # first: a file may stand in the way of a folder
            take_out(self._aside.twin, path)
        for path in there:
            try:
                _name_too(self._root + path, f"{self._aside.twin}/{path}")
            except OSError as error:
                if error.errno in swap.REFUSALS:
                    raise CannotExchange(path) from error
                raise
        return there

    def _exchange(self, written: Iterable[str]) -> None:
        try:
            swap.folders(self._aside.twin, self._output)
        except OSError as error:
            if error.errno not in swap.REFUSALS:
                raise
            for path in written:
                put(f"{self._aside.twin}/{path}", f"{self._aside.new}/{path}")
            raise CannotExchange(self._output) from error

    def _moved_ns(self) -> int:
        """When the output folder took its place, by the clock of its file system."""
        return os.lstat(self._output).st_ctime_ns

    def _folders(self) -> list[int]:
        return sorted(os.lstat(folder).st_ino for folder in (self._output, self._aside.twin))

    def _save(self, paths: Iterable[str], since_ns: int) -> None:
        note = {"paths": sorted(paths), "folders": self._folders(), "since_ns": since_ns}
        write_note(self._aside.behind, note)


def _is_file(place: str) -> bool:
    """Or a link, wherever it leads."""
    try:
        return not stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _name_too(file: str, place: str) -> None:
    """A second name for the file, instead of any file that has it now."""
    with suppress(FileNotFoundError):
        os.unlink(place)  # noqa: PTH108
    try:
        os.link(file, place)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        os.link(file, place)


def _is_free(output: Path) -> bool:
    """Not there, or an empty folder."""
    try:
        return not any(output.iterdir())
    except FileNotFoundError:
        return True


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder on the way to them: "" and, for a/b/c.html, "a/" and "a/b/"."""
    folders = {""}
    for path in paths:
        end = path.rfind("/")
        while end > 0 and (folder := path[: end + 1]) not in folders:
            folders.add(folder)
            end = path.rfind("/", 0, end)
    return folders


def _rights(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mode, status.st_uid, status.st_gid


def _copy_rights(folder: Path, other: Path) -> None:
    try:
        status = folder.lstat()
        if hasattr(os, "chown"):
            os.chown(other, status.st_uid, status.st_gid)
        shutil.copystat(folder, other)
    except PermissionError as error:
        raise CannotExchange(folder) from error
