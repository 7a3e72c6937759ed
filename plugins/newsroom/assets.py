"""Files that are no pages: pictures, the theme's own files, the share card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.cache import CachedFile
from newsroom.language.typography import typeset
from newsroom.problems import Problem, problem
from newsroom.publishing import share_cards
from newsroom.publishing.digest import digest
from newsroom.views.desk import Desk
from newsroom.views.parts import ShareImage

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")


@dataclass(frozen=True, slots=True)
class Asset:
    """key: digest of what the file is made from; make: its bytes, worked out when needed."""

    key: str
    make: Callable[[], bytes]


def copied(files: Mapping[str, Path]) -> dict[str, Asset]:
    """Files published as they are, by their path in the output folder."""
    return {path: Asset(_file_key(file), file.read_bytes) for path, file in files.items()}


def pictures(
    files: Mapping[str, Path], known: Mapping[str, CachedFile], prefix: str
) -> tuple[dict[str, Asset], list[Problem]]:
    """Pictures without their metadata, and what is wrong with those that can't be published.

    Other files are copied. A picture that an earlier build has published is not worked on again;
    the first time costs about a second for each photo. prefix: stands before paths in messages.
    """
    assets = copied({p: f for p, f in files.items() if not p.lower().endswith(_PICTURES)})
    problems: list[Problem] = []
    for path in files.keys() - assets.keys():
        key = digest("picture", _file_key(files[path]))
        if path in known and known[path].key == key:
            assets[path] = Asset(key, lambda file=files[path], path=path: _clean(file, path))  # type: ignore[misc]
            continue
        from newsroom.publishing.pictures import PictureFault

        try:
            data = _clean(files[path], path)
        except PictureFault as fault:
            values = tuple((name, str(value)) for name, value in fault.values.items())
            problems.append(Problem(prefix + path, 1, "berkas", fault.code, values))
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            problems.append(problem(prefix + path, 1, "berkas", "file_unreadable", reason=reason))
            continue
        assets[path] = Asset(key, lambda data=data: data)  # type: ignore[misc]
    return assets, problems


def share_card(desk: Desk) -> tuple[str, Asset, ShareImage]:
    """The site's card for links in WhatsApp and the like: its path, the file, what <head> says."""
    first, _, second = desk.site.name.partition(" ")
    title = typeset(desk.site.tagline or desk.site.name)
    arguments = (title, "", (first, second), "")
    path = share_cards.file_name("situs", *arguments)
    image = ShareImage(
        url=desk.site.absolute(path),
        mime_type=share_cards.MIME_TYPE,
        width_px=share_cards.WIDTH_PX,
        height_px=share_cards.HEIGHT_PX,
        alt=f"{desk.site.name}: {title}",
    )
    return path, Asset(digest("card", path), lambda: share_cards.draw(*arguments)), image


def used_files(paths: Iterable[str], used: Iterable[str], static_paths: Iterable[str]) -> list[str]:
    """Of the files beside the texts those that are published: under STATIC_PATHS, or linked to."""
    wanted = set(used)
    static = tuple(path.strip("/") + "/" for path in static_paths if path.strip("/"))
    return [path for path in paths if path in wanted or path.startswith(static)]


def _clean(file: Path, path: str) -> bytes:
    from newsroom.publishing.pictures import prepare

    return prepare(file.read_bytes(), path).own.data


def _file_key(file: Path) -> str:
    status = file.stat()
    return digest("file", status.st_size, status.st_mtime_ns, str(file))
