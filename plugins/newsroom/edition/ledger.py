"""Every change that was made in public, beside what it changed (NEWSROOM.md P1-P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom.source.records import Article, Change, Event, Withdrawal

Changed = Article | Event
Notice = Change | Withdrawal
Entry = tuple[Changed, str, Notice]  # in the middle the change's mark; see marked()


def notices(record: Changed) -> tuple[Notice, ...]:
    """Its changes, and the withdrawal last, so that an older change of that time keeps its mark."""
    withdrawal = record.withdrawal if isinstance(record, Article) else None
    return (*record.changes, withdrawal) if withdrawal else record.changes


def is_spelling(notice: Notice) -> bool:
    """A mended spelling changes nothing of what was said; it is noted at the foot (P2)."""
    return isinstance(notice, Change) and notice.type == "ejaan"


def marked(changes: Sequence[Notice]) -> list[tuple[str, Notice]]:
    """Each change with a mark of its own within its record, oldest first.

    The mark is its time, "20260305-1030", so that a change keeps it when others join; two changes
    of one time are told apart by their order.
    """
    found: list[tuple[str, Notice]] = []
    counts: dict[str, int] = {}
    for change in sorted(changes, key=lambda c: c.at.at):
        form = "%Y%m%d" if change.at.precision == "day" else "%Y%m%d-%H%M"
        time = change.at.at.strftime(form)
        counts[time] = counts.get(time, 0) + 1
        found.append((time if counts[time] == 1 else f"{time}-{counts[time]}", change))
    return found


def all_changes(records: Iterable[Changed]) -> tuple[Entry, ...]:
    """All changes, newest first; those of one time in the order of their records."""
    entries = [(record, *pair) for record in records for pair in marked(notices(record))]
    return tuple(sorted(entries, key=lambda entry: entry[2].at.at, reverse=True))
