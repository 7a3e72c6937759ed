"""What a browser may load and run on a page of this site: Content-Security-Policy, level 3."""

from __future__ import annotations

import base64
from hashlib import sha256

from newsroom.views.frame import SCRIPT_LOADER


def _hash(inline: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(inline.encode()).digest()).decode()}'"


_EVERYWHERE = (
    f"script-src 'self' {_hash(SCRIPT_LOADER)}",
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

    Nothing inline is allowed but that stylesheet and the loader of the script; JSON-LD is data,
    which no browser runs.
    """
    return "; ".join(("default-src 'none'", f"style-src {_hash(css)}", *_EVERYWHERE))
