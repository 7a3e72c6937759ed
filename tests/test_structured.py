"""Structured data against schema.org's own vocabulary, and against the page (T3-T14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from website import WebPage, Website, untypeset
from workshop import Workshop, post

from newsroom.source.schema import ARTICLE

VOCABULARY = Path(__file__).with_name("schema_org.txt")
EVENT_STATES = {"Scheduled", "Cancelled", "Postponed", "Rescheduled"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?\+0[789]:00)?")


@cache
def vocabulary() -> dict[str, tuple[list[str], set[str]]]:
    """Type -> the types above it, and its own properties."""
    text = VOCABULARY.read_text(encoding="utf-8")
    lines = re.sub(r"\n\s+", " ", re.sub(r"^#.*\n", "", text, flags=re.M)).splitlines()
    found = {}
    for line in lines:
        head, _, own = line.partition(":")
        name, _, above = head.partition(" < ")
        found[name] = (above.split(), set(own.split()))
    return found


def properties(kind: str) -> set[str]:
    """Those of the type and of all above it. Raises KeyError for a type that is not known."""
    above, own = vocabulary()[kind]
    return own.union(*(properties(name) for name in above))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The node and every node inside it."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    if isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def faults(value: Any) -> list[str]:
    """What schema.org does not know, and what says nothing."""
    found = []
    for node in nodes(value):
        names = {name for name in node if not name.startswith("@")}
        if "@type" not in node:
            found += [f"{name} of no type" for name in names]
        elif node["@type"] not in vocabulary():
            found.append(f"no type {node['@type']}")
        else:
            strange = names - properties(node["@type"])
            found += [f"{node['@type']} has no {name}" for name in sorted(strange)]
        found += [f"{name} is empty" for name, v in node.items() if v in (None, "", [], {})]
        found += [
            f"{name} is no date: {v}"
            for name, v in node.items()
            if re.search("[dD]ate$|^date(Pub|Mod)", name) and not _DATE.fullmatch(v)
        ]
    return found


def kinds(page: WebPage) -> list[str]:
    return [node["@type"] for node in page.jsonld]


# ------------------------------------------------------------------ the vocabulary


def test_data_of_every_page_is_schema_org(site: Website) -> None:
    """Each type is known, each property belongs to its type, nothing is empty."""
    pages = [page for page in site.pages.values() if page.jsonld]

    assert {page.path: faults(page.jsonld) for page in pages if faults(page.jsonld)} == {}
    assert len(pages) > 40


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "NewsStory"}, "no type NewsStory"),
        ({"@type": "Event", "headline": "x"}, "Event has no headline"),
        ({"@type": "AdvertiserContentArticle", "dateline": "x"}, "has no dateline"),
        ({"@type": "Place", "location": {"@type": "Person", "startDate": "2026-01-01"}},
         "Person has no startDate"),
        ({"@type": "Thing", "name": ""}, "name is empty"),
        ({"@type": "Event", "startDate": "1 Maret 2026"}, "startDate is no date"),
        ({"name": "x"}, "name of no type"),
    ],
)  # fmt: skip
def test_what_schema_org_does_not_know_is_found(node: dict[str, Any], fault: str) -> None:
    """A type or a property that is misspelt, or in the wrong place."""
    assert any(fault in found for found in faults(node))


def test_properties_of_types_above_count() -> None:
    """A news article is a creative work."""
    assert {"dateline", "articleSection", "citation", "name"} <= properties("OpinionNewsArticle")
    assert "dateline" not in properties("Article")


@pytest.mark.parametrize("kind", [c.stored for c in ARTICLE.field_of("type").choices])
def test_every_kind_of_article_has_a_type_of_its_own_sort(workshop: Workshop, kind: str) -> None:
    """With all that an editor may fill in, each is what schema.org says it may be."""
    lines = ("dateline: Malang", "cara_kerja: Rekaan.", "penulis: Ayu", "tag: [Satu]")
    workshop.put({"a.md": post("judul: Kabar", f"jenis: {kind}", *lines)})

    page = workshop.build().site.page("/berita/kabar/")

    assert faults(page.jsonld) == []
    assert page.data("Article")["@type"].endswith("Article")


# ------------------------------------------------------------------ one graph, true to the page


def test_page_has_one_graph(site: Website) -> None:
    """One script, one @graph, and no @id twice in it."""
    for page in site.pages.values():
        scripts = page.parsed.css('script[type="application/ld+json"]')
        assert len(scripts) <= 1, page
        assert all('"@graph"' in script.text() for script in scripts)
        ids = [node["@id"] for node in page.jsonld if "@id" in node]
        assert len(ids) == len(set(ids)), page


def test_trail_is_the_one_that_readers_see(site: Website) -> None:
    """Step for step, with the page itself at the end; positions from 1 (T11)."""
    for page in site.content_pages:
        for trail in (node for node in page.jsonld if node["@type"] == "BreadcrumbList"):
            items = trail["itemListElement"]
            seen = page.texts(".trail a")[1:]
            assert [untypeset(item["name"]) for item in items[:-1]] == list(map(untypeset, seen))
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"] == page.canonical and len(items) >= 2
        if page.texts(".trail a") and not page.is_noindex:
            assert "BreadcrumbList" in kinds(page), page


@pytest.mark.parametrize(
    "address",
    ["/rubrik/budaya/", "/topik/panen/", "/penulis/ayu-rekaan/", "/arsip/", "/arsip/2026/",
     "/arsip/2026/03/", "/agenda/", "/agenda/2026/12/", "/program/", "/rencana/", "/linimasa/",
     "/ralat/", "/kutipan/", "/belum-diketahui/", "/tokoh/", "/lembaga/", "/langganan/"],
)  # fmt: skip
def test_page_that_lists_others_says_so(site: Website, address: str) -> None:
    """Under its own title, as a part of the site."""
    page = site.page(address)

    node = page.data("CollectionPage")
    assert node["url"] == page.canonical
    assert untypeset(page.document_title).startswith(node["name"])
    assert node["isPartOf"] == {"@id": "https://contoh.example/#situs"}


def test_site_is_named_on_the_front_page_alone(site: Website) -> None:
    """Elsewhere its @id is enough (T12)."""
    assert [page.path for page in site.pages.values() if "WebSite" in kinds(page)] == ["index.html"]
    assert site.front.data("WebSite")["@id"] == "https://contoh.example/#situs"


def test_publisher_points_to_the_policies_that_have_a_page(site: Website) -> None:
    """On the front page, by schema.org's names (NEWSROOM.md, the trust indicators)."""
    publisher = site.front.data("WebSite")["publisher"]
    assert publisher["correctionsPolicy"] == "https://contoh.example/tentang-contoh/"
    assert "ethicsPolicy" not in publisher


def test_policy_that_schema_org_does_not_know_is_a_fault(workshop: Workshop) -> None:
    """It would be published and read by no one."""
    workshop.put({"berita/a.md": post()})
    (fault,) = workshop.build(POLICY_PAGES={"koreksi": "koreksi"}).problems
    assert (fault.field, fault.code) == ("POLICY_PAGES", "policy_unknown")


def test_article_is_dated_as_the_page_shows_it(site: Website) -> None:
    """Its last date is that of its publication while nothing was changed (T3, T5)."""
    for page in site.content_pages:
        for node in page.jsonld:
            if not node["@type"].endswith("Article"):
                continue
            shown = page.attributes(".byline time", "datetime")
            assert [node["datePublished"], node["dateModified"]] == [shown[0], shown[-1]], page


def test_person_and_body_are_the_same_wherever_they_are_named(site: Website) -> None:
    """One @id, one type, one name for each."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for page in site.pages.values():
        for node in nodes(page.jsonld):
            if str(node.get("@id", "")).endswith("#entitas"):
                seen.setdefault(node["@id"], set()).add((node["@type"], node["name"]))

    assert len(seen) >= 2 and all(len(told) == 1 for told in seen.values())
    assert all(site.has(address.partition("#")[0]) for address in seen)


def test_organizer_of_an_event_is_the_body_that_has_a_page(site: Website) -> None:
    """Not one more of the same name."""
    organizer = site.page("/agenda/terjadwal/").data("Event")["organizer"]

    assert organizer["@id"] == site.page("/lembaga/lumbung/").data("Organization")["@id"]


def test_event_states_are_those_of_schema_org(site: Website) -> None:
    """As whole addresses."""
    found = {
        node["eventStatus"]
        for page in site.pages.values()
        for node in page.jsonld
        if node["@type"] == "Event"
    }

    assert found <= {f"https://schema.org/Event{state}" for state in EVENT_STATES}
    assert len(found) >= 3


def test_names_in_data_are_plain(workshop: Workshop) -> None:
    """No markup, no typesetting, and nothing that ends the script (T7)."""
    title = 'Pasar "Wage" & </script> Kita'
    workshop.put({"a.md": post(f"judul: '{title}'", "slug: pasar")})

    page = workshop.build().site.page("/berita/pasar/")

    assert page.data("Article")["headline"] == title
