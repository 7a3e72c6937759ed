"""What a page says of itself on paper: where it came from and where to look for the newest."""

from __future__ import annotations

import re
from html import unescape

from newsroom.language.moment import Moment
from newsroom.source.records import Record
from newsroom.views.desk import Desk
from newsroom.views.parts import PrintFoot
from newsroom.views.qr_code import Level, qr_code

# The stylesheet counts the same links, in the same order.
_LINKS = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')


def print_foot(
    desk: Desk, record: Record, level: Level, checked: Moment | None = None, *texts: str
) -> PrintFoot:
    """level: of the code, "m" for paper that hangs outside; texts: HTML whose links become notes.

    While SITEURL is unknown there is no address and no code.
    """
    site = desk.site
    address = site.absolute(desk.addresses.of(record).url) if site.url else ""
    issuer = site.imprint.publisher if site.imprint.is_complete else site.name
    return PrintFoot(
        address=address,
        code=qr_code(address, level) if address else None,
        issuer=desk.word("printed.issuer", name=issuer),
        checked=desk.maybe_time(checked),
        notes=tuple(
            site.host + url if url.startswith("/") else url
            for text in texts
            for url in map(unescape, _LINKS.findall(text))
        ),
    )
