"""Names in a text: linked where they stand first, and short ones spelt out there.

A phone shows no `title`, so the full name stands in the text itself, in brackets, unless the text
spells it out anywhere; then `<abbr title>` is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from markupsafe import escape
from msgspec import Struct

from newsroom.data import Value
from newsroom.edition.mentions import Mention
from newsroom.source.records import Record
from newsroom.source.running_text import CLITIC, Piece, plain, running_text, stands_alone
from newsroom.views.desk import Desk

_TAGS = re.compile(r"<[^>]*>")
_NEXT_WORD = re.compile(r"\s+(\w+)(?!\w)")


class NameLink(Value, frozen=True):
    """One party that a text names. url: "" on the party's own page, where nothing is linked."""

    names: tuple[str, ...]
    full_name: str
    url: str


def name_links(desk: Desk, mentions: Iterable[Mention], record: Record) -> tuple[NameLink, ...]:
    """All that the record's page needs to know of those whom its text names."""
    return tuple(
        NameLink(
            mention.names,
            " ".join(mention.party.title.split()),
            "" if mention.party.path == record.path else desk.url(mention.party),
        )
        for mention in mentions
    )


def with_names(html: str, links: Sequence[NameLink]) -> str:
    """html: its own links already lead where they should. No letter is changed or left out."""
    return _Namer(html, links).named() if links else html


class _Namer(Struct):
    html: str
    links: Sequence[NameLink]
    linked: set[str] = set()  # addresses
    explained: set[str] = set()  # full names
    words: str = ""  # all that a reader reads, once it was asked for

    def named(self) -> str:
        written: list[str] = []
        position = 0
        for piece, found, link in self._uses():
            for start, end, text in self._changes(found, link, piece):
                written += (self.html[position:start], text)
                position = end
        return "".join((*written, self.html[position:]))

    def _uses(self) -> Iterator[tuple[Piece, re.Match[str], NameLink]]:
        """Where the running text uses a name, in its order; of two that overlap the longer one."""
        uses = [
            (found.start(), -found.end(), found, link)
            for link in self.links
            for name in link.names
            for found in _pattern(name).finditer(self.html)
        ]
        uses.sort(key=lambda use: use[:2])
        pieces = running_text(self.html)
        piece = next(pieces, None)
        position = 0
        for start, end, found, link in uses:
            while piece and piece.end <= start:
                piece = next(pieces, None)
            if piece is None:
                return
            if start >= max(position, piece.start) and stands_alone(self.html, start, -end):
                position = -end
                yield piece, found, link

    def _changes(
        self, found: re.Match[str], link: NameLink, piece: Piece
    ) -> Iterator[tuple[int, int, str]]:
        """What is to stand in the place of the name, and what is to be put in behind it."""
        if piece.link and piece.link.partition("#")[0] != link.url:
            return  # a link to something else that names the party
        is_short = len(_bare(found[0])) < len(link.full_name)
        needs_words = is_short and bool(link.url) and self._needs_words(found, link)
        is_first = bool(link.url) and link.url not in self.linked
        self.linked.add(link.url)
        self.explained.add(link.full_name)
        if is_first and not piece.link:
            name = found[0]
            if is_short:
                title = "" if needs_words else f' title="{escape(link.full_name)}"'
                name = f"<abbr{title}>{name}</abbr>"
            yield found.start(), found.end(), f'<a href="{escape(link.url)}">{name}</a>'
        if needs_words:
            at = self._behind(found.end(), link, piece)
            yield at, at, f" ({escape(link.full_name)})"

    def _needs_words(self, found: re.Match[str], link: NameLink) -> bool:
        """Not in brackets, «Komunitas Contoh (KC)»: there it stands to explain the words before."""
        if link.full_name in self.explained:
            return False
        before, after = self.html[found.start() - 1 : found.start()], self.html[found.end() :]
        if before == "(" and after.startswith(")"):
            return False
        self.words = self.words or _bare(_TAGS.sub("", self.html))
        return _bare(link.full_name) not in self.words

    def _behind(self, at: int, link: NameLink, piece: Piece) -> int:
        """Behind a clitic, the link, and words that belong to the name: «Bakorwil III Malang»."""
        if piece.link:
            at = self.html.index("</a>", at) + len("</a>")
        if clitic := CLITIC.match(self.html, at):
            return clitic.end()
        own = {word for word in _bare(link.full_name).split() if word[0].isupper()}
        while (more := _NEXT_WORD.match(self.html, at)) and more[1] in own:
            at = more.end()
        return at


@lru_cache(maxsize=4096)  # the same few names come on page after page
def _pattern(name: str) -> re.Pattern[str]:
    """The name in HTML: spaces of any kind, either apostrophe, references."""
    words = (re.escape(str(escape(word)).replace("&#39;", "'")) for word in _bare(name).split())
    typed = r"\s+".join(words).replace("'", "['’]")
    return re.compile(rf"{typed}(?!\w)")  # begins with letters, so it is looked for quickly


def _bare(text: str) -> str:
    return " ".join(plain(text).split())
