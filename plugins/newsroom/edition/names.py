"""Who is meant by a name in a text or in front matter: a person or a body that has a page."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from newsroom.language.slugs import name_key
from newsroom.source.records import Organization, Person

Party = Person | Organization


def names_of(party: Party) -> tuple[str, ...]:
    """Full, short and other names, as typed; the full one first."""
    short = (party.short_name,) if isinstance(party, Organization) and party.short_name else ()
    return (party.title, *short, *party.other_names)


class NameBook:
    """Finds people and bodies by full, short or other names, or slug, in any letter case."""

    def __init__(
        self, people: Iterable[Person] = (), organizations: Iterable[Organization] = ()
    ) -> None:
        self._found: dict[str, Party] = {}
        parties: tuple[Party, ...] = (*people, *organizations)
        for party in parties:
            self._enter(party, (*names_of(party), party.slug))

    def _enter(self, party: Party, names: Iterable[str]) -> None:
        for name in filter(None, names):
            self._found.setdefault(name_key(name), party)

    def find(self, name: str) -> Party | None:
        """The person or body of that name, None when no file names it."""
        return self._found.get(name_key(name)) if name else None

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Party]]) -> NameBook:
        """The book that has these entries."""
        book = cls()
        book._found.update(entries)
        return book

    def only(self, names: Iterable[str]) -> NameBook:
        """A book with these names alone, so that a page depends on no others."""
        few = NameBook()
        for name in names:
            party = self.find(name)
            if party is not None:
                few._found[name_key(name)] = party
        return few

    @property
    def entries(self) -> tuple[tuple[str, Party], ...]:
        """All names with their bearers, by name."""
        return tuple(sorted(self._found.items(), key=lambda entry: entry[0]))

    def nearest(self, name: str) -> str:
        """The known name that was probably meant, "" when none is near."""
        close = get_close_matches(name_key(name), list(self._found), n=1, cutoff=0.6)
        return self._found[close[0]].title if close else ""
