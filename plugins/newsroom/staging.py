"""Makes what a build must make anew, and lays it aside for the writer.

Each file has a key, the digest of all that it is made from. A file whose key is the cached one, and
which still lies in the output folder as it was put there, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from functools import partial
from types import MappingProxyType

from newsroom.assets import Asset, Drawn
from newsroom.cache import Cache, CachedRecipe, json_text
from newsroom.chronicle import wordings_from
from newsroom.data import Value
from newsroom.explanation import Explanation, Maker
from newsroom.parallel import MANY, shared_out
from newsroom.problems import Problem
from newsroom.progress import Told, untold
from newsroom.publishing.digest import digest
from newsroom.publishing.machine_files import MachineFile
from newsroom.publishing.plan import Planned
from newsroom.publishing.recipes import form_of, to_data
from newsroom.publishing.render import Renderer
from newsroom.publishing.sitemap import SITEMAP, sitemap
from newsroom.publishing.writer import SiteWriter, Staged
from newsroom.source.records import Article, Record
from newsroom.views.desk import Desk
from newsroom.views.parts import Frame, View


class Plan(Value, frozen=True):
    """What a build would write, and what is wrong.

    assets: by path in the output folder. records: as they were read,
    by path. standing: files that are to stay as the last build left them. listed: what belongs into
    the sitemap, as (address, ISO date or ""). spellings: their mark. previews: for each draft
    that has a page, its path and where that is. parties: paths of those whom texts may name.
    """

    frame: Frame
    pages: Sequence[Planned] = ()
    machine_files: Sequence[MachineFile] = ()
    assets: Mapping[str, Asset] = MappingProxyType({})
    records: Mapping[str, Record] = MappingProxyType({})
    standing: AbstractSet[str] = frozenset()
    listed: Sequence[tuple[str, str]] = ()
    spellings: str = ""
    problems: tuple[Problem, ...] = ()
    previews: tuple[tuple[str, str], ...] = ()
    parties: tuple[str, ...] = ()


class NotInPlace(Exception):
    """A file that was to stay is not there as the last build left it."""


class Staging:
    """One build's making of files. known: the keys of the last build, of these files and perhaps
    of others; recipes: of all that were made."""

    def __init__(
        self,
        plan: Plan,
        seed: str,
        desk: Desk,
        cache: Cache,
        writer: SiteWriter,
        explanation: Explanation,
        renderer: Renderer,
        helped: Callable[[Sequence[View]], Callable[[], Sequence[str | None]]],
        told: Told = untold,
    ) -> None:
        """seed: covers code, templates, settings and words.

        explanation: told of each file that is made, and why.
        helped: begins to make the pages of views, and gives them when called for; None for each
        that the renderer must make.
        """
        self._plan = plan
        self._seed = seed
        self._desk = desk
        self._cache = cache
        self._writer = writer
        self._explanation = explanation
        self._told = told
        self._renderer = renderer
        self._helped = helped
        texts = (text for file in plan.machine_files for text in file.texts or ())
        self._text_marks = cache.text_marks({*texts, *(page.text_of for page in plan.pages)})
        pages = (page.address.save_as for page in plan.pages)
        others = (file.path for file in plan.machine_files)
        self.known = cache.keys({*pages, *others, *plan.assets, SITEMAP})
        self.recipes: list[CachedRecipe] = []
        self._met: dict[str, Record] = {}  # in the recipes, by path

    def all(self) -> dict[str, str]:
        """Stage what must be made again; the returned keys say what each file was made from, but
        for those that stand.

        What other cores can do is begun first: the assets where they are many, else the pages.
        """
        if not self._writer.keep_all(self._plan.standing):
            raise NotInPlace
        keys, assets = self._assets()
        with closing(self._drawn(assets)) as drawn:
            keys_of_pages, pages = self._pages()
            are_many = len(pages) >= MANY
            put_pages = self._render_later(pages) if are_many else self._begin(pages)
            keys |= keys_of_pages | self._machine_files()
            if SITEMAP not in self._plan.standing:
                keys |= self._sitemap()
            self._note(drawn)
        put_pages()
        return keys

    def _note(self, portions: Iterable[Sequence[Staged]]) -> None:
        for portion in portions:
            for staged in portion:
                self._writer.note(staged)

    def _stays(self, path: str, key: str, maker: Maker | None = None) -> bool:
        """Whether the file was made from the same, and is still there as it was put in place.

        maker: what makes it, where that is made of records.
        """
        if path not in self.known:
            self._explanation.made(path, "new", maker)
        elif self.known[path] != key:
            self._explanation.made(path, "changed", maker)
        elif not self._writer.is_in_place(path):
            self._explanation.made(path, "damaged", maker)
        else:
            self._writer.keep(path)
            return True
        return False

    # -------------------------------------------------------------- pages

    def _pages(self) -> tuple[dict[str, str], list[Planned]]:
        """The keys of all, and those that must be made again."""
        seed = digest(self._seed, self._plan.frame, self._renderer.css)
        keys: dict[str, str] = {}
        changed: list[Planned] = []
        for page in self._plan.pages:
            path, text = page.address.save_as, self._text_marks.get(page.text_of, "")
            made_from = (page.address.url, page.options, page.inputs, text, page.wordings)
            keys[path] = digest(seed, page.view.__name__, *made_from)
            if not self._stays(path, keys[path], page):
                changed.append(page)
                texts = (page.text_of,) if page.text_of else ()
                self._remember(path, page, texts, page.owner)
        return keys, changed

    def _begin(self, pages: Sequence[Planned]) -> Callable[[], None]:
        """Have a few pages made elsewhere from now on; the returned function stages them."""
        views = [self._view(page, self._cache) for page in pages]
        answers = self._helped(views)

        def put() -> None:
            for page, view, made in zip(pages, views, answers(), strict=True):
                html = self._renderer.render(view) if made is None else made
                self._writer.note(self._put_aside(page, html))

        return put

    def _render_later(self, pages: Sequence[Planned]) -> Callable[[], None]:
        """Get ready to make many pages on all cores; the returned function does so and stages."""
        self._renderer.load()
        told = partial(self._told, "writing")
        return lambda: self._note(shared_out(self._rendered, pages, at_least=MANY, told=told))

    def _rendered(self, pages: Sequence[Planned]) -> list[Staged]:
        cache, render = self._cache.reopened(), self._renderer.render
        return [self._put_aside(page, render(self._view(page, cache))) for page in pages]

    def _put_aside(self, page: Planned, html: str) -> Staged:
        return self._writer.put_aside(page.address.save_as, html.encode())

    def _view(self, page: Planned, cache: Cache) -> View:
        options = dict(page.options)
        if page.text_of:
            options["text"] = cache.text(page.text_of)
        if page.wordings:
            options["wordings"] = wordings_from(cache.wordings(page.wordings))
        view: View = page.view(self._desk, self._plan.frame, *page.inputs, **options)
        return view

    def _remember(
        self,
        path: str,
        made: Planned | MachineFile | Drawn,
        texts: tuple[str, ...] = (),
        owner: str = "",
    ) -> None:
        """How the file was made; any correction leads to all the files that show it."""
        met: dict[str, Record] = {}
        data = to_data(made, met)
        if not texts and not any(isinstance(record, Article) for record in met.values()):
            self.recipes.append(CachedRecipe(path, "", owner=owner))
            return
        if any(self._met.setdefault(p, r).fingerprint != r.fingerprint for p, r in met.items()):
            data = to_data(tuple(met.values()), {})  # a recipe knows one form of a record
        self.recipes.append(CachedRecipe(path, json_text(data), texts, owner))

    @property
    def forms(self) -> dict[str, str]:
        """Of the records in the recipes, by path, as JSON."""
        originals = self._plan.records
        return {p: json_text(form_of(record, originals[p])) for p, record in self._met.items()}

    # -------------------------------------------------------------- other files

    def _assets(self) -> tuple[dict[str, str], list[str]]:
        """The keys of all, and the paths of those that must be made again."""
        assets = self._plan.assets
        changed = [path for path, asset in assets.items() if not self._stays(path, asset.key)]
        for path in changed:
            if assets[path].of:
                self._remember(path, Drawn(assets[path].of), owner=assets[path].of[0].path)
        return {path: asset.key for path, asset in assets.items()}, changed

    def _drawn(self, paths: Sequence[str]) -> Generator[list[Staged], None, None]:
        told = partial(self._told, "pictures")
        return shared_out(self._made, paths, at_least=MANY, told=told)

    def _made(self, paths: Sequence[str]) -> list[Staged]:
        assets = self._plan.assets
        return [self._writer.put_aside(path, assets[path].make()) for path in paths]

    def _machine_files(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for file in self._plan.machine_files:
            marks = tuple(self._text_marks[path] for path in file.texts or ())
            keys[file.path] = digest(self._seed, file.path, file.make.__name__, file.inputs, marks)
            if self._stays(file.path, keys[file.path], file):
                continue
            options = {}
            if file.texts is not None:
                options["texts"] = {path: self._cache.text(path) for path in file.texts}
            self._remember(file.path, file, file.texts or ())
            self._writer.stage(file.path, file.make(self._desk, *file.inputs, **options))
        return keys

    def _sitemap(self) -> dict[str, str]:
        listed = sorted(self._plan.listed)
        key = digest(self._seed, repr(listed))
        if not self._stays(SITEMAP, key):
            site = self._desk.site
            entries = ((site.absolute(url), modified) for url, modified in listed)
            self._writer.stage(SITEMAP, sitemap(entries))
        return {SITEMAP: key}
