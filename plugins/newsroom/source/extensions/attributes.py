"""Addresses and attributes of what Markdown made: links to files become `link:N`."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from newsroom.source.extensions.findings import Findings
from newsroom.source.safety import ADDRESSES, is_attribute_allowed, without_placeholders

# Set by our own and Python-Markdown's processors, never by an editor.
_OURS = frozenset({"data-attribution", "role", "aria-label"})
_OUR_CLASSES = frozenset({"footnote", "footnote-ref", "footnote-backref"})
_ALIGNMENTS = frozenset({"left", "center", "right"})


class AttributeExtension(Extension):
    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:
        # After Python-Markdown has put escaped characters back (0), before ours add anything.
        md.treeprocessors.register(_Attributes(self.findings, md), "newsroom-attributes", -5)


class _Attributes(Treeprocessor):
    def __init__(self, findings: Findings, md: Markdown) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.attrib:
                self._set(element)

    def _set(self, element: Element) -> None:
        tag = element.tag
        given = dict(element.attrib)
        element.attrib.clear()
        for name, raw in given.items():
            # A valueless attribute of attr_list stands as None.
            typed = without_placeholders((raw or "").replace(AMP_SUBSTITUTE, "&"))
            value = unescape(typed)
            if name == ADDRESSES.get(tag):
                is_picture = tag == "img"
                kept = self.findings.address(value, is_picture=is_picture, typed=typed)
            elif name == "align" and value in _ALIGNMENTS:
                name, kept = "class", f"align-{value}"
            elif name == "class" and value in _OUR_CLASSES:
                kept = value
            elif name not in _OURS and not is_attribute_allowed(tag, name, value):
                self.findings.attribute_refused(tag, name, value)
                continue
            else:
                kept = value
            if kept is not None:
                # The serializer leaves what looks like a character reference as it is.
                element.set(name, kept.replace("&", "&amp;"))
        if tag == "img":
            self.findings.picture_text(element.get("alt"), unescape(given.get("src", "")))
            element.set("alt", element.get("alt", ""))
