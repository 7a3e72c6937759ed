"""The output folder is the old site or the new one, whatever happens at whatever moment.

With NEWSROOM_KILLS set, as in .ci/run, no step is left out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from apart import Fails, apart, full_from, killed_at

from newsroom.publishing.writer import FileState, SiteWriter

STRIDE = 1 if "NEWSROOM_KILLS" in os.environ else 3

# From the old to the new site files are changed, added, removed, with their folders and without.
OLD = {
    "index.html": "depan lama",
    "tetap.html": "tidak berubah",
    "berita/a/index.html": "satu",
    "berita/b/index.html": "dua",
    "berita/lama/index.html": "usang",
    "agenda": "dulu sebuah berkas",
}
NEW = {
    "index.html": "depan baru",
    "tetap.html": "tidak berubah",
    "berita/a/index.html": "satu, diralat",
    "berita/b/index.html": "dua",
    "berita/baru/index.html": "tiga",
    "robots.txt": "",
}
LATER = {**NEW, "index.html": "depan lebih baru", "berita/b/index.html": "dua, diralat"}


@dataclass
class Place:
    """An output folder with what its last whole build has remembered."""

    output: Path
    in_place: bool
    known: Mapping[str, FileState] = field(default_factory=dict)

    def build(self, files: Mapping[str, str]) -> None:
        """As the press does it."""
        writer = SiteWriter(self.output, self.known, in_place=self.in_place)
        writer.discard()
        try:
            for path, text in files.items():
                if self._is_unchanged(writer, path, text):
                    writer.keep(path)
                else:
                    writer.stage(path, text.encode())
            writer.commit()
        except BaseException:
            writer.discard()
            raise
        self.known = writer.site

    def _is_unchanged(self, writer: SiteWriter, path: str, text: str) -> bool:
        return OLD.get(path) == text and writer.is_in_place(path)

    def mend(self) -> None:
        """What a build does first, even if then it finds a fault in the content."""
        SiteWriter(self.output, {}).discard()

    def leave_a_file(self) -> None:
        """Somebody else's; it is to be there whatever happens."""
        (self.output / "berita" / "b" / "catatan.txt").write_text("milik orang")

    def held(self) -> dict[str, str]:
        """All but that file, which is there."""
        found = self.found()
        assert found.pop("berita/b/catatan.txt") == "milik orang"
        return found

    def found(self) -> dict[str, str]:
        return {
            file.relative_to(self.output).as_posix(): file.read_text()
            for file in self.output.rglob("*")
            if file.is_file()
        }


def whole(place: Path, files: Mapping[str, str]) -> dict[str, str]:
    """The site, manifest and all, as a first build makes it."""
    clean = Place(place, in_place=False)
    clean.build(files)
    return clean.found()


@pytest.fixture
def old(tmp_path: Path) -> dict[str, str]:
    return whole(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> dict[str, str]:
    return whole(tmp_path / "new", NEW)


@pytest.fixture
def later(tmp_path: Path) -> dict[str, str]:
    return whole(tmp_path / "later", LATER)


def left_aside(output: Path) -> set[str]:
    return {place.name for place in (output.parent / f".{output.name}.aside").glob("*")}


@pytest.mark.parametrize("has_twin", [True, False])
def test_killed_before_any_step_the_site_is_the_old_or_the_new(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], later: dict[str, str], has_twin: bool
) -> None:
    """Each step in turn is the one that kill -9 forestalls; the builds after it are right."""
    seen = set()
    for step in range(1, 1000, 1 if has_twin else STRIDE):
        place = Place(tmp_path / f"{step}", in_place=not has_twin)
        place.build(OLD)
        place.leave_a_file()
        place.in_place = False

        def build(place: Place = place, step: int = step) -> None:
            killed_at(step)
            place.build(NEW)

        came_to_its_end = apart(build)

        held = place.held()
        assert held in (old, new), step
        seen.add(held == new)
        place.build(NEW)
        assert place.held() == new, step
        place.build(LATER)
        assert place.held() == later, step
        assert left_aside(place.output) == {"twin", "behind.json"}
        if came_to_its_end:
            break
    assert seen == {False, True}
    assert step > 20


def test_killed_among_its_moves_a_build_is_taken_back(
    tmp_path: Path, old: dict[str, str], new: dict[str, str]
) -> None:
    """Where folders can't change places, the next build mends, even one that finds a fault."""
    mixed = 0
    for step in range(1, 1000):
        place = Place(tmp_path / f"{step}", in_place=True)
        place.build(OLD)
        place.leave_a_file()

        def build(place: Place = place, step: int = step) -> None:
            killed_at(step)
            place.build(NEW)

        came_to_its_end = apart(build)

        mixed += place.held() not in (old, new)
        place.mend()
        assert place.held() in (old, new), step
        place.build(NEW)
        assert place.held() == new, step
        assert left_aside(place.output) == set()
        if came_to_its_end:
            break
    assert mixed > 3
    assert step > 20


@pytest.mark.parametrize("only_once", [True, False])
@pytest.mark.parametrize("in_place", [True, False])
def test_disk_that_fills_up_at_any_step_leaves_the_old_site_or_the_new(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], in_place: bool, only_once: bool
) -> None:
    """One step fails, or all that need room from then on: no mixture, and the next build is right.

    Only where even removing fails is there something left to clear away.
    """
    seen = set()
    for step in range(1, 1000, STRIDE):
        place = Place(tmp_path / f"{step}", in_place=in_place)
        place.build(OLD)
        place.leave_a_file()
        steps = tmp_path / f"{step}" / "steps"

        def build(place: Place = place, step: int = step, steps: Path = steps) -> None:
            changes = full_from(step, only_once=only_once)
            try:
                place.build(NEW)
            finally:
                steps.symlink_to(str(changes()))

        with suppress(Fails):
            apart(build)

        held = place.held()
        assert held in (old, new), step
        seen.add(held == new)
        assert only_once or "new" not in left_aside(place.output), step
        place.build(NEW)
        assert place.held() == new, step
        if int(steps.readlink().name) < step:
            break
    assert seen == {False, True}
