"""Where the links lead that editors make between files: resolved once everything is known."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from newsroom.data import Value, replace
from newsroom.edition.addresses import Addresses
from newsroom.edition.site import Site
from newsroom.edition.visibility import is_withdrawn
from newsroom.problems import Problem
from newsroom.source.records import Article, PictureNote, Plan, Record, Reference

# Pelican's marks before a target: `{filename}x.md`, and the old `|filename|x.md`.
_MARK = re.compile(r"[{|](\w+)[}|]")
# What browsers show; other kinds are refused rather than published.
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_FROM_THE_TOP = "{filename}/"  # before the path of a text: so most links are written
_LISTS = {"category": "section", "tag": "tag", "author": "author"}


_Found = tuple[str, str]  # address inside the site; path of the record or file, "" for a list


class Resolution(Value, frozen=True):
    """urls: for each reference of the record, in order, what goes into href or src.

    targets: paths of the records and files that the record links to or shows. picture: path of the
    front matter's picture, or ""; inline_pictures: number and path of the references that are one;
    notes: what `gambar_isi` says of them, by path.
    """

    urls: tuple[str, ...]
    targets: frozenset[str]
    problems: tuple[Problem, ...]
    read_also: tuple[Article, ...] = ()  # the editor's own choice for «Baca juga»
    picture: str = ""
    inline_pictures: tuple[tuple[int, str], ...] = ()
    notes: tuple[tuple[str, PictureNote], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Paths of all pictures that the record's page shows."""
        own = (self.picture,) if self.picture else ()
        return (*own, *(path for _, path in self.inline_pictures))


class LinkResolver:
    """Finds the target of a reference among records, files and list pages."""

    def __init__(
        self,
        records: Sequence[Record],
        unpublished: Iterable[Record],
        files: Iterable[str],
        site_urls: Iterable[str],
        site: Site,
        addresses: Addresses,
        prefix: str,
        faulty: Collection[str] = (),
    ) -> None:
        """files: paths under content/ that may be published as they are; site_urls: list pages etc.

        prefix: what stands before a path in a message ("content/"). faulty: paths of texts that
        could not be read; a link to one is as good as the text will be once it is mended.
        """
        self._inside = site.internal("")
        self._addresses = addresses
        self._prefix = prefix
        self._faulty = frozenset(faulty)
        self._records = {r.path: r for r in records}
        self._unpublished = {r.path: r for r in unpublished}
        self._files = set(files)
        self._url_of = {r.path: addresses.of(r).url for r in records}
        self._urls = {"", *site_urls, *self._url_of.values()}

    def resolve(self, record: Record) -> Resolution:
        """All references of one record; a dead one is a problem at its line.

        Nobody reads the links of a withdrawn text, so there is nothing to mend in them.
        """
        urls, targets, problems = [], set(), []
        inline: list[tuple[int, str]] = []
        for number, reference in enumerate(record.prose.references):
            found = self._find(record, reference)
            if reference.is_picture and not isinstance(found, Problem):
                found = self._picture(found, record, reference.line, "isi")
            if isinstance(found, Problem):
                problems.append(found)
                urls.append("")
                continue
            url, target = found
            suffix = self._suffix(reference, target) if reference.suffix else ""
            urls.append(f"{self._inside}{url}{suffix}")
            targets.add(target)
            if reference.is_picture:
                inline.append((number, target))
        picture = self._lead_picture(record)
        if isinstance(picture, Problem):
            problems.append(picture)
            picture = ""
        targets.add(picture)
        targets.discard("")
        read_also, faults = self._read_also(record)
        notes = dict(self._notes(record, {path for _, path in inline}, problems))
        found_wrong = (*problems, *faults)
        return Resolution(
            tuple(urls),
            frozenset(targets),
            () if found_wrong and is_withdrawn(record) else found_wrong,
            read_also,
            picture,
            tuple(inline),
            tuple(notes.items()),
        )

    def _read_also(self, record: Record) -> tuple[tuple[Article, ...], list[Problem]]:
        """The articles that `baca_juga` names, but none that is withdrawn since.

        A fault for what is no article, or is not public.
        """
        names = record.read_also if isinstance(record, Article) else ()
        chosen, problems = [], []
        for number, name in enumerate(names, start=1):
            field = f"baca_juga[{number}]"
            line = max(record.line_of(field), record.line_of("baca_juga"))
            reference = Reference(name, "", line)
            found = self._find(record, reference)
            target = None if isinstance(found, Problem) else self._records.get(found[1])
            if isinstance(found, Problem):
                problems.append(replace(found, field=field))
            elif found[1] in self._faulty:
                continue
            elif isinstance(target, Article) and target.path != record.path:
                chosen += [] if is_withdrawn(target) else [target]
            else:
                fault = self._problem(record, reference, "read_also_unusable", file=name)
                problems.append(replace(fault, field=field))
        return tuple(chosen), problems

    def _lead_picture(self, record: Record) -> str | Problem:
        """The file that `gambar` names, from content/ or from the folder of the record; or ""."""
        if record.picture is None:
            return ""
        line, file = record.line_of("gambar"), record.picture.file
        meant = self._file(record, file)
        if not meant:
            place = self._prefix + record.path
            return Problem(place, line, "gambar", "picture_missing", (("file", file),))
        found = self._picture((meant, meant), record, line, "gambar")
        return found if isinstance(found, Problem) else meant

    def _notes(
        self, record: Record, shown: Container[str], problems: list[Problem]
    ) -> Iterator[tuple[str, PictureNote]]:
        """`gambar_isi`, by path. problems: gains one for each note of what the text does not show.

        shown: paths of the pictures in the text.
        """
        for number, note in enumerate(record.picture_notes, start=1):
            field = f"gambar_isi[{number}]"
            path = self._file(record, note.file)
            if path in shown:
                yield path, note
                continue
            code = "picture_note_unused" if path else "picture_missing"
            place, line = self._prefix + record.path, record.line_of(field)
            problems.append(Problem(place, line, field, code, (("file", note.file),)))

    def _file(self, record: Record, file: str) -> str:
        """Path of the file that the front matter names; "" where there is none."""
        for path in file_paths(record.path, file):
            meant = path if path in self._files else self._folded.get(fold_path(path), "")
            if meant in self._files:
                return meant
        return ""

    def _picture(self, found: _Found, record: Record, line: int, field: str) -> _Found | Problem:
        """The same, if it is a file that can be shown as a picture."""
        target = found[1] or found[0]
        if target.lower().endswith(PICTURE_ENDINGS) and target in self._files:
            return found
        suffix = posixpath.splitext(target)[1] or posixpath.basename(target)
        place = self._prefix + record.path
        return Problem(place, line, field, "picture_kind_unknown", (("suffix", suffix),))

    def _suffix(self, reference: Reference, target: str) -> str:
        """A withdrawn article has no more headings to lead to."""
        suffix = reference.suffix
        if suffix and target in self._records and is_withdrawn(self._records[target]):
            return suffix.partition("#")[0]
        return suffix

    def _find(self, record: Record, reference: Reference) -> _Found | Problem:
        """What is linked to, or what is wrong with the link."""
        target = reference.target
        at_once = target[len(_FROM_THE_TOP) :] if target.startswith(_FROM_THE_TOP) else ""
        if at_once in self._records and not reference.suffix:
            return self._url_of[at_once], at_once
        mark = _MARK.match(target)
        if mark:
            target = target[mark.end() :]
        if mark and mark[1] == "index":
            return "", ""
        if mark and mark[1] in _LISTS:
            return self._find_list(record, reference, _LISTS[mark[1]], target)
        path = self._path(record.path, target)
        meant = path
        if path not in self._records and path not in self._files:
            meant = self._folded.get(fold_path(path), "")
        if meant in self._records:
            return self._find_record(record, reference, self._records[meant])
        if meant in self._files:
            return meant, meant
        if meant in self._faulty:
            return "", meant
        if meant in self._unpublished:
            return self._problem(record, reference, "link_to_unpublished", file=meant)
        if target.startswith("/") and target.lstrip("/") in self._urls:
            return target.lstrip("/"), ""
        code = "picture_missing" if reference.is_picture else "link_missing"
        return self._problem(record, reference, code, file=target)

    def _find_record(
        self, record: Record, reference: Reference, target: Record
    ) -> _Found | Problem:
        anchor = self._suffix(reference, target.path).partition("#")[2]
        if anchor and anchor != "isi" and anchor not in target.prose.anchors:
            return self._problem(
                record, reference, "anchor_missing", anchor=anchor, file=target.path
            )
        url = self._url_of[target.path]
        if anchor and isinstance(target, Plan):
            url = url.partition("#")[0]
        return url, target.path

    def _find_list(
        self, record: Record, reference: Reference, kind: str, name: str
    ) -> _Found | Problem:
        url = self._addresses.listing(kind, name).url
        if url in self._urls:
            return url, ""
        return self._problem(record, reference, "link_missing", file=reference.target)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return _folded([*self._records, *self._unpublished, *self._files, *self._faulty])

    def _path(self, origin: str, target: str) -> str:
        if target[1:] in self._records and target[0] == "/":
            return target[1:]
        return content_path(origin, target)

    def _problem(self, record: Record, reference: Reference, code: str, **values: str) -> Problem:
        place = self._prefix + record.path
        return Problem(place, reference.line, "isi", code, tuple(values.items()))


def content_path(origin: str, target: str) -> str:
    """The path under content/ that a link means in the file at `origin`; without Pelican's mark."""
    mark = _MARK.match(target)
    path = target[mark.end() :] if mark else target
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/") or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))


def file_paths(origin: str, file: str) -> tuple[str, str]:
    """What the name of a file in the front matter may mean: from content/, or from its folder."""
    return posixpath.normpath(file), content_path(origin, file)


def backlinks(
    articles: Iterable[Article], links: Mapping[str, Resolution]
) -> dict[str, tuple[Article, ...]]:
    """For each record's path the articles that link to it, in the order given."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        for target in sorted(links[article.path].targets):
            found.setdefault(target, []).append(article)
    return {target: tuple(linking) for target, linking in found.items()}


def fold_path(path: str) -> str:
    """Alike for paths that differ by letter case or accent encoding alone."""
    return unicodedata.normalize("NFC", path).casefold()


def _folded(paths: Iterable[str]) -> Mapping[str, str]:
    """Folded path -> the only path that differs from it by letter case or accent encoding alone."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(fold_path(path), []).append(path)
    return {key: paths[0] for key, paths in found.items() if len(paths) == 1}
