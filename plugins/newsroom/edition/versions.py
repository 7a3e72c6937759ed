"""Which versions of an article or event were public, and whether readers know of every change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Literal

from newsroom.data import Value, replace
from newsroom.edition.comparison import differences, last_recorded
from newsroom.edition.wording import Place, Wording
from newsroom.language.moment import Moment

Reach = Literal["whole", "shallow", "none", "unreadable"]
Step = tuple[int, str]  # time of a commit, in seconds since 1970; id of the content, "" without

_MARK = 10  # digits of the content's id that name a version for ever


class Version(Value, frozen=True):
    """A wording that was public, until the next one came.

    mark: names it within its article, whatever else joins or is dropped. at: since when it was
    public. first: id of the content that brought it; last: of the one that ended it, which differs
    in nothing that readers see of the text, but may hold new entries.
    """

    mark: str
    at: Moment
    first: str
    last: str


class History(Value, frozen=True):
    """reach: how far back it could be read. versions: oldest first, () when there is but one."""

    reach: Reach = "none"
    is_known: bool = False  # whether the article is in the repository at all
    versions: tuple[Version, ...] = ()


class Past(Value, frozen=True):
    """What is to be known of the past of one article or event.

    known: id of the last content of which readers were told; is_silent: they were not told of what
    came after it. entries: the most that `perubahan` ever held. places: where it was to be found.
    """

    versions: tuple[Version, ...] = ()
    known: str = ""
    is_silent: bool = False
    entries: int = 0
    places: tuple[Place, ...] = ()
    is_shortened: bool = False  # an entry of `perubahan` is gone from the last version
    is_ended: bool = False  # the last content is no longer public, or stands in no list
    is_fictional: bool = False


def past(
    steps: Sequence[Step],
    wordings: Mapping[str, Wording],
    opened: datetime | None,
    zone: tzinfo,
) -> Past:
    """steps: oldest first. wordings: by id, without those that can't be read: they never were
    public. opened: when the site was opened to readers; nothing was public before.

    A version was public when the day of its publication had come before the next one replaced it.
    """
    public: list[tuple[float, str, Wording]] = []
    for place, (at, blob) in enumerate(steps):
        found = wordings.get(blob)
        if found is None or found.is_draft:
            continue
        appears = found.date.at.timestamp() if found.date else 0
        since = max(at, appears, opened.timestamp() if opened else 0)
        until = steps[place + 1][0] if place + 1 < len(steps) else math.inf
        if since < until:
            public.append((since, blob, found))
    if not public:
        return Past()
    said = [found for _, _, found in public]
    known = last_recorded(said)
    return Past(
        versions=_versions(public, zone),
        known=next(blob for _, blob, found in public if found is known),
        is_silent=bool(differences(known, said[-1])),
        entries=max(len(found.entries) for found in said),
        places=tuple(dict.fromkeys(found.place for found in said)),
        is_fictional=said[-1].is_fictional,
        is_ended=steps[-1][1] != public[-1][1] or said[-1].is_hidden,
        is_shortened=any(len(found.entries) > len(said[-1].entries) for found in said),
    )


def _versions(public: Sequence[tuple[float, str, Wording]], zone: tzinfo) -> tuple[Version, ...]:
    """Each wording once for as long as it stayed."""
    found: list[Version] = []
    marks: dict[str, int] = {}
    before: Wording | None = None
    for since, blob, said in public:
        if before is not None and not differences(before, said):
            found[-1] = replace(found[-1], last=blob)
        else:
            mark = blob[:_MARK]
            marks[mark] = marks.get(mark, 0) + 1
            name = mark if marks[mark] == 1 else f"{mark}-{marks[mark]}"
            at = datetime.fromtimestamp(since, zone).replace(second=0, microsecond=0)
            found.append(Version(name, Moment(at, "minute"), blob, blob))
        before = said
    return tuple(found)
