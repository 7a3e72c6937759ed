"""Feeds, calendars, files for hosts: which there are, and what each is made from.

As with pages, equal inputs mean equal bytes, so a file is made again only when its inputs change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from newsroom.data import Value
from newsroom.edition.addresses import CALENDAR, FACTS, WORKER
from newsroom.edition.clock import Clock
from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution
from newsroom.edition.names import NameBook
from newsroom.edition.site import Site
from newsroom.language.slugs import slug
from newsroom.problems import Problem, problem
from newsroom.publishing.calendars import calendar
from newsroom.publishing.facts_file import (
    SCHEMA,
    articles_file,
    articles_path,
    facts_file,
    schema_file,
)
from newsroom.publishing.feeds import (
    Channel,
    Content,
    absolute_links,
    atom,
    changes_atom,
    json_feed,
    rss,
)
from newsroom.publishing.host_files import host_files
from newsroom.publishing.sitemap import NEWS_SITEMAP, news_sitemap, recent_news
from newsroom.publishing.worker import worker_file
from newsroom.source.records import Article, Event, Text
from newsroom.views.article import speakers
from newsroom.views.desk import Desk
from newsroom.views.prose import placed


class MachineFile(Value, frozen=True):
    """make(desk, *inputs) gives its bytes.

    texts: paths of the records whose texts it places; such a file is made with `texts=`, the texts
    by path. None for a file that places none.
    """

    path: str
    make: Callable[..., bytes]
    inputs: tuple[object, ...] = ()
    texts: tuple[str, ...] | None = None


def machine_files(
    desk: Desk,
    edition: Edition,
    links: Mapping[str, Resolution],
    clock: Clock,
    worker: str,
) -> Iterator[MachineFile]:
    """links: by record path; worker: its source, or ""."""
    yield from _feeds(desk, edition, links)
    yield from _calendars(desk, edition)
    yield from _open_data(edition)
    yield MachineFile(NEWS_SITEMAP, news_sitemap, (recent_news(edition.articles, clock),))
    for path in host_files(desk.site):
        yield MachineFile(path, host_file, (path,))
    if worker:
        yield MachineFile(WORKER, worker_file, (worker,))


def host_file(desk: Desk, path: str) -> bytes:
    """One of the files that hosts look for."""
    return host_files(desk.site)[path]


def is_feed(site: Site, path: str) -> bool:
    """Whether the file of the output folder is a feed."""
    feeds = site.feeds
    before, slug_mark, after = feeds.section.partition("{slug}")
    is_of_section = bool(slug_mark) and path.startswith(before) and path.endswith(after)
    return is_of_section or path in filter(None, (feeds.atom, feeds.rss, feeds.json, feeds.ledger))


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


def open_data_paths(edition: Edition) -> list[str]:
    """Where the facts of the site are saved as data."""
    return [FACTS, SCHEMA, *(articles_path(year) for year in _years(edition))]


def _open_data(edition: Edition) -> Iterator[MachineFile]:
    """The facts in one file, the articles in one a year: only the newest of these changes."""
    happened = [p.record for day in edition.timeline.days for p in day.points]
    happened += [p.record for p in edition.timeline.undated]
    facts = (
        edition.people,
        edition.organizations,
        tuple(record for record in happened if isinstance(record, Article)),
        edition.quotations,
        edition.events,
        edition.programmes,
        edition.plans,
        edition.inquiries,
        edition.changes,
        tuple(_years(edition)),
        edition.names,
    )
    yield MachineFile(SCHEMA, schema_file)
    yield MachineFile(FACTS, facts_file, facts)
    for year, articles in _years(edition).items():
        named = (name for a in articles for name in (*a.people, *a.organizations))
        inputs = (year, tuple(articles), edition.names.only(named))
        yield MachineFile(articles_path(year), articles_file, inputs)


def _years(edition: Edition) -> dict[int, list[Article]]:
    """Newest first, as the articles of each."""
    years: dict[int, list[Article]] = {}
    for (year, _), articles in edition.months.items():
        years.setdefault(year, []).extend(articles)
    return years


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


def _feeds(desk: Desk, edition: Edition, links: Mapping[str, Resolution]) -> Iterator[MachineFile]:
    site = desk.site
    title = desk.word("feeds.title_all", name=site.name)
    for path, make in (
        (site.feeds.atom, atom_file),
        (site.feeds.rss, rss_file),
        (site.feeds.json, json_file),
    ):
        if path:
            channel = Channel(path, "", title)
            yield _feed(make, channel, edition.newest(site.feed_size), edition, links)
    for name in edition.sections if site.feeds.section else ():
        title = desk.word("feeds.title_section", name=site.name, section=name)
        url = desk.addresses.listing("section", name).url
        channel = Channel(_section_path(site, name), url, title, f"rubrik/{slug(name)}")
        articles = edition.newest(site.feed_size, name)
        yield _feed(atom_file, channel, articles, edition, links)
    if site.feeds.ledger:
        entries = edition.changes[: site.feed_size]
        title = desk.word("feeds.title_ledger", name=site.name)
        url = desk.addresses.fixed("ledger").url
        channel = Channel(site.feeds.ledger, url, title, "ralat")
        yield MachineFile(channel.path, changes_atom, (entries, channel))


def _feed(
    make: Callable[..., bytes],
    channel: Channel,
    articles: tuple[Article, ...],
    edition: Edition,
    links: Mapping[str, Resolution],
) -> MachineFile:
    """Made from the articles, where their links lead, and who speaks in them.

    Of a withdrawn article it has no text to place, only the notice.
    """
    speaking = (q.speaker for article in articles for q in article.prose.quotations)
    urls = tuple(links[article.path].urls for article in articles)
    inputs = (articles, channel, urls, edition.names.only(speaking))
    texts = tuple(a.path for a in articles if not a.withdrawal)
    return MachineFile(channel.path, make, inputs, texts)


Urls = Sequence[Sequence[str]]  # for each article, where its links lead
Texts = Mapping[str, Text]  # by the article's path


def atom_file(
    desk: Desk, articles: Sequence[Article], channel: Channel, urls: Urls, names: NameBook,
    *, texts: Texts,
) -> bytes:  # fmt: skip
    """An Atom feed with whole texts. articles: newest first."""
    return atom(desk, articles, channel, _whole_texts(desk, articles, urls, names, texts))


def rss_file(
    desk: Desk, articles: Sequence[Article], channel: Channel, urls: Urls, names: NameBook,
    *, texts: Texts,
) -> bytes:  # fmt: skip
    """The same as RSS 2.0."""
    return rss(desk, articles, channel, _whole_texts(desk, articles, urls, names, texts))


def json_file(
    desk: Desk, articles: Sequence[Article], channel: Channel, urls: Urls, names: NameBook,
    *, texts: Texts,
) -> bytes:  # fmt: skip
    """The same as JSON Feed 1.1."""
    return json_feed(desk, articles, channel, _whole_texts(desk, articles, urls, names, texts))


def _whole_texts(
    desk: Desk, articles: Sequence[Article], urls: Urls, names: NameBook, texts: Texts
) -> Content:
    """Each article's HTML with whole addresses."""
    found = {}
    for article, own in zip(articles, urls, strict=True):
        if article.withdrawal:
            continue
        html = placed(texts[article.path].html, own, speakers(desk, article, names))
        found[article.path] = absolute_links(html, desk.site.host)
    return lambda article: found[article.path]


def _calendars(desk: Desk, edition: Edition) -> Iterator[MachineFile]:
    dated = _dated(edition)
    if not dated:
        return
    title = desk.word("agenda.calendar_title", name=desk.site.name)
    yield MachineFile(CALENDAR, calendar, (dated, title))
    for event in dated:
        yield MachineFile(desk.addresses.calendar(event), calendar, ((event,), ""))


def _dated(edition: Edition) -> tuple[Event, ...]:
    return tuple(event for event in edition.events if event.start)
