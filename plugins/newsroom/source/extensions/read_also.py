"""A paragraph `Baca juga: [judul](…)` becomes a box of its own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsroom.language.words import Words

# What may stand between links: marks and the words for "and".
_BETWEEN = re.compile(r"[\s,;.|·•/]*(?i:dan|serta|&)?[\s,;.|·•/]*")


class ReadAlsoExtension(Extension):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Boxes(self.words, md), "newsroom-read-also", -70)


class _Boxes(Treeprocessor):
    def __init__(self, words: Words, md: Markdown) -> None:
        super().__init__(md)
        self.label = words.get("prose.read_also")

    def run(self, root: Element) -> None:
        for index, child in enumerate(root):
            if child.tag == "p" and (links := self._links(child)):
                root[index] = self._box(links, child.tail)

    def _links(self, paragraph: Element) -> list[Element]:
        """The links of a paragraph that holds the label, links and nothing else; else none."""
        parts = [paragraph.text or ""]
        links: list[Element] = []
        for child in paragraph:
            if child.tag == "a":
                links.append(child)
                parts.append("\x00")
            elif child.tag == "strong" and not links and not len(child):
                parts.append(child.text or "")
            elif child.tag != "br":
                return []
            parts.append(child.tail or "")
        label, *between = "".join(parts).split("\x00")
        is_label = label.strip().lower() == f"{self.label}:".lower()
        return links if is_label and all(_BETWEEN.fullmatch(text) for text in between) else []

    def _box(self, links: list[Element], tail: str | None) -> Element:
        box = Element("aside", {"class": "read-also", "aria-label": self.label})
        box.text, box.tail = "\n", tail
        label = SubElement(box, "p", {"class": "read-also-label"})
        label.text, label.tail = self.label, "\n"
        entries = SubElement(box, "ul", {"class": "read-also-list"})
        entries.tail = "\n"
        for link in links:
            link.tail = None
            SubElement(entries, "li").append(link)
        return box
