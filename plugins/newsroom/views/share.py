"""What the preview of a link shows in WhatsApp and the like (NEWSROOM.md T15-T17).

A photo of what the page tells, where the editor gave one that is large enough; else a card with the
title, drawn by publishing/share_cards.py. An archive photo or an illustration stays on the page: a
preview could not carry the label that says so (P17).
"""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from newsroom.data import Value
from newsroom.edition.pictures import PictureFile, PublishedPicture
from newsroom.source.records import Article, Event, Programme, Record
from newsroom.views.cards import event_when
from newsroom.views.desk import Desk
from newsroom.views.parts import ShareImage

WIDTH_PX = 1200
HEIGHT_PX = 630
_MIME_TYPE = "image/png"
_LOOK = "2"  # to be changed with the drawing: every card then gets a new name


class ShareCard(Value, frozen=True):
    """The words of a card. site_name: its halves, for two colours, the second may be empty.

    kicker, footer: one line each, or "".
    """

    slug: str
    title: str
    kicker: str
    site_name: tuple[str, str]
    footer: str

    @property
    def path(self) -> str:
        """Where it lies: share/<slug>-<8 hex digits of what it shows>.png. Previews are kept by
        address, so a changed card needs a new one."""
        shown = "\x1f".join((_LOOK, self.title, self.kicker, *self.site_name, self.footer))
        return f"share/{self.slug}-{sha256(shown.encode()).hexdigest()[:8]}.png"


def site_card(desk: Desk) -> ShareCard:
    """For every page without a card of its own."""
    return _card(desk, "situs", desk.site.tagline or desk.site.name)


def record_card(desk: Desk, record: Record) -> ShareCard:
    """The card of an article, event or programme."""
    kicker, footer = _around(desk, record)
    words = [desk.word("lists.fictional")] if record.is_fictional else []
    return _card(desk, record.slug, record.title, " · ".join([*words, *kicker]), footer)


def _card(desk: Desk, slug: str, title: str, kicker: str = "", footer: str = "") -> ShareCard:
    first, _, second = desk.site.name.partition(" ")
    return ShareCard(slug, title, kicker, (first, second), footer)


def _around(desk: Desk, record: Record) -> tuple[list[str], str]:
    """What stands above the title and at the foot; nothing that changes while the text does not."""
    match record:
        case Article():
            kind = desk.word(f"article_types.{record.type}")
            return [kind, record.section], desk.short_time(record.date).text
        case Event():
            is_plain = record.state == "terjadwal"
            state = [] if is_plain else [desk.word(f"event_states.{record.state}")]
            when = event_when(desk, record)
            return [desk.word("event.kicker"), *state], when.text if when else ""
        case Programme():
            field = desk.word(f"programme_fields.{record.field}")
            return [desk.word("programme.kicker"), field], ""
    return [], ""


def own_card(desk: Desk, record: Record, lead: PublishedPicture | None) -> ShareCard | None:
    """The card to be drawn for a listed record; None where its photo or the site's card serves."""
    is_old = isinstance(record, Article) and record.date.iso < desk.site.cards_since
    return None if is_old or _photo(record, lead) else record_card(desk, record)


def share_image(
    desk: Desk, record: Record, lead: PublishedPicture | None, *, is_listed: bool
) -> ShareImage | None:
    """What <head> says of it; None where the site's card serves."""
    if desk.share_image is None or not is_listed:
        return None
    photo = _photo(record, lead)
    if photo and record.picture:
        address = desk.site.absolute(quote(photo.path))
        size = (photo.width_px, photo.height_px)
        return ShareImage(address, photo.mime_type, *size, record.picture.alt)
    card = own_card(desk, record, lead)
    return card_image(desk, card) if card else None


def _photo(record: Record, lead: PublishedPicture | None) -> PictureFile | None:
    if lead is None or record.picture is None or record.picture.type != "foto":
        return None
    return lead.preview


def card_image(desk: Desk, card: ShareCard) -> ShareImage:
    """What <head> says of a card."""
    return ShareImage(
        url=desk.site.absolute(card.path),
        mime_type=_MIME_TYPE,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        alt=f"{desk.site.name}: {card.title}",
    )
