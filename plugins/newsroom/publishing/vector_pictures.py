"""Whether an SVG is only a drawing: no script, nothing fetched from elsewhere.

In <img> none of that would run, but every file also has an address of its own. What is drawn is on
a list; what is not on it is refused, never taken out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
# Elements that do something in a browser wherever they stand; those of drawing programs do not.
_ACTIVE = frozenset({"", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"})
_DRAWN_NAMES = """
    svg g defs symbol use switch title desc metadata style path rect circle ellipse line
    polyline polygon text tspan textPath image linearGradient radialGradient stop clipPath
    mask pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
_DRAWN = frozenset(_DRAWN_NAMES.split())
_ADDRESSES = frozenset({"href", "src"})
# A part of the same file, or a picture that stands in it.
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp|avif);base64,", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)
_CSS_UNSAFE = re.compile(r"@import|://|image-set|src\(|expression|\\", re.IGNORECASE)
_UNSAFE = re.compile(r"javascript:|vbscript:|data:text|data:image/svg", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff]")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*", re.ASCII)

_DEFAULT_SIZE = (300, 150)  # of a replaced element without any. Source: CSS 2.2, 10.3.2


class VectorFault(Exception):
    """part: the element, attribute or declaration that is refused; "" when it is no XML."""

    def __init__(self, part: str, line: int) -> None:
        self.part = part
        self.line = line
        super().__init__(f"{line}: {part}")


def check_svg(data: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises VectorFault at the first thing that may not be there."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise VectorFault("", getattr(error, "lineno", 1)) from error
    return reader.size


class _Reader:
    """Looks at each piece of the file as expat meets it; no tree is built, no entity resolved."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.size = _DEFAULT_SIZE
        self._is_root = True
        self._css: list[str] | None = None

    def _refuse(self, part: str) -> None:
        raise VectorFault(part, self.parser.CurrentLineNumber)

    def _doctype(self, *_: object) -> None:
        self._refuse("<!DOCTYPE>")

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"<?{target}?>")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if self._is_root and name != f"{_SVG} svg":
            self._refuse("" if local != "svg" else "<svg> xmlns")
        if namespace in _ACTIVE or (namespace == _SVG and local not in _DRAWN):
            self._refuse(f"<{local}>")
        for attribute, value in attributes.items():
            if not _is_harmless(attribute, value):
                self._refuse(f"{attribute.rpartition(' ')[2]}=")
        if self._is_root:
            self.size = _size(attributes)
            self._is_root = False
        if local == "style":
            self._css = []

    def _characters(self, text: str) -> None:
        if self._css is not None:
            self._css.append(text)

    def _end(self, name: str) -> None:
        if self._css is None or not name.endswith("style"):
            return
        if not _is_harmless_css("".join(self._css)):
            self._refuse("<style>")
        self._css = None


def _is_harmless(attribute: str, value: str) -> bool:
    namespace, _, local = attribute.rpartition(" ")
    local = local.lower()
    plain = _BLANK.sub("", value)
    if local.startswith("on") or (namespace == _XML and local == "base"):
        return False
    if _UNSAFE.search(plain) or _CSS_ADDRESS.search(value):
        return False
    if local in _ADDRESSES:
        return bool(_INSIDE.match(plain))
    return local != "style" or _is_harmless_css(value)


def _is_harmless_css(text: str) -> bool:
    return not (_CSS_UNSAFE.search(text) or _CSS_ADDRESS.search(text) or _UNSAFE.search(text))


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """From width and height in pixels, else from viewBox."""
    lengths = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    width, height = (float(length[1]) if length else 0.0 for length in lengths)
    try:
        _, _, box_width, box_height = map(float, attributes["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        box_width = box_height = 0.0
    if box_width > 0 and box_height > 0:
        if not width:
            width = height * box_width / box_height if height else box_width
        height = height or width * box_height / box_width
    if not (width and height):
        return _DEFAULT_SIZE
    return max(round(width), 1), max(round(height), 1)
