"""What every view is made with that is not news: settings, words, addresses.

All of it is covered by the build's seed, so a page's inputs need only name its news.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from newsroom.edition.addresses import Addresses
from newsroom.edition.completeness import missing_in
from newsroom.edition.site import Site
from newsroom.language import dates
from newsroom.language.moment import Moment
from newsroom.language.typography import typeset
from newsroom.language.words import Words
from newsroom.source.records import Article, Record
from newsroom.views.parts import Card, Link, ShareImage, TimeText


class Desk(Struct, frozen=True):
    site: Site
    words: Words
    addresses: Addresses
    share_image: ShareImage | None = None  # the card that links to any page are shown with
    _cards: dict[str, Card] = {}

    def word(self, dotted: str, **values: object) -> str:
        """A word, or a sentence with its places filled."""
        text = self.words.get(dotted)
        return text.format_map(values) if values else text

    def url(self, record: Record) -> str:
        """Address for href inside the site."""
        return self.site.internal(self.addresses.of(record).url)

    def list_url(self, kind: str, name: str = "", page: int = 0) -> str:
        """Address of a list page, for href inside the site."""
        return self.site.internal(self.addresses.listing(kind, name, page).url)

    def fixed_url(self, kind: str) -> str:
        """Address of a page that exists once, for href inside the site."""
        return self.site.internal(self.addresses.fixed(kind).url)

    def link(self, record: Record) -> Link:
        """The record's title, linked."""
        return Link(typeset(record.title), self.url(record))

    def list_link(self, kind: str, name: str) -> Link:
        """A rubric's, tag's or author's name, linked."""
        return Link(name, self.list_url(kind, name))

    def time(self, moment: Moment) -> TimeText:
        """With weekday, and the hour when it is known: "Selasa, 12 Agustus 2025, 09.30 WIB"."""
        return TimeText(dates.long_date_time(moment, self.words.dates), moment.iso)

    def time_span(self, start: Moment, end: Moment | None) -> TimeText:
        """The start, and on the same day the hour of the end: "…, 09.00 sampai 12.00 WIB"."""
        return TimeText(dates.long_date_span(start, end, self.words.dates), start.iso)

    def short_time(self, moment: Moment) -> TimeText:
        """For lists and notes: "12 Agustus 2025"."""
        return TimeText(dates.short_date(moment, self.words.dates), moment.iso)

    def maybe_time(self, moment: Moment | None) -> TimeText | None:
        """The short form, None when no day is known."""
        return self.short_time(moment) if moment else None

    def fictional_note(self, record: Record) -> str:
        """The banner over invented content, "" over the true."""
        return self.word("notes.fictional") if record.is_fictional else ""

    def incomplete_note(self, record: Record) -> str:
        """Over a page that could not be published like this, "" where nothing is missing."""
        if self.site.is_public:
            return ""
        missing = dict.fromkeys(fault.code for fault in missing_in(record))
        if not missing:
            return ""
        return self.word(
            "notes.incomplete", missing=", ".join(self.word(f"notes.{code}") for code in missing)
        )

    def foreign_lang(self, article: Article) -> str:
        """The language of its title and text for a voice, "" where it is the site's."""
        return "" if article.lang == self.site.lang else article.lang

    def card(self, article: Article) -> Card:
        """The article as lists show it; worked out once, for it stands in many."""
        card = self._cards.get(article.fingerprint)
        if card is None:
            card = self._cards[article.fingerprint] = self._card(article)
        return card

    def _card(self, article: Article) -> Card:
        return Card(
            kicker=self.word(f"article_types.{article.type}"),
            section=self.list_link("section", article.section),
            title=typeset(article.title),
            lang=self.foreign_lang(article),
            url=self.url(article),
            summary=typeset(summary(article)),
            date=self.short_time(article.date),
            label=article.label.text if article.label else "",
            is_advertisement=article.type == "advertorial",
            is_unverified=article.is_unverified,
            is_fictional=article.is_fictional,
        )

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        """The articles as lists show them, in their order."""
        return tuple(self.card(article) for article in articles)


def summary(record: Record) -> str:
    """The editor's summary, else the beginning of the text; plain, for descriptions and feeds."""
    return record.summary or record.prose.excerpt


def cautious_summary(desk: Desk, article: Article) -> str:
    """For link previews and feeds: whoever meets it there is told too (NEWSROOM.md P7)."""
    text = summary(article)
    return f"{desk.word('notes.unverified')}. {text}" if article.is_unverified else text
