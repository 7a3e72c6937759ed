"""Content-Security-Policy: the page works under it, and what is not ours does not run."""

from __future__ import annotations

import base64
from collections.abc import Callable
from hashlib import sha256

from website import WebPage

from browser.reading import Reader, every_page, telling_pages
from browser.server import StaticHost

Hosts = tuple[StaticHost, StaticHost]
NewReader = Callable[..., Reader]


def test_no_page_breaks_its_own_policy(reader: NewReader, hosts: Hosts) -> None:
    """Under the policy of header and page, every kind of page has its look and no complaint."""
    phone = reader()
    paper = "rgb(252, 250, 245)"

    for host, address in telling_pages(*hosts):
        phone.open(host, address)
        assert phone.errors == [], address
        assert phone.ask("getComputedStyle(document.body).backgroundColor") == paper, address


def test_policy_is_strict_and_names_the_stylesheet_as_written(hosts: Hosts) -> None:
    """Each page allows one inline stylesheet and one script, by the hashes of their bytes."""
    for host, address in every_page(*hosts):
        page = host.site.page(address)
        policy = policy_of(page)
        (style,) = [node.text() for node in page.parsed.css("style")]
        (loader,) = [node.text() for node in page.parsed.css("script[data-src]")]
        assert policy["default-src"] == "'none'"
        assert policy["style-src"] == hashed(style)
        assert policy["script-src"] == f"'self' {hashed(loader)}"
        assert "unsafe" not in str(policy)
        assert page.attributes("[style]", "style") == [], address


def test_policy_stands_before_all_that_it_governs(invented: StaticHost) -> None:
    """In the page it comes right after the character set: a later one would be too late."""
    head = [node.tag for node in invented.site.front.node("head").iter()]

    assert head[:2] == ["meta", "meta"]
    assert invented.site.front.parsed.css("head meta")[1].attributes.get("http-equiv")


def test_header_says_as_much_and_forbids_frames(invented: StaticHost) -> None:
    """`_headers` is as strict on scripts as the page, and says what only a header can say."""
    _, _, headers = invented.answer("/")
    sent, own = directives(headers["Content-Security-Policy"]), policy_of(invented.site.front)

    assert {name: own.get(name) for name in ("script-src", "base-uri", "form-action")} == {
        name: sent.get(name) for name in ("script-src", "base-uri", "form-action")
    }
    assert sent["frame-ancestors"] == sent["object-src"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_injected_script_does_not_run(reader: NewReader, invented: StaticHost) -> None:
    """Even where no headers are sent, an inline script, handler or foreign file is blocked."""
    victim = reader()
    attack = (
        "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 2'>"
        "<script src='data:text/javascript,window.harmed=3'></script>"
        "<script src='https://jahat.example/x.js'></script>"
    )

    def inject(route) -> None:  # type: ignore[no-untyped-def]
        response = route.fetch()
        headers = {"content-type": "text/html; charset=utf-8"}
        body = response.text().replace("</main>", attack + "</main>")
        route.fulfill(body=body, headers=headers)

    victim.page.route(invented.at("/"), inject)
    victim.open(invented)

    assert "onerror" in victim.page.content()
    assert victim.ask("window.harmed") is None
    assert len([error for error in victim.errors if "Content Security Policy" in error]) >= 4


def hashed(inline: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(inline.encode()).digest()).decode()}'"


def policy_of(page: WebPage) -> dict[str, str]:
    """The directives of a page's own policy, by name."""
    (text,) = page.attributes("meta[http-equiv=Content-Security-Policy]", "content")
    return directives(text)


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))
