"""Builds that are killed, or that meet another one: the next build puts everything right."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from conftest import SITE
from test_build import bytes_of
from workshop import NOW, ROOT

KILLS = 5


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A build of folder/content into folder/output, as another program would start it."""
    command = ["-m", "pelican", str(folder / "content"), "-s", str(ROOT / "publishconf.py")]
    places = ["-o", str(folder / "output"), "--cache-path", str(folder / "cache")]
    return subprocess.Popen(
        [sys.executable, *command, *places],
        env={"SOURCE_DATE_EPOCH": NOW, "SITEURL": "https://contoh.example", "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def folder_with_site(place: Path) -> Path:
    shutil.copytree(SITE, place / "content")
    return place


def names_true_hashes(output: Path) -> bool:
    """Whether manifest.sha256 names every other file, with the hash that it has."""
    lines = (output / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    named = {line[66:]: line[:64] for line in lines}
    found = bytes_of(output)
    del found["manifest.sha256"]
    return named == {path: sha256(data).hexdigest() for path, data in found.items()}


def test_build_after_killed_ones_equals_a_clean_build(tmp_path: Path) -> None:
    """Killed at any moment: no file is half written, and the next build mends the rest."""
    clean, broken = folder_with_site(tmp_path / "clean"), folder_with_site(tmp_path / "broken")
    began = time.monotonic()
    assert started(clean).wait() == 0
    usual = time.monotonic() - began
    chance = random.Random(25112026)

    for _ in range(KILLS):
        shutil.rmtree(broken / "output", ignore_errors=True)
        shutil.rmtree(broken / "cache", ignore_errors=True)
        build = started(broken)
        time.sleep(usual * chance.uniform(0.3, 1.0))
        build.kill()
        build.wait()
        whole, left = bytes_of(clean / "output"), bytes_of(broken / "output")
        assert all(left[path] == whole[path] for path in left)
        assert started(broken).wait() == 0

    assert bytes_of(broken / "output") == bytes_of(clean / "output")
    assert names_true_hashes(broken / "output")


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    """The second waits for the first to write; both succeed."""
    clean, shared = folder_with_site(tmp_path / "clean"), folder_with_site(tmp_path / "shared")
    assert started(clean).wait() == 0

    builds = [started(shared), started(shared)]

    assert [build.wait() for build in builds] == [0, 0]
    assert bytes_of(shared / "output") == bytes_of(clean / "output")
    assert names_true_hashes(shared / "output")
