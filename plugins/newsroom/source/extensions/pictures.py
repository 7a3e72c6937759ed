"""Pictures: a paragraph of pictures alone becomes figures; every picture loads late."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class PictureExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Figures(md), "newsroom-pictures", -50)


class _Figures(Treeprocessor):
    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            picture.set("loading", "lazy")
            picture.set("decoding", "async")
        for parent in list(root.iter()):
            if parent.tag not in ("p", "figure") and any(_is_picture(child) for child in parent):
                parent[:] = [made for child in parent for made in _figures(child)]


def _is_picture(paragraph: Element) -> bool:
    """A paragraph that holds pictures, linked or not, and nothing else."""
    return (
        paragraph.tag == "p"
        and len(paragraph) > 0
        and not (paragraph.text or "").strip()
        and all(
            not (child.tail or "").strip() and _picture_in(child) is not None for child in paragraph
        )
    )


def _picture_in(element: Element) -> Element | None:
    if element.tag == "img":
        return element
    if (
        element.tag == "a"
        and len(element) == 1
        and not (element.text or element[0].tail or "").strip()
    ):
        return element[0] if element[0].tag == "img" else None
    return None


def _figures(child: Element) -> list[Element]:
    if not _is_picture(child):
        return [child]
    figures = []
    for element in list(child):
        picture = _picture_in(element)
        figure = Element("figure", dict(child.attrib) if len(child) == 1 else {})
        figure.tail, element.tail = "\n", None
        figure.append(element)
        caption = picture.attrib.pop("title", "").strip() if picture is not None else ""
        if caption:
            SubElement(figure, "figcaption").text = caption
        figures.append(figure)
    return figures
