"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

# With these a system says that it can't, or must not, do it here; others are accidents.
REFUSALS = {
    errno.EACCES, errno.EBUSY, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV,
}  # fmt: skip
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class CannotExchange(Exception):
    """The system, or what lies in the output folder, does not allow it; the site is as it was."""


def folders(one: Path, two: Path) -> None:
    """Raises OSError. Source: Linux, renameat2(2), RENAME_EXCHANGE."""
    import ctypes  # slow to import, and most builds change nothing

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError) as error:  # another system, or an old C library
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    names = os.fsencode(one), os.fsencode(two)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(two))


def attempt(root: Path) -> None:
    """Raises CannotExchange where the file system of a folder can't do it."""
    one, two = root / "try-1", root / "try-2"
    try:
        one.mkdir(parents=True, exist_ok=True)
        two.mkdir(exist_ok=True)
        folders(one, two)
    except OSError as error:
        raise CannotExchange(root) from error
    finally:
        shutil.rmtree(one, ignore_errors=True)
        shutil.rmtree(two, ignore_errors=True)
