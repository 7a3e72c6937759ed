"""One build at a time may write to an output folder; a second one waits its turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsroom.publishing.aside import Aside, aside_of

try:
    import fcntl
except ImportError:  # Windows, where an editor builds alone
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_writer(output: Path) -> Iterator[None]:
    """Held while the folder is written; the system lets go of it when a build is killed.

    Leaves nothing behind: the file is removed while it is locked, and whoever waited for it looks
    whether the file that he got is still the one that everybody locks.
    """
    if fcntl is None:
        yield
        return
    aside = aside_of(Path(os.path.realpath(output)))
    descriptor = _locked(aside)
    try:
        yield
    finally:
        with suppress(OSError):
            aside.lock.unlink()
            aside.root.rmdir()  # only where nothing else is kept
        os.close(descriptor)


def _locked(aside: Aside) -> int:
    while True:
        with suppress(FileExistsError):  # even if it is gone again when mkdir looks what it is
            aside.root.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(aside.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except FileNotFoundError:
            continue  # the build before has just taken the folder away
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(descriptor), aside.lock.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
