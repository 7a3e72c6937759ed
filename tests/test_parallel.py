"""Work shared out among cores gives what one core would give."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Sequence

import pytest

from newsroom import parallel
from newsroom.parallel import Meanwhile, WorkerFailed, shared_out


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_many_items_come_back_complete_whatever_the_order() -> None:
    """Every portion's result arrives exactly once."""
    results = shared_out(doubled, range(1234), at_least=10)

    assert sorted(n for portion in results for n in portion) == [2 * n for n in range(1234)]


def test_few_items_are_worked_on_here() -> None:
    """Below the threshold there is one portion, and no worker is started."""
    assert list(shared_out(doubled, [1, 2], at_least=3)) == [[2, 4]]
    assert list(shared_out(doubled, [], at_least=3)) == []


def test_one_core_does_all_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with one core gets the same result."""
    monkeypatch.setattr(parallel, "_cores", lambda: 1)

    results = shared_out(doubled, range(500), at_least=2)

    assert [n for portion in results for n in portion] == [2 * n for n in range(500)]


@pytest.mark.parametrize("cores", [1, 2])
def test_progress_is_told_up_to_the_end(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the work is shared out."""
    monkeypatch.setattr(parallel, "_cores", lambda: cores)
    told: list[tuple[int, int]] = []

    list(shared_out(doubled, range(250), at_least=2, told=lambda *numbers: told.append(numbers)))

    assert len(told) == 3
    assert sorted(told) == told
    assert told[-1] == (250, 250)


def test_a_worker_that_fails_stops_the_work() -> None:
    """No result is better than a part of it."""

    def fail(numbers: Sequence[int]) -> int:
        raise ValueError(numbers)

    if parallel._cores() < 2:
        pytest.skip("one core: nothing is shared out")
    with pytest.raises(WorkerFailed):
        list(shared_out(fail, range(500), at_least=2))


def test_what_the_disk_refuses_a_worker_is_told_to_its_master() -> None:
    """A full disk has its own sentence; it is no fault of the program."""

    def fail(numbers: Sequence[int]) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    if parallel._cores() < 2:
        pytest.skip("one core: nothing is shared out")
    with pytest.raises(OSError, match="No space left"):
        list(shared_out(fail, range(500), at_least=2))


@pytest.mark.parametrize("cores", [1, 2])
def test_work_done_meanwhile_gives_its_result(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, however often it is asked for."""
    monkeypatch.setattr(parallel, "_cores", lambda: cores)
    numbers = [1, 2]

    meanwhile = Meanwhile(lambda: sum(numbers))

    assert meanwhile.result() == 3
    assert meanwhile.result() == 3


def test_work_done_meanwhile_goes_on_on_another_core() -> None:
    if parallel._cores() < 2:
        pytest.skip("one core")
    assert Meanwhile(os.getpid).result() != os.getpid()


def test_work_is_done_here_when_the_other_process_was_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A system short of memory ends whatever it likes."""
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "selesai"

    assert Meanwhile(work).result() == "selesai"
