"""Work shared out among cores gives what one core would give."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from newsroom import parallel
from newsroom.parallel import Attendant, Meanwhile, WorkerFailed, shared_out


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

    assert len(told) == {1: 3, 2: 4}[cores]
    assert sorted(told) == told
    assert told[-1] == (250, 250)


@pytest.mark.parametrize("count", [2, 101, 250, 1026])
def test_each_worker_gets_as_many_portions(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of much the same size, else one would wait for the other at the end."""
    monkeypatch.setattr(parallel, "_cores", lambda: 2)

    sizes = [len(portion) for portion in shared_out(doubled, range(count), at_least=2)]

    assert len(sizes) % 2 == 0
    assert max(sizes) <= 100
    assert max(sizes) - min(sizes) < len(sizes)


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


class Doubling:
    """A service that says in which process it answers, and ends it when asked for a negative."""

    def prepare(self) -> Iterator[bool]:
        yield from (True, False, False)

    def answer(self, question: int) -> tuple[int, int] | None:
        if question < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return (2 * question, os.getpid()) if question else None


def doubling() -> tuple[int, Doubling]:
    return os.getpid(), Doubling()


@pytest.fixture
def attendant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Attendant[int, int, tuple[int, int]]]:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    attendant = Attendant(doubling)
    yield attendant
    attendant.dismiss()


def test_attendant_answers_from_another_core(
    attendant: Attendant[int, int, tuple[int, int]],
) -> None:
    """Any number of times, and before anyone asked for the introduction."""
    answers = [attendant.ask(numbers)() for numbers in ([3, 0], [], [4])]

    there = attendant.introduction()
    assert there not in (None, os.getpid())
    assert answers == [[(6, there), None], [], [(8, there)]]
    attendant.dismiss()
    assert attendant.ask([3])() == [None]


def test_answers_that_were_given_up_are_not_taken_for_later_ones(
    attendant: Attendant[int, int, tuple[int, int]],
) -> None:
    """Such as those of a build whose cache turned out to be damaged, and which begins anew."""
    there = attendant.introduction()
    attendant.ask([1])
    attendant.ask([2])

    assert attendant.ask([3])() == [(6, there)]


def eventually(is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("never")


def test_attendant_gets_ready_for_rare_questions_only_when_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cores may be needed for other work."""
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    urgent, other = tmp_path / "urgent", tmp_path / "other"

    class Service:
        def prepare(self) -> Iterator[bool]:
            yield True
            urgent.touch()
            yield False
            other.touch()

        def answer(self, question: int) -> int:
            return question

    attendant = Attendant(lambda: (0, Service()))
    eventually(urgent.exists)
    assert attendant.ask([1])() == [1]
    time.sleep(0.1)
    assert not other.exists()
    attendant.go_on()
    eventually(other.exists)
    attendant.dismiss()


def test_nobody_attends_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 1)

    attendant = Attendant(doubling)

    assert attendant.introduction() is None
    assert attendant.ask([3])() == [None]


def test_attendant_that_was_ended_answers_no_more(
    attendant: Attendant[int, int, tuple[int, int]],
) -> None:
    """A system short of memory ends whatever it likes."""
    assert attendant.ask([1])() != [None]

    assert attendant.ask([-1])() == [None]
    assert attendant.ask([1])() == [None]


def test_service_that_fails_is_as_if_nobody_attended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever asks meets the failure himself, and tells of it once."""
    monkeypatch.setattr(parallel, "_cores", lambda: 2)

    def fail() -> tuple[int, Doubling]:
        raise ValueError("gagal")

    assert Attendant(fail).ask([3])() == [None]
    assert capfd.readouterr().err == ""
