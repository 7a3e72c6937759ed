"""One value of front matter: from what the editor typed to what a record holds.

Every function is pure and raises ValueFault; who calls it knows the file, the line and the key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import tzinfo
from html import unescape
from urllib.parse import unquote, urlsplit

from newsroom.language.dates import DateFault, parse_moment, parse_period
from newsroom.language.moment import Moment
from newsroom.language.slugs import SLUG, name_key, slug
from newsroom.source.decoding import unfit_character
from newsroom.source.safety import is_language_code
from newsroom.source.schema import Field, FieldType

MAX_SLUG_LENGTH = 100
_SHOWN_CHARACTERS = 60

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What cannot be seen but parts words for search, or turns the writing direction of a whole page.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|small|span|strong|sub|sup)\b[^<>]*>")
_EMPHASIS = re.compile(r"(?<![\w*_`])(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1(?![\w*_`])")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_BOOLEANS = {
    **dict.fromkeys(("ya", "true", "yes", "on"), True),
    **dict.fromkeys(("tidak", "false", "no", "off"), False),
}
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_ADDRESS = re.compile(r"/[^\s?#\\<>\"]+")
_UNFIT_IN_URL = re.compile(r"[\s<>\"\\^`{|}]")
_UNFIT_IN_FILE = re.compile(r"[\\\n]|^[a-z][a-z0-9+.-]*:|^//")


class ValueFault(ValueError):
    """code: the sentence under `problems`. values: what it names beside the key."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def shown(text: str) -> str:
    """A value as a message quotes it: on one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else line[: _SHOWN_CHARACTERS - 1] + "…"


def plain_text(typed: str) -> str:
    """HTML entities read once (`&amp;` is `&`), invisible characters gone, line ends kept."""
    text = typed
    if text.isascii() and text.isprintable() and "&" not in text:
        return text.strip()
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    text = _INVISIBLE.sub("", text)
    if not text.isprintable() and (character := unfit_character(text)):
        raise ValueFault("character_escaped", character=character)
    return text.strip()


def line(typed: str) -> str:
    """Text on one line, runs of white space made one space."""
    return " ".join(plain_text(typed).split())


def distinct_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Runs of white space made one, empty names dropped; of spellings of one name, the first."""
    names: dict[str, str] = {}
    for text in texts:
        if name := " ".join(text.split()):
            names.setdefault(name_key(name), name)
    return tuple(names.values())


def split_names(typed: str) -> list[str]:
    """The names in one text: parted by commas, or by semicolons where there is one (as Pelican)."""
    text = plain_text(typed)
    mark = ";" if ";" in text else ","
    return text.replace("\n", mark).split(mark)


def address(typed: str) -> str:
    """A path on this site, with its leading slash, as a host looks for it: without %-codes."""
    text = unquote(typed.strip())
    if "%" in text or {".", ".."} & set(text.split("/")):
        raise ValueFault("address_climbs")
    if not _ADDRESS.fullmatch(text) or "//" in text or unfit_character(text):
        raise ValueFault("address_unusable")
    return text


def scalar(field: Field, typed: str, zone: tzinfo) -> object:
    """The value of any field that is written as one text."""
    if field.type in ("moment", "period"):
        return moment(typed, zone, parse_period if field.type == "period" else parse_moment)
    if field.type == "choice":
        return choice(typed, field)
    return _READERS[field.type](typed)


def moment(typed: str, zone: tzinfo, parse: Callable[[str, tzinfo], Moment]) -> Moment:
    try:
        return parse(typed, zone)
    except DateFault as fault:
        raise ValueFault(fault.code) from None


def choice(typed: str, field: Field) -> str:
    """The stored value of the choice that is meant; letter case, spaces and _ do not matter."""
    wanted = "-".join(typed.casefold().replace("_", " ").split())
    for option in field.choices:
        if wanted == option.word.casefold() or wanted in option.aliases:
            return option.stored
    raise ValueFault("choice_unknown", choices=", ".join(option.word for option in field.choices))


def _boolean(typed: str) -> bool:
    try:
        return _BOOLEANS[typed.strip().lower()]
    except KeyError:
        raise ValueFault("boolean_unknown") from None


def _slug(typed: str) -> str:
    text = typed.strip()
    if len(text) > MAX_SLUG_LENGTH:
        raise ValueFault(
            "slug_too_long", max_length=str(MAX_SLUG_LENGTH), right=slug(text, MAX_SLUG_LENGTH)
        )
    if not SLUG.fullmatch(text):
        right = slug(text, MAX_SLUG_LENGTH)
        if not right:
            raise ValueFault("slug_without_letters")
        raise ValueFault("slug_unusable", right=right)
    return text


def _identifier(typed: str) -> str:
    text = typed.strip()
    if not _IDENTIFIER.fullmatch(text):
        raise ValueFault("identifier_unusable")
    return text


def _language(typed: str) -> str:
    text = typed.strip().lower().replace("_", "-")
    if not is_language_code(text):
        raise ValueFault("language_unknown")
    return text


def _url(typed: str) -> str:
    text = unescape(typed.strip()) if "&amp;" in typed else typed.strip()
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueFault("url_unusable") from None
    is_web = parts.scheme in ("http", "https") and has_host
    if not is_web or _UNFIT_IN_URL.search(text) or unfit_character(text):
        raise ValueFault("url_unusable")
    return text


def _summary(typed: str) -> str:
    """Plain text: of Markdown links, pictures, emphasis and of HTML tags only the words stay."""
    words = _INLINE_TAG.sub("", _MARKDOWN_LINK.sub(r"\1", typed))
    return line(_EMPHASIS.sub(r"\2", words))


def _file(typed: str) -> str:
    text = typed.strip()
    if _UNFIT_IN_FILE.search(text.lower()) or unfit_character(text):
        raise ValueFault("file_unusable")
    return text


_READERS: dict[FieldType, Callable[[str], object]] = {
    "line": line,
    "text": plain_text,
    "summary": _summary,
    "boolean": _boolean,
    "slug": _slug,
    "identifier": _identifier,
    "language": _language,
    "url": _url,
    "file": _file,
}
