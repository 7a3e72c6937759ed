"""Quotations word for word: each once, and never in two versions (NEWSROOM.md P16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from newsroom.edition.names import NameBook
from newsroom.language.moment import Moment
from newsroom.language.slugs import name_key
from newsroom.problems import Problem, problem
from newsroom.source.records import Article, Quotation, Record

Quoted = tuple[Article, Quotation]

_NEAR = 0.9  # ratio of equal letters from which two texts are taken for one sentence
_EDGE = 12  # letters that two versions share at their beginning or at their end
_NEIGHBOURS = 3  # texts compared with each in the order of their beginnings and of their ends
_MARKS = " \"'“”‘’«»"
_STOPS = ".…"


def bare(text: str) -> str:
    """The words of a quotation, without the marks around them and the stop at their end."""
    return text.strip(_MARKS).rstrip(_STOPS).strip(_MARKS)


def said_on(article: Article) -> Moment:
    """The day of the occasion that the article reports, else of publication."""
    occasion = article.occasion
    return occasion.date if occasion and occasion.date else article.date


def first_uses(articles: Sequence[Article]) -> tuple[Quoted, ...]:
    """Each quotation once, however often it is used: in a news report if any, the oldest first.

    articles: newest first.
    """
    oldest_first = list(reversed(articles))
    ordered = sorted(oldest_first, key=lambda article: article.type != "berita")
    found: dict[tuple[str, str], Quoted] = {}
    for article in ordered:
        for quotation in article.prose.quotations:
            key = (quotation.speaker, bare(quotation.text))
            found.setdefault(key, (article, quotation))
    return tuple(found.values())


def newest_first(quoted: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """By the day they were said; those of one day as they stand in their article."""
    return tuple(sorted(quoted, key=lambda pair: said_on(pair[0]).at, reverse=True))


def check_quotations(records: Iterable[Record], names: NameBook, prefix: str) -> list[Problem]:
    """A fault for each quotation that nearly equals another of the same speaker.

    Both texts and both files are named: which of them is right only the editor can tell. The time
    grows with the number of quotations, not with its square: a text is compared only with its
    neighbours in the order of beginnings and in the order of ends.
    """
    typed: dict[str, list[tuple[Record, Quotation]]] = {}
    for record in records:
        for quotation in record.prose.quotations:
            typed.setdefault(quotation.speaker, []).append((record, quotation))
    said: dict[str, dict[str, tuple[Record, Quotation]]] = {}
    for name, quoted in typed.items():
        party = names.find(name)
        uses = said.setdefault(party.path if party else name_key(name), {})
        for use in quoted:
            uses.setdefault(bare(use[1].text), use)
    return [
        _differs(uses[one], uses[other], prefix)
        for uses in said.values()
        if len(uses) > 1
        for one, other in sorted(set(_near_pairs(list(uses))))
    ]


def _near_pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    orders: tuple[Callable[[str], str], ...] = (_beginning, _end)
    for edge in orders:
        ordered = sorted((edge(text), text) for text in texts)
        for place, (key, text) in enumerate(ordered):
            for other_key, other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                if key[:_EDGE] != other_key[:_EDGE]:
                    break
                if _may_be_near(text, other) and _is_near(text, other):
                    yield min(text, other), max(text, other)


def _beginning(text: str) -> str:
    return text.casefold()


def _end(text: str) -> str:
    return text.casefold()[::-1]


def _may_be_near(text: str, other: str) -> bool:
    """Two versions of one sentence share a third of their words; said quickly, for most do not."""
    words, others = set(text.casefold().split()), set(other.casefold().split())
    return 3 * len(words & others) >= max(len(words), len(others))


@lru_cache(maxsize=1 << 15)
def _is_near(text: str, other: str) -> bool:
    """Remembered from build to build: of thousands of quotations an edit changes one.

    Letters in common, in whatever order, are counted first: too few of them settle it quickly.
    """
    in_common = (Counter(text) & Counter(other)).total()
    if 2 * in_common < _NEAR * (len(text) + len(other)):
        return False
    return SequenceMatcher(None, text, other, autojunk=False).ratio() >= _NEAR


def _differs(
    one: tuple[Record, Quotation], other: tuple[Record, Quotation], prefix: str
) -> Problem:
    """The fault stands at the file that comes later by name."""
    (first, first_text), (second, second_text) = sorted((one, other), key=lambda use: use[0].path)
    return problem(
        prefix + second.path,
        second_text.line,
        "isi",
        "quotation_differs",
        text=second_text.text,
        other_text=first_text.text,
        other=f"{prefix}{first.path}:{first_text.line}",
    )
