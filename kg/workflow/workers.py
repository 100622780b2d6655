"""Processes that work for this one: a killed one is noticed and replaced, none hears Ctrl-C, none outlives its parent.

concurrent.futures.ProcessPoolExecutor is not used: its processes share one pipe, and when one of them is killed while
it writes a long answer, the parent waits for the rest of that answer for ever.
"""

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from kg.errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")
SPAWN = get_context("spawn")
STARTS = 10  # for each job, killed before they began, with nothing done meanwhile: then no more are made
NO_START = "worker processes are killed before they can begin (out of memory?): try fewer --jobs"


class KilledError(Exception):
    """A process ended before it had given its answer."""


class Worker(Generic[T, R]):
    """A process that calls ``ready`` once and then ``work`` on one item at a time.

    The pipe belongs to these two alone, so it ends with the process, in mid-answer too, and no other one waits for it.
    """

    def __init__(self, work: Callable[[T], R], ready: Callable[[], object]) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(theirs, work, ready), daemon=True)
        self._process.start()
        theirs.close()

    def begun(self) -> None:
        """Waits until ``ready`` has returned; raises what it raised, or KilledError."""
        self._answer()

    def done(self, item: T) -> R:
        """What ``work`` makes of ``item``; raises what it raised, or KilledError."""
        try:
            self._pipe.send(item)
        except OSError as e:
            raise KilledError from e
        answer: R = self._answer()
        return answer

    def kill(self) -> None:
        """Ends the process at once, whatever it is doing; whoever waits for its answer gets a KilledError."""
        self._process.kill()

    def bury(self) -> None:
        """Frees what the process held; nobody may be waiting for an answer."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _answer(self) -> Any:
        try:
            value, error = self._pipe.recv()
        except (EOFError, OSError) as e:
            raise KilledError from e
        if error is not None:
            raise error
        return value


class Workers(Generic[T, R]):
    """At most ``jobs`` processes, started when they are needed, each fed by a thread of this process."""

    def __init__(self, jobs: int, work: Callable[[T], R], ready: Callable[[], object]) -> None:
        if os.name == "posix":
            resource_tracker.ensure_running()  # now: the thread that starts it hears Ctrl-C again, see ``deaf``
        self._work, self._ready = work, ready
        self._most_starts = STARTS * jobs
        self._threads = ThreadPoolExecutor(jobs)
        self._lock = Lock()
        self._alive: set[Worker[T, R]] = set()
        self._idle: list[Worker[T, R]] = []
        self._stillborn = 0
        self._closed = False

    def submit(self, item: T, tries: int) -> Future[R]:
        """What ``work`` makes of ``item``: KilledError if each of so many tries had its process killed.

        A process that is killed before it has begun is nobody's try; WorkerError if that never ends.
        """
        with deaf():
            return self._threads.submit(self._tried, item, tries)

    def rest(self) -> None:
        """Ends the processes, to free their memory; only while no item is being worked on. The next item starts one."""
        with deaf():
            for worker in self._idle:
                self._bury(worker)
            self._idle.clear()

    def close(self) -> None:
        """Ends all processes now; what was not done is left undone."""
        with deaf():
            with self._lock:
                self._closed = True
                for worker in self._alive:
                    worker.kill()
            self._threads.shutdown(cancel_futures=True)
            for worker in list(self._alive):
                self._bury(worker)

    def _tried(self, item: T, tries: int) -> R:
        for _ in range(tries):
            worker = self._next()
            try:
                answer = worker.done(item)
            except KilledError:
                self._bury(worker)
                continue
            with self._lock:
                self._idle.append(worker)
                self._stillborn = 0
            return answer
        raise KilledError

    def _next(self) -> Worker[T, R]:
        """A process with nothing to do, else a new one."""
        while True:
            with self._lock:
                if self._closed:
                    raise KilledError
                if self._idle:
                    return self._idle.pop()
                if self._stillborn >= self._most_starts:
                    raise WorkerError(NO_START)
                worker = Worker(self._work, self._ready)
                self._alive.add(worker)
            try:
                worker.begun()
            except KilledError:
                self._bury(worker)
                with self._lock:
                    self._stillborn += 1
                continue
            return worker

    def _bury(self, worker: Worker[T, R]) -> None:
        with self._lock:
            worker.bury()
            self._alive.discard(worker)


@contextmanager
def deaf() -> Iterator[None]:
    """This thread hears Ctrl-C afterwards; a thread that is started in here never does, nor what it starts in turn."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], object], ready: Callable[[], object]) -> None:
    """The life of a process: it ends when its parent is gone, even in mid-work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    with suppress(EOFError, ConnectionError):
        pipe.send_bytes(_answered(ready))
        while True:
            pipe.send_bytes(_answered(work, pipe.recv()))


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _answered(call: Callable[..., object], *items: object) -> bytes:
    """A pickled pair: what ``call`` returned and None, or None and what it raised."""
    try:
        return pickle.dumps((call(*items), None))
    except MemoryError:
        os._exit(1)  # as good as killed: on its own, or in a new process, the item may fit
    except Exception as e:
        return pickle.dumps((None, _portable(e)))


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note, as a RuntimeError where it could not be read at the other end."""
    where = "in a worker process:\n" + "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(where)
    return error
