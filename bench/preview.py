"""From a save to the new page, in a preview that runs: what an editor waits for all day."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SAVES = 5
_PAUSE_SECONDS = 0.5  # between two saves; an editor takes longer
_PATIENCE_SECONDS = 120

_SETTINGS = """
from pelicanconf import *
THEME = {theme!r}
CACHE_PATH = {cache!r}
TYPOGRIFY = {typography!r}
"""


class NoPreview(Exception):
    """It ended, or refused the corpus; the text is what it said."""


def seconds(home: Path, article: Path, url: str, *, typography: bool) -> float:
    """The median of a few saves of one article, each with one sentence more.

    home: has the folder content; url: of the article's page, from the root of the site.
    """
    with _running(home, typography) as address:
        state = _waited_for(address, {"number": 0, "site": 0})
        times = []
        for number in range(_SAVES):
            time.sleep(_PAUSE_SECONDS)
            sentence = f"Kalimat rekaan ke-{number}."
            text = article.read_text(encoding="utf-8")
            started = time.perf_counter()
            article.write_text(f"{text}\n{sentence}\n", encoding="utf-8")
            state = _waited_for(address, state)
            page = _got(address + url)
            times.append(time.perf_counter() - started)
            if sentence not in page:
                raise NoPreview(f"{url}: {state}")
    return statistics.median(times)


@contextmanager
def _running(home: Path, typography: bool) -> Iterator[str]:
    """Gives the address."""
    settings = home / "previewconf.py"
    theme, cache = str(ROOT / "theme"), str(home / "cache")
    settings.write_text(
        _SETTINGS.format(theme=theme, cache=cache, typography=typography), encoding="utf-8"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "newsroom.preview", str(home / "content"), "-s", str(settings),
               "-o", str(home / "preview"), "--port", str(port)]  # fmt: skip
    paths = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    with (home / "preview.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=home)
    try:
        yield f"http://127.0.0.1:{port}"
    except (OSError, TimeoutError) as error:
        said = (home / "preview.log").read_text(encoding="utf-8", errors="replace")
        raise NoPreview(said or str(error)) from error
    finally:
        process.terminate()
        process.wait()


def _waited_for(address: str, before: dict[str, Any]) -> dict[str, Any]:
    """What pages are told once the site is another than that; as they are, it waits for it."""
    end = time.monotonic() + _PATIENCE_SECONDS
    state: dict[str, Any] = before
    while time.monotonic() < end:
        try:
            state = json.loads(_got(f"{address}/.pratinjau?{state['number']}"))
        except urllib.error.URLError:  # it is still starting
            time.sleep(0.05)
            continue
        if state.get("state") in ("faults", "program", "ended"):
            raise NoPreview(json.dumps(state, ensure_ascii=False))
        if state.get("state") in ("", "warnings") and state["site"] != before["site"]:
            return state
    raise TimeoutError(json.dumps(state))


def _got(url: str) -> str:
    with urllib.request.urlopen(url, timeout=_PATIENCE_SECONDS) as answer:
        text: str = answer.read().decode()
        return text
