"""Who may see a record at one moment."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

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
