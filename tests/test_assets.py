"""Pictures in the published site: nothing of the phone that took them, and nothing that harms.

Each costs its work once.
"""

from __future__ import annotations

import io
import os
import shutil

import pytest
from PIL import Image
from workshop import Outcome, Workshop, post

PLACE = {1: "S", 2: (7.0, 58.0, 0.0), 3: "E", 4: (112.0, 37.0, 0.0)}  # GPS tags, an invented spot


def photo_with_place() -> bytes:
    """A small JPEG, as a phone writes it: where it was, and turned on its side."""
    picture, file = Image.new("RGB", (64, 40), "green"), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update(PLACE)
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def site_with(workshop: Workshop, name: str, data: bytes) -> Workshop:
    text = post("judul: Foto Pasar", body=f"![Lapak rekaan di pasar]({{static}}/images/{name})")
    workshop.fill({"a.md": text, f"images/{name}": data})
    return workshop


def test_photo_is_published_without_its_place(workshop: Workshop) -> None:
    """Nobody learns from a picture where an informant lives (case 23f)."""
    outcome = site_with(workshop, "lapak.jpg", photo_with_place()).build()

    published = Image.open(workshop.output / "images" / "lapak.jpg")
    assert not outcome.is_refused
    assert not published.getexif()
    assert published.size == (40, 64)  # upright


def test_drawing_with_a_script_stops_the_build(workshop: Workshop) -> None:
    """The file and the line are named (case 23d)."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg">\n<script>alert(1)</script></svg>'
    outcome = site_with(workshop, "logo.svg", drawing).build()

    assert outcome.is_refused
    assert "content/images/logo.svg" in outcome.report


@pytest.mark.parametrize("name", ["lapak.HEIC", "lapak.tiff", "lapak.bmp", "lapak.svgz"])
def test_picture_that_no_browser_shows_is_refused(workshop: Workshop, name: str) -> None:
    """Copied as it is it would tell where it was taken, even when nothing links to it."""
    workshop.fill({"a.md": post("judul: Foto Pasar"), f"images/{name}": photo_with_place()})

    outcome = workshop.build()

    assert f"content/images/{name}:1: berkas: gambar berjenis" in outcome.report
    assert outcome.is_refused


def pictures_of(outcome: Outcome) -> dict[str, bytes]:
    return {p: d for p, d in outcome.site.files.items() if p.startswith(("images/", "gambar/"))}


def unopened(*_: object) -> None:
    raise AssertionError("a picture was opened")


def test_picture_is_opened_once(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another article, a moved file, a lost output folder, an emptied cache of records: no work."""
    first = pictures_of(site_with(workshop, "lapak.jpg", photo_with_place()).build())
    monkeypatch.setattr("newsroom.darkroom.Darkroom.develop", unopened)

    workshop.put({"b.md": post("judul: Berita Kedua")})
    again = pictures_of(workshop.build())
    shutil.rmtree(workshop.output)
    for cache in (workshop.folder / "cache").glob("*.sqlite*"):
        cache.unlink()
    anew = pictures_of(workshop.build())
    image = workshop.content / "images" / "lapak.jpg"
    image.rename(image.with_name("kios.jpg"))
    moved = pictures_of(site_with(workshop, "kios.jpg", photo_with_place()).build())

    assert first == again == anew
    assert sorted(first.values()) == sorted(moved.values())


def test_build_without_news_does_not_even_read_a_picture(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size and time are enough."""
    first = site_with(workshop, "lapak.jpg", photo_with_place()).build()
    monkeypatch.setattr("newsroom.darkroom.Darkroom.key", unopened)
    monkeypatch.setattr("newsroom.darkroom.Darkroom.file", unopened)

    assert workshop.build().site.files == first.site.files


def test_changed_picture_gets_new_names(workshop: Workshop) -> None:
    """Whoever kept the old file never sees it under the new page; the own address stays."""
    first = pictures_of(site_with(workshop, "lapak.jpg", photo_with_place()).build())
    page = workshop.build().site.page("/berita/foto-pasar/")

    file = io.BytesIO()
    Image.new("RGB", (64, 40), "red").save(file, "JPEG")
    second = site_with(workshop, "lapak.jpg", file.getvalue()).build()

    assert set(first) & set(pictures_of(second)) == {"images/lapak.jpg"}
    assert second.site.page("/berita/foto-pasar/").html != page.html
    assert list(second.site.dead_links()) == []


def test_damaged_darkroom_costs_only_time(workshop: Workshop) -> None:
    """Files cut short, others gone: the site has the same bytes as before."""
    first = site_with(workshop, "lapak.jpg", photo_with_place()).build().site.files
    kept = [p for p in (workshop.folder / "cache" / "pictures").rglob("*") if p.is_file()]
    for number, file in enumerate(sorted(kept)):
        if file.suffix != ".json":
            os.truncate(file, 3) if number % 2 else file.unlink()
    shutil.rmtree(workshop.output)

    assert workshop.build().site.files == first
