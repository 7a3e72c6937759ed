"""A text's HTML with its links and speakers put in place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from newsroom.views.naming import NameLink, with_names
from newsroom.views.parts import Link

_LINK = re.compile(r'="link:(\d+)"')
_SPEAKER = re.compile(r'<figcaption data-speaker="(\d+)"></figcaption>')
_FIRST_PARAGRAPH = re.compile(r"\s*<p>.*?</p>", re.DOTALL)


def placed(
    html: str,
    urls: Sequence[str],
    speakers: Sequence[tuple[Link, str]],
    named: Sequence[NameLink] = (),
) -> Markup:
    """urls: for each reference of the text; speakers: for each quotation the name and the role.

    named: whom the running text names.
    """
    html = with_names(_LINK.sub(lambda m: f'="{escape(urls[int(m[1])])}"', html), named)
    return Markup(_SPEAKER.sub(lambda m: _speaker(*speakers[int(m[1])]), html))


def _speaker(name: Link, role: str) -> str:
    label = escape(name.label)
    linked = f'<a href="{escape(name.url)}">{label}</a>' if name.url else label
    rest = f", {escape(role)}" if role else ""
    return f"<figcaption><strong>{linked}</strong>{rest}</figcaption>"


def with_dateline(html: Markup, dateline: str) -> Markup:
    """`MALANG —` before the first words; a text that begins otherwise gets a line of its own."""
    if not dateline:
        return html
    mark = Markup('<span class="dateline">{} —</span> ').format(dateline)
    if _FIRST_PARAGRAPH.match(html):
        return Markup(str(html).replace("<p>", f"<p>{mark}", 1))
    return Markup("<p>{}</p>").format(mark) + html


def split_lede(html: Markup) -> tuple[Markup, Markup]:
    """The first paragraph, and the rest; the first part is empty when the text begins otherwise."""
    match = _FIRST_PARAGRAPH.match(html)
    if not match:
        return Markup(""), html
    return Markup(match[0].strip()), Markup(html[match.end() :].lstrip("\n"))
