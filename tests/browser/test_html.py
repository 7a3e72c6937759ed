"""Every page is valid HTML."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from browser import equipment
from browser.conftest import missing
from browser.reading import every_page, telling_pages
from browser.server import StaticHost

Hosts = tuple[StaticHost, StaticHost]

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# The checker has no host to compare addresses with, and takes JSON-LD for a script. Whether a page
# keeps to its policy is for a browser to say (test_policy.py).
_OF_THE_POLICY = "violates Content Security Policy"


def test_html_checker_finds_nothing(invented: StaticHost, real: StaticHost) -> None:
    """The Nu Html Checker has no error to report on any page of the real site, nor on any kind."""
    checker = equipment.html_checker() or missing("the Nu Html Checker, or Java,")
    pages = [*every_page(real), *telling_pages(invented)]

    found = messages(checker, [host.site.folder / host.site.file_at(at) for host, at in pages])

    assert list(found) == []


def test_html_checker_would_find_something(tmp_path: Path) -> None:
    """The check can fail."""
    checker = equipment.html_checker() or missing("the Nu Html Checker, or Java,")
    page = tmp_path / "salah.html"
    page.write_text("<!DOCTYPE html><html lang=id><title>x</title><p></b>", encoding="utf-8")

    found = list(messages(checker, [page]))

    assert any(str(page) in line and "Stray end tag" in line for line in found)


def test_every_element_is_closed_and_every_id_is_one_of_its_kind(hosts: Hosts) -> None:
    """What a person would see in the source: no tag is left open, no id stands twice."""
    for host, address in every_page(*hosts):
        page = host.site.page(address)
        assert list(unbalanced(page.html)) == [], address
        assert len(page.ids) == len(set(page.ids)), address


def test_open_element_is_found() -> None:
    """The check can fail."""
    assert list(unbalanced("<p><b>Panen</p>")) == ["</p> closes <b>"]
    assert list(unbalanced("<div><br>")) == ["<div> is never closed"]


def messages(checker: Path, pages: Sequence[Path]) -> Iterator[str]:
    """Errors and warnings, each with its page and line."""
    java = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(checker))
    command = [*java, "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    for message in json.loads(done.stderr)["messages"]:
        if _OF_THE_POLICY in message["message"]:
            continue
        place = message.get("url", "").removeprefix("file:")
        yield f"{place}:{message.get('lastLine', 0)}: {message['message']}"


def unbalanced(html: str) -> Iterator[str]:
    """Elements that are left open, or closed in another one."""
    found: list[str] = []
    opened: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in _VOID:
                opened.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            """`<path/>` within a drawing."""

        def handle_endtag(self, tag: str) -> None:
            last = opened.pop() if opened else ""
            if last != tag:
                found.append(f"</{tag}> closes <{last}>")
                opened.clear()

    Balance().feed(html)
    yield from found or (f"<{tag}> is never closed" for tag in opened)
