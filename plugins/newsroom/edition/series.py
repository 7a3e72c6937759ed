"""Series: the parts of one story, numbered in the order in which they appeared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from newsroom.data import Value
from newsroom.edition.shelves import Shelf
from newsroom.language.slugs import name_key
from newsroom.source.records import Article

_STORY_PARTS = 3


class SeriesPlace(Value, frozen=True):
    """Where an article stands in its series. number: 1 is the first part."""

    series: str
    number: int
    previous: Article | None
    next: Article | None


def series_places(series: Mapping[str, Shelf]) -> dict[str, SeriesPlace]:
    """By the article's path. A new part changes the place of the one before it, and no other."""
    places = {}
    for name, shelf in series.items():
        parts = shelf.articles[::-1]
        for number, article in enumerate(parts, start=1):
            previous = parts[number - 2] if number > 1 else None
            following = parts[number] if number < len(parts) else None
            places[article.path] = SeriesPlace(name, number, previous, following)
    return places


def is_story(parts: Sequence[Article]) -> bool:
    """Whether the parts follow one another in time: three or more, or two on the same occasion."""
    if len(parts) >= _STORY_PARTS:
        return True
    occasions = Counter(name_key(part.occasion.name) for part in parts if part.occasion)
    return any(count > 1 for count in occasions.values())
