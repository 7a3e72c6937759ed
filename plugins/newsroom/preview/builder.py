"""The process that builds, as the preview sees it: started, asked for a build, ended."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

# What pages are told, as plain data: the two processes need not run the same version of the code.
# state: one of the keys of [preview_states] in strings.toml, "" for all well. words: that table.
Report = dict[str, Any]

_SECONDS = 10  # for a build that is going on to stop and clear up


class Order(NamedTuple):
    """What is to be built, as absolute paths: Pelican's settings file, and two folders."""

    settings: str
    content: str
    output: str


class Builder:
    """Has a process while is_ready; without one, code or settings must be mended first.

    folders: to be watched; ignored: patterns of names in them that count for nothing.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: SpawnProcess | None = None
        self._end: Connection
        self._words: Mapping[str, str] = {}
        self.folders: tuple[str, ...] = (order.content,)
        self.ignored: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self._process is not None

    def start(self) -> Report:
        """Start a process with the code and the settings of now."""
        context = multiprocessing.get_context("spawn")
        self._end, other = context.Pipe()
        self._process = context.Process(target=_work, args=(self._order, other))
        with _deaf_to_ctrl_c():
            self._process.start()
        other.close()
        told = self._received()
        if self.is_ready:
            self.folders, self.ignored = tuple(told["folders"]), tuple(told["ignored"])
        return told

    def build(self) -> Report:
        """Of what is saved now."""
        try:
            self._end.send("build")
        except OSError:  # it died in its sleep
            self.stop()
            told = self.start()
            return self.build() if self.is_ready else told
        return self._received()

    def stop(self) -> None:
        """Also in the middle of a build, which then leaves the old site as it was."""
        if not self._process:
            return
        with _deaf_to_ctrl_c():
            self._process.terminate()
            self._process.join(_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._end.close()
            self._process = None

    def _received(self) -> Report:
        try:
            told: Report = self._end.recv()
        except (EOFError, OSError):  # its last words stand in the terminal
            told = {"state": "ended"}
        if told.get("state") == "ended":
            self.stop()
        self._words = told.get("words") or self._words
        return {**told, "words": self._words}


def last_words(error: BaseException) -> Report:
    """For a fault of the program, a template or the settings: where it is, and what Python says."""
    place = type(error).__name__
    if type(error).__name__ == "TOMLDecodeError":
        place = "strings.toml"
    elif getattr(error, "lineno", None) and getattr(error, "filename", None):
        place = _place(str(error.filename), error.lineno)  # type: ignore[attr-defined]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if not _is_foreign(f.filename)]
        for frame in own[-1:]:
            place = _place(frame.filename, frame.lineno)
    return {"place": place, "text": f"{type(error).__name__}: {error}", "is_warning": False}


def _place(file: str, line: object) -> str:
    """As the editor knows it: from the working folder."""
    path = Path(file)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{shown.as_posix()}:{line}"


def _is_foreign(file: str) -> bool:
    return "site-packages" in file or file.startswith((sys.base_prefix, "<"))


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A process that is started meanwhile stays so, for the preview ends it in its own way."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(order: Order, end: Connection) -> None:
    """The process. It imports the newsroom here and not above, where a fault would end it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with suppress(EOFError, OSError):  # the preview is gone
        try:
            from newsroom.preview.building import Building

            building = Building(order)
        except Exception as error:
            traceback.print_exc()
            end.send({"state": "ended", "problems": [last_words(error)]})
            return
        end.send(building.start())
        while True:
            end.recv()
            end.send(building.build())
            for _ in building.rest():
                if end.poll():
                    break


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Not at once: a build clears up, and takes the processes that help it along."""
    raise SystemExit
