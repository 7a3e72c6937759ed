"""What a browser may load and run on a page of this site: Content-Security-Policy, level 3."""

from __future__ import annotations

import base64
from hashlib import sha256

# Only a header can say this; in a page browsers ignore it with a warning.
NO_FRAMES = "frame-ancestors 'none'"


def page_policy(css: str) -> str:
    """The policy of every page. css: as it stands between <style> and </style>.

    Nothing inline is allowed but that stylesheet; JSON-LD is data, which no browser runs.
    """
    style = base64.b64encode(sha256(css.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'sha256-{style}'",
            "img-src 'self'",
            "connect-src 'self'",  # what the service worker fetches
            "base-uri 'none'",
            "form-action 'self'",
        )
    )
