"""What every store does, wherever the graph lives; tests/contract runs the same tests on each."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import rdflib
from pyoxigraph import Quad

from kg.model import Table


class Store(Protocol):
    """A quad store whose default graph, in every query, is the union of its named graphs.

    Every method raises StoreError (StoreBusyError where another process holds the store) if the store cannot be
    reached, and QueryError for SPARQL that it cannot read.
    """

    location: str

    def write(self, add: Iterable[Quad], *, replace: Sequence[str] = (), remove: Iterable[Quad] = ()) -> None:
        """One transaction: empties the graphs ``replace``, takes out ``remove``, puts in ``add``; all or nothing."""
        ...

    def flush(self) -> None:
        """Makes what was written survive a power cut; call it once a batch."""
        ...

    def select(self, sparql: str) -> Table:
        """The rows of a SELECT or ASK of our own making, as plain values, in this process and without a limit."""
        ...

    def answer(self, sparql: str, media_type: str, *, timeout: float, allow_service: bool = False) -> bytes:
        """A stranger's query, serialised as ``media_type``; killed after ``timeout`` seconds (QueryTimeoutError).

        Updates, LOAD and (unless allowed) SERVICE raise QueryRefusedError.
        """
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all."""
        ...

    def dump(self, output: BinaryIO, media_type: str, *, graph: str | None = None) -> None:
        """Streams the store, or one graph, to ``output``, in its own order."""
        ...

    @property
    def graph(self) -> rdflib.Graph:
        """An rdflib graph over the union of the named graphs."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
