"""Small files that static hosts and robots look for."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsroom.edition.addresses import LASTING
from newsroom.edition.site import Site
from newsroom.publishing.policy import HEADER_POLICY
from newsroom.publishing.sitemap import NEWS_SITEMAP, SITEMAP

_FOR_A_YEAR = "  Cache-Control: public, max-age=31536000, immutable"


def host_files(site: Site) -> dict[str, bytes]:
    """robots.txt, .nojekyll and _headers; CNAME when the site has a host of its own."""
    files = {
        ".nojekyll": b"",
        "_headers": _headers(site).encode(),
        "robots.txt": _robots(site).encode(),
    }
    host = urlsplit(site.url).hostname or ""
    if host and not site.base and not host.endswith(".github.io") and host != "localhost":
        files["CNAME"] = f"{host}\n".encode()
    return files


def _headers(site: Site) -> str:
    """Headers in the form that Netlify and Cloudflare Pages read; other hosts pass them by.

    Nothing is said of how long pages keep: both hosts have them asked for anew each time, and
    would join a second value to the one for the files that last.
    """
    lines = (
        f"{site.base}/*",
        f"  Content-Security-Policy: {HEADER_POLICY}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
        *(line for folder in LASTING for line in (f"{site.base}/{folder}/*", _FOR_A_YEAR)),
    )
    return "".join(f"{line}\n" for line in lines)


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines += [f"Sitemap: {site.absolute(path)}" for path in (SITEMAP, NEWS_SITEMAP)]
    return "\n".join(lines) + "\n"
