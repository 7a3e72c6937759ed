"""JSON-LD: the page's facts as data; nothing empty, nothing guessed (NEWSROOM.md T7)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from newsroom.edition.names import NameBook, Party
from newsroom.edition.pictures import PublishedPicture
from newsroom.source.records import Article, Event, Organization, Person, Picture, Source
from newsroom.views.desk import Desk, summary
from newsroom.views.parts import Link, ShareImage

Node = dict[str, Any]

_ARTICLE_TYPES = {
    "berita": "NewsArticle",
    "opini": "OpinionNewsArticle",
    "penjelasan": "BackgroundNewsArticle",
    "siaran-pers": "NewsArticle",
    "advertorial": "AdvertiserContentArticle",
    "hak-jawab": "NewsArticle",
}
_IMAGE_MIN_PIXELS = 50_000
_EVENT_STATES = {"batal": "EventCancelled", "ditunda": "EventPostponed"}


def jsonld_text(
    desk: Desk, nodes: Sequence[Node], trail: Sequence[Link], title: str, url: str
) -> Markup:
    """One @graph a page, "" when there is nothing to say. Safe inside <script>: `<` is escaped."""
    graph = [*nodes, *_breadcrumb(desk, trail, title, url)]
    if not graph or not desk.site.url:
        return Markup("")
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def _breadcrumb(desk: Desk, trail: Sequence[Link], title: str, url: str) -> list[Node]:
    """The visible trail and the page itself; a trail that would have one item emits none (T11)."""
    steps = [(link.label, desk.site.host + link.url) for link in trail] + [
        (title, desk.site.absolute(url))
    ]
    if len(steps) < 2:
        return []
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": item}
        for place, (name, item) in enumerate(steps, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def website(desk: Desk, policies: Sequence[tuple[str, str]]) -> tuple[Node, ...]:
    """The site, who publishes it, and by which rules. policies: as front_view() is given them."""
    rules = {name: desk.site.absolute(url) for name, url in policies}
    node = {
        "@type": "WebSite",
        "@id": desk.site.absolute("") + "#situs",
        "url": desk.site.absolute(""),
        "name": desk.site.name,
        "description": desk.site.about,
        "inLanguage": desk.site.lang,
        "publisher": {**_publisher(desk), **rules},
    }
    return (_filled(node),)


def _publisher(desk: Desk) -> Node:
    """While the imprint is empty a plain Organization with the site's name (T7)."""
    imprint = desk.site.imprint
    name = imprint.publisher if imprint.is_complete else desk.site.name
    return {"@type": "Organization", "name": name, "url": desk.site.absolute("")}


def collection_node(desk: Desk, name: str, url: str) -> Node:
    """A page that lists others. url: inside the site."""
    address = desk.site.absolute(url)
    return {
        "@type": "CollectionPage",
        "@id": address + "#halaman",
        "url": address,
        "name": name,
        "inLanguage": desk.site.lang,
        "isPartOf": {"@id": desk.site.absolute("") + "#situs"},
    }


def article_nodes(
    desk: Desk,
    article: Article,
    names: NameBook,
    lead: PublishedPicture | None = None,
    card: ShareImage | None = None,
) -> tuple[Node, ...]:
    """The article; the event it reports only as its subject, for nobody can attend it (T10).

    card: the article's own; its headline drawn is the image of an article without a picture.
    """
    url = desk.site.absolute(desk.addresses.of(article).url)
    kind = _ARTICLE_TYPES[article.type]
    node = {
        "@type": kind,
        "@id": url + "#artikel",
        "url": url,
        "headline": article.title,
        "description": summary(article),
        "image": image_nodes(desk, article.picture, lead) or _card_nodes(card),
        "datePublished": article.date.iso,
        "dateModified": (article.modified or article.date).iso,
        "mainEntityOfPage": url,
        "inLanguage": article.lang,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "author": [author_node(desk, name) for name in article.authors],
        "publisher": _publisher(desk),
        "dateline": article.dateline if kind.endswith("NewsArticle") else "",
        "backstory": article.method,
        "about": _occasion(article),
        "mentions": _mentions(desk, article, names),
        "citation": [_citation(source) for source in article.sources],
        "correction": [
            {"@type": "CorrectionComment", "text": c.summary, "datePublished": c.at.iso}
            for c in article.changes
            if c.type in ("ralat", "koreksi", "hak-jawab")
        ],
        "isPartOf": {"@id": desk.site.absolute("") + "#situs"},
    }  # fmt: skip
    return (_filled(node),)


def image_nodes(desk: Desk, picture: Picture | None, lead: PublishedPicture | None) -> list[Node]:
    """In each shape that search engines ask for, with what the page says of the picture (T3)."""
    if picture is None or lead is None:
        return []
    is_address = picture.licence.startswith(("https://", "http://"))
    nodes = [
        {
            "@type": "ImageObject",
            "url": desk.site.absolute(quote(file.path)),
            "width": file.width_px,
            "height": file.height_px,
            "caption": picture.caption,
            "creditText": picture.credit,
            "license": picture.licence if is_address else "",
        }
        for file in lead.crops or (lead.own,)
        if file.width_px * file.height_px >= _IMAGE_MIN_PIXELS
    ]
    return [_filled(node) for node in nodes]


def _card_nodes(card: ShareImage | None) -> list[Node]:
    if card is None:
        return []
    size = {"width": card.width_px, "height": card.height_px}
    return [{"@type": "ImageObject", "url": card.url, **size}]


def author_node(desk: Desk, name: str) -> Node:
    """A newsroom ("Redaksi …") is an Organization, anyone else a Person; the bare name (T3)."""
    kind = "Organization" if name.casefold().startswith("redaksi") else "Person"
    url = desk.site.absolute(desk.addresses.listing("author", name).url)
    return {"@type": kind, "name": name, "url": url}


def _citation(source: Source) -> Node:
    publisher = _named(source.publisher)
    node = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "publisher": publisher,
    }
    return _filled(node)


def _named(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _occasion(article: Article) -> Node | None:
    """Without a day there is no Event node (T8)."""
    occasion = article.occasion
    if occasion is None or occasion.date is None or occasion.date.precision == "month":
        return None
    return {
        "@type": "Event",
        "name": occasion.name,
        "startDate": occasion.date.iso,
        "location": _place(occasion.place, occasion.address),
    }


def _place(name: str, address: str) -> Node | None:
    return _filled({"@type": "Place", "name": name, "address": address}) if address else None


def _mentions(desk: Desk, article: Article, names: NameBook) -> list[Node]:
    given = (*article.people, *article.organizations)
    found = dict.fromkeys(party for name in given if (party := names.find(name)))
    return [_party(desk, party) for party in found]


def _party(desk: Desk, party: Party) -> Node:
    """A person or body that has a page: the same wherever it is named."""
    url = desk.site.absolute(desk.addresses.of(party).url)
    kind = _body_type(party) if isinstance(party, Organization) else "Person"
    return {"@type": kind, "@id": url + "#entitas", "name": party.title}


def _body_type(body: Organization) -> str:
    """A government body by its own type (T12)."""
    is_government = "pemerintah" in body.type.casefold()
    return "GovernmentOrganization" if is_government else "Organization"


def person_nodes(desk: Desk, person: Person, names: NameBook) -> tuple[Node, ...]:
    """A name and a public role, no more (NEWSROOM.md P18)."""
    body = names.find(person.organization)
    node = {
        **_party(desk, person),
        "mainEntityOfPage": desk.site.absolute(desk.addresses.of(person).url),
        "jobTitle": person.role,
        "worksFor": _party(desk, body) if body else None,
    }
    return (_filled(node),)


def organization_nodes(desk: Desk, body: Organization) -> tuple[Node, ...]:
    """An address only when it is known (T12)."""
    node = {
        **_party(desk, body),
        "mainEntityOfPage": desk.site.absolute(desk.addresses.of(body).url),
        "alternateName": list(dict.fromkeys(filter(None, (body.short_name, *body.other_names)))),
        "address": body.address,
    }
    return (_filled(node),)


def event_nodes(
    desk: Desk, event: Event, names: NameBook, lead: PublishedPicture | None = None
) -> tuple[Node, ...]:
    """Nothing for an event without a day or without a street address (T8, T9)."""
    place = _place(event.place, event.address)
    if event.start is None or place is None:
        return ()
    url = desk.site.absolute(desk.addresses.of(event).url)
    organizer = names.find(event.organizer)
    previous = event.previous_start if _event_status(event) == "EventRescheduled" else None
    node = {
        "@type": "Event",
        "@id": url + "#acara",
        "name": event.title,
        "description": summary(event),
        "image": image_nodes(desk, event.picture, lead),
        "startDate": event.start.iso,
        "endDate": event.end.iso if event.end else None,
        "previousStartDate": previous.iso if previous else None,
        "eventStatus": "https://schema.org/" + _event_status(event),
        "location": place,
        "organizer": _party(desk, organizer) if organizer else _named(event.organizer),
        "url": url,
    }
    return (_filled(node),)


def _event_status(event: Event) -> str:
    """What was put off or called off keeps its first day; a new day makes it rescheduled (T9)."""
    if event.state in _EVENT_STATES:
        return _EVENT_STATES[event.state]
    return "EventRescheduled" if event.previous_start else "EventScheduled"


def _filled(node: Node) -> Node:
    """The node without what is not known: no null, no empty text, no empty list."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
