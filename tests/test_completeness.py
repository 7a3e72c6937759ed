"""What must not be missing in public, and how every other build says that it is."""

from __future__ import annotations

import pytest
from cases import PNG
from workshop import Outcome, Workshop, post

from newsroom.source.reader import kind_of

IMPRINT = {
    "publisher": "Penerbit Rekaan",
    "responsible": "Dewi Rekaan",
    "address": "Jalan Rekaan 1",
    "email": "surat@contoh.example",
}
SOURCE = "sumber: [Catatan rekaan]"
NOTE = "Belum dapat terbit untuk umum"
PICTURE = "gambar: {berkas: images/titik.png, alt: Titik rekaan}"
SHOWN = "![Titik rekaan](images/titik.png)"
IN_TEXT = "gambar_isi: [{berkas: images/titik.png, kredit: Dewi Rekaan}]"
ADDRESS = "/berita/judul-rekaan/"

# A file, the line and field that are named, and what its page says.
GAPS = {
    "no source": ("a.md", post(), ":2: sumber: ", "sumbernya belum disebut"),
    "no speaker": (
        "a.md",
        post(SOURCE, body="Alinea rekaan.\n\n> “Kami menanam padi.”"),
        ":10: isi: kutipan “Kami menanam padi.”",
        "ada kutipan tanpa nama narasumber",
    ),
    "no speaker, straight marks": (
        "a.md",
        post(SOURCE, body='> "Kami menanam padi\n> bersama."'),
        ":8: isi: ",
        "ada kutipan tanpa nama narasumber",
    ),
    "no credit": (
        "a.md",
        post(SOURCE, PICTURE),
        ":6: gambar.kredit: ",
        "gambarnya belum berkredit",
    ),
    "no credit for a picture in the text": (
        "a.md",
        post(SOURCE, body="![Titik rekaan](images/titik.png)"),
        ":8: isi: pembuat gambar “images/titik.png”",
        "gambar dalam isinya belum berkredit",
    ),
    "credit without a name": (
        "a.md",
        post(SOURCE, IN_TEXT.replace("kredit: Dewi Rekaan", "lisensi: CC0"), body=SHOWN),
        ":9: isi: pembuat gambar “images/titik.png”",
        "gambar dalam isinya belum berkredit",
    ),
    "no speaker on a page": (
        "laman/a.md",
        post(body="> “Kami menanam padi.”"),
        ":7: isi: ",
        "ada kutipan tanpa nama narasumber",
    ),
}
WHOLE = {
    "with a source": post(SOURCE),
    "explainer": post(SOURCE, "jenis: penjelasan"),
    "opinion": post("jenis: opini"),
    "reply": post("jenis: hak-jawab"),
    "paid": post("jenis: advertorial"),
    "speaker": post(SOURCE, body="> “Kami menanam padi.”\n>\n> — Dewi Rekaan"),
    "text of a letter": post(SOURCE, body="> Dengan ini kami memberitahukan hal rekaan."),
    "credit of a picture in the text": post(SOURCE, IN_TEXT, body=SHOWN),
    "credit": post(SOURCE, PICTURE.replace("}", ", kredit: Dewi Rekaan}")),
}


def published(workshop: Workshop, **settings: object) -> Outcome:
    """A public build of a site whose imprint is filled in."""
    return workshop.build(REQUIRE_COMPLETE=True, **{"IMPRINT": IMPRINT, **settings})


@pytest.mark.parametrize("gap", GAPS)
def test_public_build_refuses_what_is_incomplete(workshop: Workshop, gap: str) -> None:
    """With file, line and what to write; nothing is written."""
    path, text, words, _ = GAPS[gap]
    workshop.put({path: text, "images/titik.png": PNG})

    outcome = published(workshop)

    assert outcome.is_refused
    assert f"content/{path}{words}" in outcome.report
    assert len(outcome.problems) == 1
    assert not workshop.output.exists()


@pytest.mark.parametrize("gap", GAPS)
def test_other_builds_say_on_the_page_what_is_missing(workshop: Workshop, gap: str) -> None:
    """In a banner, so that nobody takes the preview for ready."""
    path, text, _, note = GAPS[gap]
    workshop.put({path: text, "images/titik.png": PNG})
    address = ADDRESS if kind_of(path) == "article" else "/a/"

    (banner,) = [
        text for text in workshop.build().site.page(address).texts("main .banner") if NOTE in text
    ]

    assert banner == f"{NOTE}: {note}."


@pytest.mark.parametrize("text", WHOLE.values(), ids=list(WHOLE))
def test_what_is_complete_is_published_without_a_word(workshop: Workshop, text: str) -> None:
    """Opinion, paid text and replies need no source; a block quotation without marks no speaker."""
    workshop.put({"a.md": text, "images/titik.png": PNG})

    outcome = published(workshop)

    assert not outcome.is_refused, outcome.report
    assert NOTE not in outcome.site.page(ADDRESS).main
    assert NOTE not in workshop.build().site.page(ADDRESS).main


def test_everything_that_is_missing_stands_in_one_list(workshop: Workshop) -> None:
    """The imprint and the gaps of each file."""
    workshop.put({"a.md": post("judul: A"), "b.md": post("judul: B", PICTURE),
                  "images/titik.png": PNG})  # fmt: skip

    report = published(workshop, IMPRINT={}).report

    for place in ("IMPRINT", "a.md:4: sumber", "b.md:4: sumber", "b.md:5: gambar.kredit"):
        assert place in report
    assert "4 kesalahan" in report


def test_draft_is_not_in_the_way_but_its_preview_tells(workshop: Workshop) -> None:
    """What nobody sees yet may be incomplete."""
    workshop.put({"a.md": post("status: draf")})

    assert not published(workshop).is_refused
    site = workshop.build(PREVIEW_DRAFTS=True).site
    (draft,) = [page for page in site.content_pages if page.path.startswith("draf/")]
    assert NOTE in draft.main
