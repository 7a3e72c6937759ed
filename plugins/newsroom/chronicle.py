"""What articles and events were: read from Git, cached, and held against what is published now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from newsroom.cache import Cache, CacheDamaged
from newsroom.edition.addresses import Addresses
from newsroom.edition.agenda import is_past
from newsroom.edition.clock import Clock
from newsroom.edition.comparison import (
    differences,
    is_recorded,
    leaves_calendars,
    loses_its_day,
    new_entries,
)
from newsroom.edition.edition import Edition
from newsroom.edition.versions import History, Past, Reach, Step, past
from newsroom.edition.visibility import Visibility, visibility
from newsroom.edition.wording import Wording, wording
from newsroom.intake import Intake
from newsroom.language.dates import zone_named
from newsroom.parallel import MANY, shared_out
from newsroom.problems import Problem, problem
from newsroom.repository import FileChange, GitFailed, Repository
from newsroom.source.codec import plain, value_from_data
from newsroom.source.reader import Converter, ReadSettings, kind_of, read
from newsroom.source.records import Article, Event
from newsroom.views.desk import Desk
from newsroom.views.versions import lost_day, unrecorded_change

Steps = Sequence[Step]
T = TypeVar("T")

_INCOMPLETE = {"shallow": "history_shallow", "unreadable": "history_unreadable"}
_READABLE = ("whole", "shallow")
# Kinds that may not change in silence; what a lost address is, while its file lies there or not.
_LOST = {
    "article": ("address_lost", "address_lost_with_file"),
    "event": ("event_address_lost", "event_address_lost_with_file"),
}


class Chronicle:
    """One build's view of the past. `reach`: how far back it could be read."""

    def __init__(
        self,
        repository: Repository,
        settings: ReadSettings,
        opened: datetime | None,
        cache: Cache,
        converter: Callable[[], Converter],
    ) -> None:
        """opened: when the site was opened to readers, None for before its first commit."""
        self.reach: Reach = repository.reach
        self._repository = repository
        self._settings = settings
        self._opened = opened
        self._cache = cache
        self._converter = converter
        self._zone = zone_named(settings.timezone)
        self._edited: frozenset[str] = frozenset()
        self._lacks_contents = False  # as a partial clone does

    @property
    def mark(self) -> str:
        """Changes with every commit, and with how far back commits can be read."""
        return f"{self._repository.head} {self.reach} {self._opened}"

    def update(self) -> None:
        """Read the commits that the cache does not know yet, and nothing else."""
        if self.reach not in _READABLE:
            return
        try:
            self._edited = self._repository.edited()
            self._read_commits()
        except GitFailed:
            self.reach = "unreadable"

    def histories(self) -> Callable[[str], History]:
        """What the page of the article at a path is to say of its past."""
        if self.reach not in _READABLE:
            return lambda path: History(self.reach)
        pasts = self._cache.pasts()

        def history(path: str) -> History:
            data = pasts.get(path)
            versions = _cached(Past, data).versions if data else ()
            return History(self.reach, path in pasts, versions if len(versions) > 1 else ())

        return history

    # -------------------------------------------------------------- commits

    def _read_commits(self) -> None:
        repository, read_as = self._repository, f"{self.reach} {self._opened}"
        head, before = self._cache.repository()
        if (head, before) == (repository.head, read_as):
            return
        is_anew = not head or before != read_as or not repository.continues(head)
        changes = repository.changes("" if is_anew else head)
        touched = {path for change in changes for path in (change.path, change.origin) if path}
        known = {} if is_anew else self._cache.steps(touched)
        steps = {path: _steps(data) for path, data in known.items()}
        for change in changes:
            _follow(steps, change)
        pasts = self._worked_out(steps)
        if self._lacks_contents:
            self.reach = "shallow"
        rows = {path: (own, *_kept(pasts.get(path))) for path, own in steps.items()}
        read = ("" if self._lacks_contents else repository.head, read_as)
        self._cache.save_commits(read, rows, touched - steps.keys(), is_anew=is_anew)

    def _worked_out(self, steps: Mapping[str, Steps]) -> dict[str, Past]:
        """Nothing is read of a file that has had one content only, as most have."""
        several = {path: own for path, own in steps.items() if len(own) > 1}
        wordings = self._wordings((blob, path) for path, own in several.items() for _, blob in own)
        return {
            path: past(own, wordings, self._opened, self._zone) for path, own in several.items()
        }

    def _wordings(self, contents: Iterable[tuple[str, str]]) -> dict[str, Wording]:
        """By the content's id. contents: ids, and a path at which each once lay."""
        places = {id_: _path(id_) or path for id_, path in contents if id_}
        known = self._cache.wordings(places)
        missing = sorted(places.keys() - known.keys())
        fresh: dict[str, Any] = {}
        work = partial(self._portion, places)
        for portion in shared_out(work, missing, at_least=MANY):
            fresh.update(portion)
        self._lacks_contents |= len(fresh) < len(missing)
        if fresh:
            self._cache.save_wordings(fresh)
        return wordings_from({**known, **fresh})

    def _portion(self, places: Mapping[str, str], ids: Sequence[str]) -> dict[str, Any]:
        """None for a content that this code can't read as an article or event."""
        found: dict[str, Any] = {}
        try:
            contents = self._repository.contents(map(_blob, ids))
            converter = self._converter()
        except GitFailed:
            return found
        for id_ in ids:
            if (data := contents.get(_blob(id_))) is None:
                continue
            reading = read(places[id_], data, self._settings, converter)
            record = reading.record
            said = wording(record, reading.text) if isinstance(record, Article | Event) else None
            found[id_] = plain(said)
        return found

    # -------------------------------------------------------------- what is wrong

    def problems(self, intake: Intake, clock: Clock, desk: Desk) -> list[Problem]:
        """Published words that changed without a word to readers; and a past that can't be read.

        While an editor still writes, in a preview, the former are warnings; so are they of invented
        examples, which tell nobody anything.
        """
        found = []
        if self.reach in _INCOMPLETE:
            place = self._settings.prefix.rstrip("/") or "."
            found.append(problem(place, 1, "riwayat", _INCOMPLETE[self.reach], is_warning=True))
        if self.reach not in _READABLE:
            return found
        rows = self._cache.steps(sorted(self._cache.suspects() | self._edited))
        for record in intake.records(sorted(rows)):
            if not isinstance(record, Article | Event):
                continue
            if visibility(record, clock) != Visibility.UNPUBLISHED:
                found += self._judged(record, _steps(rows[record.path]), clock, desk)
        return found

    def _judged(
        self, record: Article | Event, steps: Steps, clock: Clock, desk: Desk
    ) -> Iterator[Problem]:
        wordings = self._wordings((blob, record.path) for _, blob in steps)
        before = past(steps, wordings, self._opened, self._zone)
        known = wordings.get(before.known)
        if known is None or (known.date and not clock.has_come(known.date.at)):
            return
        current = wording(record, self._cache.text(record.path))
        place, line = self._settings.prefix + record.path, record.line_of("perubahan")
        is_warning = desk.site.is_preview or record.is_fictional
        if len(current.entries) < before.entries:
            yield problem(
                place,
                line,
                "perubahan",
                "entries_lost",
                is_warning=is_warning,
                count=before.entries - len(current.entries),
            )
        is_coming = isinstance(record, Event) and not is_past(record, clock)
        if is_coming and leaves_calendars(known, current) and not new_entries(known, current):
            line = record.line_of("status")
            yield problem(place, line, "status", "event_hidden", is_warning=is_warning)
        changes = () if is_recorded(known, current) else differences(known, current)
        if changes:
            tell = lost_day if loses_its_day(known, current) else unrecorded_change
            field, code, values = tell(desk, record, changes, clock.now)
            line = record.line_of(field)
            yield problem(place, line, field, code, is_warning=is_warning, **values)

    def lost_addresses(
        self, edition: Edition, desk: Desk, faulty: Collection[str]
    ) -> list[Problem]:
        """A fault for each address at which an article or event stood, and nothing now (P5).

        faulty: paths of texts that could not be read, and say nothing of where they stand.
        """
        if self.reach not in _READABLE:
            return []
        rows = self._cache.steps(sorted(self._cache.suspects() | self._edited))
        if not rows:
            return []
        standing = set(_standing(edition, desk.addresses))
        lines = {record.path: record for record in (*edition.published, *edition.unpublished)}
        found = []
        for path, steps in sorted(rows.items()):
            if path in faulty:
                continue
            before = self._past_of(path, _steps(steps))
            for slug, day, lang, section in before.places:
                address = desk.addresses.once(kind_of(path), slug, day, lang, section)
                if address.save_as in standing:
                    continue
                record = lines.get(path)
                code, code_without_file = _LOST[kind_of(path)]
                field = "slug" if record and record.status != "draft" else "status"
                found.append(
                    problem(
                        self._settings.prefix + path,
                        record.line_of(field) if record else 1,
                        field if record else "berkas",
                        code if record else code_without_file,
                        is_warning=desk.site.is_preview or before.is_fictional,
                        address=f"/{address.url}",
                    )
                )
        return found

    def _past_of(self, path: str, steps: Steps) -> Past:
        wordings = self._wordings((blob, path) for _, blob in steps)
        return past(steps, wordings, self._opened, self._zone)


def _standing(edition: Edition, addresses: Addresses) -> Iterator[str]:
    for record in edition.published:
        yield addresses.of(record).save_as
        yield from (addresses.old(alias).save_as for alias in record.aliases)


def _follow(steps: dict[str, list[Step]], change: FileChange) -> None:
    """A renamed file takes its past along, unless it became one of another kind.

    One that comes back goes on from where it was.
    """
    kind = kind_of(change.path) if change.path.lower().endswith(_TEXTS) else ""
    if change.origin in steps:
        if kind == kind_of(change.origin):
            steps[change.path] = steps.pop(change.origin)
        else:
            steps[change.origin].append((change.at, ""))
    if kind in _LOST:
        steps.setdefault(change.path, []).append((change.at, _id(change)))


def _id(change: FileChange) -> str:
    """The blob's; with the path where that has a say in what is read: in an event's slug and id."""
    is_article = kind_of(change.path) == "article"
    return change.blob if is_article or not change.blob else f"{change.blob} {change.path}"


def _blob(id_: str) -> str:
    return id_.partition(" ")[0]


def _path(id_: str) -> str:
    return id_.partition(" ")[2]


def _kept(known: Past | None) -> tuple[Any, bool]:
    """For the cache; a suspect must be held against what is published now, at every build."""
    if known is None:
        return None, False
    signs = (known.is_silent, known.is_shortened, known.is_ended, len(known.places) > 1)
    return plain(known), any(signs)


_TEXTS = (".md", ".markdown", ".mkd", ".mdown")


def _steps(data: Sequence[Sequence[Any]]) -> list[Step]:
    return [(at, blob) for at, blob in data]


def wordings_from(rows: Mapping[str, Any]) -> dict[str, Wording]:
    """As the cache holds them, without what can't be read."""
    return {blob: _cached(Wording, data) for blob, data in rows.items() if data}


def _cached(kind: type[T], data: Any) -> T:
    """As plain() was given it."""
    try:
        found: T = value_from_data(kind, data)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise CacheDamaged from error
    return found
