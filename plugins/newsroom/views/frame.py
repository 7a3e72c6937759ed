"""The furniture of every page: masthead, menu, footer, and what stands in <head>."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from newsroom.data import Value, replace
from newsroom.edition.addresses import WORKER
from newsroom.edition.edition import Edition
from newsroom.source.records import Article
from newsroom.views.desk import Desk
from newsroom.views.feed_links import site_feeds
from newsroom.views.parts import FeedLink, Frame, Head, Link, ShareImage
from newsroom.views.structured import collection_node, jsonld_text

# The only script in a page itself: it fetches the site's own as soon as the reader scrolls, taps or
# types, or stays for ten seconds. Until then nothing takes data or time from the text.
SCRIPT_LOADER = """{\
let{src,worker}=document.currentScript.dataset,begin=()=>{\
if(!src)return;\
let script=document.createElement("script");\
script.dataset.worker=worker;script.src=src;src="";\
document.head.append(script)};\
for(let sign of["scroll","pointermove","pointerdown","keydown"])\
addEventListener(sign,begin,{once:true,passive:true});\
setTimeout(begin,1e4)}"""

_MENU_SECTIONS = 4  # more would push the menu of a phone to a third line


def frame(desk: Desk, edition: Edition, icon: str, script: str) -> Frame:
    """It names rubrics and pages, never articles: news does not change it.

    icon, script: their files in the output folder, "" when the theme has none.
    """
    site = desk.site
    first, _, second = site.name.partition(" ")
    return Frame(
        lang=site.lang,
        site_name_first=first,
        site_name_second=second,
        tagline=site.tagline,
        home_url=site.internal(""),
        sections=_menu(desk, edition),
        footer_links=_footer(desk, edition),
        footer_about=site.about,
        imprint=imprint_lines(desk),
        imprint_missing="" if site.imprint.is_complete else desk.word("imprint.missing"),
        content_licence=site.content_licence,
        script_url=site.internal(script) if script else "",
        script_loader=Markup(SCRIPT_LOADER) if script else Markup(),
        worker_url=site.internal(WORKER) if site.works_offline else "",
        icon_url=site.internal(icon) if icon else "",
    )


def under(frame: Frame, url: str) -> Frame:
    """The frame of a page that belongs to the menu entry at that address, which is marked."""
    sections = tuple(replace(link, is_current=link.url == url) for link in frame.sections)
    return replace(frame, sections=sections)


def _menu(desk: Desk, edition: Edition) -> tuple[Link, ...]:
    named = [name for name in desk.site.sections if name in edition.sections]
    others = [name for name in edition.sections if name not in named]
    links = [desk.list_link("section", name) for name in (named + others)[:_MENU_SECTIONS]]
    for kind, records in (
        ("programmes", edition.programmes),
        ("plans", edition.plans),
        ("agenda", edition.events),
    ):
        if records:
            links.append(Link(desk.word(f"pages.{kind}"), desk.fixed_url(kind)))
    return tuple(links)


def _footer(desk: Desk, edition: Edition) -> tuple[Link, ...]:
    """The pages in the publisher's order, then the others by title, then the site's registers.

    The ledger is there while it is empty too: readers are to see that there is one (P1).
    """
    rank = {slug: place for place, slug in enumerate(desk.site.footer_pages)}
    ordered = sorted(edition.pages, key=lambda p: (rank.get(p.slug, len(rank)), p.title.casefold()))
    registers = {
        "pages.timeline": ("timeline", bool(edition.timeline)),
        "pages.ledger": ("ledger", True),
        "pages.quotations": ("quotations", bool(edition.quotations)),
        "pages.questions": ("questions", bool(edition.inquiries)),
        "pages.archive": ("archive", True),
        "directories.feeds": ("feeds", bool(site_feeds(desk))),
    }
    return (
        *(desk.link(page) for page in ordered),
        *(
            Link(desk.word(word), desk.fixed_url(kind))
            for word, (kind, is_there) in registers.items()
            if is_there
        ),
    )


def imprint_lines(desk: Desk) -> tuple[str, ...]:
    """The imprint as the footer prints it; () while the publisher has not filled it in."""
    imprint = desk.site.imprint
    if not imprint.is_complete:
        return ()
    responsible = desk.word("imprint.responsible_line", name=imprint.responsible)
    lines = (imprint.publisher, imprint.status, responsible, imprint.address, imprint.email,
             imprint.phone)  # fmt: skip
    return tuple(line for line in lines if line)


class PageFacts(Value, frozen=True):
    """What <head> and the trail need to know of a page.

    url: inside the site, without a slash in front; title: plain, without the site's name;
    trail: the pages above this one, below the front page.
    """

    url: str
    title: str
    description: str = ""
    trail: tuple[Link, ...] = ()
    is_indexed: bool = True
    og_type: str = "website"
    article: Article | None = None
    older_url: str = ""
    feeds: tuple[FeedLink, ...] = ()  # of this page alone
    nodes: tuple[dict[str, Any], ...] = ()  # JSON-LD nodes of this page
    is_collection: bool = False  # lists other pages
    share_image: ShareImage | None = None  # None for the site's own


def head(desk: Desk, facts: PageFacts) -> Head:
    """What stands in <head>; og:title never carries the site's name (NEWSROOM.md T16)."""
    site = desk.site
    is_front = facts.title == site.name
    article = facts.article
    updated = article.modified if article else None
    nodes = facts.nodes
    if facts.is_collection:
        nodes = (collection_node(desk, facts.title, facts.url), *nodes)
    return Head(
        title=facts.title if is_front else f"{facts.title} — {site.name}",
        description=facts.description or site.about,
        robots="" if facts.is_indexed else "noindex",
        canonical_url=site.absolute(facts.url) if site.url else "",
        og_type=facts.og_type,
        og_title=facts.title,
        published_iso=article.date.iso if article else "",
        modified_iso=updated.iso if updated else "",
        section=article.section if article else "",
        prev_url=facts.older_url,
        feeds=(*facts.feeds, *site_feeds(desk)[:1]),
        jsonld=jsonld_text(desk, nodes, facts.trail, facts.title, facts.url),
        share_image=facts.share_image or desk.share_image,
    )
