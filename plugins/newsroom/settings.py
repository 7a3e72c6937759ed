"""Pelican's settings as the floors take them: plain values, or a word why one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from newsroom.data import Value
from newsroom.edition.addresses import Addresses
from newsroom.edition.reminders import Patience
from newsroom.edition.site import FeedPaths, Imprint, Site
from newsroom.language.dates import DateFault, parse_moment, zone_named
from newsroom.language.words import Words, read_words
from newsroom.problems import Problem, problem
from newsroom.source.reader import ReadSettings

Settings = Mapping[str, Any]

# kind of address -> name of the settings (without _URL, _SAVE_AS), and what holds without them.
_ADDRESSES: dict[str, tuple[str, str]] = {
    "article": ("ARTICLE", "berita/{slug}/"),
    "event": ("EVENT", "agenda/{slug}/"),
    "programme": ("PROGRAMME", "program/{slug}/"),
    "person": ("PERSON", "tokoh/{slug}/"),
    "organization": ("ORGANIZATION", "lembaga/{slug}/"),
    "page": ("PAGE", "{slug}/"),
    "draft": ("DRAFT", "draf/{slug}/"),
    "section": ("CATEGORY", "rubrik/{slug}/"),
    "tag": ("TAG", "topik/{slug}/"),
    "author": ("AUTHOR", "penulis/{slug}/"),
    "series": ("SERIES", "seri/{slug}/"),
    "front": ("INDEX", ""),
    "archive": ("ARCHIVES", "arsip/"),
    "year": ("YEAR_ARCHIVE", "arsip/{date:%Y}/"),
    "month": ("MONTH_ARCHIVE", "arsip/{date:%Y}/{date:%m}/"),
    "agenda": ("AGENDA", "agenda/"),
    "agenda_month": ("AGENDA_MONTH", "agenda/{date:%Y}/{date:%m}/"),
    "programmes": ("PROGRAMMES", "program/"),
    "plans": ("PLANS", "rencana/"),
    "timeline": ("TIMELINE", "linimasa/"),
    "ledger": ("CHANGES", "ralat/"),
    "quotations": ("QUOTATIONS", "kutipan/"),
    "questions": ("QUESTIONS", "belum-diketahui/"),
    "feeds": ("FEEDS", "langganan/"),
    "people": ("PEOPLE", "tokoh/"),
    "organizations": ("ORGANIZATIONS", "lembaga/"),
    "tags": ("TAGS", "topik/"),
    "authors": ("AUTHORS", "penulis/"),
    "series_list": ("SERIES_LIST", "seri/"),
}

# What schema.org's Organization has for how a publisher works.
_POLICIES = ("publishingPrinciples", "correctionsPolicy", "ethicsPolicy", "unnamedSourcesPolicy",
             "actionableFeedbackPolicy", "ownershipFundingInfo", "diversityPolicy")  # fmt: skip

# Settings of Pelican's that have no meaning here. Set to anything but Pelican's default, or to
# "off", they are refused: a setting that is silently ignored misleads.
_REFUSED = (
    "ARTICLE_PATHS", "PAGE_PATHS", "RELATIVE_URLS",
    "PATH_METADATA", "EXTRA_PATH_METADATA", "DEFAULT_METADATA", "DEFAULT_DATE", "DEFAULT_ORPHANS",
    "PAGINATION_PATTERNS", "PAGINATED_TEMPLATES", "DIRECT_TEMPLATES", "TEMPLATE_PAGES",
    "OUTPUT_SOURCES", "WITH_FUTURE_DATES", "ARTICLE_ORDER_BY", "PAGE_ORDER_BY", "STATIC_URL",
    "STATIC_SAVE_AS", "STATIC_EXCLUDES", "FEED_RSS", "FEED_ATOM",
    "CATEGORY_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "DAY_ARCHIVE_SAVE_AS",
    "ARTICLE_PERMALINK_STRUCTURE", "SLUGIFY_SOURCE", "SLUGIFY_USE_UNICODE",
    "SLUGIFY_PRESERVE_CASE", "SLUG_REGEX_SUBSTITUTIONS", "TYPOGRIFY_IGNORE_TAGS",
    "TYPOGRIFY_DASHES", "TEMPLATE_EXTENSIONS", "INTRASITE_LINK_REGEX", "SUMMARY_MAX_LENGTH",
)  # fmt: skip


class Folders(Value, frozen=True):
    """Where things lie on this machine."""

    content: Path
    output: Path
    theme: Path
    cache: Path
    templates: tuple[Path, ...]


def refused_settings(settings: Settings) -> list[Problem]:
    """A fault for each setting that has no meaning here, or none that can be read."""
    refused = [
        problem("pelicanconf.py", 1, name, "setting_refused", name=name)
        for name in _REFUSED
        if settings.get(name) and settings[name] != DEFAULT_CONFIG.get(name)
    ]
    return [
        *refused,
        *_unreadable_day(settings, "SHARE_CARDS_SINCE"),
        *_unknown_policies(settings),
        *_unreadable_opening(settings),
    ]


def _unknown_policies(settings: Settings) -> list[Problem]:
    known = ", ".join(_POLICIES)
    return [
        problem("pelicanconf.py", 1, "POLICY_PAGES", "policy_unknown", name=name, known=known)
        for name in settings.get("POLICY_PAGES", {})
        if name not in _POLICIES
    ]


def _unreadable_day(settings: Settings, name: str) -> list[Problem]:
    value = str(settings.get(name) or "")
    try:
        is_day = not value or date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    return [] if is_day else [problem("pelicanconf.py", 1, name, "setting_no_day", value=value)]


def missing_for_public(site: Site) -> list[Problem]:
    """What a public site must have and this one has not (NEWSROOM.md P12)."""
    problems = []
    if not site.imprint.is_complete:
        problems.append(problem("pelicanconf.py", 1, "IMPRINT", "imprint_empty"))
    if not site.url:
        problems.append(problem("publishconf.py", 1, "SITEURL", "siteurl_empty"))
    return problems


def patience(settings: Settings) -> Patience:
    """After how many days the check reminds; 0 or nothing: never."""
    return Patience(
        recheck_days=int(settings.get("RECHECK_DAYS") or 0),
        question_days=int(settings.get("QUESTION_DAYS") or 0),
    )


def folders(settings: Settings) -> Folders:
    """Pelican has made the paths absolute."""
    theme = Path(settings["THEME"])
    overrides = [Path(p) for p in settings["THEME_TEMPLATES_OVERRIDES"]]
    return Folders(
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        theme=theme,
        cache=Path(settings["CACHE_PATH"]),
        templates=(*overrides, theme / "templates"),
    )


def words(settings: Settings) -> Words:
    """Raises OSError when the theme has no strings.toml: another theme than ours."""
    return read_words((Path(settings["THEME"]) / "strings.toml").read_text(encoding="utf-8"))


def opened(settings: Settings) -> datetime | None:
    """When the site was opened to readers; None for before its first commit."""
    given = settings.get("PUBLIC_SINCE")
    if not given:
        return None
    try:
        return parse_moment(str(given), zone_named(settings.get("TIMEZONE", "Asia/Jakarta"))).at
    except DateFault:
        return None


def _unreadable_opening(settings: Settings) -> list[Problem]:
    given = settings.get("PUBLIC_SINCE")
    if not given or opened(settings):
        return []
    name = "PUBLIC_SINCE"
    return [problem("pelicanconf.py", 1, name, "date_unreadable", key=name, value=given)]


def site(settings: Settings) -> Site:
    """SITEURL with or without a slash at the end; DEFAULT_PAGINATION off means 12 a page."""
    is_preview = bool(settings.get("PREVIEW_DRAFTS", False))
    return Site(
        url=settings["SITEURL"].rstrip("/"),
        id=settings.get("SITE_ID") or settings["SITENAME"].casefold().replace(" ", "-"),
        name=settings["SITENAME"],
        tagline=settings.get("SITESUBTITLE", ""),
        about=settings.get("SITE_DESCRIPTION", ""),
        lang=settings["DEFAULT_LANG"],
        timezone=settings.get("TIMEZONE", "Asia/Jakarta"),
        page_size=int(settings["DEFAULT_PAGINATION"] or 12),
        feed_size=int(settings["FEED_MAX_ITEMS"] or 20),
        feeds=FeedPaths(
            atom=settings["FEED_ALL_ATOM"] or "",
            rss=settings["FEED_ALL_RSS"] or "",
            json=settings.get("FEED_ALL_JSON") or "",
            section=settings["CATEGORY_FEED_ATOM"] or "",
            ledger=settings.get("FEED_CHANGES_ATOM") or "",
        ),
        sections=tuple(settings.get("SECTIONS", ())),
        footer_pages=tuple(settings.get("FOOTER_PAGES", ())),
        imprint=Imprint(**settings.get("IMPRINT", {})),
        imprint_pages=tuple(settings.get("IMPRINT_PAGES", ())),
        policy_pages=tuple(sorted(settings.get("POLICY_PAGES", {}).items())),
        content_licence=settings.get("CONTENT_LICENCE", ""),
        cards_since=str(settings.get("SHARE_CARDS_SINCE") or ""),
        works_offline=bool(settings.get("OFFLINE", True)) and not is_preview,
        is_preview=is_preview,
        is_public=bool(settings.get("REQUIRE_COMPLETE", False)),
        feed_style=f"{settings['THEME_STATIC_DIR']}/css/feed.css",
    )


def read_settings(settings: Settings, prefix: str) -> ReadSettings:
    """prefix: what stands before a file's path in messages."""
    default = DEFAULT_CONFIG["DEFAULT_CATEGORY"]
    given = settings["DEFAULT_CATEGORY"]
    return ReadSettings(
        timezone=settings.get("TIMEZONE", "Asia/Jakarta"),
        default_section="Berita" if given == default else given,
        typography=bool(settings["TYPOGRIFY"]),
        prefix=prefix,
    )


def addresses(settings: Settings) -> Addresses:
    """Pelican's patterns where the site sets them, ours where it leaves Pelican's default."""
    patterns = {kind: _pattern(settings, name, usual) for kind, (name, usual) in _ADDRESSES.items()}
    plans_url, plans_file = patterns["plans"]
    patterns["plan"] = (f"{plans_url}#{{slug}}", plans_file)
    patterns["offline"] = ("luring/", "luring/index.html")
    patterns["not_found"] = ("404.html", "404.html")
    return Addresses(patterns)


def _pattern(settings: Settings, name: str, usual: str) -> tuple[str, str]:
    def given(key: str) -> str:
        value = settings.get(key)
        return value if value and value != DEFAULT_CONFIG.get(key) else ""

    url = given(f"{name}_URL") or usual
    save_as = given(f"{name}_SAVE_AS")
    if not save_as:
        save_as = f"{url}index.html" if url.endswith("/") or not url else url
    return url, save_as
