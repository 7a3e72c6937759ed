"""What readers see of an article in words, so that two versions of it can be compared.

Type setting, line breaks, markup and where links lead are no part of it, nor is what readers do not
see; so a change of those is no change of the article (NEWSROOM.md P2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from newsroom.language.moment import Moment
from newsroom.source.records import (
    Article,
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

Place = tuple[str, str, str, str]  # slug, ISO day, language, rubric: what makes an address
Entry = tuple[str, str, str]  # a change that was made in public: kind, ISO time, what it was


@dataclass(frozen=True, slots=True)
class Wording:
    """One version. parts: in the order of PARTS, only those that say something, in paragraphs.

    entries: its `perubahan`, as the editor ordered them.
    """

    date: Moment
    is_draft: bool
    is_withdrawn: bool
    is_fictional: bool
    place: Place
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    entries: tuple[Entry, ...]

    def part(self, name: str) -> tuple[str, ...]:
        """The paragraphs of one part, () where it says nothing."""
        return dict(self.parts).get(name, ())


def wording(article: Article, text: Text) -> Wording:
    """article: as it was read. Of a withdrawn one, title and notice are all that readers see."""
    said: dict[str, Iterable[str]] = {"title": [article.title]}
    if article.withdrawal:
        notice = article.withdrawal
        said["withdrawal"] = [notice.at.iso, notice.reason, notice.ground]
    else:
        said |= _said(article, text)
    told = ((name, tuple(filter(None, map(_plain, said.get(name, ()))))) for name in PARTS)
    return Wording(
        date=article.date,
        is_draft=article.status == "draft",
        is_withdrawn=article.withdrawal is not None,
        is_fictional=article.is_fictional,
        place=(article.slug, article.date.day.isoformat(), article.lang, article.section),
        parts=tuple((name, paragraphs) for name, paragraphs in told if paragraphs),
        entries=tuple((c.type, c.at.iso, _plain(c.summary)) for c in article.changes),
    )


def _said(article: Article, text: Text) -> dict[str, Iterable[str]]:
    """The day of publication counts, its hour may be added later; a source may be seen again."""
    return {
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
