"""Who may see a record at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum

from newsroom.language.moment import Moment
from newsroom.source.records import Article, Record


class Visibility(Enum):
    LISTED = "listed"  # public and in lists
    UNLISTED = "unlisted"  # has its page; in no list, feed or sitemap
    UNPUBLISHED = "unpublished"  # a draft, or its time has not come


def visibility(record: Record, now: datetime) -> Visibility:
    """A record is public only when it clearly is: published, and its day or minute has come."""
    if record.status == "draft":
        return Visibility.UNPUBLISHED
    if isinstance(record, Article) and record.date.at > now:
        return Visibility.UNPUBLISHED
    return Visibility.UNLISTED if record.status == "hidden" else Visibility.LISTED


def timely(record: Record, now: datetime) -> Record:
    """The record as it is at that moment: a passing label goes when its end has come (P21)."""
    if not isinstance(record, Article) or not record.label or not _is_past(record.label.until, now):
        return record
    return replace(record, label=None, fingerprint=f"{record.fingerprint} label-past")


def _is_past(until: Moment, now: datetime) -> bool:
    """A day counts to its end."""
    if until.precision == "day":
        return now.astimezone(until.at.tzinfo).date() > until.day
    return now > until.at
