"""Which people and bodies a text names: those whose names stand in its running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsroom.data import Value
from newsroom.edition.names import Party, names_of
from newsroom.problems import Problem, problem
from newsroom.source.running_text import BETWEEN, plain, possible_names, stands_alone

_WORD = re.compile(r"\w+")


class Mention(Value, frozen=True):
    """names: those of the party that the text uses, in the order of their first use."""

    party: Party
    names: tuple[str, ...]


class NameFinder:
    """Finds names letter for letter; where two fit, the longer one. A name of two is no one's."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._bearers: dict[str, Party] = {}
        shared: set[str] = set()
        for name, party in _entries(parties):
            if self._bearers.setdefault(name, party) is not party:
                shared.add(name)
        for name in shared:
            del self._bearers[name]
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        for name in sorted(self._bearers, key=len, reverse=True):
            if word := _WORD.search(name):
                self._by_word.setdefault(word[0], []).append((word.start(), name))
        # Runs of words that were searched: most name nobody, and come again and again.
        self._nameless = {""}
        self._named: dict[str, tuple[str, ...]] = {}

    def mentions(self, possible: str) -> tuple[Mention, ...]:
        """possible: as source.running_text.possible_names() made it. By first use."""
        runs = possible.split(BETWEEN)
        if self._nameless.issuperset(runs):
            return ()
        found: dict[str, list[str]] = {}
        for run in runs:
            for name in self._names(run):
                uses = found.setdefault(self._bearers[name].path, [])
                if name not in uses:
                    uses.append(name)
        return tuple([Mention(self._bearers[uses[0]], tuple(uses)) for uses in found.values()])

    def _names(self, run: str) -> tuple[str, ...]:
        if run in self._nameless:
            return ()
        names = self._named.get(run)
        if names is None:
            names = tuple(self._in_run(run))
            if names:
                self._named[run] = names
            else:
                self._nameless.add(run)
        return names

    def _in_run(self, run: str) -> Iterator[str]:
        position = 0
        while word := _WORD.search(run, position):
            position = word.end()
            for offset, name in self._by_word.get(word[0], ()):
                start = word.start() - offset
                end = start + len(name)
                if start >= 0 and run[start:end] == name and stands_alone(run, start, end):
                    yield name
                    position = end
                    break


def _entries(parties: Iterable[Party]) -> Iterator[tuple[str, Party]]:
    for party in parties:
        for name in dict.fromkeys(names_of(party)):
            yield _normal(name), party


def _normal(name: str) -> str:
    return plain(" ".join(name.split()))


def check_mentionable(parties: Iterable[Party], prefix: str) -> list[Problem]:
    """A warning for each name that no text will be linked by, and why."""
    first: dict[str, Party] = {}
    problems = []
    for name, party in _entries(sorted(parties, key=lambda party: party.path)):
        other = first.setdefault(name, party)
        code = "name_shared" if other is not party else "name_unfindable"
        if other is party and possible_names(name.replace("&", "&amp;")) == name:
            continue
        field = _field(party, name)
        problems.append(
            problem(
                prefix + party.path,
                party.line_of(field),
                field,
                code,
                is_warning=True,
                name=name,
                other=prefix + other.path,
            )
        )
    return problems


def _field(party: Party, name: str) -> str:
    if name == _normal(party.title):
        return "judul"
    is_other = name in map(_normal, party.other_names)
    return "sebutan_lain" if is_other else "singkatan"
