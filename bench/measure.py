"""Builds of one corpus, each as its own program, timed as an editor would wait for it.

And the preview, which goes on running; stock Pelican has none that an editor could compare.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench import preview
from bench.corpus import Inventor, Post, others, write

ROOT = Path(__file__).resolve().parent.parent
NOW = "1795600800"  # every build has one clock: 2026-11-25, 17.00 in Malang
STEPS = ("cold", "none", "edit", "new", "preview")  # in this order, each after the one before


@dataclass(frozen=True, slots=True)
class Builder:
    """One of those that are compared: this newsroom or stock Pelican."""

    name: str
    is_newsroom: bool
    has_typography: bool

    def text(self, post: Post) -> str:
        return post.for_newsroom() if self.is_newsroom else post.for_pelican()

    def command(self, home: Path) -> list[str]:
        """Pelican's own command line; only the settings differ."""
        own = (ROOT if self.is_newsroom else home) / "pelicanconf.py"
        if not self.is_newsroom:
            own.write_text(_STOCK, encoding="utf-8")
        settings = {"TYPOGRIFY": self.has_typography, "CACHE_PATH": str(home / "cache")}
        chosen = (f"{name}={json.dumps(value)}" for name, value in settings.items())
        return [sys.executable, "-m", "pelican", str(home / "content"), "-s", str(own),
                "-o", str(home / "output"), "-e", *chosen]  # fmt: skip


_STOCK = """
SITENAME = "Warta Rekaan"
SITEURL = ""
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
THEME = "simple"
DEFAULT_PAGINATION = 12
"""

BUILDERS = (
    Builder("newsroom", True, True),
    Builder("newsroom_plain", True, False),
    Builder("pelican", False, True),
    Builder("pelican_plain", False, False),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One build: how long it took, the memory of its largest process, how many files differ."""

    seconds: float
    peak_mb: float
    changed: int


class BuildFailed(Exception):
    """A build of the corpus ended with an error; the text is what it said."""


def measured(builder: Builder, count: int, home: Path, repeats: int) -> dict[str, Step]:
    """The median of each step over all repeats, each from nothing."""
    runs = []
    for _ in range(repeats):
        shutil.rmtree(home, ignore_errors=True)
        runs.append(dict(_run(builder, count, home)))
    shutil.rmtree(home, ignore_errors=True)
    return {step: _median([run[step] for run in runs]) for step in STEPS if step in runs[0]}


def _median(steps: list[Step]) -> Step:
    return Step(
        statistics.median(step.seconds for step in steps),
        statistics.median(step.peak_mb for step in steps),
        int(statistics.median(step.changed for step in steps)),
    )


def _run(builder: Builder, count: int, home: Path) -> Iterator[tuple[str, Step]]:
    content = home / "content"
    articles = content / "berita"
    *posts, last = Inventor().posts(count + 1)
    write(articles, ((post.path, builder.text(post)) for post in posts))
    if builder.is_newsroom:
        write(content, iter(others(count).items()))
    files: dict[str, bytes] = {}
    edited = articles / posts[count // 2].path
    for name in STEPS[:-1]:
        if name == "edit":
            edited.write_text(edited.read_text(encoding="utf-8") + "\nKalimat tambahan rekaan.\n")
        elif name == "new":
            write(articles, iter([(last.path, builder.text(last))]))
        seconds, peak_mb = _timed(builder.command(home), home)
        before, files = files, _hashes(home / "output")
        changed = sum(before.get(path) != files.get(path) for path in before.keys() | files.keys())
        yield name, Step(seconds, peak_mb, changed)
    if builder.is_newsroom:
        url = f"/berita/{posts[count // 2].slug}/"
        seconds = preview.seconds(home, edited, url, typography=builder.has_typography)
        yield "preview", Step(seconds, 0, 0)


def _timed(command: list[str], home: Path) -> tuple[float, float]:
    """Seconds and megabytes. Raises BuildFailed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONUTF8": "1", "TMPDIR": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles every module at each build
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        said = process.stderr.read() if process.stderr else ""
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            peak_mb = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        else:
            process.wait()
            peak_mb = 0.0
    seconds = time.perf_counter() - started
    if process.returncode:
        raise BuildFailed(said)
    return seconds, peak_mb


def _hashes(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).digest() for file in files}
