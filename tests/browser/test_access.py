"""For everyone: checked by axe, walked with the keyboard, in the reader's own colours."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from browser.reading import Reader, telling_pages
from browser.server import StaticHost

Hosts = tuple[StaticHost, StaticHost]
NewReader = Callable[..., Reader]

ARTICLE = "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_AXE = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(result =>
  result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | ')))"""
# What the keyboard has reached: its name, and how it shows that.
_REACHED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll('*')].indexOf(element),
    name: (element.getAttribute('aria-label') || element.textContent).trim(),
    href: element.getAttribute('href') || '',
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    isOnScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""
_REACHABLE = """() =>
  [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
  .filter(element => element.checkVisibility({visibilityProperty: true})).length"""


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_axe_finds_nothing(
    reader: NewReader, hosts: Hosts, axe: str, scheme: str, width: int
) -> None:
    """In light and dark, narrow and wide, axe has nothing to say of WCAG 2.2 AA."""
    checked = reader(width=width, scheme=scheme, bypass_csp=True)

    for host, address in telling_pages(*hosts):
        assert violations(checked.open(host, address), axe) == [], address


def test_axe_finds_nothing_with_large_letters(
    large_print_reader: NewReader, invented: StaticHost, axe: str
) -> None:
    """With letters at 200 %, axe has nothing to say."""
    checked = large_print_reader(bypass_csp=True)

    for address in ("/", ARTICLE, "/rencana/", "/agenda/terjadwal/"):
        assert violations(checked.open(invented, address), axe) == [], address


def test_axe_would_find_something(reader: NewReader, invented: StaticHost, axe: str) -> None:
    """The check can fail: a control without a name is found."""
    spoilt = reader(bypass_csp=True).open(invented)
    spoilt.ask("document.querySelector('main').append(document.createElement('button'))")

    assert any(found.startswith("button-name") for found in violations(spoilt, axe))


def test_keyboard_walks_through_the_whole_page(reader: NewReader, invented: StaticHost) -> None:
    """Skip link first; then every control once, in order, named, with a visible ring; then out."""
    walker = reader(reduced_motion="reduce").open(invented, ARTICLE)

    stops = walk(walker)

    assert stops[0]["href"] == "#isi"
    assert len(stops) == walker.ask(_REACHABLE)
    assert [stop["place"] for stop in stops] == sorted({stop["place"] for stop in stops})
    assert [stop for stop in stops if not stop["name"]] == []
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["isOnScreen"]] == []


def test_skip_link_leads_past_the_menu(reader: NewReader, invented: StaticHost) -> None:
    """After it, the next stop lies within the page's own content."""
    walker = reader().open(invented, ARTICLE)

    walker.page.keyboard.press("Tab")
    walker.page.keyboard.press("Enter")
    walker.page.keyboard.press("Tab")

    assert walker.ask("document.querySelector('main').contains(document.activeElement)")


def test_forced_colours_keep_what_colour_says(reader: NewReader, invented: StaticHost) -> None:
    """In the reader's own colours, marks, frames, the ring and the current menu entry remain."""
    contrast = reader(forced_colors="active")

    contrast.open(invented, "/rencana/")
    marks = contrast.ask("""() => [...document.querySelectorAll('.rung')].map(rung =>
        parseFloat(getComputedStyle(rung, '::before').borderBlockStartWidth))""")
    contrast.open(invented, "/rubrik/budaya/")
    current = contrast.ask(_UNDERLINE, ".sections-list [aria-current]")
    other = contrast.ask(_UNDERLINE, ".sections-list a:not([aria-current])")
    contrast.open(invented, ARTICLE)
    frame = contrast.ask("parseFloat(getComputedStyle(document.querySelector('.label, .banner'))"
                         ".borderBlockStartWidth)")  # fmt: skip
    stops = walk(contrast, most=6)

    assert marks
    assert min(marks) >= 2
    assert current != other
    assert frame >= 1
    assert min(stop["ring"] for stop in stops) >= 2


def test_reduced_motion_moves_nothing(reader: NewReader, invented: StaticHost) -> None:
    """Who asks for less motion gets none."""
    calm = reader(reduced_motion="reduce").open(invented, ARTICLE)

    assert calm.ask("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert calm.ask("document.getAnimations().length") == 0
    assert (
        calm.ask("""() => [...document.querySelectorAll('*')].filter(e =>
        parseFloat(getComputedStyle(e).transitionDuration) > 0).length""")
        == 0
    )


def test_wide_table_is_reached_and_named(reader: NewReader, invented: StaticHost) -> None:
    """A table that may be wider than the screen scrolls in a box that the keyboard reaches."""
    phone = reader(width=320).open(invented, ARTICLE)

    boxes = phone.page.get_by_role("region").filter(has=phone.page.locator("table"))

    assert boxes.count() == phone.page.locator("table").count() == 1
    assert boxes.first.get_attribute("tabindex") == "0"
    assert boxes.first.get_attribute("aria-label") or boxes.first.get_attribute("aria-labelledby")


def test_voice_is_spared_what_is_drawn(reader: NewReader, invented: StaticHost) -> None:
    """Marks before questions, steps and states are for the eye; the words beside them say it."""
    listener = reader()

    for address in (ARTICLE, "/rencana/", "/linimasa/", "/belum-diketahui/"):
        said = {text.strip() for text in spoken(listener.open(invented, address))}
        assert len(said) > 10
        assert said & {"?", "✓", "×", "›", "···"} == set(), address


def test_voice_hears_a_page_in_its_order(reader: NewReader, invented: StaticHost) -> None:
    """One main part, one headline; each heading at most one level below the one before it."""
    listener = reader()

    for address in ("/", ARTICLE, "/agenda/terjadwal/", "/rencana/", "/tokoh/citra/", "/ralat/"):
        tree = heard(listener.open(invented, address))
        roles = [node["role"]["value"] for node in tree]
        levels = [level(node) for node in tree if node["role"]["value"] == "heading"]
        assert [roles.count(role) for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
        named = [n["name"]["value"] for n in tree if n["role"]["value"] in _NAMED]
        assert all(named), address


def test_voice_says_the_day_in_words(reader: NewReader, real: StaticHost) -> None:
    """«Selasa (12/8/2025)» is heard as a day, and seen as it was written."""
    page = reader().open(real, "/berita/mpd-temui-bakorwil-iii-awal-kolaborasi/")

    said = " ".join(spoken(page))

    assert "12/8/2025" in page.text
    assert "12/8/2025" not in said
    assert "Selasa ( [12 Agustus 2025] )" in " ".join(said.split())


_NAMED = ("link", "button", "navigation", "complementary", "region", "img", "image")


def heard(reader: Reader) -> list[dict[str, Any]]:
    """What Chromium gives a screen reader of the page, in order."""
    session = reader.page.context.new_cdp_session(reader.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[dict[str, Any]] = []
    waiting = [nodes[0]]
    while waiting:
        node = waiting.pop()
        waiting += [by_id[child] for child in reversed(node.get("childIds", [])) if child in by_id]
        if not node["ignored"]:
            found.append(node)
    return found


def spoken(reader: Reader) -> list[str]:
    """Every piece of text that a screen reader says, in order."""
    return [
        node["name"]["value"] for node in heard(reader) if node["role"]["value"] == "StaticText"
    ]


def level(node: dict[str, Any]) -> int:
    return next(int(p["value"]["value"]) for p in node["properties"] if p["name"] == "level")


_UNDERLINE = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  return [style.borderBlockEndWidth, style.borderBlockEndStyle, style.textDecorationLine].join();
}"""


def violations(reader: Reader, axe: str) -> list[str]:
    """What axe says of the page that is open."""
    reader.ask(axe)
    return list(reader.ask(_AXE, RULES))


def walk(reader: Reader, most: int = 300) -> list[dict[str, Any]]:
    """Every stop of the Tab key, from the top of the page until the keyboard leaves it."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        reader.page.keyboard.press("Tab")
        stop = reader.ask(_REACHED)
        if stop is None:
            return stops
        stops.append(stop)
    assert most < 300, "the keyboard never leaves the page"
    return stops
