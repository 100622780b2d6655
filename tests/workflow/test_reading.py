import multiprocessing
import os
import signal
from collections.abc import Iterator

import pytest

from kg import ids
from kg.errors import InputError, WorkerError
from kg.model import Article
from kg.workflow.reading import SERIAL, extractions


def numbered(count: int) -> Iterator[Article | InputError]:
    for number in range(count):
        text = f"Ada Stone said that {number} bridges were shut."
        yield InputError("bad.txt", "empty") if number == 30 else Article(ids.article_iri(None, None, text), text)


def test_any_number_of_jobs_gives_the_same_in_the_same_order() -> None:
    alone = list(extractions(numbered(60), jobs=1))
    together = list(extractions(numbered(60), jobs=2))
    assert [str(x) for x in together] == [str(x) for x in alone]
    assert len(alone) == 60


def test_few_articles_start_no_process() -> None:
    found = extractions(numbered(SERIAL - 1), jobs=2)
    next(found)
    assert multiprocessing.active_children() == []
    assert len(list(found)) == SERIAL - 2


def test_a_worker_that_dies_is_an_error_and_not_a_loss() -> None:
    def killing() -> Iterator[Article | InputError]:
        for number, article in enumerate(numbered(2000)):
            if number == 100:
                for child in multiprocessing.active_children():
                    os.kill(child.pid or 0, signal.SIGKILL)
            yield article

    with pytest.raises(WorkerError, match="--jobs 1"):
        list(extractions(killing(), jobs=2))
    assert multiprocessing.active_children() == []
