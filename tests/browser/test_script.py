"""What the one small script adds, and that nobody needs it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from browser.reading import Reader
from browser.server import StaticHost

NewReader = Callable[..., Reader]
ARTICLE = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
MAX_SCRIPT_BYTES = 3_000  # compressed, page script and worker together

# Playwright's headless Chromium has no share sheet: this one notes what it is given.
SHARE_SHEET = "navigator.share = data => { window.shared = data; return Promise.resolve(); }"


def test_script_is_small_and_may_be_kept_for_ever(invented: StaticHost) -> None:
    """Page script and worker have 3 KB together; the page's script is named after its content."""
    (address,) = invented.site.front.attributes("script[data-src]", "data-src")
    files = invented.site.files
    script, worker = files[invented.site.file_at(address)], files["sw.js"]

    assert len(gzip.compress(script, 9)) + len(gzip.compress(worker, 9)) <= MAX_SCRIPT_BYTES


@pytest.mark.parametrize("begins", ["key", "touch", "scroll", "stay"])
def test_script_comes_when_the_reader_begins_to_read(
    reader: NewReader, invented: StaticHost, begins: str
) -> None:
    """At the first sign, or after ten seconds; until then the page takes no more data."""
    phone = reader(has_touch=True)
    phone.page.clock.install()
    page = phone.open(invented, ARTICLE, begins=False).page
    page.clock.run_for(9_000)
    assert not any(address.endswith(".js") for address in phone.requests)

    match begins:
        case "key":
            page.keyboard.press("Tab")
        case "touch":
            page.touchscreen.tap(5, 5)
        case "scroll":
            page.evaluate("scrollTo(0, 200)")
        case _:
            page.clock.run_for(1_000)

    page.get_by_role("button", name="Salin tautan").wait_for()
    assert len([address for address in phone.requests if address.endswith(".js")]) == 1


def test_link_is_copied_and_that_is_said(reader: NewReader, invented: StaticHost) -> None:
    """«Salin tautan» copies the page's own address, says so to eyes and ears, then is as before."""
    phone = reader(permissions=["clipboard-read", "clipboard-write"])
    page = phone.open(invented, f"{ARTICLE}?dari=teman#isi").page

    page.get_by_role("button", name="Salin tautan").click()

    page.get_by_role("button", name="Tautan disalin").wait_for()
    assert page.get_by_role("status").inner_text() == "Tautan disalin"
    assert phone.ask("navigator.clipboard.readText()") == f"https://contoh.example{ARTICLE}"
    page.get_by_role("button", name="Salin tautan").wait_for()
    assert page.get_by_role("status").inner_text() == ""


def test_share_sheet_of_the_phone_is_offered_where_there_is_one(
    reader: NewReader, invented: StaticHost
) -> None:
    """«Bagikan» hands title and address to the phone; without a sheet there is no such button."""
    plain, phone = reader(), reader()
    plain.page.add_init_script("delete Navigator.prototype.share")
    phone.page.add_init_script(SHARE_SHEET)

    phone.open(invented, ARTICLE).page.get_by_role("button", name="Bagikan", exact=True).click()
    plain.open(invented, ARTICLE)

    assert phone.ask("shared") == {
        "title": invented.site.page(ARTICLE).headline,
        "url": f"https://contoh.example{ARTICLE}",
    }
    assert not plain.page.get_by_role("button", name="Bagikan", exact=True).is_visible()


def test_buttons_stand_only_where_scripts_run_and_move_nothing(
    reader: NewReader, invented: StaticHost
) -> None:
    """Without scripts there is no dead button; with them, a place was kept free for each."""
    scriptless, phone = reader(java_script_enabled=False), reader()
    foot = "document.querySelector('.share').getBoundingClientRect().height"

    scriptless.open(invented, ARTICLE)
    phone.open(invented, ARTICLE, begins=False)
    before = phone.ask(foot)
    phone.begin()
    phone.page.get_by_role("button", name="Salin tautan").wait_for()

    assert scriptless.page.locator("button:visible").count() == 0
    assert phone.ask(foot) == before
