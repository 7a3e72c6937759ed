"""Work done in a process of its own, where it may be killed or meet a disk that is full."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

# What changes the disk. Python tells of each before it does it.
_MAKING = ("open", "os.mkdir", "os.link")
_OTHERS = ("os.rename", "os.remove", "os.rmdir", "os.chmod", "os.chown", "os.utime")
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000


class Fails(Exception):
    """With the traceback of what failed in the other process."""


class Running:
    """Work in a forked process."""

    def __init__(self, work: Callable[[], object]) -> None:
        read_end, write_end = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(read_end)
            _done(work, write_end)
        os.close(write_end)
        self._words = os.fdopen(read_end, "rb")

    def wait(self) -> bool:
        """False when it was killed. Raises Fails when the work raised; skips when it skipped."""
        with self._words as words:
            said = words.read().decode()
        _, status = os.waitpid(self._process, 0)
        if said.startswith("S"):
            pytest.skip(said[1:])
        if said:
            raise Fails(said[1:])
        return not os.WIFSIGNALED(status)

    def wait_for(self, fact: Callable[[], bool]) -> float:
        """The moment when it came true, or when the work had ended."""
        while not fact() and not os.waitid(
            os.P_PID, self._process, os.WEXITED | os.WNOHANG | os.WNOWAIT
        ):
            time.sleep(0.0002)
        return time.monotonic()

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._words.close()


def _done(work: Callable[[], object], write_end: int) -> NoReturn:
    try:
        work()
    except BaseException as error:
        is_skip = isinstance(error, pytest.skip.Exception)
        said = f"S{error}" if is_skip else f"F{traceback.format_exc()}"
        os.write(write_end, said.encode())
    finally:
        os._exit(0)


def apart(work: Callable[[], object]) -> bool:
    """Do it in a forked process; what wait() says of it."""
    return Running(work).wait()


def killed_at(step: int) -> None:
    """This process gets kill -9 before its step-th change of the disk."""
    _at_each(lambda number, event: os.kill(os.getpid(), signal.SIGKILL) if number == step else None)


def full_from(step: int, *, only_once: bool) -> Callable[[], int]:
    """From its step-th change on, nothing more fits on the disk of this process.

    only_once: that change alone fails, whatever it is. Returns what counts the changes.
    """

    def refuse(number: int, event: str) -> None:
        fails = number == step if only_once else number >= step and event in _MAKING
        if fails:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _at_each(refuse)


def _at_each(act: Callable[[int, str], None]) -> Callable[[], int]:
    number = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal number
        if event not in _MAKING + _OTHERS:
            return
        if event == "open" and not (arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            return
        number += 1
        act(number, event)

    sys.addaudithook(hook)
    return lambda: number


def small_disk(folder: Path, size: str) -> None:
    """A file system of that size at the folder, for this process alone and what it starts."""
    _own_mounts()
    _mount("tmpfs", folder, "tmpfs", 0, f"size={size}")


def read_only(folder: Path) -> None:
    """The folder can't be written by this process, not even by root."""
    remount, bind, ro = 0x20, 0x1000, 0x1
    _own_mounts()
    _mount(str(folder), folder, "", bind, "")
    _mount("none", folder, "", remount | bind | ro, "")


def _own_mounts() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    flags = _CLONE_NEWNS | (_CLONE_NEWUSER if user else 0)
    if not hasattr(libc, "unshare") or libc.unshare(flags):
        pytest.skip("this system gives a test no mounts of its own")
    if user:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount("none", Path("/"), "", _MS_REC | _MS_PRIVATE, "")


def _mount(source: str, place: Path, kind: str, flags: int, data: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    names = (source.encode(), bytes(place), kind.encode())
    if libc.mount(*names, ctypes.c_ulong(flags), data.encode()):
        code = ctypes.get_errno()
        pytest.skip(f"this system lets a test mount nothing: {os.strerror(code)}")
