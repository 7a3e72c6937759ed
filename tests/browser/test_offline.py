"""Reading without a network: what was read stays, what is new always wins."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SITE, SITE_SETTINGS
from website import Website
from workshop import Workshop

from browser.reading import Reader
from browser.server import StaticHost

NewReader = Callable[..., Reader]
ARTICLE = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
OTHER = "/berita/opini-sawah-masa-depan-kita/"
HEADLINE = "Panen Raya Dusun Contoh"

_IS_READY = """navigator.serviceWorker.ready.then(({active}) => active.state === 'activated' ||
  new Promise(done => active.addEventListener('statechange', () => done(true))))"""
_SAVED = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      found.push(new URL(request.url).pathname);
  return found.sort();
}"""


def built(folder: Path, compiled: Path, **settings: object) -> Website:
    made = Workshop(folder, compiled)
    shutil.copytree(SITE, made.content, dirs_exist_ok=True)
    outcome = made.build(**{**SITE_SETTINGS, **settings})
    assert not outcome.is_refused, outcome.report
    return outcome.site


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Website:
    """The invented site as it is published below a path."""
    folder = tmp_path_factory.mktemp("warta")
    return built(folder, compiled, SITEURL="https://contoh.example/warta")


@pytest.fixture
def host(below: Website) -> Iterator[StaticHost]:
    """A host of its own for each test: another port, so another browser storage."""
    started = StaticHost(below)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def phone(reader: NewReader) -> Reader:
    return reader(service_workers="allow")


def with_worker(phone: Reader, host: StaticHost, address: str) -> Reader:
    """The reader opens a page and stays until the worker is there and has taken it."""
    phone.open(host, address).ask(_IS_READY)
    path = host.at(address).removeprefix(host.origin)
    phone.wait_until(f"({_SAVED})().then(saved => saved.includes('{path}'))")
    return phone


def test_page_that_was_read_can_be_read_without_a_network(phone: Reader, host: StaticHost) -> None:
    """Even the very first page; and it says that it is a saved copy, and since when."""
    with_worker(phone, host, ARTICLE)

    with host.unplugged():
        phone.open(host, ARTICLE)

        assert HEADLINE in phone.page.inner_text("h1")
        assert "Anda sedang luring. Salinan ini disimpan" in phone.page.inner_text("main")
        assert phone.ask("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_worker_asks_for_two_pages_and_nothing_else(phone: Reader, host: StaticHost) -> None:
    """In the background only the offline page and the front page are fetched; no reading is."""
    with_worker(phone, host, ARTICLE)
    phone.page.wait_for_timeout(300)

    page_itself = ("/theme/", "/images/")  # its script, icon and pictures
    asked = [path for path in host.requests if not any(part in path for part in page_itself)]
    assert sorted(asked) == sorted(
        [f"/warta{ARTICLE}", "/warta/sw.js", "/warta/luring/", "/warta/"]
    )


def test_page_that_was_never_read_leads_to_those_that_were(phone: Reader, host: StaticHost) -> None:
    """Without a network and a copy, the reader gets the list of saved pages, newest first."""
    with_worker(phone, host, ARTICLE)
    with_worker(phone, host, "/kutipan/")

    with host.unplugged():
        phone.open(host, OTHER)

        assert phone.page.inner_text("h1") == "Anda sedang luring"
        titles = phone.page.locator(".names a").all_inner_texts()
        assert titles[0] == "Kutipan"
        assert any(title.startswith(HEADLINE) for title in titles)
        phone.page.get_by_role("link", name=HEADLINE).click()
        assert HEADLINE in phone.page.inner_text("h1")


def test_new_page_wins_over_the_saved_one(phone: Reader, host: StaticHost) -> None:
    """A correction is seen at once, and stays for later; a page that is gone goes here too."""
    file = host.site.file_at(ARTICLE)
    with_worker(phone, host, ARTICLE)

    host.changed[file] = host.site.files[file].replace(b"tiga ton", b"dua ton")
    phone.open(host, ARTICLE)
    assert "dua ton" in phone.text
    with host.unplugged():
        assert "dua ton" in phone.open(host, ARTICLE).text

    host.gone.add(file)
    phone.open(host, ARTICLE)
    with host.unplugged():
        assert phone.open(host, ARTICLE).page.inner_text("h1") == "Anda sedang luring"


def test_worker_lives_below_the_path_of_the_site(phone: Reader, host: StaticHost) -> None:
    """What lies beside the site on the same host is none of its business."""
    with_worker(phone, host, ARTICLE)

    scope = phone.ask("navigator.serviceWorker.ready.then(found => found.scope)")

    assert scope == f"{host.origin}/warta/"


def test_what_is_kept_has_a_limit(phone: Reader, host: StaticHost) -> None:
    """Of more than 80 files the oldest go; the front page and the offline page stay."""
    with_worker(phone, host, ARTICLE)

    phone.ask(
        """async address => {
          for (let i = 0; i < 90; i++) await fetch(`${address}?${i}`);
        }""",
        host.at(OTHER),
    )
    phone.wait_until(f"({_SAVED})().then(saved => saved.length === 82)")

    saved = phone.ask(_SAVED)
    assert {"/warta/", "/warta/luring/"} <= set(saved)
    assert f"/warta{ARTICLE}" not in saved


def test_new_version_removes_the_old_copies_of_its_own(phone: Reader, host: StaticHost) -> None:
    """Once the tab is closed, a changed worker empties the cache of the one before, no other's."""
    with_worker(phone, host, ARTICLE)
    phone.ask("caches.open('milik situs lain')")
    before = set(phone.ask("caches.keys()"))

    worker = host.site.files["sw.js"]
    version = worker.split(b'"version": "')[1][:12]
    host.changed["sw.js"] = worker.replace(version, b"0123456789ab")
    phone.open(host, OTHER).ask("navigator.serviceWorker.ready.then(found => found.update())")
    phone.wait_until("navigator.serviceWorker.ready.then(found => !!found.waiting)")
    phone.reopen().open(host, OTHER)
    phone.wait_until("caches.keys().then(names => names.length === 2)")

    after = set(phone.ask("caches.keys()"))
    assert before & after == {"milik situs lain"}


def test_switched_off_it_takes_back_everything(
    phone: Reader, host: StaticHost, tmp_path: Path, compiled: Path
) -> None:
    """OFFLINE = False: the next visit removes worker and copies; no page registers one again."""
    off = built(tmp_path, compiled, SITEURL="https://contoh.example/warta", OFFLINE=False)
    with_worker(phone, host, ARTICLE)

    host.changed.update(off.files)
    phone.open(host, OTHER).ask("navigator.serviceWorker.ready.then(found => found.update())")
    phone.wait_until("navigator.serviceWorker.getRegistrations().then(found => !found.length)")
    phone.open(host, OTHER)

    assert phone.ask("caches.keys()") == []
    assert phone.ask("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert not off.has("/luring/")


def test_who_saves_data_gets_no_worker(phone: Reader, host: StaticHost) -> None:
    """With the browser's data saver on, nothing is fetched beside the page."""
    phone.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )

    phone.open(host, ARTICLE).page.wait_for_timeout(300)

    assert "/warta/sw.js" not in host.requests
