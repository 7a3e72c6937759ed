"""Front page, lists, archive and directories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from newsroom.edition.addresses import CALENDAR, FACTS
from newsroom.edition.paging import ListPage
from newsroom.edition.pictures import PublishedPicture
from newsroom.edition.shelves import Shelf
from newsroom.language import dates, numbers
from newsroom.source.records import Article, Organization, Person
from newsroom.views.desk import Desk
from newsroom.views.feed_links import FORMS, ledger_feeds, section_feeds, site_feeds
from newsroom.views.frame import PageFacts, head, under
from newsroom.views.pages import (
    ArchiveView,
    ArchiveYear,
    DirectoryEntry,
    DirectoryView,
    FrontView,
    ListingView,
    MonthView,
    NotFoundView,
    OfflineView,
    Standing,
)
from newsroom.views.parts import EventCard, Frame, Link, Pager, ProgrammeCard
from newsroom.views.pictures import FRONT, figure
from newsroom.views.structured import website

_SECOND_ROW = 4


def front_view(
    desk: Desk,
    frame: Frame,
    page: ListPage[Article],
    events: tuple[EventCard, ...],
    standing: Standing | None,
    programmes: tuple[ProgrammeCard, ...],
    picture: PublishedPicture | None = None,
    policies: tuple[tuple[str, str], ...] = (),
) -> FrontView:
    """The page without number of the list of all articles: lead, second row, and the rest.

    picture: of the article that leads. policies: addresses, by schema.org's name for each.
    """
    cards = desk.cards(page.entries)
    pages = pager(desk, "front", "", page)
    facts = PageFacts(
        "",
        desk.site.name,
        desk.site.about,
        older_url=pages.older_url,
        feeds=site_feeds(desk)[1:],
        nodes=website(desk, policies),
    )
    return FrontView(
        frame=frame,
        head=head(desk, facts),
        lead=cards[0] if cards else None,
        lead_figure=figure(desk, picture, page.entries[0].picture, FRONT) if cards else None,
        second_row=cards[1 : 1 + _SECOND_ROW],
        later=cards[1 + _SECOND_ROW :],
        pager=pages,
        events=events,
        standing=standing,
        programmes=programmes,
    )  # fmt: skip


def listing_view(
    desk: Desk, frame: Frame, kind: str, name: str, page: ListPage[Article]
) -> ListingView:
    """One page of a rubric ("section"), tag, author, or all articles ("front", numbered)."""
    title = name or desk.word("listings.all")
    number = desk.word("listings.page_number", number=page.number) if page.number else ""
    pages = pager(desk, kind, name, page)
    trail = (desk.list_link(kind, name),) if page.number and name else ()
    document_title = desk.word(f"listings.title_{kind}", name=title)
    facts = PageFacts(
        url=desk.addresses.listing(kind, name, page.number).url,
        title=f"{document_title}, {number}" if number else document_title,
        description=desk.word(f"listings.about_{kind}", name=title),
        trail=trail,
        older_url=pages.older_url,
        feeds=section_feeds(desk, name) if kind == "section" else (),
        is_collection=True,
    )
    return ListingView(
        frame=under(frame, desk.list_url(kind, name)),
        head=head(desk, facts),
        trail=trail,
        kicker=desk.word(f"listings.kicker_{kind}"),
        title=title,
        intro=number,
        cards=desk.cards(page.entries),
        pager=pages,
        empty_text=desk.word("listings.empty"),
    )


def pager(desk: Desk, kind: str, name: str, page: ListPage[Any]) -> Pager:
    """The way from one page of a list to the others."""
    return Pager(
        text=desk.word("listings.page_number", number=page.number) if page.number else "",
        newest_url=desk.list_url(kind, name) if page.number else "",
        older_url=desk.list_url(kind, name, page.older) if page.older else "",
    )


Months = Sequence[tuple[int, int, int]]  # year, month, number of articles; newest first


def archive_view(desk: Desk, frame: Frame, months: Months, year: int = 0) -> ArchiveView:
    """All years, or one (year != 0), each with its months."""
    years = list(dict.fromkeys(y for y, _, _ in months if year in (0, y)))
    archive = Link(desk.word("pages.archive"), desk.fixed_url("archive"))
    title = desk.word("archive.year_title", year=year) if year else archive.label
    url = desk.addresses.period(year).url if year else desk.addresses.fixed("archive").url
    trail = (archive,) if year else ()
    facts = PageFacts(
        url, title, desk.word("archive.about", title=title), trail, is_collection=True
    )
    return ArchiveView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        title=title,
        years=tuple(_archive_year(desk, y, months) for y in years),
        empty_text="" if years else desk.word("listings.empty"),
    )


def _archive_year(desk: Desk, year: int, months: Months) -> ArchiveYear:
    own = [(m, n) for y, m, n in months if y == year]
    return ArchiveYear(
        year=Link(str(year), desk.site.internal(desk.addresses.period(year).url)),
        months=tuple(_month_link(desk, year, month) for month, _ in own),
        count_text=desk.word("archive.count", count=numbers.grouped(sum(n for _, n in own))),
    )


def _month_link(desk: Desk, year: int, month: int) -> Link:
    name = dates.month_year(date(year, month, 1), desk.words.dates)
    return Link(name, desk.site.internal(desk.addresses.period(year, month).url))


def month_view(
    desk: Desk, frame: Frame, year: int, month: int, articles: Sequence[Article]
) -> MonthView:
    """articles: newest first."""
    link = _month_link(desk, year, month)
    archive = Link(desk.word("pages.archive"), desk.fixed_url("archive"))
    year_link = Link(str(year), desk.site.internal(desk.addresses.period(year).url))
    title = desk.word("archive.month_title", month=link.label)
    url = desk.addresses.period(year, month).url
    trail = (archive, year_link)
    facts = PageFacts(
        url, title, desk.word("archive.about", title=title), trail, is_collection=True
    )
    return MonthView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        title=title,
        year=year_link,
        cards=desk.cards(reversed(articles)),
    )


def directory_view(
    desk: Desk, frame: Frame, kind: str, entries: Sequence[tuple[Link, str]]
) -> DirectoryView:
    """kind: "people", "organizations", "tags" or "authors"; entries: link and detail, in order."""
    title = desk.word(f"directories.{kind}")
    about = desk.word(f"directories.about_{kind}")
    facts = PageFacts(desk.addresses.fixed(kind).url, title, about, is_collection=True)
    return DirectoryView(
        frame=frame,
        head=head(desk, facts),
        title=title,
        intro=about,
        entries=tuple(DirectoryEntry(link, detail) for link, detail in entries),
        empty_text="" if entries else desk.word("listings.empty"),
    )


def shelf_entries(desk: Desk, kind: str, shelves: Sequence[Shelf]) -> tuple[tuple[Link, str], ...]:
    """Tags or authors with the number of their articles."""
    return tuple(
        (
            desk.list_link(kind, shelf.name),
            desk.word("archive.count", count=numbers.grouped(len(shelf.articles))),
        )
        for shelf in shelves
    )


def party_entries(
    desk: Desk, parties: Sequence[Person] | Sequence[Organization]
) -> tuple[tuple[Link, str], ...]:
    """People with their role, bodies with their short name."""
    return tuple((desk.link(p), p.role if isinstance(p, Person) else p.short_name) for p in parties)


def feed_entries(
    desk: Desk, sections: Sequence[str], has_calendar: bool
) -> tuple[tuple[Link, str], ...]:
    """Every way to follow the site: feed, calendar or open data, with its form."""
    feeds = [
        *site_feeds(desk),
        *(feed for section in sections for feed in section_feeds(desk, section)),
        *ledger_feeds(desk),
    ]
    entries = [(Link(f.title, f.url), desk.word(f"feeds.{FORMS[f.mime_type]}")) for f in feeds]
    if has_calendar:
        calendar = Link(desk.word("agenda.calendar"), desk.site.internal(CALENDAR))
        entries.append((calendar, desk.word("feeds.calendar")))
    data = Link(desk.word("open_data.title", name=desk.site.name), desk.site.internal(FACTS))
    entries.append((data, desk.word("open_data.form")))
    return tuple(entries)


def offline_view(desk: Desk, frame: Frame) -> OfflineView:
    """What the service worker shows in place of a page that it cannot have."""
    url = desk.addresses.fixed("offline").url
    facts = PageFacts(url, desk.word("offline.title"), is_indexed=False)
    return OfflineView(frame=frame, head=head(desk, facts))


def not_found_view(desk: Desk, frame: Frame, latest: Sequence[Article]) -> NotFoundView:
    """404.html: served at any depth, so its addresses begin with the site's path."""
    url = desk.addresses.fixed("not_found").url
    facts = PageFacts(url, desk.word("not_found.title"), is_indexed=False)
    return NotFoundView(frame=frame, head=head(desk, facts), latest=desk.cards(latest))
