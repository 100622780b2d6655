"""Inputs to extractions: articles of files, folders and stdin, read in this process or in several."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from kg import ids, ingest
from kg.errors import InputError
from kg.model import Article, Extraction
from kg.nlp import pipeline
from kg.workflow.workers import KilledError, Workers

SERIAL = 24
TOGETHER = 3  # times that an article is read beside others, each time in a process that is killed
ALONE = 2  # times that it is then read while nothing else is
GUILTY = "left out: the process that read it was killed each time (out of memory?)"


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


def extractions(
    items: Iterable[Article | InputError], jobs: int = 1, reader: pipeline.ReaderName = "model"
) -> Iterator[Extraction | InputError]:
    """The extraction of each article, in the order of the input, whatever ``jobs``; errors are passed on.

    What a killed process was reading is read again; an article that no process outlives is an InputError in its place.
    """
    stream = iter(items)
    first = list(islice(stream, SERIAL if jobs > 1 else 0))
    stream = chain(first, stream)
    if len(first) < SERIAL:
        yield from (x if isinstance(x, InputError) else pipeline.extract(x, reader) for x in stream)
        return
    workers = Workers(jobs, partial(pipeline.extract, reader=reader), partial(pipeline.model_version, reader))
    try:
        yield from _in_order(stream, workers, ahead=8 * jobs)
    finally:
        workers.close()


_Workers = Workers[Article, Extraction]
_Waiting = deque[tuple[Article, Future[Extraction]] | InputError]


def _in_order(
    stream: Iterator[Article | InputError], workers: _Workers, ahead: int
) -> Iterator[Extraction | InputError]:
    waiting: _Waiting = deque()
    for item in stream:
        waiting.append(item if isinstance(item, InputError) else (item, workers.submit(item, TOGETHER)))
        if len(waiting) > ahead:
            yield _first(waiting, workers)
    while waiting:
        yield _first(waiting, workers)


def _first(waiting: _Waiting, workers: _Workers) -> Extraction | InputError:
    item = waiting.popleft()
    if isinstance(item, InputError):
        return item
    article, found = item
    try:
        return found.result()
    except KilledError:
        wait([x[1] for x in waiting if not isinstance(x, InputError)])
        workers.rest()
    try:
        return workers.submit(article, ALONE).result()
    except KilledError:
        return InputError(article.source_id or article.url or article.title or article.iri, GUILTY)
