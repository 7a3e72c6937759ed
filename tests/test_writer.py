"""Putting files in the output folder: only what changed, in one move, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from newsroom.publishing.moves import OutsideOutput
from newsroom.publishing.writer import MANIFEST, Changes, FileState, SiteWriter


def write(
    output: Path,
    files: Mapping[str, str],
    known: Mapping[str, FileState] | None = None,
    retained: list[str] | None = None,
) -> tuple[Changes, Mapping[str, FileState]]:
    """One build that holds exactly these files."""
    writer = SiteWriter(output, known or {})
    writer.discard()
    for path, text in files.items():
        writer.stage(path, text.encode())
    return writer.commit(retained=retained), writer.site


def held(folder: Path) -> dict[str, str]:
    """Every file of a folder, but for the manifest."""
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }


def in_sight(folder: Path) -> list[str]:
    """What someone sees who does not ask for hidden files."""
    return sorted(place.name for place in folder.iterdir() if not place.name.startswith("."))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_files_come_into_place_with_a_manifest(output: Path) -> None:
    """The folder holds the files; the manifest names each with its hash."""
    files = {"index.html": "depan", "berita/a/index.html": "satu"}

    changes, _ = write(output, files)

    assert held(output) == files
    assert changes.written == ["berita/a/index.html", "index.html", MANIFEST]
    line = f"{sha256(b'depan').hexdigest()}  index.html"
    assert line in (output / MANIFEST).read_text().splitlines()
    assert in_sight(output.parent) == ["output"]


def test_nothing_appears_before_commit(output: Path) -> None:
    """Staging touches nothing that is served."""
    write(output, {"index.html": "lama"})
    writer = SiteWriter(output, {})

    writer.stage("index.html", b"baru")
    writer.stage("b.html", b"baru")

    assert held(output) == {"index.html": "lama"}


def test_discard_leaves_the_old_site_whole(output: Path) -> None:
    """A build given up leaves every byte, and no folder of its own."""
    write(output, {"index.html": "lama"})
    writer = SiteWriter(output, {})
    writer.stage("index.html", b"baru")

    writer.discard()

    assert held(output) == {"index.html": "lama"}
    assert in_sight(output.parent) == ["output"]


def test_unchanged_file_is_left_alone(output: Path) -> None:
    """Equal bytes are not written again: the time of the file stays."""
    _, states = write(output, {"a.html": "sama", "b.html": "satu"})
    before = (output / "a.html").stat().st_mtime_ns

    changes, _ = write(output, {"a.html": "sama", "b.html": "dua"}, states)

    assert changes.written == ["b.html", MANIFEST]
    assert (output / "a.html").stat().st_mtime_ns == before


def test_build_without_a_change_writes_nothing(output: Path) -> None:
    """Not even the manifest."""
    _, states = write(output, {"a.html": "sama"})

    changes, _ = write(output, {"a.html": "sama"}, states)

    assert changes == Changes([], [])


def test_file_that_someone_changed_is_put_right(output: Path) -> None:
    """Even with the same length, and whether or not an earlier build is remembered."""
    _, states = write(output, {"a.html": "benar"})
    (output / "a.html").write_text("salah")

    write(output, {"a.html": "benar"}, states)
    assert held(output) == {"a.html": "benar"}

    (output / "a.html").write_text("salah")
    write(output, {"a.html": "benar"})
    assert held(output) == {"a.html": "benar"}


def test_kept_file_stays_in_the_manifest(output: Path) -> None:
    """keep() after is_in_place(): the file is part of the site without being made again."""
    _, states = write(output, {"a.html": "satu", "b.html": "dua"})
    writer = SiteWriter(output, states)

    assert writer.is_in_place("a.html")
    writer.keep("a.html")
    changes = writer.commit()

    assert changes.removed == ["b.html"]
    assert "a.html" in (output / MANIFEST).read_text()


def test_stale_file_goes_with_its_empty_folders(output: Path) -> None:
    """What the last manifest named and this site has not is removed."""
    write(output, {"berita/a/index.html": "satu", "berita/b/index.html": "dua"})

    changes, _ = write(output, {"berita/b/index.html": "dua"})

    assert changes.removed == ["berita/a/index.html"]
    assert not (output / "berita" / "a").exists()


def test_foreign_file_is_not_touched(output: Path) -> None:
    """What no build has written is not ours to remove."""
    write(output, {"a.html": "satu"})
    (output / "catatan.txt").write_text("milik orang")

    write(output, {"b.html": "dua"})

    assert held(output) == {"b.html": "dua", "catatan.txt": "milik orang"}


def test_full_cleaning_spares_only_what_is_named(output: Path) -> None:
    """DELETE_OUTPUT_DIRECTORY with OUTPUT_RETENTION."""
    write(output, {"a.html": "satu"})
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("cabang")
    (output / "catatan.txt").write_text("milik orang")

    write(output, {"b.html": "dua"}, retained=[".git"])

    assert held(output) == {"b.html": "dua", ".git/HEAD": "cabang"}


@pytest.mark.parametrize("path", ["../luar.html", "/luar.html", "a/../../luar.html", "..\\l", ""])
def test_path_that_climbs_is_refused(output: Path, path: str) -> None:
    """Nothing is staged for a place outside the folder."""
    writer = SiteWriter(output, {})

    with pytest.raises(OutsideOutput):
        writer.stage(path, b"nakal")


def test_linked_folder_leads_no_file_outside(output: Path) -> None:
    """A symbolic link in the output folder stops the build before anything is moved."""
    outside = output.parent / "luar"
    outside.mkdir()
    write(output, {"index.html": "lama"})
    (output / "berita").symlink_to(outside)

    with pytest.raises(OutsideOutput):
        write(output, {"index.html": "baru", "berita/a/index.html": "nakal"})

    assert list(outside.iterdir()) == []
    assert (output / "index.html").read_text() == "lama"


def test_stale_file_behind_a_linked_folder_is_not_removed(output: Path) -> None:
    """Not even where the folder's name begins like the output's."""
    beside = output.parent / "output-lain"
    (beside / "a").mkdir(parents=True)
    (beside / "a" / "index.html").write_text("milik orang")
    write(output, {"index.html": "satu", "berita/a/index.html": "dua"})
    (output / "berita" / "a" / "index.html").unlink()
    (output / "berita" / "a").rmdir()
    (output / "berita").rmdir()
    (output / "berita").symlink_to(beside)

    write(output, {"index.html": "satu"})

    assert (beside / "a" / "index.html").read_text() == "milik orang"


def test_linked_file_is_replaced_not_followed(output: Path) -> None:
    """A link in the place of a page gives way; what it led to keeps its bytes."""
    secret = output.parent / "rahasia.txt"
    secret.write_text("rahasia")
    output.mkdir()
    (output / "index.html").symlink_to(secret)

    write(output, {"index.html": "depan"})

    assert not (output / "index.html").is_symlink()
    assert secret.read_text() == "rahasia"


def test_manifest_that_lies_removes_nothing_outside(output: Path) -> None:
    """A damaged manifest names a file elsewhere: it stays."""
    (output.parent / "luar.txt").write_text("milik orang")
    write(output, {"a.html": "satu"})
    with (output / MANIFEST).open("a") as manifest:
        manifest.write(f"{'0' * 64}  ../luar.txt\nsampah\n")

    write(output, {"b.html": "dua"})

    assert (output.parent / "luar.txt").exists()
    assert held(output) == {"b.html": "dua"}


def test_staged_file_left_by_a_killed_build_does_no_harm(output: Path) -> None:
    """What was left beside the output is not put into the site."""
    SiteWriter(output, {}).stage("hantu.html", b"sisa")

    write(output, {"index.html": "depan"})

    assert held(output) == {"index.html": "depan"}
    assert in_sight(output.parent) == ["output"]
