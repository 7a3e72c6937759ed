"""Whatever happens between two builds, the second gives what a build from nothing would give.

One newsroom lives through a row of happenings: editors write, rename and delete, a designer changes
the theme, a programmer the code, the clock moves on, files of the output are damaged, builds are
killed. After each the site is built with its caches, and once more without any: the same files to
the byte and the same words for the editor, or the same faults and the old site left as it was.

    python3 tasks.py test -- tests/test_any_edits.py --hypothesis-profile=long

tries many more rows than the usual run, each time others.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from invention import (
    FILES,
    FOLDER,
    Block,
    Surroundings,
    Text,
    any_change,
    any_text,
    blocks,
    picture,
    written,
)
from plugin_edits import LIBRARY_EDITS, LINE_EDITS, LineEdit, PluginVersion
from workshop import NOW, ROOT, Outcome, Workshop, files_of

from newsroom.source.records import FOLDERS

NUMBERS = st.integers(0, 30)
DAYS = (-40, -1, 0, 1, 2, 7, 9, 40, 400)
SENTENCE = re.compile(r'(\w+ = "(?:[^"\\]|\\.)+?)(?: ubah\d)?"')
MARK = re.compile(r"<!-- ubah \d+ -->")

IMPRINT = dict.fromkeys(
    ("publisher", "responsible", "address", "email", "phone", "status"), "Rekaan"
)
# What a publisher may write in pelicanconf.py; None takes the line away again.
SETTINGS: dict[str, tuple[Any, ...]] = {
    "SITENAME": ("Warta Contoh", "Kabar Rekaan"),
    "SITESUBTITLE": ("Kabar dusun contoh", ""),
    "SITE_DESCRIPTION": ("Situs rekaan.",),
    "SITE_ID": ("warta-contoh",),
    "SITEURL": ("https://contoh.example/warta", ""),
    "DEFAULT_LANG": ("jv",),
    "DEFAULT_PAGINATION": (2, 3),
    "DEFAULT_CATEGORY": ("Kabar",),
    "FEED_MAX_ITEMS": (1, 3),
    "FEED_ALL_ATOM": ("umpan.atom.xml", ""),
    "FEED_ALL_JSON": ("",),
    "CATEGORY_FEED_ATOM": ("umpan/{slug}.xml", ""),
    "SECTIONS": (["UMKM", "budaya"], []),
    "FOOTER_PAGES": (["tulisan-1"],),
    "IMPRINT_PAGES": (["tulisan-0"],),
    "IMPRINT": (IMPRINT,),
    "CONTENT_LICENCE": ("CC BY 4.0",),
    "TYPOGRIFY": (False,),
    "TIMEZONE": ("Asia/Jayapura", "UTC"),
    "ARTICLE_URL": ("kabar/{slug}.html",),
    "TAG_URL": ("perihal/{slug}/",),
    "STATIC_PATHS": (["images", "berkas"], []),
    "THEME_STATIC_DIR": ("tema",),
    "IGNORE_FILES": (["*-3.md"],),
    "MARKDOWN": ({"extensions": ["markdown.extensions.smarty"], "extension_configs": {}},),
    "JINJA_ENVIRONMENT": ({"trim_blocks": False},),
    "DELETE_OUTPUT_DIRECTORY": (True,),
    "PREVIEW_DRAFTS": (True,),
    "REQUIRE_COMPLETE": (True,),
}  # fmt: skip
any_setting = st.sampled_from(sorted(SETTINGS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from((None, *SETTINGS[name])))
)

# The newsroom on its first day: each kind once, so that there is something to name and to link.
FIRST_DAY = {
    "lembaga/lumbung.md": ("judul: Lumbung Contoh", "singkatan: LC"),
    "tokoh/citra.md": ("judul: Citra Rekaan", "jabatan: Pengurus", "lembaga: Lumbung Contoh"),
    "program/sekolah.md": ("judul: Sekolah Sawah", "bidang: umkm", "tenggat: 2026-11-26"),
    "agenda/rapat.md": ("judul: Rapat", "keadaan: terjadwal", "mulai: 2026-11-25 18:00"),
    "rencana/satu.md": ("judul: Jalan", "pihak: LC", "isi: Jalan diperbaiki.", "sifat: rencana"),
    "laman/tentang.md": ("judul: Tentang Situs Rekaan",),
    "berita/satu.md": ("judul: Kabar Satu", "tanggal: 2026-11-20", "rubrik: Budaya"),
    "berita/dua.md": ("judul: Kabar Dua", "tanggal: 2026-11-25 17:30", "tag: [Panen]"),
    "berita/tiga.md": ("judul: Kabar Tiga", "tanggal: 2026-10-31", "tokoh: [Citra Rekaan]"),
}  # fmt: skip


class Killed(BaseException):
    """As sudden as a signal: nothing in the build catches it."""


class LivingNewsroom(RuleBasedStateMachine):
    """One content folder with its theme, settings, code and clock."""

    compiled: Path  # templates compiled once for all newsrooms

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="redaksi-"))
        self.theme = self.folder / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        self.workshop = Workshop(self.folder, self.compiled)
        self.plugin = PluginVersion(self.folder / "plugin")
        self.settings: dict[str, Any] = {}
        self.texts: dict[str, Text | None] = {}
        self.older: list[tuple[str, bytes, int]] = []
        self.now = int(NOW)
        self.is_hurried = False
        self.moves_until_killed: int | None = None
        self.refusals = 0
        self.good: Callable[[], None] = lambda: None

    def teardown(self) -> None:
        self.plugin.close()
        shutil.rmtree(self.folder)

    # -------------------------------------------------------------- what there is

    @property
    def content(self) -> Path:
        return self.workshop.content

    def paths(self, kind: str = "") -> list[str]:
        """Texts, of one kind or of all; by path."""
        found = (p.relative_to(self.content).as_posix() for p in self.content.rglob("*.md"))
        return sorted(p for p in found if not kind or FOLDERS.get(p.split("/")[0]) == kind)

    def chosen(self, number: int, kind: str = "") -> str:
        """One of the texts; the rule does not happen while there is none."""
        paths = self.paths(kind)
        assume(paths)
        return paths[number % len(paths)]

    def save(self, path: str, text: Text) -> None:
        """As an editor's program does; the version before is remembered."""
        names: dict[str, list[str]] = {}
        for kind in ("person", "organization", "programme"):
            names[kind] = [name for p in self.paths(kind) if (name := self.title_of(p))]
        pictures = [name for name in FILES if (self.content / name).exists()]
        self.put(path, written(text, Surroundings(path, self.paths(), pictures, names)).encode())
        self.texts[path] = text

    def title_of(self, path: str) -> str:
        found = re.search(r'^judul: "?(.*?)"?$', (self.content / path).read_text(), re.MULTILINE)
        return found[1].replace('\\"', '"') if found else ""

    def put(self, path: str, data: bytes) -> None:
        place = self.content / path
        if place.exists():
            self.older.append((path, place.read_bytes(), place.stat().st_mtime_ns))
        self.workshop.put({path: data})

    # -------------------------------------------------------------- editors

    @initialize()
    def newsroom_opens(self) -> None:
        for path, lines in FIRST_DAY.items():
            front_matter = "\n".join(("---", "rekaan: ya", *lines, "---"))
            self.put(path, f"{front_matter}\n\nTulisan rekaan.\n".encode())

    @rule(drawn=any_text, number=st.integers(0, 3))
    def editor_writes(self, drawn: tuple[str, Text], number: int) -> None:
        """A new file, or all of an old one anew."""
        kind, text = drawn
        self.save(f"{FOLDER[kind]}/tulisan-{number}.md", text)

    @rule(drawn=any_change, number=NUMBERS)
    def editor_changes_a_line(self, drawn: tuple[str, tuple[str, Any]], number: int) -> None:
        """One line of front matter, given, changed or taken away."""
        kind, (key, value) = drawn
        path = self.chosen(number, kind)
        text = self.texts.get(path)
        assume(text)
        fields = {name: old for name, old in text.fields.items() if name != key}
        self.save(path, Text({**fields, key: value}, text.blocks))

    @rule(number=NUMBERS, change=st.integers(0, 9), what=st.sampled_from(("judul", "isi")))
    def editor_corrects_an_article(self, number: int, change: int, what: str) -> None:
        """What it looks like, and nothing else of it: its address stays."""
        path = self.chosen(number, "article")
        text = (self.content / path).read_text(encoding="utf-8")
        slug = "" if "\nslug: " in text else f"slug: tetap-{number}\n"
        text = text.replace("\njudul: ", f"\n{slug}judul: ", 1)
        old = r"(?<=\njudul: )(.)" if what == "judul" else r"(?<=\n---\n\n)(.)"
        self.put(path, re.sub(old, rf"{change} \1", text, count=1).encode())
        self.texts[path] = None

    @rule(block=blocks, number=NUMBERS)
    def editor_adds_a_paragraph(self, block: Block, number: int) -> None:
        path = self.chosen(number)
        text = self.texts.get(path)
        if text:
            self.save(path, Text(text.fields, (*text.blocks, block)))
        else:
            self.put(path, (self.content / path).read_bytes() + b"\nKalimat tambahan.\n")

    @rule(number=NUMBERS)
    def editor_deletes(self, number: int) -> None:
        (self.content / self.chosen(number)).unlink()

    @rule(number=NUMBERS, folder=st.sampled_from(("", *FOLDER.values())), name=st.integers(4, 6))
    def editor_renames(self, number: int, folder: str, name: int) -> None:
        """In its folder, or into another one, where the same text is of another kind."""
        path = self.chosen(number)
        target = f"{folder or path.split('/')[0]}/tulisan-{name}.md"
        assume(not (self.content / target).exists())
        (self.content / target).parent.mkdir(exist_ok=True)
        (self.content / path).rename(self.content / target)
        self.texts[target] = self.texts.pop(path, None)

    @rule(number=NUMBERS, other=NUMBERS)
    def editor_swaps_two_files(self, number: int, other: int) -> None:
        first, second = self.content / self.chosen(number), self.content / self.chosen(other)
        assume(first.parent == second.parent and first != second)
        aside = self.folder / "aside"
        first.rename(aside)
        second.rename(first)
        aside.rename(second)

    @rule(number=NUMBERS)
    def editor_saves_without_a_change(self, number: int) -> None:
        (self.content / self.chosen(number)).touch()

    @precondition(lambda self: self.older)
    @rule(number=NUMBERS, keeps_time=st.booleans())
    def editor_restores_an_older_version(self, number: int, keeps_time: bool) -> None:
        """From a backup, which may bring the file's old time along."""
        path, data, mtime_ns = self.older[number % len(self.older)]
        self.put(path, data)
        if keeps_time:
            os.utime(self.content / path, ns=(mtime_ns, mtime_ns))

    @rule(name=st.sampled_from(FILES), number=st.integers(0, 5), keeps_time=st.booleans())
    def editor_puts_a_file(self, name: str, number: int, keeps_time: bool) -> None:
        """A picture or another file, new or in place of an old one; copied with its time or not."""
        self.put(name, picture(name, number))
        if keeps_time:
            os.utime(self.content / name, (int(NOW), int(NOW)))

    @rule(name=st.sampled_from(FILES))
    def editor_removes_a_file(self, name: str) -> None:
        assume((self.content / name).exists())
        (self.content / name).unlink()

    # -------------------------------------------------------------- publisher, designer, programmer

    @rule(drawn=any_setting)
    def publisher_changes_a_setting(self, drawn: tuple[str, Any]) -> None:
        name, value = drawn
        self.settings.pop(name, None)
        if value is not None:
            self.settings[name] = value

    @rule(number=NUMBERS, change=st.integers(0, 2))
    def designer_changes_a_template(self, number: int, change: int) -> None:
        templates = sorted(self.theme.rglob("*.html"))
        place = templates[number % len(templates)]
        text = MARK.sub("", place.read_text(encoding="utf-8"))
        end = re.compile(r"\{%-? end(?:macro|block)|</body>")
        mark = f"<!-- ubah {change} -->" if change else ""
        place.write_text(end.sub(lambda found: mark + found[0], text, count=1), encoding="utf-8")

    @rule(change=st.integers(0, 2))
    def designer_changes_the_stylesheet(self, change: int) -> None:
        place = self.theme / "static/css/site.css"
        text = place.read_text(encoding="utf-8").partition("\n.ubah")[0]
        place.write_text(f"{text}\n.ubah {{ margin: {change}px }}", encoding="utf-8")

    @rule(number=st.integers(0, 1000), change=st.integers(0, 2))
    def designer_changes_a_word(self, number: int, change: int) -> None:
        """Any sentence of strings.toml."""
        place = self.theme / "strings.toml"
        lines = place.read_text(encoding="utf-8").splitlines()
        sentences = [place for place, line in enumerate(lines) if SENTENCE.fullmatch(line)]
        where = sentences[number % len(sentences)]
        lines[where] = SENTENCE.sub(rf'\1 ubah{change}"', lines[where])
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @rule(change=st.integers(0, 2))
    def designer_changes_a_file_of_the_theme(self, change: int) -> None:
        place = self.theme / "static/hiasan.txt"
        place.write_text(f"hiasan {change}") if change else place.unlink(missing_ok=True)

    @rule(edit=st.sampled_from(LINE_EDITS))
    def programmer_changes_the_plugin(self, edit: LineEdit) -> None:
        self.plugin.edit(edit)

    @rule(library=st.sampled_from(sorted(LIBRARY_EDITS)))
    def programmer_updates_a_library(self, library: str) -> None:
        self.plugin.update(library)

    # -------------------------------------------------------------- time and accidents

    @rule(days=st.sampled_from(DAYS), hours=st.integers(-2, 8))
    def clock_moves(self, days: int, hours: int) -> None:
        """On, or back: past scheduled texts, ends of labels and events, deadlines."""
        self.now = int(NOW) + days * 86400 + hours * 3600

    @rule(is_hurried=st.booleans())
    def builds_follow_saves_at_once(self, is_hurried: bool) -> None:
        """Within the moment in which a file's time can't tell one save from the next."""
        self.is_hurried = is_hurried

    @rule(number=st.integers(0, 300), how=st.sampled_from(("cut", "other", "gone", "touched")))
    def output_is_damaged(self, number: int, how: str) -> None:
        files = sorted(p for p in self.workshop.output.rglob("*") if p.is_file())
        assume(files)
        place = files[number % len(files)]
        if how == "gone":
            place.unlink()
        elif how == "touched":
            place.touch()
        else:
            data = place.read_bytes()
            place.write_bytes(data[: len(data) // 2] if how == "cut" else b"x" * len(data))

    @rule(what=st.sampled_from(("output", "output/berita", "cache", "output/manifest.sha256")))
    def someone_clears_up(self, what: str) -> None:
        place = self.folder / what
        assume(place.exists())
        place.unlink() if place.is_file() else shutil.rmtree(place)

    @rule(moves=st.integers(0, 8))
    def power_fails(self, moves: int) -> None:
        """After so many files of the next build were put in place."""
        self.moves_until_killed = moves

    # -------------------------------------------------------------- the promise

    def build(self, workshop: Workshop, **changes: Any) -> Outcome:
        chosen = {"THEME": str(self.theme), "PATH": str(self.content), **self.settings, **changes}
        if self.settings.get("JINJA_ENVIRONMENT"):  # the usual one shares its compiled templates
            chosen["JINJA_ENVIRONMENT"] = dict(self.settings["JINJA_ENVIRONMENT"])
        return workshop.build(now=str(self.now), is_hurried=self.is_hurried, **chosen)

    def build_until_killed(self, moves: int) -> None:
        left = itertools.count(moves, -1)
        move = os.replace

        def moved(*places: Any) -> None:
            if next(left) <= 0:
                raise Killed
            move(*places)

        with mock.patch("os.replace", moved), pytest.raises(Killed):
            self.build(self.workshop)
            raise Killed  # there were not so many files to move

    @invariant()
    def site_is_that_of_a_build_from_nothing(self) -> None:
        if self.moves_until_killed is not None:
            self.build_until_killed(self.moves_until_killed)
            self.moves_until_killed = None
        before = files_of(self.workshop.output)

        built = self.build(self.workshop)

        after = files_of(self.workshop.output)
        nothing = Workshop(self.folder / "clean", self.compiled)
        clean = self.build(nothing, LOAD_CONTENT_CACHE=False)
        expected = before if clean.is_refused else files_of(nothing.output)
        assert built.problems == clean.problems
        assert said(built) == said(clean)
        assert {path for path in after | expected if after.get(path) != expected.get(path)} == set()
        shutil.rmtree(nothing.folder)
        self.go_on(built)

    def go_on(self, built: Outcome) -> None:
        """A fault is mended after the next save at the latest, as the editors would."""
        if not built.is_refused:
            self.refusals, self.good = 0, self.remembered()
            return
        self.refusals += 1
        if self.refusals == 2:
            self.refusals = 0
            self.good()

    def remembered(self) -> Callable[[], None]:
        """Puts content, settings and clock back as they are now."""
        content, texts, given, now = (
            files_of(self.content),
            dict(self.texts),
            dict(self.settings),
            self.now,
        )

        def back() -> None:
            for path in files_of(self.content).keys() - content.keys():
                (self.content / path).unlink()
            for path, data in content.items():
                if not (self.content / path).exists() or (self.content / path).read_bytes() != data:
                    self.put(path, data)
            self.texts, self.settings, self.now = dict(texts), dict(given), now

        return back


def said(outcome: Outcome) -> list[str]:
    """Warnings and previews; the last line tells what one build did."""
    return outcome.report.splitlines()[:-1] if not outcome.is_refused else [outcome.report]


def test_every_setting_reaches_every_file() -> None:
    """One after the other they change; no file keeps what an old value had made."""
    newsroom = LivingNewsroom()
    try:
        newsroom.newsroom_opens()
        newsroom.site_is_that_of_a_build_from_nothing()
        for name, (value, *_) in SETTINGS.items():
            print(name)  # the last one is shown when the promise breaks
            newsroom.publisher_changes_a_setting(drawn=(name, value))
            newsroom.site_is_that_of_a_build_from_nothing()
    finally:
        newsroom.teardown()


IS_LONG = settings.get_current_profile_name() == "long"


@pytest.fixture(scope="module", autouse=True)
def _compiled(compiled: Path) -> None:
    LivingNewsroom.compiled = compiled


TestAnyEdits = LivingNewsroom.TestCase
TestAnyEdits.settings = settings(
    max_examples=300 if IS_LONG else 5,
    stateful_step_count=40 if IS_LONG else 15,
    phases=[phase for phase in Phase if IS_LONG or phase != Phase.shrink],
    derandomize=not IS_LONG,  # the usual run stops a publish, so it must not turn red by chance
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
