"""Every case of the table in cases.py, built as an editor would build it."""

from __future__ import annotations

from collections import Counter

import pytest
from cases import CASES, Case
from workshop import Workshop


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case: Case, workshop: Workshop) -> None:
    """What the case states holds, and the build ends as it says."""
    workshop.fill(case.files)
    outcome = workshop.build(**case.settings)

    for files in case.then:
        assert not outcome.is_refused, outcome.report
        workshop.fill(files)
        outcome = workshop.build(**case.settings)

    assert outcome.is_refused == (case.outcome == "refuse"), outcome.report
    assert outcome.is_refused or outcome.has_warnings == (case.outcome == "warn"), outcome.report
    for holds in case.holds:
        holds(outcome)


def test_each_kind_has_several_shapes_and_each_shape_one_name() -> None:
    """A kind is mended, not a shape: every kind is tried in at least two."""
    shapes = [case.id.partition("-")[0] for case in CASES]
    kinds = Counter(shape[:2] for shape in shapes)

    assert len(set(shapes)) == len(shapes)
    assert [kind for kind, count in kinds.items() if count < 2] == []
