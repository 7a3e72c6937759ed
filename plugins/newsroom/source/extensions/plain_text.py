"""The words of an element, without its markup."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown

_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_TAGS = re.compile(r"<[^>]*>")
_MARKS = re.compile("\x02[^\x03]*\x03")


def plain_text(element: Element, md: Markdown) -> str:
    """What a reader reads of an element; stashed HTML without its tags, footnote marks left out."""
    return plain("".join(_pieces(element)), md)


def plain(text: str, md: Markdown) -> str:
    """A tree's text with stashed entities in place, stashed tags and other marks left out."""
    if "\x02" in text:
        stash = md.htmlStash.rawHtmlBlocks
        text = _STASHED.sub(lambda m: unescape(_TAGS.sub("", str(stash[int(m[1])]))), text)
        text = _MARKS.sub("", text)
    return text


def _pieces(element: Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if not _is_footnote_mark(child):
            pieces += _pieces(child)
        pieces.append(child.tail or "")
    return pieces


def _is_footnote_mark(element: Element) -> bool:
    return element.tag == "sup" and len(element) > 0 and element[0].get("class") == "footnote-ref"
