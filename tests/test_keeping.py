"""How long browsers may keep a file: for ever where its name changes with it, else not unasked."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

import pytest
from website import Website
from workshop import Workshop, post

_LASTING = re.compile(r"[.-][0-9a-f]{8,10}\.\w+$")


def kept_for_ever(site: Website, path: str) -> bool:
    """Whether the rules of `_headers` say so of a file."""
    rules = site.files["_headers"].decode().split("\n/")
    return any(
        fnmatchcase("/" + path, "/" + rule.split("\n")[0].lstrip("/"))
        for rule in rules
        if "Cache-Control: public, max-age=31536000, immutable" in rule
    )


def test_file_named_after_what_it_holds_is_kept_for_ever(site: Website) -> None:
    """Pictures in their widths, share cards and the script; no other file, and no page."""
    lasting = {path for path in site.files if _LASTING.search(path)}

    assert {path.split("/")[0] for path in lasting} == {"gambar", "share", "theme"}
    assert {path for path in site.files if kept_for_ever(site, path)} == lasting


def test_all_that_a_page_loads_is_kept_for_ever(site: Website) -> None:
    """The second page costs its text alone; only the icon is asked for anew."""
    for page in site.content_pages:
        sources = page.attributes("img[src]", "src") + page.attributes("script", "data-src")
        sets = page.attributes("source[srcset], img[srcset]", "srcset")
        loaded = [*sources, *(part.split()[0] for one in sets for part in one.split(","))]
        assert [path for path in loaded if not kept_for_ever(site, path.lstrip("/"))] == []


@pytest.mark.parametrize("slug", ["gambar", "share"])
def test_no_page_comes_under_a_folder_that_is_kept_for_ever(workshop: Workshop, slug: str) -> None:
    """Its readers would never see a correction."""
    workshop.put({"laman/a.md": post("judul: Gambar", f"slug: {slug}")})

    outcome = workshop.build()

    assert outcome.is_refused
    assert f"alamat /{slug}/ sudah dipakai" in outcome.report
