"""A series on its own page, and as a box on the page of each part."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.edition.series import SeriesPlace
from newsroom.language import numbers
from newsroom.source.records import Article
from newsroom.views.desk import Desk
from newsroom.views.frame import PageFacts, head
from newsroom.views.pages import SeriesView
from newsroom.views.parts import Frame, Link, SeriesBox, SeriesPart


def series_box(desk: Desk, place: SeriesPlace | None) -> SeriesBox | None:
    """Without the number of parts: it would change on every page with each new one."""
    if place is None:
        return None
    return SeriesBox(
        series=desk.list_link("series", place.series),
        part_text=desk.word("series.part", number=place.number),
        previous=desk.link(place.previous) if place.previous else None,
        next=desk.link(place.next) if place.next else None,
    )


def series_view(
    desk: Desk, frame: Frame, name: str, parts: Sequence[Article], is_timeline: bool
) -> SeriesView:
    """parts: oldest first. A timeline goes by the day of what each part reports, where known."""
    trail = (Link(desk.word("directories.series_list"), desk.fixed_url("series_list")),)
    facts = PageFacts(
        url=desk.addresses.listing("series", name).url,
        title=desk.word("series.document_title", name=name),
        description=desk.word("series.about", name=name),
        trail=trail,
    )
    count = numbers.grouped(len(parts))
    return SeriesView(
        frame=frame,
        head=head(desk, facts),
        trail=trail,
        title=name,
        intro=desk.word("series.intro_timeline" if is_timeline else "series.intro", count=count),
        is_timeline=is_timeline,
        parts=tuple(
            _part(desk, number, article, is_timeline)
            for number, article in enumerate(parts, start=1)
        ),
    )


def _part(desk: Desk, number: int, article: Article, is_timeline: bool) -> SeriesPart:
    published = desk.short_time(article.date)
    occasion = article.occasion
    when = desk.maybe_time(occasion.date) if is_timeline and occasion else None
    return SeriesPart(
        number_text=desk.word("series.part_title", number=number),
        when=when or published,
        published=published if when and when.text != published.text else None,
        card=desk.card(article),
    )
