"""What the building process does: builds in one process for as long as the code stays the same."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from pelican.settings import read_settings

from newsroom import settings as configuration
from newsroom.build import Newsroom, ready_to_render
from newsroom.preview.builder import Order, Report, last_words
from newsroom.problems import BuildStopped, ContentFaults, Problem
from newsroom.staging import Plan


class Building:
    """One settings file's site, built as often as it is asked for."""

    def __init__(self, order: Order) -> None:
        self._settings = _settings(order)
        self._newsroom = Newsroom(self._settings)
        self._addresses: dict[str, str] | None = None  # of texts; None before the first build

    def start(self) -> Report:
        """What to watch, before the first build, and the words for pages that wait for it."""
        folders = configuration.folders(self._settings)
        return {
            "state": "starting",
            "words": self._words(),
            "folders": [str(f) for f in (folders.content, folders.theme, *folders.templates)],
            "ignored": self._settings["IGNORE_FILES"],
        }

    def build(self) -> Report:
        """What came of one build, for pages; the terminal is told as well."""
        try:
            return self._built()
        except ContentFaults as stopped:
            print(stopped, file=sys.stderr)
            faults = [p for p in stopped.problems if not p.is_warning]
            return {"state": "faults", "problems": self._told(faults), "words": self._words()}
        except BuildStopped as stopped:
            print(stopped, file=sys.stderr)
            told = {"place": "", "text": str(stopped), "is_warning": False}
            return {"state": "faults", "problems": [told]}
        except Exception as error:  # in a template, a word or a setting at which someone works
            traceback.print_exc()
            return {"state": "program", "problems": [last_words(error)]}
        finally:
            sys.stdout.flush()

    def rest(self) -> Iterator[object]:
        """While nobody waits: clear up what a build leaves, as if its process went on to end, and
        get ready for the next one. It can be left between any two steps."""
        gc.unfreeze()
        gc.collect()
        yield None
        with suppress(Exception):  # someone works at it; a build will say so
            _, renderer = ready_to_render(self._settings)
            yield from renderer.prepare()

    def _built(self) -> Report:
        if self._addresses is None:  # a build with little to do tells of few
            found = self._newsroom.pages()
            self._addresses = {path: _address(file) for path, file in found.items()}
        plan, changes = self._newsroom.build()
        report: Report = {
            "state": "warnings" if plan.problems else "",
            "problems": self._told(plan.problems),
            "has_changed": bool(changes.written or changes.removed),
            "moved": self._moved(plan, self._addresses),
        }
        return {**report, "words": self._words()} if plan.problems else report

    def _moved(self, plan: Plan, before: Mapping[str, str]) -> dict[str, str]:
        """New addresses by old, of texts that have another one since the last build."""
        site = configuration.site(self._settings)
        now = {p.text_of: site.internal(p.address.url) for p in plan.pages if p.text_of}
        self._addresses = {**before, **now}  # pages that are not in the plan stay where they are
        return {before[path]: new for path, new in now.items() if before.get(path, new) != new}

    def _told(self, problems: Sequence[Problem]) -> list[dict[str, Any]]:
        if not problems:
            return []
        words = configuration.words(self._settings)
        place = words.get("preview.place")
        return [
            {
                "place": place.format(path=p.path, line=p.line, field=p.field),
                "text": p.message(words),
                "is_warning": p.is_warning,
            }
            for p in problems
        ]

    def _words(self) -> dict[str, str]:
        return configuration.words(self._settings).table("preview_states")


def _address(file: str) -> str:
    """Where this server shows it."""
    return "/" + file.removesuffix("index.html")


def _settings(order: Order) -> dict[str, Any]:
    """Drafts are shown, and links stay on this computer wherever the site will be."""
    settings: dict[str, Any] = read_settings(
        order.settings,
        override={
            "PATH": order.content,
            "OUTPUT_PATH": order.output,
            "PREVIEW_DRAFTS": True,
            "SITEURL": "",
        },
    )
    compiled = {"bytecode_cache": _Compiled()}
    settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], **compiled}
    return settings


class _Compiled(BytecodeCache):
    """Templates as they were compiled for the last build; Jinja asks by their text."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._found:
            bucket.bytecode_from_string(self._found[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = bucket.bytecode_to_string()
