"""A workshop whose content folder lies in a Git repository of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from workshop import Workshop

_IDENTITY = {"GIT_AUTHOR_NAME": "Rekaan", "GIT_AUTHOR_EMAIL": "rekaan@contoh.example",
             "GIT_COMMITTER_NAME": "Rekaan", "GIT_COMMITTER_EMAIL": "rekaan@contoh.example",
             "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}  # fmt: skip


class Archive(Workshop):
    """commit() puts files, and saves all of content/ at a time of the test's choice."""

    def __init__(self, folder: Path, compiled: Path, *, root: str = "") -> None:
        """root: the folder of the repository, below `folder`."""
        super().__init__(folder, compiled)
        self.root = folder / root
        self.git("init", "-q", "-b", "utama")

    def git(self, *arguments: str, at: str = "2026-03-02 09:30") -> str:
        """Run git in the repository. at: the time of a commit, WIB."""
        seconds = int(datetime.fromisoformat(f"{at}:00+07:00").timestamp())
        when = f"{seconds} +0700"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **_IDENTITY, **dates},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, at: str, files: Mapping[str, str | bytes] | None = None) -> str:
        """Returns the id of the commit."""
        self.put(files or {})
        self.git("add", "-A", str(self.content))
        self.git("commit", "-q", "--allow-empty", "-m", "Rekaan", at=at)
        return self.git("rev-parse", "HEAD")
