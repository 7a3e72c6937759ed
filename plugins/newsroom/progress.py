"""How far a long build has come, on one line, for whoever waits at a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from newsroom.language.numbers import grouped

# Told of a kind of work ("reading", "writing"), how many items are done, and of how many.
Told = Callable[[str, int, int], None]

_AFTER_SECONDS = 1.0  # a build that takes no longer needs no telling
_EVERY_SECONDS = 0.1
_BAR_WIDTH = 20
_CLEAR = "\r\x1b[2K"


def untold(kind: str, done: int, total: int) -> None:
    """For builds that nobody watches."""


class ProgressLine:
    """Drawn over and over in its place, and gone when the work is done."""

    def __init__(self, terminal: TextIO, word: Callable[..., str]) -> None:
        """word: finds a sentence by its key."""
        self._terminal = terminal
        self._word = word
        self._started = self._drawn = time.monotonic()
        self._is_shown = False

    def __call__(self, kind: str, done: int, total: int) -> None:
        """Told as items are done."""
        now = time.monotonic()
        if done >= total:
            self.clear()
        elif now - self._started >= _AFTER_SECONDS and now - self._drawn >= _EVERY_SECONDS:
            self._drawn = now
            self._draw(kind, done, total)

    def _draw(self, kind: str, done: int, total: int) -> None:
        self._is_shown = True
        full = _BAR_WIDTH * done // total
        bar = "█" * full + "░" * (_BAR_WIDTH - full)
        text = self._word(f"build.progress_{kind}", done=grouped(done), total=grouped(total))
        self._terminal.write(f"{_CLEAR}{bar} {text}")
        self._terminal.flush()

    def clear(self) -> None:
        """Leave nothing on the terminal."""
        if self._is_shown:
            self._terminal.write(_CLEAR)
            self._terminal.flush()
            self._is_shown = False
