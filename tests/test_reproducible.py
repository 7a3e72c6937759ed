"""The same content gives the same bytes on any machine; the clock is an input."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import SITE
from workshop import NOW, ROOT, post

from newsroom.parallel import MANY

# Read by Python as it starts: another machine's file system and number of cores.
OTHER_MACHINE = """
import os

cores = int(os.environ["TRIED_CORES"])
if cores and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

if os.environ["TRIED_ORDER"] == "backwards":
    scan, names_in = os.scandir, os.listdir

    class Backwards:
        def __init__(self, *place):
            with scan(*place) as found:
                self.entries = sorted(found, key=lambda entry: entry.name, reverse=True)
        def __enter__(self):
            return self
        def __exit__(self, *_):
            pass
        def close(self):
            pass
        def __iter__(self):
            return iter(self.entries)
        def __next__(self):
            if not self.entries:
                raise StopIteration
            return self.entries.pop(0)

    os.scandir = Backwards
    os.listdir = lambda *place: sorted(names_in(*place), reverse=True)
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and under what circumstances a site is built. cores: 0 for all."""

    folder: str
    umask: int
    cores: int
    order: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def build(self, place: Path, content: Path) -> dict[str, bytes]:
        """The files of the site, with the content copied in this machine's order."""
        home = place / self.folder
        for file in sorted(_files(content), reverse=self.order == "backwards"):
            copy = home / "content" / file.relative_to(content)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        (home / "sitecustomize.py").write_text(OTHER_MACHINE)
        ended = subprocess.run(
            [sys.executable, "-m", "pelican", "content", "-s", str(ROOT / "pelicanconf.py"),
             "-o", str(home / "output"), "-e", 'SITEURL="https://contoh.example"',
             f'CACHE_PATH="{home}"'],
            cwd=home,
            umask=self.umask if os.name != "nt" else -1,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **self.environment, "SOURCE_DATE_EPOCH": NOW,
                 "PYTHONPATH": str(home), "TRIED_CORES": str(self.cores),
                 "TRIED_ORDER": self.order},
            timeout=300,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        output = home / "output"
        return {f.relative_to(output).as_posix(): f.read_bytes() for f in _files(output)}


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


HERE = Machine(
    "a", 0o022, 0, "as they come",
    {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
)  # fmt: skip
ELSEWHERE = Machine(
    "lebih dalam/b", 0o077, 1, "backwards",
    {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONUTF8": "0"},
)  # fmt: skip


def _own(place: Path) -> Path:
    return ROOT / "content"


def _invented(place: Path) -> Path:
    """The invented site, with as many texts more as make a build share its work among the cores."""
    content = place / "rekaan"
    shutil.copytree(SITE, content)
    for number in range(MANY + 20):
        tag = ("Panen", "panen", "Sawah Kita")[number % 3]
        day = f"2026-{number % 9 + 1:02}-{number % 28 + 1:02}"
        lines = (f"judul: Tulisan Rekaan {number}", f"tanggal: {day}", f"tag: [{tag}]")
        (content / "berita" / f"tulisan-{number}.md").write_text(post(*lines))
    return content


@pytest.mark.parametrize("content", [_own, _invented])
def test_same_content_gives_the_same_bytes_on_another_machine(
    content: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Case 21a: other folder, zone, locale, hash seed, umask, order of files, number of cores."""
    made = content(tmp_path)

    here, elsewhere = (machine.build(tmp_path, made) for machine in (HERE, ELSEWHERE))

    assert {path for path in here | elsewhere if here.get(path) != elsewhere.get(path)} == set()
    lines = here.pop("manifest.sha256").decode().splitlines()
    assert lines == [f"{sha256(data).hexdigest()}  {path}" for path, data in sorted(here.items())]
