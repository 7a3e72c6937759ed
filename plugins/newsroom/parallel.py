"""Work shared out among the machine's cores, for the long builds only."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from math import ceil
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar

S = TypeVar("S")
T = TypeVar("T")
Question = TypeVar("Question", contravariant=True)
Answer = TypeVar("Answer", covariant=True)
R = TypeVar("R")

MANY = 100  # files or pages from which on a second core pays for starting it
_PORTION = 100  # items a message: results come back while the rest is still being worked on


class Meanwhile(Generic[R]):
    """Work that another core does from now on, while this one goes on; it may use all memory.

    With one core, or a system that cannot fork, it is done when its result is asked for.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._done: list[R] = []
        self._end: Connection | None = None
        if _can_share():
            context = multiprocessing.get_context("fork")
            self._end, sending = context.Pipe(duplex=False)
            self._process = context.Process(target=self._send, args=(sending,), daemon=True)
            self._process.start()
            sending.close()

    def result(self) -> R:
        """What the work gave; worked out here should the other process have been ended."""
        if self._end:
            with self._end as end, suppress(EOFError, OSError):
                self._done.append(end.recv())
            self._end = None
            self._process.join()
        if not self._done:
            self._done.append(self._work())
        return self._done[0]

    def _send(self, sending: Connection) -> None:
        with suppress(OSError):  # nobody waits for it any more
            sending.send(self._work())


class Service(Protocol[Question, Answer]):
    """What can be asked for answers, the better prepared the sooner."""

    def prepare(self) -> Iterator[bool]:
        """Get ready, step by step; before each it gives way to questions, and tells whether the
        step is to be done even if it is not called for."""

    def answer(self, question: Question) -> Answer | None:
        """None where whoever asks should find out for himself."""


class Attendant(Generic[S, T, R]):
    """Another core's process that is at somebody's service from now on.

    ready: gives a word of introduction, and the service. With one core, a system that cannot fork,
    or a failure, nobody attends, and nothing is said of it.
    """

    def __init__(self, ready: Callable[[], tuple[S, Service[T, R]]]) -> None:
        self._introduced: list[S | None] = []
        self._is_owed = False
        self._end: Connection | None = None
        if _can_share():
            context = multiprocessing.get_context("fork")
            self._end, theirs = context.Pipe()
            attending = partial(_attend, ready, theirs, self._end)
            context.Process(target=attending, daemon=True).start()
            theirs.close()

    def introduction(self) -> S | None:
        """None where nobody attends."""
        if not self._introduced:
            self._introduced.append(self._received())
        return self._introduced[0]

    def go_on(self) -> None:
        """Get ready for all questions: some may be asked that are rare."""
        if self._end:
            with suppress(OSError):  # seen when it is asked
                self._end.send(None)

    def ask(self, questions: Sequence[T]) -> Callable[[], Sequence[R | None]]:
        """Whoever asks may go on until he calls for the answers, once. If he asks again instead,
        because his work went wrong in between, he has given them up.

        None for each where nobody is there to give it.
        """
        nothing = [None] * len(questions)
        if self._is_owed:
            self._answers()
        if not questions or self.introduction() is None or self._end is None:
            return lambda: nothing
        with suppress(OSError):  # seen when the answers are to be received
            self._end.send(questions)
        self._is_owed = True
        return lambda: self._answers() or nothing

    def _answers(self) -> Any:
        self._is_owed = False
        return self._received()

    def dismiss(self) -> None:
        """The other process ends by itself."""
        if self._end:
            self._end.close()
            self._end = None

    def _received(self) -> Any:
        try:
            return self._end.recv() if self._end else None
        except (EOFError, OSError):
            self.dismiss()
            return None


def _attend(
    ready: Callable[[], tuple[S, Service[T, R]]], end: Connection, of_the_asker: Connection
) -> None:
    of_the_asker.close()
    with suppress(Exception):  # nobody asks any more; or whoever asks will meet it himself
        introduction, service = ready()
        end.send(introduction)
        is_called = False  # until then the cores are left to other work
        for is_urgent in service.prepare():
            while end.poll() or not (is_urgent or is_called):
                is_called |= not _answer(service, end)
        while True:
            _answer(service, end)


def _answer(service: Service[T, R], end: Connection) -> bool:
    """False where it was no question, but a call to get ready."""
    questions = end.recv()
    if questions is None:
        return False
    end.send([*map(service.answer, questions)])
    return True


class WorkerFailed(Exception):
    """A worker stopped with an error, which it has printed, or was killed."""


def shared_out(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    *,
    at_least: int,
    portion: int = _PORTION,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Generator[R, None, None]:
    """work(items of a portion) for all items, in no set order; other cores begin at once, and end
    at the latest when the generator is closed.

    portion: how many items at most; told: how many are done, of how many.

    Fewer items than at_least, one core, or a system that cannot fork: all in this process. Workers
    are forked, so `work` may use everything this process has in memory; what it changes there is
    lost, only its result comes back. Raises what a worker raised for the disk (OSError), and
    WorkerFailed for all else.
    """
    workers = _cores() if len(items) >= at_least and _can_share() else 1
    size = _even(len(items), portion, workers)
    portions = [items[start : start + size] for start in range(0, len(items), size)]
    results = _results(work, portions, workers, lambda done: told(done, len(items)))
    next(results)
    return results


def _results(
    work: Callable[[Sequence[T]], R],
    portions: Sequence[Sequence[T]],
    workers: int,
    told: Callable[[int], None],
) -> Generator[Any, None, None]:
    """Once the work has begun None, then each result."""
    done = 0
    with closing(_done(work, portions, workers)) as results:
        yield None
        for result, of_how_many in results:
            done += of_how_many
            told(done)
            yield result


def _even(count: int, most: int, workers: int) -> int:
    """A size of portions, none above the most, of which each worker gets as many."""
    rounds = max(ceil(count / (most * workers)), 1)
    return max(ceil(count / (rounds * workers)), 1)


def _done(
    work: Callable[[Sequence[T]], R], portions: Sequence[Sequence[T]], workers: int
) -> Generator[tuple[R, int], None, None]:
    """Each portion's result, and how many items were in it."""
    if workers <= 1:
        return ((work(portion), len(portion)) for portion in portions)
    results = _forked(work, portions, min(workers, len(portions)))
    next(results)
    return results


def _can_share() -> bool:
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return can_fork and _cores() > 1


def _cores() -> int:
    """Those this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _forked(
    work: Callable[[Sequence[T]], R], portions: Sequence[Sequence[T]], workers: int
) -> Generator[Any, None, None]:
    """Once all are at work None, then each result with its size; when closed, they are ended."""
    context = multiprocessing.get_context("fork")
    processes = []
    open_ends: list[Connection] = []
    try:
        for number in range(workers):
            receiving, sending = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(work, portions[number::workers], sending))
            process.start()
            sending.close()
            processes.append(process)
            open_ends.append(receiving)
        yield None
        while open_ends:
            for end in wait(open_ends):
                assert isinstance(end, Connection)
                message: tuple[R, int] | OSError | None = _received(end)
                if message is None:
                    open_ends.remove(end)
                elif isinstance(message, OSError):
                    raise message
                else:
                    yield message
    finally:
        for process in processes:
            if open_ends:
                process.terminate()
            process.join()


def _received(end: Connection) -> Any:
    """One result with its size, or an error; None when the worker has done all its portions."""
    try:
        return end.recv()
    except EOFError:
        raise WorkerFailed from None


def _work(
    work: Callable[[Sequence[T]], R], portions: Sequence[Sequence[T]], sending: Connection
) -> None:
    sys.stderr = sys.__stderr__  # an error is shown whatever the terminal shows just then
    try:
        for portion in portions:
            sending.send((work(portion), len(portion)))
        sending.send(None)
    except OSError as error:
        sending.send(error)
