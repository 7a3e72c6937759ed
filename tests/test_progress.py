"""The line that says how far a long build has come."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workshop import NOW, ROOT, Workshop, post

from newsroom import progress
from newsroom.progress import ProgressLine

pty = pytest.importorskip("pty", reason="a pseudo-terminal is a thing of Unix")


# Pelican's command line, with a line that is drawn at once and not after a second.
PELICAN = """
from newsroom import progress
from pelican import main
progress._AFTER_SECONDS = progress._EVERY_SECONDS = 0.0
main()
"""


@pytest.fixture
def many_texts(tmp_path: Path) -> Path:
    """A folder with more texts than are read in one portion."""
    workshop = Workshop(tmp_path, tmp_path / "compiled")
    workshop.put({f"t-{n}.md": post(f"judul: Tulisan {n}") for n in range(150)})
    return tmp_path


def build(folder: Path, *options: str, is_piped: bool = False, **environment: str) -> str:
    """What a terminal shows of a build from nothing, or what a pipe in the place of stderr gets."""
    command = [
        sys.executable, "-c", PELICAN, str(folder / "content"), "-s", "pelicanconf.py",
        "-o", str(folder / "output"), "--ignore-cache", *options, "-e", "FOOTER_PAGES=[]",
    ]  # fmt: skip
    variables = {name: value for name, value in os.environ.items() if name != "CI"}
    variables |= {"SOURCE_DATE_EPOCH": NOW, "TERM": "xterm", "PYTHONUTF8": "1", **environment}
    variables["PYTHONPATH"] = str(ROOT / "plugins")
    shutil.rmtree(folder / "output", ignore_errors=True)
    watched, end = pty.openpty()
    with subprocess.Popen(
        command, cwd=ROOT, env=variables, stdout=end, stderr=subprocess.PIPE if is_piped else end
    ) as process:
        os.close(end)
        shown = b"".join(iter(lambda: read(watched), b""))
        said = process.stderr.read() if process.stderr else b""
    os.close(watched)
    assert process.returncode == 0, shown
    return (said if is_piped else shown).decode()


def read(terminal: int) -> bytes:
    """What comes next; nothing once the other side is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_long_build_says_how_far_it_is(many_texts: Path) -> None:
    """Reading and writing; at the end only the summary is left on the line."""
    shown = build(many_texts)

    assert re.search(r"Membaca \d+ dari 150 tulisan", shown)
    assert re.search(r"Menulis \d+ dari \d+ halaman", shown)
    last = shown.rpartition(" halaman")[2]
    assert last.startswith("\r\x1b[2K")
    assert "Selesai dalam" in last
    assert "Generating" not in shown  # which Pelican says


def test_nothing_is_drawn_where_nobody_watches(many_texts: Path) -> None:
    """In a pipe, in CI, and under -q."""
    assert "Membaca" not in build(many_texts, is_piped=True)
    assert "Membaca" not in build(many_texts, "-q")
    assert "Membaca" not in build(many_texts, CI="true")


def test_short_work_is_not_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line comes after a second, shows the numbers as Indonesian writes them, and goes."""
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])

    def word(key: str, **values: object) -> str:
        return f"{key} {values['done']} {values['total']}"

    with (tmp_path / "terminal").open("w+", encoding="utf-8", newline="") as terminal:
        line = ProgressLine(terminal, word)
        line("reading", 100, 10_000)
        assert terminal.tell() == 0
        clock[0] = 1.5
        line("reading", 3200, 10_000)
        line("reading", 10_000, 10_000)
        terminal.seek(0)
        drawn = terminal.read()

    assert drawn == "\r\x1b[2K██████░░░░░░░░░░░░░░ build.progress_reading 3.200 10.000\r\x1b[2K"
