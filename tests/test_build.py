"""The build as people and machines start it, and what it leaves alone when it is started again."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import SITE, SITE_SETTINGS
from workshop import NOW, ROOT, Workshop, post


def pelican(
    *arguments: object, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command line as it stands in Pelican's own manual."""
    return subprocess.run(
        [sys.executable, "-m", "pelican", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONUTF8": "1", **environment},
        timeout=60,
    )  # fmt: skip


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def times_of(folder: Path) -> dict[str, int]:
    """When each file was last written."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}


@contextmanager
def rewritten(workshop: Workshop) -> Iterator[set[str]]:
    """Fills the set with the paths that were written, or removed, by what is done within."""
    before, found = times_of(workshop.output), set[str]()
    yield found
    after = times_of(workshop.output)
    found |= {path for path in before | after if before.get(path) != after.get(path)}


# ------------------------------------------------------------------ the command line


def test_pelican_builds_another_folder_from_anywhere(tmp_path: Path) -> None:
    """Settings by path, content and output elsewhere, SITEURL from the command line: exit 0."""
    output, cache = tmp_path / "keluaran", tmp_path / "cache"

    ended = pelican(
        SITE, "-s", ROOT / "pelicanconf.py", "-o", output,
        "-e", 'SITEURL="https://x.example/warta"', f'CACHE_PATH="{cache}"',
        cwd=tmp_path,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert "Selesai dalam" in ended.stdout
    assert 'href="/warta/' in (output / "index.html").read_text()
    assert "<loc>https://x.example/warta/</loc>" in (output / "sitemap.xml").read_text()
    assert sorted(place.name for place in tmp_path.iterdir()) == [
        ".keluaran.aside", "cache", "keluaran",
    ]  # fmt: skip


def test_fault_ends_with_the_report_and_the_old_site(tmp_path: Path) -> None:
    """Exit 1; the report alone on stderr, no traceback; every byte of the last site in place."""
    workshop = Workshop(tmp_path, tmp_path / "compiled")
    workshop.put({"a.md": post("tanggal: lusa")})
    workshop.output.mkdir()
    (workshop.output / "index.html").write_text("situs lama")
    arguments = (workshop.content, "-s", "pelicanconf.py", "-o", workshop.output,
                 "-e", f'CACHE_PATH="{tmp_path}"')  # fmt: skip

    ended = pelican(*arguments)

    assert ended.returncode == 1
    assert "content/a.md:4: tanggal: “lusa”" in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert bytes_of(workshop.output) == {"index.html": b"situs lama"}


def test_public_build_of_a_correct_site_says_nothing_more(tmp_path: Path) -> None:
    """Case 27c: publishconf.py with warnings as faults, and an imprint: exit 0, one line."""
    workshop = Workshop(tmp_path, tmp_path / "compiled")
    shutil.copytree(ROOT / "content", workshop.content, dirs_exist_ok=True)
    names = ("publisher", "responsible", "address", "email", "phone", "status")
    imprint = "{" + ", ".join(f'"{name}": "Rekaan"' for name in names) + "}"

    ended = pelican(
        workshop.content, "-s", "publishconf.py", "-o", workshop.output, "--fatal", "warnings",
        "-e", f'CACHE_PATH="{tmp_path}"', f"IMPRINT={imprint}", 'CONTENT_LICENCE="Rekaan"',
        SITEURL="https://contoh.example",
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert "peringatan" not in ended.stderr + ended.stdout
    assert (workshop.output / "CNAME").read_text() == "contoh.example\n"


# ------------------------------------------------------------------ the preview server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def waits_for(fact: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def preview(workshop: Workshop, port: int, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A preview server; ended by its process id."""
    command = [
        sys.executable, "-m", "pelican", str(workshop.content), "-s", "pelicanconf.py",
        "-o", str(workshop.output), "--autoreload", "--listen", "-b", "127.0.0.1", "-p", str(port),
        "-e", f'CACHE_PATH="{workshop.folder}"',
    ]  # fmt: skip
    with said.open("wb") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        )  # fmt: skip
        try:
            yield server
        finally:
            os.killpg(server.pid, 15)
            server.wait(10)


def served(port: int, address: str) -> str:
    """What a browser gets, "" while nothing answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, OSError):
        return ""


@pytest.mark.skipif(os.name == "nt", reason="ends a group of processes by its id")
def test_preview_survives_a_half_saved_file(tmp_path: Path) -> None:
    """Case 28a: the report, the last good page, and the mended one without a restart."""
    workshop, said, port = Workshop(tmp_path, tmp_path / "compiled"), tmp_path / "log", free_port()
    workshop.put({"images/titik.txt": "rekaan"})

    def saved(text: str, fact: Callable[[], bool]) -> bool:
        """Whether it comes true once the file is saved; again, should the server not watch yet."""

        def save_and_look() -> bool:
            workshop.put({"a.md": text})
            return waits_for(fact, seconds=2)

        return waits_for(save_and_look)

    with preview(workshop, port, said) as server:
        first = post("judul: Pratinjau Awal", "slug: uji")
        assert saved(first, lambda: "Pratinjau Awal" in served(port, "/berita/uji/"))

        assert saved('---\njudul: "Pratinj', lambda: "content/a.md:" in said.read_text())
        assert "Pratinjau Awal" in served(port, "/berita/uji/")

        mended = post("judul: Pratinjau Akhir", "slug: uji")
        assert saved(mended, lambda: "Pratinjau Akhir" in served(port, "/berita/uji/"))
        assert server.poll() is None

    assert "Traceback" not in said.read_text()


# ------------------------------------------------------------------ what an edit costs


def test_build_without_a_change_writes_nothing(site_workshop: Workshop) -> None:
    """Every file keeps its time."""
    site_workshop.build(**SITE_SETTINGS)

    with rewritten(site_workshop) as paths:
        site_workshop.build(**SITE_SETTINGS)

    assert paths == set()


def test_new_text_of_an_article_rewrites_only_where_it_stands(site_workshop: Workshop) -> None:
    """Its page and the feeds; no list shows its text, so no list changes."""
    site_workshop.build(**SITE_SETTINGS)
    file = site_workshop.content / "berita" / "siaran-pers.md"
    file.write_text(file.read_text() + "\nKalimat tambahan rekaan.\n")

    with rewritten(site_workshop) as paths:
        site_workshop.build(**SITE_SETTINGS)

    address = "berita/lumbung-contoh-buka-pendaftaran-sekolah-sawah/index.html"
    assert paths == {
        address,
        "langganan/semua.atom.xml",
        "langganan/semua.json",
        "langganan/semua.rss.xml",
        "langganan/umkm.atom.xml",
        "manifest.sha256",
    }


def test_new_article_leaves_the_old_lists_alone(site_workshop: Workshop) -> None:
    """Numbered pages and other articles' pages stay; a deploy uploads a handful of files."""
    site_workshop.build(**SITE_SETTINGS)
    lines = ("judul: Baru", "tanggal: 2026-04-01", "rubrik: Budaya")
    site_workshop.put({"berita/baru.md": post(*lines)})

    with rewritten(site_workshop) as paths:
        site = site_workshop.build(**SITE_SETTINGS).site

    assert paths == {
        "404.html",
        "arsip/2026/04/index.html",
        "arsip/2026/index.html",
        "arsip/index.html",
        "berita/baru/index.html",
        "data/artikel-2026.json",
        "index.html",
        "langganan/budaya.atom.xml",
        "langganan/semua.atom.xml",
        "langganan/semua.json",
        "langganan/semua.rss.xml",
        "manifest.sha256",
        "rubrik/budaya/halaman/2/index.html",  # the fifteenth article fills it
        "rubrik/budaya/index.html",
        site.file_at(site.page("/berita/baru/").meta("og:image")),
        "sitemap.xml",
    }


def test_scheduled_article_appears_when_its_time_has_come(workshop: Workshop) -> None:
    """Case 27b: no change of content, caches kept, one minute later."""
    workshop.put(
        {"a.md": post("judul: Kini"), "b.md": post("judul: Nanti", "tanggal: 2026-11-25 17:01")}
    )
    before = workshop.build().site
    assert before.files_with("Nanti") == []

    after = workshop.build(now=str(int(NOW) + 60)).site

    assert after.front.card_titles == ["Nanti", "Kini"]
    assert after.has("/berita/nanti/")


def test_deadline_passes_without_an_edit(site_workshop: Workshop) -> None:
    """The clock alone closes a programme and moves an event to the past."""
    site_workshop.build(**SITE_SETTINGS)

    january = site_workshop.build(now=str(int(NOW) + 45 * 86400), **SITE_SETTINGS).site

    assert "Pendaftaran ditutup" in january.page("/program/sekolah-sawah/").main
    past = january.page("/agenda/").main.partition("Sudah berlangsung")[2]
    assert "Rapat Lumbung Rekaan" in past


@pytest.mark.parametrize(
    "damage",
    [
        "truncated",
        "garbage",
        "folder",
        "in the middle",
        "not our data",
        "a record gone",
        "not our plan",
        "older tables",
    ],
)
def test_damaged_cache_costs_time_only(site_workshop: Workshop, damage: str) -> None:
    """The same output; one line says that everything is worked out again."""
    good = site_workshop.build(**SITE_SETTINGS).site.files
    (cache,) = (site_workshop.folder / "cache").glob("*.sqlite")
    if damage == "truncated":
        cache.write_bytes(cache.read_bytes()[:5000])
    elif damage == "garbage":
        cache.write_bytes(b"bukan basis data " * 900)
    elif damage == "in the middle":
        data = bytearray(cache.read_bytes())
        data[8192:] = bytes(len(data) - 8192)
        cache.write_bytes(data)
    elif damage == "not our data":
        with sqlite3.connect(cache) as database:
            database.execute("UPDATE records SET record = '[\"article\",[1,2]]'")
            database.execute("DELETE FROM plan")
    elif damage == "a record gone":
        with sqlite3.connect(cache) as database:
            database.execute("DELETE FROM records WHERE path = (SELECT max(path) FROM records)")
            database.execute("DELETE FROM plan")
    elif damage == "not our plan":
        with sqlite3.connect(cache) as database:
            database.execute('UPDATE plan SET data = \'[0,1e12,{"function":"os:abort"},[],[],[]]\'')
    elif damage == "older tables":
        with sqlite3.connect(cache) as database:
            database.execute("DROP TABLE files")
            database.execute("CREATE TABLE files (path TEXT)")
    else:
        cache.unlink()
        cache.mkdir()

    outcome = site_workshop.build(**SITE_SETTINGS)

    assert outcome.site.files == good
    assert len(outcome.report.splitlines()) == 2, outcome.report
