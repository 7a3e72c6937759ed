"""From a file's bytes to its text: UTF-8, LF ends, no character that an output could not carry."""

from __future__ import annotations

import re
import unicodedata

from newsroom.source.faults import FILE, Faults

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PROBE_BYTES = 400
_REPLACEMENT = "\ufffd"

# XML 1.0 forbids the C0 controls (but tab, LF, CR) and U+FFFE/U+FFFF; DEL and C1 are left-overs of
# old encodings; U+FFFD says that an earlier program has lost a letter.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")


def decode(data: bytes, faults: Faults) -> str | None:
    """The text without BOM and with LF ends (lines keep their numbers), or None and a fault."""
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        faults.add(1, FILE, "encoding_utf16")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_unify_ends(data[: error.start].decode("latin-1")).split("\n"))
        faults.add(line, FILE, "encoding_not_utf8", byte=f"0x{data[error.start]:02X}")
        return None
    # U+2028 and U+2029 come from page-layout programs; YAML and scripts would count them as lines.
    # A BOM in mid-text is what is left where files were joined.
    text = _unify_ends(text).replace("\u2028", " ").replace("\u2029", " ").replace("\ufeff", "")
    text = unicodedata.normalize("NFC", text)  # macOS writes é as two characters
    if _UNFIT.search(text):
        _name_unfit_lines(text, faults)
        return None
    return text


def unfit_character(text: str) -> str:
    """The first character of the text that no output can carry, as `U+0007`; "" if there is none.

    For values that YAML escapes or HTML entities brought in after the file was decoded.
    """
    found = _UNFIT.search(text)
    if found:
        return _name(found[0])
    surrogate = re.search("[\ud800-\udfff]", text)
    return _name(surrogate[0]) if surrogate else ""


def _unify_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _looks_like_utf16(data: bytes) -> bool:
    """UTF-16 without its mark: of plain letters, every second byte is zero."""
    probe = data[:_PROBE_BYTES]
    return len(probe) >= 4 and probe.count(0) * 5 >= len(probe) * 2


def _name_unfit_lines(text: str, faults: Faults) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        found = _UNFIT.search(line)
        if found:
            code = "character_lost" if found[0] == _REPLACEMENT else "character_control"
            faults.add(number, FILE, code, character=_name(found[0]), column=found.start() + 1)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
