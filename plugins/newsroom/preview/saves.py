"""Waits for the next save, and misses none: what is saved while nobody waits is told next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from watchfiles import Change, watch

_SETTLED_MS = 20  # so long without another change: what was saved is complete
_TICK_MS = 100  # how often to look for what the system does not tell
_CODE = Path(__file__).resolve().parent.parent
_NOT_SOURCES = ("__pycache__", "*.pyc", "*.pyc.*")

Changes = Iterator[set[tuple[Change, str]]]


class Saves:
    """Of all that a site is made from: content, theme, settings and the plugin itself."""

    def __init__(self, settings: Path) -> None:
        """settings: the file. From here on, its changes count."""
        self._settings = settings.parent
        self._folders: tuple[Path, ...] = ()
        self._ignored: tuple[str, ...] = ()
        self._changes: Changes = iter(())
        self._kept: set[str] = set()
        self._seen = self._looked()

    def begin(self, folders: Iterable[str], ignored: Iterable[str]) -> None:
        """From here on, changes in these folders count. ignored: names, as in IGNORE_FILES."""
        wanted = (*sorted({Path(folder) for folder in folders}), _CODE)
        self._ignored = (*(pattern.removeprefix("**/") for pattern in ignored), *_NOT_SOURCES)
        if wanted != self._folders:
            self._folders = wanted
            self._watch()

    def next(self) -> frozenset[str]:
        """Paths that were saved since the last time; waits until there is one."""
        while True:
            told = self._kept | {path for _, path in next(self._changes)} | self._look()
            self._kept = set()
            if told:
                return frozenset(told)

    def _look(self) -> set[str]:
        """What changed without being told."""
        before, self._seen = self._seen, self._looked()
        changed = {path for path, _ in before.items() ^ self._seen.items()}
        if changed & set(map(str, self._folders)):
            self._watch()  # of a folder that took another's place nothing would be told
        return changed

    def _looked(self) -> dict[str, tuple[int, int]]:
        """What watching a folder tells nothing of: the folder itself, settings, and Git's commits.

        A single file can't be watched: many programs save by putting a new one in its place.
        """
        files = [*self._settings.glob("*.py"), self._settings / ".git" / "logs" / "HEAD"]
        found = {}
        for place in (*files, *self._folders):
            try:
                status = place.stat()
            except OSError:
                continue
            found[str(place)] = (status.st_ino, status.st_mtime_ns if place in files else 0)
        return found

    def _watch(self) -> None:
        before = self._changes
        try:
            self._changes = self._watched(is_polling=None)
        except OSError:  # the system does not let anybody watch so much
            self._changes = self._watched(is_polling=True)
        self._kept |= {path for _, path in next(before, set())}
        self._seen = {**self._looked(), **self._seen}

    def _watched(self, *, is_polling: bool | None) -> Changes:
        changes = watch(
            *(folder for folder in self._folders if folder.is_dir()),
            watch_filter=self._is_save,
            step=_SETTLED_MS,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            force_polling=is_polling,
        )
        self._kept |= {path for _, path in next(changes)}  # only now does it watch
        return changes

    def _is_save(self, change: Change, path: str) -> bool:
        """Nothing that the build ignores; above the folders any name may stand.

        A folder changes with what it holds, which is told by itself.
        """
        place = Path(path)
        if change is Change.modified and place.is_dir():
            return False
        roots = (folder for folder in self._folders if place.is_relative_to(folder))
        names = place.relative_to(next(roots, place.parent)).parts
        return not any(fnmatch(name, pattern) for name in names for pattern in self._ignored)


def are_of_code(paths: Iterable[str]) -> bool:
    """Whether the process that builds must be another one now."""
    return any(path.endswith(".py") for path in paths)
