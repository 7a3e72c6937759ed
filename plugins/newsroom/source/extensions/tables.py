"""Tables: a caption, head cells with a scope, and a box that scrolls by keyboard too."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from newsroom.language.words import Words

# What the line between a table's head and its rows is made of.
_RULE = frozenset("|:- ")


class TableBoxExtension(Extension):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:
        # After fenced code (25) and HTML blocks (20), which are placeholders by then.
        md.preprocessors.register(_BlankLineBefore(md), "newsroom-table-blank-line", 14)
        md.treeprocessors.register(_Boxes(self.words, md), "newsroom-tables", -60)


class _BlankLineBefore(Preprocessor):
    """A table right below a line of text, most often its caption, still is a table."""

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for line in lines:
            is_rule = "|" in line and "-" in line and set(line) <= _RULE
            if (
                is_rule
                and len(out) > 1
                and "|" in out[-1]
                and out[-2].strip()
                and "|" not in out[-2]
            ):
                out.insert(-1, "")
            out.append(line)
        return out


class _Boxes(Treeprocessor):
    def __init__(self, words: Words, md: Markdown) -> None:
        super().__init__(md)
        self.label = words.get("prose.table_label") + ":"
        self.box_name = words.get("prose.table_box")
        self.id = words.get("prose.table_id")

    def run(self, root: Element) -> None:
        number = 0
        for parent in list(root.iter()):
            if parent.find("table") is None:
                continue
            for table in parent.findall("table"):
                number += 1
                self._set(parent, table, f"{self.id}-{number}")

    def _set(self, parent: Element, table: Element, name: str) -> None:
        for head in table.iter("th"):
            head.set("scope", "col")
        index = list(parent).index(table)
        box = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
        box.text, box.tail = "\n", table.tail
        table.tail = "\n"
        caption = self._caption(parent[index - 1]) if index else None
        parent[index] = box
        box.append(table)
        if caption is None:
            box.set("aria-label", self.box_name)
            return
        parent.remove(parent[index - 1])
        caption.set("id", name)
        caption.tail = "\n"
        table.insert(0, caption)
        box.set("aria-labelledby", name)

    def _caption(self, paragraph: Element) -> Element | None:
        """The caption that a paragraph `Tabel: …` holds."""
        text = (paragraph.text or "").lstrip()
        if paragraph.tag != "p" or not text.lower().startswith(self.label.lower()):
            return None
        caption = Element("caption")
        caption.text = text[len(self.label) :].lstrip()
        caption.extend(list(paragraph))
        return caption
