"""Which files are taken as unchanged without reading them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from newsroom import disk
from newsroom.disk import find_content


def stamp(root: Path) -> str:
    return find_content(root, (), root / "output", "content/").texts["a.md"]


def test_a_file_of_this_moment_has_no_stamp(tmp_path: Path) -> None:
    """It could change once more without a new time, so it is read again next time."""
    (tmp_path / "a.md").write_text("satu")

    assert stamp(tmp_path) == ""


def test_an_edit_that_keeps_size_and_time_changes_the_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of change (ctime) can't be set back, unlike the time that a file manager shows."""
    monkeypatch.setattr(disk, "_SETTLED_NS", 0)
    file = tmp_path / "a.md"
    file.write_text("satu")
    before, times = stamp(tmp_path), file.stat()

    time.sleep(0.02)
    file.write_text("dua!")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert file.stat().st_mtime_ns == times.st_mtime_ns
    assert stamp(tmp_path) != before


def test_an_untouched_file_keeps_its_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every build would read everything."""
    monkeypatch.setattr(disk, "_SETTLED_NS", 0)
    (tmp_path / "a.md").write_text("satu")

    assert stamp(tmp_path) == stamp(tmp_path) != ""
