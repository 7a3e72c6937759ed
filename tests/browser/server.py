"""A static host of one's own: serves a built site as Netlify or Cloudflare Pages would."""

from __future__ import annotations

import gzip
import mimetypes
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from website import Website

_TYPES = {".webmanifest": "application/manifest+json", ".ics": "text/calendar; charset=utf-8"}
Headers = list[tuple[str, str, str]]  # pattern of addresses, name, value


class StaticHost:
    """Serves a site at `url`, with the headers of its `_headers` file, and notes each request."""

    def __init__(self, site: Website) -> None:
        self.site = site
        self.requests: list[str] = []
        self.changed: dict[str, bytes] = {}  # files that a test publishes anew
        self.gone: set[str] = set()  # files that a test removes
        self._headers = parsed_headers(site.files.get("_headers", b"").decode())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._server: ThreadingHTTPServer | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def at(self, address: str) -> str:
        """The whole address of a page such as "/berita/x/"."""
        return f"{self.origin}{self.site.base}{address}"

    def start(self) -> None:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                host.requests.append(path)
                status, data, headers = host.answer(path)
                if "gzip" in self.headers.get("Accept-Encoding", "") and _is_text(headers):
                    data = gzip.compress(data, mtime=0)
                    headers["Content-Encoding"] = "gzip"
                headers["Content-Length"] = str(len(data))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = _Server(("127.0.0.1", self.port), Handler)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}).start()

    def stop(self) -> None:
        """From now on nobody answers: to a reader, the network is gone."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @contextmanager
    def unplugged(self) -> Iterator[None]:
        self.stop()
        try:
            yield
        finally:
            self.start()

    def answer(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers for a path."""
        published = {**self.site.files, **self.changed}
        files = {name: data for name, data in published.items() if name not in self.gone}
        name = self.site.file_at(path)
        status = 200 if name in files and path.startswith(self.site.base) else 404
        name = name if status == 200 else "404.html"
        data = files.get(name, b"")
        return status, data, {
            **{n: value for pattern, n, value in self._headers if fnmatchcase(path, pattern)},
            "Content-Type": _content_type(name),
            "Connection": "close",
        }  # fmt: skip


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that goes on to the next page before it has this one is no error."""


def parsed_headers(text: str) -> Headers:
    """A `_headers` file: a line with a pattern of addresses, below it `  Name: value`."""
    found: Headers = []
    pattern = ""
    for line in text.splitlines():
        if line[:1].isspace() and ":" in line:
            name, _, value = line.strip().partition(":")
            found.append((pattern, name, value.strip()))
        elif line.strip() and not line.startswith("#"):
            pattern = line.strip()
    return found


def _content_type(name: str) -> str:
    suffix = "." + name.rpartition(".")[2]
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") and ";" not in kind else kind


def _is_text(headers: Mapping[str, str]) -> bool:
    kind = headers["Content-Type"]
    return kind.startswith("text/") or kind.endswith(("json", "xml"))
