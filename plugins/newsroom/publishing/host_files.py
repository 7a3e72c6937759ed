"""Small files that static hosts and robots look for."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsroom.edition.site import Site


def host_files(site: Site) -> dict[str, bytes]:
    """robots.txt and .nojekyll; CNAME when the site has a host of its own."""
    files = {".nojekyll": b"", "robots.txt": _robots(site).encode()}
    host = urlsplit(site.url).hostname or ""
    if host and not site.base and not host.endswith(".github.io") and host != "localhost":
        files["CNAME"] = f"{host}\n".encode()
    return files


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines.append(f"Sitemap: {site.absolute('sitemap.xml')}")
    return "\n".join(lines) + "\n"
