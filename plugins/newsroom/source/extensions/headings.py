"""Headings in a text: levels without gaps below the page's own h1, and readable ids."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsroom.language.words import Words
from newsroom.source.extensions.findings import Findings
from newsroom.source.extensions.plain_text import plain_text

LEVELS = {f"h{level}": level for level in range(1, 7)}
# Ids that stand on every page; a text may link to them, and no heading takes them.
PAGE_ANCHORS = frozenset({"isi", "top"})


class HeadingExtension(Extension):
    def __init__(self, findings: Findings, words: Words) -> None:
        super().__init__()
        self.findings = findings
        self.nameless = words.get("prose.heading_id")

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_HashHeading(md.parser), "hashheader", 70)
        # Before the inline processor (20), while a heading's text is still as typed.
        md.treeprocessors.register(_Levels(self.findings, md), "newsroom-heading-levels", 40)
        md.treeprocessors.register(
            _Ids(self.findings, self.nameless, md), "newsroom-heading-ids", -10
        )


class _HashHeading(HashHeaderProcessor):
    """`#UMKM` without a space is a hashtag, as readers know it; `##Latar` can only be a heading."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{2,6}(?=[^#\n])|#(?=[ \t]))"
        r"(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )


class _Levels(Treeprocessor):
    def __init__(self, findings: Findings, md: Markdown) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in LEVELS]
        shift = any(heading.tag == "h1" for heading in headings)
        level = 1
        for heading in headings:
            typed = LEVELS[heading.tag]
            wanted = min(typed + shift, 6)
            level = min(max(wanted, 2), level + 1)
            heading.tag = f"h{level}"
            if typed == 1 or level != wanted:
                text = (heading.text or "").strip()
                self.findings.warning(
                    self.findings.line_of(_as_typed(text)),
                    "heading_first" if typed == 1 else "heading_skips",
                    heading=text,
                    wanted="#" * level,
                )


class _Ids(Treeprocessor):
    def __init__(self, findings: Findings, nameless: str, md: Markdown) -> None:
        super().__init__(md)
        self.findings = findings
        self.nameless = nameless

    def run(self, root: Element) -> None:
        taken = set(PAGE_ANCHORS)
        for element in root.iter():
            name = element.get("id")
            if name is None:
                continue
            if name in taken:
                self.findings.fault(self.findings.line_of(name), "id_twice", id=name)
                del element.attrib["id"]
            taken.add(name)
        for element in root.iter():
            if element.tag in LEVELS and not element.get("id"):
                name = unique(slug_of(plain_text(element, self.md)) or self.nameless, taken)
                element.set("id", name)
                taken.add(name)


def _as_typed(text: str) -> str:
    """Words by which a heading is found again: what stands before a mark already read."""
    return text.split("\x02")[0]


def slug_of(text: str) -> str:
    """`Jum'at di Café` -> `jumat-di-cafe`; nothing for a text without letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['`]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def unique(name: str, taken: set[str]) -> str:
    """The name, or the first of name-2, name-3 … that is free."""
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate
