"""The running text of an article's HTML: where names stand that may lead to a page.

Headings, code, captions and what others said word for word are no running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.data import Value
from newsroom.source.safety import BLOCKS

# Stands in no text. A line end would do, but JSON writes it as two characters, and the cache would
# take twice as long to read.
BETWEEN = "\x7f"
_STOP = f" {BETWEEN} "  # a word that belongs to no name

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
_CLOSED = frozenset(
    {"h2", "h3", "h4", "h5", "h6", "blockquote", "q", "figcaption", "caption", "aside", "summary"}
    | {"code", "pre", "kbd", "samp", "var", "abbr", "dfn"}
)
_LINE_BREAKS = BLOCKS | {"br", "img"}
_QUOTE = re.compile('[“”„«»"]|&quot;')
_OPENING, _CLOSING = "“„«", "”»"

# Where no name goes on. A comma is no such place: «Ahmad Fauzi, S.E.» is one name.
_CLAUSE_END = re.compile('[()\\[\\]{};:!?…“”„«»"|—–]+')
# EYD V writes the words of a name with capitals, but not these.
PARTICLES = frozenset(
    {"di", "ke", "dari", "dan", "yang", "untuk", "bagi", "pada", "atau", "bin", "binti", "al"}
    | {"of", "the", "and", "van", "de", "&"}
)
_CLITICS = "nya|lah|kah|tah|pun|ku|mu"
_JOINED_AFTER = re.compile(rf"[\w@/]|[.'’]\w|-(?!(?:{_CLITICS})\b)\w")
_JOINED_BEFORE = frozenset("_@#/'’-.")
CLITIC = re.compile(rf"-(?:{_CLITICS})\b")


class Piece(Value, frozen=True):
    """A run of text without tags, as a place in the HTML. link: href of the link it stands in."""

    start: int
    end: int
    link: str = ""


def running_text(html: str) -> Iterator[Piece]:
    """In the order of the text. html: well-formed, without `>` in attributes."""
    position = closed = 0
    link = ""
    is_quoted = False
    for tag in _TAG.finditer(html + "<hr>"):
        if not closed:
            for start, end, is_inside in _by_quotes(html, position, tag.start(), is_quoted):
                is_quoted = is_inside
                if start < end and not is_inside:
                    yield Piece(start, end, link)
        position = tag.end()
        is_end, name = bool(tag[1]), tag[2]
        if name in _LINE_BREAKS:
            is_quoted = False
        if name in _CLOSED:
            closed += -1 if is_end else 1
        elif name == "a":
            found = None if is_end else _HREF.search(tag[3])
            link = found[1] if found else ""


def _by_quotes(html: str, start: int, end: int, is_quoted: bool) -> Iterator[tuple[int, int, bool]]:
    """The parts between quotation marks; the last says how the text goes on."""
    for mark in _QUOTE.finditer(html, start, end):
        yield start, mark.start(), is_quoted
        start = mark.end()
        is_quoted = mark[0] in _OPENING or (mark[0] not in _CLOSING and not is_quoted)
    yield start, end, is_quoted


def possible_names(html: str) -> str:
    """What is written with capitals as names are, each once, with BETWEEN between them.

    A name that a text mentions lies within one of these runs; their spaces are plain.
    """
    pieces = (plain(html[piece.start : piece.end]) for piece in running_text(html))
    clauses = _CLAUSE_END.sub(_STOP, _STOP.join(pieces))
    return BETWEEN.join(dict.fromkeys(_capitalised(clauses.split())))


def plain(text: str) -> str:
    """HTML text as a name is typed in front matter: no references, straight apostrophes."""
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace("’", "'")


def _capitalised(words: list[str]) -> Iterator[str]:
    """Runs of words with capitals, small particles among them."""
    run: list[str] = []
    size = 0  # of the run without particles at its end
    for word in words:
        first = word[0]
        if not first.isalnum():
            first = next(filter(str.isalnum, word), "a")
        if not first.islower() and (run or not first.isdigit()):
            run.append(word)
            size = len(run)
        elif run and word in PARTICLES:
            run.append(word)
        elif run:
            yield " ".join(run[:size])
            run = []
    if run:
        yield " ".join(run[:size])


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a word of its own, and no part of a longer one or an address.

    text: plain or HTML; an inline tag does not part words. «MPD-nya» is MPD with a clitic.
    """
    before, after = _outside(text, start), _following(text, end)
    if before.isalnum() or before in _JOINED_BEFORE:
        return False
    return _JOINED_AFTER.match(text, after) is None


def _outside(text: str, at: int) -> str:
    """The character before a place, or a space where a block begins."""
    while at and text[at - 1] == ">":
        start = text.rindex("<", 0, at)
        if _is_break(text, start):
            return " "
        at = start
    return text[at - 1] if at else " "


def _following(text: str, at: int) -> int:
    """The place after all inline tags that follow."""
    while at < len(text) and text[at] == "<" and not _is_break(text, at):
        at = text.index(">", at) + 1
    return at


def _is_break(text: str, at: int) -> bool:
    tag = _TAG.match(text, at)
    return tag is None or tag[2] in _LINE_BREAKS
