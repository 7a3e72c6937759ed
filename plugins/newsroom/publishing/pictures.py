"""From an editor's picture to the files that readers get: small, upright, without any metadata.

What a camera writes beside a picture (place, time, device) is never published: every file is
encoded anew from the pixels. A picture that could harm a reader or cannot be shown is refused.
Source of the settings: DEPENDENCIES.md, section 3.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from newsroom.data import Value
from newsroom.publishing.vector_pictures import VectorFault, check_svg

if TYPE_CHECKING:
    from PIL.Image import Image

Format = Literal["jpeg", "png", "gif", "webp", "avif", "svg"]

WIDTHS_PX = (480, 960, 1600)
MAX_PIXELS = 40_000_000
MAX_SIDE_PX = 16_000  # WebP ends at 16,383

_BY_SUFFIX: Mapping[str, Format] = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".gif": "gif",
    ".webp": "webp",
    ".avif": "avif",
    ".svg": "svg",
}
_FEW_COLOURS = 256
_NEAR = 1.2  # a width this near to the widest is not worth a file
_FALLBACK_PX = 1200  # widest <img> beside newer formats: it is for old browsers, on small screens

# For search engines, as large as the picture allows. Source: NEWSROOM.md T3.
_CROP_RATIOS = ((16, 9), (4, 3), (1, 1))
_CROP_WIDTH_PX = 1200
_CROP_MIN_PIXELS = 50_000
# For link previews: never enlarged, and light enough for WhatsApp. Source: NEWSROOM.md T16, T17.
PREVIEW_SIZE = (1200, 630)
_PREVIEW_MAX_BYTES = 200_000
_PREVIEW_QUALITIES = (78, 68, 58, 48, 38, 28)

# jpeg: 4:2:0 as cameras do; avif: speed 4 would cost six times as much for 3 %. The number of
# threads is fixed because the bytes depend on it.
_OPTIONS: Mapping[Format, Mapping[str, Any]] = {
    "jpeg": {"quality": 78, "progressive": True, "optimize": True},
    "png": {},
    "gif": {},
    "webp": {"quality": 75, "method": 4},
    "avif": {"quality": 55, "speed": 6, "max_threads": 2},
}
# For drawings. Only they are worth the seconds that the smallest PNG of a photo would take.
_FLAT_OPTIONS: Mapping[Format, Mapping[str, Any]] = {
    "png": {"optimize": True},
    "webp": {"lossless": True},
}


class Variant(Value, frozen=True):
    """One file of a picture."""

    format: Format
    width_px: int
    height_px: int
    data: bytes

    @property
    def mime_type(self) -> str:
        return "image/svg+xml" if self.format == "svg" else f"image/{self.format}"


class Picture(Value, frozen=True):
    """A picture as it is published; width_px and height_px are of its widest file, upright.

    own: the file for the picture's own address: same format, widest, without metadata.
    variants: AVIF, then WebP, then what every browser shows (fallback), each by rising width. A
    newer format is there in all widths or not at all, and only where it saves bytes; beside one
    the fallback ends at a middle width.
    crops: 16:9, 4:3 and 1:1 from the middle, for search engines; preview: for link previews. Of
    photos only, and only where they need not be enlarged.
    """

    width_px: int
    height_px: int
    own: Variant
    variants: tuple[Variant, ...]
    crops: tuple[Variant, ...] = ()
    preview: Variant | None = None

    @property
    def fallback(self) -> tuple[Variant, ...]:
        """The files for <img>; the others are for <source>."""
        return tuple(v for v in self.variants if v.format == self.variants[-1].format)


class PictureFault(Exception):
    """Why a picture cannot be published: strings.toml, problems.<code>, and what it names."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def _suffix(kind: str) -> str:
    return ".jpg" if kind == "jpeg" else f".{kind}"


def prepare(data: bytes, name: str) -> Picture:
    """name: with the suffix, which must tell the truth. Raises PictureFault.

    The same bytes give the same picture, as long as Pillow is the same.
    """
    path = PurePosixPath(name)
    kind = _BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        raise PictureFault("picture_kind_unknown", suffix=path.suffix or path.name)
    if not data.strip():
        raise PictureFault("picture_empty")
    if kind == "svg":
        return _vector(data)
    image, full_width = _decoded(data, path, kind)
    return _encoded(image, kind, min(full_width, WIDTHS_PX[-1]))


def _vector(data: bytes) -> Picture:
    try:
        width, height = check_svg(data)
    except VectorFault as fault:
        if fault.part:
            raise PictureFault("picture_svg_refused", part=fault.part, line=fault.line) from fault
        raise PictureFault("picture_svg_damaged", line=fault.line) from fault
    own = Variant("svg", width, height, data)
    return Picture(width, height, own, (own,))


# ------------------------------------------------------------------ reading


def _decoded(data: bytes, path: PurePosixPath, kind: Format) -> tuple[Image, int]:
    """The picture as _upright() gives it. Whatever Pillow raises becomes a PictureFault."""
    from PIL import Image

    decoders = [f.upper() for f in _OPTIONS]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged metadata, which is thrown away
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=decoders) as image:
                _check(image, path, kind)
                return _upright(image)
    except PictureFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:  # a damaged file makes Pillow raise nearly anything
        raise PictureFault("picture_damaged") from error


def _check(image: Image, path: PurePosixPath, kind: Format) -> None:
    """What the head of the file tells; no pixel has been decoded yet."""
    # Phones write a JPEG with a second picture behind it, which Pillow calls MPO.
    actual = "jpeg" if image.format == "MPO" else str(image.format).lower()
    if actual != kind:
        right = path.with_suffix(_suffix(actual)).name
        raise PictureFault("picture_mislabelled", actual=actual.upper(), right=right)
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PX:
        raise _too_large()
    if kind != "jpeg" and getattr(image, "is_animated", False):
        raise PictureFault("picture_animated")


def _too_large() -> PictureFault:
    return PictureFault("picture_too_large", megapixels=MAX_PIXELS // 1_000_000)


def _upright(image: Image) -> tuple[Image, int]:
    """Turned as the camera was held, in sRGB, without metadata; and how wide the whole one is.

    A large JPEG is decoded at a half or a quarter, never smaller than its widest file.
    """
    from PIL import ExifTags, ImageOps

    is_on_its_side = image.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    full_width = image.height if is_on_its_side else image.width
    scale = min(WIDTHS_PX[-1] / full_width, 1)
    image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
    image.load()
    return _plain(ImageOps.exif_transpose(image)), full_width


def _plain(image: Image) -> Image:
    """RGB, or RGBA where anything shows through; eight bits, sRGB, nothing beside the pixels."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile:
        image = _in_srgb(image, profile, mode)
    plain = image.convert(mode)
    if mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def _in_srgb(image: Image, profile: bytes, mode: str) -> Image:
    """The same colours in sRGB. A profile that cannot be read counts as none, which means sRGB."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(source).startswith("sRGB"):
            return image
        if image.mode not in ("L", "RGB", "RGBA", "CMYK"):
            image = image.convert(mode)
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
    except (OSError, ImageCms.PyCMSError):
        return image
    return converted or image


# ------------------------------------------------------------------ writing


def _encoded(image: Image, kind: Format, widest: int) -> Picture:
    is_flat = kind != "jpeg" and image.getcolors(_FEW_COLOURS) is not None
    fallback: Format = "png" if is_flat or image.mode == "RGBA" else "jpeg"
    modern: tuple[Format, ...] = ("webp",) if is_flat else ("avif", "webp")
    widths = [w for w in WIDTHS_PX if w * _NEAR < widest] + [widest]
    sizes = [_scaled(image, width, is_flat) for width in widths]

    plain = _lighter_when_narrower([_variant(size, fallback, is_flat) for size in sizes])
    sizes = [size for size in sizes if size.width in {variant.width_px for variant in plain}]
    groups = [plain]
    for name in reversed(modern):
        made = [_variant(size, name, is_flat) for size in sizes]
        if all(len(v.data) < len(p.data) for v, p in zip(made, groups[0], strict=True)):
            groups.insert(0, made)
    groups = [*map(_lighter_when_narrower, groups[:-1]), plain]

    own = next((g[-1] for g in groups if g[-1].format == kind), None)
    own = own or _variant(sizes[-1], kind, is_flat)
    if len(groups) > 1:
        groups[-1] = [v for v in plain if v.width_px <= _FALLBACK_PX or v is plain[0]]
    variants = tuple(variant for group in groups for variant in group)
    is_photo = fallback == "jpeg"
    return Picture(
        widest,
        sizes[-1].height,
        own,
        variants,
        crops=_crops(image) if is_photo else (),
        preview=_preview(image) if is_photo else None,
    )


def _lighter_when_narrower(group: list[Variant]) -> list[Variant]:
    """A drawing can grow when it is made smaller: its edges get more colours."""
    widest = group[-1]
    return [v for v in group if v is widest or len(v.data) < len(widest.data)]


def _variant(image: Image, kind: Format, is_flat: bool) -> Variant:
    return Variant(kind, image.width, image.height, _file(image, kind, is_flat))


def _crops(image: Image) -> tuple[Variant, ...]:
    crops = []
    for across, down in _CROP_RATIOS:
        unit = min(image.width // across, image.height // down, _CROP_WIDTH_PX // across)
        width, height = unit * across, unit * down
        if width * height >= _CROP_MIN_PIXELS:
            crops.append(_variant(_middle(image, width, height), "jpeg", is_flat=False))
    return tuple(crops)


def _preview(image: Image) -> Variant | None:
    width, height = PREVIEW_SIZE
    if image.width < width or image.height < height:
        return None
    cut = _middle(image, width, height)
    for quality in _PREVIEW_QUALITIES:
        data = _saved(cut, "jpeg", {**_OPTIONS["jpeg"], "quality": quality})
        if len(data) <= _PREVIEW_MAX_BYTES:
            return Variant("jpeg", width, height, data)
    return None


def _middle(image: Image, width: int, height: int) -> Image:
    """As much of the picture as that shape holds, made as small as asked."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    return ImageOps.fit(image, (width, height), Pillow.Resampling.LANCZOS)


def _scaled(image: Image, width: int, is_flat: bool) -> Image:
    from PIL import Image as Pillow

    if width != image.width:
        height = max(round(image.height * width / image.width), 1)
        image = image.resize((width, height), Pillow.Resampling.LANCZOS)
    return _with_palette(image) if is_flat and image.mode == "RGB" else image


def _with_palette(image: Image) -> Image:
    """In its own colours; or, once smoothing has made more of them, in the nearest 256."""
    from PIL import Image as Pillow

    counted = image.getcolors(_FEW_COLOURS)
    if counted is None:
        return image.quantize(_FEW_COLOURS, dither=Pillow.Dither.NONE)
    # One by one: Pillow looks up colours in coarse steps, where two that are nearly alike may
    # fall together.
    colours = sorted(colour for _, colour in counted if isinstance(colour, tuple))
    number: dict[object, int] = {colour: n for n, colour in enumerate(colours)}
    mapped = Pillow.new("P", image.size)
    mapped.putpalette([part for colour in colours for part in colour])
    mapped.putdata([number[pixel] for pixel in image.get_flattened_data()])
    return mapped


def _file(image: Image, kind: Format, is_flat: bool) -> bytes:
    options = (_FLAT_OPTIONS if is_flat else _OPTIONS).get(kind, _OPTIONS[kind])
    if image.mode == "P" and kind not in ("png", "gif"):
        image = image.convert("RGB")
    return _saved(image, kind, options)


def _saved(image: Image, kind: Format, options: Mapping[str, Any]) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
