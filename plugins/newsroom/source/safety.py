"""What of HTML an editor may write, and which addresses a page may hold.

Markup is read by the standard library's parser and written anew from its tokens, so nothing that
the parser did not understand can reach a page. What is refused is reported, never dropped
in silence.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Literal, Protocol

AddressKind = Literal["anchor", "site", "external", "unsafe"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that an editor may write as HTML, each with its attributes beside ANYWHERE.
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _names(
            "abbr b bdi bdo blockquote br caption cite code dd dfn div dl dt em figcaption figure"
            " h2 h3 h4 h5 h6 hr i kbd mark p pre q rp rt ruby s samp section small span strong sub"
            " summary sup table tbody tfoot thead tr u ul var wbr"
        ),
        frozenset(),
    ),
    "details": frozenset({"open"}),
    "a": frozenset({"href", "hreflang", "rel"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "th": frozenset({"colspan", "rowspan", "scope", "abbr"}),
    "td": frozenset({"colspan", "rowspan"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
}
ANYWHERE = frozenset({"id", "lang", "dir", "title"})
BOOLEAN = frozenset({"open", "reversed"})
ADDRESSES = {"a": "href", "img": "src"}

VOID = frozenset({"br", "wbr", "hr", "img", "col"})
BLOCKS = _names(
    "aside blockquote dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section"
    " summary table caption colgroup tbody tfoot thead tr th td ul"
)

# Elements whose end tag HTML lets an author leave out.
_CLOSED_BY_THEMSELVES = _names("p li dt dd tr td th thead tbody tfoot caption colgroup rp rt")

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)
_LANGUAGE_CLASS = re.compile(r"language-[\w+#.-]+")
_PLACEHOLDER = re.compile(r"\x02[^\x03]*\x03?|\x03")
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff]")
_PELICAN_FORM = re.compile(r"[{|](?:filename|static|attach|author|category|tag|index)[}|]", re.I)
_SCHEME = re.compile(r"[^/?#]*:")
_WEB = re.compile(r"https?://[^/\\?#]", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")


class MarkupReport(Protocol):
    """Who is told what was refused, and who decides what an address becomes."""

    def tag_refused(self, tag: str) -> None: ...

    def attribute_refused(self, tag: str, name: str, value: str) -> None: ...

    def address(self, value: str, *, is_picture: bool) -> str | None:
        """The address to write instead of the typed one; None: leave the attribute out."""

    def picture_text(self, alt: str | None, address: str) -> None:
        """Told of each picture's alternative text (None: no alt)."""


def address_kind(value: str) -> AddressKind:
    """How to treat an address (decoded, as a browser would see it).

    unsafe: any scheme but http, https, mailto and tel, however disguised, and an address of another
    site without a scheme. Source: WHATWG URL, "basic URL parser" (drops control characters, reads
    "\\" as "/").
    """
    plain = _IGNORED_IN_ADDRESSES.sub("", value)
    if plain.startswith("#"):
        return "anchor"
    if _PELICAN_FORM.match(plain):
        return "site"
    if plain[:2].replace("\\", "/") == "//" or plain.startswith("\\"):
        return "unsafe"
    if not _SCHEME.match(plain):
        return "site"
    if _WEB.match(plain) or plain.lower().startswith(("mailto:", "tel:")):
        return "external"
    return "unsafe"


def is_language_code(text: str) -> bool:
    """Whether it has the form of one: `en`, `jv`, `zh-hans`."""
    return _LANGUAGE_CODE.fullmatch(text) is not None


def is_attribute_allowed(tag: str, name: str, value: str) -> bool:
    """Whether an element may carry an attribute that an editor gave it."""
    if name == "lang":
        return is_language_code(value)
    if name == "class":
        return tag == "code" and _LANGUAGE_CLASS.fullmatch(value) is not None
    return name in ANYWHERE or name in ALLOWED.get(tag, ())


def without_placeholders(value: str) -> str:
    """An attribute's value without Python-Markdown's marks for stashed markup."""
    return _PLACEHOLDER.sub("", value) if "\x02" in value or "\x03" in value else value


def clean(markup: str, report: MarkupReport) -> str:
    """A piece of editors' HTML, perhaps one tag alone, with only what is allowed; no comments.

    The result may be unbalanced when the piece is; see balance().
    """
    if "<" not in markup:
        return escape(unescape(markup), quote=False)
    cleaner = _Cleaner(report)
    cleaner.feed(markup)
    cleaner.close()
    return "".join(cleaner.written)


class _Cleaner(HTMLParser):
    """Writes each token anew. What stands inside script or style is dropped with its element."""

    def __init__(self, report: MarkupReport) -> None:
        super().__init__(convert_charrefs=True)
        self.report = report
        self.written: list[str] = []
        self._silenced = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = "h2" if tag == "h1" else tag
        if tag not in ALLOWED:
            self.report.tag_refused(tag)
            self._silenced = tag if tag in self.CDATA_CONTENT_ELEMENTS else self._silenced
            return
        kept = self._attributes(tag, {name: value or "" for name, value in reversed(attrs)})
        self.written.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        tag = "h2" if tag == "h1" else tag
        if tag == self._silenced:
            self._silenced = ""
        elif tag in ALLOWED and tag not in VOID:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silenced:
            self.written.append(escape(data, quote=False))

    def handle_decl(self, decl: str) -> None:
        self.report.tag_refused("!" + decl.split(" ")[0])

    def unknown_decl(self, data: str) -> None:
        self.report.tag_refused("![" + data.split("[")[0])

    def handle_pi(self, data: str) -> None:
        self.report.tag_refused("?" + data.split(" ")[0])

    def _attributes(self, tag: str, given: dict[str, str]) -> str:
        kept: dict[str, str] = {}
        for name, raw in sorted(given.items()):
            value = without_placeholders(raw)
            if not is_attribute_allowed(tag, name, value):
                if name != "alt":
                    self.report.attribute_refused(tag, name, value)
            elif name == ADDRESSES.get(tag):
                address = self.report.address(value, is_picture=tag == "img")
                if address is not None:
                    kept[name] = address
            else:
                kept[name] = value
        if tag == "img":
            self.report.picture_text(kept.get("alt"), given.get("src", ""))
            kept = {"alt": "", **kept, "decoding": "async", "loading": "lazy"}
        return "".join(
            f" {name}" if name in BOOLEAN else f' {name}="{escape(value)}"'
            for name, value in sorted(kept.items())
        )


def balance(html: str) -> tuple[str, tuple[str, ...]]:
    """Cleaned markup with each element closed where it must be, and the names of those left open.

    A block that begins inside a paragraph ends the paragraph, as in a browser; an end tag without
    a start is dropped.
    """
    written: list[str] = []
    open_tags: list[str] = []
    unclosed: list[str] = []
    position = 0
    for tag in _TAG.finditer(html):
        written.append(html[position : tag.start()])
        position = tag.end()
        is_end, name = tag[1], tag[2]
        if is_end:
            unclosed += _close(name, open_tags, written)
            continue
        if name in BLOCKS and "p" in open_tags:
            _close("p", open_tags, written)
        if name == "a" and "a" in open_tags:
            _close("a", open_tags, written)
        written.append(tag[0])
        if name not in VOID:
            open_tags.append(name)
    written.append(html[position:])
    unclosed = [name for name in unclosed + open_tags if name not in _CLOSED_BY_THEMSELVES]
    written += [f"</{name}>" for name in reversed(open_tags)]
    return "".join(written), tuple(unclosed)


def _close(name: str, open_tags: list[str], written: list[str]) -> list[str]:
    """Close the nearest open element of this name and all inside it; those that were left open."""
    if name not in open_tags:
        return []
    if name not in BLOCKS and any(
        tag in BLOCKS for tag in open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]
    ):
        return []
    left_open: list[str] = []
    while True:
        tag = open_tags.pop()
        written.append(f"</{tag}>")
        if tag == name:
            return left_open
        left_open.append(tag)
