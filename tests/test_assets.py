"""Pictures in the published site: nothing of the phone that took them, and nothing that harms."""

from __future__ import annotations

import io

from PIL import Image
from workshop import Workshop, post

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


def test_picture_is_worked_on_once(workshop: Workshop) -> None:
    """The second build takes it from the output folder as it is."""
    site_with(workshop, "lapak.jpg", photo_with_place()).build()
    before = (workshop.output / "images" / "lapak.jpg").stat().st_mtime_ns

    workshop.put({"b.md": post("judul: Berita Kedua")})
    workshop.build()

    assert (workshop.output / "images" / "lapak.jpg").stat().st_mtime_ns == before
