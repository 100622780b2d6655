"""Reading in worker processes: real ones, and a real kill -9."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kg import ids
from kg.errors import InputError, NotFoundError, WorkerError
from kg.model import Article, Extraction
from kg.workflow.reading import ALONE, GUILTY, SERIAL, TOGETHER, extractions
from kg.workflow.workers import KilledError, Workers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no kill -9")
AHEAD = 8 * 2
TRIES = TOGETHER + ALONE


class Marked(Article):
    """An article that says when a process begins and ends to unpack it, and that kills the first ones that do."""

    __slots__ = ("deaths", "log")

    def __reduce__(self) -> tuple[Callable[..., Article], tuple[str, str, Path, int]]:
        return unpacked, (self.source_id or "", self.text, self.log, self.deaths)


def marked(number: int, log: Path, deaths: int) -> Marked:
    text = f"Ada Stone said that {number} bridges were shut."
    article = Marked(ids.article_iri(None, None, text), text, source_id=f"n{number}")
    object.__setattr__(article, "log", log)
    object.__setattr__(article, "deaths", deaths)
    return article


def unpacked(name: str, text: str, log: Path, deaths: int) -> Article:
    note(log, f"begin {name}")
    if lines(log).count(f"begin {name}") <= deaths:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.002)
    note(log, f"end {name}")
    return Article(ids.article_iri(None, None, text), text, source_id=name)


def note(log: Path, line: str) -> None:
    with log.open("ab", buffering=0) as file:
        file.write(f"{line}\n".encode())


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines()


def numbered(count: int) -> Iterator[Article | InputError]:
    for number in range(count):
        text = f"Ada Stone said that {number} bridges were shut."
        yield InputError("bad.txt", "empty") if number == 30 else Article(ids.article_iri(None, None, text), text)


def written(found: list[Extraction | InputError]) -> list[str]:
    return [repr(x) for x in found]


def kill_children(most: int) -> int:
    children = multiprocessing.active_children()[:most]
    for child in children:
        os.kill(child.pid or 0, signal.SIGKILL)
    return len(children)


@pytest.fixture(autouse=True)
def no_process_left_behind() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_gives_the_same_in_the_same_order(jobs: int) -> None:
    alone = list(extractions(numbered(60), jobs=1, reader="rules"))
    together = list(extractions(numbered(60), jobs=jobs, reader="rules"))
    assert written(together) == written(alone)
    assert len(alone) == 60


def test_few_articles_start_no_process() -> None:
    found = extractions(numbered(SERIAL - 1), jobs=2, reader="rules")
    next(found)
    assert multiprocessing.active_children() == []
    assert len(list(found)) == SERIAL - 2


@pytest.mark.parametrize("most", [1, 2])
def test_killed_workers_lose_nothing_and_double_nothing(most: int) -> None:
    """One of two, or both, killed again and again, never twice while the same article waits."""
    killed = 0

    def killing() -> Iterator[Article | InputError]:
        nonlocal killed
        for number, article in enumerate(numbered(150)):
            if number and number % (2 * AHEAD) == 0:
                killed += kill_children(most)
            yield article

    found = list(extractions(killing(), jobs=2, reader="rules"))
    assert written(found) == written(list(extractions(numbered(150), reader="rules")))
    assert killed == 4 * most


def test_a_worker_killed_at_the_very_end_is_replaced() -> None:
    def killing() -> Iterator[Article | InputError]:
        yield from numbered(AHEAD + SERIAL)
        kill_children(2)

    found = list(extractions(killing(), jobs=2, reader="rules"))
    assert written(found) == written(list(extractions(numbered(AHEAD + SERIAL), reader="rules")))


def test_only_an_article_that_always_kills_is_left_out(tmp_path: Path) -> None:
    log = tmp_path / "log"
    deaths = {"n0": TRIES, "n5": TOGETHER - 1, "n30": TRIES - 1, "n59": TRIES}
    stream = (marked(i, log, deaths.get(f"n{i}", 0)) for i in range(60))
    found = list(extractions(stream, jobs=2, reader="rules"))
    names = [x.source if isinstance(x, InputError) else x.article.source_id for x in found]
    assert names == [f"n{i}" for i in range(60)]
    assert [(x.source, x.reason) for x in found if isinstance(x, InputError)] == [("n0", GUILTY), ("n59", GUILTY)]
    for name in names:
        died = deaths.get(name or "", 0)
        assert lines(log).count(f"begin {name}") == min(died + 1, TRIES)
        assert lines(log).count(f"end {name}") == (died < TRIES)
    for name in ("n0", "n30", "n59"):
        check_alone(lines(log), name, deaths)


def check_alone(log: list[str], name: str, deaths: dict[str, int]) -> None:
    """When the last tries begin, each process that began with another article has finished it or is dead."""
    first, second = [n for n, line in enumerate(log) if line == f"begin {name}"][TOGETHER:]
    assert second == first + 1
    before = Counter(line.split()[1] for line in log[:first] if line.startswith("begin"))
    begun = {other for other, times in before.items() if times > deaths.get(other, 0)}
    assert begun == {line.split()[1] for line in log[:first] if line.startswith("end")}


def test_an_abandoned_reading_leaves_no_process() -> None:
    found = extractions(numbered(200), jobs=2, reader="rules")
    next(found)
    assert multiprocessing.active_children() != []
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_kill_in_mid_answer_hangs_nobody() -> None:
    """Answers longer than a pipe holds, so that many a kill falls into one."""
    chance = random.Random(7)
    workers = Workers(2, bytes, bool)
    try:
        for first in range(400_000, 400_600, 50):
            answers = [workers.submit(n, 3) for n in range(first, first + 50)]
            assert answers[chance.randrange(20)].result(timeout=120)
            time.sleep(chance.uniform(0, 0.002))
            assert kill_children(1) == 1
            assert [x.result(timeout=120) for x in answers] == [bytes(n) for n in range(first, first + 50)]
    finally:
        workers.close()


def test_no_memory_is_as_good_as_killed() -> None:
    workers = Workers(1, bytes, bool)
    try:
        with pytest.raises(KilledError):
            workers.submit(1 << 60, 2).result(timeout=120)
        assert workers.submit(1, 1).result(timeout=120) == b"\0"
    finally:
        workers.close()


def begins_late(log: Path) -> None:
    note(log, "began")
    if len(lines(log)) < 3:
        os.kill(os.getpid(), signal.SIGKILL)


def test_processes_that_begin_late_are_waited_for(tmp_path: Path) -> None:
    workers = Workers(1, abs, partial(begins_late, tmp_path / "log"))
    try:
        assert workers.submit(-4, 1).result(timeout=120) == 4
    finally:
        workers.close()


def test_processes_that_cannot_begin_are_an_error_of_the_run_and_of_no_article() -> None:
    workers = Workers(1, abs, partial(os._exit, 0))
    try:
        with pytest.raises(WorkerError, match="--jobs"):
            workers.submit(-4, 1).result(timeout=120)
    finally:
        workers.close()


def refused(number: int) -> int:
    raise InputError("bad.txt", "empty") if number else NotFoundError("no such thing")


def test_an_error_is_raised_here_as_it_was_raised_there() -> None:
    workers = Workers(1, refused, bool)
    try:
        with pytest.raises(NotFoundError) as known:
            workers.submit(0, 1).result(timeout=120)
        assert str(known.value) == "no such thing"
        assert "in refused" in known.value.__notes__[0]
        with pytest.raises(RuntimeError, match=r"InputError: bad\.txt: empty"):  # it cannot be pickled
            workers.submit(1, 1).result(timeout=120)
    finally:
        workers.close()


ENDLESS = """
from itertools import count
from kg.model import Article
from kg.workflow.reading import extractions
def endless():
    for i in count():
        if i == 24:
            print("the processes start", flush=True)
        yield Article(f"https://a.example/{i}", "Ada Stone said so. " * 40)
try:
    for x in extractions(endless(), 4, "rules"):
        print(x.article.iri, flush=True)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize(("seen", "seconds"), [(1, 0), (1, 0.1), (2, 0)])
def test_ctrl_c_is_heard_by_the_parent_alone_while_processes_start_and_while_they_read(
    seen: int, seconds: float
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        for _ in range(seen):
            child.stdout.readline()
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGINT)
        out, errors = child.communicate(timeout=120)  # until the last process that holds the pipes is gone
    assert (child.returncode, errors) == (0, b"")
    assert out.splitlines()[-1] == b"stopped"


SIGNALS = """
import multiprocessing
from pathlib import Path
from kg.model import Article
from kg.workflow.reading import extractions
found = extractions((Article(f"https://a.example/{i}", "So he said.") for i in range(60)), 3, "rules")
next(found)
for child in multiprocessing.active_children():
    print(Path(f"/proc/{child.pid}/status").read_text())
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_processes_are_deaf_to_ctrl_c_from_their_first_moment() -> None:
    """What is blocked is inherited, so it holds before a line of ours runs in them."""
    ran = subprocess.run([sys.executable, "-c", SIGNALS], capture_output=True, text=True, timeout=120, check=True)
    blocked = [int(line.split()[1], 16) for line in ran.stdout.splitlines() if line.startswith("SigBlk")]
    assert blocked and all(mask & 1 << (signal.SIGINT - 1) for mask in blocked)
    assert ran.stderr == ""
