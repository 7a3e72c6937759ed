"""What readers see of an article or an event in words, so that two versions can be compared.

Type setting, line breaks, markup and where links lead are no part of it, nor is what readers do not
see; so a change of those is no change of the article (NEWSROOM.md P2). Of an event only what
calendars keep counts: when and where it takes place, and whether it does (C5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape

from newsroom.data import Value
from newsroom.edition.ledger import Changed
from newsroom.language.moment import ZONES, Moment
from newsroom.source.records import (
    Article,
    Event,
    Occasion,
    Picture,
    PictureNote,
    Prose,
    Source,
    Text,
    Verification,
)

# In the order in which changes are told. The words for them stand in strings.toml, [versions].
PARTS = (
    "title", "standfirst", "type", "authors", "dateline", "date", "text", "occasion", "pictures",
    "sources", "questions", "method", "verification", "withdrawal",
    "start", "end", "state", "place", "address", "id",
)  # fmt: skip

_SPEAKER = re.compile(r'<figcaption data-speaker="(\d+)"></figcaption>')
_PICTURE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')
_FOOTNOTE_MARKS = re.compile(
    r'<sup [^>]*><a class="footnote-ref".*?</sup>|<a class="footnote-backref".*?</a>', re.DOTALL
)
_NO_SPACE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|"
    r"time|u|var|wbr)\b[^>]*>"
)
_SAME_PARAGRAPH = re.compile(r"</?(?:br|td|th|sup|img)\b[^>]*>")
_OTHER_TAG = re.compile(r"<[^>]*>")
_SETTING = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
    "–": "-", "—": "-", "…": "...", "\u00ad": None, "\u200b": None, "\u2060": None,
})  # fmt: skip

Place = tuple[str, str, str, str]  # slug, ISO day or "", language, rubric: what makes an address
Entry = tuple[str, str, str]  # a change that was made in public: kind, ISO time, what it was


class Wording(Value, frozen=True):
    """One version. parts: in the order of PARTS, only those that say something, in paragraphs.

    date: when it was to appear, None for at once. is_undated: an event whose day was not known.
    entries: its `perubahan`, as the editor ordered them.
    """

    date: Moment | None
    is_draft: bool
    is_hidden: bool
    is_withdrawn: bool
    is_undated: bool
    is_fictional: bool
    place: Place
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    entries: tuple[Entry, ...]

    def part(self, name: str) -> tuple[str, ...]:
        """The paragraphs of one part, () where it says nothing."""
        return dict(self.parts).get(name, ())


def wording(record: Changed, text: Text) -> Wording:
    """record: as it was read."""
    if isinstance(record, Event):
        date, day, section = None, "", ""
        said = _announced(record)
    else:
        date, day, section = record.date, record.date.day.isoformat(), record.section
        said = _said(record, text)
    told = ((name, tuple(filter(None, map(_plain, said.get(name, ()))))) for name in PARTS)
    return Wording(
        date=date,
        is_draft=record.status == "draft",
        is_hidden=record.status == "hidden",
        is_withdrawn=isinstance(record, Article) and record.withdrawal is not None,
        is_undated=isinstance(record, Event) and record.start is None,
        is_fictional=record.is_fictional,
        place=(record.slug, day, record.lang, section),
        parts=tuple((name, paragraphs) for name, paragraphs in told if paragraphs),
        entries=tuple((c.type, c.at.iso, _plain(c.summary)) for c in record.changes),
    )


def _said(article: Article, text: Text) -> dict[str, Iterable[str]]:
    """Of a withdrawn one, title and notice are all that readers see.

    The day of publication counts, its hour may be added later; a source may be seen again.
    """
    if article.withdrawal:
        notice = article.withdrawal
        told = [notice.at.iso, notice.reason, notice.ground]
        return {"title": [article.title], "withdrawal": told}
    return {
        "title": [article.title],
        "standfirst": [article.summary],
        "type": [article.type],
        "authors": article.authors,
        "dateline": [article.dateline],
        "date": [article.date.day.isoformat()],
        "text": paragraphs(text.html, article.prose),
        "occasion": _occasion(article.occasion) if article.occasion else (),
        "pictures": _pictures(article),
        "sources": [_source(source) for source in article.sources],
        "questions": [question.question for question in article.questions],
        "method": [article.method],
        "verification": _verification(article.verification) if article.verification else (),
    }


def _announced(event: Event) -> dict[str, Iterable[str]]:
    """While its day is to follow, no calendar has it, so neither its state nor its id counts."""
    said: dict[str, Iterable[str]] = {"place": [event.place], "address": [event.address]}
    if event.start:
        said |= {"start": [written(event.start)], "state": [event.state], "id": [event.id]}
    if event.end:
        said["end"] = [written(event.end)]
    return said


def written(moment: Moment) -> str:
    """As an editor writes it in front matter: "2026-12-05 09:00 WITA", or the day alone."""
    if moment.precision != "minute":
        return moment.iso
    zone = moment.zone if moment.zone in ZONES else f"{moment.at:%z}"
    return f"{moment.at:%Y-%m-%d %H:%M} {zone}"


def paragraphs(html: str, prose: Prose) -> list[str]:
    """The text as plain paragraphs; a row of a table is one, a picture is what is said of it."""
    html = _SPEAKER.sub(lambda match: _speaker(prose, int(match[1])), html)
    html = _FOOTNOTE_MARKS.sub("", html)
    html = _PICTURE.sub(lambda match: f" {match[1]} ", html)
    html = _SAME_PARAGRAPH.sub(" ", _NO_SPACE.sub("", html))
    return [unescape(part) for part in _OTHER_TAG.split(html) if part.strip()]


def _speaker(prose: Prose, number: int) -> str:
    quotation = prose.quotations[number]
    said_by = ", ".join(filter(None, (quotation.speaker, quotation.role)))
    return f"<p>— {said_by.replace('&', '&amp;').replace('<', '&lt;')}</p>"


def _occasion(occasion: Occasion) -> Iterator[str]:
    day = occasion.date.iso if occasion.date else ""
    yield ", ".join(filter(None, (occasion.name, day, occasion.place, occasion.address)))


def _pictures(article: Article) -> Iterator[str]:
    for reference in article.prose.references:
        if reference.is_picture:
            yield reference.target.rpartition("/")[2]
    for note in article.picture_notes:
        yield _picture(note)
    if article.picture:
        yield _picture(article.picture)


def _picture(picture: Picture | PictureNote) -> str:
    alt = picture.alt if isinstance(picture, Picture) else ""
    told = (picture.file, alt, picture.caption, picture.credit, picture.type)
    return ", ".join(filter(None, told))


def _verification(told: Verification) -> Iterator[str]:
    yield ", ".join(filter(None, (told.level, told.note, told.sought)))


def _source(source: Source) -> str:
    day = source.published.iso if source.published else ""
    told = (source.title, source.publisher, source.type, day, source.url, source.supports)
    return ", ".join(filter(None, told))


def _plain(text: str) -> str:
    return " ".join(text.split())


def folded(word: str) -> str:
    """The word as it is compared: marks that only type setting tells apart are one."""
    if "--" in word:
        word = word.replace("---", "-").replace("--", "-")
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word.translate(_SETTING))
