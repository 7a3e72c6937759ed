"""What earlier builds worked out: records by source file, pages by output file.

The cache is data (one SQLite file), trusted only when it was made by the same code, settings and
library versions (`made_with`), and never needed: any doubt empties it, and everything is worked out
again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS made (with_ TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, fingerprint TEXT NOT NULL, record TEXT NOT NULL,
    problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class CachedSource:
    """stamp: of the file when it was read; record and problems as the codec made them (JSON)."""

    stamp: str
    fingerprint: str
    record: list[Any]
    problems: list[Any]


@dataclass(frozen=True, slots=True)
class CachedPage:
    """key: digest of what the page was made from; the rest: the file as it was put in place."""

    key: str
    sha256: str
    size: int
    mtime_ns: int


class CacheDamaged(Exception):
    """What was read from the cache can't be what was written."""


class Cache:
    """Opens, or makes anew, the cache at a path; None keeps it in memory, for one build.

    `notice` says in a word why it was emptied.
    """

    def __init__(self, path: Path | None, made_with: str) -> None:
        self.notice = ""
        self._path = path
        self._made_with = made_with
        try:
            self._database = self._open(made_with)
        except (sqlite3.Error, OSError):
            self.notice = "cache_broken"
            self._database = self._start_over(made_with)

    def _open(self, made_with: str) -> sqlite3.Connection:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path or ":memory:", timeout=60, isolation_level=None)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_TABLES)
            row = database.execute("SELECT with_ FROM made").fetchone()
            if row is None or row[0] != made_with:
                self._empty(database, made_with)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _empty(self, database: sqlite3.Connection, made_with: str) -> None:
        """The tables go too: other code may have made them with other columns."""
        tables = ("made", "sources", "texts", "pages")
        dropped = "".join(f"DROP TABLE IF EXISTS {table};" for table in tables)
        database.executescript(f"BEGIN IMMEDIATE; {dropped} {_TABLES} COMMIT;")
        database.execute("INSERT INTO made VALUES (?)", (made_with,))

    def renew(self) -> None:
        """Begin anew, after a read that failed in the middle of a build."""
        self._database.close()
        self._database = self._start_over(self._made_with)

    def _start_over(self, made_with: str) -> sqlite3.Connection:
        """A new file in the place of a broken one; in memory where the folder can't be written."""
        try:
            if self._path:
                self._path.unlink(missing_ok=True)
            return self._open(made_with)
        except (sqlite3.Error, OSError):
            self._path = None
            return self._open(made_with)

    def sources(self) -> dict[str, CachedSource]:
        """All source files known, by path."""
        columns = "path, stamp, fingerprint, record, problems"
        rows = self._database.execute(f"SELECT {columns} FROM sources").fetchall()
        try:
            records = json.loads("[" + ",".join(row[3] for row in rows) + "]")
        except ValueError as error:
            raise CacheDamaged from error
        return {
            path: CachedSource(
                stamp, mark, record, json.loads(problems) if problems != "[]" else []
            )
            for (path, stamp, mark, _, problems), record in zip(rows, records, strict=True)
        }

    def reopened(self) -> Cache:
        """The same cache for a forked process: a connection must not be shared across a fork."""
        if self._path is None:
            return self  # in memory: the fork has a copy of its own
        twin = object.__new__(Cache)
        twin.notice, twin._path, twin._made_with = "", self._path, self._made_with
        twin._database = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        return twin

    def text(self, path: str) -> str:
        """HTML of a source file's text. Raises LookupError when it is not there."""
        row = self._database.execute("SELECT html FROM texts WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        return str(row[0])

    def pages(self) -> dict[str, CachedPage]:
        """All output files known, by path."""
        rows = self._database.execute("SELECT path, key, sha256, size, mtime_ns FROM pages")
        return {row[0]: CachedPage(*row[1:]) for row in rows}

    def save_stamps(self, stamps: Mapping[str, str]) -> None:
        """For files that were touched but hold what they held."""
        rows = ((stamp, path) for path, stamp in stamps.items())
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("UPDATE sources SET stamp = ? WHERE path = ?", rows)
        self._database.execute("COMMIT")

    def save_sources(
        self, changed: Mapping[str, tuple[CachedSource, str]], removed: Iterable[str]
    ) -> None:
        """changed: path -> (record, HTML). In one transaction."""
        database = self._database
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)",
            (
                (path, s.stamp, s.fingerprint, _json(s.record), _json(s.problems))
                for path, (s, _) in changed.items()
            ),
        )
        database.executemany(
            "INSERT OR REPLACE INTO texts VALUES (?, ?)",
            ((path, html) for path, (_, html) in changed.items()),
        )
        gone = [(path,) for path in removed]
        database.executemany("DELETE FROM sources WHERE path = ?", gone)
        database.executemany("DELETE FROM texts WHERE path = ?", gone)
        database.execute("COMMIT")

    def save_pages(self, changed: Mapping[str, CachedPage], removed: Iterable[str]) -> None:
        """In one transaction."""
        database = self._database
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)",
            ((path, p.key, p.sha256, p.size, p.mtime_ns) for path, p in changed.items()),
        )
        database.executemany("DELETE FROM pages WHERE path = ?", [(path,) for path in removed])
        database.execute("COMMIT")

    def close(self) -> None:
        """Nothing is lost when this is not called."""
        self._database.close()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
