"""Settings of the public site: the same, at its own address."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

LOG_FILTER: list[tuple[int, str]] = []
SITEURL = os.environ.get("SITEURL", "")
