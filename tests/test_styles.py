"""A page carries the rules for what stands on it, and no others."""

from __future__ import annotations

import shutil

import pytest
from workshop import ROOT, Workshop, files_of, post

from newsroom.problems import BuildStopped
from newsroom.publishing.render import inlined_css
from newsroom.publishing.styles import Stylesheet

PAGE = '<style></style><body class="x"><main><p class="card label">Pasar</p></main></body>'


def fitted(css: str) -> str:
    return Stylesheet(css).fit(PAGE).partition("<style>")[2].partition("</style>")[0]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".card{color:red}.month{color:blue}", ".card{color:red}"),
        ("table,p{margin:0}", "p{margin:0}"),
        ("main p.card:hover::after{top:0}", "main p.card:hover::after{top:0}"),
        (".card .month{top:0}", ""),
        ("p:not(.month){top:0}", "p:not(.month){top:0}"),
        (":is(td,p).card,:root{top:0}", ":is(td,p).card,:root{top:0}"),
        ('[href*="/maps/"]{top:0}', '[href*="/maps/"]{top:0}'),
        ('p::after{content:"};{"}', 'p::after{content:"};{"}'),
        ("@layer a,b;", "@layer a,b;"),
        ("@layer a{@media print{.month{top:0}p{top:1px}}}", "@layer a{@media print{p{top:1px}}}"),
        ("@layer a{@media print{.month{top:0}}}", ""),
        ("@layer a{@page{size:A4}}", "@layer a{@page{size:A4}}"),
        ("body{top:0}*{left:0}", "body{top:0}*{left:0}"),
        (".banner{top:0}", ".banner{top:0}"),  # the service worker may add it
    ],
)
def test_rules_without_an_element_are_left_out(css: str, expected: str) -> None:
    """Elements and classes decide; what stands in brackets, or is no element, drops nothing."""
    assert fitted(css) == expected


def test_page_without_a_table_has_no_rule_for_tables(workshop: Workshop) -> None:
    """And the page beside it, which has one, has."""
    table = "| Petak | Padi |\n|---|---|\n| Utara | 1 |"
    workshop.fill({"a.md": post("judul: Dengan"), "b.md": post("judul: Tanpa")})
    workshop.put({"a.md": post("judul: Dengan", body=table)})

    site = workshop.build().site

    assert "border-collapse" in site.page("/berita/dengan/").text_of("style")
    assert "border-collapse" not in site.page("/berita/tanpa/").text_of("style")


def test_theme_without_a_stylesheet_leaves_the_site_as_it_was(workshop: Workshop) -> None:
    """The sentence names the file that is missing."""
    workshop.put({"a.md": post("judul: Satu")})
    workshop.build()
    before = files_of(workshop.output)
    theme = workshop.folder / "tema"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "static/css/site.css").unlink()

    workshop.put({"b.md": post("judul: Dua")})
    with pytest.raises(BuildStopped, match=r"lengkap: .*/tema/static/css/site\.css tidak ada"):
        workshop.build(THEME=str(theme))

    assert files_of(workshop.output) == before


def test_everything_that_is_shown_keeps_its_rules() -> None:
    """A page that shows everything gets the whole stylesheet back, letter for letter."""
    css = inlined_css((ROOT / "theme/static/css/site.css").read_text(encoding="utf-8"))
    sheet = Stylesheet(css)
    known = "".join(
        f'<b class="{name[1:]}">' if name.startswith(".") else f"<{name}>"
        for name in sorted(sheet.known)
    )

    assert f"<style>{css}</style>" in sheet.fit(f"<style></style><body>{known}")
