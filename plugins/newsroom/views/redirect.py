"""An old address that leads to the new one, on hosts that know no other redirects."""

from __future__ import annotations

from newsroom.language.typography import typeset
from newsroom.source.records import Record
from newsroom.views.desk import Desk
from newsroom.views.frame import PageFacts, head
from newsroom.views.pages import RedirectView
from newsroom.views.parts import Frame, Link


def redirect_view(desk: Desk, frame: Frame, record: Record) -> RedirectView:
    """The canonical address is the new one; search engines follow it."""
    facts = PageFacts(desk.addresses.of(record).url, record.title, is_indexed=False)
    link = Link(typeset(record.title), desk.url(record))
    return RedirectView(frame=frame, head=head(desk, facts), target=link)
