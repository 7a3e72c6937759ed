"""What stands on the screen, whatever the screen is like: narrow, spaced, bare, or paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from workshop import ROOT

from browser.reading import Reader, every_page, letters, offered, telling_pages
from browser.server import StaticHost
from newsroom.publishing.render import inlined_css

Hosts = tuple[StaticHost, StaticHost]
NewReader = Callable[..., Reader]

# What only works on a screen.
FURNITURE = "nav, button, form, .skip, .share, .strip"

# WCAG 2.2, 1.4.12: nothing may be lost when a reader sets lines, letters and words this wide.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""

# Paragraphs that begin less than half a line below the one before.
_TOO_NEAR = """() => {
  const all = [...document.querySelectorAll('.prose > p')];
  const below = all.slice(1).filter((p, at) => {
    const [above, own] = [all[at], p].map(each => each.getBoundingClientRect());
    return own.top < above.bottom + 10;
  });
  return below.map(p => p.textContent.slice(0, 40));
}"""


def test_every_page_fits_a_narrow_screen_and_a_thumb(reader: NewReader, hosts: Hosts) -> None:
    """At 320 px no page can be pushed aside, no text is cut off, and no target is below 44 px."""
    narrow = reader(width=320)

    for host, address in every_page(*hosts):
        narrow.open(host, address)
        assert narrow.overflow_px == 0, address
        assert narrow.clipped == [], address
        assert narrow.small_targets(44) == [], address


def test_wide_spacing_loses_nothing(reader: NewReader, hosts: Hosts) -> None:
    """At 320 px with the spacing of WCAG 1.4.12, everything still fits."""
    narrow = reader(width=320, bypass_csp=True)

    for host, address in telling_pages(*hosts):
        narrow.open(host, address).page.add_style_tag(content=SPACED)
        assert narrow.overflow_px == 0, address
        assert narrow.clipped == [], address


def test_letters_twice_as_large_lose_nothing(large_print_reader: NewReader, hosts: Hosts) -> None:
    """At 320 px with letters at 200 %, everything still fits."""
    narrow = large_print_reader(width=320)

    for host, address in telling_pages(*hosts):
        narrow.open(host, address)
        assert narrow.ask("getComputedStyle(document.body).fontSize") == "36px"
        assert narrow.overflow_px == 0, address
        assert narrow.clipped == [], address


def test_paragraphs_of_a_text_stand_apart(reader: NewReader, hosts: Hosts) -> None:
    """The second one too, where no box of facts stands between it and the first."""
    phone = reader()

    for host, address in every_page(*hosts):
        assert phone.open(host, address).ask(_TOO_NEAR) == [], address


def test_without_scripts_every_word_is_there(reader: NewReader, hosts: Hosts) -> None:
    """A page says the same with scripts off, and its links are the same; only buttons are not."""
    usual, scriptless = reader(), reader(java_script_enabled=False)
    hrefs = "[...document.links].filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))"

    for host, address in telling_pages(*hosts):
        usual.open(host, address).unfold().ask(
            "document.querySelectorAll('button').forEach(button => button.remove())"
        )
        scriptless.open(host, address).unfold()
        assert scriptless.text == usual.text, address
        assert scriptless.ask(hrefs) == usual.ask(hrefs), address


def test_without_css_the_page_is_complete_and_in_order(reader: NewReader, hosts: Hosts) -> None:
    """Without the stylesheet all that stands in a page is shown, in its order."""
    bare = reader(bypass_csp=True, java_script_enabled=False)
    rewrite(bare, lambda html: re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))

    for host, address in telling_pages(*hosts):
        bare.open(host, address).unfold()
        assert bare.ask("document.styleSheets.length") == 0
        assert letters(bare.text) == offered(host.site.page(address)), address


def test_data_saving_browser_shows_a_page_that_reads_well(reader: NewReader, hosts: Hosts) -> None:
    """Opera Mini knows no layers, no grid, no variables: the floor of the stylesheet is enough."""
    simple = reader(width=320, java_script_enabled=False, bypass_csp=True)
    rewrite(simple, as_for_a_data_saving_browser)

    for host, address in telling_pages(*hosts):
        simple.open(host, address)
        assert simple.overflow_px == 0, address
        body = simple.ask("getComputedStyle(document.body)")
        assert float(body["fontSize"].removesuffix("px")) >= 16
        assert body["color"] == "rgb(29, 26, 22)"
        assert body["backgroundColor"] == "rgb(252, 250, 245)"
        assert simple.ask(_CUT_AWAY) == [], address
        assert simple.ask(_IN_SIGHT, ".unseen") == [], address


@pytest.mark.parametrize("address", ["/berita/panen-raya-dusun-contoh-tiga-ton-padi/"])
def test_article_on_paper_has_no_furniture(
    reader: NewReader, invented: StaticHost, address: str
) -> None:
    """An article of this length takes three sheets of A4 at most, without menus and buttons."""
    paper = reader(width=1280).open(invented, address).page

    pages = re.findall(rb"/Type\s*/Page\b", paper.pdf(format="A4"))
    paper.emulate_media(media="print")
    furniture = paper.locator(FURNITURE).all()

    assert 1 <= len(pages) <= 3
    assert [item for item in furniture if item.is_visible()] == []
    assert paper.locator("h1").is_visible()
    assert paper.locator(".source").first.is_visible()


def test_every_page_prints(reader: NewReader, hosts: Hosts) -> None:
    """No kind of page prints furniture."""
    desk = reader(width=1280)
    desk.page.emulate_media(media="print")
    shown = """furniture => [...document.querySelectorAll(furniture)]
        .filter(e => e.getBoundingClientRect().height > 1).map(e => e.outerHTML.slice(0, 80))"""

    for host, address in telling_pages(*hosts):
        assert desk.open(host, address).ask(shown, FURNITURE) == [], address


# Letters, and marks before the items of a list, that stand outside the screen.
_CUT_AWAY = """() => [...document.querySelectorAll('li, p, h1, h2, h3, dt, dd')]
  .filter(element => {
    const style = getComputedStyle(element), {left} = element.getBoundingClientRect();
    const hasMark = style.display === 'list-item' && style.listStyleType !== 'none';
    return element.getClientRects().length && left < (hasMark ? 16 : 0);
  }).map(element => element.outerHTML.slice(0, 80))"""

_IN_SIGHT = """selector => [...document.querySelectorAll(selector)]
  .filter(element => element.getBoundingClientRect().right > 0).map(element => element.outerHTML)"""


def rewrite(reader: Reader, change: Callable[[str], str]) -> None:
    """What this reader's browser makes of each page before it shows it."""

    def handle(route, request) -> None:  # type: ignore[no-untyped-def]
        if request.resource_type != "document":
            route.continue_()
            return
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    reader.page.route("**/*", handle)


def as_for_a_data_saving_browser(html: str) -> str:
    """The page without rules in layers, and without what needs a variable."""

    def simplified(found: re.Match[str]) -> str:
        floor = "".join(rule for rule in rules_of(found[1]) if not rule.startswith("@layer"))
        return f"<style>{re.sub(r'[^;{}]*var[(][^;{}]*;', '', floor)}</style>"

    return re.sub(r"<style>(.*?)</style>", simplified, html, flags=re.DOTALL)


def rules_of(css: str) -> Iterator[str]:
    """The rules of a stylesheet, each with all that it holds."""
    start = depth = 0
    for place, mark in enumerate(css):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if not depth and mark in "};":
            yield css[start : place + 1].strip()
            start = place + 1


def test_page_looks_as_with_the_whole_stylesheet(reader: NewReader, hosts: Hosts) -> None:
    """What a page leaves out of the stylesheet changes nothing on it, at any width or on paper."""
    whole = inlined_css((ROOT / "theme" / "static" / "css" / "site.css").read_text("utf-8"))
    views = [reader(width=width, bypass_csp=True) for width in (360, 1280, 800)]
    views[2].page.emulate_media(media="print")

    for host, address in telling_pages(*hosts):
        for view in views:
            view.open(host, address).unfold().ask(_PICTURES_ARE_THERE)
            view.wait_until(_BUTTONS_ARE_THERE)
            own = view.ask(_LOOK)
            view.ask("css => { document.querySelector('style').textContent = css }", whole)
            differing = [
                pair for pair in zip(own, view.ask(_LOOK), strict=True) if len({*pair}) > 1
            ]
            assert differing[:1] == [], address


_PICTURES_ARE_THERE = """() => Promise.all([...document.images].map(image => {
  image.loading = 'eager';
  return image.decode();
}))"""

# The script comes when it comes, and shows them.
_BUTTONS_ARE_THERE = "!document.querySelector('.share-copy[hidden]')"

_LOOK = """() => [...document.body.querySelectorAll('*')].map(element => {
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const marks = ['::before', '::after'].map(name => getComputedStyle(element, name))
    .map(mark => mark.content + mark.color + mark.borderWidth);
  return [element.tagName, element.className.baseVal ?? element.className, box.x, box.y, box.width,
    box.height, style.font, style.color, style.backgroundColor, style.border, style.textDecoration,
    style.display, ...marks].join(' ');
})"""
