"""What of a picture is published, as plain data: which files there are, and how large each is."""

from __future__ import annotations

from collections.abc import Mapping

from newsroom.data import Value
from newsroom.edition.links import Resolution
from newsroom.source.records import PictureNote


class PictureFile(Value, frozen=True):
    """path: in the output folder; it changes with what the file holds."""

    path: str
    mime_type: str
    width_px: int
    height_px: int


class PublishedPicture(Value, frozen=True):
    """The files of one picture; width_px and height_px are of its widest, upright.

    own: keeps the editor's address. shown: by format, what every browser shows last; in each the
    files by rising width. crops: for search engines, () of a drawing. preview: for link previews,
    None where the picture is too small, or a drawing.
    """

    width_px: int
    height_px: int
    own: PictureFile
    shown: tuple[tuple[PictureFile, ...], ...]
    crops: tuple[PictureFile, ...] = ()
    preview: PictureFile | None = None


class PagePictures(Value, frozen=True):
    """lead: of the front matter; inline: those of the text, each with the number of its reference
    in Prose.references, and what `gambar_isi` says of it."""

    lead: PublishedPicture | None = None
    inline: tuple[tuple[int, PublishedPicture, PictureNote | None], ...] = ()


NO_PICTURES = PagePictures()


def page_pictures(
    found: Resolution | None, published: Mapping[str, PublishedPicture]
) -> PagePictures:
    """published: by path under content/."""
    if found is None or not found.shown:
        return NO_PICTURES
    notes = dict(found.notes)
    inline = ((n, published.get(path), notes.get(path)) for n, path in found.inline_pictures)
    return PagePictures(
        lead=published.get(found.picture),
        inline=tuple((n, picture, note) for n, picture, note in inline if picture),
    )
