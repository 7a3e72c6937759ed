"""One build: from settings and disk, through the four floors, to the output folder.

Everything that touches the disk or the clock happens here. Reading and planning end before the
first byte is written; while one fault stands, nothing is written at all.
"""

from __future__ import annotations

import gc
import importlib.metadata
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom import settings as configuration
from newsroom.cache import Cache, CachedPage, CachedSource
from newsroom.disk import Content, find_content
from newsroom.edition.checks import (
    check_addresses,
    check_name_slugs,
    check_names,
    check_spellings,
)
from newsroom.edition.edition import Edition, publish
from newsroom.edition.links import LinkResolver, Resolution, backlinks
from newsroom.edition.quotations import check_quotations
from newsroom.parallel import shared_out
from newsroom.problems import BuildStopped, ContentFaults, Problem, problem
from newsroom.publishing.digest import digest
from newsroom.publishing.feeds import absolute_links
from newsroom.publishing.host_files import host_files
from newsroom.publishing.lock import only_writer
from newsroom.publishing.machine_files import (
    calendar_paths,
    check_feeds,
    feed_paths,
    machine_files,
)
from newsroom.publishing.plan import Planned, Planner
from newsroom.publishing.render import Renderer, inlined_css
from newsroom.publishing.sitemap import NEWS_SITEMAP, SITEMAP, news_sitemap, sitemap
from newsroom.publishing.writer import (
    MANIFEST,
    Changes,
    FileState,
    OutsideOutput,
    SiteWriter,
    Staged,
)
from newsroom.source.codec import from_data, to_data
from newsroom.source.markdown import MarkdownConverter
from newsroom.source.reader import fingerprint, read
from newsroom.source.records import Article, Record
from newsroom.views.article import speakers
from newsroom.views.desk import Desk
from newsroom.views.frame import frame
from newsroom.views.parts import Frame
from newsroom.views.prose import placed

_MANY = 100  # files or pages from which on a second core pays for starting it
_LIBRARIES = (
    "pelican",
    "Markdown",
    "Jinja2",
    "typogrify",
    "smartypants",
    "PyYAML",
    "feedgenerator",
    "icalendar",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would write: every page and every file to copy, and what is wrong.

    links: for each record's path, where its links lead.
    """

    pages: tuple[Planned, ...]
    assets: Mapping[str, Path]
    edition: Edition
    links: Mapping[str, Resolution]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Portion:
    """What reading some files gave. fresh: path -> row for the cache and HTML."""

    problems: list[Problem] = field(default_factory=list)
    fresh: dict[str, tuple[CachedSource, str]] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)


def clock(environment: Mapping[str, str]) -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH (seconds since 1970) names."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


class Press:
    """Made for one build. `log`: what was read and written and why, a line each, when asked for."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self.folders = configuration.folders(settings)
        self.words = configuration.words(settings)
        self._prefix = _shown(self.folders.content)
        site = configuration.site(settings)
        self.desk = Desk(site, self.words, configuration.addresses(settings))
        self._now = clock(os.environ).astimezone(ZoneInfo(site.timezone))
        self._read_settings = configuration.read_settings(settings, self._prefix)
        self._code = _code_mark(self.folders)
        self._cache = self._open_cache()
        self.log: list[str] = []

    def run(self) -> tuple[Plan, Changes]:
        """Read, plan, render, write. Raises BuildStopped, with all faults, before it writes."""
        with _without_collector():
            return self._run()

    def _run(self) -> tuple[Plan, Changes]:
        plan = self.plan()
        if any(not p.is_warning for p in plan.problems):
            raise ContentFaults(plan.problems, self.words)
        try:
            with only_writer(self.folders.output):
                return plan, self._write(plan)
        except (OSError, OutsideOutput) as error:
            raise BuildStopped(
                self.desk.word(
                    "build.output_unwritable", folder=self.folders.output, reason=_reason(error)
                )
            ) from error

    # -------------------------------------------------------------- source

    def _read(self, content: Content) -> tuple[list[Record], list[Problem]]:
        """All texts, from the cache where the file, the code and the settings are the same."""
        cached = self._cache.sources()
        changed = [
            path
            for path, stamp in content.texts.items()
            if not stamp or path not in cached or cached[path].stamp != stamp
        ]
        problems: list[Problem] = []
        fresh: dict[str, tuple[CachedSource, str]] = {}
        touched: dict[str, str] = {}
        work = partial(self._read_portion, content, cached)
        for portion in shared_out(work, changed, at_least=_MANY):
            problems += portion.problems
            fresh.update(portion.fresh)
            touched.update(portion.touched)
        self._cache.save_sources(fresh, set(cached) - set(content.texts))
        self._cache.save_stamps(touched)
        faulty = {p.path for p in problems if not p.is_warning}
        records = []
        for path in content.texts:
            if self._prefix + path in faulty:
                continue
            if path in fresh:
                self._explain("read", path, "changed" if path in cached else "new")
            row = fresh[path][0] if path in fresh else cached[path]
            records.append(from_data(row.record))
            problems += [_problem(values) for values in row.problems]
        return records, problems

    def _read_portion(
        self, content: Content, cached: Mapping[str, CachedSource], paths: Sequence[str]
    ) -> _Portion:
        """Read the files anew, but keep what is cached of those that hold what they held."""
        portion = _Portion()
        for path in paths:
            try:
                data = _read_bytes(f"{self.folders.content}/{path}")
            except OSError as error:
                place, reason = self._prefix + path, _reason(error)
                portion.problems.append(
                    problem(place, 1, "berkas", "file_unreadable", reason=reason)
                )
                continue
            mark = fingerprint(path, data, self._read_settings)
            stamp = content.texts[path]
            if path in cached and cached[path].fingerprint == mark:
                portion.touched[path] = stamp
                continue
            reading = read(path, data, self._read_settings, self._converter)
            if reading.record:
                warnings = [[p.path, p.line, p.field, p.code, p.values] for p in reading.problems]
                row = CachedSource(stamp, mark, to_data(reading.record), warnings)
                portion.fresh[path] = (row, reading.html)
            else:
                portion.problems += reading.problems
        return portion

    @cached_property
    def _converter(self) -> MarkdownConverter:
        return MarkdownConverter(
            self._settings,
            self.words,
            typography=self._read_settings.typography,
            prefix=self._prefix,
        )

    # -------------------------------------------------------------- edition and plan

    def plan(self) -> Plan:
        """What the site would be, and every fault that stands in its way."""
        content = find_content(
            self.folders.content,
            self._settings["IGNORE_FILES"],
            self.folders.output,
            self._prefix,
        )
        records, problems = self._read(content)
        problems += content.problems
        edition = publish(records, self.desk.site, self._now)
        lists = tuple(Planner(self.desk, edition, {}, {}, self._now).list_addresses())
        resolver = LinkResolver(
            edition.published,
            edition.unpublished,
            content.assets,
            [a.url for a in lists],
            self.desk.site,
            self.desk.addresses,
            self._prefix,
        )
        resolved = {record.path: resolver.resolve(record) for record in records}
        used = {target for r in edition.published for target in resolved[r.path].targets}
        assets = self._assets(content, used)
        taken = [*(a.save_as for a in lists), *assets, *self._machine_names(edition)]
        articles = [r for r in records if isinstance(r, Article)]
        problems += [
            *configuration.refused_settings(self._settings),
            *self._missing_for_public(),
            *(p for found in resolved.values() for p in found.problems),
            *check_names(edition, self._prefix),
            *check_name_slugs(edition, self._prefix),
            *check_addresses(edition, self.desk.addresses, taken, self._prefix),
            *check_spellings(edition, articles, self._prefix),
            *check_quotations(edition.published, edition.names, self._prefix),
            *check_feeds(self.desk.site, edition),
        ]
        linking = backlinks(edition.articles, resolved)
        pages = tuple(Planner(self.desk, edition, resolved, linking, self._now).pages())
        return Plan(pages, assets, edition, resolved, tuple(sorted(problems)))

    def _missing_for_public(self) -> list[Problem]:
        if not self._settings.get("REQUIRE_COMPLETE"):
            return []
        return configuration.missing_for_public(self.desk.site)

    def _assets(self, content: Content, used: set[str]) -> dict[str, Path]:
        """Files copied as they are: under STATIC_PATHS, used by a text, or the theme's own."""
        static = tuple(p.strip("/") + "/" for p in self._settings["STATIC_PATHS"] if p.strip("/"))
        found = {
            path: self.folders.content / path
            for path in content.assets
            if path in used or path.startswith(static)
        }
        for name in self._settings["THEME_STATIC_PATHS"]:
            root = self.folders.theme / name
            for file in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".css"):
                target = f"{self._settings['THEME_STATIC_DIR']}/{file.relative_to(root).as_posix()}"
                found[target] = file
        return found

    # -------------------------------------------------------------- output

    def _write(self, plan: Plan) -> Changes:
        known = self._cache.pages()
        states = {path: FileState(p.sha256, p.size, p.mtime_ns) for path, p in known.items()}
        writer = SiteWriter(self.folders.output, states)
        writer.discard()  # what a killed build left aside
        try:
            keys = self._stage_all(plan, known, writer)
            retention = self._settings["OUTPUT_RETENTION"]
            is_full = self._settings["DELETE_OUTPUT_DIRECTORY"]
            changes = writer.commit(retained=retention if is_full else None)
            for path in changes.removed:
                self._explain("removed", path)
        except BaseException:
            writer.discard()
            raise
        pages = {
            path: CachedPage(keys.get(path, ""), state.sha256, state.size, state.mtime_ns)
            for path, state in writer.site.items()
        }
        changed = {path: page for path, page in pages.items() if known.get(path) != page}
        self._cache.save_pages(changed, set(known) - set(pages))
        return changes

    def _stage_all(
        self, plan: Plan, known: Mapping[str, CachedPage], writer: SiteWriter
    ) -> dict[str, str]:
        """Stage what must be made again; the returned keys say what each file was made from."""
        keys = {
            **self._stage_pages(plan, known, writer),
            **self._stage_assets(plan, known, writer),
            **self._stage_feeds(plan, known, writer),
        }
        for path, data in self._machine_files(plan).items():
            writer.stage(path, data)
        return keys

    def _stage_pages(
        self, plan: Plan, known: Mapping[str, CachedPage], writer: SiteWriter
    ) -> dict[str, str]:
        icon = f"{self._settings['THEME_STATIC_DIR']}/favicon.svg"
        icon = icon if icon in plan.assets else ""
        furniture = frame(self.desk, plan.edition, self._css(), icon)
        seed = digest(
            self._code,
            _template_mark(self.folders),
            self.desk.site,
            furniture,
            _address_mark(self._settings),
        )
        keys: dict[str, str] = {}
        changed: list[Planned] = []
        for page in plan.pages:
            path = page.address.save_as
            key = digest(seed, page.view.__name__, page.address.url, page.options, page.inputs)
            keys[path] = key
            if not self._stays(path, key, known, writer):
                changed.append(page)
        renderer = Renderer(self.folders.templates, self.words, self._settings["JINJA_ENVIRONMENT"])
        if len(changed) >= _MANY:
            renderer.load()
        work = partial(self._render_portion, furniture, renderer, writer)
        for portion in shared_out(work, changed, at_least=_MANY):
            for staged in portion:
                writer.note(staged)
        return keys

    def _render_portion(
        self, furniture: Frame, renderer: Renderer, writer: SiteWriter, pages: Sequence[Planned]
    ) -> list[Staged]:
        cache = self._cache.reopened()
        portion = []
        for page in pages:
            options = dict(page.options)
            if page.text_of:
                options["html"] = cache.text(page.text_of)
            view = page.view(self.desk, furniture, *page.inputs, **options)
            portion.append(writer.put_aside(page.address.save_as, renderer.render(view).encode()))
        return portion

    def _stage_assets(
        self, plan: Plan, known: Mapping[str, CachedPage], writer: SiteWriter
    ) -> dict[str, str]:
        keys: dict[str, str] = {}
        for path, file in plan.assets.items():
            status = file.stat()
            keys[path] = digest("file", status.st_size, status.st_mtime_ns, str(file))
            if not self._stays(path, keys[path], known, writer):
                writer.stage(path, file.read_bytes())
        return keys

    def _stage_feeds(
        self, plan: Plan, known: Mapping[str, CachedPage], writer: SiteWriter
    ) -> dict[str, str]:
        """Feeds and calendars."""
        seed = digest(
            self._code,
            _template_mark(self.folders),
            self.desk.site,
            _address_mark(self._settings),
        )
        keys: dict[str, str] = {}
        content = partial(self._feed_text, plan)
        for file in machine_files(self.desk, plan.edition, plan.links, content):
            keys[file.path] = digest(seed, file.path, file.inputs)
            if not self._stays(file.path, keys[file.path], known, writer):
                writer.stage(file.path, file.make())
        return keys

    def _stays(
        self, path: str, key: str, known: Mapping[str, CachedPage], writer: SiteWriter
    ) -> bool:
        """Whether the file was made from the same, and is still there as it was put in place."""
        if path not in known:
            self._explain("written", path, "new")
        elif known[path].key != key:
            self._explain("written", path, "page_changed")
        elif not writer.is_in_place(path):
            self._explain("written", path, "damaged")
        else:
            writer.keep(path)
            return True
        return False

    def _css(self) -> str:
        file = self.folders.theme / "static" / "css" / "site.css"
        try:
            return inlined_css(file.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise BuildStopped(
                self.desk.word("build.theme_incomplete", theme=self.folders.theme, file=file)
            ) from error

    def _machine_names(self, edition: Edition) -> list[str]:
        """Files of every site that are no pages; no address may be theirs."""
        site = self.desk.site
        fixed = [*host_files(site), SITEMAP, NEWS_SITEMAP, MANIFEST]
        return [*fixed, *feed_paths(site, edition), *calendar_paths(self.desk, edition)]

    def _machine_files(self, plan: Plan) -> dict[str, bytes]:
        """Sitemaps and what hosts look for: cheap enough to make anew each time."""
        site = self.desk.site
        files = host_files(site)
        files[NEWS_SITEMAP] = news_sitemap(self.desk, plan.edition.articles, self._now)
        entries = ((site.absolute(p.address.url), p.modified) for p in plan.pages if p.is_listed)
        files[SITEMAP] = sitemap(entries)
        return files

    def _feed_text(self, plan: Plan, article: Article) -> str:
        """The article's HTML with whole addresses."""
        said = speakers(self.desk, article, plan.edition.names)
        html = placed(self._cache.text(article.path), plan.links[article.path].urls, said)
        return absolute_links(html, self.desk.site.host)

    # -------------------------------------------------------------- what the cache was made from

    def _explain(self, act: str, path: str, reason: str = "") -> None:
        if not self._settings.get("NEWSROOM_EXPLAIN"):
            return
        why = self.desk.word(f"build.reason_{reason}") if reason else ""
        self.log.append(self.desk.word(f"build.explain_{act}", path=path, reason=why))

    def _open_cache(self) -> Cache:
        """One cache for each pair of content and output folder; none of it under --ignore-cache."""
        place = sha256(f"{self.folders.content}\0{self.folders.output}".encode()).hexdigest()[:12]
        markdown = repr(sorted(self._settings["MARKDOWN"].items(), key=str))
        made_with = digest(self._code, repr(self._read_settings), markdown)
        is_used = self._settings["LOAD_CONTENT_CACHE"]
        path = self.folders.cache / f"newsroom-{place}.sqlite" if is_used else None
        cache = Cache(path, made_with)
        if cache.notice:
            print(self.desk.word(f"build.{cache.notice}"), file=sys.stderr)
        return cache


@contextmanager
def _without_collector() -> Iterator[None]:
    """A build makes many objects and drops hardly any: looking for cycles costs a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _code_mark(folders: configuration.Folders) -> str:
    """Changes with any line of the plugin, with the words, or with a library's version."""
    parts = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    code = sorted(Path(__file__).parent.rglob("*.py"))
    return digest(sys.version, *parts, *_marks([*code, folders.theme / "strings.toml"]))


def _template_mark(folders: configuration.Folders) -> str:
    """Changes with any template: pages are made again, texts need not be read again."""
    files = [file for folder in folders.templates for file in sorted(folder.rglob("*.html"))]
    return digest(*_marks(files))


def _marks(files: Sequence[Path]) -> list[str]:
    return [sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]


def _address_mark(settings: Mapping[str, Any]) -> str:
    names = sorted(name for name in settings if name.endswith(("_URL", "_SAVE_AS")))
    return repr([(name, settings[name]) for name in names])


def _read_bytes(path: str) -> bytes:
    """Ten thousand times a build: plain open() costs half of Path.read_bytes()."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def _shown(content: Path) -> str:
    """The content folder as messages name it: from the working folder, where it lies below it."""
    try:
        relative = content.resolve().relative_to(Path.cwd())
    except ValueError:
        return content.name + "/"
    return relative.as_posix() + "/" if relative.parts else ""


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _problem(values: list[Any]) -> Problem:
    """Only warnings are cached: a file with a fault is read again."""
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
