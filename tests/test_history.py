"""Versions of an article, read from Git: what was public, and that readers were told (P1-P3)."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from archive import Archive
from workshop import Outcome, Workshop
from workshop import post as invented

from newsroom.problems import Problem

PAGE = "/berita/kabar-rekaan/"
LIST = f"{PAGE}riwayat/"
ONE = "Warga memanen empat ton padi pada Minggu pagi.\n\nPanen itu dirayakan bersama."
TWO = ONE.replace("empat ton", "tiga ton")
RALAT = "perubahan: [{jenis: ralat, waktu: 2026-03-05 10:00, ringkas: Jumlah padi keliru.}]"


def post(*lines: str, body: str = ONE) -> str:
    """As workshop.post, but taken for true: of invented examples readers need not be told."""
    return invented("rekaan: tidak", *lines, body=body)


def story(body: str = ONE, *lines: str, title: str = "Kabar Rekaan") -> str:
    return post(f"judul: {title}", "slug: kabar-rekaan", *lines, body=body)


@pytest.fixture
def archive(tmp_path: Path, compiled: Path) -> Archive:
    return Archive(tmp_path, compiled)


def comparisons(outcome: Outcome) -> list[str]:
    """Addresses of the pages that show what a version changed."""
    assert not outcome.is_refused, outcome.report
    paths = [path for path in outcome.site.pages if "/riwayat/" in path]
    return sorted(path for path in paths if not path.endswith("/riwayat/index.html"))


def corrected(archive: Archive) -> Archive:
    """Two versions, the second told to readers."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.commit("2026-03-05 10:00", {"a.md": story(TWO, RALAT)})
    return archive


# ------------------------------------------------------------------ what readers see


def test_article_leads_to_its_versions_in_plain_words(archive: Archive) -> None:
    """When, what changed, how readers were told; newest first."""
    site = corrected(archive).build().site

    page = site.page(LIST)
    assert LIST in site.page(PAGE).hrefs
    assert "Bandingkan 2 versi" in site.page(PAGE).main
    assert page.texts(".versions time") == [
        "Kamis, 5 Maret 2026, 10.00 WIB",
        "Senin, 2 Maret 2026, 09.30 WIB",
    ]
    assert "Isi: 1 kata ditambah, 1 kata dihapus." in page.main
    assert "Ralat: Jumlah padi keliru." in page.main
    assert page.is_noindex


def test_comparison_shows_each_changed_word(archive: Archive) -> None:
    """Old and new words marked for eye and ear; what did not change is left out."""
    outcome = corrected(archive).build()
    (path,) = comparisons(outcome)

    page = outcome.site.pages[path]
    assert page.texts(".difference del") == ["[dihapus:] empat"]
    assert page.texts(".difference ins") == ["[ditambahkan:] tiga"]
    assert "1 alinea tidak berubah" in page.main
    assert "dirayakan" not in page.text_of(".difference")
    assert re.search("\\d\xa0[A-Z]", page.node("h1").text())  # its day stays in one line
    assert page.is_noindex
    assert not [address for address in outcome.site.sitemap() if "riwayat" in address]
    assert list(outcome.site.dead_links()) == []


def test_article_with_one_version_has_no_history_page(archive: Archive) -> None:
    """Ten thousand unchanged articles cost no page; each says that its words never changed."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})

    outcome = archive.build()

    assert comparisons(outcome) == [] and not outcome.site.has(LIST)
    assert "Kata-katanya belum pernah berubah sejak terbit." in outcome.site.page(PAGE).main


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ONE, ONE.replace("\n\n", "\n\n\n").replace("padi pada", "padi\npada")),
        (ONE, ONE.replace("empat ton", "**empat** ton")),
        (ONE, ONE.replace("empat ton", "[empat ton](https://contoh.example/)")),
        ('Kata "panen" itu -- rekaan.', "Kata “panen” itu – rekaan."),
        ("- satu\n- dua", "1. satu\n2. dua"),
        ("satu\n\ndua", "satu dua"),
    ],
)
def test_typography_space_and_markup_are_no_change(
    archive: Archive, before: str, after: str
) -> None:
    """Neither a version nor a silent edit."""
    archive.commit("2026-03-02 09:30", {"a.md": story(before)})
    archive.commit("2026-03-05 09:30", {"a.md": story(after, "tag: [rekaan]")})

    assert comparisons(archive.build()) == []


def test_versions_that_were_never_public_are_no_versions(archive: Archive) -> None:
    """A draft, a text before its day, and what came before the site was opened."""
    archive.commit("2026-02-01 09:00", {"a.md": story("Draf rahasia.", "status: draf")})
    archive.commit("2026-02-02 09:00", {"a.md": story("Sebelum harinya.")})
    archive.commit("2026-03-02 09:30", {"a.md": story("Sebelum situs dibuka.")})
    archive.commit("2026-03-04 09:30", {"a.md": story()})
    archive.commit("2026-03-05 10:00", {"a.md": story(TWO, RALAT)})

    outcome = archive.build(PUBLIC_SINCE="2026-03-05")

    assert len(comparisons(outcome)) == 1
    for words in ("Draf rahasia", "Sebelum harinya", "Sebelum situs dibuka"):
        assert outcome.site.files_with(words) == []


def test_history_follows_a_renamed_file(archive: Archive) -> None:
    """Addresses of versions stay."""
    before = comparisons(corrected(archive).build())

    archive.git("mv", "content/a.md", "content/b.md")
    archive.commit("2026-03-06 09:00")

    assert comparisons(archive.build()) == before


def test_address_of_a_version_outlives_later_ones(archive: Archive) -> None:
    """And its page keeps its bytes."""
    outcome = corrected(archive).build()
    (path,) = comparisons(outcome)
    before = outcome.site.files[path]

    more = RALAT.replace("]", ", {jenis: pembaruan, waktu: 2026-03-07, ringkas: Panen lagi.}]")
    archive.commit("2026-03-07 09:00", {"a.md": story(f"{TWO}\n\nPanen lagi.", more)})
    later = archive.build()

    assert len(comparisons(later)) == 2
    assert later.site.files[path] == before


def test_withdrawal_takes_the_versions_along(archive: Archive) -> None:
    """Their addresses lead to the notice; no word of any version is left."""
    paths = comparisons(corrected(archive).build())
    gone = "dicabut: {waktu: 2026-03-08, alasan: Rekaan., dasar: sara}"

    archive.commit("2026-03-08 09:00", {"a.md": story(TWO, RALAT, gone)})
    outcome = archive.build()

    assert not outcome.is_refused, outcome.report
    assert outcome.site.files_with("empat ton") == outcome.site.files_with("tiga ton") == []
    for path in (*paths, f"{LIST[1:]}index.html"):
        assert PAGE in outcome.site.pages[path].hrefs


# ------------------------------------------------------------------ nothing changes in silence


def test_silent_edit_stops_the_build_and_shows_the_entry_to_add(archive: Archive) -> None:
    """Pasted as it stands, the entry mends it (P2)."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.put({"a.md": story(TWO)})

    outcome = archive.build()

    (fault,) = outcome.problems
    assert fault.code == "change_unrecorded" and "content/a.md:" in outcome.report
    assert "“Warga memanen empat ton padi pada” menjadi “Warga memanen tiga ton padi pada”" in (
        outcome.report
    )
    entry = dict(fault.values)["entry"]
    assert yaml.safe_load(entry)["perubahan"][0]["menjadi"] == "Warga memanen tiga ton padi pada"
    assert "waktu: 2026-11-25 17:00" in entry

    archive.put({"a.md": story(TWO, *entry.split("\n"))})
    assert not archive.build().is_refused


def test_entry_is_added_to_those_that_are_there(archive: Archive) -> None:
    """Below the last one, in the same list."""
    corrected(archive)
    head = ("perubahan:", "  - {jenis: ralat, waktu: 2026-03-05 10:00, ringkas: Jumlah keliru.}")
    archive.put({"a.md": story(TWO.replace("Minggu", "Sabtu"), *head)})

    (fault,) = archive.build().problems
    assert fault.code == "change_unrecorded_more"

    entry = dict(fault.values)["entry"]
    archive.put({"a.md": story(TWO.replace("Minggu", "Sabtu"), *head, *entry.split("\n"))})
    assert not archive.build().is_refused


def test_committed_silent_edit_is_found_and_can_be_mended(archive: Archive) -> None:
    """In CI every change is committed; an entry in a later commit, or the old words, mend it."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.commit("2026-03-05 10:00", {"a.md": story(TWO)})
    assert [p.code for p in archive.build().problems] == ["change_unrecorded"]

    archive.put({"a.md": story()})
    assert not archive.build().is_refused

    archive.commit("2026-03-06 10:00", {"a.md": story(TWO, RALAT)})
    assert not archive.build().is_refused


@pytest.mark.parametrize(
    "lines",
    [
        ("judul: Kabar Lain",),
        ("ringkasan: Ringkasan lain.",),
        ("sumber: [Sumber lain]",),
        ("penulis: Orang Lain",),
        ("jenis: opini",),
        ("tanggal: 2026-03-01",),
        ("cara_kerja: Disusun lain.",),
        ("belum_diketahui: [Berapa?]",),
        ("acara: Panen lain",),
    ],
)
def test_whatever_readers_see_must_be_told(archive: Archive, lines: tuple[str, ...]) -> None:
    """Title, standfirst, sources, author, kind, day, method, questions, occasion."""
    archive.commit("2026-03-02 09:30", {"a.md": post("slug: kabar-rekaan")})
    archive.put({"a.md": post("slug: kabar-rekaan", *lines)})

    assert [p.code for p in archive.build().problems] == ["change_unrecorded"]


@pytest.mark.parametrize(
    "lines",
    [
        ("tag: [rekaan]",),
        ("rubrik: Budaya",),
        ("tanggal: 2026-03-02 08:00",),
        ("alias: [/lama/]",),
        ("sumber: [{judul: A, dilihat: 2026-03-09}]",),
    ],
)
def test_what_readers_do_not_read_is_free(archive: Archive, lines: tuple[str, ...]) -> None:
    """Topics, rubric, the hour, old addresses, the day on which a source was seen again."""
    before = ("sumber: [{judul: A, dilihat: 2026-03-01}]",) if "sumber" in lines[0] else ()
    archive.commit("2026-03-02 09:30", {"a.md": post(*before)})
    archive.put({"a.md": post(*lines)})

    assert not archive.build().is_refused


def test_drafts_and_first_publications_are_free(archive: Archive) -> None:
    """Nobody has read them yet."""
    archive.commit("2026-03-02 09:30", {"a.md": story("Draf.", "status: draf"), "b.md": post()})
    archive.put({"a.md": story("Draf lain.", "status: draf"), "c.md": post("judul: Baru")})
    assert not archive.build().is_refused

    archive.put({"a.md": story()})
    assert not archive.build().is_refused


def test_preview_warns_and_shows_the_page(archive: Archive) -> None:
    """An editor in the middle of a sentence is told, not stopped."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.put({"a.md": story(TWO)})

    outcome = archive.build(PREVIEW_DRAFTS=True)

    assert not outcome.is_refused and "berubah tanpa catatan" in outcome.report
    assert "tiga ton" in outcome.site.page(PAGE).main


def test_invented_examples_only_warn(archive: Archive) -> None:
    """A demonstration is built all the same; the lines to add are shown."""
    archive.commit("2026-03-02 09:30", {"a.md": invented("judul: A"), "b.md": invented()})
    archive.put({"a.md": invented("judul: B")})
    (archive.content / "b.md").unlink()

    outcome = archive.build()

    assert not outcome.is_refused
    assert "berubah tanpa catatan" in outcome.report and "berkasnya hilang" in outcome.report


def test_published_entry_can_not_be_taken_away(archive: Archive) -> None:
    """The ledger only grows."""
    corrected(archive)
    archive.put({"a.md": story(TWO)})

    assert "entries_lost" in [p.code for p in archive.build().problems]


def test_withdrawal_is_its_own_record(archive: Archive) -> None:
    """It needs no entry beside; but the title stays, and words that come back are told (P5)."""
    gone = "dicabut: {waktu: 2026-03-08, alasan: Rekaan., dasar: sara}"
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.put({"a.md": story("Dihapus.", gone)})
    assert not archive.build().is_refused

    archive.put({"a.md": story("Dihapus.", gone, title="Judul Lain")})
    assert [p.code for p in archive.build().problems] == ["change_unrecorded"]

    archive.commit("2026-03-08 09:30", {"a.md": story(ONE, gone)})
    archive.put({"a.md": story()})
    assert [p.code for p in archive.build().problems] == ["change_unrecorded"]


def test_published_address_can_not_vanish(archive: Archive) -> None:
    """Deleted, unpublished or moved: the address must still lead somewhere."""
    archive.commit("2026-03-02 09:30", {"a.md": story(), "b.md": post("judul: Lain")})

    (archive.content / "a.md").unlink()
    (fault,) = archive.build().problems
    assert (fault.path, fault.code) == ("content/a.md", "address_lost_with_file")
    assert PAGE in archive.build().report

    archive.put({"b.md": post("judul: Lain", f"alias: [{PAGE}]")})
    assert not archive.build().is_refused

    archive.put({"b.md": post("judul: Lain"), "a.md": story(ONE, "status: draf")})
    assert [p.code for p in archive.build().problems] == ["address_lost"]

    archive.put({"a.md": story().replace("slug: kabar-rekaan", "slug: pindah")})
    assert [p.code for p in archive.build().problems] == ["address_lost"]

    archive.put({"a.md": story(ONE, f"alias: [{PAGE}]").replace("slug: kabar-rekaan", "slug: p")})
    assert not archive.build().is_refused


# ------------------------------------------------------------------ repositories of all kinds


def test_without_git_the_page_says_so_and_all_else_works(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy without .git, and a machine without the program."""
    workshop.put({"a.md": story()})
    outcome = workshop.build()
    assert not outcome.is_refused and not outcome.has_warnings
    assert "Riwayat versi tidak tersedia" in outcome.site.page(PAGE).main

    monkeypatch.setenv("PATH", str(workshop.folder))
    again = workshop.build()
    assert not again.is_refused and not again.has_warnings


def test_article_moved_out_of_the_articles_leaves_its_address(archive: Archive) -> None:
    """A page at another address is no successor."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    (archive.content / "laman").mkdir()
    archive.git("mv", "content/a.md", "content/laman/a.md")
    archive.commit("2026-03-05 09:30")

    assert [p.code for p in archive.build().problems][:1] == ["address_lost_with_file"]


def test_missing_program_is_no_fault(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository on a machine without git."""
    corrected(archive)
    monkeypatch.setenv("PATH", str(archive.folder / "cache"))

    outcome = archive.build()

    assert not outcome.is_refused
    assert "Riwayat versi tidak tersedia" in outcome.site.page(PAGE).main


def test_shallow_clone_says_that_it_is_not_whole(
    archive: Archive, tmp_path: Path, compiled: Path
) -> None:
    """In a warning and on the page; what it holds has the same addresses."""
    corrected(archive)
    more = RALAT.replace("]", ", {jenis: pembaruan, waktu: 2026-03-07, ringkas: Panen lagi.}]")
    archive.commit("2026-03-07 09:00", {"a.md": story(f"{TWO}\n\nPanen lagi.", more)})
    whole = comparisons(archive.build())
    clone = Workshop(tmp_path / "dangkal", compiled)
    shutil.rmtree(clone.folder)
    url = f"file://{archive.root}"
    archive.git("clone", "-q", "--depth", "2", url, str(clone.folder))

    outcome = clone.build()

    assert "git fetch --unshallow" in outcome.report
    assert "tidak lengkap" in outcome.site.page(PAGE).main
    assert "tidak lengkap" in outcome.site.page(LIST).main
    assert len(comparisons(outcome)) == 1 and set(comparisons(outcome)) < set(whole)


@pytest.mark.parametrize("damage", ["HEAD", "objects", "owner"])
def test_damaged_repository_warns_and_stops_nothing(archive: Archive, damage: str) -> None:
    """The texts are all there; only their past is not."""
    corrected(archive)
    if damage == "owner":
        if os.name == "nt" or os.geteuid() != 0:
            pytest.skip("only root can give a folder away")
        for place in (archive.root, archive.root / ".git", archive.content):
            os.chown(place, 12345, 12345)
    elif damage == "HEAD":
        (archive.root / ".git" / "HEAD").write_text("rusak")
    else:
        shutil.rmtree(archive.root / ".git" / "objects")
        (archive.root / ".git" / "objects").mkdir()

    outcome = archive.build()

    assert not outcome.is_refused
    assert "Riwayat versi tidak tersedia" in outcome.site.page(PAGE).main
    assert "riwayat Git tidak terbaca" in outcome.report


def test_repository_without_a_commit_is_a_fresh_start(archive: Archive) -> None:
    archive.put({"a.md": story()})

    outcome = archive.build()

    assert not outcome.is_refused and not outcome.has_warnings


def test_content_may_be_the_repository(tmp_path: Path, compiled: Path) -> None:
    """The folder itself, with names that need care."""
    archive = Archive(tmp_path, compiled, root="content")
    archive.commit("2026-03-02 09:30", {"berita/padi «é» baru.md": story()})
    archive.commit("2026-03-05 09:30", {"berita/padi «é» baru.md": story(TWO, RALAT)})

    assert len(comparisons(archive.build())) == 1


def test_settings_of_the_person_who_builds_change_nothing(archive: Archive) -> None:
    """Nor does a hook run."""
    expected = corrected(archive).build().site.files
    for name, value in (
        ("log.showSignature", "true"), ("log.follow", "true"), ("diff.renames", "false"),
        ("core.quotepath", "on"), ("format.pretty", "oneline"), ("log.showRoot", "false"),
        ("core.fsmonitor", "/bin/false"), ("color.ui", "always"), ("diff.noprefix", "true"),
    ):  # fmt: skip
        archive.git("config", name, value)

    assert archive.build(LOAD_CONTENT_CACHE=False).site.files == expected


def test_build_after_each_commit_equals_a_clean_one(archive: Archive) -> None:
    """Edits, a rename, a deletion, a merge, and history that was rewritten."""

    def same() -> None:
        outcome = archive.build()
        assert not outcome.is_refused, outcome.report
        assert archive.build(LOAD_CONTENT_CACHE=False).site.files == outcome.site.files

    corrected(archive)
    same()
    archive.git("mv", "content/a.md", "content/c.md")
    archive.commit("2026-03-06 09:00", {"b.md": post("judul: Lain")})
    same()
    archive.git("switch", "-q", "-c", "cabang")
    more = RALAT.replace("]", ", {jenis: pembaruan, waktu: 2026-03-07, ringkas: Panen lagi.}]")
    archive.commit("2026-03-07 09:00", {"c.md": story(f"{TWO}\n\nSetengah jalan.", more)})
    archive.commit("2026-03-07 10:00", {"c.md": story(f"{TWO}\n\nPanen lagi.", more)})
    archive.git("switch", "-q", "utama")
    archive.commit("2026-03-07 11:00", {"d.md": post("judul: Di antara")})
    same()
    archive.git("merge", "-q", "--no-ff", "-m", "Gabung", "cabang", at="2026-03-07 12:00")
    same()
    assert archive.build().site.files_with("Setengah jalan") == []
    archive.git("reset", "-q", "--hard", "HEAD~2")
    archive.commit("2026-03-09 11:00", {"e.md": post("judul: Tulis ulang")})
    same()


def test_one_commit_is_read_alone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build after one commit asks git for that commit, and for no content it has read before."""
    asked = archive.folder / "asked"
    corrected(archive).build()
    tool = archive.folder / "bin"
    tool.mkdir()
    real = shutil.which("git")
    (tool / "git").write_text(f'#!/bin/sh\necho "$*" >> "{asked}"\nexec {real} "$@"\n')
    (tool / "git").chmod(0o755)
    last = archive.git("rev-parse", "HEAD")
    archive.commit("2026-03-06 09:00", {"b.md": post("judul: Lain")})
    monkeypatch.setenv("PATH", f"{tool}{os.pathsep}{os.environ['PATH']}")

    archive.build()

    said = asked.read_text()
    assert f"{last}.." in said and "cat-file" not in said

    asked.unlink()
    archive.build()
    assert " log " not in asked.read_text()


def test_fault_is_named_in_one_place(archive: Archive) -> None:
    """As every fault: path, line and field first."""
    archive.commit("2026-03-02 09:30", {"a.md": story()})
    archive.put({"a.md": story(TWO)})

    (fault,) = archive.build().problems

    assert isinstance(fault, Problem) and (fault.field, fault.line) == ("perubahan", 1)
