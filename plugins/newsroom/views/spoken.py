"""Dates, hours and sums of a text in words for a voice, which would misread how they are written.

«Senin (2/3)» is heard as two thirds, a dash between two hours not at all. Source: NEWSROOM.md
L3, L5, L9.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape

from markupsafe import Markup

from newsroom.language.words import Words

# The first character first, which is found fast: a page holds thousands, and few of these.
_TRIGGER = re.compile(r"[\dR](?:(?<=\d)[/–—-]\d|(?<=R)p.?\d)")
_AS_TYPED = re.compile(r"<(code|pre|kbd|samp)\b.*?</\1>", re.DOTALL)

_HOUR = r"\d{1,2}[.:]\d{2}"
_NUMBER = r"\d+(?:\.\d+)*(?:,\d+)?"
_WRITTEN = re.compile(
    r"(?=[\dR])(?<![\w/.,])(?:"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
    r"|(?<=\()(?P<day_2>\d{1,2})/(?P<month_2>\d{1,2})(?=\))"
    rf"|(?P<from>{_HOUR})[-–—](?P<to>{_HOUR})"
    rf"|(?P<least>{_NUMBER})[–—](?P<most>{_NUMBER})"
    rf"|Rp[ \u00a0]?(?P<sum>{_NUMBER}(?:[ \u00a0](?:ribu|juta|miliar|triliun))?)"
    r")(?![\w/])"
)
# A day and month alone is a date where its weekday stands before the bracket.
_WEEKDAY = re.compile(r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Ahad)[ \u00a0]\($")


def with_spoken(html: Markup, names: Words) -> Markup:
    """Beside each such form, hidden from the eye, what to say; the form is hidden from the ear.

    names: [dates] of strings.toml. Well-formed HTML in, well-formed HTML out.
    """
    triggers = [found.start() for found in _TRIGGER.finditer(html)]
    if not triggers:
        return html
    text = f"{html}<"
    typed = [found.span() for found in _AS_TYPED.finditer(text)]
    parts: list[str] = []
    done = 0
    for at in triggers:
        start, end = max(text.rfind(">", done, at) + 1, done), text.index("<", at)
        if at < done or "<" in text[start:at] or any(first < at < last for first, last in typed):
            continue  # the text before held it too; a tag; or as it is to be typed
        parts += (
            text[done:start],
            _WRITTEN.sub(lambda found: _both(found, names), text[start:end]),
        )
        done = end
    return Markup("".join((*parts, text[done:-1])))


def _both(found: re.Match[str], names: Words) -> str:
    words = _in_words(found, names)
    if not words:
        return found[0]
    return (
        f'<span aria-hidden="true">{found[0]}</span><span class="unseen"> [{escape(words)}]</span>'
    )


def _in_words(found: re.Match[str], names: Words) -> str:
    if start := found["from"] or found["least"]:
        return names.get("span").format(start=start, end=found["to"] or found["most"])
    if found["sum"]:
        return names.get("rupiah").format(number=found["sum"])
    if found["day_2"] and not _WEEKDAY.search(found.string[: found.start()]):
        return ""
    day, month = int(found["day"] or found["day_2"]), int(found["month"] or found["month_2"])
    year = int(found["year"] or 2000)  # a leap year, as 29/2 may be meant
    try:
        date(year, month, day)
    except ValueError:
        return ""
    text = names.get("short_date" if found["year"] else "day_month")
    return text.format(day=day, month=names.months[month - 1], year=year)
