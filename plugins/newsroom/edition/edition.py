"""What is published at one moment: every record in its place, found from every name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from newsroom.data import Value
from newsroom.edition.clock import Clock
from newsroom.edition.ledger import Entry, all_changes
from newsroom.edition.mentions import Mention, NameFinder
from newsroom.edition.names import NameBook
from newsroom.edition.questions import Inquiry, inquiries
from newsroom.edition.quotations import Quoted, first_uses, newest_first
from newsroom.edition.related import Relations
from newsroom.edition.series import SeriesPlace, series_places
from newsroom.edition.shelves import (
    Shelf,
    Spellings,
    article_order,
    shelves,
    spelled,
    spellings,
)
from newsroom.edition.site import Site
from newsroom.edition.timeline import Timeline, timeline
from newsroom.edition.visibility import (
    Visibility,
    is_withdrawn,
    timely,
    visibility,
    withheld,
)
from newsroom.source.records import (
    Article,
    Event,
    Organization,
    Page,
    Person,
    Plan,
    Programme,
    Record,
)

R = TypeVar("R", bound=Record)


class Mentions(Value, frozen=True):
    """What names one person or body, or concerns one programme; articles newest first."""

    articles: tuple[Article, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    plans: tuple[Plan, ...] = ()
    events: tuple[Event, ...] = ()
    programmes: tuple[Programme, ...] = ()
    people: tuple[Person, ...] = ()


class Edition(Value, frozen=True):
    """articles: listed ones, newest first. Plans by the day they were voiced, others by title.

    withdrawn: no more than their notices are left, newest first; they stand in the ledger alone,
        and keep their places in feeds.
    unlisted: have a page but stand in no list; unpublished: drafts and what is due later.
    mentions: by the path of the person, body or programme; named_in: by the path of a text;
    series_places: by the path of an article.
    changes: all that were made in public, quotations: each once; both newest first.
    spellings: in which names are shown.
    inquiries: what is not known, of programmes and events first, then of the newest articles.
    """

    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    events: tuple[Event, ...]
    programmes: tuple[Programme, ...]
    plans: tuple[Plan, ...]
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    pages: tuple[Page, ...]
    unlisted: tuple[Record, ...]
    unpublished: tuple[Record, ...]
    sections: Mapping[str, Shelf]
    tags: Mapping[str, Shelf]
    authors: Mapping[str, Shelf]
    series: Mapping[str, Shelf]
    series_places: Mapping[str, SeriesPlace]
    months: Mapping[tuple[int, int], tuple[Article, ...]]
    spellings: Spellings
    names: NameBook
    relations: Relations
    mentions: Mapping[str, Mentions]
    named_in: Mapping[str, tuple[Mention, ...]]
    changes: tuple[Entry, ...]
    quotations: tuple[Quoted, ...]
    inquiries: tuple[Inquiry, ...]
    timeline: Timeline

    @property
    def published(self) -> tuple[Record, ...]:
        """Every record that has a public page of its own, or a place on one."""
        return (*self.articles, *self.withdrawn, *self.events, *self.programmes, *self.plans,
                *self.people, *self.organizations, *self.pages, *self.unlisted)  # fmt: skip

    def newest(self, most: int, section: str = "") -> tuple[Article, ...]:
        """What a feed carries: a withdrawn article stays as long as it would have stayed."""
        articles = self.sections[section].articles if section else self.articles
        gone = [a for a in self.withdrawn if section in ("", a.section)]
        if not gone:
            return articles[:most]
        both = (*articles[:most], *gone[:most])
        return tuple(sorted(both, key=article_order, reverse=True)[:most])

    def mentions_of(self, record: Record) -> Mentions:
        """What names this person, body or programme."""
        return self.mentions.get(record.path, Mentions())


def publish(records: Iterable[Record], site: Site, clock: Clock) -> Edition:
    """Put the records in their places. The clock decides what is public."""
    seen: dict[Visibility, list[Record]] = {v: [] for v in Visibility}
    for record in records:
        seen[visibility(record, clock)].append(withheld(timely(record, clock)))
    listed = _of(seen[Visibility.LISTED], Article)
    names_shown = spellings([*listed, *_of(seen[Visibility.UNLISTED], Article)], site.sections)
    spelt = (spelled(article, names_shown) for article in listed)
    everything = sorted(spelt, key=article_order, reverse=True)
    unlisted = tuple(
        spelled(r, names_shown) if isinstance(r, Article) else r
        for r in sorted(seen[Visibility.UNLISTED], key=lambda r: r.path)
    )
    articles = tuple(a for a in everything if not is_withdrawn(a))
    withdrawn = tuple(a for a in everything if is_withdrawn(a))
    others = [r for r in seen[Visibility.LISTED] if not isinstance(r, Article)]
    people = _by_title(others, Person)
    organizations = _by_title(others, Organization)
    programmes = _by_title(others, Programme)
    plans = tuple(sorted(_of(others, Plan), key=_plan_order))
    events = tuple(sorted(_of(others, Event), key=_event_order))
    names = NameBook(people, organizations)
    series = shelves(articles, lambda a: (a.series,) if a.series else ())
    quoted = first_uses(articles)
    finder = NameFinder((*people, *organizations))
    texts = (*articles, *others, *unlisted, *seen[Visibility.UNPUBLISHED])
    named_in = {r.path: finder.mentions(r.prose.names) for r in texts if r.prose.names}
    return Edition(
        articles=articles,
        withdrawn=withdrawn,
        events=events,
        programmes=programmes,
        plans=plans,
        people=people,
        organizations=organizations,
        pages=_by_title(others, Page),
        unlisted=unlisted,
        unpublished=tuple(sorted(seen[Visibility.UNPUBLISHED], key=lambda r: r.path)),
        sections=shelves(articles, lambda a: (a.section,)),
        tags=shelves(articles, lambda a: a.tags),
        authors=shelves(articles, lambda a: a.authors),
        series=series,
        series_places=series_places(series),
        months=_months(articles),
        spellings=names_shown,
        names=names,
        relations=Relations(articles),
        mentions=_mentions(articles, quoted, events, programmes, plans, people, names, named_in),
        named_in=named_in,
        changes=all_changes((*articles, *withdrawn, *events)),
        quotations=newest_first(quoted),
        inquiries=inquiries((*programmes, *events, *articles)),
        timeline=timeline(articles, events, plans, clock),
    )


def programme_named(name: str, programmes: Iterable[Programme]) -> Programme | None:
    """The programme with that slug or title, in any letter case."""
    wanted = name.casefold()
    return next((p for p in programmes if wanted in (p.slug, p.title.casefold())), None)


def _plan_order(plan: Plan) -> tuple[str, str]:
    return (plan.said_on.iso if plan.said_on else "9999", plan.path)


def _event_order(event: Event) -> tuple[str, str]:
    """Soonest first, then those whose date is not known."""
    return (event.start.at.isoformat() if event.start else "9999", event.path)


def _of(records: Iterable[Record], kind: type[R]) -> list[R]:
    return [r for r in records if isinstance(r, kind)]


def _by_title(records: Iterable[Record], kind: type[R]) -> tuple[R, ...]:
    return tuple(sorted(_of(records, kind), key=lambda r: (r.title.casefold(), r.path)))


def _months(articles: Iterable[Article]) -> dict[tuple[int, int], tuple[Article, ...]]:
    """Newest month first; within a month newest first."""
    found: dict[tuple[int, int], list[Article]] = {}
    for article in articles:
        found.setdefault((article.date.day.year, article.date.day.month), []).append(article)
    return {month: tuple(group) for month, group in found.items()}


class _Collector:
    """Gathers what belongs to each path, in the order it comes, each thing once."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[object]]] = {}

    def add(self, path: str | None, field: str, thing: object) -> None:
        if path is None:
            return
        things = self._found.setdefault(path, {}).setdefault(field, [])
        if not things or things[-1] != thing:
            things.append(thing)

    def mentions(self) -> dict[str, Mentions]:
        return {
            path: Mentions(**{field: tuple(things) for field, things in fields.items()})  # type: ignore[arg-type]
            for path, fields in self._found.items()
        }


def _mentions(
    articles: Sequence[Article],
    quoted: Iterable[Quoted],
    events: Iterable[Event],
    programmes: Sequence[Programme],
    plans: Iterable[Plan],
    people: Iterable[Person],
    names: NameBook,
    named_in: Mapping[str, Sequence[Mention]],
) -> dict[str, Mentions]:
    found = _Collector()

    def path(name: str) -> str | None:
        party = names.find(name)
        return party.path if party else None

    def programme_path(name: str) -> str | None:
        programme = programme_named(name, programmes) if name else None
        return programme.path if programme else None

    for article in articles:
        speakers = [q.speaker for q in article.prose.quotations]
        for name in dict.fromkeys((*article.people, *article.organizations, *speakers)):
            found.add(path(name), "articles", article)
        for mention in named_in.get(article.path, ()):
            found.add(mention.party.path, "articles", article)
    for article, quotation in quoted:
        found.add(path(quotation.speaker), "quotations", (article, quotation))
    for plan in plans:
        found.add(path(plan.party), "plans", plan)
        found.add(programme_path(plan.programme), "plans", plan)
    for event in events:
        found.add(path(event.organizer), "events", event)
        found.add(programme_path(event.programme), "events", event)
    for programme in programmes:
        found.add(path(programme.organizer), "programmes", programme)
    for person in people:
        found.add(path(person.organization), "people", person)
    return found.mentions()
