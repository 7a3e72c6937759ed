"""Pictures on pages: the right file for each screen, and what a reader must know of each."""

from __future__ import annotations

import io
import re
import shutil

import pytest
from PIL import Image
from website import WebPage
from workshop import Outcome, Workshop, post

GAMBAR = """gambar:
  berkas: images/lapak.jpg
  alt: "Lapak rekaan & payung “merah”."
  keterangan: "Pasar Contoh, Senin pagi."
  kredit: Ayu Rekaan
  lisensi: CC BY 4.0
  jenis: {type}"""


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    """Smooth colours, so that a test waits little."""
    file = io.BytesIO()
    shade = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", (shade, shade.rotate(180), shade)).save(file, kind)
    return file.getvalue()


LAPAK = picture(700, 430)


def built(workshop: Workshop, *lines: str, body: str = "Isi rekaan.", **images: bytes) -> Outcome:
    """One article with these lines; images: their bytes by name, beside lapak.jpg."""
    named = {f"images/{name}.{'png' if b'PNG' in data[:8] else 'jpg'}": data
             for name, data in {"lapak": LAPAK, **images}.items()}  # fmt: skip
    workshop.fill({"berita/a.md": post("judul: Pasar", *lines, body=body), **named})
    outcome = workshop.build()
    assert not outcome.is_refused, outcome.report
    return outcome


def article(outcome: Outcome) -> WebPage:
    return outcome.site.page("/berita/pasar/")


def offers(page: WebPage, selector: str) -> list[tuple[str, int]]:
    """Address and width of each file in a srcset."""
    (srcset,) = page.attributes(selector, "srcset")
    parts = [part.split() for part in srcset.split(", ")]
    return [(address, int(width.removesuffix("w"))) for address, width in parts]


# ------------------------------------------------------------------ the picture of an article


def test_lead_picture_says_what_a_reader_must_know(workshop: Workshop) -> None:
    """Caption, who took it, the licence, a text for those who do not see it (P17)."""
    page = article(built(workshop, GAMBAR.format(type="foto")))

    assert page.text_of(".figure figcaption") == (
        "Pasar Contoh, Senin pagi. Foto: Ayu Rekaan · CC BY 4.0"
    )
    assert page.attributes(".figure img", "alt") == ["Lapak rekaan & payung “merah”."]


@pytest.mark.parametrize(
    ("kind", "label", "credit"),
    [("ilustrasi", "Ilustrasi", "Karya: Ayu Rekaan"), ("arsip", "Foto arsip", "Foto: Ayu Rekaan")],
)
def test_what_does_not_show_the_event_is_labelled(
    workshop: Workshop, kind: str, label: str, credit: str
) -> None:
    """On the article and wherever else the picture stands (P17)."""
    outcome = built(workshop, GAMBAR.format(type=kind))

    for page in (article(outcome), outcome.site.front):
        assert page.texts(".figure .label") == [label]
        assert page.text_of(".figure-credit") == f"{credit} · CC BY 4.0"


def test_nothing_is_said_that_no_one_gave(workshop: Workshop) -> None:
    """Without credit, caption and licence there is the picture alone."""
    page = article(built(workshop, "gambar: {berkas: images/lapak.jpg, alt: Lapak rekaan}"))

    assert page.texts("figcaption") == []
    assert len(page.parsed.css(".figure img")) == 1


NOTED = """gambar_isi:
  - berkas: images/lapak.jpg
    keterangan: "Payung <merah>."
    kredit: Ayu Rekaan
    lisensi: CC BY 4.0
    jenis: arsip"""


def test_picture_of_the_text_is_a_figure_with_its_credit(workshop: Workshop) -> None:
    """Where it has a paragraph to itself; what is told of it stands below."""
    body = "Awal rekaan.\n\n![Lapak rekaan](../images/lapak.jpg)\n\nAkhir rekaan."

    page = article(built(workshop, NOTED, body=body))

    assert page.text_of(".prose figure figcaption") == (
        "Foto arsip Payung <merah>. Foto: Ayu Rekaan · CC BY 4.0"
    )
    assert page.attributes(".prose figure img", "alt") == ["Lapak rekaan"]
    assert "<p><figure" not in page.html.replace("\n", "")


def test_title_and_note_of_a_picture_stand_together(workshop: Workshop) -> None:
    """A caption may be written beside the picture, its credit in the front matter."""
    lines = "gambar_isi: [{berkas: images/lapak.jpg, kredit: Ayu Rekaan}]"

    page = article(built(workshop, lines, body='![Lapak](../images/lapak.jpg "Pagi *hari*.")'))

    assert page.text_of(".prose figcaption").endswith("Foto: Ayu Rekaan")
    assert page.text_of(".prose figcaption").startswith("Pagi")


def test_picture_in_a_sentence_keeps_its_credit(workshop: Workshop) -> None:
    """A figure cannot stand there, but whoever made it is still named."""
    page = article(built(workshop, NOTED, body="Lihat ![Lapak](../images/lapak.jpg) ini."))

    assert page.parsed.css(".prose p img")
    assert "Foto: Ayu Rekaan" in page.text_of(".prose p small")


def test_note_of_a_picture_that_the_text_does_not_show_is_a_fault(workshop: Workshop) -> None:
    """Another file, or a picture that went; each at the line of its entry."""
    workshop.put({"berita/a.md": post(NOTED), "images/lapak.jpg": LAPAK})
    (unused,) = workshop.build().problems
    assert (unused.code, unused.line) == ("picture_note_unused", 6)

    workshop.put({"berita/a.md": post(NOTED.replace("lapak.jpg", "pasar.jpg"))})
    (missing,) = workshop.build().problems
    assert (missing.code, missing.line) == ("picture_missing", 6)


def test_licence_with_an_address_is_a_link(workshop: Workshop) -> None:
    """Its text is the address without its beginning."""
    lines = GAMBAR.format(type="foto").replace("CC BY 4.0", "https://contoh.example/lisensi/")

    (link,) = [x for x in article(built(workshop, lines)).links if "lisensi" in x.href]

    assert (link.text, link.href) == ("contoh.example/lisensi", "https://contoh.example/lisensi/")


def test_each_screen_finds_its_file(workshop: Workshop) -> None:
    """Newer formats first; every file is there, as wide as it says, and never enlarged."""
    outcome = built(workshop, GAMBAR.format(type="foto"), lapak=picture(1300, 800))
    page = article(outcome)

    assert page.attributes(".figure source", "type") == ["image/webp"]
    found = offers(page, ".figure source") + offers(page, ".figure img")
    assert [width for _, width in found] == [480, 960, 1300, 480, 960]
    for address, width in found:
        file = outcome.site.files[outcome.site.file_at(address)]
        assert Image.open(io.BytesIO(file)).width == width
    sizes = {*page.attributes(".figure source", "sizes"), *page.attributes(".figure img", "sizes")}
    assert sizes == {"(min-width: 42rem) 40rem, calc(100vw - 2rem)"}
    assert page.attributes(".figure img", "width") == ["1300"]
    assert page.attributes(".figure img", "height") == ["800"]


def test_tall_picture_leaves_room_for_the_text(workshop: Workshop) -> None:
    """Shown narrower on a wide screen, at its own proportions, and `sizes` says so."""
    lines = GAMBAR.format(type="foto").replace("lapak.jpg", "tegak.jpg")
    page = article(built(workshop, lines, tegak=picture(900, 1800)))

    assert page.attributes(".figure img", "width") == ["360"]
    assert page.attributes(".figure img", "height") == ["720"]
    assert page.attributes(".figure img", "sizes") == [
        "(min-width: 392px) 360px, calc(100vw - 2rem)"
    ]


def test_small_picture_is_one_file(workshop: Workshop) -> None:
    """No widths to choose from, none claimed."""
    page = article(built(workshop, body="![Lambang rekaan](../images/kecil.jpg)",
                         kecil=picture(90, 60)))  # fmt: skip

    assert page.attributes("main img", "width") == ["90"]
    assert page.attributes("main img", "sizes") == []


# ------------------------------------------------------------------ pictures in the text


def test_only_the_first_picture_loads_at_once(workshop: Workshop) -> None:
    """The lead with priority; what lies further down when the reader comes near (R3)."""
    body = "![Lapak rekaan](../images/lapak.jpg)\n\nTeks.\n\n![Lapak lagi](../images/lapak.jpg)"
    page = article(built(workshop, GAMBAR.format(type="foto"), body=body))
    alone = article(built(workshop, body=body))

    images = "main .figure img, main .prose img"
    assert page.attributes(images, "fetchpriority") == ["high"]
    assert page.attributes(images, "loading") == ["lazy", "lazy"]
    assert page.attributes(images, "decoding") == ["async", "async"]
    assert alone.attributes(images, "fetchpriority") == ["high"]
    assert alone.attributes(images, "loading") == ["lazy"]


def test_picture_below_the_text_waits(workshop: Workshop) -> None:
    """Even when it is the only one of the page."""
    page = article(built(workshop, body="Teks.\n\n![Lapak rekaan](../images/lapak.jpg)"))

    assert page.attributes("main img", "loading") == ["lazy"]
    assert page.attributes("main img", "fetchpriority") == []


def test_picture_in_the_text_is_a_figure(workshop: Workshop) -> None:
    """With its caption, its files and what the editor said of it."""
    body = '![Lapak “rekaan”](../images/lapak.jpg "Lapak pertama (rekaan).")'
    page = article(built(workshop, body=body))

    assert page.texts(".prose figure figcaption") == ["Lapak pertama (rekaan)."]
    assert page.attributes(".prose img", "alt") == ["Lapak “rekaan”"]
    assert [width for _, width in offers(page, ".prose source")] == [480, 700]
    assert '="link:' not in page.html


def test_every_picture_keeps_its_place_free(site_pages: list[WebPage]) -> None:
    """Width and height on each, so that no text jumps; no address leads nowhere."""
    images = [node for page in site_pages for node in page.parsed.css("main img")]

    assert images
    for node in images:
        assert re.fullmatch(r"[1-9]\d*", node.attributes["width"] or "")
        assert re.fullmatch(r"[1-9]\d*", node.attributes["height"] or "")


@pytest.fixture
def site_pages(workshop: Workshop) -> list[WebPage]:
    """One page of each kind that can bear a picture."""
    bearer = "gambar: {berkas: images/lapak.jpg, alt: Lapak rekaan, jenis: arsip}"
    workshop.fill({
        "berita/a.md": post("judul: Pasar", bearer),
        "agenda/b.md": post("judul: Pameran", "keadaan: menyusul", bearer).replace(
            "tanggal: 2026-03-02 09:00\n", ""),
        "program/c.md": post("judul: Kelas", "bidang: umkm", bearer).replace(
            "tanggal: 2026-03-02 09:00\n", ""),
        "tokoh/d.md": f"---\nnama: Citra Rekaan\n{bearer}\n---\nRekaan.\n",
        "lembaga/e.md": f"---\nnama: Lumbung Rekaan\n{bearer}\n---\nRekaan.\n",
        "laman/f.md": post("judul: Tentang", bearer),
        "images/lapak.jpg": LAPAK,
    })  # fmt: skip
    outcome = workshop.build()
    assert not outcome.is_refused, outcome.report
    assert list(outcome.site.dead_links()) == []
    return outcome.site.content_pages


@pytest.mark.parametrize("path", ["berita/pasar", "agenda/b", "program/c", "tokoh/d", "lembaga/e",
                                  "f", ""])  # fmt: skip
def test_every_kind_of_page_shows_its_picture(site_pages: list[WebPage], path: str) -> None:
    """With its label; the front page shows that of its lead."""
    ending = f"{path}/index.html".lstrip("/")
    (page,) = [p for p in site_pages if p.path == ending]

    assert page.texts(".figure .label") == ["Foto arsip"]


def test_folder_and_site_path_stand_before_each_file(workshop: Workshop) -> None:
    """A site below a path, a file with a space in its name."""
    name = "lapak pagi, ramai"
    workshop.fill({
        "a.md": post("judul: Pasar", f'gambar: {{berkas: "images/{name}.jpg", alt: Pasar}}'),
        f"images/{name}.jpg": LAPAK,
    })  # fmt: skip
    outcome = workshop.build(SITEURL="https://contoh.example/warta")

    page = outcome.site.page("/warta/berita/pasar/")
    addresses = [address for address, _ in offers(page, ".figure source")]
    assert all(address.startswith("/warta/gambar/images/lapak%20pagi") for address in addresses)
    assert list(outcome.site.dead_links()) == []


def test_corrected_text_leaves_its_pictures_as_they_are(workshop: Workshop) -> None:
    """The page is made again from what the last build remembers, as a clean build would make it."""
    body = "Teks rekaan.\n\n![Lapak rekaan](../images/lapak.jpg)\n\n{}"
    built(workshop, GAMBAR.format(type="arsip"), body=body.format("Salah."))
    workshop.put({
        "berita/a.md": post("judul: Pasar", GAMBAR.format(type="arsip"), body=body.format("Benar."))
    })  # fmt: skip
    edited = workshop.build().site.files
    shutil.rmtree(workshop.output)
    shutil.rmtree(workshop.folder / "cache")

    assert b"Benar." in edited["berita/pasar/index.html"]
    assert workshop.build().site.files == edited


# ------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("images/tidak-ada.jpg", "berkas “images/tidak-ada.jpg” tidak ada"),
        ("images/catatan.pdf", "gambar berjenis .pdf tidak dapat dipakai"),
    ],
)
def test_missing_or_other_file_is_named_with_its_line(
    workshop: Workshop, file: str, words: str
) -> None:
    """Before anything is written."""
    lines = (f"gambar: {{berkas: {file}, alt: Lapak rekaan}}",)
    workshop.fill({"a.md": post("judul: Pasar", *lines), "images/catatan.pdf": b"%PDF-1.7 rekaan"})

    outcome = workshop.build()

    assert outcome.is_refused
    assert "content/a.md:5: gambar: " + words in outcome.report


def test_other_file_in_the_text_is_named_too(workshop: Workshop) -> None:
    """A document is linked to, not shown."""
    body = "Teks.\n\n![Surat rekaan](images/catatan.pdf)"
    workshop.fill({"a.md": post("judul: Pasar", body=body), "images/catatan.pdf": b"%PDF-1.7"})

    assert "content/a.md:9: isi: gambar berjenis .pdf" in workshop.build().report
