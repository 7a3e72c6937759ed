"""Builds on a disk that is full or read-only, or where the site's folder is not ours alone."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from apart import apart, read_only, small_disk
from conftest import SITE, SITE_SETTINGS
from test_build import bytes_of, pelican
from test_writer import held, in_sight, write
from workshop import ROOT, Workshop, post

from newsroom.problems import BuildStopped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these mounts are Linux's")


def newsroom(folder: Path, compiled: Path) -> Workshop:
    made = Workshop(folder, compiled)
    shutil.copytree(SITE, made.content, dirs_exist_ok=True)
    return made


def edit(workshop: Workshop, edition: int) -> None:
    """Some large articles, and a name on many pages."""
    body = f"Paragraf rekaan nomor {edition}. " * 1500
    files: dict[str, str | bytes] = {
        f"berita/besar-{n}.md": post(f"judul: Besar {n}", f"rubrik: Edisi {edition}", body=body)
        for n in range(4)
    }
    workshop.put(files)


def fill(disk: Path, *, but_for_kib: int) -> Path:
    """A file that leaves so much free."""
    filler = disk / "penuh"
    free = shutil.disk_usage(disk).free - but_for_kib * 1024
    filler.write_bytes(b"\0" * max(0, free))
    return filler


def unfinished(workshop: Workshop) -> bool:
    return (workshop.folder / ".output.aside" / "new").exists()


def both_sites(folder: Path, compiled: Path) -> list[dict[str, bytes]]:
    """Each edition as a clean build makes it."""
    clean = newsroom(folder, compiled)
    sites = []
    for edition in range(2):
        edit(clean, edition)
        assert not clean.build(**SITE_SETTINGS, LOAD_CONTENT_CACHE=False).is_refused
        sites.append(bytes_of(clean.output))
    return sites


def test_full_disk_leaves_the_old_site_or_the_new(tmp_path: Path, compiled: Path) -> None:
    """With more and more room left: a sentence and the old site, or the new one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    sites = both_sites(tmp_path / "clean", compiled)

    def work() -> None:
        small_disk(disk, "24m")
        workshop = newsroom(disk, compiled)
        edit(workshop, 0)
        workshop.build(**SITE_SETTINGS)
        live, outcomes = 0, []
        for but_for_kib in (0, 400, 1500, 8000):
            wanted = 1 - live
            edit(workshop, wanted)
            filler = fill(disk, but_for_kib=but_for_kib)
            try:
                workshop.build(**SITE_SETTINGS)
            except BuildStopped as error:
                outcomes.append("stopped")
                assert "No space left on device. Periksa izin dan sisa ruang" in str(error)
            else:
                outcomes.append("built")
                live = wanted
            assert bytes_of(workshop.output) == sites[live]
            assert not unfinished(workshop)
            filler.unlink()
        assert outcomes[0] == "stopped"
        assert outcomes[-1] == "built"

    apart(work)


def test_cache_that_finds_no_room_stops_no_site(tmp_path: Path, compiled: Path) -> None:
    """It is given up with a word, whether it fails while reading or at the end."""
    disk = tmp_path / "disk"
    disk.mkdir()
    sites = both_sites(tmp_path / "clean", compiled)

    def work() -> None:
        small_disk(disk, "4m")
        workshop = newsroom(tmp_path / "situs", compiled)
        settings = {**SITE_SETTINGS, "CACHE_PATH": str(disk)}
        edit(workshop, 0)
        workshop.build(**settings)
        uncached = 0
        for number, but_for_kib in enumerate((0, 8, 100), 1):
            edit(workshop, number % 2)
            filler = fill(disk, but_for_kib=but_for_kib)
            said = workshop.build(**settings).report
            uncached += "Tembolok tidak dapat ditulis (database or disk is full)" in said
            assert bytes_of(workshop.output) == sites[number % 2]
            filler.unlink()
        assert uncached > 0
        assert "Tembolok" not in workshop.build(**settings).report

    apart(work)


def test_full_disk_is_said_in_one_sentence(tmp_path: Path, compiled: Path) -> None:
    """On the command line: exit 1 and no traceback."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def work() -> None:
        small_disk(disk, "24m")
        workshop = newsroom(disk, compiled)
        fill(disk, but_for_kib=60)

        ended = pelican(
            workshop.content, "-s", ROOT / "pelicanconf.py", "-o", workshop.output,
            "-e", f'CACHE_PATH="{workshop.folder / "cache"}"',
        )  # fmt: skip

        assert ended.returncode == 1
        assert "Situs tidak dapat ditulis ke" in ended.stderr
        assert "Traceback" not in ended.stderr + ended.stdout
        assert not workshop.output.exists()
        assert not unfinished(workshop)

    apart(work)


@pytest.mark.parametrize("is_output_alone", [True, False])
def test_read_only_disk_is_said_in_one_sentence(
    tmp_path: Path, compiled: Path, is_output_alone: bool
) -> None:
    """The site that is there stays."""
    workshop = newsroom(tmp_path / "situs", compiled)
    edit(workshop, 0)
    workshop.build(**SITE_SETTINGS, CACHE_PATH=str(tmp_path / "cache"))
    before = bytes_of(workshop.output)
    edit(workshop, 1)

    def work() -> None:
        read_only(workshop.output if is_output_alone else workshop.folder)
        with pytest.raises(BuildStopped) as stopped:
            workshop.build(**SITE_SETTINGS, CACHE_PATH=str(tmp_path / "cache"))
        assert "Read-only file system" in str(stopped.value)
        assert bytes_of(workshop.output) == before

    apart(work)


def test_output_that_is_a_mount_gets_the_site(tmp_path: Path) -> None:
    """It can change places with nothing; files are moved within it, and nothing else is left."""
    output = tmp_path / "output"
    output.mkdir()

    def work() -> None:
        small_disk(output, "2m")
        states = None
        for text in "012":
            files = {"index.html": text, "berita/a/index.html": "satu", f"{text}/a.html": text}
            _, states = write(output, files, states)
            assert held(output) == files
            assert sorted(place.name for place in output.iterdir()) == sorted(
                ["index.html", "berita", text, "manifest.sha256"]
            )
            assert os.path.ismount(output)

    apart(work)
    assert list(output.iterdir()) == []
    assert [place.name for place in tmp_path.iterdir()] == ["output"]


def test_parent_that_is_not_ours_is_not_needed(tmp_path: Path) -> None:
    """A web server's folder, given to the editors, in one that is not."""
    with tempfile.TemporaryDirectory() as name:
        parent, output = Path(name), Path(name) / "html"
        output.mkdir()
        nobody = 65534
        if os.getuid() == 0:
            os.chown(output, nobody, nobody)
        parent.chmod(0o555)

        def work() -> None:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(nobody)
                os.setuid(nobody)
            states = None
            for text in "01":
                _, states = write(output, {"index.html": text, "a/index.html": "a"}, states)

        apart(work)
        assert held(output) == {"index.html": "1", "a/index.html": "a"}
        assert in_sight(parent) == sorted(place.name for place in parent.iterdir()) == ["html"]
        parent.chmod(0o755)
