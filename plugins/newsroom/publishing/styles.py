"""The stylesheet as one page needs it: without the rules for what does not stand on that page.

Every page carries its style (one request in all), so a rule for the month view would cost the
reader of each article. What stays is decided by the page's own HTML, never by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsroom.data import Value
from newsroom.publishing.policy import page_policy

# The service worker puts these into pages that it has saved (theme/static/js/worker.js).
_ADDED_LATER = frozenset({".banner", ".names", ".tap", "ul", "li", "a", "p"})

# Where base.html leaves room. Neither can stand in a text, where `<` and `"` are escaped.
_STYLE = "<style></style>"
_POLICY = '<meta http-equiv="Content-Security-Policy" content="">'

_GROUPS = ("@media", "@layer", "@supports", "@container")
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")
_CLASSES = re.compile(r'class="(?<=\sclass=")([^"]*)"')  # the word first, which is found fast
_BRACKETS = re.compile(r":[a-z-]+\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")  # :not(…), [href]
_NEEDED = re.compile(r"\.[a-z][\w-]*|(?<![\w.#:-])[a-z][a-z0-9]*(?![\w-])")


class _Rule(Value, frozen=True):
    """`selectors {…}`, or an at-rule: with rules of its own, or with none (`@layer a, b;`).

    selectors: each with the elements and classes without which it fits nothing.
    """

    head: str
    declarations: str
    rules: tuple[_Rule, ...] = ()
    selectors: tuple[tuple[str, frozenset[str]], ...] = ()


class Stylesheet:
    """css: as it would stand in a page that shows everything."""

    def __init__(self, css: str) -> None:
        self._rules = tuple(_parsed(css))
        self.known = frozenset(_needed_anywhere(self._rules))
        self._fitted: dict[frozenset[str], tuple[str, str]] = {}

    def fit(self, html: str) -> str:
        """The page with its part of the stylesheet, and with the policy that admits just that."""
        shown = frozenset(_shown(html) & self.known)
        if shown not in self._fitted:
            css = "".join(_kept(self._rules, shown))
            self._fitted[shown] = (css, page_policy(css))
        css, policy = self._fitted[shown]
        html = html.replace(_POLICY, _POLICY.replace('""', f'"{policy}"'), 1)
        return html.replace(_STYLE, f"<style>{css}</style>", 1)


@lru_cache(maxsize=1)
def stylesheet_of(css: str) -> Stylesheet:
    """Taken apart once, however often a preview builds."""
    return Stylesheet(css)


def _parsed(css: str) -> Iterator[_Rule]:
    start = depth = opened = 0
    for place in (match.start() for match in re.finditer(r'"[^"]*"|[{};]', css)):
        mark = css[place]
        if mark == "{":
            opened = opened if depth else place
            depth += 1
        elif mark == ";" and not depth:
            yield _Rule(css[start : place + 1], "")
            start = place + 1
        elif mark == "}":
            depth -= 1
            if not depth:
                yield _rule(css[start:opened], css[opened + 1 : place])
                start = place + 1


def _rule(head: str, body: str) -> _Rule:
    if head.startswith(_GROUPS):
        return _Rule(head, "", tuple(_parsed(body)))
    if head.startswith("@"):
        return _Rule(head, body)
    return _Rule(head, body, (), tuple((one, _needed(one)) for one in _selectors(head)))


def _kept(rules: tuple[_Rule, ...], shown: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.head.endswith(";"):
            yield rule.head
        elif rule.head.startswith("@"):
            inside = rule.declarations or "".join(_kept(rule.rules, shown))
            if inside:
                yield f"{rule.head}{{{inside}}}"
        else:
            fitting = [one for one, needed in rule.selectors if needed <= shown]
            if fitting:
                yield f"{','.join(fitting)}{{{rule.declarations}}}"


def _selectors(head: str) -> list[str]:
    """The parts between commas, but for commas within brackets."""
    return re.findall(r"(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+", head)


def _needed(selector: str) -> frozenset[str]:
    """Brackets only narrow further what it fits."""
    return frozenset(_NEEDED.findall(_BRACKETS.sub("", selector))) - {"html", "body"}


def _needed_anywhere(rules: tuple[_Rule, ...]) -> Iterator[str]:
    for rule in rules:
        yield from _needed_anywhere(rule.rules)
        for _, needed in rule.selectors:
            yield from needed


def _shown(html: str) -> set[str]:
    """Every element and class in the body of a page."""
    body = html.partition("<body")[2]
    classes = {name for names in set(_CLASSES.findall(body)) for name in names.split()}
    return {*_ADDED_LATER, *_ELEMENT.findall(body), *(f".{name}" for name in classes)}
