"""Who may see a record at one moment."""

from __future__ import annotations

from dataclasses import replace
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
