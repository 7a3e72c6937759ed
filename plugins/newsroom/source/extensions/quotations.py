"""A block quotation whose last line is `— Nama, jabatan` becomes a figure with its speaker."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsroom.source.extensions.findings import Findings
from newsroom.source.extensions.plain_text import plain_text
from newsroom.source.records import Quotation

_ATTRIBUTION = re.compile(
    r"(?:\A|\n)[ \t]*(?:—|–|--(?!-))[ \t]*(?=[^\W\d_]|[*_\[<\"'“])([^\n]+?)[ \t]*\Z"
)
_SPEAKER = "data-attribution"
_OPENING, _CLOSING = "“", "”"
_MARKS = {'"': '"', "“": "”", "„": "”", "«": "»"}


class QuotationExtension(Extension):
    """Of the last text that was converted, in order.

    quotations: with their speakers; unsigned: block quotations in quotation marks without one.
    """

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings
        self.quotations: list[Quotation] = []
        self.unsigned: list[Quotation] = []

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        # Before the inline processor (20) the last line still is a line.
        md.treeprocessors.register(_Attributions(self, md), "newsroom-attributions", 45)
        md.treeprocessors.register(_Figures(self, md), "newsroom-quotations", -40)

    def reset(self) -> None:
        self.quotations = []
        self.unsigned = []


class _Attributions(Treeprocessor):
    """Takes the last line out of the words and keeps it as an element of its own."""

    def __init__(self, extension: QuotationExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for quote in root.iter("blockquote"):
            last = quote[-1] if len(quote) else None
            if last is None or last.tag != "p" or not last.text:
                continue
            found = _ATTRIBUTION.search(last.text)
            if not found or (found.start() == 0 and len(quote) == 1):
                self._note_unsigned(quote)
                continue
            last.text = last.text[: found.start()].rstrip()
            if not last.text:
                quote.remove(last)
            _mark(quote)
            speaker = SubElement(quote, "p")
            speaker.text = found[1]
            speaker.set(_SPEAKER, found[0].strip())

    def _note_unsigned(self, quote: Element) -> None:
        """What stands in quotation marks was said by someone (NEWSROOM.md P16)."""
        words = " ".join((child.text or "").strip() for child in quote if child.tag == "p")
        closing = _MARKS.get(words[:1])
        if closing and words.rstrip(".…").endswith(closing):
            first = (quote[0].text or "").strip().partition("\n")[0]
            line = self.extension.findings.line_of(first)
            self.extension.unsigned.append(Quotation(" ".join(words.split()), "", "", line))


def _mark(quote: Element) -> None:
    """One pair of “ ” around the words, in the place of the pair that was typed, if any."""
    paragraphs = [child for child in quote if child.tag == "p"]
    if not paragraphs:
        return
    first, last = paragraphs[0], paragraphs[-1]
    begin, end = (first.text or "").lstrip(), (last.text or "").rstrip()
    closing = _MARKS.get(begin[:1])
    if closing and end.endswith(closing) and _is_one_pair(paragraphs):
        first.text = begin[1:]
        last.text = (last.text or "").rstrip()[:-1]
    first.text = _OPENING + (first.text or "").lstrip()
    last.text = (last.text or "").rstrip() + _CLOSING


def _is_one_pair(paragraphs: list[Element]) -> bool:
    """False for `"A," kata dia, "B"`: two quotations that only look like one from outside."""
    inside = "\n".join((p.text or "").strip() for p in paragraphs)[1:-1]
    opener = re.search(r"[\"“”„«»]", inside)
    return (
        opener is None
        or opener[0] in "“„«"
        or (opener[0] == '"' and not re.search(r"\S\Z", inside[: opener.start()]))
    )


class _Figures(Treeprocessor):
    def __init__(self, extension: QuotationExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "blockquote" and len(child) and child[-1].get(_SPEAKER):
                    parent[index] = self._figure(child)

    def _figure(self, quote: Element) -> Element:
        attribution = quote[-1]
        quote.remove(attribution)
        findings = self.extension.findings
        speaker, _, role = plain_text(attribution, self.md).partition(",")
        words = " ".join(" ".join(plain_text(child, self.md).split()) for child in quote)
        words = words.strip().removeprefix(_OPENING).removesuffix(_CLOSING)
        line = findings.line_of(attribution.get(_SPEAKER, ""))
        number = len(self.extension.quotations)
        self.extension.quotations.append(
            Quotation(
                " ".join(words.split()), " ".join(speaker.split()), " ".join(role.split()), line
            )
        )
        figure = Element("figure", {"class": "quotation"})
        figure.text, figure.tail = "\n", quote.tail
        figure.append(quote)
        quote.tail = "\n"
        SubElement(figure, "figcaption", {"data-speaker": str(number)}).tail = "\n"
        return figure
