"""What is wrong with the input, said once for every fault: where it is and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsroom.data import Value
from newsroom.language.words import Words


class Problem(Value, frozen=True, order=True):
    """One fault or warning. The words stand in strings.toml under `problems.<code>`.

    line: 1-based, of the front-matter key or the body line; 1 when the whole file is meant.
    field: the key as typed, with its place in lists (`sumber[1].url`); "isi" for the body.
    values: what the sentence names, as (name, text) pairs, sorted by the caller's choice of names.
    is_warning: a warning is reported but does not stop the build.
    """

    path: str
    line: int
    field: str
    code: str
    values: tuple[tuple[str, str], ...] = ()
    is_warning: bool = False

    def message(self, words: Words) -> str:
        """The sentence for the editor: what is wrong; what to write instead."""
        template: str = words.get(f"problems.{self.code}")
        return template.format_map(dict(self.values))

    def text(self, words: Words) -> str:
        """`path:line: field: message`, the form that editors' programs make clickable."""
        return f"{self.path}:{self.line}: {self.field}: {self.message(words)}"


def problem(
    path: str, line: int, field: str, code: str, *, is_warning: bool = False, **values: object
) -> Problem:
    """Make a Problem from named values: `problem(p, 3, "tanggal", "date_unreadable", value=…)`."""
    pairs = tuple((name, str(value)) for name, value in values.items())
    return Problem(path, line, field, code, pairs, is_warning)


class BuildStopped(Exception):
    """A build ended before it changed the site. The message is for the editor."""


class ContentFaults(BuildStopped):
    """A fault stands; nothing has been written. The message is the whole report."""

    def __init__(self, problems: Iterable[Problem], words: Words) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(report(self.problems, words))


def report(problems: Iterable[Problem], words: Words) -> str:
    """One line a problem, sorted by place, then the sum of faults and of warnings."""
    ordered = sorted(problems)
    lines = [
        (words.get("problems.warning_prefix") if p.is_warning else "") + p.text(words)
        for p in ordered
    ]
    faults = sum(not p.is_warning for p in ordered)
    counts: Mapping[str, int] = {"faults": faults, "warnings": len(ordered) - faults}
    key = "problems.sum_faults" if faults else "problems.sum_warnings"
    lines.append(words.get(key).format_map(counts))
    return "\n".join(lines)
