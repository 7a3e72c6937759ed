"""What a report rests on, what is open, what was changed: alike on every kind of page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom.data import replace
from newsroom.edition.ledger import Entry, Notice, is_spelling
from newsroom.edition.visibility import is_withdrawn
from newsroom.language.typography import capitalized, typeset
from newsroom.source.records import Article, Change, Question, Source, Withdrawal
from newsroom.views.desk import Desk
from newsroom.views.parts import (
    ChangeItem,
    QuestionItem,
    QuestionList,
    SourceItem,
    SourceList,
    VerificationNote,
)


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
        details=capitalized(", ".join(filter(None, details))),
        seen=desk.maybe_time(source.seen),
        supports=source.supports,
        corrected=desk.maybe_time(source.corrected),
        withdrawn=desk.maybe_time(source.withdrawn),
    )


def verification_note(article: Article) -> VerificationNote | None:
    """What readers are told while an article is not fully verified (NEWSROOM.md P7)."""
    verification = article.verification
    if verification is None or not article.is_unverified:
        return None
    return VerificationNote(typeset(verification.note), typeset(verification.sought))


def question_list(desk: Desk, questions: Iterable[Question]) -> QuestionList:
    """Open and answered questions, in the editor's order; a day that all share is said once."""
    items = tuple(_question(desk, question) for question in questions)
    days = {item.since for item in items}
    if len(items) < 2 or len(days) > 1:
        return QuestionList(items, None)
    return QuestionList(tuple(replace(item, since=None) for item in items), days.pop())


def _question(desk: Desk, question: Question) -> QuestionItem:
    answer = question.answer
    return QuestionItem(
        question=question.question,
        since=desk.maybe_time(question.since),
        answer=answer.text if answer else "",
        answered=desk.maybe_time(answer.at) if answer else None,
        answer_source=answer.source if answer else "",
    )


def change_items(desk: Desk, changes: Sequence[tuple[str, Notice]]) -> tuple[ChangeItem, ...]:
    """Newest first, each with the anchor that the ledger links to. changes: see ledger.marked."""
    items = [change_item(desk, change, change_anchor(mark)) for mark, change in changes]
    return tuple(reversed(items))


def change_anchor(mark: str) -> str:
    """Id of a change's place on its record's own page."""
    return f"perubahan-{mark}"


def change_place(entry: Entry) -> str:
    """The end of its address on the record's page, "" where it has no box there."""
    record, mark, notice = entry
    if is_withdrawn(record):
        is_boxed = isinstance(notice, Withdrawal)
    else:
        is_boxed = not (isinstance(record, Article) and is_spelling(notice))
    return f"#{change_anchor(mark)}" if is_boxed else ""


def notice_kind(desk: Desk, notice: Notice) -> str:
    """ "Ralat", "Hak jawab", "Pencabutan" …"""
    if isinstance(notice, Withdrawal):
        return desk.word("change_types.pencabutan")
    return desk.word(f"change_types.{notice.type}")


def change_text(desk: Desk, change: Change) -> str:
    """What was changed; of a text that is withdrawn no more than that it was."""
    return change.summary or desk.word("withdrawn.change")


def change_item(desk: Desk, notice: Notice, anchor: str = "") -> ChangeItem:
    """One change, or the withdrawal, as readers see it."""
    if isinstance(notice, Withdrawal):
        return ChangeItem(
            anchor=anchor,
            kind_text=notice_kind(desk, notice),
            at=desk.time(notice.at),
            summary=notice.reason,
            ground=desk.word(f"grounds.{notice.ground}"),
        )
    return ChangeItem(
        anchor=anchor,
        kind_text=notice_kind(desk, notice),
        at=desk.time(notice.at),
        summary=change_text(desk, notice),
        before=notice.before,
        after=notice.after,
        url=notice.url,
        apology=desk.word("notes.apology") if notice.is_apology else "",
    )
