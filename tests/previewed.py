"""A project of a test's own with its preview running: saved to, looked at, ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop import NOW, ROOT

_PATIENCE_SECONDS = 30  # on a machine that does much else


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets."""

    status: int
    headers: Mapping[str, str]
    text: str


class Preview:
    """The project lies in a folder, with settings, theme and plugin of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "cache" / "preview"
        self.content.mkdir(parents=True)
        for name in ("plugins", "theme"):
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
        self.settings = folder / "pelicanconf.py"
        usual = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
        self.settings.write_text(f"{usual}\nFOOTER_PAGES = IMPRINT_PAGES = []\n", encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._log = folder / "log.txt"
        self._process: subprocess.Popen[bytes] | None = None

    # -------------------------------------------------------------- the program

    def command(self, *arguments: str) -> tuple[list[str], dict[str, Any]]:
        """Python in this project, for subprocess."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "plugins"),
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": NOW,
        }
        return [sys.executable, *arguments], {"cwd": self.folder, "env": environment}

    def start(self) -> None:
        command, options = self.command(
            *("-m", "newsroom.preview", "content", "-s", "pelicanconf.py", "-o", "cache/preview"),
            *("--port", str(self.port)),
        )
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **options
            )

    def press_ctrl_c(self) -> int:
        """As a terminal does: all processes of the preview get the signal. The exit code."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGINT)
        return self._process.wait(_PATIENCE_SECONDS)

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_PATIENCE_SECONDS)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def said(self) -> str:
        """In the terminal."""
        return self._log.read_text(encoding="utf-8")

    @property
    def open_files(self) -> int:
        """Of the process that builds. Source: Linux, proc_pid_fd(5) and the like."""
        assert self._process
        (builder, *_) = [
            pid
            for pid in self._children()
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        return len(list(Path(f"/proc/{builder}/fd").iterdir()))

    def _children(self) -> list[str]:
        assert self._process
        pid = self._process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def build_from_nothing(self, folder: Path) -> None:
        """The same site by the usual command, without what the preview keeps."""
        settings = ("-e", "PREVIEW_DRAFTS=true", 'SITEURL=""')
        command, options = self.command(
            *("-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(folder)),
            *("--ignore-cache", *settings),
        )
        subprocess.run(command, check=True, capture_output=True, **options)

    # -------------------------------------------------------------- editor and browser

    def save(self, files: Mapping[str, str], *, at_once: bool = False) -> None:
        """Write files, by path below the project.

        at_once: written aside and moved. Else the preview may, on a busy machine, meet a file while
        it is empty, and tell of that fault until the next build.
        """
        for path, text in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            written = place.with_name(f".{place.name}") if at_once else place
            written.write_text(text, encoding="utf-8")
            written.replace(place)

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old}"
        self.save({path: text.replace(old, new, 1)})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Raises OSError while nobody answers."""
        asked = urllib.request.Request(self.address + path, method=method, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=_PATIENCE_SECONDS) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read().decode())

    def state(self, after: int = 0) -> dict[str, Any]:
        """As pages are told; waits for another one than that number."""
        told: dict[str, Any] = json.loads(self.get(f"/.pratinjau?{after}").text)
        return told

    def shows(self, path: str, text: str) -> bool:
        """Whether that page comes to hold the text, without anybody's doing."""

        def is_there() -> bool:
            return text in self.get(path).text

        return waits_for(is_there)

    def comes_to(self, state: str) -> dict[str, Any]:
        """What pages are told once it is that state: "" for a site without a fault."""
        told: dict[str, Any] = {}

        def is_told() -> bool:
            told.update(self.state())
            return bool(told["state"] == state)

        assert waits_for(is_told), f"{told}\n{self.said}"
        return told


def waits_for(fact: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if fact():
                return True
        except (OSError, KeyError):  # the server is not there yet, or has nothing to tell
            pass
        time.sleep(0.02)
    return False
