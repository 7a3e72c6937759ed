"""Small files that static hosts and robots look for."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsroom.edition.site import Site
from newsroom.publishing.policy import NO_FRAMES
from newsroom.publishing.sitemap import NEWS_SITEMAP, SITEMAP

HEADERS = "_headers"


def host_files(site: Site) -> dict[str, bytes]:
    """robots.txt and .nojekyll; CNAME when the site has a host of its own."""
    files = {".nojekyll": b"", "robots.txt": _robots(site).encode()}
    host = urlsplit(site.url).hostname or ""
    if host and not site.base and not host.endswith(".github.io") and host != "localhost":
        files["CNAME"] = f"{host}\n".encode()
    return files


def headers_file(site: Site, policy: str) -> bytes:
    """Headers in the form that Netlify and Cloudflare Pages read; other hosts pass them by.

    policy: of the pages, which carry it too, for those other hosts.
    """
    lines = (
        f"{site.base}/*",
        f"  Content-Security-Policy: {policy}; {NO_FRAMES}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines += [f"Sitemap: {site.absolute(path)}" for path in (SITEMAP, NEWS_SITEMAP)]
    return "\n".join(lines) + "\n"
