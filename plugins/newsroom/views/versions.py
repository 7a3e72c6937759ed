"""An article's versions: the list of them, what each one changed, and what is still to be told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from newsroom.data import replace
from newsroom.edition.comparison import (
    PartChange,
    Passage,
    Run,
    counts,
    differences,
    first_difference,
    new_entries,
    passages,
)
from newsroom.edition.versions import History, Version
from newsroom.edition.wording import Wording
from newsroom.language import dates
from newsroom.language.dates import parse_moment
from newsroom.language.moment import ZONES
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Event
from newsroom.source.schema import EVENT
from newsroom.views.desk import Desk
from newsroom.views.frame import PageFacts, head
from newsroom.views.pages import HistoryView, VersionView
from newsroom.views.parts import (
    DiffParagraph,
    DiffPart,
    DiffPassage,
    DiffRun,
    Frame,
    Link,
    VersionItem,
)

_SHOWN = 3  # parts that a fault describes; more would bury the entry to add
_WHOLE = ("start", "end", "state", "place", "address", "id")
_ADVICE = {"terjadwal": "moved", "tentatif": "moved", "ditunda": "postponed"}


def history_view(
    desk: Desk, frame: Frame, article: Article, history: History, *, wordings: Mapping[str, Wording]
) -> HistoryView:
    """Every version, newest first, with what it changed in plain words."""
    versions = history.versions
    items = [VersionItem(desk.time(versions[0].at), desk.word("versions.first"), (), "")]
    for older, newer in pairwise(versions):
        url = desk.site.internal(desk.addresses.history(article, newer.mark).url)
        items.append(_item(desk, older, newer, wordings, url))
    is_whole = history.reach == "whole"
    return HistoryView(
        frame=frame,
        head=head(desk, _facts(desk, article, "", desk.word("versions.title"))),
        trail=_trail(desk, article),
        title=typeset(article.title),
        intro=desk.word("versions.intro"),
        note="" if is_whole else desk.word("versions.shallow"),
        versions=tuple(reversed(items)),
        fictional_note=desk.fictional_note(article),
    )


def version_view(
    desk: Desk,
    frame: Frame,
    article: Article,
    older: Version,
    newer: Version,
    *,
    wordings: Mapping[str, Wording],
) -> VersionView:
    """What one version changed, word by word; it never changes when others follow."""
    item = _item(desk, older, newer, wordings, "")
    title = desk.word("versions.version_title", date=item.at.text)
    history = Link(desk.word("versions.title"), _history_url(desk, article))
    changes = differences(wordings[older.first], wordings[newer.first])
    return VersionView(
        frame=frame,
        head=head(desk, _facts(desk, article, newer.mark, title)),
        trail=(*_trail(desk, article), history),
        title=typeset(title),
        article=desk.link(article),
        item=item,
        before=desk.time(older.at),
        parts=tuple(_part(desk, change) for change in changes),
        history_url=history.url,
        fictional_note=desk.fictional_note(article),
    )


def _trail(desk: Desk, article: Article) -> tuple[Link, ...]:
    return (desk.link(article),)


def _history_url(desk: Desk, article: Article) -> str:
    return desk.site.internal(desk.addresses.history(article).url)


def _facts(desk: Desk, article: Article, mark: str, title: str) -> PageFacts:
    """Search engines are to lead to the article as it is, not as it was."""
    return PageFacts(
        url=desk.addresses.history(article, mark).url,
        title=f"{title}: {article.title}",
        description=desk.word("versions.intro"),
        is_indexed=False,
    )


def _item(
    desk: Desk, older: Version, newer: Version, wordings: Mapping[str, Wording], url: str
) -> VersionItem:
    changes = differences(wordings[older.first], wordings[newer.first])
    entries = new_entries(wordings[older.last], wordings[newer.last])
    told = tuple(f"{desk.word(f'change_types.{kind}')}: {text}" for kind, _, text in entries)
    return VersionItem(desk.time(newer.at), _sentence(desk, changes), told, url)


def _sentence(desk: Desk, changes: Sequence[PartChange]) -> str:
    """ "Judul diubah; isi: 3 kata ditambah, 2 kata dihapus." """
    text = "; ".join(_clause(desk, change) for change in changes)
    return f"{text[:1].upper()}{text[1:]}."


def _clause(desk: Desk, change: PartChange) -> str:
    part = desk.word(f"versions.parts.{change.name}")
    if change.name == "text" and change.before and change.after:
        added, removed = counts(change)
        told = {"words_added": added, "words_removed": removed}
        numbers = [desk.word(f"versions.{word}", n=n) for word, n in told.items() if n]
        return desk.word("versions.words_changed", part=part, numbers=", ".join(numbers))
    kind = "changed" if change.before and change.after else "added" if change.after else "removed"
    return desk.word(f"versions.part_{kind}", part=part)


# ------------------------------------------------------------------ the comparison


def _part(desk: Desk, change: PartChange) -> DiffPart:
    readable = _readable(desk, change)
    name = desk.word(f"versions.parts.{change.name}")
    return DiffPart(
        title=f"{name[:1].upper()}{name[1:]}",
        passages=tuple(_passage(desk, passage) for passage in passages(readable)),
    )


def _passage(desk: Desk, passage: Passage) -> DiffPassage:
    gap = desk.word("versions.unchanged", n=passage.unchanged) if passage.unchanged else ""
    return DiffPassage(gap, tuple(_paragraph(runs) for runs in passage.paragraphs))


def _paragraph(runs: Sequence[Run]) -> DiffParagraph:
    return DiffParagraph(
        tuple(
            DiffRun(text, is_added=kind == "added", is_removed=kind == "removed")
            for kind, text in runs
        )
    )


def _readable(desk: Desk, change: PartChange) -> PartChange:
    """Slugs and ISO days as readers know them."""

    def told(paragraph: str) -> str:
        if change.name == "type":
            return desk.word(f"article_types.{paragraph}")
        if change.name == "state":
            return desk.word(f"event_states.{paragraph}")
        if change.name in ("start", "end"):
            zone = ZONES.get(paragraph.rpartition(" ")[2], ZONES["WIB"])
            return dates.long_date_time(parse_moment(paragraph, zone), desk.words.dates)
        if change.name == "date":
            moment = parse_moment(paragraph, ZONES["WIB"])
            return dates.short_date(moment, desk.words.dates)
        return paragraph

    return replace(
        change,
        before=tuple(map(told, change.before)),
        after=tuple(map(told, change.after)),
    )


# ------------------------------------------------------------------ what readers were not told


Fault = tuple[str, str, dict[str, str]]  # the field at fault, the code, and its values


def unrecorded_change(
    desk: Desk, record: Article | Event, changes: Sequence[PartChange], now: datetime
) -> Fault:
    """What changed, and the entry of `perubahan` that says so, ready to be pasted.

    Where there is no `perubahan` yet, the key comes with the entry.
    """
    told = [_told(desk, change) + _advice(desk, record, change) for change in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        told.append(desk.word("versions.and_more", n=len(changes) - _SHOWN))
    values = {"changes": "; ".join(told), "entry": _entry(desk, record, changes, now)}
    if isinstance(record, Event):
        code = "event_change_unrecorded_more" if record.changes else "event_change_unrecorded"
        return EVENT.field_of(changes[0].name).key, code, values
    code = "change_unrecorded_more" if record.changes else "change_unrecorded"
    return "perubahan", code, values


def lost_day(
    desk: Desk, record: Article | Event, changes: Sequence[PartChange], now: datetime
) -> Fault:
    """An event that was public with a day and has none: what keeps calendars from keeping it."""
    start, state = (next(c for c in changes if c.name == name) for name in ("start", "state"))
    lines = ["keadaan: ditunda", f"mulai_semula: {start.before[0]}"]
    postponed = replace(state, after=("ditunda",))
    if postponed.before != postponed.after:
        lines += [f"# {desk.word('versions.entry_below')}"] if record.changes else []
        lines.append(_entry(desk, record, [postponed], now))
    values = {"day": _readable(desk, start).before[0], "lines": "\n".join(lines)}
    return EVENT.field_of("state").key, "event_day_lost", values


def _advice(desk: Desk, record: Article | Event, change: PartChange) -> str:
    """What else belongs to the change: calendars are to know the event by its id and first day."""
    if not isinstance(record, Event) or not (change.before and change.after):
        return ""
    if change.name == "start" and not record.previous_start:
        word = _ADVICE.get(record.state)
    else:
        word = "id" if change.name == "id" else None
    return f" ({desk.word(f'versions.advice_{word}', before=change.before[0])})" if word else ""


def _told(desk: Desk, raw: PartChange) -> str:
    change = _readable(desk, raw)
    part = desk.word(f"versions.parts.{change.name}")
    before, after = _sides(change)
    if not before or not after:
        word = "versions.told_added" if after else "versions.told_removed"
        return desk.word(word, part=part, text=after or before)
    return desk.word("versions.told_changed", part=part, before=before, after=after)


def _sides(change: PartChange) -> tuple[str, str]:
    """A day or a place as a whole; of longer texts only where they differ."""
    if change.name in _WHOLE:
        return " ".join(change.before), " ".join(change.after)
    return first_difference(change)


def _entry(
    desk: Desk, record: Article | Event, changes: Sequence[PartChange], now: datetime
) -> str:
    """JSON texts are YAML texts as well, whatever marks they hold.

    What was said wrong is a correction; that an event is to take place otherwise, is news.
    """
    before, after = _sides(_readable(desk, changes[0]))
    kind = "ralat" if before and isinstance(record, Article) else "pembaruan"
    lines = [
        f"  - jenis: {kind}  # {desk.word('versions.entry_kinds')}",
        f"    waktu: {now:%Y-%m-%d %H:%M}",
        f"    ringkas: {_quoted(_sentence(desk, changes))}",
    ]
    lines += [f"    semula: {_quoted(before)}"] if before else []
    lines += [f"    menjadi: {_quoted(after)}"] if after else []
    return "\n".join(lines if record.changes else ["perubahan:", *lines])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
