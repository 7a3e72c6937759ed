"""What must hold between the fields of one record, and what stands where nothing was given."""

from __future__ import annotations

from pathlib import PurePosixPath

from newsroom.language.moment import Moment
from newsroom.language.slugs import SLUG, slug
from newsroom.source.faults import Faults
from newsroom.source.parse import Parsed
from newsroom.source.values import MAX_SLUG_LENGTH

LONG_TITLE = 200
_DAYLESS_STATE = "menyusul"
_POSTPONED = "ditunda"
_CALLED_OFF = (_POSTPONED, "batal")


def settle(parsed: Parsed, kind: str, faults: Faults) -> None:
    """Judge the fields together; `draft` and `published` become the status."""
    _settle_status(parsed, faults)
    _warn_of_long_title(parsed, faults)
    if kind == "article":
        _check_order(parsed, "date", "modified", "modified_before_date", faults)
        _check_verification(parsed, faults)
        _check_withdrawal(parsed, faults)
        _settle_modified(parsed)
    if kind == "event":
        _check_event_state(parsed, faults)
        _settle_lost_day(parsed)
        _check_order(parsed, "start", "end", "end_before_start", faults)


def default_slug(path: str, kind: str, title: str, max_length: int) -> str:
    """From the title for an article, as Pelican does; else from a file name that is a slug."""
    stem = PurePosixPath(path).stem
    if kind != "article" and SLUG.fullmatch(stem) and len(stem) <= MAX_SLUG_LENGTH:
        return stem
    return slug(title, max_length)


def is_before(first: Moment, second: Moment) -> bool:
    """Whether first surely lies before second: by the day, where one of them has no hour."""
    if "day" in (first.precision, second.precision):
        return first.day < second.at.astimezone(first.at.tzinfo).date()
    return first.at < second.at


def _check_verification(parsed: Parsed, faults: Faults) -> None:
    """Readers are told what is sought, and later what came of it (NEWSROOM.md P7)."""
    verification = parsed.values.get("verification")
    if verification is None:
        return
    place = parsed.places["verification"]
    if verification.level != "lengkap":
        if not verification.sought:
            faults.add(place.line, place.name, "verification_sought_missing")
    elif not any(c and c.type == "pembaruan" for c in parsed.values.get("changes", ())):
        faults.add(place.line, place.name, "verification_update_missing")


def _settle_status(parsed: Parsed, faults: Faults) -> None:
    given = parsed.values
    draft, published = given.pop("draft", None), given.pop("published", None)
    status = given.get("status")
    is_draft = draft is True or published is False
    contradicts = (
        (is_draft and status not in (None, "draft"))
        or (draft is True and published is True)
        or (draft is False and (status == "draft" or published is False))
    )
    if contradicts:
        names = [n for n in ("status", "draft", "published") if n in parsed.places]
        last = max((parsed.places[n] for n in names), key=lambda place: place.line)
        keys = [parsed.places[n].name for n in names]
        faults.add(last.line, last.name, "status_contradiction", keys=", ".join(keys))
    elif is_draft:
        given["status"] = "draft"


def _warn_of_long_title(parsed: Parsed, faults: Faults) -> None:
    title = parsed.values.get("title", "")
    if len(title) > LONG_TITLE:
        place = parsed.places["title"]
        faults.warn(place.line, place.name, "title_long", length=len(title), limit=LONG_TITLE)


def _check_order(parsed: Parsed, earlier: str, later: str, code: str, faults: Faults) -> None:
    first, second = parsed.values.get(earlier), parsed.values.get(later)
    if first is None or second is None:
        return
    if is_before(second, first):
        place, other = parsed.places[later], parsed.places[earlier]
        faults.add(place.line, place.name, code, key=place.name, other=other.name)


def _check_withdrawal(parsed: Parsed, faults: Faults) -> None:
    """A withdrawn text keeps its page, and was published before it was withdrawn."""
    withdrawal, date = parsed.values.get("withdrawal"), parsed.values.get("date")
    if withdrawal is None:
        return
    place = parsed.places["withdrawal"]
    if parsed.values.get("status") == "draft":
        faults.add(place.line, place.name, "withdrawn_draft", key=place.name)
    if date is not None and is_before(withdrawal.at, date):
        line = dict(parsed.lines).get("dicabut.waktu", place.line)
        faults.add(line, f"{place.name}.waktu", "withdrawn_before_date")


def _settle_modified(parsed: Parsed) -> None:
    """The time of the newest real change, whatever the editor gave (NEWSROOM.md T5).

    A spelling is no real change, and neither is what happened before publication.
    """
    given = parsed.values
    date, withdrawal = given.get("date"), given.get("withdrawal")
    moments = [c.at for c in given.get("changes", ()) if c is not None and c.type != "ejaan"]
    moments += [withdrawal.at] if withdrawal else []
    moments += [given["modified"]] if "modified" in given else []
    later = [moment for moment in moments if date is None or not is_before(moment, date)]
    if later:
        given["modified"] = max(later, key=lambda moment: moment.at)


def _check_event_state(parsed: Parsed, faults: Faults) -> None:
    state = parsed.values.get("state")
    if state == _DAYLESS_STATE:
        for name in ("start", "end", "previous_start"):
            if name in parsed.values:
                place = parsed.places[name]
                faults.add(place.line, place.name, "event_day_too_early", key=place.name)
    elif state == _POSTPONED and {"start", "previous_start"} <= parsed.places.keys():
        place = parsed.places["start"]
        faults.add(place.line, place.name, "event_day_of_postponed", key=place.name)
    elif state and "start" not in parsed.places and not _has_lost_day(parsed):
        place = parsed.places["state"]
        faults.add(place.line, place.name, "event_day_missing", state=state)


def _has_lost_day(parsed: Parsed) -> bool:
    is_called_off = parsed.values.get("state") in _CALLED_OFF
    return is_called_off and "previous_start" in parsed.places


def _settle_lost_day(parsed: Parsed) -> None:
    """What was put off or called off keeps its day, however the editor says so (T9, C8)."""
    if "start" in parsed.places or not _has_lost_day(parsed):
        return
    for table in (parsed.values, parsed.places):
        if "previous_start" in table:
            table["start"] = table.pop("previous_start")
