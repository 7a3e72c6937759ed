"""Makes what a build must make anew, and lays it aside for the writer.

Each file has a key, the digest of all that it is made from. A file whose key is the cached one, and
which still lies in the output folder as it was put there, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from newsroom.assets import Asset
from newsroom.cache import Cache, CachedPage
from newsroom.edition.edition import Edition
from newsroom.edition.links import Resolution
from newsroom.marks import address_mark, code_mark, template_mark
from newsroom.parallel import MANY, shared_out
from newsroom.problems import BuildStopped, Problem
from newsroom.publishing.digest import digest
from newsroom.publishing.feeds import absolute_links
from newsroom.publishing.host_files import host_files
from newsroom.publishing.machine_files import machine_files
from newsroom.publishing.plan import Planned
from newsroom.publishing.render import Renderer, inlined_css
from newsroom.publishing.sitemap import NEWS_SITEMAP, SITEMAP, news_sitemap, sitemap
from newsroom.publishing.writer import SiteWriter, Staged
from newsroom.settings import Folders
from newsroom.source.records import Article
from newsroom.views.article import speakers
from newsroom.views.desk import Desk
from newsroom.views.frame import frame
from newsroom.views.parts import Frame
from newsroom.views.prose import placed


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would write: every page and every file to copy, and what is wrong.

    assets: by path in the output folder. links: for each record's path, where its links lead.
    """

    pages: tuple[Planned, ...]
    assets: Mapping[str, Asset]
    edition: Edition
    links: Mapping[str, Resolution]
    problems: tuple[Problem, ...]


class Staging:
    """One build's making of files."""

    def __init__(
        self,
        plan: Plan,
        desk: Desk,
        folders: Folders,
        settings: Mapping[str, Any],
        cache: Cache,
        known: Mapping[str, CachedPage],
        writer: SiteWriter,
        explain: Callable[[str, str, str], None],
    ) -> None:
        """known: the files of the last build; explain: told of each file that is made, and why."""
        self._plan = plan
        self._desk = desk
        self._folders = folders
        self._settings = settings
        self._cache = cache
        self._known = known
        self._writer = writer
        self._explain = explain
        self._seed = digest(
            code_mark(folders),
            template_mark(folders),
            desk.site,
            desk.share_image,
            address_mark(settings),
        )

    def all(self, now: datetime) -> dict[str, str]:
        """Stage what must be made again; the returned keys say what each file was made from."""
        keys = {**self._pages(), **self._assets(), **self._feeds(), **self._sitemap()}
        for path, data in self._always(now).items():
            self._writer.stage(path, data)
        return keys

    def _stays(self, path: str, key: str) -> bool:
        """Whether the file was made from the same, and is still there as it was put in place."""
        if path not in self._known:
            self._explain("written", path, "new")
        elif self._known[path].key != key:
            self._explain("written", path, "page_changed")
        elif not self._writer.is_in_place(path):
            self._explain("written", path, "damaged")
        else:
            self._writer.keep(path)
            return True
        return False

    # -------------------------------------------------------------- pages

    def _pages(self) -> dict[str, str]:
        icon = f"{self._settings['THEME_STATIC_DIR']}/favicon.svg"
        icon = icon if icon in self._plan.assets else ""
        furniture = frame(self._desk, self._plan.edition, self._css(), icon)
        seed = digest(self._seed, furniture)
        keys: dict[str, str] = {}
        changed: list[Planned] = []
        for page in self._plan.pages:
            path = page.address.save_as
            keys[path] = digest(
                seed, page.view.__name__, page.address.url, page.options, page.inputs
            )
            if not self._stays(path, keys[path]):
                changed.append(page)
        self._render(changed, furniture)
        return keys

    def _render(self, pages: Sequence[Planned], furniture: Frame) -> None:
        options = self._settings["JINJA_ENVIRONMENT"]
        renderer = Renderer(self._folders.templates, self._desk.words, options)
        if len(pages) >= MANY:
            renderer.load()
        work = partial(self._rendered, furniture, renderer)
        for portion in shared_out(work, pages, at_least=MANY):
            for staged in portion:
                self._writer.note(staged)

    def _rendered(
        self, furniture: Frame, renderer: Renderer, pages: Sequence[Planned]
    ) -> list[Staged]:
        cache = self._cache.reopened()
        portion = []
        for page in pages:
            options = dict(page.options)
            if page.text_of:
                options["html"] = cache.text(page.text_of)
            view = page.view(self._desk, furniture, *page.inputs, **options)
            html = renderer.render(view)
            portion.append(self._writer.put_aside(page.address.save_as, html.encode()))
        return portion

    def _css(self) -> str:
        file = self._folders.theme / "static" / "css" / "site.css"
        try:
            return inlined_css(file.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise BuildStopped(
                self._desk.word("build.theme_incomplete", theme=self._folders.theme, file=file)
            ) from error

    # -------------------------------------------------------------- other files

    def _assets(self) -> dict[str, str]:
        keys = {path: asset.key for path, asset in self._plan.assets.items()}
        for path, asset in self._plan.assets.items():
            if not self._stays(path, asset.key):
                self._writer.stage(path, asset.make())
        return keys

    def _feeds(self) -> dict[str, str]:
        """Feeds and calendars."""
        keys: dict[str, str] = {}
        plan = self._plan
        for file in machine_files(self._desk, plan.edition, plan.links, self._feed_text):
            keys[file.path] = digest(self._seed, file.path, file.inputs)
            if not self._stays(file.path, keys[file.path]):
                self._writer.stage(file.path, file.make())
        return keys

    def _feed_text(self, article: Article) -> str:
        """The article's HTML with whole addresses."""
        said = speakers(self._desk, article, self._plan.edition.names)
        html = placed(self._cache.text(article.path), self._plan.links[article.path].urls, said)
        return absolute_links(html, self._desk.site.host)

    def _always(self, now: datetime) -> dict[str, bytes]:
        """What hosts and news readers look for: cheap enough to make anew each time."""
        files = host_files(self._desk.site)
        files[NEWS_SITEMAP] = news_sitemap(self._desk, self._plan.edition.articles, now)
        return files

    def _sitemap(self) -> dict[str, str]:
        listed = [(p.address.url, p.modified) for p in self._plan.pages if p.is_listed]
        key = digest(self._seed, repr(listed))
        if not self._stays(SITEMAP, key):
            site = self._desk.site
            entries = ((site.absolute(url), modified) for url, modified in listed)
            self._writer.stage(SITEMAP, sitemap(entries))
        return {SITEMAP: key}
