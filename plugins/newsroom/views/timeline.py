"""How the collaboration stands: one drawn line of time, and the same as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsroom.data import Value
from newsroom.edition.paging import ListPage
from newsroom.edition.timeline import Day, Point, Timeline
from newsroom.language import dates
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Plan
from newsroom.views.desk import Desk
from newsroom.views.frame import PageFacts, head
from newsroom.views.lists import pager
from newsroom.views.pages import Standing, TimelineView
from newsroom.views.parts import (
    Frame,
    Link,
    Tally,
    TimelineColumn,
    TimelineDay,
    TimelineDot,
    TimelineDrawing,
    TimelineEntry,
    TimeText,
)

_STATES = ("disampaikan", "dijadwalkan", "berlangsung", "terlaksana", "batal")
_NATURES = ("rencana", "harapan", "penilaian")
# An event's mark is that of a plan that stands as far.
_EVENT_MARKS = {
    "menyusul": "disampaikan",
    "terjadwal": "dijadwalkan",
    "tentatif": "dijadwalkan",
    "lewat": "dijadwalkan",
    "selesai": "terlaksana",
    "ditunda": "batal",
    "batal": "batal",
}
# What says most of a day: a deed, then what is under way, arranged, called off, said.
_WEIGHT = ("terlaksana", "berlangsung", "dijadwalkan", "batal", "disampaikan")

_FRONT_DAYS = 4
_FRONT_UNDATED = 6

# The drawing fits a phone of 320 px, where 1 % of the width is a little less than 3 px.
_STEP_PX = 15  # from dot to dot
_MOST_DOTS = 7  # one above the other
_ROW = 4  # dots side by side that have no day
_FIRST, _LAST = 3.0, 56.0  # percent: where the line of time begins and may end
_UNDATED = 72.0
_NEAR = 6.0  # percent: days nearer than this share a column
_LABEL = 26.0  # percent that a label takes


def tallies(desk: Desk, plans: Sequence[Plan]) -> tuple[Tally, ...]:
    """How many stand in each state, also in those that none has reached; () without plans."""
    counts: Counter[str] = Counter(plan.state for plan in plans)
    return tuple(
        Tally(state, desk.word(f"plan_tallies.{state}", count=counts[state]))
        for state in _STATES
        if plans
    )


def to_be_done(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Plans and hopes: what someone merely thinks cannot be carried out."""
    return tuple(plan for plan in plans if plan.nature != "penilaian")


def standing(desk: Desk, line: Timeline, plans: Sequence[Plan]) -> Standing | None:
    """For the front page: the drawing and the latest days, statements counted, not listed."""
    if not line:
        return None
    days = [_day(desk, day, is_brief=True) for day in reversed(line.days[:_FRONT_DAYS])]
    undated = _undated(desk, line.undated[:_FRONT_UNDATED])
    return Standing(
        drawing=drawing(desk, line),
        days=(*days, *undated),
        tallies=tallies(desk, to_be_done(plans)),
        timeline_url=desk.fixed_url("timeline"),
        plans_url=desk.fixed_url("plans") if plans else "",
    )


def timeline_view(
    desk: Desk,
    frame: Frame,
    page: ListPage[Day],
    undated: Sequence[Point],
    drawn: TimelineDrawing | None,
    counts: tuple[Tally, ...],
) -> TimelineView:
    """undated, drawn, counts: of the page without number; empty on the others."""
    pages = pager(desk, "timeline", "", page)
    title = desk.word("pages.timeline")
    trail = (Link(title, desk.fixed_url("timeline")),) if page.number else ()
    facts = PageFacts(
        url=desk.addresses.listing("timeline", page=page.number).url,
        title=f"{title}, {pages.text}" if page.number else title,
        description=desk.word("pages.about_timeline"),
        trail=trail,
        older_url=pages.older_url,
        is_collection=True,
    )
    return TimelineView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        intro="" if page.number else desk.word("pages.about_timeline"),
        drawing=drawn,
        tallies=counts,
        days=(*(_day(desk, day) for day in reversed(page.entries)), *_undated(desk, undated)),
        pager=pages,
    )


# -------------------------------------------------------------- as a list


def _day(desk: Desk, day: Day, *, is_brief: bool = False) -> TimelineDay:
    first = day.points[0].at
    assert first is not None
    shown = [point for point in day.points if not (is_brief and point.is_statement)]
    has_hours = any(point.at and point.at.precision == "minute" for point in day.points)
    entries = tuple(_entry(desk, point) for point in shown)
    iso = first.iso[:10]
    precision = "" if has_hours else desk.word("timeline.no_hour")
    if day.is_month:
        precision = desk.word("timeline.no_day_in_month")
    return TimelineDay(
        anchor=f"hari-{iso}",
        day=TimeText(dates.long_date(first, desk.words.dates), iso),
        precision_text=precision,
        mark=_heaviest(day.points),
        entries=entries,
        said_text=_said(desk, day.points) if is_brief else "",
    )


def _undated(desk: Desk, points: Sequence[Point]) -> tuple[TimelineDay, ...]:
    """One group at the end, or none."""
    if not points:
        return ()
    entries = tuple(_entry(desk, point) for point in points)
    precision = desk.word("timeline.no_day")
    return (TimelineDay("belum-bertanggal", None, precision, "belum", entries, ""),)


def _entry(desk: Desk, point: Point) -> TimelineEntry:
    record = point.record
    title = record.title
    if isinstance(record, Article) and record.occasion:
        title = record.occasion.name
    return TimelineEntry(
        mark=_mark(point),
        title=typeset(title),
        url=desk.url(record),
        kind_text=_kind(desk, point),
        state_text=_state(desk, point),
        hour=dates.time_text(point.at, desk.words.dates) if point.at else "",
        note=typeset(point.note),
        is_fictional=record.is_fictional,
    )


def _kind(desk: Desk, point: Point) -> str:
    if isinstance(point.record, Plan):
        return desk.word(f"plan_natures.{point.record.nature}")
    return desk.word(f"timeline.{point.kind}")


def _state(desk: Desk, point: Point) -> str:
    table = "plan_states" if point.kind == "plan" else "event_states"
    return desk.word(f"{table}.{point.state}")


def _mark(point: Point) -> str:
    return point.state if point.kind == "plan" else _EVENT_MARKS[point.state]


def _heaviest(points: Sequence[Point]) -> str:
    return min(map(_mark, points), key=_WEIGHT.index)


def _said(desk: Desk, points: Sequence[Point]) -> str:
    """ "2 rencana, 1 harapan disampaikan"; "" when nothing was said."""
    counts: Counter[str] = Counter(
        point.record.nature
        for point in points
        if point.is_statement and isinstance(point.record, Plan)
    )
    parts = [
        desk.word("timeline.count", count=counts[nature], nature=_nature(desk, nature))
        for nature in _NATURES
        if counts[nature]
    ]
    return desk.word("timeline.said", what=", ".join(parts)) if parts else ""


def _nature(desk: Desk, nature: str) -> str:
    return desk.word(f"plan_natures.{nature}").lower()


# -------------------------------------------------------------- as a drawing


def drawing(desk: Desk, line: Timeline) -> TimelineDrawing:
    """A dot for each point, above its day; points of one day one above the other."""
    clusters = _clusters(line.days)
    undated = [_mark(point) for point in line.undated]
    heights = [len(cluster.marks) for cluster in clusters] + [-(-len(undated) // _ROW)]
    rows = min(max(heights), _MOST_DOTS + 1)  # above the highest column the number of the rest
    axis = rows * _STEP_PX + 8
    labels = _labels(desk, clusters)
    return TimelineDrawing(
        height_px=axis + 24,
        axis_y_px=axis,
        label_y_px=axis + 19,
        axis_end=_percent(clusters[-1].x) if clusters else "0%",
        columns=tuple(
            _column(cluster, axis, label, *_anchor(place, len(clusters)))
            for place, (cluster, label) in enumerate(zip(clusters, labels, strict=True))
        ),
        undated=_undated_column(desk, undated, axis) if undated else None,
    )


class _Cluster(Value, frozen=True):
    """Days that share a column. x: percent of the width."""

    x: float
    days: list[Day]
    marks: list[str]


def _clusters(days: Sequence[Day]) -> list[_Cluster]:
    """days: newest first. Oldest first, each in proportion to its distance from the oldest."""
    if not days:
        return []
    places = [_place(day) for day in days]
    first, last = min(places), max(places)
    scale = (_LAST - _FIRST) / max(1, last - first)
    found: list[_Cluster] = []
    for day in sorted(days, key=_place):
        x = _FIRST + (_place(day) - first) * scale
        if not found or x - found[-1].x >= _NEAR:
            found.append(_Cluster(x, [], []))
        found[-1].days.append(day)
        found[-1].marks.extend(map(_mark, day.points))
    return found


def _place(day: Day) -> int:
    """Its number among all days; a month stands in its middle."""
    return day.day.toordinal() + (14 if day.is_month else 0)


def _labels(desk: Desk, clusters: Sequence[_Cluster]) -> list[str]:
    """Under the first and the last column, and between them while there is room."""
    texts = [_label(desk, cluster) for cluster in clusters]
    free = _LABEL  # what the first takes
    for place, cluster in enumerate(clusters[1:-1], start=1):
        if free <= cluster.x - _LABEL / 2 and cluster.x + _LABEL / 2 <= _LAST - _LABEL:
            free = cluster.x + _LABEL / 2
        else:
            texts[place] = ""
    return texts


def _label(desk: Desk, cluster: _Cluster) -> str:
    """The day, or the month of the first of several days."""
    first = cluster.days[0]
    is_day = len(cluster.days) == 1 and not first.is_month
    form = dates.brief_date if is_day else dates.brief_month
    return form(first.day, desk.words.dates)


def _anchor(place: int, count: int) -> tuple[str, str]:
    """Where a column's label begins or ends: inside the drawing."""
    if place == 0:
        return "start", "0%"
    return ("end", "") if place == count - 1 else ("middle", "")


def _column(cluster: _Cluster, axis: int, label: str, anchor: str, label_x: str) -> TimelineColumn:
    ordered = sorted(cluster.marks, key=_WEIGHT.index)
    dots = tuple(
        TimelineDot(mark, 0, axis - 12 - row * _STEP_PX)
        for row, mark in enumerate(ordered[:_MOST_DOTS])
    )
    more = len(ordered) - len(dots)
    return TimelineColumn(
        x=_percent(cluster.x),
        dots=dots,
        more_text=f"+{more}" if more else "",
        more_y_px=axis - 8 - _MOST_DOTS * _STEP_PX,
        label_x=label_x or _percent(cluster.x),
        label=label,
        label_anchor=anchor,
    )


def _undated_column(desk: Desk, marks: Sequence[str], axis: int) -> TimelineColumn:
    """Several dots in a row: there is no order of days to keep."""
    dots = tuple(
        TimelineDot(mark, place % _ROW * _STEP_PX, axis - 12 - place // _ROW * _STEP_PX)
        for place, mark in enumerate(marks[: _ROW * _MOST_DOTS])
    )
    more = len(marks) - len(dots)
    return TimelineColumn(
        x=_percent(_UNDATED),
        dots=dots,
        more_text=f"+{more}" if more else "",
        more_y_px=axis - 8 - _MOST_DOTS * _STEP_PX,
        label_x="100%",
        label=desk.word("timeline.undated"),
        label_anchor="end",
    )


def _percent(share: float) -> str:
    return f"{share:.1f}%"
