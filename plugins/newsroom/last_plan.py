"""The last build's plan, kept for as long as it holds, or as far as it does.

What the site consists of follows from the records and the clock. So while no record has changed in
its bearing, and no moment has come that anything waited for, the plan is the last one: files that
show a changed record or place a changed text are made again, all others stand.

Where articles came, went or moved, the site is planned anew, but for the own pages of all articles
that these cannot reach.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple

from newsroom.assets import Drawn, cards
from newsroom.cache import Cache, CacheDamaged, PlanMark, json_text
from newsroom.disk import Content, stamp
from newsroom.edition.clock import Clock
from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution
from newsroom.edition.mentions import NameFinder
from newsroom.edition.neighbours import is_plain, neighbours
from newsroom.intake import Intake
from newsroom.problems import Problem
from newsroom.publishing.digest import digest
from newsroom.publishing.machine_files import MachineFile
from newsroom.publishing.plan import Planned
from newsroom.publishing.recipes import NotARecipe, formed, from_data, records_in, to_data
from newsroom.publishing.writer import MANIFEST
from newsroom.source.codec import records_from_json
from newsroom.source.records import Article, Record
from newsroom.staging import Plan
from newsroom.views.desk import Desk
from newsroom.views.naming import name_links
from newsroom.views.parts import Frame
from newsroom.views.share import record_card

_FEW = 25  # records from which on a plan anew costs less
_NEVER = 1e12


class LastPlan:
    """The plan that the cache holds, as seen by one build."""

    def __init__(self, desk: Desk, cache: Cache, intake: Intake, clock: Clock) -> None:
        self._desk = desk
        self._cache = cache
        self._intake = intake
        self._clock = clock
        self._mark: PlanMark | None = None
        self._until = float("inf")  # seconds since 1970

    def look(self, made_with: str, content: Content, others: Mapping[str, Path]) -> None:
        """Whether the last plan can be of use is seen from what this one follows from.

        made_with: of code, templates and settings; others: files that are published as they are.
        """
        now_ns = time.time_ns()
        stamps = dict(content.assets)
        stamps.update((name, stamp(file, now_ns)) for name, file in others.items())
        if all(stamps.values()):  # else one may change yet, and nobody would see it
            all_else = digest(made_with, repr(sorted(stamps.items())))
            self._mark = PlanMark(self._cache.sources_mark(), all_else)

    def _saved(self) -> tuple[bool, _Saved] | None:
        """The last plan, and whether its sources are the same in their bearing; None once anything
        else has changed, or a moment has come that it waited for."""
        found = self._cache.plan(self._mark.all_else) if self._mark else None
        if found is None or self._mark is None:
            return None
        sources, data = found
        try:
            saved = _Saved(*data)
            is_in_time = saved.since <= self._clock.now.timestamp() < saved.until
        except TypeError as error:
            raise CacheDamaged from error
        return (sources == self._mark.sources, saved) if is_in_time else None

    def again(self, found: Sequence[Problem], known: AbstractSet[str]) -> Plan | None:
        """The last plan, or None where more may have changed than it can carry.

        found: what reading has found wrong; known: the files of the last build.
        """
        last = self._saved()
        if last is None or not last[0] or any(not p.is_warning for p in found):
            return None
        saved = last[1]
        changed = self._cache.changed_since_plan()
        if len(changed) > _FEW:
            return None
        recipes = dict(
            recipe
            for path, is_text in changed
            for recipe in self._cache.recipes(path, of_text=is_text).items()
        )
        parties = saved.parties if recipes else ()
        try:
            paths = sorted({*records_in(list(recipes.values())), *parties})
            originals = {record.path: record for record in self._intake.records(paths)}
            forms = self._cache.forms(paths)
            shown = {p: formed(r, forms.get(p, {})) for p, r in originals.items()}
            frame = from_data(saved.frame, shown.__getitem__)
            made = {f: from_data(data, shown.__getitem__) for f, data in sorted(recipes.items())}
            finder = NameFinder(shown[path] for path in parties)  # type: ignore[misc]
            pages = [p for p in made.values() if isinstance(p, Planned)]
            texts = [(page, shown[page.text_of]) for page in pages if page.text_of]
            names_same = all(self._names_as_before(page, r, finder) for page, r in texts)
            warnings = [_warning(values) for values in saved.warnings]
        except (NotARecipe, AttributeError, LookupError, TypeError, ValueError) as error:
            raise CacheDamaged from error
        files = [f for f in made.values() if isinstance(f, MachineFile)]
        drawn = [d for d in made.values() if isinstance(d, Drawn)]
        if len(pages) + len(files) + len(drawn) < len(made):
            return None
        if not names_same or any(len(card.records) > 1 for card in drawn):
            return None
        return Plan(
            frame,
            pages,
            files,
            cards((record_card(self._desk, card.records[0]), card.records) for card in drawn),
            records=originals,
            standing=known - made.keys() - {MANIFEST},
            problems=tuple(sorted([*found, *warnings])),
            previews=tuple((path, address) for path, address in saved.previews),
        )

    def _names_as_before(self, page: Planned, record: Record, finder: NameFinder) -> bool:
        """A text that names others than before stands on their pages, or no more."""
        return page.inputs[-1] == name_links(
            self._desk, finder.mentions(record.prose.names), record
        )

    def bystanders(
        self, edition: Edition, links: Mapping[str, Resolution], frame: Frame
    ) -> dict[str, str]:
        """The files that are as the last plan has them, and whose own they are: paths of articles.

        links: of all records; frame: of all pages.
        """
        last = self._saved()
        if last is None:
            return {}
        saved = last[1]
        if saved.frame != _data(frame) or saved.spellings != spellings_mark(edition):
            return {}
        changed = dict(self._cache.changed_since_plan())
        replaced = self._cache.replaced_since_plan()
        records = {r.path: r for r in (*edition.published, *edition.unpublished)}
        moved = [records.get(path) for path, is_text in changed.items() if not is_text]
        before = [_article(text) for text in replaced.values()]
        plain = [article for article in before if article]
        if len(changed.keys() | replaced.keys()) > _FEW or len(plain) < len(before):
            return {}
        if not all(record and is_plain(record) for record in moved):
            return {}
        near = neighbours(edition, links, changed, plain)
        others = {article.path for article in edition.articles} - near
        self._until = saved.until
        return {file: path for file, path in self._cache.owners().items() if path in others}

    def saved(self, plan: Plan, found: Sequence[Problem]) -> tuple[PlanMark, Any] | None:
        """A plan for the cache, None where no later build could know that it holds.

        found: what reading has found wrong, and the next will find again.
        """
        if self._mark is None:
            return None
        until = self._clock.horizon
        own = [p for p in plan.problems if p not in found]
        saved = _Saved(
            since=self._clock.now.timestamp(),
            until=min(self._until, until.timestamp() if until else _NEVER),
            frame=_data(plan.frame),
            spellings=plan.spellings,
            warnings=[[p.path, p.line, p.field, p.code, p.values] for p in own],
            previews=plan.previews,
            parties=plan.parties,
        )
        return self._mark, saved


class _Saved(NamedTuple):
    """A plan in the cache. since, until: while it holds, in seconds since 1970.

    frame: as JSON data; spellings: their mark.
    """

    since: float
    until: float
    frame: Any
    spellings: str
    warnings: Sequence[Any]
    previews: Sequence[Sequence[str]]
    parties: Sequence[str]


def spellings_mark(edition: Edition) -> str:
    """Changes with any name that is to be shown in another spelling."""
    shown = edition.spellings
    kinds = (shown.sections, shown.tags, shown.authors, shown.series)
    return digest(*(tuple(sorted(names.items())) for names in kinds))


def _data(value: object) -> Any:
    """As it comes out of the cache."""
    return json.loads(json_text(to_data(value, {})))


def _article(text: bytes | None) -> Article | None:
    """A record of before, None where it was no plain article, or is not known any more."""
    try:
        found = records_from_json([text] if text else [])
    except ValueError as error:
        raise CacheDamaged from error
    return next((r for r in found if isinstance(r, Article) and is_plain(r)), None)


def _warning(values: Sequence[Any]) -> Problem:
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
