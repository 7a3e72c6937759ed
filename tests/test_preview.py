"""`tasks.py serve`: what an editor sees after a save, without a browser."""

from __future__ import annotations

import itertools
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tasks
from jinja2 import Environment
from previewed import Preview, waits_for
from watchfiles import watch
from website import WebPage
from workshop import ROOT, files_of, post

from newsroom.preview.builder import Order
from newsroom.preview.building import Building
from newsroom.preview.saves import Changes, Saves

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends a group of processes by its id")

PAGE = "/berita/uji/"


def text(number: int | str) -> dict[str, str]:
    """The article that most tests save."""
    lines = ("judul: Uji Pratinjau", "slug: uji", "rubrik: Budaya")
    return {"content/berita/a.md": post(*lines, body=f"Simpanan {number}.")}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    made = Preview(tmp_path_factory.mktemp("pratinjau") / "proyek")
    made.save(text("pertama"))
    made.start()
    made.comes_to("")
    yield made
    made.stop()


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """One that runs, with nothing wrong in it; shared, so a test mends what it breaks."""
    running.save(text("pertama"), at_once=True)
    assert running.shows(PAGE, "Simpanan pertama.")
    running.comes_to("")
    yield running


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Preview]:
    """One of a test's own, not started yet."""
    made = Preview(tmp_path / "proyek")
    yield made
    made.stop()


# ------------------------------------------------------------------ saves


def test_saved_text_is_shown_and_pages_are_told(preview: Preview) -> None:
    """A page that waits hears of the save, and finds the new text when it loads again."""
    before = preview.state()
    preview.save(text("kedua"))

    assert preview.shows(PAGE, "Simpanan kedua.")
    assert waits_for(lambda: preview.state()["site"] > before["site"])


def test_page_that_asks_is_answered_with_the_next_build(preview: Preview) -> None:
    """Neither sooner, which would make it ask all the time, nor later."""
    numbers = itertools.count()

    def is_answered_in_time() -> bool:
        number, saved = preview.state()["number"], text(f"ditunggu {next(numbers)}")
        editor = threading.Timer(0.4, preview.save, [saved])
        started = time.monotonic()
        editor.start()
        preview.state(number)
        editor.join()
        return 0.4 < time.monotonic() - started < 10

    assert waits_for(is_answered_in_time)


def test_save_without_a_change_reloads_nothing(preview: Preview) -> None:
    """Whoever saves twice is not interrupted in reading."""

    def is_left_alone() -> bool:
        before = preview.state()
        preview.save(text("pertama"))
        return bool(preview.state(before["number"])["site"] == before["site"])

    assert waits_for(is_left_alone)


def test_no_save_is_missed_while_the_site_is_built(preview: Preview) -> None:
    """However saves fall between and into builds, the last one is shown without another."""
    for turn in range(5):
        for number in range(12):
            preview.save(text(f"{turn}-{number}"))
            time.sleep(0.007 * ((number * 7 + turn) % 11))

        assert preview.shows(PAGE, f"Simpanan {turn}-11.")


def test_no_save_is_missed_when_the_preview_starts(project: Preview) -> None:
    """What is saved during the first build, or before anything is watched, is shown as well."""
    project.save(text(0))
    project.start()
    for number in itertools.count(1):
        project.save(text(number))
        if (project.output / "berita/uji/index.html").exists():
            break
        time.sleep(0.01)

    assert project.shows(PAGE, f"Simpanan {number}.")


def test_file_that_takes_the_place_of_another_is_seen(preview: Preview) -> None:
    """Many programs save aside and then move; so does Git. A whole folder may be exchanged too."""
    aside = preview.folder / "aside.md"
    aside.write_text(text("berpindah")["content/berita/a.md"], encoding="utf-8")
    aside.replace(preview.content / "berita/a.md")
    assert preview.shows(PAGE, "Simpanan berpindah.")

    preview.content.rename(preview.folder / "semula")
    preview.save(text("folder baru"))
    assert preview.shows(PAGE, "Simpanan folder baru.")

    preview.save(text("sesudahnya"))
    assert preview.shows(PAGE, "Simpanan sesudahnya.")


def test_new_folder_with_a_file_is_seen(preview: Preview) -> None:
    """The first text of a new year, and the last one again when it is deleted."""
    new = {"content/berita/2027/b.md": post("judul: Berkas Baru", "slug: berkas-baru")}
    preview.save(new)
    assert waits_for(lambda: preview.get("/berita/berkas-baru/").status == 200)

    (preview.content / "berita/2027/b.md").unlink()
    assert waits_for(lambda: preview.get("/berita/berkas-baru/").status == 404)


def test_commit_counts_as_a_save(project: Preview) -> None:
    """It makes the page's history longer, though no file of the site changes."""
    command = ["git", "-c", "user.name=Rekaan", "-c", "user.email=rekaan@contoh.example"]

    def commit(message: str) -> None:
        subprocess.run([*command, "add", "content"], cwd=project.folder, check=True)
        subprocess.run([*command, "commit", "-qm", message], cwd=project.folder, check=True)

    subprocess.run([*command, "init", "-q"], cwd=project.folder, check=True)
    project.save(text("pertama"))
    commit("Satu")
    project.start()
    project.comes_to("")
    words = (ROOT / "theme/strings.toml").read_text(encoding="utf-8")
    link = re.search(r'^link = "(Bandingkan) .*"$', words, re.MULTILINE)
    assert link
    project.save(text("kedua"))
    assert project.shows(PAGE, "Simpanan kedua.")
    assert link[1] not in project.get(PAGE).text

    commit("Dua")

    assert project.shows(PAGE, link[1])


def test_save_is_seen_where_the_system_does_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no more folders may be watched, the preview looks for itself."""
    asked: list[bool | None] = []

    def refusing(*paths: Path, force_polling: bool | None, **options: Any) -> Changes:
        asked.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached")
        return watch(*paths, force_polling=True, **options)

    monkeypatch.setattr("newsroom.preview.saves.watch", refusing)
    saves = Saves(tmp_path / "pelicanconf.py")
    saves.begin([str(tmp_path)], ["**/.*"])

    (tmp_path / ".tersembunyi").write_text("bukan simpanan")
    (tmp_path / "a.md").write_text("simpanan")

    assert {Path(path).name for path in saves.next()} == {"a.md"}
    assert asked == [None, True]


def test_templates_words_style_and_settings_count_as_saves(preview: Preview) -> None:
    """Each change of the designer's or publisher's is shown without a restart."""
    changes = {
        "theme/templates/base.html": ("</body>", '<p data-x="ubahan dasar"></p></body>'),
        "theme/strings.toml": ('skip = "Langsung ke isi"', 'skip = "Langsung ke ubahan"'),
        "theme/static/css/site.css": ("body {", 'body { --gaya: "ubahan gaya";'),
        "pelicanconf.py": ('SITENAME = "Sinergi Malang"', 'SITENAME = "Situs Ubahan"'),
    }
    for path, (old, new) in changes.items():
        preview.change(path, old, new)
        assert preview.shows(PAGE, new.split('"')[-2]), path
        preview.change(path, new, old)


def test_code_of_the_plugin_counts_as_a_save(preview: Preview) -> None:
    """Another process builds with the new code, and nothing that the old one kept is shown."""
    code = "plugins/newsroom/views/desk.py"
    old, new = "record.summary or", '"Ringkasan ubahan." or'
    preview.change(code, old, new)
    assert preview.shows(PAGE, "Ringkasan ubahan.")

    preview.change(code, new, old)
    assert waits_for(lambda: "Ringkasan ubahan." not in preview.get(PAGE).text)


def test_site_is_that_of_a_clean_build_after_a_row_of_edits(
    preview: Preview, tmp_path: Path
) -> None:
    """What a long-lived process keeps in memory never shows in what it writes."""
    lines = ("judul: Kabar Ke-{n}", "slug: kabar-{n}", "rubrik: UMKM", "tag: [Panen]")
    for n in range(6):
        more = [line.replace("{n}", str(n)) for line in lines]
        preview.save({f"content/berita/k{n}.md": post(*more, body=f"Isi {n}, lihat [ini](a.md).")})
        preview.save(text(f"ke-{n}"))
        assert preview.shows(PAGE, f"Simpanan ke-{n}.")
    preview.change("content/berita/k1.md", "Kabar Ke-1", "Judul Lain")
    preview.change("content/berita/k2.md", "rekaan: ya", "rekaan: ya\nstatus: draf")
    preview.change("theme/strings.toml", 'newest = "Terbaru"', 'newest = "Paling baru"')
    (preview.content / "berita/k3.md").unlink()
    preview.save(text("penutup"))
    assert preview.shows(PAGE, "Simpanan penutup.")
    assert waits_for(lambda: preview.get("/berita/kabar-3/").status == 404)

    preview.build_from_nothing(tmp_path / "bersih")

    assert files_of(preview.output) == files_of(tmp_path / "bersih")
    for n in range(6):
        (preview.content / f"berita/k{n}.md").unlink(missing_ok=True)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux")
def test_day_of_saves_leaves_no_file_open(preview: Preview) -> None:
    """The process that builds goes on for hours; the system would end it at a thousand files.

    A file left open by each save, or by every second one, shows in the six later saves. One more
    now and then does not count: what is opened once stays, and some are open while one asks.
    """
    counts = []
    for number in range(12):
        preview.save(text(number))
        assert preview.shows(PAGE, f"Simpanan {number}.")
        counts.append(preview.open_files)

    assert min(counts[6:]) - min(counts[:6]) < 3, counts


def test_templates_are_compiled_while_nobody_waits(
    project: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even after a first build that had no page to render, a save finds them ready."""
    project.save(text("pertama"))
    order = Order(*map(str, (project.settings, project.content, project.output)))
    monkeypatch.chdir(project.folder)
    Building(order).build()
    building = Building(order)
    building.build()
    for _ in building.rest():
        pass
    compiled: list[str | None] = []

    def compile_it(self: Environment, source: Any, name: str | None = None, *more: Any) -> Any:
        compiled.append(name)
        return usual(self, source, name, *more)

    usual = Environment.compile
    monkeypatch.setattr(Environment, "compile", compile_it)
    project.save(text("kedua"))

    building.build()

    assert "Simpanan kedua." in (project.output / "berita/uji/index.html").read_text("utf-8")
    assert compiled == []


# ------------------------------------------------------------------ faults


def test_fault_is_told_with_its_place_while_the_last_good_page_stays(preview: Preview) -> None:
    """File, line, field and sentence, to pages and terminal; nothing is left once it is mended."""
    broken = post("judul: Uji Pratinjau", "slug: uji", "tanggal: 31 Pebruari 2026")
    preview.save({"content/berita/a.md": broken})

    told = preview.comes_to("faults")

    (fault,) = told["problems"]
    assert fault["place"] == "content/berita/a.md, baris 5, tanggal"
    assert "31 Pebruari 2026" in fault["text"]
    assert f"content/berita/a.md:5: tanggal: {fault['text']}" in preview.said
    assert told["words"]["faults"]
    assert "Simpanan pertama." in preview.get(PAGE).text

    preview.save(text("pertama"))
    assert preview.comes_to("")["problems"] == []


def test_warning_is_told_and_stops_nothing(preview: Preview) -> None:
    """The page with the warning is built, and pages are told of it."""
    title = "Sangat " * 40 + "Panjang"
    preview.save({"content/berita/a.md": post(f"judul: {title}", "slug: uji")})

    told = preview.comes_to("warnings")

    assert [problem["is_warning"] for problem in told["problems"]] == [True]
    assert title in preview.get(PAGE).text


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "state"),
    [
        ("theme/templates/article.html", "{% block main %}", "{% blok main %}",
         "theme/templates/article.html:", "program"),
        ("theme/strings.toml", "[site]", "[site", "strings.toml", "program"),
        ("pelicanconf.py", 'SITENAME = "', 'SITENAME = = "', "pelicanconf.py:", "ended"),
        ("plugins/newsroom/views/desk.py", "class Desk(", "class Desk)", "desk.py:", "ended"),
        ("plugins/newsroom/__init__.py", "import sys", "import sys = 1", "", "ended"),
    ],
)  # fmt: skip
def test_fault_of_a_programmer_ends_neither_server_nor_watch(
    preview: Preview, path: str, old: str, new: str, place: str, state: str
) -> None:
    """Template, words, settings or code: pages are told where, and the next save is built."""
    preview.change(path, old, new)

    told = preview.comes_to(state)

    assert all(place in problem["place"] for problem in told.get("problems", []))
    assert told["words"][state]
    assert "Simpanan pertama." in preview.get(PAGE).text
    preview.change(path, new, old)
    preview.comes_to("")
    preview.save(text("sesudah galat"))
    assert preview.shows(PAGE, "Simpanan sesudah galat.")


# ------------------------------------------------------------------ what is served


def test_newest_page_is_never_kept_by_a_browser(preview: Preview) -> None:
    """Pages, pictures, scripts and the state say so themselves."""
    for path in (PAGE, "/theme/favicon.svg", "/.pratinjau.js", "/.pratinjau?0", "/tidak-ada/"):
        assert preview.get(path).headers["Cache-Control"] == "no-store", path


def test_script_is_only_in_what_is_sent(preview: Preview) -> None:
    """The files of the preview are those of the site; the policy of pages admits the script."""
    sent = WebPage(PAGE, preview.get(PAGE).text)

    assert "/.pratinjau.js" in sent.attributes("script[src]", "src")
    assert "script-src 'self'" in sent.attributes("meta[http-equiv]", "content")[0]
    assert not [f for f, data in files_of(preview.output).items() if b".pratinjau" in data]


def test_unknown_address_gets_the_404_page_of_the_site(preview: Preview) -> None:
    """Also below folders without a page, and it waits for the page that may come."""
    for path in ("/berita/tidak-ada/", "/theme/", "/tidak-ada.png", "/..%2f..%2fpelicanconf.py"):
        answer = preview.get(path)
        assert answer.status == 404
        assert "Halaman tidak ditemukan" in answer.text
        assert "/.pratinjau.js" in answer.text


def test_address_without_its_slash_leads_to_the_page(preview: Preview) -> None:
    """As on any static host."""
    assert "Simpanan pertama." in preview.get(PAGE.rstrip("/")).text


def test_page_that_moves_takes_its_reader_along(preview: Preview) -> None:
    """A draft that is published, or a new slug, has another address than the open page."""
    moved = text("pindah")["content/berita/a.md"].replace("slug: uji", "slug: uji-baru")
    preview.save({"content/berita/a.md": moved})
    assert waits_for(lambda: "Simpanan pindah." in preview.get("/berita/uji-baru/").text)

    assert waits_for(lambda: preview.get(PAGE).status == 200)  # after a redirect
    preview.save(text("pertama"))
    assert waits_for(lambda: "Simpanan pertama." in preview.get(PAGE).text)
    assert waits_for(lambda: preview.get("/berita/uji-baru/").status == 200)


def test_page_moves_with_the_first_save_after_a_start_too(project: Preview) -> None:
    """The first build had nothing to do, and so no page of which to tell."""
    project.save(text("pertama"))
    time.sleep(2.1)  # a file that is as new as its build is read again by the next one
    for _ in range(2):
        project.start()
        assert project.shows(PAGE, "Simpanan pertama.")
        project.comes_to("")
        project.stop()
    project.start()
    project.comes_to("")

    moved = text("pindah")["content/berita/a.md"].replace("slug: uji", "slug: uji-baru")
    project.save({"content/berita/a.md": moved})

    assert waits_for(lambda: project.get("/berita/uji-baru/").status == 200)
    assert waits_for(lambda: project.get(PAGE).status == 200)  # after a redirect


def test_drafts_are_shown_with_the_banner_of_a_preview(preview: Preview) -> None:
    """The terminal says where."""
    draft = {"content/berita/draf.md": post("judul: Naskah", "status: draf")}
    preview.save(draft)

    assert waits_for(lambda: preview.get("/draf/berita-draf/").status == 200)
    assert WebPage("", preview.get("/draf/berita-draf/").text).texts(".banner")
    assert waits_for(lambda: "/draf/berita-draf/" in preview.said)
    (preview.content / "berita/draf.md").unlink()


def test_foreign_name_for_this_computer_is_refused(preview: Preview) -> None:
    """A page elsewhere could let its own name lead here, and read drafts."""
    assert preview.get(PAGE, Host="jahat.example").status == 403
    assert preview.get(PAGE, Host=f"localhost:{preview.port}").status == 200


def test_only_this_computer_is_served(preview: Preview) -> None:
    """No other address of this machine answers."""
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.2", preview.port)) != 0


def test_head_sends_no_body(preview: Preview) -> None:
    """As HTTP wants it; the length is that of the page."""
    answer = preview.get(PAGE, "HEAD")

    assert answer.text == ""
    assert int(answer.headers["Content-Length"]) > 1000


# ------------------------------------------------------------------ beginning and end


def test_ctrl_c_ends_all_of_it_without_a_traceback(project: Preview) -> None:
    """Also in the middle of the first build; the port is free again."""
    project.save(text("pertama"))
    project.start()
    waits_for(lambda: project.state()["state"] == "starting")

    code = project.press_ctrl_c()

    assert code == 0
    assert "Traceback" not in project.said
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", project.port))


def test_pages_wait_for_the_first_build(project: Preview) -> None:
    """Whoever opens the address at once is told so, and gets the page when it is there."""
    project.save(text("pertama"))
    project.start()
    waits_for(lambda: bool(project.get("/").text))

    assert "/.pratinjau.js" in project.get("/").text
    before = project.state()
    project.comes_to("")
    assert project.state()["site"] > before["site"] or before["state"] == ""


def test_busy_port_is_said(project: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence, with another port to take."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", project.port))
        busy.listen()

        with pytest.raises(SystemExit):
            tasks.serve(None, port=project.port)

    assert capsys.readouterr().err.strip() == tasks.say(
        "port_busy", port=project.port, other=project.port + 1
    )


def test_serve_shows_the_content_folder_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder counts from where the command was given; the site goes to cache/preview."""
    given: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "run", lambda *command, **_: given.append(command))
    monkeypatch.chdir(tasks.ROOT / "tests")

    tasks.serve(None, port=0, content="site")

    ((_, *arguments),) = given
    assert arguments[:3] == ["-m", "newsroom.preview", str(tasks.ROOT / "tests" / "site")]
    assert arguments[arguments.index("-o") + 1] == str(tasks.ROOT / "cache" / "preview")
    assert arguments[arguments.index("--host") + 1] == "127.0.0.1"
