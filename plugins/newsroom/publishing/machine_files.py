"""Feeds and calendars: which there are, and what each is made from.

As with pages, equal inputs mean equal bytes, so a file is made again only when its inputs change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from newsroom.edition.addresses import CALENDAR
from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution
from newsroom.edition.site import Site
from newsroom.language.slugs import slug
from newsroom.problems import Problem, problem
from newsroom.publishing.calendars import calendar
from newsroom.publishing.feeds import Channel, Content, atom, changes_atom, json_feed, rss
from newsroom.source.records import Article, Event
from newsroom.views.desk import Desk


@dataclass(frozen=True, slots=True)
class MachineFile:
    """inputs: all that `make` makes it from, beside settings and words."""

    path: str
    inputs: tuple[object, ...]
    make: Callable[[], bytes]


def machine_files(
    desk: Desk, edition: Edition, links: Mapping[str, Resolution], content: Content
) -> Iterator[MachineFile]:
    """links: by record path; content: an article's HTML with absolute links."""
    yield from _feeds(desk, edition, links, content)
    yield from _calendars(desk, edition)


def feed_paths(site: Site, edition: Edition) -> list[str]:
    """Where the site's feeds are saved."""
    feeds = site.feeds
    fixed = (feeds.atom, feeds.rss, feeds.json, feeds.ledger)
    own = [_section_path(site, name) for name in edition.sections] if feeds.section else []
    return [*filter(None, fixed), *own]


def calendar_paths(desk: Desk, edition: Edition) -> list[str]:
    """Where calendars are saved; none without a dated event, for one may not be empty (C2)."""
    dated = _dated(edition)
    return [CALENDAR, *(desk.addresses.calendar(event) for event in dated)] if dated else []


def check_feeds(site: Site, edition: Edition) -> list[Problem]:
    """A fault for each file that two feeds would share, such as that of a rubric «Semua»."""
    paths = feed_paths(site, edition)
    return [
        problem("pelicanconf.py", 1, "CATEGORY_FEED_ATOM", "feed_twice", file=path)
        for path, count in Counter(path.casefold() for path in paths).items()
        if count > 1
    ]


def _section_path(site: Site, section: str) -> str:
    return site.feeds.section.format(slug=slug(section))


def _feeds(
    desk: Desk, edition: Edition, links: Mapping[str, Resolution], content: Content
) -> Iterator[MachineFile]:
    site = desk.site
    title = desk.word("feeds.title_all", name=site.name)
    for path, form in (
        (site.feeds.atom, atom),
        (site.feeds.rss, rss),
        (site.feeds.json, json_feed),
    ):
        if path:
            articles = edition.articles[: site.feed_size]
            make = partial(form, desk, articles, Channel(path, "", title), content)
            yield MachineFile(path, _inputs(articles, edition, links), make)
    for name, shelf in edition.sections.items() if site.feeds.section else ():
        path, articles = _section_path(site, name), shelf.articles[: site.feed_size]
        title = desk.word("feeds.title_section", name=site.name, section=name)
        url = desk.addresses.listing("section", name).url
        channel = Channel(path, url, title, f"rubrik/{slug(name)}")
        make = partial(atom, desk, articles, channel, content)
        yield MachineFile(path, (name, *_inputs(articles, edition, links)), make)
    if site.feeds.ledger:
        entries = edition.changes[: site.feed_size]
        title = desk.word("feeds.title_ledger", name=site.name)
        url = desk.addresses.fixed("ledger").url
        channel = Channel(site.feeds.ledger, url, title, "ralat")
        yield MachineFile(channel.path, (entries,), partial(changes_atom, desk, entries, channel))


def _inputs(
    articles: Sequence[Article], edition: Edition, links: Mapping[str, Resolution]
) -> tuple[object, ...]:
    """Articles, where their links lead, and who speaks in them."""
    speakers = (q.speaker for article in articles for q in article.prose.quotations)
    urls = tuple(links[article.path].urls for article in articles)
    return (tuple(articles), urls, edition.names.only(speakers))


def _calendars(desk: Desk, edition: Edition) -> Iterator[MachineFile]:
    dated = _dated(edition)
    if not dated:
        return
    title = desk.word("agenda.calendar_title", name=desk.site.name)
    yield MachineFile(CALENDAR, (dated,), partial(calendar, desk, dated, title))
    for event in dated:
        make = partial(calendar, desk, (event,), "")
        yield MachineFile(desk.addresses.calendar(event), (event,), make)


def _dated(edition: Edition) -> tuple[Event, ...]:
    return tuple(event for event in edition.events if event.start)
