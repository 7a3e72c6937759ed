"""Articles come, go and move: whatever shows them follows, and all else is not even planned."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from workshop import Workshop, post

from newsroom.publishing.plan import Planned, Planner

MANY = 40  # enough for articles that have nothing to do with one another
FAR = "berita/k5.md"  # of the archive below, the one without a tag that others have


class Moves:
    """A newsroom that has been built once. planned: whose own pages the last build planned."""

    def __init__(self, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
        self.workshop = workshop
        self.planned: set[str] = set()
        pages = Planner.pages

        def noted(planner: Planner) -> Iterator[Planned]:
            for page in pages(planner):
                self.planned.add(page.owner)
                yield page

        monkeypatch.setattr(Planner, "pages", noted)
        self.build()

    def build(self, **settings: object) -> None:
        self.planned.clear()
        outcome = self.workshop.build(**settings)
        assert not outcome.is_refused, outcome.report


def article(number: int, *lines: str, body: str = "Paragraf rekaan.") -> str:
    day = f"2026-{1 + number // 20:02}-{1 + number % 20:02}"
    given = {line.partition(":")[0] for line in lines}
    usual = {"judul": f"Kabar {number}", "slug": f"k{number}", "tanggal": day,
             "rubrik": ("Budaya", "UMKM")[number % 2], "tag": f"[hal-{number % 8}]"}  # fmt: skip
    return post(*(f"{k}: {v}" for k, v in usual.items() if k not in given), *lines, body=body)


@pytest.fixture
def moves(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Moves:
    files = {f"berita/k{n}.md": article(n) for n in range(MANY)}
    files[FAR] = article(5, "tag: [sendiri]", "rubrik: Sendiri")
    files["berita/k7.md"] = article(7, body="Lihat [kabar lain](k30.md).")
    files["berita/k9.md"] = article(9, "baca_juga: [k31.md]")
    workshop.put(files)
    return Moves(workshop, monkeypatch)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("berita/baru.md", article(50)),
        ("berita/k0.md", ""),
        ("berita/k39.md", ""),
        ("berita/k30.md", article(30, "slug: pindah")),
        ("berita/k30.md", article(30, "tag: [hal-1, hal-2]")),
        ("berita/k31.md", article(31, "tanggal: 2026-01-02")),
        ("berita/k31.md", article(31, "rubrik: Budaya", "judul: Kabar Lain")),
        ("berita/k12.md", article(12, "status: tersembunyi")),
        ("berita/k12.md", article(12, "alias: [/lama/k12/]", body="Lain.")),
    ],
    ids=["new", "oldest gone", "newest gone", "another address", "other tags",
         "another day", "another rubric", "hidden", "alias and text"],
)  # fmt: skip
def test_move_is_right_everywhere_and_leaves_others_alone(
    moves: Moves, path: str, text: str
) -> None:
    place = moves.workshop.content / path
    if text:
        moves.workshop.put({path: text})
    else:
        place.unlink()

    moves.build()

    assert FAR not in moves.planned
    assert (path in moves.planned) == bool(text)
    assert moves.workshop.is_as_from_nothing()


def test_draft_reaches_nobody_until_it_is_published(moves: Moves) -> None:
    for status in ("draf", "terbit"):
        moves.workshop.put({"berita/baru.md": article(50, f"status: {status}")})

        moves.build()

        assert FAR not in moves.planned
        assert ("berita/baru.md" in moves.planned) == (status == "terbit")
        assert moves.workshop.is_as_from_nothing()


def test_rename_keeps_the_page(moves: Moves) -> None:
    page = moves.workshop.output / "berita/k3/index.html"
    before = page.stat().st_mtime_ns
    (moves.workshop.content / "berita/k3.md").rename(moves.workshop.content / "berita/z3.md")

    moves.build()

    assert page.stat().st_mtime_ns == before
    assert FAR not in moves.planned
    assert moves.workshop.is_as_from_nothing()


@pytest.mark.parametrize(
    "text",
    [
        article(50, "seri: Pasar"),
        article(50, "rubrik: Rubrik Baru"),
        article(50, "tag: [Sendiri]"),
        "\n".join([article(50), "Lihat [kabar](../tokoh/anu.md)."]),
    ],
    ids=["series", "menu", "spelling", "party"],
)
def test_what_reaches_further_is_planned_anew(moves: Moves, text: str) -> None:
    """Here even the page that is far from all others."""
    moves.workshop.put({"berita/baru.md": text})
    if "tokoh" in text:
        moves.workshop.put({"tokoh/anu.md": "---\nrekaan: ya\njudul: Anu Rekaan\n---\nIsi.\n"})

    moves.build()

    assert FAR in moves.planned
    assert moves.workshop.is_as_from_nothing()


def test_moment_that_an_unplanned_page_waits_for_still_comes(moves: Moves) -> None:
    """A year after its day an article says how old it is; until then it need not be planned."""
    before, after = "1798700000", "1799800000"  # 2026-12-31 and 2027-01-13
    moves.workshop.put({"berita/baru.md": article(50)})
    moves.build(now=before)
    assert FAR not in moves.planned

    moves.build(now=after)

    assert FAR in moves.planned
    assert moves.workshop.is_as_from_nothing(now=after)


def test_fault_that_follows_a_fault_is_told(moves: Moves) -> None:
    """What was read well between two builds that were refused is not in this one's plan."""
    moves.workshop.put({"berita/k1.md": article(1, "tokoh: [Siapa Itu]")})
    assert moves.workshop.build().is_refused

    moves.workshop.put({"berita/k1.md": "---\njudul: [\n---\n"})
    assert moves.workshop.build().is_refused

    moves.workshop.put({"berita/k1.md": article(1, "tag: [hal-2]")})
    moves.build()
    assert moves.workshop.is_as_from_nothing()


def test_lost_page_is_made_again_with_the_news(moves: Moves) -> None:
    """What is not planned is still looked for where it should lie."""
    (moves.workshop.output / "berita/k5/index.html").unlink()
    moves.workshop.put({"berita/baru.md": article(50)})

    moves.build()

    assert moves.workshop.is_as_from_nothing()


def test_corrections_and_moves_follow_one_another(moves: Moves) -> None:
    """Any of them, in any order, each built on what the one before has left."""
    chance = random.Random(20261125)
    numbers = [n for n in range(MANY) if n not in (30, 31)]  # others lead there
    for turn in range(12):
        number = chance.choice(numbers)
        path = f"berita/k{number}.md"
        place = moves.workshop.content / path
        tags = chance.sample(range(8), k=chance.randint(0, 3))
        lines = chance.sample(
            [
                f"tag: [{', '.join(f'hal-{tag}' for tag in tags)}]",
                f"tanggal: 2026-0{chance.randint(1, 3)}-{chance.randint(10, 28)}",
                f"judul: Kabar Turunan {turn}",
                f"ringkasan: Ringkasan {turn}.",
                f"slug: k{number}-{turn}",
                "baca_juga: [k31.md]",
            ],
            k=chance.randint(1, 3),
        )
        if place.exists() and chance.random() < 0.3:
            place.unlink()
        else:
            moves.workshop.put({path: article(number, *lines, body=f"Isi ke-{turn}.")})
        moves.build()
        assert FAR not in moves.planned
        if turn % 3 == 2:
            assert moves.workshop.is_as_from_nothing()


def test_card_that_two_articles_share_stays_with_the_other(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Translations under the same name may look alike on the card, and so lie in one file."""
    address = {"ARTICLE_URL": "{lang}/{slug}/", "ARTICLE_SAVE_AS": "{lang}/{slug}/index.html"}
    first = ("judul: Festival Contoh", "slug: festival", "tanggal: 2026-03-02")
    workshop.put({"berita/satu.md": post(*first)})
    monkeypatch.setattr(Moves, "build", lambda moves: workshop.build(**address))
    moves = Moves(workshop, monkeypatch)
    workshop.put({"berita/dua.md": post(*first, "bahasa: en")})
    moves.build()

    workshop.put({"berita/satu.md": post("judul: Festival Rekaan", *first[1:])})
    moves.build()

    assert len(list(workshop.output.glob("share/festival-*.png"))) == 2
    assert moves.workshop.is_as_from_nothing(**address)
