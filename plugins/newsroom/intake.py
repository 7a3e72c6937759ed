"""Reads the texts: from the cache where nothing changed, else through the source floor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from newsroom.cache import Cache, CacheDamaged, CachedSource
from newsroom.disk import Content
from newsroom.parallel import MANY, shared_out
from newsroom.problems import Problem, problem
from newsroom.source.codec import from_data, to_data
from newsroom.source.reader import Converter, ReadSettings, fingerprint, read
from newsroom.source.records import Record


@dataclass(slots=True)
class _Portion:
    """What reading some files gave. fresh: path -> row for the cache and HTML."""

    problems: list[Problem] = field(default_factory=list)
    fresh: dict[str, tuple[CachedSource, str]] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)


class Intake:
    """One build's reading."""

    def __init__(
        self,
        root: Path,
        settings: ReadSettings,
        cache: Cache,
        converter: Callable[[], Converter],
        explain: Callable[[str, str, str], None],
    ) -> None:
        """root: the content folder; converter: makes one, once for each portion of files."""
        self._root = root
        self._settings = settings
        self._cache = cache
        self._converter = converter
        self._explain = explain

    def read(self, content: Content) -> tuple[list[Record], list[Problem]]:
        """All texts, from the cache where the file, the code and the settings are the same."""
        cached = self._cache.sources()
        changed = [
            path
            for path, stamp in content.texts.items()
            if not stamp or path not in cached or cached[path].stamp != stamp
        ]
        problems: list[Problem] = []
        fresh: dict[str, tuple[CachedSource, str]] = {}
        touched: dict[str, str] = {}
        work = partial(self._portion, content, cached)
        for portion in shared_out(work, changed, at_least=MANY):
            problems += portion.problems
            fresh.update(portion.fresh)
            touched.update(portion.touched)
        self._cache.save_sources(fresh, set(cached) - set(content.texts))
        self._cache.save_stamps(touched)
        faulty = {p.path for p in problems if not p.is_warning}
        records = []
        for path in content.texts:
            if self._settings.prefix + path in faulty:
                continue
            if path in fresh:
                self._explain("read", path, "changed" if path in cached else "new")
            row = fresh[path][0] if path in fresh else cached[path]
            records.append(_record(row))
            problems += [_problem(values) for values in row.problems]
        return records, problems

    def _portion(
        self, content: Content, cached: Mapping[str, CachedSource], paths: Sequence[str]
    ) -> _Portion:
        """Read the files anew, but keep what is cached of those that hold what they held."""
        portion, converter = _Portion(), self._converter()
        for path in paths:
            try:
                data = _read_bytes(f"{self._root}/{path}")
            except OSError as error:
                place, reason = self._settings.prefix + path, _reason(error)
                portion.problems.append(
                    problem(place, 1, "berkas", "file_unreadable", reason=reason)
                )
                continue
            mark = fingerprint(path, data, self._settings)
            stamp = content.texts[path]
            if path in cached and cached[path].fingerprint == mark:
                portion.touched[path] = stamp
                continue
            reading = read(path, data, self._settings, converter)
            if reading.record:
                warnings = [[p.path, p.line, p.field, p.code, p.values] for p in reading.problems]
                row = CachedSource(stamp, mark, to_data(reading.record), warnings)
                portion.fresh[path] = (row, reading.html)
            else:
                portion.problems += reading.problems
        return portion


def _record(row: CachedSource) -> Record:
    try:
        return from_data(row.record)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise CacheDamaged from error


def _read_bytes(path: str) -> bytes:
    """Ten thousand times a build: plain open() costs half of Path.read_bytes()."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _problem(values: list[Any]) -> Problem:
    """Only warnings are cached: a file with a fault is read again."""
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
