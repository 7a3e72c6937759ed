"""The words that readers and editors see, from theme/strings.toml."""

from __future__ import annotations

import tomllib
from typing import Any


class Words:
    """Nested words: `t.article.published` in a template, `words.get("article.published")` in code.

    A word that is not in the file raises: a template never prints an empty place for a typing slip.
    """

    def __init__(self, table: dict[str, Any], name: str = "") -> None:
        self._table = table
        self._name = name

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            value = self._table[key]
        except KeyError:
            place = f"{self._name}.{key}".lstrip(".")
            raise LookupError(f"strings.toml: {place}") from None
        return Words(value, f"{self._name}.{key}".lstrip(".")) if isinstance(value, dict) else value

    def get(self, dotted: str) -> str:
        """The word at `table.name`; raises LookupError when there is none."""
        value: Any = self
        for part in dotted.split("."):
            value = getattr(value, part)
        if not isinstance(value, str):
            raise LookupError(f"strings.toml: {dotted}")
        return value

    def table(self, dotted: str) -> dict[str, str]:
        """A whole table, e.g. the names of all kinds of article."""
        value: Any = self
        for part in dotted.split("."):
            value = getattr(value, part)
        return dict(value._table)


def read_words(text: str) -> Words:
    """text: the content of strings.toml (TOML)."""
    return Words(tomllib.loads(text))
