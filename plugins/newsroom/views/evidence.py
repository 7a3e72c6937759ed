"""What a report rests on, what is open, what was changed: alike on every kind of page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom.source.records import Change, Question, Source
from newsroom.views.desk import Desk
from newsroom.views.parts import ChangeItem, QuestionItem, SourceItem, SourceList


def source_list(desk: Desk, sources: Sequence[Source]) -> SourceList:
    """The numbered sources; that there is only one is computed, never typed (NEWSROOM.md P8)."""
    note = desk.word("notes.one_source") if len(sources) == 1 else ""
    return SourceList(tuple(_source(desk, source) for source in sources), note)


def _source(desk: Desk, source: Source) -> SourceItem:
    published = desk.maybe_time(source.published)
    details = (source.publisher, source.type, published.text if published else "")
    return SourceItem(
        title=source.title,
        url=source.url,
        details=", ".join(filter(None, details)),
        seen=desk.maybe_time(source.seen),
        supports=source.supports,
    )


def question_items(desk: Desk, questions: Iterable[Question]) -> tuple[QuestionItem, ...]:
    """Open and answered questions, in the editor's order."""
    return tuple(_question(desk, question) for question in questions)


def _question(desk: Desk, question: Question) -> QuestionItem:
    answer = question.answer
    return QuestionItem(
        question=question.question,
        since=desk.maybe_time(question.since),
        answer=answer.text if answer else "",
        answered=desk.maybe_time(answer.at) if answer else None,
        answer_source=answer.source if answer else "",
    )


def change_items(desk: Desk, changes: Iterable[Change]) -> tuple[ChangeItem, ...]:
    """Newest first."""
    ordered = sorted(changes, key=lambda c: c.at.at, reverse=True)
    return tuple(_change(desk, change) for change in ordered)


def _change(desk: Desk, change: Change) -> ChangeItem:
    return ChangeItem(
        kind_text=desk.word(f"change_types.{change.type}"),
        at=desk.time(change.at),
        summary=change.summary,
        before=change.before,
        after=change.after,
        url=change.url,
        apology=desk.word("notes.apology") if change.is_apology else "",
    )
