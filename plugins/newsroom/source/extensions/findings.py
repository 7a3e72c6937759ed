"""What one conversion finds: problems, links to other files, and on which line each stands."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from newsroom.problems import Problem
from newsroom.source.extensions.comments import without_comments_and_code
from newsroom.source.records import Reference
from newsroom.source.safety import address_kind

FIELD = "isi"
# Alternative texts that name a picture instead of saying what it shows.
EMPTY_TEXTS = frozenset(
    ["gambar", "foto", "image", "picture", "img", "photo", "ilustrasi", "grafik", "logo"]
) | {""}
PICTURE_ENDINGS = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".avif",
    ".svg",
    ".bmp",
    ".tif",
    ".tiff",
    ".heic",
)


class Findings:
    """Begun anew for each file; every extension of one converter writes into the same one."""

    def __init__(self) -> None:
        self.begin("", path="", first_line=1)

    def begin(self, text: str, *, path: str, first_line: int) -> None:
        """path: as problems name it. first_line: where the text begins in the file."""
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.anchor_links: list[tuple[str, int]] = []
        self._text = text
        self._path = path
        self._first_line = first_line
        self._searchable: str | None = None
        self._found_up_to: dict[str, int] = {}
        self._picture_line = first_line

    def line_of(self, typed: str) -> int:
        """Line of the next place that holds what was typed, code and comments aside.

        Asked again for the same words it goes on from the place it found before.
        """
        if self._searchable is None:
            self._searchable = without_comments_and_code(self._text).lower()
        wanted = typed.strip().lower()
        start = self._found_up_to.get(wanted, 0)
        found = _whole(self._searchable, wanted, start)
        if found < 0 < start:
            found = _whole(self._searchable, wanted, 0)
        if found >= 0:
            self._found_up_to[wanted] = found + len(wanted)
            return self._first_line + self._searchable.count("\n", 0, found)
        return self._first_line + _likely_line(self._searchable, wanted)

    def fault(self, line: int, code: str, **values: str) -> None:
        self._add(line, code, False, values)

    def warning(self, line: int, code: str, **values: str) -> None:
        self._add(line, code, True, values)

    def _add(self, line: int, code: str, is_warning: bool, values: dict[str, str]) -> None:
        pairs = tuple(values.items())
        self.problems.append(Problem(self._path, line, FIELD, f"prose_{code}", pairs, is_warning))

    # ---------------------------------------------------------------- addresses and pictures

    def address(self, value: str, *, is_picture: bool, typed: str | None = None) -> str | None:
        """What to write for an address: itself, `link:N`, or nothing when it is refused.

        value: decoded. typed: as it stands in the file, when that differs.
        """
        value = value.strip()
        line = self.line_of(typed or value or "()")
        if is_picture:
            self._picture_line = line
        if not value:
            self.fault(line, "picture_without_file" if is_picture else "link_empty")
            return None
        kind = address_kind(value)
        if kind == "unsafe":
            self.fault(line, "address_unsafe", address=_readable(value))
            return None
        if kind == "external" and is_picture:
            self.fault(line, "picture_foreign", address=_readable(value))
            return None
        if kind == "anchor" and not is_picture:
            self.anchor_links.append((unquote(value[1:]), line))
        if kind == "external" or kind == "anchor":
            return value
        return self._reference(value, line, is_picture)

    def _reference(self, value: str, line: int, is_picture: bool) -> str:
        cut = min((at for mark in "?#" if (at := value.find(mark)) >= 0), default=len(value))
        target = unquote(value[:cut]).replace("\\", "/")
        self.references.append(Reference(target, value[cut:], line, is_picture))
        return f"link:{len(self.references) - 1}"

    def picture_text(self, alt: str | None, address: str) -> None:
        """Warn of a picture whose alternative text says nothing; told right after its address()."""
        said = (alt or "").strip()
        name = unquote(address).rsplit("/", 1)[-1]
        if not said:
            self.warning(self._picture_line, "picture_without_text", picture=name)
        elif said.lower().endswith(PICTURE_ENDINGS) or _says_nothing(said):
            self.warning(self._picture_line, "picture_text_empty", picture=name, text=said)

    # ---------------------------------------------------------------- HTML that is refused

    def tag_refused(self, tag: str) -> None:
        self.fault(self.line_of("<" + tag), "tag_refused", tag=tag)

    def attribute_refused(self, tag: str, name: str, value: str) -> None:
        """What could do harm is a fault; what has no effect here (class, width) a warning."""
        line = self.line_of(name)
        if name == "lang":
            self.fault(line, "language_unknown", value=value)
        elif name.startswith("on") or name in _HARMFUL:
            self.fault(line, "attribute_refused", tag=tag, name=name)
        else:
            self.warning(line, "attribute_dropped", tag=tag, name=name)


_HARMFUL = frozenset(
    [
        "style",
        "srcdoc",
        "srcset",
        "formaction",
        "action",
        "background",
        "ping",
        "xmlns",
        "data",
        "poster",
    ]
)


def _says_nothing(alt: str) -> bool:
    """`gambar`, `Foto 2`, `…`"""
    return re.sub(r"[\W\d_]+", "", alt).lower() in EMPTY_TEXTS


def _whole(text: str, wanted: str, start: int) -> int:
    """Where the words stand by themselves, not as a part of a longer address; -1 if nowhere."""
    at = text.find(wanted, start) if wanted else -1
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(wanted) : at + len(wanted) + 1]
        if not _is_part(before, "/}|.%-") and not _is_part(after, "/#?%-"):
            return at
        at = text.find(wanted, at + 1)
    return -1


def _is_part(neighbour: str, marks: str) -> bool:
    return bool(neighbour) and (neighbour.isalnum() or neighbour == "_" or neighbour in marks)


def _likely_line(text: str, wanted: str) -> int:
    """The first line (from 0) that holds the words, references and spaces undone; else 0."""
    compact = _compact(wanted)
    lines = enumerate(text.split("\n"))
    return next((number for number, line in lines if compact and compact in _compact(line)), 0)


def _compact(text: str) -> str:
    return re.sub(r"[\s\\]+", "", unescape(text)).casefold()


def _readable(address: str) -> str:
    """Short enough for a line of a report, without characters that could break it."""
    shown = "".join(character if character.isprintable() else " " for character in address)
    return shown if len(shown) <= 60 else shown[:59] + "…"
