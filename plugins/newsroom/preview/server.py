"""Shows one output folder, to this computer alone, and tells the open pages of each build."""

from __future__ import annotations

import json
import mimetypes
import os
import sys
import threading
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

_STATE = "/.pratinjau"
_SCRIPT = "/.pratinjau.js"
_WAIT_SECONDS = 20.0  # a page that has waited so long asks again
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
_TOLD = ("state", "words", "problems")
_HTML = "text/html; charset=utf-8"
_EMPTY_PAGE = b"<!DOCTYPE html><html lang=id><meta charset=utf-8><title>Pratinjau</title></html>"


class Board:
    """What the last build came to, and where pages wait for the next one.

    number: rises with each report; site: with each that left the site another.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = self.site = time.time_ns() // 1_000_000  # never one of an earlier server
        self._report: Mapping[str, Any] = {}
        self._moved: dict[str, str] = {}

    def post(self, report: Mapping[str, Any]) -> None:
        """has_changed: whether the site did; moved: new addresses by old; the rest is for pages."""
        with self._changed:
            self._number += 1
            self.site += bool(report.get("has_changed"))
            for old, new in report.get("moved", {}).items():
                self._moved.pop(new, None)  # it came back: no way must lead in a circle
                self._moved[old] = new
            self._report = report
            self._changed.notify_all()

    def after(self, number: int) -> dict[str, Any]:
        """The state once it is another than that, or when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, _WAIT_SECONDS)
            told = {name: self._report[name] for name in _TOLD if name in self._report}
            return {"number": self._number, "site": self.site, **told}

    def moved(self, path: str) -> str:
        """Where the page has gone that stood there earlier; "" for nowhere."""
        return self._moved.get(path, "")


class PreviewServer(ThreadingHTTPServer):
    """Answers one request after another on each connection, each connection in its own thread."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would take a busy port

    def __init__(self, address: tuple[str, int], folder: Path, board: Board) -> None:
        self.folder = folder
        self.board = board
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes on to the next page before it has this one is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body of an answer waits for an acknowledgement

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._is_asked_here():
            self._send(b"", "text/plain", HTTPStatus.FORBIDDEN)
        elif path == _STATE:
            number = int(query) if query.isdecimal() else 0
            self._send(json.dumps(self.server.board.after(number)).encode(), "application/json")
        elif path == _SCRIPT:
            self._send(Path(__file__).with_name("follow.js").read_bytes(), "text/javascript")
        else:
            self._send_file(unquote(path))

    do_HEAD = do_GET

    def _is_asked_here(self) -> bool:
        """A foreign page may let its own name lead to this computer, to read drafts through it."""
        name = self.headers.get("Host", "").partition(":")[0]
        return name in ("127.0.0.1", "localhost", self.server.server_address[0])

    def _send_file(self, path: str) -> None:
        site = self.server.board.site  # before the file is read: a newer one reloads the page
        file = self._file_at(path)
        if file.is_dir() and not path.endswith("/"):
            return self._redirect(f"{path}/")
        try:
            data = (file / "index.html" if path.endswith("/") else file).read_bytes()
        except OSError:
            moved = self.server.board.moved(path)
            return self._redirect(moved) if moved else self._send_missing(site)
        if path.endswith(("/", ".html")):
            return self._send(_with_script(data, site), _HTML)
        return self._send(data, _kind(file))

    def _file_at(self, path: str) -> Path:
        """Below the output folder, or one that is not there."""
        folder = self.server.folder
        names = [name for name in path.split("/") if name]
        is_plain = all(name not in ("..", ".") and not set(name) & set("\\:\0") for name in names)
        return folder.joinpath(*names) if is_plain else folder / ".none"

    def _send_missing(self, site: int) -> None:
        """The site's own page, or an empty one while there is no site yet."""
        try:
            page = (self.server.folder / "404.html").read_bytes()
        except OSError:
            page = _EMPTY_PAGE
        self._send(_with_script(page, site), _HTML, HTTPStatus.NOT_FOUND)

    def _redirect(self, address: str) -> None:
        self._send(b"", "text/plain", HTTPStatus.FOUND, {"Location": quote(address)})

    def _send(
        self,
        data: bytes,
        kind: str,
        status: HTTPStatus = HTTPStatus.OK,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: an editor looks for faults here, not for requests."""


def _with_script(html: bytes, site: int) -> bytes:
    """A file of its own, for the page's policy admits nothing inline."""
    script = f'<script src="{_SCRIPT}" data-site="{site}" defer></script>'.encode()
    before, head, after = html.partition(b"</head>")
    return before + script + head + after if head else html + script


def _kind(file: Path) -> str:
    suffix = file.suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
