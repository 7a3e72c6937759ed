"""What stands in the place of a withdrawn text: that it was, when, why, and on what ground (P5)."""

from __future__ import annotations

from markupsafe import Markup

from newsroom.edition.ledger import marked, notices
from newsroom.source.records import Article, Withdrawal
from newsroom.views.desk import Desk
from newsroom.views.evidence import change_items
from newsroom.views.frame import PageFacts, head
from newsroom.views.pages import WithdrawnView
from newsroom.views.parts import Frame


def withdrawn_view(desk: Desk, frame: Frame, article: Article) -> WithdrawnView:
    """article: as edition.visibility.withheld leaves it, without a word of its text."""
    assert article.withdrawal is not None  # the plan gives no other article to this view
    notice, *earlier = change_items(desk, marked(notices(article)))
    return WithdrawnView(
        frame=frame,
        head=head(
            desk,
            PageFacts(
                url=desk.addresses.of(article).url,
                title=withdrawn_title(desk, article),
                description=withdrawal_text(desk, article.withdrawal),
                is_indexed=False,
                og_type="article",
                article=article,
            ),
        ),
        kicker=desk.word(f"article_types.{article.type}"),
        fictional_note=desk.fictional_note(article),
        title=article.title,
        published=desk.time(article.date),
        notice=notice,
        earlier=tuple(earlier),
        ledger_url=desk.fixed_url("ledger"),
    )


def withdrawn_title(desk: Desk, article: Article) -> str:
    """The title where it stands alone, in a link preview or a feed: it says what it leads to."""
    return f"{desk.word('withdrawn.label')}: {article.title}"


def withdrawal_text(desk: Desk, withdrawal: Withdrawal) -> str:
    """The notice in plain sentences."""
    return desk.word(
        "withdrawn.sentence",
        date=desk.short_time(withdrawal.at).text,
        reason=withdrawal.reason.rstrip("."),
        ground=desk.word(f"grounds.{withdrawal.ground}"),
    )


def withdrawal_html(desk: Desk, withdrawal: Withdrawal) -> str:
    """The notice as a feed carries it in the place of the text."""
    return str(Markup("<p>{}</p>").format(withdrawal_text(desk, withdrawal)))
