"""Who may see a record at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import Enum

from newsroom.edition.clock import Clock
from newsroom.source.records import Article, Record


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
