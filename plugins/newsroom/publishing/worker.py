"""The service worker, through which pages that were read stay readable without a network."""

from __future__ import annotations

import json
from hashlib import sha256

from markupsafe import escape

from newsroom.views.desk import Desk


def worker_file(desk: Desk, source: str) -> bytes:
    """The worker of the theme, with what it must know of this site in front.

    Its version changes with any of that, and with it the name of the cache that it keeps.
    """
    site = desk.site
    facts = {
        "home": site.internal(""),
        "offline": desk.fixed_url("offline"),
        "ending": f" — {escape(site.name)}",
        "saved": desk.word("offline.saved"),
    }
    text = json.dumps(facts, ensure_ascii=False)
    version = sha256(f"{text}\n{source}".encode()).hexdigest()[:12]
    facts = {"version": version, **facts}
    return f"const SITE = {json.dumps(facts, ensure_ascii=False)};\n{source}".encode()
