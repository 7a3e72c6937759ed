"""The adapter: Pelican's shell around the four floors, called one after the other.

Everything that touches the disk or the clock happens here. Reading and planning end before the
first byte is written; while one fault stands, nothing is written at all.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pelican
from pelican import Pelican, signals

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
from newsroom.edition.links import LinkResolver
from newsroom.output.digest import digest
from newsroom.output.feeds import absolute_links, atom
from newsroom.output.host_files import host_files
from newsroom.output.plan import Planned, Planner
from newsroom.output.render import Renderer, inlined_css
from newsroom.output.sitemap import sitemap
from newsroom.output.writer import Changes, FileState, SiteWriter
from newsroom.problems import ContentFaults, Problem, report
from newsroom.source.codec import from_data, to_data
from newsroom.source.markdown import MarkdownConverter
from newsroom.source.reader import fingerprint, read
from newsroom.source.records import Article, Record
from newsroom.views.article import speakers
from newsroom.views.desk import Desk
from newsroom.views.frame import frame
from newsroom.views.prose import placed

_LIBRARIES = (
    "pelican",
    "Markdown",
    "Jinja2",
    "typogrify",
    "smartypants",
    "PyYAML",
    "feedgenerator",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read: the records, the faults and warnings, and the files beside the texts."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    content: Content


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would write: every page and every file to copy, and what is wrong."""

    pages: tuple[Planned, ...]
    assets: Mapping[str, Path]
    edition: Edition
    urls: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


class Newsroom(Pelican):  # type: ignore[misc]
    """PELICAN_CLASS: command line, settings, plugins, autoreload and listen stay Pelican's."""

    def run(self) -> None:
        """Build the site. A fault ends it with the report and nothing written.

        From Python it raises ContentFaults; from the command line it exits with 1 and no traceback;
        under autoreload it returns, so that the next save is built.
        """
        caller = sys._getframe(1).f_code
        try:
            self._build()
        except ContentFaults as faults:
            if not _is_pelican(caller):
                raise
            print(faults, file=sys.stderr)
            if caller is pelican.main.__code__:
                raise SystemExit(1) from None

    def _build(self) -> None:
        started = time.perf_counter()
        build = Build(self.settings)
        changes = build.run()
        for path in changes.written:
            place = str(build.folders.output / path)
            if path == build.desk.site.feed_path:
                signals.feed_written.send(place, context=self.settings, feed=None)
            elif path.endswith(".html"):
                signals.content_written.send(place, context=self.settings)
        signals.finalized.send(self)
        print(build.summary(changes, time.perf_counter() - started))


def check(settings: dict[str, Any]) -> tuple[Problem, ...]:
    """Every fault and warning of the content, sorted. Reads everything, writes no site."""
    build = Build(settings)
    return tuple(sorted(build.plan().problems))


def clock(environment: Mapping[str, str]) -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH (seconds since 1970) names."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _is_pelican(code: CodeType) -> bool:
    return code in (pelican.main.__code__, pelican.autoreload.__code__)


class Build:
    """One build, from settings and disk to the output folder."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self.folders = configuration.folders(settings)
        self._words = configuration.words(settings)
        self._prefix = _shown(self.folders.content)
        self.desk = Desk(
            configuration.site(settings), self._words, configuration.addresses(settings)
        )
        self._now = clock(os.environ).astimezone(ZoneInfo(self.desk.site.timezone))
        self._read_settings = configuration.read_settings(settings, self._prefix)
        self._cache = self._open_cache()

    def run(self) -> Changes:
        """Read, plan, render, write. Raises ContentFaults, with all faults, before it writes."""
        plan = self.plan()
        if any(not p.is_warning for p in plan.problems):
            raise ContentFaults(plan.problems, self._words)
        if plan.problems:
            print(report(plan.problems, self._words), file=sys.stderr)
        return self._write(plan)

    def summary(self, changes: Changes, seconds: float) -> str:
        """One line for the terminal: what changed and how long it took."""
        return self.desk.word(
            "build.summary",
            written=len(changes.written),
            removed=len(changes.removed),
            seconds=f"{seconds:.2f}".replace(".", ","),
        )

    # -------------------------------------------------------------- source

    def read(self) -> Reading:
        """All texts, from the cache where the file, the code and the settings are the same."""
        content = find_content(
            self.folders.content,
            self._settings["IGNORE_FILES"],
            self.folders.output,
            self._prefix,
        )
        cached = self._cache.sources()
        converter: MarkdownConverter | None = None
        records, problems, changed = [], list(content.problems), {}
        for path in content.texts:
            data = (self.folders.content / path).read_bytes()
            mark = fingerprint(path, data, self._read_settings)
            known = cached.get(path)
            if known and known.fingerprint == mark:
                records.append(from_data(known.record))
                problems += [_problem(values) for values in known.problems]
                continue
            converter = converter or MarkdownConverter(
                self._settings,
                self._words,
                typography=self._read_settings.typography,
                prefix=self._prefix,
            )
            reading = read(path, data, self._read_settings, converter)
            problems += reading.problems
            if reading.record:
                records.append(reading.record)
                row = CachedSource(
                    mark, to_data(reading.record), [_data(p) for p in reading.problems]
                )
                changed[path] = (row, reading.html)
        self._cache.save_sources(changed, set(cached) - set(content.texts))
        return Reading(tuple(records), tuple(problems), content)

    # -------------------------------------------------------------- edition and plan

    def plan(self) -> Plan:
        """What the site would be, and every fault that stands in its way."""
        reading = self.read()
        edition = publish(reading.records, self.desk.site, self._now)
        planner = Planner(self.desk, edition, {}, self._now)
        lists = tuple(planner.list_addresses())
        resolver = LinkResolver(
            edition.published,
            edition.unpublished,
            reading.content.assets,
            [a.url for a in lists],
            self.desk.site,
            self.desk.addresses,
            self._prefix,
        )
        resolved = {r.path: resolver.resolve(r) for r in reading.records}
        articles = [r for r in reading.records if isinstance(r, Article)]
        problems = [
            *configuration.refused_settings(self._settings),
            *reading.problems,
            *(p for found in resolved.values() for p in found.problems),
            *check_names(edition, self._prefix),
            *check_name_slugs(edition, self._prefix),
            *check_addresses(
                edition, self.desk.addresses, [a.save_as for a in lists], self._prefix
            ),
            *check_spellings(edition, articles, self._prefix),
        ]
        urls = {path: found.urls for path, found in resolved.items()}
        used = {file for r in edition.published for file in resolved[r.path].files}
        pages = tuple(Planner(self.desk, edition, urls, self._now).pages())
        return Plan(pages, self._assets(reading.content, used), edition, urls, tuple(problems))

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
        try:
            keys = self._stage_all(plan, known, writer)
            retention = self._settings["OUTPUT_RETENTION"]
            is_full = self._settings["DELETE_OUTPUT_DIRECTORY"]
            changes = writer.commit(retained=retention if is_full else None)
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
        stylesheet = self.folders.theme / "static" / "css" / "site.css"
        css = inlined_css(stylesheet.read_text(encoding="utf-8"))
        furniture = frame(self.desk, plan.edition, css)
        seed = digest(self._code_mark(), self.desk.site, furniture, self._address_mark())
        renderer = Renderer(
            self.folders.templates, self._words, self._settings["JINJA_ENVIRONMENT"]
        )
        keys: dict[str, str] = {}
        for page in plan.pages:
            path = page.address.save_as
            key = digest(seed, page.view.__name__, page.address.url, page.options, page.inputs)
            keys[path] = key
            if path in known and known[path].key == key and writer.is_in_place(path):
                writer.keep(path)
                continue
            options = dict(page.options)
            if page.text_of:
                options["html"] = self._cache.text(page.text_of)
            view = page.view(self.desk, furniture, *page.inputs, **options)
            writer.stage(path, renderer.render(view).encode())
        for path, file in plan.assets.items():
            status = file.stat()
            keys[path] = digest("file", status.st_size, status.st_mtime_ns, str(file))
            if path in known and known[path].key == keys[path] and writer.is_in_place(path):
                writer.keep(path)
            else:
                writer.stage(path, file.read_bytes())
        for path, data in self._machine_files(plan).items():
            writer.stage(path, data)
        return keys

    def _machine_files(self, plan: Plan) -> dict[str, bytes]:
        site = self.desk.site
        files = host_files(site)
        entries = ((site.absolute(p.address.url), p.modified) for p in plan.pages if p.is_listed)
        files["sitemap.xml"] = sitemap(entries)
        if site.feed_path:
            newest = plan.edition.articles[: site.feed_size]
            host = "{0.scheme}://{0.netloc}".format(urlsplit(site.url)) if site.url else ""

            def content(article: Article) -> str:
                urls = plan.urls.get(article.path, ())
                said = speakers(self.desk, article, plan.edition.names)
                return absolute_links(placed(self._cache.text(article.path), urls, said), host)

            files[site.feed_path] = atom(self.desk, newest, site.feed_path, content)
        return files

    # -------------------------------------------------------------- what the cache was made from

    def _open_cache(self) -> Cache:
        place = sha256(f"{self.folders.content}\0{self.folders.output}".encode()).hexdigest()[:12]
        markdown = repr(sorted(self._settings["MARKDOWN"].items(), key=str))
        made_with = digest(self._code_mark(), repr(self._read_settings), markdown)
        cache = Cache(self.folders.cache / f"newsroom-{place}.sqlite", made_with)
        if cache.notice:
            print(self.desk.word(f"build.{cache.notice}"), file=sys.stderr)
        return cache

    def _code_mark(self) -> str:
        """Changes with any line of the plugin, the templates, the words, or a library's version."""
        parts = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
        parts.append(sys.version)
        roots = (Path(__file__).parent, *self.folders.templates)
        files = [self.folders.theme / "strings.toml"]
        files += [
            p for root in roots for p in sorted(root.rglob("*")) if p.suffix in (".py", ".html")
        ]
        parts += [sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]
        return digest(*parts)

    def _address_mark(self) -> str:
        names = sorted(n for n in self._settings if n.endswith(("_URL", "_SAVE_AS")))
        return repr([(name, self._settings[name]) for name in names])


def _shown(content: Path) -> str:
    """The content folder as messages name it: from the working folder, where it lies below it."""
    try:
        relative = content.resolve().relative_to(Path.cwd())
    except ValueError:
        return content.name + "/"
    return relative.as_posix() + "/" if relative.parts else ""


def _data(problem: Problem) -> list[Any]:
    return [
        problem.path,
        problem.line,
        problem.field,
        problem.code,
        list(map(list, problem.values)),
    ]


def _problem(values: list[Any]) -> Problem:
    """Only warnings are cached: a file with a fault is read again."""
    path, line, field, code, pairs = values
    return Problem(path, line, field, code, tuple((n, v) for n, v in pairs), is_warning=True)
