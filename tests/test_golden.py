"""Structured data, whole: compared as parsed values with what was once read and found right."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from website import Website
from workshop import ROOT

GOLDEN = ROOT / "tests" / "golden"


def golden(name: str) -> Any:
    """What the file holds."""
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("article", "/berita/panen-raya-dusun-contoh-tiga-ton-padi/"),
        ("event", "/agenda/terjadwal/"),
        ("person", "/tokoh/citra/"),
        ("organization", "/lembaga/lumbung/"),
    ],
)
def test_structured_data_is_as_agreed(site: Website, name: str, address: str) -> None:
    """Every node of the page's JSON-LD, nothing more."""
    assert site.page(address).jsonld == golden(f"{name}.jsonld.json")


def test_feed_entries_are_as_agreed(site: Website) -> None:
    """The three newest entries in full, and the ids of all."""
    agreed = golden("feed.json")
    entries = [json.loads(json.dumps(asdict(entry))) for entry in site.feed()]

    assert entries[:3] == agreed["newest"]
    assert [entry["id"] for entry in entries] == agreed["ids"]
