"""The last build's plan, kept for as long as it holds.

What the site consists of follows from the records and the clock. So while no record has changed but
in its text, and no moment has come that anything waited for, the plan is the last one: files that
place a changed text are made again, all others stand.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsroom.cache import Cache, CacheDamaged
from newsroom.disk import Content, stamp
from newsroom.edition.clock import Clock
from newsroom.edition.mentions import NameFinder
from newsroom.intake import Intake
from newsroom.problems import Problem
from newsroom.publishing.digest import digest
from newsroom.publishing.machine_files import MachineFile
from newsroom.publishing.plan import Planned
from newsroom.publishing.recipes import NotARecipe, from_data, to_data
from newsroom.publishing.writer import MANIFEST
from newsroom.source.records import Record
from newsroom.staging import Plan
from newsroom.views.desk import Desk
from newsroom.views.naming import name_links


class LastPlan:
    """The plan that the cache holds, as seen by one build."""

    def __init__(self, desk: Desk, cache: Cache, intake: Intake, clock: Clock) -> None:
        self._desk = desk
        self._cache = cache
        self._intake = intake
        self._clock = clock

    def mark(self, made_with: str, content: Content, others: Mapping[str, Path]) -> str:
        """Equal marks mean an equal plan, clock and texts apart; "" while that is not certain.

        made_with: of code, templates and settings; others: files that are published as they are.
        """
        now_ns = time.time_ns()
        stamps = dict(content.assets)
        stamps.update((name, stamp(file, now_ns)) for name, file in others.items())
        if not all(stamps.values()):
            return ""
        return digest(made_with, self._cache.sources_mark(), repr(sorted(stamps.items())))

    def again(self, mark: str, found: Sequence[Problem], known: Collection[str]) -> Plan | None:
        """The last plan, or None where more may have changed since than texts.

        found: what reading has found wrong; known: the files of the last build.
        """
        saved = self._cache.plan(mark) if mark else None
        if saved is None or any(not p.is_warning for p in found):
            return None
        records: dict[str, Record] = {}

        def record(path: str) -> Record:
            if path not in records:
                records.update((r.path, r) for r in self._intake.records([path]))
            return records[path]

        try:
            since, until, frame_data, warnings, previews, parties = saved
            if not since <= self._clock.now.timestamp() < until:
                return None
            frame = from_data(frame_data, record)
            made = [from_data(data, record) for data in self._cache.outdated()]
            finder = NameFinder(record(path) for path in (parties if made else ()))  # type: ignore[misc]
        except (NotARecipe, KeyError, TypeError, ValueError) as error:
            raise CacheDamaged from error
        pages = [p for p in made if isinstance(p, Planned)]
        files = [f for f in made if isinstance(f, MachineFile)]
        if not all(self._names_as_before(page, record(page.text_of), finder) for page in pages):
            return None
        anew = {MANIFEST, *(p.address.save_as for p in pages), *(f.path for f in files)}
        problems = sorted([*found, *(_warning(values) for values in warnings)])
        return Plan(
            frame,
            pages,
            files,
            records=records,
            standing={path for path in known if path not in anew},
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
            to_data(plan.frame, plan.records),
            [[p.path, p.line, p.field, p.code, p.values] for p in own],
            plan.previews,
            plan.parties,
        )
        return mark, data


def _warning(values: Sequence[Any]) -> Problem:
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
