"""Faults that only all records together show: names nobody bears, addresses given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter

from newsroom.data import replace
from newsroom.edition.addresses import LASTING, Address, Addresses
from newsroom.edition.edition import Edition, programme_named
from newsroom.edition.names import NameBook
from newsroom.language.slugs import name_key, slug
from newsroom.problems import Problem, problem
from newsroom.source.reader import kind_of
from newsroom.source.records import (
    KINDS,
    Article,
    Event,
    Organization,
    Person,
    Plan,
    Record,
)


def check_names(edition: Edition, prefix: str, faulty: Iterable[str] = ()) -> list[Problem]:
    """Every name in `tokoh`, `lembaga` and `program` has a file; else the nearest is offered.

    faulty: paths of texts that could not be read. While there is one of a person, nobody can say
    which names are unknown; so with programmes.
    """
    unread = {kind_of(path) for path in faulty}
    everything = (*edition.published, *edition.unpublished)
    bearers = NameBook(
        [r for r in everything if isinstance(r, Person)],
        [r for r in everything if isinstance(r, Organization)],
    )
    drafts = {record.path for record in edition.unpublished}
    return [
        *(
            fault
            for record in (() if unread & {"person", "organization"} else everything)
            for fault in _unknown_parties(
                record, bearers if record.path in drafts else edition.names, bearers, prefix
            )
        ),
        *(
            fault
            for record in (() if "programme" in unread else everything)
            for fault in _unknown_programmes(record, edition, prefix)
        ),
    ]


def _unknown_parties(
    record: Record, names: NameBook, bearers: NameBook, prefix: str
) -> Iterator[Problem]:
    """names: those that the record may name; bearers: all that have a file, drafts among them."""
    named: list[tuple[str, str]] = []
    if isinstance(record, Article):
        named += [("tokoh", name) for name in record.people]
        named += [("lembaga", name) for name in record.organizations]
    if isinstance(record, Person) and record.organization:
        named.append(("lembaga", record.organization))
    if isinstance(record, Plan):
        named.append(("pihak", record.party))
    for field, name in named:
        if names.find(name) is not None:
            continue
        near = names.nearest(name)
        code = "name_unknown_near" if near else "name_unknown"
        if bearers.find(name) is not None:
            code = "name_unpublished"
        yield problem(
            prefix + record.path, record.line_of(field), field, code, name=name, near=near
        )


def _unknown_programmes(record: Record, edition: Edition, prefix: str) -> Iterator[Problem]:
    if not isinstance(record, Plan | Event) or not record.programme:
        return
    if programme_named(record.programme, edition.programmes) is None:
        known = ", ".join(p.slug for p in edition.programmes) or "–"
        yield problem(
            prefix + record.path,
            record.line_of("program"),
            "program",
            "programme_unknown",
            name=record.programme,
            known=known,
        )


def check_addresses(
    edition: Edition, addresses: Addresses, taken: Iterable[str], prefix: str
) -> list[Problem]:
    """No two pages at one address, not even when only letter case differs; old addresses count.

    taken: files of list pages, pictures, feeds and the like; no record may be saved as one of them.
    """
    first: dict[str, str] = dict.fromkeys((*LASTING, *(path.casefold() for path in taken)), "")
    problems = []
    for record, field, address in _own_addresses(edition.published, addresses):
        place = _occupied(address.save_as.casefold(), first)
        if not place:
            first[address.save_as.casefold()] = record.path
            continue
        other = first[place]
        problems.append(
            problem(
                prefix + record.path,
                record.line_of(field) if record.line_of(field) > 1 else record.line_of("judul"),
                field,
                _address_code(field, bool(other)),
                address="/" + address.url,
                other=prefix + other,
                slug=record.slug,
            )
        )
    return [*problems, *_plan_anchors(edition.plans, prefix)]


def with_slug_owners(
    problems: Iterable[Problem], records: Iterable[Record], prefix: str
) -> list[Problem]:
    """Where the slug that a fault tells the editor to write is another file's, say so at once."""
    owners = {(type(record), record.slug): record.path for record in records}
    return [_with_slug_owner(fault, owners, prefix) for fault in problems]


def _with_slug_owner(
    fault: Problem, owners: Mapping[tuple[type[Record], str], str], prefix: str
) -> Problem:
    if fault.code != "slug_unusable":
        return fault
    right = dict(fault.values)["right"]
    kind = KINDS[kind_of(fault.path.removeprefix(prefix))]
    other = owners.get((kind, right))
    if other is None:
        return fault
    values = {**dict(fault.values), "right": f"{right}-2", "taken": right, "other": prefix + other}
    return replace(fault, code="slug_unusable_taken", values=tuple(values.items()))


def _own_addresses(
    records: Iterable[Record], addresses: Addresses
) -> Iterator[tuple[Record, str, Address]]:
    """What a record is now comes before what it was: an alias never pushes a page away."""
    ordered = sorted(records, key=lambda record: record.path)
    for record in ordered:
        if not isinstance(record, Plan):
            yield record, "slug", addresses.of(record)
    for record in ordered:
        for alias in record.aliases:
            yield record, "alias", addresses.old(alias)


def _occupied(save_as: str, first: Mapping[str, str]) -> str:
    """The file that stands there already, or where a folder of this one would have to be; or ""."""
    place = save_as
    while place and place not in first:
        place = place.rpartition("/")[0]
    return place


def _address_code(field: str, is_records: bool) -> str:
    if field == "alias":
        return "alias_twice" if is_records else "alias_taken"
    return "address_twice" if is_records else "address_taken"


def _plan_anchors(plans: Sequence[Plan], prefix: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for plan in sorted(plans, key=lambda p: p.path):
        other = first.setdefault(plan.slug, plan.path)
        if other != plan.path:
            yield problem(
                prefix + plan.path,
                plan.line_of("slug"),
                "slug",
                "address_twice",
                address=f"/rencana/#{plan.slug}",
                other=prefix + other,
                slug=plan.slug,
            )


def check_event_ids(edition: Edition, prefix: str) -> list[Problem]:
    """A fault for each id that two events share: a calendar would take them for one (C4)."""
    first: dict[str, Event] = {}
    problems = []
    for event in sorted(edition.events, key=lambda event: event.path):
        other = first.setdefault(event.id, event)
        if other is not event:
            path, line, known = prefix + event.path, event.line_of("id"), prefix + other.path
            problems.append(problem(path, line, "id", "event_id_twice", id=event.id, other=known))
    return problems


def check_name_slugs(edition: Edition, prefix: str) -> list[Problem]:
    """Names whose addresses would be one ("C" and "C#"), and names that give none at all."""
    problems = []
    for field, group in (
        ("rubrik", edition.sections),
        ("tag", edition.tags),
        ("penulis", edition.authors),
        ("seri", edition.series),
    ):
        taken: dict[str, str] = {}
        for name, shelf in group.items():
            place = shelf.articles[-1]
            other = taken.setdefault(slug(name), name)
            if slug(name) and name_key(other) == name_key(name):
                continue
            code = "names_share_address" if slug(name) else "name_without_address"
            problems.append(
                problem(
                    prefix + place.path, place.line_of(field), field, code, name=name, other=other
                )
            )
    return problems


def check_spellings(edition: Edition, articles: Sequence[Article], prefix: str) -> list[Problem]:
    """A warning for each spelling of a tag, rubric or author that the site does not show.

    articles: as the editors wrote them, before their names got one spelling. The first file with
    the spelling is named, and how many use it.
    """
    shown = {
        "rubrik": {name_key(n): n for n in edition.sections},
        "tag": {name_key(n): n for n in edition.tags},
        "penulis": {name_key(n): n for n in edition.authors},
        "seri": {name_key(n): n for n in edition.series},
    }
    uses: dict[tuple[str, str], list[Article]] = {}
    for field, names_of in (
        ("rubrik", lambda article: (article.section,)),
        ("tag", attrgetter("tags")),
        ("penulis", attrgetter("authors")),
        ("seri", lambda article: (article.series,)),
    ):
        written = set(chain.from_iterable(map(names_of, articles)))
        differing = {n for n in written if shown[field].get(name_key(n), n) != n}
        for article in articles if differing else ():
            for name in differing.intersection(names_of(article)):
                uses.setdefault((field, name), []).append(article)
    return [
        problem(
            prefix + using[0].path,
            using[0].line_of(field),
            field,
            "spelling_differs",
            is_warning=True,
            name=name,
            usual=shown[field][name_key(name)],
            count=len(using),
        )
        for (field, name), using in sorted(uses.items(), key=itemgetter(0))
    ]
