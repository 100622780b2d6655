"""The quads of a store as sorted, distinct lines of N-Quads terms, with memory that does not grow with the store."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO, BinaryIO, NamedTuple, cast

from kg.store.contract import Store

NQUADS = "application/n-quads"
PORTION = 200_000


class Terms(NamedTuple):
    """The terms of a quad as N-Quads writes them."""

    subject: bytes
    predicate: bytes
    object: bytes
    graph: bytes


Keep = Callable[[Terms], bool]


def by_graph(store: Store, keep: Keep) -> Iterator[Terms]:
    """The quads that ``keep`` keeps, each once, by graph, subject, predicate and object."""
    for line in _sorted(store, keep, lambda q: b" ".join((q.graph, q.subject, q.predicate, q.object))):
        graph, subject, predicate, object_ = line.split(b" ", 3)
        yield Terms(subject, predicate, object_, graph)


def by_subject(store: Store, keep: Keep) -> Iterator[Terms]:
    """The triples of the union of all graphs, each once, by subject, predicate and object; their ``graph`` is empty."""
    for line in _sorted(store, keep, lambda q: b" ".join((q.subject, q.predicate, q.object))):
        subject, predicate, object_ = line.split(b" ", 2)
        yield Terms(subject, predicate, object_, b"")


def _sorted(store: Store, keep: Keep, line_of: Callable[[Terms], bytes]) -> Iterator[bytes]:
    """The distinct lines in the order of their bytes, by an external merge sort of portions of 200,000.

    An IRI holds no space, and a space sorts before all that it holds: so lines sort as their terms do.
    """
    with ExitStack() as stack:
        dumped = stack.enter_context(TemporaryFile())
        store.dump(cast(BinaryIO, dumped), NQUADS)
        dumped.seek(0)
        lines = (line_of(quad) for quad in map(_terms, dumped) if keep(quad))
        portions: list[Iterator[bytes]] = []
        while portion := sorted(set(islice(lines, PORTION))):
            portions.append(_aside(portion, stack.enter_context(TemporaryFile())))
        yield from (line for line, _ in groupby(heapq.merge(*portions)))


def _aside(portion: list[bytes], file: IO[bytes]) -> Iterator[bytes]:
    file.writelines(line + b"\n" for line in portion)
    file.seek(0)
    return (line.rstrip(b"\n") for line in file)


def _terms(line: bytes) -> Terms:
    """The terms of a line; a store holds named graphs only, so the last term is the graph."""
    subject, predicate, rest = line.rstrip(b" .\r\n").split(b" ", 2)
    object_, _, graph = rest.rpartition(b" ")
    return Terms(subject, predicate, object_, graph)
