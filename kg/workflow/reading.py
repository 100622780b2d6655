"""Inputs to extractions: articles of files, folders and stdin, read in this process or in several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from typing import BinaryIO

from kg import ids, ingest
from kg.errors import InputError, WorkerError
from kg.model import Article, Extraction
from kg.nlp import pipeline
from kg.workflow import workers

SERIAL = 24
BROKEN = "a worker process ended before its work was done (out of memory?): try --jobs 1"


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: what the user says of them, the size limit in bytes, and the base of new IRIs."""

    metadata: ingest.Metadata = field(default_factory=ingest.Metadata)
    max_bytes: int = ingest.MAX_BYTES
    base: str = ids.BASE


def articles(
    paths: Sequence[str],
    reading: Reading,
    stdin: BinaryIO | None = None,
    on_skipped: Callable[[str], None] = lambda path: None,
) -> Iterator[Article | InputError]:
    """The articles of files, folders and stdin ("-"), in order; an InputError in the place of what can't be read.

    ``on_skipped`` is told of each file in a folder whose suffix is that of no article.
    """
    alone = bool(reading.metadata.url or reading.metadata.title)
    read = False
    for source in ingest.sources(paths, on_skipped=on_skipped):
        if isinstance(source, InputError):
            yield source
            continue
        for item in ingest.articles(
            source, stdin=stdin, metadata=reading.metadata, max_bytes=reading.max_bytes, base=reading.base
        ):
            if isinstance(item, Article) and alone and read:
                yield InputError(
                    source, "not read: a URL or title given for all of the input holds for one article only"
                )
            else:
                yield item
            read = read or isinstance(item, Article)


def extractions(items: Iterable[Article | InputError], jobs: int = 1) -> Iterator[Extraction | InputError]:
    """The extraction of each article, in the order of the input, whatever ``jobs``; errors are passed on."""
    stream = iter(items)
    first = list(islice(stream, SERIAL if jobs > 1 else 0))
    stream = chain(first, stream)
    if len(first) < SERIAL:
        yield from (x if isinstance(x, InputError) else pipeline.extract(x) for x in stream)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), workers.begin)
    try:
        yield from _in_order(stream, pool, ahead=8 * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    stream: Iterator[Article | InputError], pool: ProcessPoolExecutor, ahead: int
) -> Iterator[Extraction | InputError]:
    waiting: list[Future[Extraction] | InputError] = []
    for item in stream:
        waiting.append(item if isinstance(item, InputError) else _submitted(pool, item))
        if len(waiting) > ahead:
            yield _result(waiting.pop(0))
    yield from map(_result, waiting)


def _submitted(pool: ProcessPoolExecutor, article: Article) -> Future[Extraction]:
    try:
        with workers.deaf():
            return pool.submit(pipeline.extract, article)
    except BrokenProcessPool as e:
        raise WorkerError(BROKEN) from e


def _result(item: Future[Extraction] | InputError) -> Extraction | InputError:
    try:
        return item if isinstance(item, InputError) else item.result()
    except BrokenProcessPool as e:
        raise WorkerError(BROKEN) from e
