"""Events as Git holds them: no day, place or state changes in silence (NEWSROOM.md C4, C5, P2)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from archive import Archive
from workshop import Workshop, post

from newsroom.problems import Problem

DAY = "mulai: 2026-12-05 09:00"
HALL = ("tempat: Balai Contoh", "alamat: Jalan Rekaan 2")
NOTE = "perubahan: [{jenis: pembaruan, waktu: 2026-11-20 10:00, ringkas: Berubah.}]"


def event(*lines: str, state: str = "terjadwal", is_invented: bool = False) -> str:
    """An event at /agenda/rapat/, taken for true: of invented ones readers need not be told."""
    invented = f"rekaan: {'ya' if is_invented else 'tidak'}"
    head = ["judul: Rapat Rekaan", f"keadaan: {state}", invented, *lines]
    return "\n".join(["---", *head, "---", "", "Rapat rekaan.", ""])


def meeting(*lines: str, state: str = "terjadwal") -> dict[str, str | bytes]:
    return {"agenda/rapat.md": event(*lines, state=state)}


@pytest.fixture
def archive(tmp_path: Path, compiled: Path) -> Archive:
    """With a meeting that was published two weeks ago."""
    made = Archive(tmp_path, compiled)
    made.commit("2026-11-10 09:00", meeting(DAY, *HALL))
    return made


def faults(archive: Archive, files: dict[str, str | bytes]) -> tuple[Problem, ...]:
    archive.put(files)
    return archive.build().problems


def value(fault: Problem, name: str) -> str:
    return dict(fault.values)[name]


# ------------------------------------------------------------------ a change needs an entry


@pytest.mark.parametrize(
    ("lines", "state", "field", "line", "told"),
    [
        (("mulai: 2026-12-06 09:00", *HALL), "terjadwal", "mulai", 5,
         "waktu mulai: “Sabtu, 5 Desember 2026, 09.00 WIB” menjadi “Minggu, 6 Desember 2026, "
         "09.00 WIB” (jika jadwalnya dipindah, tulis juga mulai_semula: 2026-12-05 09:00 WIB)"),
        (("mulai: 2026-12-05", *HALL), "terjadwal", "mulai", 5,
         "menjadi “Sabtu, 5 Desember 2026”"),
        ((DAY, "zona: WITA", *HALL), "terjadwal", "mulai", 5,
         "menjadi “Sabtu, 5 Desember 2026, 09.00 WITA”"),
        ((DAY, "selesai: 2026-12-05 12:00", *HALL), "terjadwal", "selesai", 6,
         "waktu selesai ditambah “Sabtu, 5 Desember 2026, 12.00 WIB”"),
        ((DAY, *HALL), "batal", "keadaan", 3, "keadaan acara: “Terjadwal” menjadi “Batal”"),
        ((DAY, *HALL), "tentatif", "keadaan", 3, "menjadi “Jadwal sementara”"),
        (("mulai_semula: 2026-12-05 09:00", *HALL), "ditunda", "keadaan", 3, "“Ditunda”"),
        ((DAY, "tempat: Aula Lain", HALL[1]), "terjadwal", "tempat", 6,
         "tempat: “Balai Contoh” menjadi “Aula Lain”"),
        ((DAY, HALL[0]), "terjadwal", "alamat", 1, "alamat “Jalan Rekaan 2” dihapus"),
        ((DAY, *HALL, "id: lain"), "terjadwal", "id", 8,
         "“rapat” menjadi “lain” (id tidak boleh berubah; tulis kembali id: rapat)"),
    ],
)  # fmt: skip
def test_silent_change_stops_the_build_and_shows_the_entry_to_add(
    archive: Archive, lines: tuple[str, ...], state: str, field: str, line: int, told: str
) -> None:
    """Named at the field that changed, old and new; the entry mends it as it stands (C5)."""
    (fault,) = faults(archive, meeting(*lines, state=state))

    assert (fault.code, fault.path) == ("event_change_unrecorded", "content/agenda/rapat.md")
    assert (fault.field, fault.line) == (field, line)
    assert told in value(fault, "changes")
    entry = value(fault, "entry").split("\n")
    assert entry[:2] == ["perubahan:", entry[1]] and "jenis: pembaruan" in entry[1]
    assert not faults(archive, meeting(*lines, *entry, state=state))


@pytest.mark.parametrize("is_committed", [False, True])
def test_announced_event_is_not_hidden_in_silence(archive: Archive, is_committed: bool) -> None:
    """It would vanish from the calendars of all who subscribed; an entry tells them (C5)."""
    hidden = meeting(DAY, *HALL, "status: tersembunyi")
    if is_committed:
        archive.commit("2026-11-12 09:00", hidden)

    (fault,) = faults(archive, hidden)

    assert (fault.code, fault.field, fault.line) == ("event_hidden", "status", 8)
    assert not faults(archive, meeting(DAY, *HALL, NOTE, "status: tersembunyi"))


def test_event_that_is_over_or_was_never_announced_may_be_hidden(archive: Archive) -> None:
    """No calendar loses anything that is still to come."""
    archive.commit("2026-11-11 09:00", {"agenda/lama.md": event("mulai: 2026-11-01 09:00")})
    archive.commit("2026-11-11 09:30", {"agenda/nanti.md": event(state="menyusul")})

    for path, lines, state in (
        ("agenda/lama.md", ("mulai: 2026-11-01 09:00",), "terjadwal"),
        ("agenda/nanti.md", (), "menyusul"),
    ):
        text = event(*lines, "status: tersembunyi", state=state)
        assert not faults(archive, {path: text})


def test_entry_joins_those_that_are_there(archive: Archive) -> None:
    """Below the last one, in the same list; an old entry tells of nothing new."""
    head = ("perubahan:", "  - {jenis: pembaruan, waktu: 2026-11-12, ringkas: Pindah ke balai.}")
    archive.commit("2026-11-12 09:00", meeting(DAY, *HALL, *head))

    (fault,) = faults(archive, meeting(DAY, *HALL, *head, state="batal"))

    assert fault.code == "event_change_unrecorded_more"
    entry = value(fault, "entry").split("\n")
    assert not faults(archive, meeting(DAY, *HALL, *head, *entry, state="batal"))


def test_committed_silent_change_is_found_and_can_be_mended(archive: Archive) -> None:
    """As in CI, where everything is committed."""
    archive.commit("2026-11-12 09:00", meeting(DAY, *HALL, state="batal"))
    archive.commit("2026-11-13 09:00", meeting(DAY, *HALL, "biaya: Gratis", state="batal"))
    assert [p.code for p in archive.build().problems] == ["event_change_unrecorded"]

    archive.commit("2026-11-14 09:00", meeting(DAY, *HALL, NOTE, state="batal"))
    assert not archive.build().is_refused


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((DAY, *HALL, "ringkasan: Lain.", "biaya: Gratis", "kontak: Warga", "diperiksa: 2026-11-20",
          "mulai_semula: 2026-12-01", "alias: [/lama/]", "zona: WIB"), "terjadwal"),
        (("mulai: 5 Desember 2026, pukul 09.00 WIB", *HALL), "terjadwal"),
        ((DAY, *HALL), "selesai"),
    ],
)  # fmt: skip
def test_what_calendars_do_not_keep_is_free(
    archive: Archive, lines: tuple[str, ...], state: str
) -> None:
    """Other facts, the same day written otherwise, and that it took place as announced."""
    assert not faults(archive, meeting(*lines, state=state))


def test_published_entry_can_not_be_taken_away(archive: Archive) -> None:
    """The sequence of calendars is counted from them: it would fall (C5)."""
    archive.commit("2026-11-20 10:00", meeting(DAY, *HALL, NOTE, state="batal"))

    assert "entries_lost" in [p.code for p in faults(archive, meeting(DAY, *HALL, state="batal"))]


# ------------------------------------------------------------------ days that come and go


def test_event_that_loses_its_day_is_put_off_not_to_follow(archive: Archive) -> None:
    """It would vanish from the calendar file, and stay in the calendars of readers (C2, C8)."""
    (fault,) = faults(archive, meeting(*HALL, state="menyusul"))

    assert (fault.code, fault.field, fault.line) == ("event_day_lost", "keadaan", 3)
    assert value(fault, "day") == "Sabtu, 5 Desember 2026, 09.00 WIB"
    state, *lines = value(fault, "lines").split("\n")
    assert (state, lines[0]) == ("keadaan: ditunda", "mulai_semula: 2026-12-05 09:00 WIB")
    assert not faults(archive, meeting(*HALL, *lines, state="ditunda"))
    (entry,) = archive.build().site.calendar().walk("VEVENT")
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 1)


def test_no_entry_makes_good_a_lost_day(archive: Archive) -> None:
    """Noted or not, committed or not: there is nothing left to carry the note to calendars."""
    archive.commit("2026-11-20 10:00", meeting(*HALL, NOTE, state="menyusul"))

    (fault,) = archive.build().problems

    assert fault.code == "event_day_lost"
    assert "# jika belum dicatat" in value(fault, "lines")
    lines = ("mulai_semula: 2026-12-05 09:00", NOTE)
    assert not faults(archive, meeting(*HALL, *lines, state="ditunda"))


def test_event_that_was_put_off_can_not_become_one_to_follow(archive: Archive) -> None:
    """There is no more to note: the lines alone bring it back."""
    old = "mulai_semula: 2026-12-05 09:00"
    archive.commit("2026-11-20 10:00", meeting(old, *HALL, NOTE, state="ditunda"))

    (fault,) = faults(archive, meeting(*HALL, NOTE, state="menyusul"))

    assert value(fault, "lines") == "keadaan: ditunda\nmulai_semula: 2026-12-05 09:00 WIB"


def test_first_announcement_of_a_day_needs_no_entry(tmp_path: Path, compiled: Path) -> None:
    """No calendar held the event (C2); what was said of its place before still counts."""
    archive = Archive(tmp_path, compiled)
    archive.commit("2026-11-10 09:00", meeting(HALL[0], state="menyusul"))

    archive.commit("2026-11-12 09:00", meeting(DAY, *HALL))
    assert not archive.build().is_refused

    (fault,) = faults(archive, meeting(DAY, "tempat: Aula Lain", HALL[1]))
    assert "“Balai Contoh” menjadi “Aula Lain”" in value(fault, "changes")


def test_change_after_a_first_announcement_needs_one(tmp_path: Path, compiled: Path) -> None:
    """From then on calendars hold it."""
    archive = Archive(tmp_path, compiled)
    archive.commit("2026-11-10 09:00", meeting(state="menyusul"))
    archive.commit("2026-11-12 09:00", meeting(DAY))

    assert [p.field for p in faults(archive, meeting("mulai: 2026-12-06"))] == ["mulai"]
    assert [p.code for p in faults(archive, meeting(state="menyusul"))] == ["event_day_lost"]


def test_put_off_with_another_day_asks_for_the_right_state(archive: Archive) -> None:
    """«Ditunda» says that no new day is known."""
    (fault,) = faults(archive, meeting("mulai: 2026-12-09", *HALL, state="ditunda"))

    advice = "tulis keadaan: terjadwal dan mulai_semula: 2026-12-05 09:00 WIB"
    assert advice in value(fault, "changes")


# ------------------------------------------------------------------ as lenient as with articles


def test_drafts_and_first_publications_are_free(archive: Archive) -> None:
    """Nobody has read them yet."""
    draft = {"agenda/b.md": event(DAY, "status: draf")}
    archive.commit("2026-11-11 09:00", draft)

    assert not faults(archive, {"agenda/b.md": event("mulai: 2026-12-06", "status: draf")})
    assert not faults(archive, {"agenda/b.md": event("mulai: 2026-12-07")})


def test_previews_and_invented_events_only_warn(archive: Archive) -> None:
    """An editor in the middle of it, and a demonstration, are told but not stopped."""
    archive.commit("2026-11-11 09:00", {"agenda/b.md": event(DAY, is_invented=True)})
    archive.put({"agenda/b.md": event("mulai: 2026-12-07", is_invented=True)})
    outcome = archive.build()
    assert not outcome.is_refused and "content/agenda/b.md:5: mulai: " in outcome.report

    archive.put(meeting(*HALL, state="menyusul"))
    preview = archive.build(PREVIEW_DRAFTS=True)
    assert not preview.is_refused and "content/agenda/rapat.md:3: keadaan: " in preview.report


def test_without_git_nothing_is_claimed(workshop: Workshop) -> None:
    """Nor warned of."""
    workshop.put(meeting(DAY))
    workshop.build()
    workshop.put(meeting("mulai: 2026-12-06"))

    outcome = workshop.build()

    assert not outcome.is_refused and not outcome.has_warnings


def test_shallow_clone_judges_by_what_it_holds(
    archive: Archive, tmp_path: Path, compiled: Path
) -> None:
    """And says that it is not whole."""
    archive.commit("2026-11-12 09:00", meeting(DAY, "tempat: Aula Lain", HALL[1], NOTE))
    clone = Workshop(tmp_path / "dangkal", compiled)
    shutil.rmtree(clone.folder)
    url = f"file://{archive.root}"
    archive.git("clone", "-q", "--depth", "1", url, str(clone.folder))

    outcome = clone.build()
    assert not outcome.is_refused and "git fetch --unshallow" in outcome.report

    clone.put(meeting(DAY, *HALL, NOTE))
    assert [p.field for p in clone.build().problems if not p.is_warning] == ["tempat"]


# ------------------------------------------------------------------ addresses


def test_published_address_can_not_vanish(archive: Archive) -> None:
    """Deleted, unpublished or moved: the address must still lead somewhere (P5)."""
    (fault,) = faults(archive, meeting(DAY, *HALL, "status: draf"))
    assert (fault.code, fault.field) == ("event_address_lost", "status")

    (fault,) = faults(archive, meeting(DAY, *HALL, "slug: pindah", "id: rapat"))
    assert (fault.code, fault.field, fault.line) == ("event_address_lost", "slug", 8)
    assert value(fault, "address") == "/agenda/rapat/"

    moved = ("slug: pindah", "id: rapat", "alias: [/agenda/rapat/]")
    assert not faults(archive, meeting(DAY, *HALL, *moved))

    (archive.content / "agenda/rapat.md").unlink()
    (fault,) = archive.build().problems
    assert fault.code == "event_address_lost_with_file"
    assert "keadaan: batal" in archive.build().report

    successor = {"agenda/lain.md": event(DAY, "alias: [/agenda/rapat/]")}
    assert not faults(archive, successor)


def test_new_slug_keeps_the_id_of_calendars(archive: Archive) -> None:
    """It is the slug where none is given, and would change with it (C4)."""
    moved = (DAY, *HALL, "slug: pindah", "alias: [/agenda/rapat/]")

    (fault,) = faults(archive, meeting(*moved))

    assert fault.field == "id" and "tulis kembali id: rapat" in value(fault, "changes")


def test_renamed_file_takes_its_past_along(archive: Archive) -> None:
    """The address, which is its name where none is given, and what is known of it."""
    archive.git("mv", "content/agenda/rapat.md", "content/agenda/kumpul.md")
    archive.commit("2026-11-11 09:00")
    assert [(p.field, p.code) for p in archive.build().problems] == [
        ("id", "event_change_unrecorded"), ("slug", "event_address_lost"),
    ]  # fmt: skip

    kept = ("slug: rapat", "alias: [/agenda/kumpul/]", DAY, *HALL)
    assert not faults(archive, {"agenda/kumpul.md": event(*kept)})
    (fault,) = faults(archive, {"agenda/kumpul.md": event(*kept, state="batal")})
    assert (fault.path, fault.field) == ("content/agenda/kumpul.md", "keadaan")


def test_file_that_becomes_another_kind_leaves_its_address(tmp_path: Path, compiled: Path) -> None:
    """What the same bytes said as an article says nothing of the event they make."""
    archive = Archive(tmp_path, compiled)
    text = post("rekaan: tidak", "judul: Rapat", "tanggal: 2026-11-01")
    archive.commit("2026-11-10 09:00", {"rapat.md": text, "lain.md": post("judul: Lain")})
    (archive.content / "agenda").mkdir()
    archive.git("mv", "content/rapat.md", "content/agenda/rapat.md")
    archive.commit("2026-11-11 09:00", meeting(DAY))

    (fault,) = archive.build().problems
    assert (fault.path, fault.code) == ("content/rapat.md", "address_lost_with_file")

    archive.commit("2026-11-12 09:00", {"lain.md": post("judul: Lain", "alias: [/berita/rapat/]")})
    assert not archive.build().is_refused
    assert [p.field for p in faults(archive, meeting("mulai: 2026-12-06"))] == ["mulai"]


def test_event_first_saved_in_the_wrong_folder_is_watched(tmp_path: Path, compiled: Path) -> None:
    """As an article its bytes can't be read; moved unchanged, they are an event."""
    archive = Archive(tmp_path, compiled)
    archive.commit("2026-11-10 09:00", {"rapat.md": event(DAY), "lain.md": post("judul: Lain")})
    (archive.content / "agenda").mkdir()
    archive.git("mv", "content/rapat.md", "content/agenda/rapat.md")
    archive.commit("2026-11-11 09:00")
    archive.build()

    assert [p.field for p in faults(archive, meeting("mulai: 2026-12-06"))] == ["mulai"]
