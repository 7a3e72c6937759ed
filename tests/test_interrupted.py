"""Builds that are killed, or that meet another one: the site is the old one or the new one.

    NEWSROOM_KILLS=150 python3 tasks.py test -- tests/test_interrupted.py

kills more builds than the usual run.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from apart import Running
from conftest import SITE, SITE_SETTINGS
from test_build import bytes_of
from workshop import NOW, ROOT, Workshop, post

KILLS = int(os.environ.get("NEWSROOM_KILLS", "6"))


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
    """First builds, killed at any moment: there is no site or the whole one."""
    clean, broken = folder_with_site(tmp_path / "clean"), folder_with_site(tmp_path / "broken")
    began = time.monotonic()
    assert started(clean).wait() == 0
    usual = time.monotonic() - began
    chance = random.Random(25112026)
    whole = bytes_of(clean / "output")

    for _ in range(2):
        shutil.rmtree(broken / "output", ignore_errors=True)
        shutil.rmtree(broken / "cache", ignore_errors=True)
        build = started(broken)
        time.sleep(usual * chance.uniform(0.3, 1.0))
        build.kill()
        build.wait()
        assert bytes_of(broken / "output") in ({}, whole)

    assert started(broken).wait() == 0
    assert bytes_of(broken / "output") == whole
    assert names_true_hashes(broken / "output")


class Editions:
    """A newsroom that changes to and fro, and the site for each state as a clean build makes it."""

    def __init__(self, folder: Path, compiled: Path) -> None:
        self.workshop = Workshop(folder / "live", compiled)
        shutil.copytree(SITE, self.workshop.content, dirs_exist_ok=True)
        clean = Workshop(folder / "clean", compiled)
        shutil.copytree(SITE, clean.content, dirs_exist_ok=True)
        self.sites = []
        for number in range(2):
            self._put(clean, number)
            assert not clean.build(**SITE_SETTINGS, LOAD_CONTENT_CACHE=False).is_refused
            self.sites.append(bytes_of(clean.output))

    def edit(self, number: int) -> None:
        self._put(self.workshop, number)

    def _put(self, workshop: Workshop, number: int) -> None:
        """A changed text and name of a rubric, an article that comes and one that goes."""
        for old in workshop.content.glob("berita/edisi-*.md"):
            old.unlink()
        workshop.put(
            {
                "berita/berubah.md": post(f"rubrik: Edisi {number}", "tag: [Ganti]"),
                f"berita/edisi-{number}.md": post("judul: Hanya di Sini", "tag: [Ganti]"),
            }
        )


@pytest.mark.parametrize(("in_place", "kills"), [(False, KILLS), (True, KILLS // 3)])
def test_killed_at_any_moment_of_writing_the_site_is_the_old_or_the_new(
    tmp_path: Path, compiled: Path, in_place: bool, kills: int
) -> None:
    """Real builds get kill -9 at random moments between their first byte and their end.

    With OUTPUT_IN_PLACE the folder may be a mixture until the next build, but no longer.
    """
    editions = Editions(tmp_path, compiled)
    workshop, settings = editions.workshop, {**SITE_SETTINGS, "OUTPUT_IN_PLACE": in_place}
    editions.edit(0)
    workshop.build(**settings)
    aside = workshop.folder / ".output.aside" / "new"
    chance, seconds, lives = random.Random(25112026), 0.0, [0]

    for kill in range(kills + 1):
        number = (kill + 1) % 2
        editions.edit(number)
        build = Running(lambda: workshop.build(**settings))
        began = build.wait_for(aside.exists)
        if kill == 0:  # let go, to see how long it takes
            build.wait()
            seconds = time.monotonic() - began
        else:
            time.sleep(chance.uniform(0, seconds * 1.1))
            build.kill()
        held = bytes_of(workshop.output)
        assert in_place or held in editions.sites
        if in_place or kill % 10 == 9:
            workshop.build(**settings)
            held = bytes_of(workshop.output)
            assert held == editions.sites[number]
        lives.append(editions.sites.index(held))

    workshop.build(**settings)
    assert bytes_of(workshop.output) == editions.sites[number]
    assert names_true_hashes(workshop.output)
    assert set(lives) == {0, 1}


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    """The second waits for the first to write; both succeed."""
    clean, shared = folder_with_site(tmp_path / "clean"), folder_with_site(tmp_path / "shared")
    assert started(clean).wait() == 0

    builds = [started(shared), started(shared)]

    assert [build.wait() for build in builds] == [0, 0]
    assert bytes_of(shared / "output") == bytes_of(clean / "output")
    assert names_true_hashes(shared / "output")
