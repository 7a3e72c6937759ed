"""One build at a time may write to an output folder; a second one waits its turn."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where an editor builds alone
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_writer(output: Path) -> Iterator[None]:
    """Held while the folder is written; the system lets go of it when a build is killed."""
    if fcntl is None:
        yield
        return
    place = sha256(os.path.realpath(output).encode()).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / f"newsroom-{place}.lock"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
