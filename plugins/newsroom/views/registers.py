"""The site's registers: changes, quotations, open questions, and the feeds that follow them."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.data import replace
from newsroom.edition.ledger import Entry
from newsroom.edition.names import NameBook
from newsroom.edition.paging import ListPage
from newsroom.edition.questions import Inquiry
from newsroom.edition.quotations import Quoted
from newsroom.source.records import Article, Question
from newsroom.views.cards import quotation_item
from newsroom.views.desk import Desk
from newsroom.views.evidence import change_item, change_place, question_list
from newsroom.views.feed_links import ledger_feeds
from newsroom.views.frame import PageFacts, head
from newsroom.views.lists import pager
from newsroom.views.pages import LedgerView, QuestionsView, QuotationsView
from newsroom.views.parts import (
    Frame,
    LedgerItem,
    Link,
    Pager,
    QuestionGroup,
    SpeakerGroup,
)


def ledger_view(desk: Desk, frame: Frame, page: ListPage[Entry]) -> LedgerView:
    """Every public change, newest first."""
    pages = pager(desk, "ledger", "", page)
    return LedgerView(
        frame=frame,
        head=head(
            desk, replace(_facts(desk, "ledger", pages, page.number), feeds=ledger_feeds(desk))
        ),
        trail=_trail(desk, "ledger", page.number),
        intro=_intro(desk, "ledger", page.number),
        items=tuple(_ledger_item(desk, entry) for entry in page.entries),
        pager=pages,
    )


def _ledger_item(desk: Desk, entry: Entry) -> LedgerItem:
    record, _, change = entry
    link = desk.link(record)
    kind = desk.word("pages.agenda")
    if isinstance(record, Article):
        kind = desk.word(f"article_types.{record.type}")
    place = replace(link, url=link.url + change_place(entry))
    return LedgerItem(place, kind, change_item(desk, change), record.is_fictional)


def quotations_view(
    desk: Desk, frame: Frame, page: ListPage[Quoted], names: NameBook
) -> QuotationsView:
    """The speakers of this page by name, each with what they said, newest first."""
    pages = pager(desk, "quotations", "", page)
    said: dict[str, list[Quoted]] = {}
    for pair in page.entries:
        party = names.find(pair[1].speaker)
        said.setdefault(party.title if party else pair[1].speaker, []).append(pair)
    return QuotationsView(
        frame=frame,
        head=head(desk, _facts(desk, "quotations", pages, page.number)),
        trail=_trail(desk, "quotations", page.number),
        intro=_intro(desk, "quotations", page.number),
        speakers=tuple(_speaker(desk, name, said[name], names) for name in sorted(said)),
        pager=pages,
    )


def _speaker(desk: Desk, name: str, said: Sequence[Quoted], names: NameBook) -> SpeakerGroup:
    items = tuple(quotation_item(desk, article, quotation, names) for article, quotation in said)
    return SpeakerGroup(Link(name, items[0].speaker.url), items)


def questions_view(desk: Desk, frame: Frame, page: ListPage[Inquiry]) -> QuestionsView:
    """Open questions first; a page that has both kinds stands in both parts."""
    pages = pager(desk, "questions", "", page)
    return QuestionsView(
        frame=frame,
        head=head(desk, _facts(desk, "questions", pages, page.number)),
        trail=_trail(desk, "questions", page.number),
        intro=_intro(desk, "questions", page.number),
        open_groups=_groups(desk, page.entries, is_answered=False),
        answered_groups=_groups(desk, page.entries, is_answered=True),
        pager=pages,
    )


def _groups(
    desk: Desk, inquiries: Sequence[Inquiry], *, is_answered: bool
) -> tuple[QuestionGroup, ...]:
    def wanted(question: Question) -> bool:
        return (question.answer is not None) == is_answered

    groups = [
        QuestionGroup(
            pages=tuple(desk.link(record) for record in inquiry.pages),
            questions=question_list(desk, filter(wanted, inquiry.questions)),
            is_fictional=any(record.is_fictional for record in inquiry.pages),
        )
        for inquiry in inquiries
    ]
    return tuple(group for group in groups if group.questions.items)


def _facts(desk: Desk, kind: str, pages: Pager, number: int) -> PageFacts:
    title = desk.word(f"pages.{kind}")
    return PageFacts(
        url=desk.addresses.listing(kind, page=number).url,
        title=f"{title}, {pages.text}" if number else title,
        description=desk.word(f"pages.about_{kind}"),
        trail=_trail(desk, kind, number),
        older_url=pages.older_url,
        is_collection=True,
    )


def _trail(desk: Desk, kind: str, number: int) -> tuple[Link, ...]:
    return (Link(desk.word(f"pages.{kind}"), desk.fixed_url(kind)),) if number else ()


def _intro(desk: Desk, kind: str, number: int) -> str:
    return "" if number else desk.word(f"pages.about_{kind}")
