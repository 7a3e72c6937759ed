"""Words for addresses, and the key under which spellings of one name fall together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

# Letters that Unicode does not take apart into a base letter and its mark.
_BASE_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
# Marks that stand inside a word: Jum'at, G.A.S., Rp10.000.
_WITHIN_WORDS = re.compile("['’‘ʼʻ`´.]")
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@lru_cache(maxsize=4096)  # the same few rubrics, tags and authors come again and again
def slug(text: str, max_length: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word's end; "" when no letter is left."""
    whole = _slug(text)
    if len(whole) <= max_length:
        return whole
    cut = whole[: max_length + 1].rpartition("-")[0]
    return cut or whole[:max_length]


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Equal for `UMKM`, `umkm ` and `Umkm`, and for names that would share one address.

    A name without any Latin letter or digit keeps its own characters: no two such fall together.
    """
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return _slug(folded) or " ".join(folded.split())


def _slug(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text).casefold().translate(_BASE_LETTERS)
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in apart if not unicodedata.combining(c))
    words = _WITHIN_WORDS.sub("", text.lower())
    return _BETWEEN_WORDS.sub("-", words).strip("-")
