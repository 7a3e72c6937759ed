"""The last build's plan, kept for as long as it holds.

What the site consists of follows from the records and the clock. So while no record has changed in
its bearing, and no moment has come that anything waited for, the plan is the last one: files that
show a changed record or place a changed text are made again, all others stand.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsroom.assets import Drawn, cards
from newsroom.cache import Cache, CacheDamaged
from newsroom.disk import Content, stamp
from newsroom.edition.clock import Clock
from newsroom.edition.mentions import NameFinder
from newsroom.intake import Intake
from newsroom.problems import Problem
from newsroom.publishing.digest import digest
from newsroom.publishing.machine_files import MachineFile
from newsroom.publishing.plan import Planned
from newsroom.publishing.recipes import NotARecipe, formed, from_data, to_data
from newsroom.publishing.writer import MANIFEST
from newsroom.source.records import Record
from newsroom.staging import Plan
from newsroom.views.desk import Desk
from newsroom.views.naming import name_links
from newsroom.views.share import record_card

_FEW = 25  # records from which on a plan anew costs less


class LastPlan:
    """The plan that the cache holds, as seen by one build."""

    def __init__(self, desk: Desk, cache: Cache, intake: Intake, clock: Clock) -> None:
        self._desk = desk
        self._cache = cache
        self._intake = intake
        self._clock = clock

    def mark(self, made_with: str, content: Content, others: Mapping[str, Path]) -> str:
        """Equal marks mean an equal plan, clock and texts apart, and what corrections leave as it
        is; "" while that is not certain.

        made_with: of code, templates and settings; others: files that are published as they are.
        """
        now_ns = time.time_ns()
        stamps = dict(content.assets)
        stamps.update((name, stamp(file, now_ns)) for name, file in others.items())
        if not all(stamps.values()):
            return ""
        return digest(made_with, self._cache.sources_mark(), repr(sorted(stamps.items())))

    def again(self, mark: str, found: Sequence[Problem], known: Collection[str]) -> Plan | None:
        """The last plan, or None where more may have changed than it can carry.

        found: what reading has found wrong; known: the files of the last build.
        """
        saved = self._cache.plan(mark) if mark else None
        if saved is None or any(not p.is_warning for p in found):
            return None
        changed = self._cache.changed_since_plan()
        if len(changed) > _FEW:
            return None
        originals: dict[str, Record] = {}
        shown: dict[str, Record] = {}

        def record(path: str) -> Record:
            if path not in shown:
                originals.update((r.path, r) for r in self._intake.records([path]))
                shown[path] = formed(originals[path], self._cache.form(path))
            return shown[path]

        try:
            since, until, frame_data, warnings, previews, parties = saved
            if not since <= self._clock.now.timestamp() < until:
                return None
            frame = from_data(frame_data, record)
            recipes = dict(
                recipe
                for path, is_text in changed
                for recipe in self._cache.recipes(path, of_text=is_text).items()
            )
            made = {file: from_data(data, record) for file, data in sorted(recipes.items())}
            finder = NameFinder(record(path) for path in (parties if made else ()))  # type: ignore[misc]
        except (NotARecipe, AttributeError, KeyError, TypeError, ValueError) as error:
            raise CacheDamaged from error
        pages = [p for p in made.values() if isinstance(p, Planned)]
        files = [f for f in made.values() if isinstance(f, MachineFile)]
        drawn = [d for d in made.values() if isinstance(d, Drawn)]
        if len(pages) + len(files) + len(drawn) < len(made):
            return None
        if any(len(card.records) > 1 for card in drawn):
            return None
        texts = [page for page in pages if page.text_of]
        if not all(self._names_as_before(page, record(page.text_of), finder) for page in texts):
            return None
        problems = sorted([*found, *(_warning(values) for values in warnings)])
        return Plan(
            frame,
            pages,
            files,
            cards((record_card(self._desk, card.records[0]), card.records) for card in drawn),
            records=originals,
            standing={path for path in known if path not in made and path != MANIFEST},
            problems=tuple(problems),
            previews=tuple((path, address) for path, address in previews),
        )

    def _names_as_before(self, page: Planned, record: Record, finder: NameFinder) -> bool:
        """A text that names others than before stands on their pages, or no more."""
        return page.inputs[-1] == name_links(
            self._desk, finder.mentions(record.prose.names), record
        )

    def saved(self, mark: str, plan: Plan, found: Sequence[Problem]) -> tuple[str, Any] | None:
        """A whole plan for the cache, None when its mark is not certain."""
        if not mark:
            return None
        until = self._clock.horizon
        own = [p for p in plan.problems if p not in found]
        data = (
            self._clock.now.timestamp(),
            until.timestamp() if until else float("1e12"),
            to_data(plan.frame, {}),
            [[p.path, p.line, p.field, p.code, p.values] for p in own],
            plan.previews,
            plan.parties,
        )
        return mark, data


def _warning(values: Sequence[Any]) -> Problem:
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
