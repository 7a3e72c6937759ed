"""What an editor should look at again: old checks, changed sources, questions long open.

Only the check says so, for it goes by the day; no page changes because time passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from newsroom.data import Value, replace
from newsroom.edition.agenda import has_day
from newsroom.edition.edition import Edition
from newsroom.language.moment import Moment
from newsroom.problems import Problem, problem
from newsroom.source.records import (
    Article,
    Event,
    Organization,
    Person,
    Plan,
    Programme,
    Record,
    Source,
)

_AT_ONCE = 25  # reminders in one report: more than a day's work would be read by no one
_CLOSED = frozenset({"selesai", "batal", "terlaksana"})

Sourced = Article | Event | Programme | Plan


class Patience(Value, frozen=True):
    """Days after which something counts as old; 0 for never."""

    recheck_days: int
    question_days: int


def reminders(edition: Edition, now: datetime, patience: Patience, prefix: str) -> list[Problem]:
    """Warnings: sources that were corrected or withdrawn first, then the oldest first.

    Of more than a few the rest is only counted. What is over and done with is left in peace.
    """
    found = sorted(
        (
            (moment.at, replace(warning, path=prefix + record.path))
            for record in edition.published
            for moment, warning in (
                *_changed_sources(record),
                *_old_checks(record, now, patience.recheck_days),
                *_old_questions(record, now, patience.question_days),
            )
        ),
        key=lambda pair: (not pair[1].code.startswith("source_was"), *pair),
    )
    warnings = [warning for _, warning in found]
    if len(warnings) > _AT_ONCE:
        first = warnings[_AT_ONCE]
        rest = replace(
            first, code="reminders_more", values=(("count", str(len(warnings) - _AT_ONCE)),)
        )
        return [*warnings[:_AT_ONCE], rest]
    return warnings


_Dated = tuple[Moment, Problem]


def _changed_sources(record: Record) -> Iterator[_Dated]:
    """Until a change or a check of that day or later says that the page has followed (P6)."""
    for number, source in _sources(record):
        for key, moment in (
            ("dicabut_sumber", source.withdrawn),
            ("diralat_sumber", source.corrected),
        ):
            if moment and not any(acted >= moment.day for acted in _acted(record)):
                field = f"sumber[{number}].{key}"
                code = "source_was_withdrawn" if source.withdrawn else "source_was_corrected"
                yield moment, _warning(record, field, code, title=source.title)
                break


def _acted(record: Record) -> Iterator[date]:
    if isinstance(record, Article | Event):
        yield from (change.at.day for change in record.changes)
    if isinstance(record, Event | Programme | Plan) and record.checked:
        yield record.checked.day


def _old_checks(record: Record, now: datetime, days: int) -> Iterator[_Dated]:
    if _is_closed(record, now):
        return
    for number, source in _sources(record):
        if source.seen and (age := _age(source.seen, now)) > days > 0:
            field = f"sumber[{number}].dilihat"
            yield source.seen, _warning(record, field, "source_unseen", days=age)
    checked = (
        record.checked
        if isinstance(record, Event | Programme | Plan | Person | Organization)
        else None
    )
    if checked and (age := _age(checked, now)) > days > 0:
        yield checked, _warning(record, "diperiksa", "unchecked", days=age)


def _old_questions(record: Record, now: datetime, days: int) -> Iterator[_Dated]:
    """The oldest of a page stands for the others."""
    if not isinstance(record, Article | Event | Programme):
        return
    old = [
        (question.since, number, question.question)
        for number, question in enumerate(record.questions, start=1)
        if question.since and not question.answer and _age(question.since, now) > days > 0
    ]
    if old:
        since, number, text = min(old)
        code = "question_old" if len(old) == 1 else "questions_old"
        values = {"question": text, "days": _age(since, now), "others": len(old) - 1}
        yield since, _warning(record, f"belum_diketahui[{number}].sejak", code, **values)


def _sources(record: Record) -> Iterator[tuple[int, Source]]:
    if isinstance(record, Sourced):
        yield from enumerate(record.sources, start=1)


def _is_closed(record: Record, now: datetime) -> bool:
    """An event that is over, a programme or plan that has come to its end."""
    if isinstance(record, Event) and has_day(record) and (last := record.end or record.start):
        return _age(last, now) > 0
    return isinstance(record, Event | Programme | Plan) and record.state in _CLOSED


def _age(moment: Moment, now: datetime) -> int:
    """Whole days since; negative for what is still to come."""
    return (now.astimezone(moment.at.tzinfo).date() - moment.day).days


def _warning(record: Record, field: str, code: str, **values: object) -> Problem:
    line = record.line_of(field)
    return problem(record.path, line, field, code, is_warning=True, **values)
