"""Reads the texts: only what the cache does not know goes through the source floor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from newsroom.cache import Cache, CacheDamaged, CachedSource
from newsroom.disk import Content
from newsroom.edition.bearing import bearing
from newsroom.explanation import Explanation
from newsroom.parallel import MANY, shared_out
from newsroom.problems import Problem, problem
from newsroom.progress import Told, untold
from newsroom.source.codec import records_from_json, to_json
from newsroom.source.reader import Converter, ReadSettings, file_mark, read
from newsroom.source.records import Record


class _Portion(Struct):
    """What reading some files gave. touched: path -> stamp of files that hold what they held."""

    problems: list[Problem] = []
    fresh: dict[str, CachedSource] = {}
    touched: dict[str, str] = {}


class Intake:
    """One build's reading: update() once, then the records as they are needed."""

    def __init__(
        self,
        root: Path,
        settings: ReadSettings,
        cache: Cache,
        converter: Callable[[], Converter],
        explanation: Explanation,
        told: Told = untold,
    ) -> None:
        """root: the content folder; converter: makes one, once for each portion of files."""
        self._root = root
        self._settings = settings
        self._cache = cache
        self._converter = converter
        self._explanation = explanation
        self._told = told

    def update(self, content: Content) -> list[Problem]:
        """Read every file that changed; the problems of these, and the warnings of all others."""
        known = self._cache.stamps()
        changed = [
            path for path, stamp in content.texts.items() if not stamp or known.get(path) != stamp
        ]
        problems: list[Problem] = []
        fresh: dict[str, CachedSource] = {}
        touched: dict[str, str] = {}
        work = partial(self._portion, content, self._cache.marks(changed))
        told = partial(self._told, "reading")
        for portion in shared_out(work, changed, at_least=MANY, told=told):
            problems += portion.problems
            fresh.update(portion.fresh)
            touched.update(portion.touched)
        gone = known.keys() - content.texts.keys()
        self._cache.save_sources(fresh, gone)
        self._cache.save_stamps(touched)
        if self._explanation.is_wanted:
            self._explain(fresh)
        faulty = {p.path for p in problems}
        warnings = [_problem(values) for values in self._cache.problems()]
        return problems + [w for w in warnings if w.path not in faulty]

    def _explain(self, fresh: Collection[str]) -> None:
        """Held against the last site, however often a build was refused since then."""
        changed, gone = self._cache.changed_since_site()
        paths = sorted({*fresh, *changed})
        records = self._cache.records(paths)
        for path in paths:
            now = records[path]
            before, same_text = changed.get(path, (now, True))
            old = _record(before) if before else None
            self._explanation.read(path, old, _record(now), same_text=same_text)
        self._explanation.gone(gone)

    def records(self, paths: Sequence[str]) -> list[Record]:
        """The records at those paths; none for a file that could not be read."""
        data = self._cache.records(paths)
        return [*_records(data[path] for path in paths if path in data)]

    def _portion(
        self, content: Content, marks: Mapping[str, str], paths: Sequence[str]
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
            mark = file_mark(path, data, self._settings)
            stamp = content.texts[path]
            if marks.get(path) == mark:
                portion.touched[path] = stamp
                continue
            reading = read(path, data, self._settings, converter)
            if reading.record:
                warnings = [[p.path, p.line, p.field, p.code, p.values] for p in reading.problems]
                portion.fresh[path] = CachedSource(
                    stamp,
                    mark,
                    to_json(reading.record),
                    reading.record.fingerprint,
                    bearing(reading.record),
                    reading.text,
                    warnings,
                )
            else:
                portion.problems += reading.problems
        return portion


def _records(texts: Iterable[bytes]) -> Sequence[Record]:
    try:
        return records_from_json(texts)
    except ValueError as error:
        raise CacheDamaged from error


def _record(text: bytes) -> Record:
    return _records([text])[0]


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
