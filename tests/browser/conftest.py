"""A real browser and the two sites in it: the invented one of tests/site, and the real content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pelicanconf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from website import Website
from workshop import ROOT, Workshop

from browser import equipment
from browser.reading import Reader
from browser.server import StaticHost

# What Chromium would do of its own accord: ask at home for updates, and keep lists fresh.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
_HOW_TO_GET = "run `python3 tasks.py browser`"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is marked `browser`, so that `-m "not browser"` is the fast run."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> NoReturn:
    """A developer without it may go on; CI that skips a check is a CI without that check."""
    sentence = f"{what} is not installed: {_HOW_TO_GET}"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    return equipment.chromium(playwright.chromium.executable_path) or missing("Chromium")


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    with playwright.chromium.launch(executable_path=chromium, args=[*_QUIET]) as started:
        yield started


@pytest.fixture(scope="session")
def large_print_browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A browser whose reader has set the letters to 200 %."""
    options = [*_QUIET, "--blink-settings=defaultFontSize=32"]
    with playwright.chromium.launch(executable_path=chromium, args=options) as started:
        yield started


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    file = equipment.axe() or missing("axe-core")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Website:
    """The site of content/, with the project's own settings."""
    made = Workshop(tmp_path_factory.mktemp("nyata"), compiled)
    shutil.copytree(ROOT / "content", made.content, dirs_exist_ok=True)
    names = ("FOOTER_PAGES", "IMPRINT_PAGES")
    outcome = made.build(**{name: getattr(pelicanconf, name) for name in names})
    assert not outcome.is_refused, outcome.report
    return outcome.site


@pytest.fixture(scope="session")
def host_of() -> Iterator[Callable[[Website], StaticHost]]:
    """Puts a site up on 127.0.0.1 until the tests are over."""
    hosts: list[StaticHost] = []

    def put_up(site: Website) -> StaticHost:
        host = StaticHost(site)
        host.start()
        hosts.append(host)
        return host

    yield put_up
    for host in hosts:
        host.stop()


@pytest.fixture(scope="session")
def invented(site: Website, host_of: Callable[[Website], StaticHost]) -> StaticHost:
    return host_of(site)


@pytest.fixture(scope="session")
def real(real_site: Website, host_of: Callable[[Website], StaticHost]) -> StaticHost:
    return host_of(real_site)


@pytest.fixture(scope="session")
def hosts(invented: StaticHost, real: StaticHost) -> tuple[StaticHost, StaticHost]:
    return invented, real


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Gives readers: `reader(width=320, scheme="dark")` opens pages as that reader sees them."""
    yield from _readers(browser)


@pytest.fixture
def large_print_reader(large_print_browser: Browser) -> Iterator[Callable[..., Reader]]:
    yield from _readers(large_print_browser)


def _readers(browser: Browser) -> Iterator[Callable[..., Reader]]:
    contexts: list[BrowserContext] = []

    def open_for(width: int = 360, height: int = 640, scheme: str = "light", **more: Any) -> Reader:
        is_phone = width < 900
        options: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "is_mobile": is_phone,
            "has_touch": is_phone,
            "color_scheme": scheme,
            "locale": "id-ID",
            "service_workers": "block",
            **more,
        }
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page: Page = context.new_page()
        return Reader(page)

    yield open_for
    for context in contexts:
        context.close()
