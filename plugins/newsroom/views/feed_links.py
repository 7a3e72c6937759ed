"""The feeds of the site as pages offer them."""

from __future__ import annotations

from newsroom.language.slugs import slug
from newsroom.views.desk import Desk
from newsroom.views.parts import FeedLink

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
JSON = "application/feed+json"
FORMS = {ATOM: "atom", RSS: "rss", JSON: "json"}


def site_feeds(desk: Desk) -> tuple[FeedLink, ...]:
    """All articles in each form that the site has; the first is offered on every page."""
    feeds = desk.site.feeds
    found = [(feeds.atom, ATOM), (feeds.rss, RSS), (feeds.json, JSON)]
    return tuple(_feed(desk, path, "feeds.title_all", kind) for path, kind in found if path)


def section_feeds(desk: Desk, section: str) -> tuple[FeedLink, ...]:
    """The feed of one rubric; () when rubrics have none."""
    path = desk.site.feeds.section.format(slug=slug(section))
    return (_feed(desk, path, "feeds.title_section", ATOM, section=section),) if path else ()


def ledger_feeds(desk: Desk) -> tuple[FeedLink, ...]:
    """The feed of all changes; () when the site has none."""
    path = desk.site.feeds.ledger
    return (_feed(desk, path, "feeds.title_ledger", ATOM),) if path else ()


def _feed(desk: Desk, path: str, title: str, kind: str, **values: str) -> FeedLink:
    text = desk.word(title, name=desk.site.name, **values)
    return FeedLink(desk.site.internal(path), text, kind)
