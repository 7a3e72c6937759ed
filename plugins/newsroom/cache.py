"""What earlier builds worked out: records by source file, output files, and the last plan.

The cache is data (one SQLite file), trusted only when it was made by the same code, settings and
library versions (`made_with`), and never needed: any doubt empties it, and everything is worked out
again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from newsroom.data import Value
from newsroom.publishing.writer import FileState
from newsroom.source.records import Text

_TABLES = """
CREATE TABLE IF NOT EXISTS made (with_ TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, mark TEXT NOT NULL, fingerprint TEXT NOT NULL,
    bearing TEXT NOT NULL, text_mark TEXT NOT NULL, problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS texts (
    path TEXT PRIMARY KEY, html TEXT NOT NULL, words INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, state TEXT NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS plan (
    sources TEXT NOT NULL, all_else TEXT NOT NULL, data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS planned (
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, text_mark TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replaced (path TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owners (file TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recipes (
    file TEXT PRIMARY KEY, texts TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS placing ON recipes (texts, file) WHERE texts != '[]';
CREATE TABLE IF NOT EXISTS forms (path TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS repository (head TEXT NOT NULL, read_as TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS commits (
    path TEXT PRIMARY KEY, steps TEXT NOT NULL, past TEXT NOT NULL, is_suspect INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wordings (blob TEXT PRIMARY KEY, data TEXT NOT NULL);
"""
# Sources that the last plan knew otherwise, or not at all.
_SINCE_PLAN = (
    "FROM sources LEFT JOIN planned USING (path)"
    " WHERE sources.fingerprint IS NOT planned.fingerprint"
    " OR sources.text_mark IS NOT planned.text_mark"
)
_NAMES = ("made", "sources", "records", "texts", "files", "plan", "planned", "replaced", "owners",
          "recipes", "forms", "repository", "commits", "wordings")  # fmt: skip


class CachedSource(Value, frozen=True):
    """A file as it was read.

    stamp: of the file at that time; mark: of its bytes; record: as the codec made it (JSON);
    problems: as JSON data. fingerprint: the record's; bearing: of what decides more than how it
    looks itself; text_mark: of what only its own page shows.
    """

    stamp: str
    mark: str
    record: bytes
    fingerprint: str
    bearing: str
    text: Text
    problems: list[Any]

    @property
    def text_mark(self) -> str:
        """As Cache.text_marks() gives it."""
        return _mark(self.text)


_MANY = 500  # rows from which on to read them all costs less than to look for each


class PlanMark(NamedTuple):
    """What a plan follows from, the clock apart: its sources, and all else."""

    sources: str
    all_else: str


class CachedRecipe(Value, frozen=True):
    """How to make one output file again, as JSON; "" where that is not worth keeping.

    texts: paths of the sources whose texts it places; the data names every source it is made of.
    owner: path of the source without which there would be no such file, "" for what many share.
    """

    file: str
    data: str
    texts: tuple[str, ...] = ()
    owner: str = ""


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

    # -------------------------------------------------------------- the file

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
        dropped = "".join(f"DROP TABLE IF EXISTS {table};" for table in _NAMES)
        database.executescript(f"BEGIN IMMEDIATE; {dropped} {_TABLES} COMMIT;")
        database.execute("INSERT INTO made VALUES (?)", (made_with,))

    def renew(self, *, keep: bool) -> None:
        """Begin anew, in the middle of a build. keep: on disk; else in memory, and gone with it."""
        self._database.close()
        if not keep and self._path:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._path = None
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

    def reopened(self) -> Cache:
        """The same cache for a forked process: a connection must not be shared across a fork."""
        if self._path is None:
            return self  # in memory: the fork has a copy of its own
        twin = object.__new__(Cache)
        twin.notice, twin._path, twin._made_with = "", self._path, self._made_with
        twin._database = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        return twin

    def close(self) -> None:
        """Nothing is lost when this is not called."""
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._database.execute("BEGIN IMMEDIATE")
        yield self._database
        self._database.execute("COMMIT")

    # -------------------------------------------------------------- sources

    def stamps(self) -> dict[str, str]:
        """The stamp of every source file known, by path."""
        return dict(self._database.execute("SELECT path, stamp FROM sources").fetchall())

    def marks(self, paths: Collection[str]) -> dict[str, str]:
        """What changes with the bytes of a source file: of these, and perhaps others."""
        return self._rows("SELECT path, mark FROM sources", paths)

    def records(self, paths: Collection[str]) -> dict[str, bytes]:
        """Records, as the codec made them, by path: of these, and perhaps others."""
        query = "SELECT path, record FROM sources LEFT JOIN records USING (path)"
        found = self._rows(query, paths)
        if None in found.values():
            raise CacheDamaged
        return found

    def problems(self) -> list[list[Any]]:
        """The warnings of all source files, as the codec made them."""
        rows = self._database.execute("SELECT problems FROM sources WHERE problems != '[]'")
        return [problem for (text,) in rows for problem in _data(text)]

    def text(self, path: str) -> Text:
        """What the page of a source file places. Raises LookupError when it is not there."""
        query = "SELECT html, words FROM texts WHERE path = ?"
        row = self._database.execute(query, (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        return Text(str(row[0]), int(row[1]))

    def text_marks(self, paths: Collection[str]) -> dict[str, str]:
        """For each of these source files, what changes with the text that its page places."""
        return self._rows("SELECT path, text_mark FROM sources", paths)

    def sources_mark(self) -> str:
        """Changes when a source comes or goes, and with the bearing of any."""
        rows = self._database.execute("SELECT path, bearing FROM sources ORDER BY path")
        return sha256("\n".join(map("\t".join, rows)).encode()).hexdigest()

    def save_stamps(self, stamps: Mapping[str, str]) -> None:
        """For files that were touched but hold what they held."""
        if not stamps:
            return
        rows = ((stamp, path) for path, stamp in stamps.items())
        with self._transaction() as database:
            database.executemany("UPDATE sources SET stamp = ? WHERE path = ?", rows)

    def save_sources(self, changed: Mapping[str, CachedSource], removed: Collection[str]) -> None:
        """In one transaction."""
        if not changed and not removed:
            return
        gone = [(path,) for path in removed]
        with self._transaction() as database:
            database.executemany(
                "INSERT OR IGNORE INTO replaced SELECT path, record FROM records WHERE path = ?",
                [*gone, *((path,) for path in changed)],
            )
            database.executemany(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (path, s.stamp, s.mark, s.fingerprint, s.bearing, s.text_mark,
                     json_text(s.problems))
                    for path, s in changed.items()
                ),
            )  # fmt: skip
            database.executemany(
                "INSERT OR REPLACE INTO records VALUES (?, ?)",
                ((path, s.record) for path, s in changed.items()),
            )
            database.executemany(
                "INSERT OR REPLACE INTO texts VALUES (?, ?, ?)",
                ((path, s.text.html, s.text.words) for path, s in changed.items()),
            )
            for table in ("sources", "records", "texts"):
                database.executemany(f"DELETE FROM {table} WHERE path = ?", gone)

    # -------------------------------------------------------------- what Git knows

    def repository(self) -> tuple[str, str]:
        """Up to which commit the repository was read, and how; ("", "") for not at all."""
        row = self._database.execute("SELECT head, read_as FROM repository").fetchone()
        return (row[0], row[1]) if row else ("", "")

    def steps(self, paths: Iterable[str]) -> dict[str, Any]:
        """What commits made of these files, as the chronicle keeps it, by path."""
        query = "SELECT steps FROM commits WHERE path = ?"
        found = ((path, self._database.execute(query, (path,)).fetchone()) for path in paths)
        return {path: _data(row[0]) for path, row in found if row}

    def pasts(self) -> dict[str, Any]:
        """What the chronicle made of it, for every path; None where there is nothing to tell."""
        rows = self._database.execute("SELECT path, past FROM commits").fetchall()
        return {path: _data(past) if past else None for path, past in rows}

    def suspects(self) -> set[str]:
        """Paths with a past that must be held against what is published now."""
        rows = self._database.execute("SELECT path FROM commits WHERE is_suspect")
        return {path for (path,) in rows}

    def wordings(self, blobs: Iterable[str]) -> dict[str, Any]:
        """By the content's id; None for a content that can't be read."""
        query = "SELECT data FROM wordings WHERE blob = ?"
        found = ((blob, self._database.execute(query, (blob,)).fetchone()) for blob in blobs)
        return {blob: _data(row[0]) for blob, row in found if row}

    def save_wordings(self, wordings: Mapping[str, Any]) -> None:
        """In one transaction."""
        with self._transaction() as database:
            rows = [(blob, json_text(data)) for blob, data in wordings.items()]
            database.executemany("INSERT OR REPLACE INTO wordings VALUES (?, ?)", rows)

    def save_commits(
        self,
        read: tuple[str, str],
        changed: Mapping[str, tuple[Any, Any, bool]],
        removed: Collection[str],
        *,
        is_anew: bool,
    ) -> None:
        """In one transaction. read: as repository() is to say; is_anew: no other paths are kept.

        changed: steps, past (None for nothing to tell), and whether the path is a suspect.
        """
        with self._transaction() as database:
            database.execute("DELETE FROM repository")
            database.execute("INSERT INTO repository VALUES (?, ?)", read)
            if is_anew:
                database.execute("DELETE FROM commits")
            database.executemany("DELETE FROM commits WHERE path = ?", [(p,) for p in removed])
            database.executemany(
                "INSERT OR REPLACE INTO commits VALUES (?, ?, ?, ?)",
                (
                    (path, json_text(steps), json_text(past) if past else "", is_suspect)
                    for path, (steps, past, is_suspect) in changed.items()
                ),
            )

    # -------------------------------------------------------------- output files

    def files(self) -> dict[str, FileState]:
        """All output files known, by path."""
        return dict(self._database.execute("SELECT path, state FROM files").fetchall())

    def keys(self, paths: Collection[str]) -> dict[str, str]:
        """Of output files, the digest of what each was made from: of these, and perhaps others."""
        return self._rows("SELECT path, key FROM files", paths)

    def save_site(
        self,
        changed: Mapping[str, tuple[FileState, str]],
        removed: Collection[str],
        recipes: Iterable[CachedRecipe],
        forms: Mapping[str, str],
        plan: tuple[PlanMark, Any] | None,
    ) -> None:
        """What a build left in the output folder, in one transaction.

        changed: each with its key; recipes: of the files that were made anew; forms: JSON, of the
        records in them, by path; plan: its mark and data, None to keep the last.
        """
        gone = [(path,) for path in removed]
        recipes = list(recipes)
        if not (changed or gone or recipes or plan or self.changed_since_plan()):
            return
        with self._transaction() as database:
            database.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
                ((path, *file) for path, file in changed.items()),
            )
            database.executemany("DELETE FROM files WHERE path = ?", gone)
            database.executemany("DELETE FROM recipes WHERE file = ?", gone)
            database.executemany("DELETE FROM owners WHERE file = ?", gone)
            database.executemany(
                "INSERT OR REPLACE INTO recipes VALUES (?, ?, ?)",
                ((r.file, json_text(r.texts), r.data) for r in recipes),
            )
            database.executemany(
                "INSERT OR REPLACE INTO owners VALUES (?, ?)",
                ((r.file, r.owner) for r in recipes),
            )
            database.executemany("INSERT OR REPLACE INTO forms VALUES (?, ?)", forms.items())
            if plan:
                database.execute("DELETE FROM plan")
                mark, data = plan
                database.execute("INSERT INTO plan VALUES (?, ?, ?)", (*mark, json_text(data)))
            database.execute("DELETE FROM replaced")
            database.execute("DELETE FROM planned WHERE path NOT IN (SELECT path FROM sources)")
            database.execute(
                "INSERT OR REPLACE INTO planned"
                f" SELECT path, sources.fingerprint, sources.text_mark {_SINCE_PLAN}"
            )

    # -------------------------------------------------------------- the last plan

    def plan(self, all_else: str) -> tuple[str, Any] | None:
        """The mark of its sources, and the data saved with it; None when the last plan was made
        with another mark of all else."""
        query = "SELECT sources, data FROM plan WHERE all_else = ?"
        row = self._database.execute(query, (all_else,)).fetchone()
        return (row[0], _data(row[1])) if row else None

    def changed_since_plan(self) -> list[tuple[str, bool]]:
        """Paths of sources that the last plan knew otherwise, and whether only in their text."""
        rows = self._database.execute(
            f"SELECT path, sources.fingerprint IS planned.fingerprint {_SINCE_PLAN}"
        )
        return [(path, bool(is_text)) for path, is_text in rows]

    def replaced_since_plan(self) -> dict[str, bytes | None]:
        """Of the sources that are gone since the last plan, or say something else, the records that
        it knew, as the codec made them; None for one that was not kept."""
        rows = self._database.execute(
            "SELECT planned.path, replaced.record FROM planned"
            " LEFT JOIN sources USING (path) LEFT JOIN replaced ON replaced.path = planned.path"
            " WHERE sources.fingerprint IS NOT planned.fingerprint"
        )
        return dict(rows.fetchall())

    def changed_since_site(self) -> tuple[dict[str, tuple[bytes | None, bool]], list[str]]:
        """Sources that the last site had otherwise or not at all, and paths of those it had alone.

        By path: the record that it had, None for a new source; and whether the text is the same.
        """
        rows = self._database.execute(
            "SELECT path,"
            " CASE WHEN planned.path IS NULL THEN NULL"
            " ELSE (SELECT record FROM replaced WHERE replaced.path = planned.path) END,"
            f" sources.text_mark IS planned.text_mark {_SINCE_PLAN}"
        )
        gone = self._database.execute(
            "SELECT path FROM planned WHERE path NOT IN (SELECT path FROM sources)"
        )
        changed = {path: (record, bool(same_text)) for path, record, same_text in rows}
        return changed, [path for (path,) in gone]

    def owners(self) -> dict[str, str]:
        """Of each output file that has one, the path of the source."""
        rows = self._database.execute("SELECT file, path FROM owners WHERE path != ''")
        return dict(rows.fetchall())

    def recipes(self, path: str, *, of_text: bool) -> dict[str, Any]:
        """By file, of all that are made of a source, or of those that place its text."""
        is_met = "texts != '[]' AND instr(texts, ?)" if of_text else "instr(data, ?)"
        rows = self._database.execute(
            "SELECT file, data FROM recipes WHERE file IN"
            f" (SELECT file FROM recipes WHERE {is_met})",
            (json_text(path),),
        )
        return {file: _data(data) for file, data in rows if data}

    def pages(self) -> dict[str, str]:
        """The page in the output folder that places the text of a source, by path of the source."""
        rows = self._database.execute(
            "SELECT texts, file FROM recipes WHERE texts != '[]' AND file LIKE '%.html'"
        )
        return {path: file for texts, file in rows for path in _data(texts)}

    def forms(self, paths: Collection[str]) -> dict[str, Any]:
        """By path, what the edition made of these records, where it made anything of them."""
        rows = self._rows("SELECT path, data FROM forms", paths)
        return {path: _data(rows[path]) for path in paths if path in rows}

    def _rows(self, query: str, paths: Collection[str]) -> dict[str, Any]:
        """By path, the other column: of these rows, or of all where they are many."""
        if len(paths) > _MANY:
            return dict(self._database.execute(query).fetchall())
        each = (self._database.execute(f"{query} WHERE path = ?", (p,)) for p in paths)
        return {path: value for cursor in each for path, value in cursor}


def cannot_write(error: sqlite3.Error) -> bool:
    """Whether it says that the disk is full, or lets nothing be written: no fault of the cache."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


def json_text(data: object) -> str:
    """As short as it goes, and every time the same."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CacheDamaged from error


def _mark(text: Text) -> str:
    return sha256(f"{text.words}\0{text.html}".encode()).hexdigest()[:32]
