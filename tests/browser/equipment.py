"""The programs that the browser tests need beside Python: where they are, and how to get them.

`python3 tasks.py browser` runs this file. What npm brings lies in cache/browser/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
STORE = ROOT / "cache" / "browser"
MODULES = STORE / "node_modules"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NPM_CI = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
# The serif that Android phones show the site in; without it, lines would be as long as they like.
_DEBIAN_PACKAGES = ("chromium", "fonts-noto-core")
_UNPACK = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"


def chromium(playwrights: str) -> str:
    """Path of a Chromium or Chrome that starts, "" when there is none.

    playwrights: where Playwright would keep its own.
    """
    named = [os.environ.get("CHROME_PATH", ""), *(shutil.which(name) or "" for name in _NAMES)]
    found = (path for path in (*named, playwrights, str(STORE / "chromium")) if path)
    return next(filter(_starts, found), "")


def axe() -> Path | None:
    """The accessibility checker, one script for the page."""
    return _if_there(MODULES / "axe-core" / "axe.min.js")


def html_checker() -> Path | None:
    """The Nu Html Checker, which Java runs; None without either."""
    return _if_there(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar") if _has("java") else None


def lighthouse() -> Path | None:
    return _if_there(MODULES / "lighthouse" / "cli" / "index.js")


def install(*, with_lighthouse: bool = False) -> int:
    """Get what is missing; the number of things that could not be had."""
    missing = 0
    STORE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, STORE / name)
    is_there = axe() and html_checker() and (lighthouse() or not with_lighthouse)
    if not is_there and not _npm(*(() if with_lighthouse else ("--omit=dev",)), "--omit=optional"):
        print("npm could not install axe-core and vnu-jar", file=sys.stderr)
        missing += 1
    own = _playwrights_own()
    ways = (_from_debian, _from_playwright, _from_npm)
    if not chromium(own) and not any(way() and chromium(own) for way in ways):
        print("no Chromium to be had from apt-get, Playwright or npm", file=sys.stderr)
        missing += 1
    for found in (chromium(own), axe(), html_checker()):
        print(found or "-")
    return missing


def _from_debian() -> bool:
    if not _has("apt-get") or not (_is_root() or _has("sudo")):
        return False
    as_root = () if _is_root() else ("sudo", "--non-interactive")
    apt = (*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    packages = ("--no-install-recommends", *_DEBIAN_PACKAGES)
    return _run(*apt, "update") and _run(*apt, "install", "--yes", *packages)


def _from_playwright() -> bool:
    return _run(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")


def _from_npm() -> bool:
    """A build for servers; it brings no fonts and needs the libraries that a desktop has."""
    if not _npm("--omit=dev", "--include=optional"):
        return False
    variables = {**os.environ, "TMPDIR": str(STORE)}  # it unpacks itself there
    return _run("node", "--input-type=module", "--eval", _UNPACK, env=variables, cwd=STORE)


def _npm(*options: str) -> bool:
    return _has("npm") and _run(*_NPM_CI, *options, cwd=STORE)


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Not every /usr/bin/chromium is one: on Ubuntu it may only say where to get one."""
    try:
        return not subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(*command: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> bool:
    print("+", *command, flush=True)
    try:
        return not subprocess.run(command, env=env, cwd=cwd, stdin=subprocess.DEVNULL).returncode
    except OSError as error:
        print(error, file=sys.stderr)
        return False


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _has(program: str) -> bool:
    return shutil.which(program) is not None


def _if_there(file: Path) -> Path | None:
    return file if file.is_file() else None


if __name__ == "__main__":
    sys.exit(min(install(with_lighthouse="--lighthouse" in sys.argv), 1))
