"""Pictures in pages: the right file for each screen, and what a reader must know of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from newsroom.data import Value
from newsroom.edition.pictures import PagePictures, PictureFile, PublishedPicture
from newsroom.edition.site import Site
from newsroom.language.typography import typeset
from newsroom.source.records import Picture, PictureNote
from newsroom.views.desk import Desk
from newsroom.views.parts import Figure

# A picture of the text; in a <figure> where it has a paragraph to itself.
_IN_TEXT = re.compile(
    r'<img\b([^>]*\bsrc="link:(\d+)"[^>]*)>((?:<figcaption>(.*?)</figcaption>)?</figure>)?'
)
_REPLACED = re.compile(r'\s(?:src|loading|decoding)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_BELOW = Markup("{}<figcaption>{}</figcaption></figure>")
_BESIDE = Markup("{} <small>{}</small>")
_REM_PX = 16
_MARGINS_PX = 32  # of .frame, both together


class Place(Value, frozen=True):
    """Where a picture stands. Lengths are those of site.css; below the widths given it is as wide
    as the screen less the margins of .frame.

    widths: (from this screen width, this wide), in rem, widest screen first. height_px: a picture
    that would be taller in the widest place is shown narrower. is_near_top: seen without scrolling.
    """

    widths: tuple[tuple[int, int], ...]
    height_px: int
    is_near_top: bool = True


COLUMN = Place(((42, 40),), 720)
UNDER_FACTS = Place(((42, 40),), 720, is_near_top=False)
PORTRAIT = Place(((42, 40),), 400)
FRONT = Place(((64, 30), (42, 40)), 480)


def figure(
    desk: Desk, published: PublishedPicture | None, picture: Picture | None, place: Place
) -> Figure | None:
    """The picture of a record; None without one."""
    if published is None or picture is None:
        return None
    alt = Markup(' alt="{}"').format(picture.alt)
    html = _html(desk.site, published, alt, place, is_first=place.is_near_top)
    return Figure(html, _caption(desk, picture))


def _caption(desk: Desk, told: Picture | PictureNote) -> Markup:
    """What stands under a picture; "" where nothing is told of it."""
    label = desk.word(f"pictures.label_{told.type}") if told.type != "foto" else ""
    name = "credit_illustration" if told.type == "ilustrasi" else "credit"
    credit = desk.word(f"pictures.{name}", name=told.credit) if told.credit else ""
    rights = Markup(" · ").join(filter(None, (escape(credit), _licence(told.licence))))
    parts = (
        Markup('<b class="label">{}</b>').format(label) if label else "",
        escape(typeset(told.caption)),
        Markup('<span class="figure-credit">{}</span>').format(rights) if rights else "",
    )
    return Markup(" ").join(filter(None, parts))


def _licence(text: str) -> Markup:
    """A licence that is an address is a link."""
    if text.startswith(("https://", "http://")) and " " not in text:
        shown = text.partition("://")[2].rstrip("/")
        return Markup('<a class="tap" href="{}">{}</a>').format(text, shown)
    return escape(text)


def with_pictures(desk: Desk, html: str, pictures: PagePictures) -> str:
    """The text's HTML with every file and size of its pictures; links in it are left as they are.

    The first loads at once if nothing stands before it on the page; the others when they are near.
    What is told of one stands below it, or behind one that stands in a sentence.
    """
    known = {number: (picture, note) for number, picture, note in pictures.inline}

    def replaced(match: re.Match[str]) -> str:
        attributes, number, end, title = match.groups(default="")
        picture, note = known.get(int(number), (None, None))
        if picture is None:
            return match[0]
        is_first = pictures.lead is None and not _TAG.sub("", html[: match.start()]).strip()
        shown = _html(desk.site, picture, _REPLACED.sub("", attributes), COLUMN, is_first=is_first)
        caption = _caption(desk, note) if note else ""
        if not caption:
            return f"{shown}{end}"
        told = Markup(" ").join(filter(None, (Markup(title), caption)))
        return (_BELOW if end else _BESIDE).format(shown, told)

    return _IN_TEXT.sub(replaced, html) if known else html


def _html(
    site: Site, picture: PublishedPicture, attributes: str, place: Place, *, is_first: bool
) -> Markup:
    """attributes: of <img>, safe HTML; the rest is worked out here."""
    width, height, sizes = _box(picture, place)
    *newer, plain = picture.shown
    sources = [
        f'<source type="{files[0].mime_type}" {_srcset(site, files, sizes)}>' for files in newer
    ]
    own = _srcset(site, plain, sizes) + " " if len(plain) > 1 else ""
    loading = 'fetchpriority="high"' if is_first else 'loading="lazy" decoding="async"'
    image = (
        f'<img{attributes} src="{_url(site, plain[0])}" {own}width="{width}" height="{height}" '
        f"{loading}>"
    )
    return Markup(f"<picture>{''.join(sources)}{image}</picture>" if sources else image)


def _box(picture: PublishedPicture, place: Place) -> tuple[int, int, str]:
    """Width and height for <img>, and the widths at which it is shown, for `sizes`."""
    width, height = picture.width_px, picture.height_px
    widest = min(width, _REM_PX * max(wide for _, wide in place.widths))
    narrow = place.height_px * width // height
    if narrow < widest:
        own = f"(min-width: {narrow + _MARGINS_PX}px) {narrow}px"
        return narrow, place.height_px, f"{own}, calc(100vw - 2rem)"
    steps = [f"(min-width: {screen}rem) {wide}rem" for screen, wide in place.widths]
    return width, height, ", ".join([*steps, "calc(100vw - 2rem)"])


def _srcset(site: Site, files: Sequence[PictureFile], sizes: str) -> str:
    if len(files) == 1:
        return f'srcset="{_url(site, files[0])}"'
    offers = ", ".join(f"{_url(site, file)} {file.width_px}w" for file in files)
    return f'srcset="{offers}" sizes="{sizes}"'


def _url(site: Site, file: PictureFile) -> str:
    return site.internal(quote(file.path))
