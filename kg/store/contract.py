"""What every store does, wherever the graph lives; tests/contract runs the same tests on each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from pyoxigraph import Quad as Quad

from kg.model import Original, Table

if TYPE_CHECKING:
    import rdflib  # slow to import, and needed by few


@dataclass(frozen=True, slots=True)
class Check:
    """Something that a store must offer: whether it does (None: cannot be seen yet), and what to do if not."""

    name: str
    passed: bool | None
    message: str


class Store(Protocol):
    """A quad store whose default graph, in every query, is the union of its named graphs.

    A triple that stands in two graphs is matched twice: a query that must not count it twice says DISTINCT.
    ``base`` is that of the identifiers in it; ``beside`` is the folder of the files made from it (``kg.store.beside``),
    None for a store in memory. Every method raises StoreError (StoreBusyError where another process
    holds the store) if the store cannot be reached, and QueryError for SPARQL that it cannot read.
    """

    location: str
    base: str
    beside: Path | None

    def write(self, add: Iterable[Quad], *, replace: Sequence[str] = (), remove: Iterable[Quad] = ()) -> None:
        """One transaction: empties the graphs ``replace``, takes out ``remove``, puts in ``add``; all or nothing.

        Every quad has a named graph and holds IRIs and literals only; StoreError for any other, and for a full disk.
        """
        ...

    def flush(self) -> None:
        """Makes what was written survive a power cut; call it once a batch."""
        ...

    def select(self, sparql: str) -> Table:
        """The rows of a SELECT or ASK of our own making, as plain values, in this process and without a limit.

        The prefixes of ``kg.vocab`` need no declaration. The one row of an ASK has the one column "answer".
        """
        ...

    def answer(self, sparql: str, media_type: str, *, timeout: float, allow_service: bool = False) -> bytes:
        """A stranger's query, serialised as ``media_type``; killed after ``timeout`` seconds (QueryTimeoutError).

        Rows: application/sparql-results+json or +xml, text/csv, text/tab-separated-values. Graphs: text/turtle,
        application/n-triples, application/rdf+xml, each triple once.
        The prefixes of ``kg.vocab`` need no declaration; one of the query's own wins.
        Updates, LOAD and (unless allowed) SERVICE raise QueryRefusedError.
        """
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all."""
        ...

    def dump(self, output: BinaryIO, media_type: str, *, graph: str | None = None) -> None:
        """Streams the store (application/n-quads, application/trig), or one graph, to ``output``, in its own order."""
        ...

    @property
    def graph(self) -> "rdflib.Graph":
        """An rdflib graph over the union of the named graphs, for reading."""
        ...

    def keep_original(self, original: Original) -> None:
        """Keeps the bytes that an article was read from; does nothing where they are kept already."""
        ...

    def original(self, sha256: str) -> bytes | None:
        """The bytes of that hash, or None."""
        ...

    def checks(self) -> tuple[Check, ...]:
        """What the store must offer, tried out without writing."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
