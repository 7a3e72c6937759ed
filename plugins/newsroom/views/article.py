"""The page of one article."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from newsroom.edition.ledger import is_spelling, marked
from newsroom.edition.names import NameBook
from newsroom.edition.pictures import NO_PICTURES, PagePictures
from newsroom.edition.versions import History
from newsroom.language.typography import typeset
from newsroom.source.records import Article, Event, Occasion, Record, Text
from newsroom.views.desk import Desk, cautious_summary
from newsroom.views.evidence import (
    change_items,
    question_list,
    source_list,
    verification_note,
)
from newsroom.views.facts import map_url
from newsroom.views.frame import PageFacts, head, under
from newsroom.views.naming import NameLink
from newsroom.views.pages import ArticleView
from newsroom.views.parts import Fact, FactValue, Frame, Link, SeriesBox
from newsroom.views.pictures import COLUMN, figure, with_pictures
from newsroom.views.print_foot import print_foot
from newsroom.views.prose import placed, split_lede, with_dateline
from newsroom.views.share import share_image
from newsroom.views.spoken import with_spoken
from newsroom.views.structured import article_nodes

_WORDS_A_MINUTE = 200
_LONG_TITLE, _LONG_WORD = 64, 19  # letters that a phone has no room for at full size


def article_view(
    desk: Desk,
    frame: Frame,
    article: Article,
    related: Sequence[Article],
    series: SeriesBox | None,
    history: History,
    names: NameBook,
    urls: Sequence[str],
    named: Sequence[NameLink],
    *,
    text: Text,
    is_listed: bool = True,
    is_old: bool = False,
    preview_note: str = "",
    pictures: PagePictures = NO_PICTURES,
) -> ArticleView:
    """urls: where the links of the text lead; named: whom it names.

    An unlisted article links to no list: it stands in none, and may be the only one of its name.
    """
    section = _shelf(desk, "section", article.section, is_listed)
    html = with_pictures(desk, text.html, pictures)
    said = speakers(desk, article, names)
    html = with_spoken(placed(html, urls, said, named), desk.words.dates)
    html = with_dateline(html, article.dateline)
    lede, body = split_lede(html)
    changes = marked(article.changes)
    spellings = [pair for pair in changes if is_spelling(pair[1])]
    return ArticleView(
        frame=under(frame, section.url),
        head=head(desk, _page_facts(desk, article, section, names, is_listed, pictures)),
        trail=(section,) if is_listed else (),
        kicker=desk.word(f"article_types.{article.type}"),
        section=section,
        label=article.label.text if article.label else "",
        is_advertisement=article.type == "advertorial",
        fictional_note=desk.fictional_note(article),
        incomplete_note=desk.incomplete_note(article),
        print_foot=print_foot(desk, article, "l", None, lede, body),
        preview_note=preview_note,
        lang=desk.foreign_lang(article),
        title=typeset(article.title),
        is_long_title=is_long(article.title),
        standfirst=typeset(article.summary),
        authors=tuple(_shelf(desk, "author", name, is_listed) for name in article.authors),
        published=desk.time(article.date),
        updated=desk.time(article.modified) if article.modified else None,
        reading_time=reading_time(desk, text.words),
        figure=figure(desk, pictures.lead, article.picture, COLUMN),
        changes=change_items(desk, [pair for pair in changes if pair not in spellings]),
        verification=verification_note(article),
        age_note=_age_note(desk, article) if is_old else "",
        series=series,
        lede=lede,
        facts=_facts(desk, article, names),
        body=body,
        tags=tuple(_shelf(desk, "tag", name, is_listed) for name in article.tags),
        share_url=share_url(desk, article),
        related=desk.cards(related),
        sources=source_list(desk, article.sources),
        questions=question_list(desk, article.questions),
        method=typeset(article.method),
        small_changes=change_items(desk, spellings),
        no_changes_text="" if article.changes else desk.word("notes.no_changes"),
        versions=_versions(desk, article, history),
        versions_note=_versions_note(desk, history),
        ledger_url=desk.fixed_url("ledger"),
    )


def is_long(title: str) -> bool:
    """Set smaller, it takes four lines of a phone at most, and no word is cut in two."""
    return len(title) > _LONG_TITLE or any(len(word) > _LONG_WORD for word in title.split())


def _versions(desk: Desk, article: Article, history: History) -> Link | None:
    if not history.versions:
        return None
    label = desk.word("versions.link", n=len(history.versions))
    return Link(label, desk.site.internal(desk.addresses.history(article).url))


def _versions_note(desk: Desk, history: History) -> str:
    """Nothing is claimed of an article that is not in the repository."""
    if history.reach in ("none", "unreadable"):
        return desk.word("versions.none")
    if history.reach == "shallow":
        return desk.word("versions.shallow")
    return desk.word("versions.one") if history.is_known and not history.versions else ""


def _shelf(desk: Desk, kind: str, name: str, is_listed: bool) -> Link:
    return desk.list_link(kind, name) if is_listed else Link(name)


def _page_facts(
    desk: Desk,
    article: Article,
    section: Link,
    names: NameBook,
    is_listed: bool,
    pictures: PagePictures,
) -> PageFacts:
    is_advertisement = article.type == "advertorial"
    card = share_image(desk, article, pictures.lead, is_listed=is_listed)
    title = f"{desk.word('article_types.advertorial')}: {article.title}"  # NEWSROOM.md P10
    return PageFacts(
        url=desk.addresses.of(article).url,
        title=title if is_advertisement else article.title,
        description=cautious_summary(desk, article),
        trail=(section,) if is_listed else (),
        is_indexed=is_listed,
        og_type="article",
        article=article,
        nodes=article_nodes(desk, article, names, pictures.lead, card) if is_listed else (),
        share_image=card,
    )


def _age_note(desk: Desk, article: Article) -> str:
    """With the day in words: what "a year ago" means depends on when it is read."""
    if article.modified:
        return desk.word("notes.old_updated", date=desk.short_time(article.modified).text)
    return desk.word("notes.old", date=desk.short_time(article.date).text)


def speakers(desk: Desk, record: Record, names: NameBook) -> list[tuple[Link, str]]:
    """For each quotation: the speaker, linked when a page exists, and the role."""
    found = []
    for quotation in record.prose.quotations:
        party = names.find(quotation.speaker)
        role = quotation.role or getattr(party, "role", "")
        name = Link(quotation.speaker, desk.url(party) if party else "")
        found.append((name, role))
    return found


def reading_time(desk: Desk, words: int) -> str:
    """ "Waktu baca 3 menit"; never less than one minute."""
    return desk.word("notes.reading_time", minutes=max(1, round(words / _WORDS_A_MINUTE)))


def share_url(desk: Desk, record: Article | Event | Record) -> str:
    """WhatsApp with title and address; works without a script (NEWSROOM.md R1)."""
    if not desk.site.url:
        return ""
    text = f"{record.title} {desk.site.absolute(desk.addresses.of(record).url)}"
    return "https://wa.me/?text=" + quote(text, safe="")


def _facts(desk: Desk, article: Article, names: NameBook) -> tuple[Fact, ...]:
    """What, when, where, who: the box after the first paragraph."""
    rows = _occasion_facts(desk, article.occasion) if article.occasion else []
    who = tuple(_party(desk, name, names) for name in article.people or article.organizations)
    if article.occasion and who:
        rows.append(Fact((desk.word("facts.who"),), who))
    return tuple(rows)


def _party(desk: Desk, name: str, names: NameBook) -> FactValue:
    party = names.find(name)
    return FactValue(party.title if party else name, desk.url(party) if party else "")


def _occasion_facts(desk: Desk, occasion: Occasion) -> list[Fact]:
    rows = [Fact((desk.word("facts.what"),), (FactValue(occasion.name),))]
    if occasion.date:
        when = desk.time(occasion.date)
        rows.append(Fact((desk.word("facts.when"),), (FactValue(when.text, iso=when.iso),)))
    place = ", ".join(filter(None, (occasion.place, occasion.address)))
    if place:
        values = [FactValue(place)]
        if occasion.address:
            values.append(FactValue(desk.word("facts.open_map"), map_url(occasion.address)))
        rows.append(Fact((desk.word("facts.where"),), tuple(values)))
    return rows
