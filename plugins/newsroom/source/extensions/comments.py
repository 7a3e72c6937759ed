"""Editors' comments (`<!-- … -->`), which no reader, feed or index ever gets."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST_OR_NOTE = re.compile(r" {0,3}(?:[-*+]|\d+\.|\[\^[^\]]*\]:|:)\s")
# One of these begins whatever may hide text, but for an indent at the very beginning.
_MAY_HIDE = ("`", "~~~", "<!--", "\n    ", "\n\t")
_CODE_OR_COMMENT = re.compile(
    r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)|<!--(?:.*?--!?>|.*)",
    re.DOTALL,
)


def without_comments(text: str) -> str:
    """The text without its comments; in code they stay. An open one reaches to the end."""
    if "<!--" not in text:
        return text
    return "".join(
        part if is_code else _CODE_OR_COMMENT.sub(_kept_code, part)
        for part, is_code in _code_blocks(text)
    )


def without_comments_and_code(text: str) -> str:
    """The same number of lines, with only line ends where comments and code stood."""
    if not text.startswith((" ", "\t")) and not any(sign in text for sign in _MAY_HIDE):
        return text
    return "".join(
        _line_ends(part) if is_code else _CODE_OR_COMMENT.sub(lambda m: _line_ends(m[0]), part)
        for part, is_code in _code_blocks(text)
    )


def _kept_code(found: re.Match[str]) -> str:
    return found[0] if found["ticks"] else ""


def _line_ends(text: str) -> str:
    return "\n" * text.count("\n")


def _code_blocks(text: str) -> list[tuple[str, bool]]:
    """The text cut into code blocks (True) and all else (False), in order."""
    parts: list[tuple[list[str], bool]] = []
    fence = ""
    in_comment = in_list = after_blank = False
    for line in text.splitlines(keepends=True):
        opening = None if in_comment else _FENCE.match(line)
        if fence:
            is_code = True
            if opening and opening[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif opening:
            is_code, fence = True, opening[1]
        else:
            indented = line.startswith(("    ", "\t")) and bool(line.strip())
            follows = after_blank or (bool(parts) and parts[-1][1])
            is_code = indented and follows and not in_list and not in_comment
            if line.strip() and not indented:
                in_list = _LIST_OR_NOTE.match(line) is not None
            if not is_code:
                in_comment = _is_comment_open(line, in_comment)
        after_blank = not line.strip()
        if not parts or parts[-1][1] != is_code:
            parts.append(([], is_code))
        parts[-1][0].append(line)
    return [("".join(lines), is_code) for lines, is_code in parts]


def _is_comment_open(line: str, in_comment: bool) -> bool:
    if not in_comment:
        if "<!--" not in line:
            return False
        line = _CODE_OR_COMMENT.sub(lambda m: m[0] if m[0].startswith("<!--") else "", line)
    return line.rfind("<!--") > line.rfind("-->") or (in_comment and "-->" not in line)
