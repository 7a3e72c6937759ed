"""One build: from settings and disk, through the four floors, to the output folder.

What touches the disk or the clock happens here and in the rooms beside (intake, assets, staging).
Reading and planning end before the first byte is written; while one fault stands, nothing is.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from newsroom import settings as configuration
from newsroom.assets import (
    Asset,
    Pictures,
    cards,
    copied,
    is_picture,
    pictures,
    used_files,
)
from newsroom.cache import Cache, CacheDamaged, PlanMark, cannot_write
from newsroom.chronicle import Chronicle
from newsroom.darkroom import Darkroom
from newsroom.data import Value, replace
from newsroom.disk import Content, find_content
from newsroom.edition.addresses import WORKER
from newsroom.edition.checks import (
    check_addresses,
    check_event_ids,
    check_name_slugs,
    check_names,
    check_spellings,
    with_slug_owners,
)
from newsroom.edition.clock import Clock
from newsroom.edition.completeness import check_complete
from newsroom.edition.edition import Edition, publish
from newsroom.edition.links import LinkResolver, Resolution, backlinks
from newsroom.edition.mentions import check_mentionable
from newsroom.edition.pictures import PublishedPicture, page_pictures
from newsroom.edition.quotations import check_quotations
from newsroom.edition.reminders import reminders
from newsroom.edition.visibility import is_withdrawn
from newsroom.explanation import Explanation
from newsroom.intake import Intake
from newsroom.last_plan import LastPlan, spellings_mark
from newsroom.marks import (
    Marks,
    address_mark,
    code_mark,
    look_mark,
    rendering_mark,
    settings_mark,
    template_options_mark,
    words_mark,
)
from newsroom.parallel import Attendant
from newsroom.problems import BuildStopped, ContentFaults, Problem
from newsroom.progress import Told, untold
from newsroom.publishing.digest import digest
from newsroom.publishing.host_files import host_files
from newsroom.publishing.lock import only_writer
from newsroom.publishing.machine_files import (
    calendar_paths,
    check_feeds,
    feed_paths,
    machine_files,
    open_data_paths,
)
from newsroom.publishing.moves import OutsideOutput
from newsroom.publishing.plan import Planner
from newsroom.publishing.render import Renderer
from newsroom.publishing.sitemap import NEWS_SITEMAP, SITEMAP
from newsroom.publishing.writer import MANIFEST, Changes, FileState, SiteWriter
from newsroom.repository import open_repository
from newsroom.source.markdown import MarkdownConverter
from newsroom.source.records import Article, Event, Programme, Record
from newsroom.staging import NotInPlace, Plan, Staging
from newsroom.theme import published_files, stylesheet, worker_source
from newsroom.views.desk import Desk
from newsroom.views.frame import frame
from newsroom.views.parts import Frame, View
from newsroom.views.share import ShareCard, card_image, own_card, site_card

T = TypeVar("T")

Bystanders = Callable[[Edition, Mapping[str, Resolution], Frame], Mapping[str, str]]

# Kinds whose pictures search engines and link previews get in their own shapes.
_WITH_PREVIEW = (Article, Event, Programme)


class _Read(Value, frozen=True):
    """problems: of the files as they are; told: of what they were and are no longer."""

    content: Content
    problems: list[Problem]
    chronicle: Chronicle
    told: list[Problem]


def now(environment: Mapping[str, str]) -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH (seconds since 1970) names."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


class Press:
    """Made for one build. explanation: of what it did, when asked for."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        code: str = "",
        attendant: Attendant[Marks, View, str] | None = None,
    ) -> None:
        """code: the mark of the code that runs; without it, that of the code on disk.

        attendant: renders views, and introduces itself with the mark of what it does so with.
        """
        self._settings = settings
        self.told: Told = untold  # of the progress of long builds
        self.folders = configuration.folders(settings)
        self.words = configuration.words(settings)
        self._prefix = _shown(self.folders.content)
        site = configuration.site(settings)
        desk = Desk(site, self.words, configuration.addresses(settings))
        image = card_image(desk, site_card(desk)) if site.url else None
        self.desk = replace(desk, share_image=image)
        self._clock = Clock(now(os.environ).astimezone(ZoneInfo(site.timezone)))
        self._read_settings = configuration.read_settings(settings, self._prefix)
        self._code_mark = digest(code or code_mark(), words_mark(self.folders))
        self._rendering_mark = rendering_mark(self.folders)
        self._seed = digest(
            self._code_mark,
            self._rendering_mark,
            template_options_mark(settings),
            self.desk.site,
            self.desk.share_image,
            address_mark(settings),
        )
        self.explanation = Explanation(self.words, is_wanted=bool(settings.get("NEWSROOM_EXPLAIN")))
        self._theme_files = published_files(self.folders, settings)
        options = settings["JINJA_ENVIRONMENT"]
        css = partial(stylesheet, self.folders, self.words)
        self._renderer = Renderer(self.folders.templates, self.words, css, options)
        self._attendant = attendant
        self._cache = self._open_cache()
        self._converter = cache(self._markdown)
        self._intake = self._open_intake()
        self._last_plan = LastPlan(self.desk, self._cache, self._intake, self._clock)

    def run(self) -> tuple[Plan, Changes]:
        """Read, plan, render, write. Raises BuildStopped, with all faults, before it writes."""
        with self._in_one_sentence(self.folders.output), only_writer(self.folders.output):
            self._writer({}).discard()  # even if there is a fault now in what is to be built
            return self._with_sound_cache(self._run)

    def _helped(self, views: Sequence[View]) -> Callable[[], Sequence[str | None]]:
        """As Staging wants to be helped."""
        attendant = self._attendant
        introduced = attendant.introduction() if attendant else None
        same = (self._rendering_mark, digest(self._renderer.css))
        if attendant and introduced and (introduced.rendering, introduced.style) == same:
            return attendant.ask(views)
        return lambda: [None] * len(views)

    def pages(self) -> dict[str, str]:
        """Files in the output folder, by path of the source whose text they place."""
        return self._cache.pages()

    def close(self) -> None:
        """Let go of the cache's file, of which a process that builds often would hold many."""
        self._cache.close()

    def check(self) -> tuple[Problem, ...]:
        """Every fault and warning, sorted; writes no site."""
        with self._in_one_sentence(self.folders.cache):
            return self._with_sound_cache(self._check)

    @contextmanager
    def _in_one_sentence(self, folder: Path) -> Iterator[None]:
        """What the system refuses, as a fault that names the folder that is written to."""
        try:
            yield
        except (OSError, OutsideOutput) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise BuildStopped(
                self.desk.word("build.output_unwritable", folder=folder, reason=reason)
            ) from error

    def _check(self) -> tuple[Problem, ...]:
        plan = self._plan(self._read())
        edition = publish(plan.records.values(), self.desk.site, self._clock)
        patience = configuration.patience(self._settings)
        notes = reminders(edition, self._clock.now, patience, self._prefix)
        return tuple(sorted((*plan.problems, *notes)))

    def _with_sound_cache(self, work: Callable[[], T]) -> T:
        """Once more from nothing, should the cache turn out to be damaged in the middle of it."""
        with _without_collector():
            try:
                return work()
            except (sqlite3.Error, CacheDamaged) as error:
                self._drop_cache(error)
                self.explanation.forget()
                return work()

    def _drop_cache(self, error: sqlite3.Error | CacheDamaged) -> None:
        is_broken = isinstance(error, CacheDamaged) or not cannot_write(error)
        self._cache.renew(keep=is_broken)
        notice = "cache_broken" if is_broken else "cache_unwritable"
        print(self.desk.word(f"build.{notice}", reason=error), file=sys.stderr)

    def _run(self) -> tuple[Plan, Changes]:
        known = self._cache.files()
        writer = self._writer(known)
        writer.look()
        read = self._read()
        marks = (look_mark(self.folders), settings_mark(self._settings), read.chronicle.mark)
        made_with = digest(self._seed, *marks)
        self._last_plan.look(made_with, read.content, self._theme_files)
        found = [*read.problems, *read.told]
        again = self._last_plan.again(found, known.keys())
        if again:
            with suppress(NotInPlace):
                return again, self._write(again, known, writer, None)
        with suppress(NotInPlace):
            return self._planned(read, known, writer, self._last_plan.bystanders)
        return self._planned(read, known, writer)

    def _planned(
        self,
        read: _Read,
        known: Mapping[str, FileState],
        writer: SiteWriter,
        bystanders: Bystanders = lambda *_: {},
    ) -> tuple[Plan, Changes]:
        """Plan the site anew, and make what is to be made."""
        if self._attendant:
            self._attendant.go_on()
        plan = self._plan(read, bystanders)
        if any(not p.is_warning for p in plan.problems):
            raise ContentFaults(plan.problems, self.words)
        saved = self._last_plan.saved(plan, [*read.problems, *read.told])
        return plan, self._write(plan, known, writer, saved)

    # -------------------------------------------------------------- read and plan

    def _read(self) -> _Read:
        """What lies in the content folder, and what Git knows of it, read into the cache."""
        content = find_content(
            self.folders.content,
            self._settings["IGNORE_FILES"],
            self.folders.output,
            self._prefix,
        )
        found = [*content.problems, *self._intake.update(content)]
        chronicle = self._open_chronicle()
        chronicle.update()
        told = chronicle.problems(self._intake, self._clock, self.desk)
        return _Read(content, found, chronicle, told)

    def _plan(self, read: _Read, bystanders: Bystanders = lambda *_: {}) -> Plan:
        """What the site is to be, and every fault that stands in its way.

        bystanders: tells which files are what they were, and so need no planning.
        """
        content, found, chronicle = read.content, read.problems, read.chronicle
        faulty = {p.path.removeprefix(self._prefix) for p in found if not p.is_warning}
        paths = [path for path in content.texts if path not in faulty]
        records = self._intake.records(paths)
        edition = publish(records, self.desk.site, self._clock)
        lists = tuple(Planner(self.desk, edition, {}, {}, self._clock).list_addresses())
        resolver = LinkResolver(
            edition.published,
            edition.unpublished,
            content.assets,
            [a.url for a in lists],
            self.desk.site,
            self.desk.addresses,
            self._prefix,
            faulty,
        )
        resolved = {record.path: resolver.resolve(record) for record in records}
        theme = self._theme_files
        icon = f"{self._settings['THEME_STATIC_DIR']}/favicon.svg"
        script = next((path for path in theme if fnmatch(path, "*/js/site.*.js")), "")
        around = frame(self.desk, edition, icon if icon in theme else "", script)
        standing = bystanders(edition, resolved, around)
        unchanged = frozenset(standing.values())
        assets, shown = self._assets(content, edition, resolved, unchanged)
        taken = [*(a.save_as for a in lists), *assets, *self._machine_names(edition)]
        articles = [r for r in records if isinstance(r, Article)]
        problems = [
            *with_slug_owners(found, records, self._prefix),
            *read.told,
            *chronicle.lost_addresses(edition, self.desk, faulty),
            *shown.problems,
            *configuration.refused_settings(self._settings),
            *self._missing_for_public(edition),
            *(p for found in resolved.values() for p in found.problems),
            *check_names(edition, self._prefix, faulty),
            *check_mentionable((*edition.people, *edition.organizations), self._prefix),
            *check_name_slugs(edition, self._prefix),
            *check_event_ids(edition, self._prefix),
            *check_addresses(edition, self.desk.addresses, taken, self._prefix),
            *check_spellings(edition, articles, self._prefix),
            *check_quotations(edition.published, edition.names, self._prefix),
            *check_feeds(self.desk.site, edition),
        ]
        linking = backlinks(edition.articles, resolved)
        planner = Planner(
            self.desk,
            edition,
            resolved,
            linking,
            self._clock,
            shown.published,
            chronicle.histories(),
            unchanged,
        )
        pages = tuple(planner.pages())
        previews = [page for page in pages if dict(page.options).get("preview_note")]
        worker = worker_source(self.folders, works_offline=self.desk.site.works_offline)
        return Plan(
            around,
            pages,
            tuple(machine_files(self.desk, edition, resolved, self._clock, worker)),
            assets,
            {record.path: record for record in records},
            standing.keys(),
            planner.listed(pages),
            spellings_mark(edition),
            problems=tuple(sorted(problems)),
            previews=tuple((p.text_of, self.desk.site.internal(p.address.url)) for p in previews),
            parties=tuple(party.path for party in (*edition.people, *edition.organizations)),
        )

    def _open_intake(self) -> Intake:
        return Intake(
            self.folders.content,
            self._read_settings,
            self._cache,
            self._converter,
            self.explanation,
            lambda *progress: self.told(*progress),
        )

    def _markdown(self) -> MarkdownConverter:
        return MarkdownConverter(
            self._settings,
            self.words,
            typography=self._read_settings.typography,
            prefix=self._prefix,
        )

    def _open_chronicle(self) -> Chronicle:
        repository = open_repository(self.folders.content)
        opened = configuration.opened(self._settings)
        return Chronicle(repository, self._read_settings, opened, self._cache, self._converter)

    def _missing_for_public(self, edition: Edition) -> list[Problem]:
        site = self.desk.site
        if not site.is_public:
            return []
        return [
            *configuration.missing_for_public(site),
            *check_complete(edition.published, self._prefix),
        ]

    def _assets(
        self,
        content: Content,
        edition: Edition,
        links: Mapping[str, Resolution],
        bystanders: Collection[str],
    ) -> tuple[dict[str, Asset], Pictures]:
        """Pictures and other files of the content, the theme's own, and share cards but those of
        the bystanders."""
        records = [*edition.published, *(edition.unpublished if self.desk.site.is_preview else ())]
        gone = [links[record.path] for record in records if is_withdrawn(record)]
        found = [(record, links[record.path]) for record in records if not is_withdrawn(record)]
        leads = {own.picture for record, own in found if isinstance(record, _WITH_PREVIEW)}
        shown = {path for _, own in found for path in own.shown}
        used = {target for _, own in found for target in own.targets}
        withheld = {target for own in gone for target in own.targets} - used
        paths = used_files(content.assets, used, self._settings["STATIC_PATHS"])
        files = {path: self.folders.content / path for path in paths if path not in withheld}
        developed = {path: file for path, file in files.items() if is_picture(path)}
        known = self._cache.keys(developed)
        made = pictures(developed, shown, leads, self._darkroom(), known, self._prefix, self.told)
        others = {path: file for path, file in files.items() if path not in developed}
        assets = {**copied({**others, **self._theme_files}), **made.assets}
        if self.desk.share_image:
            assets.update(cards(self._cards(edition, links, made.published, bystanders)))
        return assets, made

    def _cards(
        self,
        edition: Edition,
        links: Mapping[str, Resolution],
        published: Mapping[str, PublishedPicture],
        bystanders: Collection[str],
    ) -> Iterator[tuple[ShareCard, tuple[Record, ...]]]:
        yield site_card(self.desk), ()
        for record in (*edition.articles, *edition.events, *edition.programmes):
            if record.path in bystanders:
                continue
            card = own_card(self.desk, record, page_pictures(links[record.path], published).lead)
            if card:
                yield card, (record,)

    def _darkroom(self) -> Darkroom:
        """One for all sites of this cache folder; none that lasts under --ignore-cache."""
        is_used = self._settings["LOAD_CONTENT_CACHE"]
        return Darkroom(self.folders.cache / "pictures" if is_used else None)

    def _machine_names(self, edition: Edition) -> list[str]:
        """Files of every site that are no pages; no address may be theirs."""
        site = self.desk.site
        fixed = [*host_files(site), WORKER, SITEMAP, NEWS_SITEMAP, MANIFEST]
        feeds = [*feed_paths(site, edition), *calendar_paths(self.desk, edition)]
        return [*fixed, *feeds, *open_data_paths(edition)]

    # -------------------------------------------------------------- write

    def _write(
        self,
        plan: Plan,
        known: Mapping[str, FileState],
        writer: SiteWriter,
        saved: tuple[PlanMark, Any] | None,
    ) -> Changes:
        """known: the files of the last build; saved: the plan as the cache is to keep it."""
        staging = Staging(
            plan,
            self._seed,
            self.desk,
            self._cache,
            writer,
            self.explanation,
            self._renderer,
            self._helped,
            self.told,
        )
        try:
            keys = staging.all()
            retention = self._settings["OUTPUT_RETENTION"]
            is_full = self._settings["DELETE_OUTPUT_DIRECTORY"]
            changes = writer.commit(retained=retention if is_full else None)
        except BaseException:
            writer.discard()
            raise
        self.explanation.settle(changes.written, changes.removed)
        made = writer.site.keys() - plan.standing
        files = {path: (writer.site[path], keys.get(path, "")) for path in sorted(made)}
        before = {path: (known.get(path), staging.known.get(path, "")) for path in files}
        changed = {path: file for path, file in files.items() if before[path] != file}
        try:
            gone = known.keys() - writer.site.keys()
            self._cache.save_site(changed, gone, staging.recipes, staging.forms, saved)
        except sqlite3.Error as error:  # the site stands
            self._drop_cache(error)
        return changes

    def _writer(self, known: Mapping[str, FileState]) -> SiteWriter:
        in_place = bool(self._settings.get("OUTPUT_IN_PLACE"))
        return SiteWriter(self.folders.output, known, in_place=in_place)

    def _open_cache(self) -> Cache:
        """One cache for each pair of content and output folder; none of it under --ignore-cache."""
        place = sha256(f"{self.folders.content}\0{self.folders.output}".encode()).hexdigest()[:12]
        markdown = repr(sorted(self._settings["MARKDOWN"].items(), key=str))
        made_with = digest(self._code_mark, repr(self._read_settings), markdown)
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
        gc.freeze()  # nor is it worth a look at the end
        if was_enabled:
            gc.enable()


def _shown(content: Path) -> str:
    """The content folder as messages name it: from the working folder, where it lies below it."""
    try:
        relative = content.resolve().relative_to(Path.cwd())
    except ValueError:
        return content.name + "/"
    return relative.as_posix() + "/" if relative.parts else ""
