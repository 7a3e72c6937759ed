"""The adapter: Pelican's shell around one build.

Command line, settings, plugins, autoreload and listen stay Pelican's; what run() does is ours.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial
from types import CodeType
from typing import TYPE_CHECKING, Any

import pelican
from pelican import Pelican, signals

from newsroom import settings as configuration
from newsroom.marks import Marks, code_mark, rendering_mark
from newsroom.parallel import Attendant
from newsroom.problems import BuildStopped, Problem, report
from newsroom.progress import ProgressLine
from newsroom.publishing.digest import digest
from newsroom.publishing.render import Renderer
from newsroom.theme import stylesheet
from newsroom.views.parts import View

if TYPE_CHECKING:  # the rest is loaded while another core compiles the templates
    from newsroom.press import Press
    from newsroom.publishing.writer import Changes
    from newsroom.staging import Plan

gc.freeze()  # what Pelican has loaded stays: to look through it would cost each start 30 ms
_ARCHIVE_BYTES = 5_000_000  # size of a cache from which on a build is long enough to be helped


class Newsroom(Pelican):  # type: ignore[misc]
    """PELICAN_CLASS: the door that Pelican itself offers."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        pelican.console.status = lambda *_: nullcontext()  # a spinner in English, 20 ms to load
        self._attendant = _attendant(settings)
        self._code = "" if self._attendant else code_mark()

    def run(self) -> None:
        """Build the site. A fault ends it with the report and nothing written.

        From Python it raises BuildStopped; from the command line it exits with 1 and no traceback;
        under autoreload it returns, so that the next save is built.
        """
        caller = sys._getframe(1).f_code
        try:
            self.build()
        except BuildStopped as stopped:
            if not _is_pelican(caller):
                raise
            print(stopped, file=sys.stderr)
            if caller is pelican.main.__code__:
                raise SystemExit(1) from None

    def build(self) -> tuple[Plan, Changes]:
        """Build the site and say so. Raises BuildStopped."""
        from newsroom.press import Press

        started = time.perf_counter()
        attendant, self._attendant = self._attendant, None  # what it knows grows old
        introduced = attendant.introduction() if attendant else None
        self._code = self._code or (introduced.code if introduced else code_mark())
        press = Press(self.settings, self._code, attendant)
        progress = _progress(press)
        try:
            plan, changes = press.run()
        finally:
            press.close()
            if attendant:
                attendant.dismiss()
            if progress:
                progress.clear()
        self._send_signals(press, changes)
        self._say(press, plan, changes, time.perf_counter() - started)
        return plan, changes

    def pages(self) -> dict[str, str]:
        """Of the last build; as Press has them."""
        from newsroom.press import Press

        press = Press(self.settings, self._code)
        try:
            return press.pages()
        finally:
            press.close()

    def _send_signals(self, press: Press, changes: Changes) -> None:
        """Those of Pelican's signals that keep their meaning: files written, and the end."""
        from newsroom.publishing.machine_files import is_feed

        for path in changes.written:
            place = str(press.folders.output / path)
            if is_feed(press.desk.site, path):
                signals.feed_written.send(place, context=self.settings, feed=None)
            elif path.endswith(".html"):
                signals.content_written.send(place, context=self.settings)
        signals.finalized.send(self)

    def _say(self, press: Press, plan: Plan, changes: Changes, seconds: float) -> None:
        if plan.problems:
            print(report(plan.problems, press.words), file=sys.stderr)
        lines = press.explanation.lines()
        lines += [press.desk.word("build.preview", path=p, address=a) for p, a in plan.previews]
        lines.append(
            press.desk.word(
                "build.summary",
                written=len(changes.written),
                removed=len(changes.removed),
                seconds=f"{seconds:.2f}".replace(".", ","),
            )
        )
        print("\n".join(lines))


def _attendant(settings: Mapping[str, Any]) -> Attendant[Marks, View, str] | None:
    """Somebody on another core who looks at the code and compiles the templates at once, where an
    archive is at hand."""
    folder = configuration.folders(settings).cache
    sizes = [file.stat().st_size for file in folder.glob("newsroom-*.sqlite")]
    if not settings["LOAD_CONTENT_CACHE"] or max(sizes, default=0) < _ARCHIVE_BYTES:
        return None

    def ready() -> tuple[Marks, Renderer]:
        code = code_mark()  # before all else: a programmer may go on while this runs
        mark, renderer = ready_to_render(settings)
        return Marks(code, mark, digest(renderer.css)), renderer

    return Attendant(ready)


def ready_to_render(settings: Mapping[str, Any]) -> tuple[str, Renderer]:
    """The mark of all that pages are rendered with, and a renderer that has read none of it yet."""
    folders = configuration.folders(settings)
    mark = rendering_mark(folders)  # before the first template is read
    words, options = configuration.words(settings), settings["JINJA_ENVIRONMENT"]
    css = partial(stylesheet, folders, words)
    return mark, Renderer(folders.templates, words, css, options)


def _progress(press: Press) -> ProgressLine | None:
    """Only where someone watches: at a terminal, without -q."""
    terminal = sys.__stderr__
    is_quiet = logging.getLogger("pelican").getEffectiveLevel() >= logging.CRITICAL
    if terminal is None or not terminal.isatty() or is_quiet or os.environ.get("CI"):
        return None

    press.told = ProgressLine(terminal, press.desk.word)
    return press.told


def check(settings: dict[str, Any]) -> tuple[Problem, ...]:
    """Every fault and warning of the content, sorted. Reads everything, writes no site."""
    from newsroom.press import Press

    return Press(settings).check()


def _is_pelican(code: CodeType) -> bool:
    return code in (pelican.main.__code__, pelican.autoreload.__code__)
