"""What Git knows of the content folder, read with the `git` program; nothing is ever written.

Only the main line counts (the first parents): what stood on it, one commit after another, is what
was published; drafts on a branch become public with the merge. Source: git-log(1), --first-parent.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsroom.data import Value
from newsroom.edition.versions import Reach

_SECONDS = 300  # after which git is taken to hang
# Settings of the person who builds must not change what is read, nor start another program.
_SETTINGS = {
    "core.quotepath": "off",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.renameLimit": "1000",
    "log.follow": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "protocol.allow": "never",  # a partial clone would fetch what it lacks
}
_LOG = (
    "log", "--reverse", "--first-parent", "-m", "--raw", "--no-abbrev", "-M", "-z", "--relative",
    "--no-color", "--no-ext-diff", "--no-textconv", "--format=%x01%ct",
)  # fmt: skip
_COMMIT = "\x01"
_NO_BLOB = "0"
# Where a hook or an alias runs the build, these would point git at another repository.
_MISLEADING = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
)  # fmt: skip


class GitFailed(Exception):
    """Git is not there, or said no."""


class FileChange(Value, frozen=True):
    """What one commit did to one file.

    at: of the commit, in seconds since 1970. path: relative to the content folder. blob: id of the
    content, "" where the file was deleted. origin: the path before a renaming, else "".
    """

    at: int
    path: str
    blob: str
    origin: str = ""


class Repository(Value, frozen=True):
    """A content folder under Git, or one that is not.

    reach: "shallow" when older commits are missing; "none" without Git; "unreadable" when there is
    a repository, but Git refuses (another user's, or damaged). head: "" before the first commit.
    """

    folder: Path
    reach: Reach
    head: str = ""
    prefix: str = ""

    def changes(self, since: str = "") -> tuple[FileChange, ...]:
        """Oldest first; of the commits after `since` alone. Raises GitFailed."""
        if not self.head:
            return ()
        commits = f"{since}..{self.head}" if since else self.head
        return tuple(_parsed(_git(self.folder, *_LOG, commits, "--", ".")))

    def continues(self, since: str) -> bool:
        """Whether the main line goes on from that commit. Raises GitFailed."""
        if since == self.head:
            return True
        try:
            line = ("rev-list", "--first-parent", "--parents", f"{since}..{self.head}", "--")
            commits = _git(self.folder, *line).split("\n")
        except GitFailed:
            return False  # the commit is gone: history was rewritten
        oldest = next((line for line in reversed(commits) if line), "").split()
        return len(oldest) > 1 and oldest[1] == since

    def edited(self) -> frozenset[str]:
        """Files that are not as the last commit holds them. Raises GitFailed."""
        if not self.head:
            return frozenset()
        options = ("--porcelain=v1", "-z", "--untracked-files=no", "--no-renames")
        said = _git(self.folder, "status", *options, "--", ".")
        paths = (entry[3:] for entry in said.split("\0") if entry)
        return frozenset(path.removeprefix(self.prefix) for path in paths)

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """By id, without those that this clone does not hold. Raises GitFailed."""
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return {}
        given = "\n".join(wanted) + "\n"
        data = _run(self.folder, ("cat-file", "--batch"), given.encode())
        return dict(_batch(data))


def open_repository(folder: Path) -> Repository:
    """The repository that the folder lies in."""
    try:
        said = _git(folder, "rev-parse", "--is-shallow-repository", "--show-prefix")
        is_shallow, _, prefix = said.partition("\n")
        head = _head(folder)
    except GitFailed:
        has_one = any((place / ".git").exists() for place in _and_parents(folder))
        return Repository(folder, "unreadable" if has_one and _is_installed() else "none")
    reach: Reach = "shallow" if is_shallow == "true" else "whole"
    return Repository(folder, reach, head, prefix.strip("\n"))


def _and_parents(folder: Path) -> tuple[Path, ...]:
    place = folder.resolve()
    return (place, *place.parents)


def _is_installed() -> bool:
    try:
        _git(Path.cwd(), "--version")
    except GitFailed:
        return False
    return True


def _head(folder: Path) -> str:
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").strip()
    except GitFailed:
        return ""


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, arguments).decode("utf-8", "surrogateescape")


def _run(folder: Path, arguments: Iterable[str], given: bytes = b"") -> bytes:
    settings = (part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}"))
    command = ["git", "--no-pager", "--no-replace-objects", *settings, *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, input=given, capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitFailed(str(error)) from error
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _parsed(said: str) -> Iterator[FileChange]:
    """`\\1time`, then for each file `:modes blobs kind` and its path, or two for a renaming."""
    parts = iter(said.split("\0"))
    at = 0
    for part in parts:
        if part.startswith(_COMMIT):
            at = int(part.strip(_COMMIT))
        elif part.lstrip("\n").startswith(":"):
            _, _, _, blob, kind = part.split()
            path = next(parts)
            origin, path = (path, next(parts)) if kind[0] in "RC" else ("", path)
            is_there = blob.strip(_NO_BLOB) != ""
            yield FileChange(at, path, blob if is_there else "", origin if kind[0] == "R" else "")


def _batch(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Source: git-cat-file(1), "BATCH OUTPUT": `id type size`, the content, a line end."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        words = data[at:end].decode().split()
        at = end + 1
        if len(words) == 3 and words[1] == "blob":
            size = int(words[2])
            yield words[0], data[at : at + size]
            at += size + 1
