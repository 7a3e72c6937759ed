"""Which pages the site has, and from what each is made. Nothing is rendered here.

A page is a pure function of its inputs: `view(desk, frame, *inputs)`. The desk holds only settings
and words; the frame and they are covered by the build's seed. So the digest of the inputs tells
whether a page must be rendered again, and forgetting an input is impossible: the function would not
have it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from newsroom.data import Value, replace
from newsroom.edition.addresses import Address
from newsroom.edition.agenda import Month, agenda_months, has_day, is_past
from newsroom.edition.clock import Clock
from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution
from newsroom.edition.names import Party
from newsroom.edition.paging import ListPage, list_pages
from newsroom.edition.pictures import NO_PICTURES, PublishedPicture, page_pictures
from newsroom.edition.series import is_story
from newsroom.edition.versions import History
from newsroom.edition.visibility import is_old
from newsroom.source.records import (
    Article,
    Event,
    Organization,
    Page,
    Person,
    Programme,
    Record,
)
from newsroom.views import lists
from newsroom.views.article import article_view
from newsroom.views.calendar_month import calendar_month_view
from newsroom.views.cards import event_cards, programme_card, programme_state
from newsroom.views.collaboration import (
    agenda_view,
    event_view,
    page_view,
    plans_view,
    programme_list_view,
    programme_view,
)
from newsroom.views.desk import Desk
from newsroom.views.naming import NameLink, name_links
from newsroom.views.parties import (
    mentions_address,
    mentions_view,
    organization_view,
    person_view,
)
from newsroom.views.parts import View
from newsroom.views.redirect import redirect_view
from newsroom.views.registers import ledger_view, questions_view, quotations_view
from newsroom.views.series import series_box, series_view
from newsroom.views.timeline import drawing, standing, tallies, timeline_view, to_be_done
from newsroom.views.versions import history_view, version_view
from newsroom.views.withdrawn import withdrawn_view

_RELATED = 3
_FRONT_PROGRAMMES = 6
_NOT_FOUND_LATEST = 5
_REGISTER_PAGE = 50  # changes, quotations or groups of questions on a numbered page


class Planned(Value, frozen=True):
    """options: keyword arguments of the view. text_of: path of the record whose text it places; the
    last of the inputs is then whom that text names. wordings: ids of the contents that it compares.
    owner: path of the record without which there would be no such page, "" for lists.

    modified: ISO date for the sitemap, "" when no true one is known; is_listed: stands in it.
    """

    address: Address
    view: Callable[..., View]
    inputs: tuple[object, ...]
    options: tuple[tuple[str, object], ...] = ()
    text_of: str = ""
    wordings: tuple[str, ...] = ()
    owner: str = ""
    modified: str = ""
    is_listed: bool = True


class Planner(Value, frozen=True):
    """By record path: links, where its own lead; backlinks, the articles that lead to it.

    pictures: by path under content/. bystanders: paths of articles whose own pages are not planned,
    because they are what they were.
    """

    desk: Desk
    edition: Edition
    links: Mapping[str, Resolution]
    backlinks: Mapping[str, tuple[Article, ...]]
    clock: Clock
    pictures: Mapping[str, PublishedPicture] = MappingProxyType({})
    history: Callable[[str], History] = lambda path: History()
    bystanders: Collection[str] = frozenset()

    def pages(self) -> Iterator[Planned]:
        """Every page of the site, lists first."""
        yield from self._front()
        yield from self._lists()
        yield from self._series()
        yield from self._archive()
        yield from self._directories()
        yield from self._collaboration()
        yield from self._registers()
        yield from self._mention_lists()
        for record in self._own():
            yield from self._record(record)
        yield from self._versions()
        yield from self._previews()
        yield from self._redirects()
        if self.desk.site.works_offline:
            address = self.desk.addresses.fixed("offline")
            yield Planned(address, lists.offline_view, (), is_listed=False)
        yield Planned(
            self.desk.addresses.fixed("not_found"),
            lists.not_found_view,
            (self.edition.articles[:_NOT_FOUND_LATEST],),
            is_listed=False,
        )

    def listed(self, pages: Iterable[Planned]) -> list[tuple[str, str]]:
        """What belongs into the sitemap: address and ISO date of the last change, or "".

        pages: all that pages() gave; bystanders are added.
        """
        standing = [a for a in self.edition.articles if a.path in self.bystanders]
        return [
            *((page.address.url, page.modified) for page in pages if page.is_listed),
            *((self.desk.addresses.of(a).url, _modified(a)) for a in standing),
        ]

    def _own(self) -> Iterator[Record]:
        """Every record whose own pages are planned."""
        return (r for r in self.edition.published if r.path not in self.bystanders)

    def list_addresses(self) -> Iterator[Address]:
        """Addresses that no record may take, before links are resolved."""
        for pages in (
            self._front,
            self._lists,
            self._series,
            self._archive,
            self._directories,
            self._agenda_months,
            self._registers,
            self._mention_lists,
        ):
            yield from (page.address for page in pages())
        for kind in ("agenda", "programmes", "plans", "offline", "not_found"):
            yield self.desk.addresses.fixed(kind)

    # -------------------------------------------------------------- lists

    def _front(self) -> Iterator[Planned]:
        edition, desk = self.edition, self.desk
        newest, *numbered = list_pages(edition.articles, desk.site.page_size)
        extras = (
            event_cards(desk, (*self._coming(), *self._undated())),
            standing(desk, edition.timeline, edition.plans),
            tuple(programme_card(desk, p, self._state(p)) for p in edition.programmes)[
                :_FRONT_PROGRAMMES
            ],
        )
        inputs = (newest, *extras, self._lead_picture(newest.entries), self._policies())
        yield Planned(desk.addresses.listing("front"), lists.front_view, inputs)
        for page in numbered:
            address = desk.addresses.listing("front", page=page.number)
            yield Planned(address, lists.listing_view, ("front", "", page), is_listed=False)

    def _lead_picture(self, articles: Sequence[Article]) -> PublishedPicture | None:
        """Of the article that opens the front page."""
        found = self.links.get(articles[0].path) if articles else None
        return page_pictures(found, self.pictures).lead

    def _policies(self) -> tuple[tuple[str, str], ...]:
        """Addresses of the pages that say how the publisher works, by schema.org's names."""
        pages = {page.slug: self.desk.addresses.of(page).url for page in self.edition.pages}
        named = self.desk.site.policy_pages
        return tuple((policy, pages[slug]) for policy, slug in named if slug in pages)

    def _lists(self) -> Iterator[Planned]:
        groups = (
            ("section", self.edition.sections),
            ("tag", self.edition.tags),
            ("author", self.edition.authors),
        )
        for kind, shelves in groups:
            for name, shelf in shelves.items():
                for page in list_pages(shelf.articles, self.desk.site.page_size):
                    address = self.desk.addresses.listing(kind, name, page.number)
                    inputs = (kind, name, page)
                    yield Planned(address, lists.listing_view, inputs, is_listed=not page.number)

    def _series(self) -> Iterator[Planned]:
        for name, shelf in self.edition.series.items():
            parts = shelf.articles[::-1]
            address = self.desk.addresses.listing("series", name)
            yield Planned(address, series_view, (name, parts, is_story(parts)))

    def _archive(self) -> Iterator[Planned]:
        months = self.edition.months
        counts = tuple((y, m, len(articles)) for (y, m), articles in months.items())
        addresses = self.desk.addresses
        yield Planned(addresses.fixed("archive"), lists.archive_view, (counts,))
        for year in dict.fromkeys(y for y, _ in months):
            own = tuple(count for count in counts if count[0] == year)
            yield Planned(addresses.period(year), lists.archive_view, (own, year))
        for (year, month), articles in months.items():
            inputs = (year, month, articles)
            yield Planned(addresses.period(year, month), lists.month_view, inputs)

    def _directories(self) -> Iterator[Planned]:
        edition, desk = self.edition, self.desk
        entries = {
            "tags": lists.shelf_entries(desk, "tag", tuple(edition.tags.values())),
            "authors": lists.shelf_entries(desk, "author", tuple(edition.authors.values())),
            "series_list": lists.shelf_entries(desk, "series", tuple(edition.series.values())),
            "people": lists.party_entries(desk, edition.people),
            "organizations": lists.party_entries(desk, edition.organizations),
        }
        for kind, found in entries.items():
            if found:
                yield Planned(desk.addresses.fixed(kind), lists.directory_view, (kind, found))

    # -------------------------------------------------------------- collaboration

    def _collaboration(self) -> Iterator[Planned]:
        edition, addresses = self.edition, self.desk.addresses
        if edition.events:
            months = tuple(agenda_months(edition.events))
            inputs = (self._coming(), self._undated(), self._past(), months)
            yield Planned(addresses.fixed("agenda"), agenda_view, inputs)
            yield from self._agenda_months()
        if edition.programmes:
            states = tuple(self._state(p) for p in edition.programmes)
            yield Planned(
                addresses.fixed("programmes"), programme_list_view, (edition.programmes, states)
            )
        if edition.plans:
            names = edition.names.only(plan.party for plan in edition.plans)
            inputs_ = (edition.plans, names, edition.programmes)
            yield Planned(addresses.fixed("plans"), plans_view, inputs_)

    def _agenda_months(self) -> Iterator[Planned]:
        months = agenda_months(self.edition.events)
        row: list[Month | tuple[()]] = [(), *months, ()]
        for place, (month, days) in enumerate(months.items()):
            inputs = (month, days, row[place], row[place + 2])
            yield Planned(self.desk.addresses.agenda_month(*month), calendar_month_view, inputs)

    # -------------------------------------------------------------- registers

    def _registers(self) -> Iterator[Planned]:
        """What the site knows of itself; the ledger stands even while it is empty."""
        edition, desk = self.edition, self.desk
        yield from self._register("ledger", ledger_view, edition.changes)
        if edition.quotations:
            names = edition.names.only(q.speaker for _, q in edition.quotations)
            yield from self._register("quotations", quotations_view, edition.quotations, names)
        if edition.inquiries:
            yield from self._register("questions", questions_view, edition.inquiries)
        if edition.timeline:
            yield from self._timeline()
        entries = lists.feed_entries(desk, tuple(edition.sections), self._has_calendar())
        if entries:
            yield Planned(desk.addresses.fixed("feeds"), lists.directory_view, ("feeds", entries))

    def _register(
        self, kind: str, view: Callable[..., View], entries: Sequence[object], *inputs: object
    ) -> Iterator[Planned]:
        for page in list_pages(entries, _REGISTER_PAGE):
            address = self.desk.addresses.listing(kind, page=page.number)
            yield Planned(address, view, (page, *inputs), is_listed=not page.number)

    # -------------------------------------------------------------- who is named where

    def _mention_lists(self) -> Iterator[Planned]:
        """The older articles that name a person or a body; the newest stand on its own page."""
        parties: tuple[Party, ...] = (*self.edition.people, *self.edition.organizations)
        for party in parties:
            for page in self._mention_pages(party)[1:]:
                address = mentions_address(self.desk, party, page.number)
                yield Planned(address, mentions_view, (party, page), is_listed=False)

    def _mention_pages(self, party: Party) -> list[ListPage[Article]]:
        articles = self.edition.mentions_of(party).articles
        return list_pages(articles, self.desk.site.page_size)

    def _timeline(self) -> Iterator[Planned]:
        """The drawing and what has no day stand on the page without number."""
        line = self.edition.timeline
        drawn, counts = drawing(self.desk, line), tallies(self.desk, to_be_done(self.edition.plans))
        for page in list_pages(line.days, _REGISTER_PAGE):
            address = self.desk.addresses.listing("timeline", page=page.number)
            inputs = (page, (), None, ()) if page.number else (page, line.undated, drawn, counts)
            yield Planned(address, timeline_view, inputs, is_listed=not page.number)

    # -------------------------------------------------------------- events by their day

    def _has_calendar(self) -> bool:
        return any(event.start for event in self.edition.events)

    def _coming(self) -> tuple[Event, ...]:
        return tuple(e for e in self.edition.events if has_day(e) and not is_past(e, self.clock))

    def _undated(self) -> tuple[Event, ...]:
        return tuple(e for e in self.edition.events if not has_day(e))

    def _past(self) -> tuple[Event, ...]:
        past = [e for e in self.edition.events if is_past(e, self.clock)]
        return tuple(reversed(past))

    def _state(self, programme: Programme) -> str:
        return programme_state(self.desk, programme, self.clock)

    # -------------------------------------------------------------- one record, one page

    def _record(self, record: Record, preview_note: str = "") -> Iterator[Planned]:
        edition = self.edition
        text = (self._urls(record), self._named(record))
        names = edition.names.only(_names_in(record))
        mentions = edition.mentions_of(record)
        options: tuple[tuple[str, object], ...] = (
            (("preview_note", preview_note),) if preview_note else ()
        )
        pictures = page_pictures(self.links.get(record.path), self.pictures)
        if pictures is not NO_PICTURES:
            options = (*options, ("pictures", pictures))
        view: Callable[..., View]
        inputs: tuple[object, ...]
        match record:
            case Article() if record.withdrawal:
                yield from self._withdrawn(record)
                return
            case Article():
                related = self._related(record)
                series = series_box(self.desk, edition.series_places.get(record.path))
                past = self.history(record.path)
                view, inputs = article_view, (record, related, series, past, names, *text)
                is_listed = record.status == "published" and not preview_note
                options = (*options, ("is_listed", is_listed))
                if is_old(record, self.clock):
                    options = (*options, ("is_old", True))
            case Event():
                view, inputs = (
                    event_view,
                    (record, self.backlinks.get(record.path, ()), names, *text),
                )
            case Programme():
                state = self._state(record)
                mentions = replace(mentions, articles=self.backlinks.get(record.path, ()))
                view, inputs = programme_view, (record, state, mentions, edition.names, *text)
            case Person():
                page, mentions = self._mention_pages(record)[0], replace(mentions, articles=())
                view = person_view
                inputs = (record, mentions, page, edition.names, edition.programmes, *text)
            case Organization():
                page, mentions = self._mention_pages(record)[0], replace(mentions, articles=())
                states = tuple(self._state(p) for p in mentions.programmes)
                view = organization_view
                inputs = (record, mentions, page, states, edition.names, edition.programmes, *text)
            case Page():
                view, inputs = page_view, (record, names, *text)
            case _:
                return  # a plan has its place on the plans page
        address = (
            self.desk.addresses.draft(record) if preview_note else self.desk.addresses.of(record)
        )
        yield Planned(
            address,
            view,
            inputs,
            options,
            text_of=record.path,
            owner=record.path,
            modified=_modified(record),
            is_listed=record.status == "published" and not preview_note,
        )  # fmt: skip

    def _withdrawn(self, article: Article) -> Iterator[Planned]:
        """Its versions are withdrawn with it; their addresses lead to the notice."""
        addresses = self.desk.addresses
        own: dict[str, Any] = {"owner": article.path, "is_listed": False}
        yield Planned(addresses.of(article), withdrawn_view, (article,), **own)
        versions = self.history(article.path).versions
        for mark in ("", *(v.mark for v in versions[1:])) if versions else ():
            yield Planned(addresses.history(article, mark), redirect_view, (article,), **own)

    def _versions(self) -> Iterator[Planned]:
        """What was changed in each article that has more than one version."""
        for record in self._own():
            if not isinstance(record, Article) or record.withdrawal:
                continue
            past = self.history(record.path)
            ids = tuple(i for v in past.versions for i in (v.first, v.last))
            if past.versions:
                yield Planned(
                    self.desk.addresses.history(record),
                    history_view,
                    (record, past),
                    wordings=ids,
                    owner=record.path,
                    is_listed=False,
                )
            for older, newer in pairwise(past.versions):
                yield Planned(
                    self.desk.addresses.history(record, newer.mark),
                    version_view,
                    (record, older, newer),
                    wordings=(older.first, older.last, newer.first, newer.last),
                    owner=record.path,
                    is_listed=False,
                )

    def _urls(self, record: Record) -> tuple[str, ...]:
        found = self.links.get(record.path)
        return found.urls if found else ()

    def _named(self, record: Record) -> tuple[NameLink, ...]:
        return name_links(self.desk, self.edition.named_in.get(record.path, ()), record)

    def _related(self, article: Article) -> tuple[Article, ...]:
        """The editor's choice first; nothing that the text or the series box offers already."""
        links = self.links.get(article.path)
        chosen = links.read_also if links else ()
        known = set(links.targets) if links else set()
        if place := self.edition.series_places.get(article.path):
            known |= {a.path for a in (place.previous, place.next) if a}
        limit = _RELATED + len(known) + len(chosen)
        others = self.edition.relations.related(article, limit=limit)
        offered = {a.path: a for a in (*chosen, *others)}
        return tuple([a for path, a in offered.items() if path not in known])[:_RELATED]

    def _previews(self) -> Iterator[Planned]:
        """Pages for what is not public yet; only in a preview build."""
        if not self.desk.site.is_preview:
            return
        for record in self.edition.unpublished:
            code = "draft" if record.status == "draft" else "scheduled"
            if not isinstance(record, Person | Organization):
                yield from self._record(record, self.desk.word(f"notes.preview_{code}"))

    def _redirects(self) -> Iterator[Planned]:
        for record in self._own():
            for alias in record.aliases:
                address = self.desk.addresses.old(alias)
                inputs = (record,)
                yield Planned(address, redirect_view, inputs, owner=record.path, is_listed=False)


def _names_in(record: Record) -> list[str]:
    names = [quotation.speaker for quotation in record.prose.quotations]
    if isinstance(record, Article):
        names += [*record.people, *record.organizations]
    if isinstance(record, Event | Programme):
        names.append(record.organizer)
    return names


def _modified(record: Record) -> str:
    if isinstance(record, Article):
        return (record.modified or record.date).iso
    return ""
