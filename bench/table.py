"""The bench as a table in Indonesian: what was measured, and how the two compare."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.measure import BUILDERS, BuildFailed, Step, measured
from bench.preview import NoPreview
from newsroom.language.numbers import grouped

Say = Callable[..., str]
Steps = Mapping[str, Step]
Results = Mapping[str, Steps]
Measure = Callable[[Steps, int], float | None]  # None where a builder has no such thing

_OFTEN = 1000  # up to this many articles each step is timed several times
_NONE = "–"
_PAIRS = (("newsroom", "pelican"), ("newsroom_plain", "pelican_plain"))


def run(sizes: Sequence[int], repeats: int, say: Say) -> int:
    """Measure and print; the exit code. say: a sentence of strings.toml by its key."""
    if max(sizes) > _OFTEN:
        print(say("bench_takes_long"), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for size in sizes:
            times = repeats if size <= _OFTEN else 1
            results = {}
            for builder in BUILDERS:
                name = say(f"bench_{builder.name}")
                print(say("bench_doing", count=grouped(size), name=name), file=sys.stderr)
                try:
                    results[builder.name] = measured(builder, size, Path(folder) / "situs", times)
                except (BuildFailed, NoPreview) as failed:
                    print(say("bench_failed", name=name, reason=failed), file=sys.stderr)
                    return 1
            print(table(size, times, results, say), flush=True)
    return 0


def table(size: int, times: int, results: Results, say: Say) -> str:
    """What was measured, a line each: this site, stock Pelican, and how the two compare."""
    heads = [""]
    for own, other in _PAIRS:
        heads += [say(f"bench_{own}"), say(f"bench_{other}"), say("bench_ratio")]
    lines = [heads]
    for measure, (value, decimals) in _MEASURES.items():
        line = [say(f"bench_measure_{measure}")]
        for own, other in _PAIRS:
            numbers = [value(results[name], size) for name in (own, other)]
            line += [_number(number, decimals) for number in numbers]
            one, two = numbers
            line.append(f"{_number(two / one, 1)}×" if one and two is not None else _NONE)
        lines.append(line)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    title = say("bench_title", count=grouped(size), times=times)
    return "\n".join((title, "", *(_aligned(line, widths) for line in lines), ""))


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "   ".join((cells[0].ljust(widths[0]), *numbers))


def _number(number: float | None, decimals: int) -> str:
    if number is None:
        return _NONE
    whole, _, rest = f"{number:.{decimals}f}".partition(".")
    return f"{grouped(int(whole))},{rest}" if rest else grouped(int(whole))


def _seconds(step: str) -> Measure:
    return lambda steps, size: steps[step].seconds if step in steps else None


def _changed(step: str) -> Measure:
    return lambda steps, size: steps[step].changed


# Each measure with the decimals that it is shown with.
_MEASURES: dict[str, tuple[Measure, int]] = {
    "cold": (_seconds("cold"), 2),
    "edit": (_seconds("edit"), 2),
    "new": (_seconds("new"), 2),
    "none": (_seconds("none"), 2),
    "preview": (_seconds("preview"), 2),
    "each": (lambda steps, size: 1000 * steps["cold"].seconds / size, 1),
    "memory": (lambda steps, size: max(step.peak_mb for step in steps.values()), 0),
    "edit_files": (_changed("edit"), 0),
    "new_files": (_changed("new"), 0),
}
