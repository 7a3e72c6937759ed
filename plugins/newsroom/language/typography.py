"""Quotation marks, dashes, ellipses and no-break spaces as Indonesian print sets them.

Source: NEWSROOM.md L8-L10, L17.

typogrify's `smartypants` turns the quotation marks; what it gets wrong in Indonesian (apostrophes
that begin a word, marks beside a tag or a dash) is settled before it is called. It costs more than
Markdown does. So it is called only for a piece of text in which a mark is left, once those that it
would turn one way whatever stands around are turned; a test holds these against its own.
"""

from __future__ import annotations

import re
from html import unescape

_NBSP = "\u00a0"
_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_UNTOUCHED = frozenset({"code", "pre", "kbd", "samp", "var", "script", "style"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)

_MARK = re.compile(r"[\"'`]")
_TRIGGER = re.compile(r"[\"'`]|--|\.\.\.")
# Web and mail addresses shown as text.
_ADDRESS = re.compile(r"((?:https?://|www\.)[^\s<>\"“”]+|[\w.+-]+@[\w-]+\.[\w.-]+)")

# Each pattern begins with what it takes, and looks back over it: so it is found ten times as fast.
# An apostrophe: inside a word (do'a, Jum'at), before a shortened word ('kan) or year ('98).
_INSIDE = re.compile(r"'(?<=\w')(?=\w)")
_SHORTENED = re.compile(
    r"'(?<![\w']')(?=(?:kan|tuh|tuk|ni|udah|gitu|gak|nggak|lah|mah|dah|pa|bu|mas|mbak|ndak|ku|kau)\b"
    r"(?![^'\n]*(?<=[\w.,!?])'(?!\w)))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"'(?<![\w']')(?=\d\d(?:\b|-an)(?!['\d]))")
# A mark that opens: after a bracket, dash or other opening mark, before something that is no space.
_OPENS_DOUBLE = re.compile(r"\"(?<=[(\[{—–/“‘]\")(?=\S)")
_OPENS_SINGLE = re.compile(r"'(?<=[(\[{—–/“]')(?=\S)")
# What smartypants turns one way, by the character on either side.
_SURE = (
    (re.compile(r"\"(?<=\s\")(?=\w)"), "“"),
    (re.compile(r"\"(?:(?=\s)|(?<=[^\s\[{(\-'\"]\")(?!['\"]))"), "”"),
    (re.compile(r"'(?<=\s')(?=\w)"), "‘"),
    (re.compile(r"'(?<=[^\s\[{(\-'\"`]')(?![\d'\"])"), "’"),
)
_FRAME = {"-": "–", ".": ","}
_DASH = re.compile(r"--(?<![-<]--)(?<!<!--)-?(?!-)")

_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_GLUE_TRIGGER = re.compile(r"\d|[IVX]\b|…")
_GLUE = re.compile(
    rf" (?:(?<=\d )(?=(?:ribu|juta|miliar|triliun|WIB|WITA|WIT|{_MONTHS})\b)"
    r"|(?<=\bNo\. )(?=\d)"
    r"|(?<=\b[Pp]ukul )(?=\d)"
    r"|(?<=[a-z] )(?=(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV)\b(?![-'’]))"
    r"|(?=…))"
)


def capitalized(text: str) -> str:
    """With a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def typeset(text: str) -> str:
    """A plain title or standfirst with the right marks; plain text in, plain text out."""
    return _piece(text, " ", " ")


def typeset_html(html: str) -> str:
    """Well-formed HTML with its text set; code, keys, samples, attributes, addresses stay as typed.

    `<` must begin a tag wherever it stands, and attribute values hold no `>`: so write
    safety.clean() and Markdown.
    """
    parts = _TAG.split(html)
    untouched = 0
    before = " "
    for at, part in enumerate(parts):
        if at % 2:
            name = _name(part)
            if name in _UNTOUCHED:
                untouched = max(untouched + (-1 if part[1] == "/" else 1), 0)
            if name not in _INLINE:
                before = " "
        elif part:
            last = part[-1]
            if not untouched and (_TRIGGER.search(part) or _GLUE_TRIGGER.search(part)):
                parts[at] = _html_piece(part, before, _after(parts, at))
                last = parts[at][-1]
            before = last
    return "".join(parts)


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found[1] if found else ""


def _after(parts: list[str], at: int) -> str:
    """The first character that follows within the same block; a space at its end."""
    for index in range(at + 1, len(parts)):
        if index % 2:
            if _name(parts[index]) not in _INLINE:
                break
        elif parts[index]:
            return parts[index][0]
    return " "


def _html_piece(text: str, before: str, after: str) -> str:
    if "&" not in text:
        return _piece(text, before, after)
    plain = _piece(
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), before, after
    )
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _piece(text: str, before: str, after: str) -> str:
    """One run of plain text, set; before and after: the characters that it stands between."""
    if _TRIGGER.search(text):
        pieces = _ADDRESS.split(text) if "@" in text or "://" in text or "www." in text else [text]
        for index in range(0, len(pieces), 2):
            previous = pieces[index - 1][-1] if index else before
            following = pieces[index + 1][0] if index + 1 < len(pieces) else after
            if _TRIGGER.search(pieces[index]):
                pieces[index] = _marks(pieces[index], previous, following)
        text = "".join(pieces)
    return _GLUE.sub(_NBSP, text) if _GLUE_TRIGGER.search(text) else text


def _marks(text: str, before: str, after: str) -> str:
    """Marks, dashes and ellipses.

    smartypants sees a letter or a space in place of the neighbours, and no backslash, `&` or `<`,
    which mean something else to it.
    """
    # A dot or hyphen outside must not become part of an ellipsis or dash inside.
    framed = _FRAME.get(before, before) + text + _FRAME.get(after, after)
    framed = _DASH.sub("—", framed).replace("...", "…")
    if "'" in text:
        framed = _YEAR.sub("’", _SHORTENED.sub("’", _INSIDE.sub("’", framed)))
        framed = _OPENS_SINGLE.sub("‘", framed)
    framed = _OPENS_DOUBLE.sub("“", framed)
    inside = framed[1:-1]
    if not _MARK.search(inside):
        return inside
    guarded = inside.replace("\\", "\ue000").replace("&", "\ue001").replace("<", "\ue002")
    set_text = _turned(_neutral(before) + guarded + _neutral(after))[1:-1]
    return set_text.replace("\ue000", "\\").replace("\ue001", "&").replace("\ue002", "<")


def _turned(text: str) -> str:
    for mark, turned in _SURE:
        text = mark.sub(turned, text)
    if not _MARK.search(text):
        return text
    from typogrify.filters import smartypants  # few texts need it

    return unescape(smartypants(text))


def _neutral(character: str) -> str:
    """A space where a mark beside it would open, a letter where it would close."""
    return " " if character.isspace() or character in "([{—–-/“‘" else "x"
