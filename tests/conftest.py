"""Fixtures that most tests share: a folder to build in, and the invented site, built once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("long")  # more of everything that is drawn: --hypothesis-profile=long

pytest.register_assert_rewrite("checks", "website", "workshop")  # before they are imported

from website import Website  # noqa: E402
from workshop import ROOT, Workshop  # noqa: E402

SITE = ROOT / "tests" / "site"
SITE_SETTINGS: dict[str, Any] = {
    "DEFAULT_PAGINATION": 5,
    "FOOTER_PAGES": ["tentang-contoh", "redaksi-contoh"],
    "IMPRINT_PAGES": ["redaksi-contoh"],
    "POLICY_PAGES": {"correctionsPolicy": "tentang-contoh", "ethicsPolicy": "belum-ada"},
}


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates compiled once for the whole run."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def workshop(tmp_path: Path, compiled: Path) -> Workshop:
    """An empty content folder, to be filled and built."""
    return Workshop(tmp_path, compiled)


@pytest.fixture
def site_workshop(tmp_path: Path, compiled: Path) -> Workshop:
    """A copy of the invented site, to be changed and built; build it with SITE_SETTINGS."""
    made = Workshop(tmp_path, compiled)
    shutil.copytree(SITE, made.content, dirs_exist_ok=True)
    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Website:
    """The invented site of tests/site, built once, only to be read."""
    made = Workshop(tmp_path_factory.mktemp("rekaan"), compiled)
    shutil.copytree(SITE, made.content, dirs_exist_ok=True)
    outcome = made.build(**SITE_SETTINGS)
    assert not outcome.is_refused, outcome.report
    return outcome.site
