"""The picture that link previews show: 1200×630, only type, in the look of the site.

Source: NEWSROOM.md T16, T17. Some previews cut out the middle square, so all text stays inside it;
previews are cached by address, so the name of the file changes with what is drawn.

Ten thousand are drawn in one build, so each must cost little. Everything is drawn in a few steps
between the paper and one of three inks: the palette is known beforehand, two pixels fill a byte,
and the same text gives the same bytes. A letter is drawn once a build and copied ever after. A card
is drawn in bands: strip, headline, name, footer, strip; of those only the headline is its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from newsroom.data import Value
from newsroom.language.typography import typeset
from newsroom.publishing.png import Band, band, blank, png
from newsroom.views.share import HEIGHT_PX, WIDTH_PX, ShareCard

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# The light colours of theme/static/css/site.css; a picture cannot know of dark mode.
_PAPER = (0xFC, 0xFA, 0xF5)
_TEXT, _NEWS, _TRUST = range(3)
_INKS = ((0x1D, 0x1A, 0x16), (0x9A, 0x2B, 0x1C), (0x0F, 0x5A, 0x4C))
_STEPS = 5  # of each ink, from nearly paper to full: sixteen colours with the paper
# The first row of each band but the uppermost.
_HEADLINE_BAND, _NAME_BAND, _FOOTER_BAND, _LOWER_STRIP = 40, 474, 544, 590
# Each row of a PNG begins with a byte that names its filter. Two more pixels of paper on the left
# are that byte, and it says "none".
_FILTER_PX = 2
_ROW_BYTES = (_FILTER_PX + WIDTH_PX) // 2

# A no-break space stays: it holds a line together.
_SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_MIDDLE = _FILTER_PX + WIDTH_PX // 2
_MEASURE = 582  # widest line: the middle 630 less a margin

# One repeat of the strip in units of macros/strip.html; odd polygons are the hollows.
_UNIT = 2.5
_REPEAT, _STRIP_HEIGHT = int(24 * _UNIT), int(16 * _UNIT)
_TUMPAL = {
    _NEWS: [((3, 16), (12, 2), (21, 16)), ((9, 14), (15, 14), (12, 9))],
    _TRUST: [
        ((-8, 0), (8, 0), (0, 12)),
        ((-3, 2), (3, 2), (0, 7)),
        ((16, 0), (32, 0), (24, 12)),
        ((21, 2), (27, 2), (24, 7)),
    ],
}

_HEADLINE_TOP, _HEADLINE_BOTTOM = 78, 452  # kicker and headline are centred between
_HEADLINE_SIZES = (96, 86, 78, 72, 66, 60, 55, 50, 46, 42, 38, 35, 32)
_KICKER_SIZES = (30, 26, 22)
_KICKER_GAP = 22
_RULE_Y = 474
_NAME_SIZES = (54, 46, 38, 30)
_NAME_BASELINE = 530
_FOOTER_SIZES = (24, 22, 20, 18)
_FOOTER_BASELINE = 566


def draw(card: ShareCard) -> bytes:
    """The card as PNG, without any metadata.

    A character that the typeface lacks is left out; a title of which nothing is left is replaced by
    the site's name, one that is too long ends in an ellipsis.
    """
    first, second = (drawable(part) for part in card.site_name)
    upper, name, lower = _frame(first, second)
    text = drawable(typeset(card.title)) or f"{first} {second}".strip()
    headline = _headline(text, drawable(card.kicker))
    bands = (upper, *headline, name, _footer(drawable(card.footer)), lower)
    return png(WIDTH_PX, HEIGHT_PX, _palette(), bands)


def drawable(text: str) -> str:
    """The text in characters that the typeface has: accents it lacks are taken off, emoji go."""
    kept = "".join(_glyphs(character) for character in unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", kept).strip()


# ------------------------------------------------------------------ the bands


def _headline(headline: str, kicker: str) -> tuple[Band, ...]:
    """The rows with letters, and the empty ones above and below."""
    paper = _paper()
    small, kicker = _fitting(kicker, "Semibold", _KICKER_SIZES)
    above = small.size + _KICKER_GAP if kicker else 0
    height = _HEADLINE_BOTTOM - _HEADLINE_TOP - above
    face, lines = _set_headline(headline, height)
    top = _HEADLINE_TOP + (height - face.leading * len(lines)) // 2
    _put_line(paper, kicker, small, top + small.size, _NEWS)
    for number, line in enumerate(lines):
        baseline = top + above + face.leading * number + round(face.size * 0.86)
        _put_line(paper, line, face, baseline, _TEXT)
    _, first, _, end = paper.getbbox() or (0, _HEADLINE_BAND, 0, _NAME_BAND)
    return (
        blank((first - _HEADLINE_BAND) * _ROW_BYTES),
        _band(paper, first, end, level=2),
        blank((_NAME_BAND - end) * _ROW_BYTES),
    )


@lru_cache(maxsize=256)
def _footer(text: str) -> Band:
    paper = _paper()
    face, text = _fitting(text, "Regular", _FOOTER_SIZES)
    _put_line(paper, text, face, _FOOTER_BASELINE, _TEXT)
    return _band(paper, _FOOTER_BAND, _LOWER_STRIP, level=2)


@lru_cache(maxsize=1)
def _frame(first: str, second: str) -> tuple[Band, Band, Band]:
    """What every card has alike: the upper strip, the site's name by its halves, the lower one."""
    from PIL import ImageDraw, ImageOps

    paper = _paper()
    for ink in _TUMPAL:
        tile = _tile(ink)
        for drawn, top in ((tile, 0), (ImageOps.flip(tile), HEIGHT_PX - _STRIP_HEIGHT)):
            inked = _inked(drawn, ink)
            for left in range(_FILTER_PX, WIDTH_PX, _REPEAT):
                _place(paper, inked, left, top)
    rule = (_MIDDLE - 36, _RULE_Y, _MIDDLE + 35, _RULE_Y + 3)
    ImageDraw.Draw(paper).rectangle(rule, fill=(_NEWS + 1) * _STEPS)
    _draw_name(paper, first, second)
    return (
        _band(paper, 0, _HEADLINE_BAND, level=7),
        _band(paper, _NAME_BAND, _FOOTER_BAND, level=7),
        _band(paper, _LOWER_STRIP, HEIGHT_PX, level=7),
    )


def _draw_name(paper: Image, first: str, second: str) -> None:
    """The halves stand closer than words, as in the masthead."""
    face, _ = _fitting(first + second, "Bold", _NAME_SIZES)
    gap = face.size // 16 if second else 0
    left = _MIDDLE - (face.length(first + second) + gap) // 2
    _put(paper, first, face, left, _NAME_BASELINE, _TEXT)
    _put(paper, second, face, left + face.length(first) + gap, _NAME_BASELINE, _NEWS)


def _paper() -> Image:
    """A card with nothing on it, in places of the palette."""
    from PIL import Image

    return Image.new("L", (_FILTER_PX + WIDTH_PX, HEIGHT_PX), 0)


def _band(paper: Image, top: int, end: int, level: Literal[2, 7]) -> Band:
    """The rows from the first to before the last."""
    rows = paper.crop((0, top, paper.width, end))
    rows.putpalette(_palette())
    return band(rows.tobytes("raw", "P;4"), level)


# ------------------------------------------------------------------ setting type


class _Face(Value, frozen=True):
    """A weight of the typeface at a size in pixels."""

    weight: str
    size: int

    @property
    def leading(self) -> int:
        """From one baseline to the next."""
        return round(self.size * 1.14)

    @property
    def font(self) -> FreeTypeFont:
        return _font(self.weight, self.size)

    def length(self, text: str) -> int:
        """Width in pixels: the sum of the letters, since there is no kerning."""
        return _length(self.weight, self.size, text)

    def measured(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Each word with its width in pixels."""
        return [(word, self.length(word)) for word in words]


def _set_headline(text: str, height: int) -> tuple[_Face, list[str]]:
    """The largest size at which whole words fit, and the lines; below the smallest, words break."""
    words = text.split(" ")
    for size in _HEADLINE_SIZES:
        face = _Face("Bold", size)
        measured = face.measured(words)
        if max(width for _, width in measured) <= _MEASURE:
            lines = _wrapped(measured, face, _MEASURE)
            if len(lines) * face.leading <= height:
                return face, _balanced(lines, measured, face)
    parts = [part for word in words for part in _broken(word, face)]
    lines = _wrapped(face.measured(parts), face, _MEASURE)
    most = height // face.leading
    if len(lines) > most:
        lines[most - 1 :] = [_cut(" ".join(lines[most - 1 :]), face)]
    return face, lines


def _balanced(lines: list[str], words: Sequence[tuple[str, int]], face: _Face) -> list[str]:
    """As many lines as before, but of much the same length."""
    widest_word = max(width for _, width in words)
    for width in range(_MEASURE - 12, widest_word - 1, -12):
        narrower = _wrapped(words, face, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _wrapped(words: Sequence[tuple[str, int]], face: _Face, width: int) -> list[str]:
    lines: list[str] = []
    room, space = 0, face.length(" ")
    for word, needed in words:
        if lines and space + needed <= room:
            lines[-1] += f" {word}"
            room -= space + needed
        else:
            lines.append(word)
            room = width - needed
    return lines


def _broken(word: str, face: _Face) -> Iterator[str]:
    """The word, or its parts with hyphens where it is wider than a line."""
    while face.length(word) > _MEASURE:
        end = len(word) - 1
        while face.length(f"{word[:end]}-") > _MEASURE:
            end -= 1
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _fitting(text: str, weight: str, sizes: Sequence[int]) -> tuple[_Face, str]:
    """The largest of the sizes at which the line fits; at the smallest it may be cut."""
    for size in sizes:
        face = _Face(weight, size)
        if face.length(text) <= _MEASURE:
            return face, text
    return face, _cut(text, face)


def _cut(text: str, face: _Face) -> str:
    """Shortened to a line, after a whole word where there is one, with an ellipsis."""
    kept = text
    while face.length(f"{kept}…") > _MEASURE:
        kept = kept[:-1]
    whole = kept if text[len(kept) :].startswith(" ") else kept.rpartition(" ")[0]
    return f"{(whole or kept).rstrip(' ,;:.–—-')}…"


# ------------------------------------------------------------------ the typeface


@cache
def _font(weight: str, size: int) -> FreeTypeFont:
    """Source Serif Pro (SIL Open Font License 1.1, its text lies beside it).

    Laid out by Pillow itself: the other engine is not on every machine, and bytes would differ.
    The OpenType files: in the TrueType ones Pillow finds “ and … too narrow.
    """
    from PIL import ImageFont

    data = BytesIO(_font_file(weight))
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _font_file(weight: str) -> bytes:
    file = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{weight}.otf"
    return file.read_bytes()


@lru_cache(maxsize=4096)  # wrapping asks for the same words again and again
def _length(weight: str, size: int, text: str) -> int:
    return sum(_advance(weight, size, character) for character in text)


@cache
def _advance(weight: str, size: int, character: str) -> int:
    return round(_font(weight, size).getlength(character))


@cache
def _glyphs(character: str) -> str:
    """The character, else its base letter, else nothing."""
    if character.isspace():
        return character
    apart = unicodedata.normalize("NFKD", character)
    base = "".join(c for c in apart if not unicodedata.combining(c))
    for candidate in (character, base):
        if candidate and all(_has_glyph(c) for c in candidate):
            return candidate
    return ""


def _has_glyph(character: str) -> bool:
    """Whether it is drawn otherwise than U+FFFF, which no typeface has."""
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"):
        return False
    font = _font("Regular", 32)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


# ------------------------------------------------------------------ the drawing


def _put_line(paper: Image, text: str, face: _Face, baseline: int, ink: int) -> None:
    """One line, centred."""
    _put(paper, text, face, _MIDDLE - face.length(text) // 2, baseline, ink)


def _put(paper: Image, text: str, face: _Face, left: int, baseline: int, ink: int) -> None:
    for character in text:
        letter = _letter(face.weight, face.size, character, ink)
        if letter:
            _place(paper, letter.inked, left + letter.left, baseline + letter.top)
        left += _advance(face.weight, face.size, character)


class _Inked(Value, frozen=True):
    """What can be placed on paper. shape: where it has any colour."""

    colours: ImagingCore
    shape: ImagingCore


def _place(paper: Image, inked: _Inked, left: int, top: int) -> None:
    width, height = inked.colours.size
    # Image.paste() takes five times as long, to check what is known here.
    paper.im.paste(inked.colours, (left, top, left + width, top + height), inked.shape)


class _Letter(Value, frozen=True):
    """A drawn character. left, top: from the pen's place on the baseline."""

    inked: _Inked
    left: int
    top: int


@cache
def _letter(weight: str, size: int, character: str, ink: int) -> _Letter | None:
    """None for a space."""
    from PIL import Image, ImageDraw

    opacity = Image.new("L", (3 * size, 3 * size), 0)
    pen = ImageDraw.Draw(opacity)
    pen.text((size, 2 * size), character, fill=255, font=_font(weight, size), anchor="ls")
    box = opacity.getbbox()
    if box is None:
        return None
    return _Letter(_inked(opacity.crop(box), ink), box[0] - size, box[1] - 2 * size)


def _inked(opacity: Image, ink: int) -> _Inked:
    """opacity: 0 leaves the paper, 255 is full ink."""
    colours, shape = _tables(ink)
    core = opacity.im  # Image.point() goes through each table once more
    return _Inked(core.point(colours, "L"), core.point(shape, "L"))


@cache
def _tables(ink: int) -> tuple[list[int], list[int]]:
    """From opacity to a place in the palette, and to whether there is any colour."""
    steps = [round(value * _STEPS / 255) for value in range(256)]
    return [ink * _STEPS + step for step in steps], [255 if step else 0 for step in steps]


@cache
def _palette() -> list[int]:
    """The paper, then each ink in its steps."""
    colours = list(_PAPER)
    for ink in _INKS:
        for step in range(1, _STEPS + 1):
            pairs = zip(_PAPER, ink, strict=True)
            colours += [round(paper + (full - paper) * step / _STEPS) for paper, full in pairs]
    return colours


def _tile(ink: int) -> Image:
    """One repeat of the strip, drawn four times as large and made small: slopes become smooth."""
    from PIL import Image, ImageDraw

    scale = 4 * _UNIT
    tile = Image.new("L", (_REPEAT * 4, _STRIP_HEIGHT * 4), 0)
    pen = ImageDraw.Draw(tile)
    for number, polygon in enumerate(_TUMPAL[ink]):
        points = [(x * scale, y * scale) for x, y in polygon]
        pen.polygon(points, fill=0 if number % 2 else 255)
    return tile.resize((_REPEAT, _STRIP_HEIGHT), Image.Resampling.BOX)
