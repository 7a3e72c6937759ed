"""Footnotes with readable ids (`#catatan-1` and back), and a word about notes without a mark."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    FootnoteExtension,
    FootnoteReorderingProcessor,
)
from markdown.treeprocessors import Treeprocessor

from newsroom.language.words import Words
from newsroom.source.extensions.findings import Findings

_REFERENCE_ID = re.compile(r"fnref(\d*):(.*)", re.DOTALL)


class ReadableFootnoteExtension(Extension):
    """Goes over what Python-Markdown's own footnotes made; the two are always used together."""

    def __init__(self, findings: Findings, words: Words) -> None:
        super().__init__()
        self.findings = findings
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:
        footnotes = next(e for e in md.registeredExtensions if isinstance(e, FootnoteExtension))
        md.treeprocessors.register(_Reordering(footnotes), "footnote-reorder", 19)
        # After Python-Markdown has added links back to second marks (15).
        md.treeprocessors.register(_Notes(self, footnotes, md), "newsroom-footnotes", 10)


class _Reordering(FootnoteReorderingProcessor):
    """Python-Markdown's, which expects a link back in each note, but puts none in an empty one."""

    def reorder_footnotes(self, parent: Element) -> None:
        for item in parent.iterfind("ol/li"):
            if item.find('.//a[@class="footnote-backref"]') is None:
                label = item.get("id", "").partition(":")[2]
                href = "#" + self.footnotes.makeFootnoteRefId(label)
                link = SubElement(SubElement(item, "p"), "a", {"class": "footnote-backref"})
                link.set("href", href)
                link.text = FN_BACKLINK_TEXT
        super().reorder_footnotes(parent)


class _Notes(Treeprocessor):
    def __init__(
        self, extension: ReadableFootnoteExtension, footnotes: FootnoteExtension, md: Markdown
    ) -> None:
        super().__init__(md)
        self.footnotes = footnotes
        self.findings = extension.findings
        words = extension.words
        self.note_id = words.get("prose.footnote_id")
        self.mark_id = words.get("prose.footnote_mark_id")
        self.name = words.get("prose.footnotes")

    def run(self, root: Element) -> None:
        if not self.footnotes.footnotes:
            return
        section = next((e for e in root.iter("div") if e.get("class") == "footnote"), None)
        if section is None:
            return
        section.tag = "section"
        section.set("role", "doc-endnotes")
        section.set("aria-label", self.name)
        notes = list(section.iterfind("ol/li"))
        numbers = {item.get("id", "")[len("fn:") :]: n for n, item in enumerate(notes, start=1)}
        for label, text in self.footnotes.footnotes.items():
            if not text.strip():
                self.findings.fault(
                    self.findings.line_of(f"[^{label}]:"), "footnote_empty", label=label
                )
            if label not in self.footnotes.footnote_order:
                self.findings.warning(
                    self.findings.line_of(f"[^{label}]:"), "footnote_unused", label=label
                )
        self._remove_dead_links(section)
        for element in root.iter():
            self._rename(element, numbers)

    def _remove_dead_links(self, section: Element) -> None:
        """A note that no mark points at has nowhere to lead back to."""
        for parent in list(section.iter()):
            for child in list(parent):
                href = child.get("href", "")
                if child.get("class") == "footnote-backref":
                    label = href.partition(":")[2]
                    if label not in self.footnotes.footnote_order:
                        parent.remove(child)

    def _rename(self, element: Element, numbers: dict[str, int]) -> None:
        if element.tag == "li" and element.get("id", "").startswith("fn:"):
            element.set("id", f"{self.note_id}-{numbers[element.get('id', '')[3:]]}")
        elif element.tag == "sup" and (found := _REFERENCE_ID.fullmatch(element.get("id", ""))):
            element.set("id", self._mark(found, numbers))
        elif element.get("class") == "footnote-ref":
            element.set("href", f"#{self.note_id}-{numbers[element.get('href', '')[4:]]}")
        elif element.get("class") == "footnote-backref":
            found = _REFERENCE_ID.fullmatch(element.get("href", "")[1:])
            if found:
                element.set("href", f"#{self._mark(found, numbers)}")
                element.set("aria-label", element.get("title", ""))

    def _mark(self, found: re.Match[str], numbers: dict[str, int]) -> str:
        again = f"-{found[1]}" if found[1] else ""
        return f"{self.mark_id}-{numbers[found[2]]}{again}"
