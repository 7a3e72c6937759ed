"""What is not known: every question once, with all the pages that ask it."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.data import Value, replace
from newsroom.source.records import Article, Event, Programme, Question

Asking = Article | Event | Programme


class Inquiry(Value, frozen=True):
    """The questions that the same pages ask, in the order of the first of them."""

    pages: tuple[Asking, ...]
    questions: tuple[Question, ...]


def inquiries(records: Iterable[Asking]) -> tuple[Inquiry, ...]:
    """Grouped by the pages that ask; a group stands where its last page does.

    records: in the order in which readers are to meet them.
    """
    asked: dict[str, list[tuple[Asking, Question]]] = {}
    place: dict[str, int] = {}
    for number, record in enumerate(records):
        place[record.path] = number
        for question in record.questions:
            asked.setdefault(_key(question), []).append((record, question))
    groups: dict[tuple[str, ...], tuple[tuple[Asking, ...], list[Question]]] = {}
    for uses in asked.values():
        pages = {record.path: record for record, _ in uses}
        _, questions = groups.setdefault(tuple(pages), (tuple(pages.values()), []))
        own = [question for _, question in uses]
        questions.append(_as_known(own) if len(own) > 1 else own[0])
    ordered = sorted(groups.values(), key=lambda group: place[group[0][-1].path])
    return tuple(Inquiry(pages, tuple(questions)) for pages, questions in ordered)


def _key(question: Question) -> str:
    return " ".join(question.question.casefold().split()).rstrip("?. ")


def _as_known(uses: list[Question]) -> Question:
    """One question of several: open since the first, and answered once one of them is."""
    answers = [use.answer for use in uses if use.answer]
    days = [use.since for use in uses if use.since]
    return replace(
        uses[0],
        since=min(days, key=lambda day: day.at, default=None),
        answer=max(answers, key=lambda answer: answer.at.at, default=None),
    )
