"""Why a build did what it did: a line for each file that it read, wrote or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsroom.data import names_of
from newsroom.edition.addresses import KIND_NAMES
from newsroom.language.words import Words
from newsroom.publishing.machine_files import MachineFile
from newsroom.publishing.plan import Planned
from newsroom.source.codec import plain
from newsroom.source.records import Record
from newsroom.source.schema import SCHEMA

Maker = Planned | MachineFile

_EFFECTS = ("own", "page", "list", "file")
_BODY = "isi"  # what editors call all that stands below the front matter


class Explanation:
    """Of one build. Nothing is gathered, and nothing costs time, unless it is wanted."""

    def __init__(self, words: Words, *, is_wanted: bool) -> None:
        self._words = words
        self.is_wanted = is_wanted
        self.forget()

    def forget(self) -> None:
        """The build begins anew."""
        self._changes: dict[str, str] = {}  # by source file
        self._reasons: dict[str, str] = {}  # by file of the site
        self._causes: dict[str, dict[str, str]] = {}  # by that: source files, and as what
        self._gone: list[str] = []
        self._outcome: list[str] = []

    def read(self, path: str, before: Record | None, after: Record, *, same_text: bool) -> None:
        """A source file was read. before: its record in the last build, None for a new file."""
        keys = changed_keys(before, after, same_text=same_text) if before else ()
        if before is None:
            self._changes[path] = self._word("explain.source_new")
        elif keys:
            self._changes[path] = self._word("explain.source_changed", keys=self._listed(keys))
        else:
            self._changes[path] = self._word("explain.source_same")

    def gone(self, paths: Iterable[str]) -> None:
        """Source files that were there in the last build."""
        self._gone = sorted(paths)

    def made(self, path: str, reason: str, maker: Maker | None = None) -> None:
        """A file of the site is made again. reason: new, changed or damaged; maker: None for a
        file that is not made of records."""
        if not self.is_wanted:
            return
        found = _sources_of(maker) if maker else ()
        sources = {source: _effect(maker, source) for source in found if source in self._changes}
        self._causes[path] = sources
        first, more = next(iter(sources), ""), len(sources) - 1
        if reason != "changed" or not sources:
            self._reasons[path] = self._word(f"explain.file_{reason}")
        else:
            code = "explain.because_of_many" if more else "explain.because_of"
            self._reasons[path] = self._word(code, path=first, more=more)

    def settle(self, written: Collection[str], removed: Iterable[str]) -> None:
        """The site is in place. written: files that hold other bytes than before."""
        if not self.is_wanted:
            return
        ours = set(written)
        for path, reason in self._reasons.items():
            code = "explain.written" if path in ours else "explain.same"
            self._outcome.append(self._word(code, path=path, reason=reason))
        self._outcome += [self._word("explain.removed", path=path) for path in removed]
        for source, change in sorted(self._changes.items()):
            effects = self._effects(source, ours)
            line = self._word("explain.effects", path=source, change=change, effects=effects)
            self._outcome.append(line)

    def _effects(self, source: str, written: Collection[str]) -> str:
        """What came of one source file."""
        found = (
            causes[source]
            for path, causes in self._causes.items()
            if path in written and source in causes
        )
        counts = Counter(found)
        parts = [
            self._word(f"explain.effect_{kind}", n=counts[kind])
            for kind in _EFFECTS
            if counts[kind]
        ]
        return ", ".join(parts) or self._word("explain.effect_none")

    def lines(self) -> list[str]:
        """What was read, what was made, and for each source file what came of it."""
        read = [
            self._word("explain.read", path=p, reason=c) for p, c in sorted(self._changes.items())
        ]
        gone = [self._word("explain.gone", path=path) for path in self._gone]
        return [*read, *gone, *self._outcome]

    def _listed(self, keys: Sequence[str]) -> str:
        *others, last = keys
        if not others:
            return last
        code = "explain.two_keys" if len(others) == 1 else "explain.keys"
        return self._word(code, others=", ".join(others), last=last)

    def _word(self, dotted: str, **values: object) -> str:
        return self._words.get(dotted).format_map(values)


def changed_keys(before: Record, after: Record, *, same_text: bool) -> tuple[str, ...]:
    """The front-matter keys whose meaning changed, as editors write them, the text last."""
    if type(before) is not type(after):
        return (_BODY,)
    keys: dict[str, str] = {}  # by attribute; of two keys for one, the first
    for field in SCHEMA[KIND_NAMES[type(after)]].fields:
        keys.setdefault(field.attribute, field.key)
    changed = [name for name in keys if getattr(before, name, None) != getattr(after, name, None)]
    typed = dict.fromkeys(keys[name] for name in changed)
    old, new = (plain(record.prose, without="line") for record in (before, after))
    return tuple(typed if same_text and old == new else dict.fromkeys([*typed, _BODY]))


def _effect(maker: Maker | None, source: str) -> str:
    if not isinstance(maker, Planned):
        return "file"
    if maker.text_of == source:
        return "own"
    return "page" if maker.text_of else "list"


def _sources_of(maker: Maker) -> list[str]:
    """Paths of all records that it places, each once; that whose page it is stands first."""
    texts = (maker.text_of,) if isinstance(maker, Planned) else maker.texts or ()
    options = maker.options if isinstance(maker, Planned) else ()
    found = (*texts, *_records_in((maker.inputs, options)))
    return list(dict.fromkeys(path for path in found if path))


def _records_in(value: object) -> Iterator[str]:
    if isinstance(value, Record):
        yield value.path
    elif isinstance(value, tuple):
        for item in value:
            yield from _records_in(item)
    else:
        for name in names_of(type(value)):
            yield from _records_in(getattr(value, name))
