"""The collaboration on one line of time: what happened, what was said, what has no day yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from newsroom.data import Value
from newsroom.edition.agenda import is_past
from newsroom.edition.clock import Clock
from newsroom.language.moment import Moment
from newsroom.language.slugs import name_key
from newsroom.source.records import Article, Event, Occasion, Plan

PointKind = Literal["occasion", "event", "plan"]

_OF_NO_DAY = ("disampaikan", "dijadwalkan")  # said or arranged: the deed itself has no day


class Point(Value, frozen=True):
    """at: None when no day is known. state: of the plan since then, or of the event, for which
    "lewat" says that its day has passed and nobody has noted whether it was held.

    An occasion has happened; its state is "selesai" like that of an event that is over.
    """

    kind: PointKind
    state: str
    record: Article | Event | Plan
    at: Moment | None = None
    note: str = ""

    @property
    def is_statement(self) -> bool:
        """Whether somebody only said something."""
        return self.kind == "plan" and self.state == "disampaikan"


class Day(Value, frozen=True):
    """All points of one day, or of a month where the day is not known; deeds before words."""

    day: date
    is_month: bool
    points: tuple[Point, ...]


class Timeline(Value, frozen=True):
    """days: newest first; undated: what is still to get its day."""

    days: tuple[Day, ...]
    undated: tuple[Point, ...]

    def __bool__(self) -> bool:
        return bool(self.days or self.undated)


def timeline(
    articles: Sequence[Article], events: Sequence[Event], plans: Iterable[Plan], clock: Clock
) -> Timeline:
    """articles: newest first. An occasion that several of them, or the agenda, name counts once."""
    points = [*_events(events, clock), *_occasions(articles, events)]
    for plan in plans:
        points += _steps(plan)
    days: dict[tuple[date, bool], list[Point]] = {}
    for point in points:
        if point.at:
            key = (point.at.day, point.at.precision == "month")
            days.setdefault(key, []).append(point)
    return Timeline(
        days=tuple(
            Day(*key, tuple(sorted(days[key], key=_order))) for key in sorted(days, reverse=True)
        ),
        undated=tuple(point for point in points if point.at is None),
    )


def _order(point: Point) -> tuple[bool, datetime]:
    assert point.at is not None
    return (point.is_statement, point.at.at)


def _events(events: Iterable[Event], clock: Clock) -> list[Point]:
    return [Point("event", _state(event, clock), event, event.start) for event in events]


def _state(event: Event, clock: Clock) -> str:
    """A day that has passed proves nothing: it is said to have passed, not to have been held."""
    is_awaited = event.state in ("terjadwal", "tentatif")
    return "lewat" if is_awaited and is_past(event, clock) else event.state


def _occasions(articles: Sequence[Article], events: Iterable[Event]) -> list[Point]:
    """Each once, with the oldest article about it, a news report if any."""
    seen = {(name_key(event.title), event.start.day) for event in events if event.start}
    reports: list[tuple[Article, Occasion]] = [
        (article, article.occasion) for article in reversed(articles) if article.occasion
    ]
    points = []
    for article, occasion in sorted(reports, key=lambda pair: pair[0].type != "berita"):
        day = occasion.date.day if occasion.date else date.max
        if (name_key(occasion.name), day) not in seen:
            seen.add((name_key(occasion.name), day))
            points.append(Point("occasion", "selesai", article, occasion.date))
    return points


def _steps(plan: Plan) -> list[Point]:
    """What was said and each step since; at the end, without a day, what is still to come."""
    points = []
    if plan.said_on and not any(
        step.state == "disampaikan" and step.at.day == plan.said_on.day for step in plan.history
    ):
        points.append(Point("plan", "disampaikan", plan, plan.said_on))
    points += [Point("plan", step.state, plan, step.at, step.note) for step in plan.history]
    is_open = plan.nature != "penilaian" and plan.state in _OF_NO_DAY
    if is_open or plan.state not in {point.state for point in points}:
        points.append(Point("plan", plan.state, plan))
    return points
