"""The graph at a SPARQL 1.1 endpoint, over HTTP."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import pyoxigraph as ox

from kg import ids
from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.model import Original, Table
from kg.store import terms
from kg.store.beside import cache_directory
from kg.store.contract import Check
from kg.store.embedded import dump_format
from kg.store.endpoint import CANCELLED, Endpoint
from kg.store.originals import Originals
from kg.store.process import Job, check_media_type, run
from kg.store.sparql import check, shorten, with_prefixes
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_PATIENCE = 600.0
"""Seconds that a question of our own, or a write, may take."""

_EVERYTHING = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
UNION = "default graph is the union of the named graphs"


class RemoteStore:
    """A SPARQL server. The address is that of its queries (see ``kg.store.endpoint`` for that of updates).

    The server's default graph must be the union of its named graphs; ``checks`` tells. One write is one request.
    """

    def __init__(self, location: str, *, base: str = ids.BASE, read_only: bool = False) -> None:
        self._endpoint = Endpoint.of(location)
        self.location, self.base = self._endpoint.query, base
        self._read_only = read_only
        name = sha256(self.location.encode()).hexdigest()[:20]
        self.beside: Path | None = cache_directory() / name
        self._originals = Originals(_data_directory() / name / "originals")

    def write(self, add: Iterable[ox.Quad], *, replace: Sequence[str] = (), remove: Iterable[ox.Quad] = ()) -> None:
        """See ``Store.write``."""
        self._writable()
        added, removed = terms.checked(add), terms.checked(remove)
        try:
            text = terms.update(added, replace, removed)
        except ValueError as e:
            raise StoreError(f"cannot write to {self.location}: {e}") from e
        if text:
            self._endpoint.send_update(text, _PATIENCE)

    def flush(self) -> None:
        """Does nothing: a server that says yes has what it was sent."""

    def select(self, sparql: str) -> Table:
        """See ``Store.select``."""
        result = self._rows(sparql)
        try:
            return terms.table(result)
        except (SyntaxError, ValueError) as e:
            raise self._broken(e) from e

    def answer(self, sparql: str, media_type: str, *, timeout: float, allow_service: bool = False) -> bytes:
        """See ``Store.answer``; the time limit is ours, the server may go on (give it one of its own).

        The answer comes as JSON or N-Triples and is rewritten here, so that one cut short is never taken for whole.
        """
        form = check(sparql, PREFIXES, allow_service=allow_service)
        check_media_type(form, media_type)
        end = time.monotonic() + timeout
        if not allow_service:
            run(Job(sparql, PREFIXES, media_type), timeout)  # on nothing: so that its errors read like those elsewhere
        wire = _JSON if form in ("select", "ask") else _TRIPLES
        left = max(0.01, end - time.monotonic())
        body = self._endpoint.send_query(with_prefixes(sparql, PREFIXES), wire, left)
        try:
            if wire == _JSON:
                row_format = ox.QueryResultsFormat.from_media_type(media_type)
                return ox.parse_query_results(body, ox.QueryResultsFormat.JSON).serialize(format=row_format) or b""
            triples = dict.fromkeys(q.triple for q in ox.parse(body, ox.RdfFormat.N_TRIPLES))
            form_of_graph = ox.RdfFormat.from_media_type(media_type)
            return terms.sorted_prefixes(ox.serialize(triples, None, form_of_graph, prefixes=dict(PREFIXES)) or b"")
        except (SyntaxError, ValueError) as e:
            if CANCELLED in body[-200:]:
                raise QueryTimeoutError(f"{self.location} stopped the query at its own time limit") from e
            raise self._broken(e) from e

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """See ``Store.quads``."""
        name = None if graph is None else ox.NamedNode(graph)
        result = self._rows(_EVERYTHING if name is None else f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        if not isinstance(result, ox.QuerySolutions):
            raise StoreError(f"{self.location}: not an answer to a SELECT")
        try:
            rows = list(result)
        except (SyntaxError, ValueError) as e:
            raise self._broken(e) from e
        for row in rows:
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"] if name is None else name)

    def dump(self, output: BinaryIO, media_type: str, *, graph: str | None = None) -> None:
        """See ``Store.dump``."""
        form = dump_format(media_type, graph)
        found = self.quads(graph)
        items = found if form.supports_datasets else (quad.triple for quad in found)
        header = terms.SortedPrefixes(output)
        ox.serialize(items, header, form, prefixes=dict(PREFIXES))  # type: ignore[arg-type]
        header.flush()

    @property
    def graph(self) -> "rdflib.Graph":
        """See ``Store.graph``."""
        from kg.store.rdflibgraph import remote_graph

        return remote_graph(self._endpoint)

    def keep_original(self, original: Original) -> None:
        """See ``Store.keep_original``; they lie on this machine, in a folder an endpoint under XDG_DATA_HOME."""
        self._writable()
        self._originals.keep(original)

    def original(self, sha256: str) -> bytes | None:
        """See ``Store.original``."""
        return self._originals.read(sha256)

    def checks(self) -> tuple[Check, ...]:
        """See ``Store.checks``: that it answers, and that its default graph is the union of the named graphs."""
        try:
            named = self.select(f"{_EVERYTHING} LIMIT 1").rows
            triples = self.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1").rows
        except (StoreError, QueryError) as e:
            return (Check("answers", False, str(e)),)
        if not named:
            return Check("answers", True, self.location), Check(UNION, None, "nothing is stored yet: not tried")
        hint = "set it: oxigraph serve --union-default-graph, or in Fuseki tdb2:unionDefaultGraph true"
        passed = bool(triples)
        return Check("answers", True, self.location), Check(UNION, passed, "" if passed else hint)

    def close(self) -> None:
        """Does nothing: there is no connection between two requests."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean:
        body = self._endpoint.send_query(with_prefixes(sparql, PREFIXES), _JSON, _PATIENCE)
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as e:
            raise self._broken(e) from e

    def _broken(self, error: Exception) -> StoreError:
        return StoreError(f"{self.location}: the answer was cut short or is none: {shorten(str(error), 120)}")

    def _writable(self) -> None:
        if self._read_only:
            raise StoreError(f"{self.location} is open for reading only")


def _data_directory() -> Path:
    """$XDG_DATA_HOME/hearsay, else ~/.local/share/hearsay."""
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home else Path.home() / ".local" / "share") / "hearsay"
