"""Speed as Lighthouse measures it: a cheap phone on slow mobile data. Run with -m lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
from statistics import median
from typing import Any

import pytest

from browser import equipment
from browser.conftest import missing
from browser.server import StaticHost

ARTICLE = "/berita/mpd-temui-bakorwil-iii-awal-kolaborasi/"
RUNS = 3
FLAGS = "--headless=new --no-sandbox --disable-quic --disable-background-networking"


@pytest.mark.lighthouse
@pytest.mark.parametrize("address", ["/", ARTICLE])
def test_lighthouse_has_nothing_to_add(real: StaticHost, chromium: str, address: str) -> None:
    """Full marks in all four categories; the largest text stands within 900 ms, and stays."""
    reports = [lighthouse(real.at(address), chromium) for _ in range(RUNS)]

    for name in ("performance", "accessibility", "best-practices", "seo"):
        assert median(report["categories"][name]["score"] for report in reports) == 1, name
    assert middle(reports, "largest-contentful-paint") <= 900
    assert middle(reports, "total-blocking-time") <= 100
    assert middle(reports, "cumulative-layout-shift") == 0


def lighthouse(url: str, chromium: str) -> dict[str, Any]:
    program = equipment.lighthouse() or missing("Lighthouse (`--lighthouse`)")
    command = ["node", str(program), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    variables = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=variables, capture_output=True, check=True, timeout=300)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def middle(reports: list[dict[str, Any]], audit: str) -> float:
    return float(median(report["audits"][audit]["numericValue"] for report in reports))
