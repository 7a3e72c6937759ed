"""Pictures as they are published: upright, in sRGB, without metadata; what may harm is refused."""

from __future__ import annotations

import string
import struct
import tomllib
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFilter
from workshop import ROOT

from newsroom.publishing.pictures import Picture, PictureFault, prepare

SENTENCES = tomllib.loads((ROOT / "theme" / "strings.toml").read_text(encoding="utf-8"))["problems"]
SECRETS = (b"Exif", b"GPS", b"KameraRekaan", b"2026:03:02", b"ICC_PROFILE", b"iCCP", b"ICCP",
           b"xmp", b"http://ns.adobe.com")  # fmt: skip
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def photo(width: int, height: int) -> Image.Image:
    """Smooth colours with some structure, as a camera gives."""
    red = Image.linear_gradient("L").resize((width, height))
    green = Image.radial_gradient("L").resize((width, height))
    blue = Image.effect_mandelbrot((width // 4 + 1, height // 4 + 1), (-2, -1.5, 1, 1.5), 40)
    return Image.merge("RGB", (red, green, blue.resize((width, height))))


def drawing(width: int, height: int) -> Image.Image:
    """Flat areas in three colours."""
    image = Image.new("RGB", (width, height), "#fcfaf5")
    pen = ImageDraw.Draw(image)
    for x in range(0, width, 60):
        pen.polygon([(x, height), (x + 30, height // 4), (x + 60, height)], "#9a2b1c", "#0f5a4c")
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def every_file(picture: Picture) -> list[bytes]:
    return [picture.own.data, *(variant.data for variant in picture.variants)]


def fault(data: bytes, name: str) -> PictureFault:
    with pytest.raises(PictureFault) as caught:
        prepare(data, name)
    return caught.value


def camera_exif(orientation: int) -> Image.Exif:
    """What a telephone writes: place, device, time, and how it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "KameraRekaan"
    exif[ExifTags.Base.DateTime] = "2026:03:02 09:00:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "S"
    place[ExifTags.GPS.GPSLatitude] = (7.0, 58.0, 0.0)
    return exif


def wide_gamut() -> bytes:
    """An sRGB profile with the primaries of Display P3 in place of its own."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    (count,) = struct.unpack_from(">I", profile, 128)
    for number in range(count):
        name, offset, length = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        if name in primaries:
            numbers = (round(part * 65536) for part in primaries[name])
            struct.pack_into(">3i", profile, offset + 8, *numbers)
        elif name == b"desc":
            profile[offset + 8 : offset + length] = bytes(length - 8)
    return bytes(profile)


# ------------------------------------------------------------------ sizes and formats


def test_photo_is_offered_in_three_widths_and_formats() -> None:
    """AVIF and WebP by rising width, then JPEG for old browsers, which stays at the small ones."""
    grain = Image.effect_noise((2400, 1600), 60).filter(ImageFilter.GaussianBlur(1.3))
    rice = Image.blend(photo(2400, 1600), grain.convert("RGB"), 0.8)

    picture = prepare(saved(rice, "JPEG", quality=92), "sawah.jpg")

    assert (picture.width_px, picture.height_px) == (1600, 1067)
    made = [(variant.format, variant.width_px) for variant in picture.variants]
    newer = [(f, w) for f in ("avif", "webp") for w in (480, 960, 1600)]
    assert made == [*newer, ("jpeg", 480), ("jpeg", 960)]
    for variant in picture.variants:
        image = opened(variant.data)
        assert image.width == variant.width_px
        assert f"image/{str(image.format).lower()}" == variant.mime_type
    assert opened(picture.own.data).info.get("progressive")


def test_newer_format_is_there_only_where_it_saves_bytes() -> None:
    """Each is smaller than the next in its width: of this smooth photo, AVIF would not be."""
    picture = prepare(saved(photo(1200, 800), "JPEG"), "pasar.jpg")

    sizes = {(v.format, v.width_px): len(v.data) for v in picture.variants}
    assert {kind for kind, _ in sizes} == {"webp", "jpeg"}
    assert all(sizes["webp", width] < sizes["jpeg", width] for width in (480, 960, 1200))


def test_picture_is_never_made_larger() -> None:
    """A small one stands alone; a width just below the widest is left out."""
    small = prepare(saved(photo(300, 200), "JPEG"), "a.jpg")
    middle = prepare(saved(photo(1000, 700), "JPEG"), "b.jpg")

    assert {variant.width_px for variant in small.variants} == {300}
    assert [variant.width_px for variant in middle.fallback] == [480, 1000]


def test_flat_drawing_stays_exact() -> None:
    """PNG and lossless WebP: every pixel is as it was drawn."""
    image = drawing(600, 300)
    picture = prepare(saved(image, "PNG"), "bagan.png")

    assert {variant.format for variant in picture.variants} == {"webp", "png"}
    assert opened(picture.own.data).mode == "P"
    for variant in picture.variants:
        if variant.width_px == 600:
            assert opened(variant.data).convert("RGB").tobytes() == image.tobytes()


def test_narrower_file_that_is_no_smaller_is_left_out() -> None:
    """Smoothed edges can make a drawing heavier: then the wide one serves every screen."""
    picture = prepare(saved(drawing(600, 300), "PNG"), "bagan.png")

    sizes = [len(variant.data) for variant in picture.fallback]
    assert sizes == sorted(sizes)
    assert [variant.width_px for variant in picture.fallback] == [600]


def test_drawing_is_no_heavier_than_its_file() -> None:
    """A palette of colours that are nearly alike stays one, and no narrower file is heavier."""
    data = (ROOT / "tests" / "site" / "images" / "lumbung.png").read_bytes()

    picture = prepare(data, "lumbung.png")

    assert opened(data).mode == opened(picture.own.data).mode == "P"
    assert len(picture.own.data) <= len(data) * 1.05
    assert opened(picture.own.data).convert("RGB").tobytes() == (
        opened(data).convert("RGB").tobytes()
    )
    for kind in ("png", "webp"):
        sizes = [len(v.data) for v in picture.variants if v.format == kind]
        assert sizes == sorted(sizes)


def test_photo_saved_as_png_is_offered_as_jpeg() -> None:
    """But its own address still holds a PNG, without metadata."""
    picture = prepare(saved(photo(700, 500), "PNG", exif=camera_exif(1)), "pasar.png")

    assert picture.fallback[-1].format == "jpeg"
    assert opened(picture.own.data).format == "PNG"
    assert b"KameraRekaan" not in picture.own.data


def test_transparency_is_kept() -> None:
    """A see-through picture is never put on black."""
    image = photo(500, 400).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((500, 400)))

    picture = prepare(saved(image, "PNG"), "logo.png")

    assert picture.fallback[-1].format == "png"
    for data in every_file(picture):
        assert opened(data).convert("RGBA").getchannel("A").getextrema()[0] < 10


@pytest.mark.parametrize("kind", ["webp", "avif", "gif", "png"])
def test_own_address_keeps_its_format(kind: str) -> None:
    """What is linked to as .webp is WebP."""
    picture = prepare(saved(photo(200, 100), kind), f"a.{kind}")

    assert str(opened(picture.own.data).format).lower() == kind


@pytest.mark.parametrize("mode", ["L", "1", "CMYK", "YCbCr"])
def test_other_kinds_of_jpeg_become_ordinary_ones(mode: str) -> None:
    """Grey and print colours are shown by every browser in the end."""
    image = photo(200, 100).convert(mode).convert("L" if mode == "1" else mode)

    picture = prepare(saved(image, "JPEG"), "a.jpg")

    assert opened(picture.own.data).mode == "RGB"


def test_grey_of_sixteen_bits_keeps_its_range() -> None:
    """White stays white and the middle grey the middle."""
    grey = Image.linear_gradient("L").convert("I").point(lambda value: value * 257)

    picture = prepare(saved(grey.convert("I;16"), "PNG"), "pindaian.png")

    shown = opened(picture.own.data).convert("L")
    assert shown.getextrema() == (0, 255)
    assert shown.getpixel((0, 128)) == 128


def test_second_picture_of_a_telephone_is_left_out() -> None:
    """A JPEG with a small one behind it (MPO) is a JPEG."""
    data = saved(photo(300, 200), "MPO", save_all=True, append_images=[photo(30, 20)])

    assert opened(prepare(data, "a.jpg").own.data).format == "JPEG"


def test_same_bytes_give_the_same_files() -> None:
    """Two builds do not differ."""
    data = saved(photo(700, 500), "JPEG", exif=camera_exif(6))

    assert prepare(data, "a.jpg") == prepare(data, "a.jpg")


def test_search_engines_get_three_shapes() -> None:
    """16:9, 4:3 and 1:1, at most 1200 wide, cut from the middle and never enlarged (T3)."""
    image = photo(1000, 800)
    image.paste("#ff0000", (0, 0, 60, 800))  # an edge that a square leaves out

    crops = prepare(saved(image, "JPEG"), "a.jpg").crops

    shapes = [(crop.width_px, crop.height_px) for crop in crops]
    assert shapes == [(992, 558), (1000, 750), (800, 800)]
    for crop in crops:
        assert opened(crop.data).format == "JPEG"
        assert opened(crop.data).size == (crop.width_px, crop.height_px)
    red, green, _ = opened(crops[2].data).getpixel((5, 400))
    assert not (red > 200 and green < 60)


def test_small_photo_and_drawing_have_no_other_shapes() -> None:
    """Under 50,000 pixels search engines take nothing; a chart cut at its sides is none."""
    assert prepare(saved(photo(240, 160), "JPEG"), "a.jpg").crops == ()
    chart = prepare(saved(drawing(1600, 900), "PNG"), "b.png")
    assert (chart.crops, chart.preview) == ((), None)


def test_link_preview_is_light_and_never_enlarged() -> None:
    """1200x630 and at most 200 KB, however restless the photo; nothing from a smaller one (T17)."""
    restless = Image.effect_noise((1500, 900), 120).convert("RGB")

    preview = prepare(saved(restless, "JPEG", quality=95), "a.jpg").preview
    small = prepare(saved(photo(1100, 900), "JPEG"), "b.jpg").preview

    assert preview is not None and small is None
    assert opened(preview.data).size == (1200, 630)
    assert len(preview.data) <= 200_000


# ------------------------------------------------------------------ privacy, orientation, colour


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_file_tells_where_a_photo_was_taken(kind: str) -> None:
    """Place, device, time, profile: none is in any file (case 23f)."""
    data = saved(photo(1000, 600), kind, exif=camera_exif(1), icc_profile=wide_gamut())
    assert b"KameraRekaan" in data

    picture = prepare(data, f"lokasi.{'jpg' if kind == 'JPEG' else kind.lower()}")

    for file in every_file(picture):
        assert not [secret for secret in SECRETS if secret in file]
        assert not dict(opened(file).getexif())
        assert not {"icc_profile", "exif", "xmp", "comment"} & opened(file).info.keys()


def test_photo_held_upright_stands_upright() -> None:
    """Orientation 6: what the camera saw on the left is above; the widths are the reader's."""
    image = photo(2000, 1000)
    image.paste("#ff0000", (0, 0, 1000, 1000))  # the left half: above, once turned

    picture = prepare(saved(image, "JPEG", exif=camera_exif(6)), "a.jpg")

    assert (picture.width_px, picture.height_px) == (1000, 2000)
    for file in every_file(picture):
        turned = opened(file).convert("RGB")
        red, green, _ = turned.getpixel((turned.width // 2, turned.height // 8))
        assert turned.height == 2 * turned.width
        assert red > 200 and green < 60


def test_colours_of_a_wide_profile_are_kept() -> None:
    """A P3 red becomes the same red in sRGB, in every format."""
    colour = (200, 120, 90)
    image = Image.new("RGB", (400, 300), colour)

    picture = prepare(saved(image, "JPEG", quality=95, icc_profile=wide_gamut()), "a.jpg")

    for file in every_file(picture):
        red, green, blue = opened(file).convert("RGB").getpixel((200, 150))
        # Computed from the two matrices: (213, 115, 83).
        assert abs(red - 213) <= 3 and abs(green - 115) <= 3 and abs(blue - 83) <= 3


def test_broken_profile_is_passed_over() -> None:
    """It counts as none; the picture is still shown."""
    data = saved(photo(100, 80), "JPEG", icc_profile=b"bukan profil")

    assert prepare(data, "a.jpg").width_px == 100


# ------------------------------------------------------------------ what is refused


def bomb(side: int) -> bytes:
    """The head of a PNG of side×side pixels with hardly any data behind it."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
             (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


@pytest.mark.parametrize("side", [20_000, 11_000, 6_400])
def test_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    """400, 121 and 41 megapixels, from a file of a few bytes."""
    assert fault(bomb(side), "a.png").code == "picture_too_large"


def test_endless_strip_is_refused() -> None:
    """Few pixels, but more of them in a row than WebP can hold."""
    assert fault(saved(Image.new("1", (100, 17_000)), "PNG"), "a.png").code == "picture_too_large"


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.95])
@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif", "avif"])
def test_cut_file_is_refused(kind: str, kept: float) -> None:
    """A copy that broke off is not published half."""
    data = saved(photo(300, 200), "JPEG" if kind == "jpg" else kind)

    assert fault(data[: int(len(data) * kept)], f"a.{kind}").code == "picture_damaged"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.svg"])
def test_empty_file_is_refused(name: str) -> None:
    """With the word that it is empty."""
    assert fault(b"", name).code == "picture_empty"


def test_name_must_tell_the_truth() -> None:
    """A PNG named .jpg; the message says the right name."""
    refused = fault(saved(drawing(60, 40), "PNG"), "bagan.rapat.jpg")

    assert refused.code == "picture_mislabelled"
    assert refused.values == {"actual": "PNG", "right": "bagan.rapat.png"}


@pytest.mark.parametrize("name", ["a.heic", "a.tiff", "a.bmp", "a", "a.svgz"])
def test_other_kinds_are_refused(name: str) -> None:
    """What browsers do not show, or Pillow should not open."""
    assert fault(b"apa pun", name).code == "picture_kind_unknown"


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_moving_picture_is_refused(kind: str) -> None:
    """It cannot be stopped by the reader, and it is heavy."""
    frames = {"save_all": True, "append_images": [photo(90, 60).rotate(90)]}

    assert fault(saved(photo(90, 60), kind, **frames), f"a.{kind}").code == "picture_animated"


def test_web_page_named_as_picture_is_refused() -> None:
    """Whatever the name says."""
    assert fault(b"<html><script>alert(1)</script></html>", "a.jpg").code == "picture_damaged"


# ------------------------------------------------------------------ SVG


def test_plain_svg_is_published_as_it_is() -> None:
    """Shapes, gradients, styles and parts of the same file; a drawing program's own notes too."""
    data = f"""<?xml version="1.0" encoding="UTF-8"?>
<svg {SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="40" viewBox="0 0 20 10">
<metadata><inkscape:note>rekaan</inkscape:note></metadata>
<style>.a {{ fill: url(#g) }}</style>
<defs><linearGradient id="g"><stop offset="0" stop-color="#9a2b1c"/></linearGradient></defs>
<path id="p" class="a" style="opacity:.5" d="M0 0h20v10z" inkscape:label="https://contoh.id"/>
<use xlink:href="#p"/><use href="#p"/><image href="data:image/png;base64,AAAA"/>
</svg>""".encode()  # noqa: E501

    picture = prepare(data, "logo.SVG")

    assert picture.own.data == data
    assert picture.variants == (picture.own,)
    assert (picture.width_px, picture.height_px) == (40, 20)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40px" height="30"', (40, 30)),
        ('viewBox="0,0,640,480"', (640, 480)),
        ('width="100%" viewBox="0 0 64 48"', (64, 48)),
        ('height="24" viewBox="0 0 64 48"', (32, 24)),
        ('width="5cm" height="inf"', (300, 150)),
        ('viewBox="0 0 nan nan"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_size_of_an_svg(attributes: str, size: tuple[int, int]) -> None:
    """From its own width and height, else its viewBox, else as browsers do."""
    picture = prepare(f"<svg {SVG} {attributes}/>".encode(), "a.svg")

    assert (picture.width_px, picture.height_px) == size


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<g xmlns:s="http://www.w3.org/2000/svg"><s:script/></g>', "<script>"),
        ('<rect onclick="alert(1)"/>', "onclick="),
        ('<rect ONLOAD="alert(1)"/>', "ONLOAD="),
        ('<a href="https://contoh.id"><rect/></a>', "<a>"),
        ('<use xlink:href="java&#10;script:alert(1)"/>', "href="),
        ('<use href="lain.svg#a"/>', "href="),
        ('<image href="https://contoh.id/lacak.png"/>', "href="),
        ('<image href="data:text/html,x"/>', "href="),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "href="),
        ("<foreignObject><rect/></foreignObject>", "<foreignObject>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml">a</p>', "<p>"),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', "<math>"),
        ('<set attributeName="href" to="x"/>', "<set>"),
        ("<animate/>", "<animate>"),
        ('<rect fill="url(https://contoh.id/a.svg#b)"/>', "fill="),
        ('<rect style="background:url(//contoh.id/a)"/>', "style="),
        ('<g xml:base="https://contoh.id/"/>', "base="),
        ("<style>@import 'https://contoh.id/a.css';</style>", "<style>"),
        ("<style>a{b:url( 'x.png')}</style>", "<style>"),
        (r"<style>a{b:\75rl(x.png)}</style>", "<style>"),
        ("<style>a{b:u<![CDATA[rl(x.png)]]>}</style>", "<style>"),
        ("<style>a{b:u<!-- -->rl(x.png)}</style>", "<style>"),
        ("<?xml-stylesheet href='https://contoh.id/a.css'?>", "<?xml-stylesheet?>"),
    ],
)
def test_svg_that_does_more_than_draw_is_refused(inside: str, part: str) -> None:
    """No script, nothing from elsewhere, no HTML (case 23d); the line is named."""
    refused = fault(f"<svg {SVG}>\n{inside}</svg>".encode(), "logo.svg")

    assert refused.code == "picture_svg_refused"
    assert refused.values == {"part": part, "line": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_svg_with_a_doctype_is_refused(encoding: str) -> None:
    """So entities that grow without end are never read."""
    bombs = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    data = f"{bombs}<svg {SVG}>&b;</svg>".encode(encoding)

    refused = fault(data, "a.svg")

    assert (refused.code, refused.values["part"]) == ("picture_svg_refused", "<!DOCTYPE>")


@pytest.mark.parametrize(
    "data", [b"<svg", b"<html/>", b"teks", b"\xff\xfe\x00", f"<svg {SVG}><g></svg>".encode()]
)
def test_svg_that_is_none_is_refused(data: bytes) -> None:
    """A broken file gets no page to stand on."""
    assert fault(data, "a.svg").code == "picture_svg_damaged"


def test_svg_without_its_namespace_is_refused() -> None:
    """A browser would show it as text."""
    assert fault(b"<svg><rect/></svg>", "a.svg").values["part"] == "<svg> xmlns"


# ------------------------------------------------------------------ words


def test_every_fault_has_its_sentence() -> None:
    """And gives each value that the sentence names."""
    found = [
        fault(b"", "a.png"),
        fault(b"x", "a.bmp"),
        fault(b"x", "a.png"),
        fault(saved(drawing(60, 40), "PNG"), "a.jpg"),
        fault(bomb(20_000), "a.png"),
        fault(b"x", "a.svg"),
        fault(b"<svg/>", "a.svg"),
    ]

    for refused in found:
        sentence = SENTENCES[refused.code]
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert named <= refused.values.keys()
