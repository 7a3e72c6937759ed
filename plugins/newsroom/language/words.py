"""The words that readers and editors see, from theme/strings.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any


class Words:
    """Nested words: `t.article.published` in a template, `words.get("article.published")` in code.

    A word that is not in the file raises: a template never prints an empty place for a typing slip.
    """

    def __init__(self, table: dict[str, Any], name: str = "") -> None:
        self._name = name
        self._table = {
            key: Words(value, f"{name}.{key}".lstrip(".")) if isinstance(value, dict) else value
            for key, value in table.items()
        }
        self._found: dict[str, str] = {}

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self._table[key]
        except KeyError:
            place = f"{self._name}.{key}".lstrip(".")
            raise LookupError(f"strings.toml: {place}") from None

    def get(self, dotted: str) -> str:
        """The word at `table.name`; raises LookupError when there is none."""
        word = self._found.get(dotted)
        if word is None:
            value = self._at(dotted)
            if not isinstance(value, str):
                raise LookupError(f"strings.toml: {dotted}")
            word = self._found[dotted] = value
        return word

    def table(self, dotted: str) -> dict[str, str]:
        """A whole table, e.g. the names of all kinds of article."""
        return dict(self._at(dotted)._table)

    def _at(self, dotted: str) -> Any:
        value: Any = self
        for part in dotted.split("."):
            value = getattr(value, part)
        return value


@lru_cache(maxsize=1)
def read_words(text: str) -> Words:
    """text: the content of strings.toml (TOML), which a preview reads at every save."""
    return Words(tomllib.loads(text))
