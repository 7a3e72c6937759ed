"""The feeds beside the Atom feed of all articles, and the news sitemap (NEWSROOM.md T13, T18)."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import SITE_SETTINGS
from website import ATOM, WebPage, Website
from workshop import NOW, Workshop, post

XHTML = "{http://www.w3.org/1999/xhtml}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
FEEDS = [
    "langganan/budaya.atom.xml",
    "langganan/ralat.atom.xml",
    "langganan/semua.atom.xml",
    "langganan/semua.json",
    "langganan/semua.rss.xml",
    "langganan/umkm.atom.xml",
]


def offered(page: WebPage) -> list[str]:
    """Feeds that feed readers find in <head>."""
    return page.attributes('link[rel="alternate"]', "href")


def json_feed(site: Website) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(site.files["langganan/semua.json"])
    return feed


def test_all_forms_carry_the_same_articles(site: Website) -> None:
    """Same ids, plain titles and whole texts, whichever form a reader takes."""
    atom = site.feed()
    rss = list(ElementTree.fromstring(site.files["langganan/semua.rss.xml"]).iter("item"))
    items = json_feed(site)["items"]

    assert [item["id"] for item in items] == [entry.id for entry in atom]
    assert [item.findtext("guid") for item in rss] == [entry.id for entry in atom]
    assert [item["title"] for item in items] == [entry.title for entry in atom]
    assert [item.findtext("title") for item in rss] == [entry.title for entry in atom]
    assert [item["content_html"] for item in items] == [entry.content for entry in atom]
    assert [item.findtext(f"{CONTENT}encoded") for item in rss] == [e.content for e in atom]


@pytest.mark.parametrize("path", [p for p in FEEDS if p.endswith(".xml")])
def test_feed_in_a_browser_is_a_page(site: Website, path: str) -> None:
    """A stylesheet that is there, a word what this is, and links that can be followed."""
    text = site.files[path].decode()
    root = ElementTree.fromstring(text)
    (style,) = re.findall(r'<\?xml-stylesheet href="([^"]+)" type="text/css"\?>', text)
    links = [link.get("href", "") for link in root.iter(f"{XHTML}a")]
    entries = [*root.iter("item"), *root.iter(f"{ATOM}entry")]

    assert site.has(style) and b"h|a" in site.files[site.file_at(style)]
    assert "pembaca umpan" in "".join(root.find(f".//{XHTML}p").itertext())  # type: ignore[union-attr]
    assert len(links) == len(entries) + 1
    assert all(site.has(link) for link in links)
    assert "xslt" not in text.lower() and "text/xsl" not in text


def test_summaries_are_plain_text_and_say_so(workshop: Workshop) -> None:
    """A sign of HTML in a summary is shown, not taken for markup, whichever form a reader takes."""
    workshop.put({"a.md": post("judul: Kabar", "ringkasan: 'Padi <5 ton & jerami.'")})

    site = workshop.build().site

    atom = ElementTree.fromstring(site.files["langganan/semua.atom.xml"])
    (summary,) = atom.iter(f"{ATOM}summary")
    rss = ElementTree.fromstring(site.files["langganan/semua.rss.xml"])
    assert (summary.get("type"), summary.text) == ("text", "Padi <5 ton & jerami.")
    assert rss.findtext(".//item/description") == "Padi &lt;5 ton &amp; jerami."
    assert json_feed(site)["items"][0]["summary"] == "Padi <5 ton & jerami."


def test_rss_says_its_own_address_and_dates(site: Website) -> None:
    """Dates as RFC 822 with the offset; an id that is no address says so."""
    channel = ElementTree.fromstring(site.files["langganan/semua.rss.xml"])[0]

    assert channel.findtext("link") == "https://contoh.example/"
    assert channel.findtext("description") and channel.findtext("title")
    for item in channel.iter("item"):
        date = item.findtext("pubDate", "")
        assert date.endswith("+0700") and parsedate_to_datetime(date)
        assert [g.get("isPermaLink") for g in item.iter("guid")] == ["false"]


def test_json_feed_keeps_to_version_1_1(site: Website) -> None:
    """`authors`, not `author`; dates with the offset; absolute addresses."""
    feed = json_feed(site)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://contoh.example/langganan/semua.json"
    assert feed["language"] == "id"
    for item in feed["items"]:
        assert "author" not in item and item["authors"]
        assert item["date_published"].endswith("+07:00") and len(item["date_published"]) == 25
        assert item["url"].startswith("https://contoh.example/")
        assert 'href="/' not in item["content_html"] and 'src="/' not in item["content_html"]


def test_each_rubric_has_its_own_feed(site: Website) -> None:
    """With the same entries as in the feed of all, and no others."""
    entries = site.feed("langganan/budaya.atom.xml")

    assert entries and all("Budaya" in entry.categories for entry in entries)
    assert {entry.id for entry in entries} <= {entry.id for entry in site.feed()}


def test_feeds_are_told_apart(site: Website) -> None:
    """Each has its own id, title and page, for feed readers keep them by these."""
    atoms = [ElementTree.fromstring(site.files[p]) for p in FEEDS if p.endswith("atom.xml")]

    for name in ("id", "title"):
        found = [root.findtext(f"{{http://www.w3.org/2005/Atom}}{name}") for root in atoms]
        assert len(set(found)) == len(atoms)


def test_pages_offer_the_feeds_that_follow_them(site: Website) -> None:
    """The feed of all everywhere; a rubric's and the ledger's own before it."""
    every = "/langganan/semua.atom.xml"

    assert offered(site.page("/rubrik/budaya/")) == ["/langganan/budaya.atom.xml", every]
    assert offered(site.page("/ralat/")) == ["/langganan/ralat.atom.xml", every]
    assert offered(site.page("/tokoh/citra/")) == [every]
    assert set(offered(site.front)) == {
        every,
        "/langganan/semua.rss.xml",
        "/langganan/semua.json",
    }


def test_footer_leads_to_all_ways_to_follow(site: Website) -> None:
    """One page names every feed and the calendar."""
    assert all("/langganan/" in page.hrefs for page in site.content_pages)
    assert {*(f"/{path}" for path in FEEDS), "/agenda.ics"} <= set(site.page("/langganan/").hrefs)


def test_site_may_have_no_feeds(site_workshop: Workshop) -> None:
    """Pelican's settings turn them off, each by itself."""
    names = ("FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ALL_JSON", "FEED_CHANGES_ATOM")
    off: dict[str, Any] = dict.fromkeys((*names, "CATEGORY_FEED_ATOM"))

    site = site_workshop.build(**off, **SITE_SETTINGS).site

    assert not [path for path in site.files if path.startswith("langganan/") and "." in path[:-11]]
    assert offered(site.front) == [] and list(site.dead_links()) == []


def test_rubric_cannot_take_the_file_of_another_feed(workshop: Workshop) -> None:
    """Two feeds in one file would be one lost."""
    workshop.put({"a.md": post("judul: A Rekaan", "rubrik: Semua")})

    outcome = workshop.build()

    assert [problem.code for problem in outcome.problems] == ["feed_twice"]
    assert "langganan/semua.atom.xml" in outcome.report


def test_feeds_do_not_know_when_they_were_built(site_workshop: Workshop, site: Website) -> None:
    """The same articles give the same bytes an hour later."""
    later = site_workshop.build(now=str(int(NOW) + 3600), **SITE_SETTINGS).site

    assert all(later.files[path] == site.files[path] for path in FEEDS)


# ------------------------------------------------------------------ news sitemap


@pytest.mark.parametrize(
    ("date", "kind", "is_news"),
    [
        ("2026-11-25 09:00", "berita", True),
        ("2026-11-23 17:01", "berita", True),
        ("2026-11-23 16:59", "berita", False),
        ("2026-11-24", "opini", True),
        ("2026-11-25 09:00", "advertorial", False),
    ],
)
def test_news_sitemap_holds_two_days(
    workshop: Workshop, date: str, kind: str, is_news: bool
) -> None:
    """By the clock of the build, 25 November 2026, 17.00 WIB; advertising is no news."""
    workshop.put({"a.md": post("judul: Kabar Rekaan", f"tanggal: {date}", f"jenis: {kind}")})

    site = workshop.build().site

    assert site.news_sitemap() == (["Kabar Rekaan"] if is_news else [])


def test_robots_name_both_sitemaps(site: Website) -> None:
    """By whole addresses."""
    text = site.files["robots.txt"].decode()

    assert "Sitemap: https://contoh.example/sitemap.xml\n" in text
    assert "Sitemap: https://contoh.example/sitemap-berita.xml\n" in text
