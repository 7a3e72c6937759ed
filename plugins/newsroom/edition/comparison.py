"""What differs between two versions of an article or event, part by part and word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from newsroom.data import Value
from newsroom.edition.wording import PARTS, Entry, Wording, folded

Kind = Literal["same", "added", "removed"]
Run = tuple[Kind, str]  # words that stand together and share their fate

_BREAK = "\n"  # between paragraphs; no word is one
_LEAST_ALIKE = 0.4  # share of common words below which two passages are shown one after the other
_LONG = 4000  # words from which on a comparison word by word takes seconds
_SHORT = 8  # words that can be read in any mixture
_AROUND = 3  # words shown on each side of a difference
_MOST = 24  # words of a passage that a fault shows
_ISLAND = 2  # so few common words between two changes only confuse


class PartChange(Value, frozen=True):
    """One part of the article or event that is not what it was. before, after: its paragraphs."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


_HELD = PartChange("state", ("terjadwal",), ("selesai",))  # as announced


class Passage(Value, frozen=True):
    """Paragraphs that belong together, old and new in one. unchanged: so many stand before it."""

    unchanged: int
    paragraphs: tuple[tuple[Run, ...], ...]


def differences(old: Wording, new: Wording) -> tuple[PartChange, ...]:
    """In the order of PARTS. With a withdrawal the words go; only another title is a change then.

    Where paragraphs begin, and how words are set, makes no difference.
    """
    names = ("title",) if new.is_withdrawn and not old.is_withdrawn else PARTS
    changes = (PartChange(name, old.part(name), new.part(name)) for name in names)
    return tuple(change for change in changes if _differs(change) and not _is_awaited(change, old))


def _differs(change: PartChange) -> bool:
    return change.before != change.after and _words(change.before) != _words(change.after)


def _is_awaited(change: PartChange, old: Wording) -> bool:
    """What an event without a day lacked may come without a word: no calendar holds it yet (C2).

    Nor is it news that an event took place as it was announced.
    """
    return (old.is_undated and not change.before) or change == _HELD


def new_entries(old: Wording, new: Wording) -> tuple[Entry, ...]:
    """What `perubahan` has gained; an entry is known by its kind and time, whatever it says."""
    known = Counter(entry[:2] for entry in old.entries)
    found = []
    for entry in new.entries:
        if known[entry[:2]]:
            known[entry[:2]] -= 1
        else:
            found.append(entry)
    return tuple(found)


def is_recorded(old: Wording, new: Wording) -> bool:
    """Whether readers were told of the way from old to new: by an entry, by a withdrawal, or by
    the day that was to follow. No entry makes good a day that was public and is gone.
    """
    if loses_its_day(old, new):
        return False
    is_withdrawal = new.is_withdrawn and not old.is_withdrawn
    tells_itself = is_withdrawal or loses_its_day(new, old)
    return bool(new_entries(old, new)) or (tells_itself and not differences(old, new))


def loses_its_day(old: Wording, new: Wording) -> bool:
    """Whether an event that had one would vanish from calendars (C1, C2)."""
    return new.is_undated and not old.is_undated


def leaves_calendars(old: Wording, new: Wording) -> bool:
    """Whether an event that had a day is hidden: those who subscribed would not be told (C5)."""
    return new.is_hidden and not old.is_hidden and bool(old.part("start"))


def last_recorded(versions: Sequence[Wording]) -> Wording:
    """The version that readers know of: the first, or the last one that came with an entry.

    versions: what was public, oldest first, at least one. Whatever has changed since must still be
    recorded; what was changed and changed back needs nothing.
    """
    known = versions[0]
    for version in versions[1:]:
        if is_recorded(known, version):
            known = version
    return known


# ------------------------------------------------------------------ word by word


def passages(change: PartChange) -> tuple[Passage, ...]:
    """Only what changed, in whole paragraphs; the last may hold none, before unchanged ones."""
    old, new = change.before, change.after
    keys = [[_key(paragraph) for paragraph in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    found: list[Passage] = []
    unchanged = 0
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            unchanged = i2 - i1
            continue
        found.append(Passage(unchanged, _compared(old[i1:i2], new[j1:j2])))
        unchanged = 0
    return (*found, Passage(unchanged, ())) if unchanged else tuple(found)


def counts(change: PartChange) -> tuple[int, int]:
    """How many words were added, and how many removed."""
    runs = [run for passage in passages(change) for part in passage.paragraphs for run in part]
    added = sum(len(text.split()) for kind, text in runs if kind == "added")
    return added, sum(len(text.split()) for kind, text in runs if kind == "removed")


def first_difference(change: PartChange) -> tuple[str, str]:
    """Where the part first differs: the words before and after, with a few around them.

    Either is "" where nothing stands.
    """
    if not change.before or not change.after:
        before, after = (" ".join(side).split() for side in (change.before, change.after))
        return _shortened(before), _shortened(after)
    for passage in passages(change):
        runs = [run for paragraph in passage.paragraphs for run in paragraph]
        at = next((n for n, (kind, _) in enumerate(runs) if kind != "same"), None)
        if at is not None:
            return _in_context(runs, at)
    return "", ""


def _in_context(runs: Sequence[Run], at: int) -> tuple[str, str]:
    before: list[str] = []
    after: list[str] = []
    end = at
    while end < len(runs) and runs[end][0] != "same":
        kind, text = runs[end]
        (before if kind == "removed" else after).extend(text.split())
        end += 1
    first = runs[at - 1][1].split()[-_AROUND:] if at else []
    last = runs[end][1].split()[:_AROUND] if end < len(runs) else []
    if not (first or last):
        return _shortened(before), _shortened(after)
    return _shortened([*first, *before, *last]), _shortened([*first, *after, *last])


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _MOST else " ".join(words[:_MOST]) + " …"


def _compared(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    before, after = _tokens(old), _tokens(new)
    longest = max(len(before), len(after))
    if longest > _LONG:
        return _one_after_the_other(old, new)
    keys = [[folded(word) for word in side] for side in (before, after)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    if longest > _SHORT and matcher.ratio() < _LEAST_ALIKE:
        return _one_after_the_other(old, new)
    words: list[tuple[Kind, str]] = []
    for kind, i1, i2, j1, j2 in _without_islands(matcher.get_opcodes()):
        if kind == "equal":
            words += [("same", word) for word in after[j1:j2]]
        else:
            words += [("removed", word) for word in before[i1:i2]]
            words += [("added", word) for word in after[j1:j2]]
    return tuple(_paragraphs(words))


def _one_after_the_other(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    runs: list[Run] = [("removed", paragraph) for paragraph in old]
    runs += [("added", paragraph) for paragraph in new]
    return tuple((run,) for run in runs)


Opcode = tuple[str, int, int, int, int]


def _without_islands(opcodes: Iterable[Opcode]) -> Iterator[Opcode]:
    """One or two common words between larger changes become part of the change."""
    codes = list(opcodes)
    open_: Opcode | None = None
    for place, (kind, i1, i2, j1, j2) in enumerate(codes):
        is_island = (
            kind == "equal"
            and i2 - i1 <= _ISLAND
            and 0 < place < len(codes) - 1
            and _size(codes[place - 1]) > _ISLAND < _size(codes[place + 1])
        )
        if kind == "equal" and not is_island:
            if open_:
                yield open_
                open_ = None
            yield kind, i1, i2, j1, j2
        elif open_:
            open_ = ("replace", open_[1], i2, open_[3], j2)
        else:
            open_ = ("replace", i1, i2, j1, j2)
    if open_:
        yield open_


def _size(code: Opcode) -> int:
    return max(code[2] - code[1], code[4] - code[3])


def _paragraphs(words: Iterable[tuple[Kind, str]]) -> Iterator[tuple[Run, ...]]:
    """Words into runs, runs into paragraphs; a break that is gone or new is still a break."""
    runs: list[tuple[Kind, list[str]]] = []
    for kind, word in words:
        if word == _BREAK:
            if runs:
                yield tuple((k, " ".join(run)) for k, run in runs)
            runs = []
        elif runs and runs[-1][0] == kind:
            runs[-1][1].append(word)
        else:
            runs.append((kind, [word]))
    if runs:
        yield tuple((k, " ".join(run)) for k, run in runs)


def _tokens(paragraphs: Sequence[str]) -> list[str]:
    tokens: list[str] = []
    for paragraph in paragraphs:
        tokens += [_BREAK, *paragraph.split()] if tokens else paragraph.split()
    return tokens


def _words(paragraphs: Iterable[str]) -> list[str]:
    return [folded(word) for paragraph in paragraphs for word in paragraph.split()]


def _key(paragraph: str) -> str:
    return " ".join(folded(word) for word in paragraph.split())
