"""One mistake is answered by one sentence: what only follows from it is not told as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import SITE, SITE_SETTINGS
from workshop import Workshop

TEXTS = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.md"))
_TITLE = re.compile(r"^(judul|title|nama)(?=:)", re.IGNORECASE | re.MULTILINE)
MISTAKES = {
    "key misspelt": r"\1x",
    "value unknown": r"template: entah\n\1",
    "key unknown": r"ringkasan_acara: entah\n\1",
    "quotation mark left open": r"tag: 'entah\n\1",
    "list left open": r"tag: [satu, dua\n\1",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_in_any_file_is_one_fault(mistake: str, site_workshop: Workshop) -> None:
    """Whoever links to the file, names its bearer or belongs to its programme is not at fault."""
    others = {}
    for path in TEXTS:
        place = site_workshop.content / path
        sound = place.read_text(encoding="utf-8")
        broken = _TITLE.sub(MISTAKES[mistake], sound, count=1)
        assert broken != sound
        place.write_text(broken, encoding="utf-8")

        outcome = site_workshop.build(**SITE_SETTINGS)

        faults = [(p.path, p.field, p.code) for p in outcome.problems if not p.is_warning]
        if [Path(path).name for path, _, _ in faults] != [Path(path).name]:
            others[path] = faults
        place.write_text(sound, encoding="utf-8")

    assert others == {}
