"""sitemap.xml: every listed page once, with a true date or none (NEWSROOM.md T14)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(entries: Iterable[tuple[str, str]]) -> bytes:
    """entries: (absolute address, ISO date or ""), written sorted by address."""
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for location, modified in sorted(entries):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = location
        if modified:
            ElementTree.SubElement(url, "lastmod").text = modified
    ElementTree.indent(root, space="")
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
