"""Every change that was made in public, beside what it changed (NEWSROOM.md P1-P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom.source.records import Article, Change, Event

Changed = Article | Event
Entry = tuple[Changed, str, Change]  # in the middle the change's mark; see marked()


def marked(changes: Sequence[Change]) -> list[tuple[str, Change]]:
    """Each change with a mark of its own within its record, oldest first.

    The mark is its time, "20260305-1030", so that a change keeps it when others join; two changes
    of one time are told apart by their order.
    """
    found: list[tuple[str, Change]] = []
    counts: dict[str, int] = {}
    for change in sorted(changes, key=lambda c: c.at.at):
        form = "%Y%m%d" if change.at.precision == "day" else "%Y%m%d-%H%M"
        time = change.at.at.strftime(form)
        counts[time] = counts.get(time, 0) + 1
        found.append((time if counts[time] == 1 else f"{time}-{counts[time]}", change))
    return found


def all_changes(records: Iterable[Changed]) -> tuple[Entry, ...]:
    """All changes, newest first; those of one time in the order of their records."""
    entries = [(record, *pair) for record in records for pair in marked(record.changes)]
    return tuple(sorted(entries, key=lambda entry: entry[2].at.at, reverse=True))
