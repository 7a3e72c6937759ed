"""What a browser may load and run on a page of this site: Content-Security-Policy, level 3."""

from __future__ import annotations

import base64
from hashlib import sha256

_EVERYWHERE = (
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",  # what the service worker fetches
    "base-uri 'none'",
    "form-action 'self'",
)

# For the header, which is one for all files. Frames are only its to forbid; the stylesheet, which
# differs from page to page, is for each page to admit.
HEADER_POLICY = "; ".join(
    (*_EVERYWHERE, "object-src 'none'", "frame-src 'none'", "frame-ancestors 'none'")
)


def page_policy(css: str) -> str:
    """The policy in a page. css: as it stands between <style> and </style>.

    Nothing inline is allowed but that stylesheet; JSON-LD is data, which no browser runs.
    """
    digest = base64.b64encode(sha256(css.encode()).digest()).decode()
    return "; ".join(("default-src 'none'", f"style-src 'sha256-{digest}'", *_EVERYWHERE))
