"""The moment of a build. Nothing else in the house knows what time it is."""

from __future__ import annotations

from datetime import datetime, time

from newsroom.language.moment import Moment


class Clock:
    """Answers what has come and what is over, and remembers what it was asked.

    So `horizon` is known without anyone having to think of it: until then, the same questions have
    the same answers, and a build would turn out the same.
    """

    def __init__(self, now: datetime) -> None:
        """now: aware."""
        self.now = now
        self._ahead: set[datetime] = set()

    def has_come(self, at: datetime) -> bool:
        """Whether it is that moment already, or later."""
        if at <= self.now:
            return True
        self._ahead.add(at)
        return False

    def is_over(self, moment: Moment) -> bool:
        """A day counts to its end, in its own time zone; a minute ends as it begins."""
        return self.has_come(_end_of_day(moment) if moment.precision == "day" else moment.at)

    def day_is_over(self, moment: Moment) -> bool:
        """Whether the whole day of that moment has passed, whatever its minute."""
        return self.has_come(_end_of_day(moment))

    @property
    def horizon(self) -> datetime | None:
        """The next moment at which an answer given so far would be another; None for never."""
        return min(self._ahead, default=None)


def _end_of_day(moment: Moment) -> datetime:
    return datetime.combine(moment.day, time.max, tzinfo=moment.at.tzinfo)
