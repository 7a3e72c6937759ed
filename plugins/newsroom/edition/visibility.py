"""Who may see a record at one moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import Enum

from newsroom.data import replace
from newsroom.edition.clock import Clock
from newsroom.source.records import Article, Change, Prose, Record


class Visibility(Enum):
    LISTED = "listed"  # public and in lists
    UNLISTED = "unlisted"  # has its page; in no list, feed or sitemap
    UNPUBLISHED = "unpublished"  # a draft, or its time has not come


def visibility(record: Record, clock: Clock) -> Visibility:
    """A record is public only when it clearly is: published, and its day or minute has come."""
    if record.status == "draft":
        return Visibility.UNPUBLISHED
    if isinstance(record, Article) and not clock.has_come(record.date.at):
        return Visibility.UNPUBLISHED
    return Visibility.UNLISTED if record.status == "hidden" else Visibility.LISTED


def timely(record: Record, clock: Clock) -> Record:
    """The record as it is now: a passing label goes when its end has come (P21)."""
    if not isinstance(record, Article) or not record.label:
        return record
    if not clock.is_over(record.label.until):
        return record
    return replace(record, label=None, fingerprint=f"{record.fingerprint} label-past")


def is_old(article: Article, clock: Clock) -> bool:
    """Whether it appeared, or was last updated, more than a year ago. It grows old only once."""
    last = article.modified or article.date
    year, month, day = last.day.year + 1, last.day.month, last.day.day
    leap_day = (month, day) == (2, 29)
    anniversary = last.day.replace(year=year, day=28) if leap_day else last.day.replace(year=year)
    after = anniversary + timedelta(days=2 if leap_day else 1)
    return clock.has_come(datetime.combine(after, time.min, tzinfo=last.at.tzinfo))


def withheld(record: Record) -> Record:
    """The record without its words once it is withdrawn: address, title and notice stay (P5).

    Whatever is made from it afterwards, a list of quotations or a feed, cannot repeat what was
    taken back. Of earlier changes only kind and time are left, for they quote the text.
    """
    if not is_withdrawn(record):
        return record
    assert isinstance(record, Article)
    return replace(
        record,
        summary="",
        prose=Prose(),
        picture=None,
        picture_notes=(),
        tags=(),
        dateline="",
        people=(),
        organizations=(),
        sources=(),
        changes=tuple(Change(change.type, change.at, "") for change in record.changes),
        questions=(),
        method="",
        occasion=None,
        series="",
        label=None,
        verification=None,
        read_also=(),
        fingerprint=f"{record.fingerprint} withdrawn",
    )


def is_withdrawn(record: Record) -> bool:
    """Whether only the notice of its withdrawal may be shown."""
    return isinstance(record, Article) and record.withdrawal is not None
