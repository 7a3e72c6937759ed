"""Collects what is wrong with one file while it is read, so that an editor mends it all at once."""

from __future__ import annotations

from newsroom.problems import Problem

# What Problem.field says when no single key is meant: the file, or its front matter.
FILE = "berkas"
FRONT_MATTER = "kepala"


class Faults:
    """The problems of one file, in the order they were met."""

    def __init__(self, path: str) -> None:
        """path: as Problem.path shows it, relative to the repository."""
        self._path = path
        self._problems: list[Problem] = []

    def add(self, line: int, field: str, code: str, **values: object) -> None:
        """Note a fault: the file gives no record."""
        self._note(line, field, code, values, is_warning=False)

    def warn(self, line: int, field: str, code: str, **values: object) -> None:
        """Note a warning: the record stands."""
        self._note(line, field, code, values, is_warning=True)

    def _note(
        self, line: int, field: str, code: str, values: dict[str, object], *, is_warning: bool
    ) -> None:
        pairs = tuple((name, str(value)) for name, value in values.items())
        self._problems.append(Problem(self._path, line, field, code, pairs, is_warning))

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Take over what another reader of the same file found."""
        self._problems.extend(problems)

    @property
    def stop_the_build(self) -> bool:
        return any(not p.is_warning for p in self._problems)

    def all(self) -> tuple[Problem, ...]:
        """Sorted by place, each once."""
        return tuple(sorted(set(self._problems)))
