"""What a correction changes is up to date everywhere, without the site being planned anew."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, Template, UndefinedError
from workshop import Outcome, Workshop, post

from newsroom import build, parallel
from newsroom.language.words import Words
from newsroom.publishing.plan import Planner
from newsroom.publishing.render import Renderer
from newsroom.views.parts import View

ARTICLE = "berita/uji.md"
OLDER = "berita/lama.md"


class Corrections:
    """A newsroom that has been built once; correct() builds again and says how."""

    def __init__(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        self.workshop = workshop
        self.plans = 0
        pages = Planner.pages

        def counted(planner: Planner) -> Any:
            self.plans += 1
            return pages(planner)

        monkeypatch.setattr(Planner, "pages", counted)
        workshop.build()

    def correct(self, path: str, change: Callable[[str], str]) -> Outcome:
        place = self.workshop.content / path
        before = place.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        place.write_text(after, encoding="utf-8")
        self.plans = 0
        outcome = self.workshop.build()
        assert not outcome.is_refused, outcome.report
        return outcome


def line(key: str, value: str) -> Callable[[str], str]:
    """Another value in a line of front matter."""
    return lambda text: re.sub(rf"^{key}:.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)


@pytest.fixture
def corrections(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Corrections:
    article = ("judul: Pasar Contoh Dibuka", "slug: uji", "ringkasan: Semula.", "rubrik: Budaya",
               "tag: [Pasar]", "tanggal: 2026-03-03")  # fmt: skip
    older = ("judul: Pasar Direncanakan", "slug: lama", "rubrik: budaya", "tag: [pasar]")
    workshop.put({ARTICLE: post(*article, body="Kalimat pertama.\n\nKalimat kedua.")})
    workshop.put({OLDER: post(*older, body="Lihat [kabar](uji.md).")})
    workshop.put({f"berita/k{n}.md": post(f"judul: Kabar {n}", "tag: [pasar]") for n in range(3)})
    return Corrections(workshop, monkeypatch)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (line("judul", "Pasar Rekaan Dibuka"), "Pasar Rekaan Dibuka"),
        (line("ringkasan", "Kemudian."), "Kemudian."),
        (lambda text: text.replace("pertama.", "perdana."), "Kalimat perdana."),
        (lambda text: text.replace("kedua.", "penutup."), "Kalimat penutup."),
    ],
    ids=["title", "summary", "first paragraph", "text"],
)
def test_correction_is_shown_by_the_plan_of_before(
    corrections: Corrections, change: Callable[[str], str], shown: str
) -> None:
    """On the article's page, and byte for byte everywhere else."""
    outcome = corrections.correct(ARTICLE, change)

    assert corrections.plans == 0
    assert shown in outcome.site.page("/berita/uji/").text
    assert corrections.workshop.is_as_from_nothing()


def test_page_that_another_core_makes_is_the_same(
    corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large archive it compiles the templates while this one reads."""
    monkeypatch.setattr(build, "_ARCHIVE_BYTES", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(Renderer, "render", forked_only(Renderer.render))

    corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))

    monkeypatch.undo()
    assert corrections.workshop.is_as_from_nothing()


def forked_only(render: Callable[[Renderer, View], str]) -> Callable[[Renderer, View], str]:
    here = os.getpid()

    def checked(renderer: Renderer, view: View) -> str:
        assert os.getpid() != here
        return render(renderer, view)

    return checked


def test_template_that_fails_says_so_on_any_core(
    corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_ARCHIVE_BYTES", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)

    def broken(renderer: Renderer, view: View) -> str:
        raise UndefinedError("salah ketik")

    monkeypatch.setattr(Renderer, "render", broken)
    with pytest.raises(UndefinedError, match="salah ketik"):
        corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))


def test_templates_of_an_article_are_compiled_first_whatever_they_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, even where two name each other, one is broken or a name is no template's."""
    templates = {
        "article.html": '{% from "macros/b.html" import b %}<a href="contoh.html">',
        "a.html": "",
        "broken.html": "{% if %}",
        "macros/b.html": '{% macro b() %}{% include "macros/c.html" %}{% endmacro %}',
        "macros/c.html": '{% from "macros/b.html" import b %}',
    }
    for name, source in templates.items():
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(source, encoding="utf-8")

    renderer = Renderer([tmp_path], Words({}), lambda: "")

    compiled: list[str] = []
    compile_it = Environment.get_template

    def noted(environment: Environment, name: str) -> Template:
        compiled.append(name)
        return compile_it(environment, name)

    monkeypatch.setattr(Environment, "get_template", noted)

    urgent = [*renderer.prepare()]
    assert compiled == ["article.html", "macros/b.html", "macros/c.html", "a.html", "broken.html"]
    assert urgent == [True, True, True, True, False, False]  # the style is the first


@pytest.mark.parametrize("mark", ["rendering_mark", "digest"])
def test_attendant_that_knows_other_templates_or_another_style_is_not_asked(
    corrections: Corrections, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """Such as one that read them before the last of them was saved."""
    monkeypatch.setattr(build, "_ARCHIVE_BYTES", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(build, mark, lambda _: "lama")
    monkeypatch.setattr(Renderer, "answer", lambda renderer, view: "salah")

    corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))

    assert corrections.workshop.is_as_from_nothing()


def test_corrected_title_has_a_card_of_its_own(corrections: Corrections) -> None:
    """The one before goes: its address is another."""
    before = {place.name for place in corrections.workshop.output.glob("share/uji-*.png")}

    corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))

    after = {place.name for place in corrections.workshop.output.glob("share/uji-*.png")}
    assert len(before) == len(after) == 1
    assert before != after


def test_many_corrections_follow_one_another(corrections: Corrections) -> None:
    """Each builds on what the one before has left, also where a plan anew comes between."""
    for number in range(3):
        corrections.correct(ARTICLE, line("judul", f"Pasar Ke-{number}"))
        corrections.correct(OLDER, line("judul", f"Rencana Ke-{number}"))
        assert corrections.plans == 0
        corrections.correct(OLDER, line("tag", f"[Pasar, Hal {number}]"))
        assert corrections.plans > 0
        assert corrections.workshop.is_as_from_nothing()


@pytest.mark.parametrize(
    "change",
    [
        line("tanggal", "2026-02-01"),
        line("rubrik", "UMKM"),
        line("tag", "[Musik]"),
        line("slug", "uji-baru"),
    ],
)
def test_what_moves_an_article_is_planned_anew(
    corrections: Corrections, change: Callable[[str], str]
) -> None:
    corrections.correct(ARTICLE, change)

    assert corrections.plans > 0
    assert corrections.workshop.is_as_from_nothing()


@pytest.mark.parametrize("extra", ["seri: Pasar", "acara: {nama: Pembukaan, tanggal: 2026-03-03}"])
def test_title_that_stands_in_boxes_is_right_there_too(
    corrections: Corrections, extra: str
) -> None:
    """In a series, its neighbours show it; on the timeline, a drawing does."""
    corrections.correct(ARTICLE, lambda text: text.replace("rubrik:", f"{extra}\nrubrik:"))
    corrections.correct(OLDER, lambda text: text.replace("rubrik:", "seri: Pasar\nrubrik:"))

    corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))

    assert corrections.workshop.is_as_from_nothing()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE forms SET data = '[1]'",
        """UPDATE forms SET data = '{"tags": 7, "fingerprint": 8}'""",
        "UPDATE recipes SET data = replace(data, 'newsroom.', 'os.')",
        """UPDATE recipes SET data = '{"kind": "newsroom.assets:Drawn", "values": ["' || data""",
    ],
)
def test_damaged_recipe_costs_time_only(corrections: Corrections, damage: str) -> None:
    """What is not as it was written is never trusted."""
    (cache,) = (corrections.workshop.folder / "cache").glob("*.sqlite")
    with sqlite3.connect(cache) as database:
        database.execute(damage)

    corrections.correct(ARTICLE, line("judul", "Pasar Rekaan Dibuka"))

    assert corrections.plans > 0
    assert corrections.workshop.is_as_from_nothing()


def test_any_title_of_the_invented_site_may_be_corrected(
    site_workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All kinds, with all that they can have: whatever shows the title shows the new one."""
    places = sorted(site_workshop.content.glob("[ab]*/*.md"))
    for number, place in enumerate(places):
        text = place.read_text(encoding="utf-8")
        if "\nslug:" not in text:  # else its address would follow the title
            place.write_text(text.replace("---\n", f"---\nslug: tetap-{number}\n", 1))
    corrections = Corrections(site_workshop, monkeypatch)
    title = re.compile(r"^((?:judul|title): *['\"]?\w+)", re.MULTILINE)
    planned = 0

    for place in places:
        path = place.relative_to(site_workshop.content).as_posix()
        corrections.correct(path, lambda text: title.sub(r"\1 Anu", text))
        planned += corrections.plans > 0

    assert planned < len(places) / 2  # events, and articles in a series or on the timeline
    assert corrections.workshop.is_as_from_nothing()
