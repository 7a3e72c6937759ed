"""Files that are no pages: pictures, the theme's own files, share cards."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from newsroom.darkroom import Darkroom
from newsroom.data import Value, replace
from newsroom.edition.links import PICTURE_ENDINGS
from newsroom.edition.pictures import PictureFile, PublishedPicture
from newsroom.parallel import shared_out
from newsroom.problems import Problem, problem
from newsroom.progress import Told, untold
from newsroom.publishing import share_cards
from newsroom.publishing.digest import digest
from newsroom.source.records import Record
from newsroom.views.share import ShareCard

# What may hold a photo's place and time, and is not shown by browsers: named, not published.
_UNSHOWN = (".heic", ".heif", ".tif", ".tiff", ".bmp", ".jfif", ".jpe", ".svgz", ".psd", ".dng")

_SUFFIXES = {"image/jpeg": ".jpg", "image/svg+xml": ".svg"}


class Asset(Value, frozen=True):
    """key: digest of what the file is made from; make: its bytes, worked out when needed.

    of: the records whose card it is.
    """

    key: str
    make: Callable[[], bytes]
    of: tuple[Record, ...] = ()


class Drawn(Value, frozen=True):
    """How a card is made again: for the record that it shows, or records that look alike there."""

    records: tuple[Record, ...]


class Pictures(Value, frozen=True):
    """published: by path under content/; assets: by path in the output folder."""

    published: Mapping[str, PublishedPicture]
    assets: Mapping[str, Asset]
    problems: Sequence[Problem]


def copied(files: Mapping[str, Path]) -> dict[str, Asset]:
    """Files published as they are, by their path in the output folder."""
    return {path: Asset(_file_key(file), file.read_bytes) for path, file in files.items()}


def is_picture(path: str) -> bool:
    """Whether a file may only be published as the darkroom gives it."""
    return path.lower().endswith((*PICTURE_ENDINGS, *_UNSHOWN))


def pictures(
    files: Mapping[str, Path],
    shown: Container[str],
    leads: Container[str],
    darkroom: Darkroom,
    known: Mapping[str, str],
    prefix: str,
    told: Told = untold,
) -> Pictures:
    """Every picture under its own path; those that a page shows in all their widths and formats.

    leads: those that search engines and link previews get too, in their shapes. known: the keys of
    the last build's files, by path. A picture that an
    earlier build has published, and whose file was not touched, is not even opened. prefix: stands
    before paths in messages.
    """
    stamps = {path: _file_key(file) for path, file in files.items()}
    keys = {path: _known_key(known.get(path, ""), stamp) for path, stamp in stamps.items()}
    sheets = {path: darkroom.sheet(key) for path, key in keys.items() if key}
    faults: list[Problem] = []
    unknown = [path for path in files if not sheets.get(path)]
    work, progress = partial(_developed, files, darkroom), partial(told, "pictures")
    for portion in shared_out(work, unknown, at_least=2, portion=1, told=progress):
        for path, key, fault in portion:
            if fault:
                faults.append(replace(fault, path=prefix + path))
            else:
                keys[path], sheets[path] = key, darkroom.sheet(key)
    if unknown:
        darkroom.clear_out(set(keys.values()))
    published: dict[str, PublishedPicture] = {}
    assets: dict[str, Asset] = {}
    for path, sheet in sheets.items():
        if sheet is None:
            continue
        published[path] = picture = _placed(sheet, path)
        for kept, placed in zip(
            _files(sheet, path in shown, path in leads),
            _files(picture, path in shown, path in leads),
            strict=True,
        ):
            mark = stamps[path] if placed.path == path else kept.path
            make = partial(_print, darkroom, keys[path], kept.path, files[path], path)
            assets[placed.path] = Asset(f"{keys[path]} {mark}", make)
    return Pictures(published, assets, faults)


def _known_key(known: str, stamp: str) -> str:
    """The darkroom's key, from the last build; "" when the file may have changed since."""
    key, _, known_stamp = known.partition(" ")
    return key if known_stamp == stamp else ""


def _developed(
    files: Mapping[str, Path], darkroom: Darkroom, paths: Sequence[str]
) -> list[tuple[str, str, Problem | None]]:
    """For each path its key, and what is wrong with the picture."""
    from newsroom.publishing.pictures import PictureFault

    found: list[tuple[str, str, Problem | None]] = []
    for path in paths:
        try:
            data = files[path].read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            found.append((path, "", problem(path, 1, "berkas", "file_unreadable", reason=reason)))
            continue
        key, fault = darkroom.key(data, path), None
        try:
            if darkroom.sheet(key) is None:
                darkroom.develop(data, path, key)
        except PictureFault as error:
            values = tuple((name, str(value)) for name, value in error.values.items())
            fault = Problem(path, 1, "berkas", error.code, values)
        found.append((path, key, fault))
    return found


def _placed(sheet: PublishedPicture, path: str) -> PublishedPicture:
    """The sheet with paths in the output folder: gambar/images/pasar.960x640.1a2b3c4d.webp."""
    stem = "gambar" / PurePosixPath(path).with_suffix("")

    def place(file: PictureFile) -> PictureFile:
        suffix = _SUFFIXES.get(file.mime_type) or "." + file.mime_type.rpartition("/")[2]
        size = f"{file.width_px}x{file.height_px}"
        return replace(file, path=f"{stem}.{size}.{file.path[:8]}{suffix}")

    return replace(
        sheet,
        own=replace(sheet.own, path=path),
        shown=tuple(tuple(map(place, group)) for group in sheet.shown),
        crops=tuple(map(place, sheet.crops)),
        preview=place(sheet.preview) if sheet.preview else None,
    )


def _files(picture: PublishedPicture, is_shown: bool, is_lead: bool) -> list[PictureFile]:
    """Those that the site needs."""
    files = [picture.own]
    if is_shown:
        files += (file for group in picture.shown for file in group)
    if is_lead:
        files += (*picture.crops, *([picture.preview] if picture.preview else []))
    return files


def _print(darkroom: Darkroom, key: str, name: str, file: Path, path: str) -> bytes:
    """From the darkroom; developed once more should it have been lost there."""
    data = darkroom.file(key, name)
    if data is None:
        darkroom.develop(file.read_bytes(), path, key)
        data = darkroom.file(key, name)
    if data is None:
        raise OSError(f"{file} changed during the build")
    return data


def cards(drawn: Iterable[tuple[ShareCard, tuple[Record, ...]]]) -> dict[str, Asset]:
    """By path in the output folder; the path changes with all that a card shows.

    The key knows whose card it is too: what is kept of it must lead to all of them.
    """
    assets: dict[str, Asset] = {}
    for card, records in drawn:
        path = card.path
        if path in assets:
            records = (*assets[path].of, *records)
        key = "\n".join((path, *(record.path for record in records)))
        assets[path] = Asset(key, partial(share_cards.draw, card), records)
    return assets


def used_files(paths: Iterable[str], used: Iterable[str], static_paths: Iterable[str]) -> list[str]:
    """Of the files beside the texts those that are published: under STATIC_PATHS, or linked to."""
    wanted = set(used)
    static = tuple(path.strip("/") + "/" for path in static_paths if path.strip("/"))
    return [path for path in paths if path in wanted or path.startswith(static)]


def _file_key(file: Path) -> str:
    status = file.stat()
    return digest("file", status.st_size, status.st_mtime_ns, status.st_ctime_ns, str(file))
