"""From the Markdown of one file to safe HTML and what the edition needs to know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from html import escape, unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pelican.readers import MarkdownReader

from newsroom.data import replace
from newsroom.language.typography import typeset_html
from newsroom.language.words import Words
from newsroom.source.extensions.attributes import AttributeExtension
from newsroom.source.extensions.comments import without_comments, without_comments_and_code
from newsroom.source.extensions.findings import Findings
from newsroom.source.extensions.footnotes import ReadableFootnoteExtension
from newsroom.source.extensions.headings import PAGE_ANCHORS, HeadingExtension
from newsroom.source.extensions.lists import ListExtension
from newsroom.source.extensions.pictures import PictureExtension
from newsroom.source.extensions.quick import QuickExtension
from newsroom.source.extensions.quotations import QuotationExtension
from newsroom.source.extensions.raw_html import RawHtmlExtension
from newsroom.source.extensions.read_also import ReadAlsoExtension
from newsroom.source.extensions.tables import TableBoxExtension
from newsroom.source.reader import Conversion
from newsroom.source.records import Prose, Text
from newsroom.source.running_text import possible_names
from newsroom.source.safety import balance

EXCERPT_CHARACTERS = 300

# Python-Markdown finds them by name too, but then looks through all packages that are installed.
_BUILT_IN: dict[str, type[Extension]] = {
    "footnotes": FootnoteExtension,
    "tables": TableExtension,
    "attr_list": AttrListExtension,
    "def_list": DefListExtension,
    "abbr": AbbrExtension,
    "fenced_code": FencedCodeExtension,
    "sane_lists": SaneListExtension,
}
# Front matter is read elsewhere (meta); `extra` is taken apart; colours of code are only weight.
_LEFT_OUT = frozenset({"meta", "extra", "codehilite", "smarty", "toc"})

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_CHARACTER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot);)(?:#\w+|\w+);")
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
_RAW_TAG = re.compile(r"<(?!/?(?:pre|code)\b)[a-zA-Z/]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_ID = re.compile(r"<[a-z][^>]* id=\"([^\"]+)\"")
_FOOTNOTE_MARK = re.compile(r"<sup [^>]*><a class=\"footnote-ref\".*?</sup>", re.DOTALL)
_TYPED_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_WORD = re.compile(r"\w\S*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s)")
_VOID = frozenset({"br", "wbr", "hr", "img", "col"})


class MarkdownConverter(MarkdownReader):  # type: ignore[misc]
    """Pelican's Markdown reader, with our extensions beside those that the MARKDOWN setting names.

    One converter serves any number of files in turn; nothing of a file is left for the next.
    prefix: put before each path in problems.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        words: Words,
        *,
        typography: bool = True,
        prefix: str = "content/",
    ) -> None:
        super().__init__({**settings, "MARKDOWN": deepcopy(dict(settings.get("MARKDOWN", {})))})
        self._typography = typography
        self._prefix = prefix
        self._findings = Findings()
        self._quotations = QuotationExtension(self._findings)
        self._md = self._markdown(words)

    def __call__(self, text: str, *, path: str, first_line: int) -> Conversion:
        """Convert a body.

        path: of the file, below `prefix`. first_line: where the body begins in the file.
        """
        findings = self._findings
        findings.begin(text, path=self._prefix + path, first_line=first_line)
        self._md.reset()
        html = self._md.convert(without_comments(self._without_control(text)))
        html = self._finished(html)
        self._check_footnote_marks(text)
        anchors = self._anchors(html)
        prose = Prose(
            excerpt=excerpt(html),
            anchors=anchors,
            references=tuple(findings.references),
            quotations=tuple(self._quotations.quotations),
            unsigned=tuple(self._quotations.unsigned),
        )
        words = _count_of_words(_TAG.sub("", html))
        if self._typography:
            html = typeset_html(html)
        prose = replace(prose, names=possible_names(html))
        return Conversion(Text(html, words), prose, tuple(findings.problems))

    def _markdown(self, words: Words) -> Markdown:
        given = self.settings["MARKDOWN"]
        configs = {_short(name): config for name, config in given["extension_configs"].items()}
        configs["footnotes"] = {
            "BACKLINK_TITLE": words.get("prose.footnote_back"),
            "USE_DEFINITION_ORDER": False,
            **configs.get("footnotes", {}),
        }
        configs["tables"] = {**configs.get("tables", {}), "use_align_attribute": True}
        theirs = [
            name
            for name in given["extensions"]
            if not (isinstance(name, str) and _short(name) in {*_BUILT_IN, *_LEFT_OUT})
        ]
        options = {
            key: value
            for key, value in given.items()
            if key not in ("extensions", "extension_configs", "output_format")
        }
        built_in = [make(**configs.get(name, {})) for name, make in _BUILT_IN.items()]
        return Markdown(
            **options,
            output_format="html",
            extensions=[*built_in, *theirs, *self._own_extensions(words)],
            extension_configs=given["extension_configs"],
        )

    def _own_extensions(self, words: Words) -> list[Extension]:
        return [
            ListExtension(),
            HeadingExtension(self._findings, words),
            ReadableFootnoteExtension(self._findings, words),
            AttributeExtension(self._findings),
            self._quotations,
            PictureExtension(),
            TableBoxExtension(words),
            ReadAlsoExtension(words),
            RawHtmlExtension(self._findings),
            QuickExtension(),
        ]

    def _without_control(self, text: str) -> str:
        found = _CONTROL.search(text)
        if not found:
            return text
        self._findings.warning(
            self._findings.line_of(found[0]),
            "control_character",
            character=f"U+{ord(found[0]):04X}",
        )
        return _CONTROL.sub("", text)

    def _finished(self, html: str) -> str:
        """Characters for references; and where an editor wrote HTML, each element closed."""
        if "&" in html:
            html = _CHARACTER_REFERENCE.sub(_character, html)
        stash = self._md.htmlStash.rawHtmlBlocks
        if any(_RAW_TAG.search(str(raw)) for raw in stash):
            html, unclosed = balance(html)
            for tag in unclosed:
                self._findings.warning(self._findings.line_of("<" + tag), "tag_unclosed", tag=tag)
            html = _EMPTY_PARAGRAPH.sub("", html)
        return html

    def _anchors(self, html: str) -> tuple[str, ...]:
        """All ids, after checking that they are unique and that links within the text arrive."""
        anchors = tuple(unescape(name) for name in _ID.findall(html))
        for name in sorted({name for name in anchors if anchors.count(name) > 1}):
            self._findings.fault(self._findings.line_of(name), "id_twice", id=name)
        known = {*anchors, *PAGE_ANCHORS, ""}
        for name, line in self._findings.anchor_links:
            if name not in known:
                self._findings.fault(line, "anchor_missing", anchor=name)
        return anchors

    def _check_footnote_marks(self, text: str) -> None:
        if "[^" not in text:
            return
        searchable = without_comments_and_code(text)
        for label in sorted(set(_TYPED_FOOTNOTE_MARK.findall(searchable))):
            if f"[^{label}]:" not in searchable:
                self._findings.fault(
                    self._findings.line_of(f"[^{label}]"), "footnote_missing", label=label
                )


def _count_of_words(text: str) -> int:
    """Of what stands between spaces, all but mere signs."""
    return sum(1 for word in text.split() if word[0].isalnum() or _WORD.search(word))


def excerpt(html: str) -> str:
    """The first paragraph of running text, plain, as typed, at most EXCERPT_CHARACTERS long."""
    for paragraph in _top_paragraphs(html):
        inner = _TAG.sub("", _FOOTNOTE_MARK.sub("", paragraph.replace("<br>", " ")))
        text = " ".join(unescape(inner).split())
        if _WORD.search(text):
            return _cut(text)
    return ""


def _top_paragraphs(html: str) -> list[str]:
    """What stands in paragraphs that are in no other element, up to the first that holds text."""
    found = []
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2] in _VOID:
            continue
        if tag[1]:
            depth -= 1
            if depth == 0 and tag[2] == "p":
                found.append(html[start : tag.start()])
                if _WORD.search(_TAG.sub("", found[-1])):
                    break
        else:
            if depth == 0:
                start = tag.end()
            depth += 1
    return found


def _cut(text: str) -> str:
    """Whole sentences if they fill a third of the room; else whole words and an ellipsis."""
    if len(text) <= EXCERPT_CHARACTERS:
        return text
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, EXCERPT_CHARACTERS)]
    if ends and ends[-1] > EXCERPT_CHARACTERS // 3:
        return text[: ends[-1]]
    return text[: EXCERPT_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,;:—-") + "…"


def _character(reference: re.Match[str]) -> str:
    """The character that a reference stands for, safe in text and attributes; no control ones."""
    return escape(_CONTROL.sub("", unescape(reference[0])), quote=False).replace('"', "&quot;")


def _short(name: str) -> str:
    return name.removeprefix("markdown.extensions.")
