"""Putting files in the output folder: only what changed, in one move, and nowhere else."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from apart import Running

from newsroom.publishing import swap
from newsroom.publishing.lock import only_writer
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


def test_many_files_are_looked_at_in_one_go(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is gone, one of another size and one of another time are no longer in place."""
    monkeypatch.setattr("newsroom.publishing.writer._MANY", 1)
    _, known = write(output, dict.fromkeys("abcd", "semula"))
    (output / "a").unlink()
    (output / "b").write_text("lebih panjang")
    os.utime(output / "c", ns=(0, 0))

    writer = SiteWriter(output, known)
    writer.look()

    assert [name for name in "abcd" if writer.is_in_place(name)] == ["d"]
    assert not writer.is_in_place("tak dikenal")


def test_given_up_attempt_leaves_no_file_in_the_next(output: Path) -> None:
    """The same build may begin anew when its first plan does not hold."""
    _, known = write(output, {"a": "satu", "b": "dua"})
    writer = SiteWriter(output, known)
    writer.keep("a")
    writer.stage("b", b"tiga")
    writer.discard()

    writer.stage("c", b"empat")
    writer.commit()

    assert held(output) == {"c": "empat"}


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


@pytest.mark.skipif(os.name == "nt", reason="there a backslash is no part of a name")
def test_full_cleaning_removes_also_what_no_build_could_have_written(output: Path) -> None:
    """A name that would be refused in a manifest can still lie in the folder."""
    write(output, {"a.html": "satu"})
    (output / "salinan\\lama.html").write_text("milik orang")

    write(output, {"a.html": "satu"}, retained=[])

    assert held(output) == {"a.html": "satu"}


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


def test_damaged_manifest_is_mended_though_nothing_else_changed(output: Path) -> None:
    """It lists what the site holds, whatever happened to it."""
    _, states = write(output, {"a.html": "satu"})
    sound = (output / MANIFEST).read_bytes()
    (output / MANIFEST).write_bytes(b"rusak")

    write(output, {"a.html": "satu"}, states)

    assert (output / MANIFEST).read_bytes() == sound


def test_staged_file_left_by_a_killed_build_does_no_harm(output: Path) -> None:
    """What was left beside the output is not put into the site."""
    SiteWriter(output, {}).stage("hantu.html", b"sisa")

    write(output, {"index.html": "depan"})

    assert held(output) == {"index.html": "depan"}
    assert in_sight(output.parent) == ["output"]


# ------------------------------------------------------------------ one step, and what it spares


def aside(output: Path) -> set[str]:
    return {place.name for place in (output.parent / f".{output.name}.aside").glob("*")}


def inode(file: Path) -> int:
    return file.stat().st_ino


def test_folder_changes_in_one_step(output: Path) -> None:
    """The folder is another one after each build; files that stay are the very same files."""
    _, states = write(output, {"a.html": "sama", "b.html": "satu"})
    folder, kept = inode(output), inode(output / "a.html")

    write(output, {"a.html": "sama", "b.html": "dua"}, states)

    assert inode(output) != folder
    assert inode(output / "a.html") == kept
    assert aside(output) == {"twin", "behind.json"}
    assert held(output.parent / ".output.aside" / "twin") == held(output)


def test_file_and_folder_of_one_name_follow_each_other(output: Path) -> None:
    """A page, then a folder of pages, then a page again: both folders come to hold the same."""
    page, folder = {"berita": "satu"}, {f"berita/{n}": "banyak" for n in range(9)}
    known: Mapping[str, FileState] = {}

    for files in (page, folder, page, folder):
        _, known = write(output, {"index.html": "depan", **files}, known)
        assert held(output) == {"index.html": "depan", **files}
        assert held(output.parent / ".output.aside" / "twin") == held(output)


def test_file_edited_where_it_lies_does_not_come_back(output: Path) -> None:
    """Both folders share the file; what someone wrote into it is in neither after a build."""
    files = {"a.html": "benar", "b.html": "satu"}
    _, states = write(output, files)
    (output / "a.html").write_text("salah sekali")

    _, states = write(output, {**files, "b.html": "dua"}, states)
    assert held(output) == {**files, "b.html": "dua"}

    _, states = write(output, {**files, "b.html": "tiga"}, states)
    assert held(output) == {**files, "b.html": "tiga"}


def test_foreign_file_stays_where_it_is_through_many_builds(output: Path) -> None:
    """Added, changed, removed by its owner at any time: each build shows it as he left it."""
    files = {"index.html": "0", "berita/a/index.html": "satu"}
    _, states = write(output, files)
    foreign = output / "berita" / "a" / "gambar.txt"

    for number, text in enumerate(["milik orang", "diubah", "diubah", "", "kembali"], 1):
        if text:
            foreign.unlink(missing_ok=True)
            foreign.write_text(text)
        else:
            foreign.unlink()
        files["index.html"] = str(number)
        _, states = write(output, files, states)
        expected = {"berita/a/gambar.txt": text} if text else {}
        assert held(output) == {**files, **expected}
    assert aside(output) == {"twin", "behind.json"}


def test_foreign_folder_is_not_carried_about(output: Path) -> None:
    """A repository in the output folder, say: files are moved one by one, and it is left alone."""
    files = {"index.html": "0", "berita/a/index.html": "satu"}
    _, states = write(output, files)
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("cabang")
    folder, repository = inode(output), inode(output / ".git")

    _, states = write(output, {**files, "index.html": "1"}, states)

    assert (inode(output), inode(output / ".git")) == (folder, repository)
    assert held(output) == {**files, "index.html": "1", ".git/HEAD": "cabang"}
    assert aside(output) == set()


def test_rights_of_folders_stay(output: Path) -> None:
    """Who may read and write in a folder is not for a build to change."""
    files = {"index.html": "0", "berita/a/index.html": "satu"}
    _, states = write(output, files)
    output.chmod(0o2775)
    (output / "berita").chmod(0o711)

    for number in "12":
        files["index.html"] = number
        _, states = write(output, files, states)
        assert output.stat().st_mode & 0o7777 == 0o2775
        assert (output / "berita").stat().st_mode & 0o7777 == 0o711
    assert aside(output) == {"twin", "behind.json"}


def test_output_that_is_a_link_stays_one(output: Path) -> None:
    """The folder behind the link gets the site, from the first build on."""
    real = output.parent / "lain" / "situs"
    real.mkdir(parents=True)
    output.symlink_to(real)

    for text in "012":
        write(output, {"index.html": text})

    assert output.is_symlink()
    assert held(real) == {"index.html": "2"}
    assert in_sight(real.parent) == ["situs"]


def test_site_put_there_by_another_hand_is_believed(output: Path) -> None:
    """Copied over the last build, perhaps from another machine: only its bytes count."""
    _, states = write(output, {"a.html": "satu", "b.html": "lama"})
    (output / "a.html").unlink()
    (output / "a.html").write_text("dua")
    _, states = write(output, {"a.html": "dua", "b.html": "lama"}, states)

    _, states = write(output, {"a.html": "dua", "b.html": "baru"}, states)
    assert held(output) == {"a.html": "dua", "b.html": "baru"}

    _, states = write(output, {"a.html": "dua", "b.html": "lebih baru"}, states)
    assert held(output) == {"a.html": "dua", "b.html": "lebih baru"}


@pytest.mark.parametrize("lost", ["twin", "behind.json", "."])
def test_twin_can_be_deleted(output: Path, lost: str) -> None:
    """Whatever someone clears away beside the output costs time only."""
    files = {"index.html": "0", "berita/a/index.html": "satu"}
    _, states = write(output, files)
    place = output.parent / ".output.aside" / lost
    shutil.rmtree(place) if place.is_dir() else place.unlink()

    for number in "12":
        files["index.html"] = number
        _, states = write(output, files, states)
        assert held(output) == files
    assert aside(output) == {"twin", "behind.json"}


def test_output_that_vanished_is_made_again(output: Path) -> None:
    """Deleted between two builds; the twin of a folder that is gone is not trusted."""
    files = {"index.html": "0", "berita/a/index.html": "satu"}
    _, states = write(output, files)
    shutil.rmtree(output)

    _, states = write(output, files, states)

    assert held(output) == files


@pytest.mark.parametrize("in_place", [True, False])
def test_output_that_vanishes_during_a_build_stops_it(output: Path, in_place: bool) -> None:
    """A part of the site is not put up; the next build makes all of it."""
    files = {"a.html": "sama", "b.html": "satu"}
    _, states = write(output, files)
    writer = SiteWriter(output, states, in_place=in_place)
    writer.keep("a.html")
    writer.stage("b.html", b"dua")
    shutil.rmtree(output)

    with pytest.raises(FileNotFoundError):
        writer.commit()
    writer.discard()
    assert not output.exists()

    write(output, files, states)
    assert held(output) == files


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EBUSY])
def test_system_without_the_step_moves_files(
    output: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Old systems, other systems, and folders that can't be moved; nothing is kept aside."""
    files = {"index.html": "0", "berita/a/index.html": "satu", "usang/index.html": "lama"}
    _, states = write(output, files)
    folder = inode(output)

    def refuse(one: Path, two: Path) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(swap, "folders", refuse)
    del files["usang/index.html"]
    for number in "12":
        files["index.html"] = number
        _, states = write(output, files, states)
        assert held(output) == files

    assert inode(output) == folder
    assert aside(output) == set()


# ------------------------------------------------------------------ one build at a time


def test_lock_leaves_nothing_behind(output: Path) -> None:
    """Neither beside the output nor in the folder for temporary files."""
    before = set(Path(tempfile.gettempdir()).glob("newsroom-*"))

    with only_writer(output):
        assert aside(output) == {"lock"}

    assert list(output.parent.iterdir()) == []
    assert set(Path(tempfile.gettempdir()).glob("newsroom-*")) <= before


def test_only_one_at_a_time_though_the_lock_comes_and_goes(output: Path) -> None:
    """Many processes take and leave the lock; no two ever hold it together."""
    shared = output.parent / "di-dalam"

    def work() -> None:
        for _ in range(25):
            with only_writer(output):
                shared.mkdir()  # fails while another one is inside
                time.sleep(0.0005)
                shared.rmdir()

    processes = [Running(work) for _ in range(4)]
    assert all(process.wait() for process in processes)
