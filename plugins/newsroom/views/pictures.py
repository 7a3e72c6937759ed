"""Pictures in pages: the right file for each screen, and what a reader must know of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from newsroom.edition.pictures import PagePictures, PictureFile, PublishedPicture
from newsroom.edition.site import Site
from newsroom.language.typography import typeset
from newsroom.source.records import Picture
from newsroom.views.desk import Desk
from newsroom.views.parts import Figure, Link

_IN_TEXT = re.compile(r'<img\b[^>]*\bsrc="link:(\d+)"[^>]*>')
_REPLACED = re.compile(r'\s(?:src|loading|decoding)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_REM_PX = 16
_MARGINS_PX = 32  # of .frame, both together


@dataclass(frozen=True, slots=True)
class Place:
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
    name = "credit_illustration" if picture.type == "ilustrasi" else "credit"
    alt = Markup(' alt="{}"').format(picture.alt)
    return Figure(
        picture=_html(desk.site, published, alt, place, is_first=place.is_near_top),
        label=desk.word(f"pictures.label_{picture.type}") if picture.type != "foto" else "",
        caption=typeset(picture.caption),
        credit=desk.word(f"pictures.{name}", name=picture.credit) if picture.credit else "",
        licence=_licence(picture.licence),
    )


def _licence(text: str) -> Link | None:
    """A licence that is an address is a link."""
    if not text:
        return None
    is_address = text.startswith(("https://", "http://")) and " " not in text
    return Link(text.partition("://")[2].rstrip("/"), text) if is_address else Link(text)


def with_pictures(site: Site, html: str, pictures: PagePictures) -> str:
    """The text's HTML with every file and size of its pictures; links in it are left as they are.

    The first loads at once if nothing stands before it on the page; the others when they are near.
    """
    known = dict(pictures.inline)

    def replaced(match: re.Match[str]) -> str:
        picture = known.get(int(match[1]))
        if picture is None:
            return match[0]
        attributes = _REPLACED.sub("", match[0][4:-1])
        is_first = pictures.lead is None and not _TAG.sub("", html[: match.start()]).strip()
        return _html(site, picture, attributes, COLUMN, is_first=is_first)

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
