"""A content folder of a test's own, built in this process as often as the test likes."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from jinja2 import FileSystemBytecodeCache
from pelican.settings import read_settings
from website import Website

from newsroom.build import Newsroom
from newsroom.problems import ContentFaults, Problem

ROOT = Path(__file__).parent.parent
URL = "https://contoh.example"
NOW = "1795600800"  # 2026-11-25 17.00 WIB: SOURCE_DATE_EPOCH of every test that names no other

_PARAGRAPH = "Paragraf rekaan tentang pasar warga di kota contoh."


def post(*lines: str, body: str = _PARAGRAPH) -> str:
    """A text with these lines of front matter.

    A title, a date and the mark of an invented text stand before them where they name none.
    """
    given = {line.partition(":")[0].strip().lower() for line in lines}
    usual = (("judul", "title", "Judul Rekaan"), ("tanggal", "date", "2026-03-02 09:00"))
    head = [f"{key}: {value}" for key, other, value in usual if not given & {key, other}]
    head += ["rekaan: ya"] if "rekaan" not in given else []
    return "\n".join(["---", *head, *lines, "---", "", body, ""])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one build came to: the site, what was said, and the faults that stopped it, if any."""

    site: Website
    report: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)

    @property
    def has_warnings(self) -> bool:
        return "peringatan: " in self.report


class Workshop:
    """content/ is written with put(), output/ is made with build(); caches are kept between."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        """compiled: where Jinja keeps compiled templates from one build to the next, for speed."""
        self.folder = folder
        self._compiled = compiled
        self.content = folder / "content"
        self.output = folder / "output"
        self.content.mkdir(parents=True, exist_ok=True)

    def put(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, by path below content/."""
        for path, data in files.items():
            place = self.content / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data.encode() if isinstance(data, str) else data)

    def fill(self, files: Mapping[str, str | bytes]) -> None:
        """Make content/ hold these files and no others."""
        shutil.rmtree(self.content)
        self.content.mkdir()
        self.put(files)

    def build(self, *, now: str = NOW, is_hurried: bool = False, **settings: Any) -> Outcome:
        """One build with the project's own settings, changed as named. now: SOURCE_DATE_EPOCH.

        is_hurried: at once after the last save, when a file's time can't yet tell it from the next.
        """
        read_clock, late_ns = time.time_ns, 0 if is_hurried else 3_000_000_000
        chosen = read_settings(str(ROOT / "pelicanconf.py"), override=self._settings(settings))
        said = io.StringIO()
        with (
            _clock(now),
            mock.patch("time.time_ns", lambda: read_clock() + late_ns),
            contextlib.redirect_stderr(said),
            contextlib.redirect_stdout(said),
        ):
            try:
                Newsroom(chosen).run()
            except ContentFaults as faults:
                return Outcome(self._site(chosen), str(faults), faults.problems)
        return Outcome(self._site(chosen), said.getvalue())

    def is_as_from_nothing(self, **options: Any) -> bool:
        """Whether output/ holds what a build without cache would put there. options: of build()."""
        clean = self.folder / "bersih"
        self.build(OUTPUT_PATH=str(clean), LOAD_CONTENT_CACHE=False, **options)
        same = files_of(clean) == files_of(self.output)
        shutil.rmtree(clean)
        return same

    def _settings(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "PATH": str(self.content),
            "OUTPUT_PATH": str(self.output),
            "CACHE_PATH": str(self.folder / "cache"),
            "SITEURL": URL,
            "FOOTER_PAGES": [],
            "IMPRINT_PAGES": [],
            "JINJA_ENVIRONMENT": {"bytecode_cache": FileSystemBytecodeCache(str(self._compiled))},
            **changes,
        }

    def _site(self, settings: Mapping[str, Any]) -> Website:
        return Website(Path(settings["OUTPUT_PATH"]), settings["SITEURL"])


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    files = (place for place in folder.rglob("*") if place.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@contextlib.contextmanager
def _clock(now: str) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = now
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
