"""Where each page lives. An address is given once and never changes (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newsroom.data import Value
from newsroom.language.slugs import slug
from newsroom.source.records import (
    Article,
    Event,
    Organization,
    Page,
    Person,
    Plan,
    Programme,
    Record,
)

KIND_NAMES: dict[type[Record], str] = {
    Article: "article",
    Event: "event",
    Programme: "programme",
    Plan: "plan",
    Person: "person",
    Organization: "organization",
    Page: "page",
}


CALENDAR = "agenda.ics"
FACTS = "data/fakta.json"
# Folders of files whose names change with what they hold: pictures by width, cards, the script.
LASTING = ("gambar", "share", "theme/js")
WORKER = "sw.js"  # at the root: a service worker has a say over what lies beside it and below


class Address(Value, frozen=True):
    """url: inside the site, without a slash in front; save_as: the file in the output folder."""

    url: str
    save_as: str


class Addresses:
    """Pelican's own patterns (ARTICLE_URL, ARTICLE_SAVE_AS …), and ours written the same way."""

    def __init__(self, patterns: Mapping[str, tuple[str, str]]) -> None:
        """patterns: kind -> (url, save_as), with the fields {slug}, {date}, {lang}, {category}."""
        self._patterns = patterns
        self._known: dict[str, tuple[str, Address]] = {}

    def of(self, record: Record) -> Address:
        """The address of a record's own page; a plan's is its place on the plans page."""
        mark, address = self._known.get(record.path, ("", None))
        if address is None or mark != record.fingerprint:
            address = self._of(record)
            self._known[record.path] = (record.fingerprint, address)
        return address

    def _of(self, record: Record) -> Address:
        kind = KIND_NAMES[type(record)]
        if isinstance(record, Article):
            return self._fill(kind, record.slug, record.date.at, record.lang, slug(record.section))
        return self._fill(kind, record.slug, lang=record.lang)

    def once(self, kind: str, slug_: str, day: str, lang: str, section: str) -> Address:
        """Where an article or event was that had these. day: ISO, or ""."""
        date = datetime.fromisoformat(day) if day else None
        return self._fill(kind, slug_, date, lang, slug(section))

    def history(self, article: Article, mark: str = "") -> Address:
        """The list of an article's versions, or the page of one of them, below the article."""
        own = self.of(article)
        below = f"riwayat/{mark}/" if mark else "riwayat/"
        url = own.url if own.url.endswith("/") else f"{own.url.rpartition('.')[0]}/"
        folder = own.save_as.removesuffix("index.html")
        if not folder.endswith("/"):
            folder = f"{folder.rpartition('.')[0]}/"
        return Address(url + below, f"{folder}{below}index.html")

    def calendar(self, event: Event) -> str:
        """The event's own calendar file, beside its page."""
        folder, slash, _ = self.of(event).save_as.rpartition("/")
        return f"{folder}{slash}{event.slug}.ics"

    def draft(self, record: Record) -> Address:
        """Where a preview shows what is not public yet; it stays the same while the text grows."""
        place = slug(record.path.rpartition(".")[0], max_length=120)
        return self._fill("draft", place, lang=record.lang)

    def old(self, alias: str) -> Address:
        """Where an old address (`alias`) stands: `/lama/x/`, or a file such as `/lama/x.html`."""
        path = alias.strip("/")
        if path.endswith((".html", ".htm")):
            return Address(path, path)
        return Address(f"{path}/", f"{path}/index.html")

    def listing(self, kind: str, name: str = "", page: int = 0) -> Address:
        """A list's page without number (page=0), or its numbered page.

        kind: "section", "tag", "author", or "front" for the list of all articles.
        """
        first = self._fill(kind, slug(name))
        if not page:
            return first
        return Address(f"{first.url}halaman/{page}/", f"{first.url}halaman/{page}/index.html")

    def fixed(self, kind: str) -> Address:
        """A page that exists once: "archive", "agenda", "not_found" …"""
        return self._fill(kind, "")

    def period(self, year: int, month: int = 0) -> Address:
        """The archive of a year, or of a month."""
        kind = "month" if month else "year"
        return self._fill(kind, "", datetime(year, month or 1, 1))

    def agenda_month(self, year: int, month: int) -> Address:
        """The calendar of a month."""
        return self._fill("agenda_month", "", datetime(year, month, 1))

    def _fill(
        self, kind: str, name: str, date: datetime | None = None, lang: str = "", category: str = ""
    ) -> Address:
        url, save_as = self._patterns[kind]
        fields = {
            "slug": name,
            "date": date or datetime(1, 1, 1),
            "lang": lang,
            "category": category,
        }
        return Address(url.format(**fields), save_as.format(**fields))
