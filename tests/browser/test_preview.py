"""The preview in a real browser: the open page follows each save, and says what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from previewed import Preview
from workshop import post

from browser.reading import Reader

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends a process by a signal")

NewReader = Callable[..., Reader]
PAGE = "/berita/uji/"
LONG = "\n\n".join(f"Alinea {n} tentang pasar contoh." for n in range(60))


def text(body: str, *lines: str) -> dict[str, str]:
    return {"content/berita/a.md": post("judul: Uji Pratinjau", "slug: uji", *lines, body=body)}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    made = Preview(tmp_path_factory.mktemp("pratinjau") / "proyek")
    made.save(text(LONG))
    made.start()
    made.comes_to("")
    yield made
    made.stop()


@pytest.fixture
def preview(running: Preview) -> Preview:
    """Shared, with the usual text."""
    running.save(text(LONG), at_once=True)
    assert running.shows(PAGE, "Alinea 59")
    running.comes_to("")
    return running


def test_open_page_shows_the_save_and_stays_where_it_was(
    reader: NewReader, preview: Preview
) -> None:
    """Nobody reloads or scrolls; the page's own policy is not broken by any of it."""
    desk = reader(width=1280, height=800)
    desk.page.goto(preview.address + PAGE)
    desk.page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")

    preview.save(text(LONG.replace("Alinea 40", "Alinea empat puluh")))

    expect(desk.page.get_by_text("Alinea empat puluh")).to_have_count(1)
    desk.page.wait_for_function("scrollY === 700")
    assert desk.errors == []


def test_fault_stands_on_the_page_until_it_is_mended(reader: NewReader, preview: Preview) -> None:
    """A panel names file, line, field and cure over the last good page; then it is gone."""
    phone = reader(width=320)
    page = phone.page
    page.goto(preview.address + PAGE)
    panel = page.get_by_role("alert")

    preview.save(text("Isi baru.", "rubrik: Budaya", "tanggal: kemarin"))

    expect(panel).to_contain_text("content/berita/a.md, baris 6, tanggal")
    expect(panel).to_contain_text("“kemarin” tidak terbaca sebagai tanggal")
    expect(page.get_by_text("Alinea 59")).to_have_count(1)
    assert phone.ask("document.documentElement.scrollWidth") <= 320
    preview.save(text(LONG))
    expect(panel).to_have_count(0)
    assert phone.errors == []


def test_page_that_is_opened_later_tells_of_the_fault_too(
    reader: NewReader, preview: Preview
) -> None:
    """Whichever page an editor looks at; the mended text comes by itself."""
    preview.save(text("Isi baru.", "jenis: kabar"))
    preview.comes_to("faults")
    page = reader().page

    page.goto(preview.address)
    expect(page.get_by_role("alert")).to_contain_text("jenis")
    page.goto(f"{preview.address}/tidak-ada/")
    expect(page.get_by_role("alert")).to_contain_text("jenis")

    page.goto(preview.address + PAGE)
    preview.save(text("Isi yang betul."))
    expect(page.get_by_text("Isi yang betul.")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_warnings_are_a_small_note_that_can_be_opened(reader: NewReader, preview: Preview) -> None:
    """They cover nothing until someone wants to read them; the keyboard opens them as well."""
    title = "Judul yang " + "sangat " * 40 + "panjang"
    preview.save({"content/berita/a.md": post(f"judul: {title}", "slug: uji")})
    preview.comes_to("warnings")
    page = reader().page
    page.goto(preview.address + PAGE)
    note = page.locator("#pratinjau summary")
    reason = page.locator("#pratinjau li")

    expect(note).to_have_text("Peringatan: 1")
    expect(reason).not_to_be_visible()
    note.focus()
    page.keyboard.press("Enter")

    expect(reason).to_be_visible()
    expect(reason).to_contain_text("content/berita/a.md")


def test_page_that_does_not_exist_yet_appears(reader: NewReader, preview: Preview) -> None:
    """The address of a text that is being written shows it with the first save."""
    page = reader().page
    page.goto(f"{preview.address}/berita/nanti/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")

    preview.save({"content/berita/b.md": post("judul: Kabar Nanti", "slug: nanti")})

    expect(page.get_by_role("heading", level=1)).to_have_text("Kabar Nanti")
    (preview.content / "berita/b.md").unlink()


def test_page_goes_along_when_its_address_changes(reader: NewReader, preview: Preview) -> None:
    """A draft that is published stays open, at its new address."""
    draft = post("judul: Naskah", "slug: naskah", "status: draf")
    preview.save({"content/berita/b.md": draft})
    page = reader().page
    assert preview.shows("/draf/berita-b/", "Naskah")
    page.goto(f"{preview.address}/draf/berita-b/")

    preview.save({"content/berita/b.md": draft.replace("status: draf", "status: terbit")})

    page.wait_for_url("**/berita/naskah/")
    (preview.content / "berita/b.md").unlink()


def test_page_says_when_the_preview_has_ended_and_finds_it_again(
    reader: NewReader, preview: Preview
) -> None:
    """After Ctrl-C it names the command; the page needs no reload when that has run."""
    page = reader().page
    page.goto(preview.address + PAGE)
    preview.stop()
    expect(page.get_by_role("status")).to_contain_text("python3 tasks.py serve")

    preview.save(text("Ditulis selagi pratinjau mati."))
    preview.start()

    page.set_default_timeout(30_000)
    expect(page.get_by_text("Ditulis selagi pratinjau mati.")).to_have_count(1, timeout=30_000)
    expect(page.get_by_role("status")).to_have_count(0)


def test_nothing_of_the_preview_is_printed(reader: NewReader, preview: Preview) -> None:
    """A sheet is the site's alone."""
    preview.save(text("Isi baru.", "jenis: kabar"))
    preview.comes_to("faults")
    page = reader(width=1280).page
    page.goto(preview.address + PAGE)
    expect(page.get_by_role("alert")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator("#pratinjau")).not_to_be_visible()
