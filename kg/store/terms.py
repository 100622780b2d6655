"""RDF terms as plain values, and quads as the text of an update."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Table, Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_NUMBERS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_BATCH = 5_000

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def value(term: object) -> Value:
    """An IRI as its string, a number as a number, a boolean as one, any other literal as its text, unbound as None.

    A literal whose text is none of its datatype ("x"^^xsd:integer) is its text; a blank node is "_:" and its label.
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if not isinstance(term, ox.Literal):
        return str(term)
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in _NUMBERS:
            return float(term.value)
    except ValueError:
        return term.value
    if datatype == _XSD + "boolean" and term.value in ("true", "1", "false", "0"):
        return term.value in ("true", "1")
    return term.value


def table(result: Result) -> Table:
    """The rows of a SELECT; an ASK is one row of one column, "answer". QueryError for a CONSTRUCT or DESCRIBE."""
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), ((bool(result),),))
    if isinstance(result, ox.QueryTriples):
        raise QueryError("a CONSTRUCT or DESCRIBE gives a graph, not rows")
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(value(term) for term in row) for row in result))


def checked(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads as a list; StoreError for one without a named graph or with a blank node.

    A blank node changes its name on the way into a server and cannot be deleted by name, so the stores hold none.
    """
    out = list(quads)
    for quad in out:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise StoreError(f"a quad without a named graph cannot be stored: {quad}")
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
            raise StoreError(f"only IRIs and literals can be stored: {quad}")
    return out


def update(add: Sequence[ox.Quad], replace: Sequence[str], remove: Sequence[ox.Quad]) -> str:
    """One SPARQL update, so one transaction: drops the graphs, deletes, inserts, in that order."""
    steps = [f"DROP SILENT GRAPH {ox.NamedNode(graph)}" for graph in replace]
    steps += [f"DELETE DATA {{ {block} }}" for block in _blocks(remove)]
    steps += [f"INSERT DATA {{ {block} }}" for block in _blocks(add)]
    return " ;\n".join(steps)


def _blocks(quads: Sequence[ox.Quad]) -> Iterator[str]:
    for start in range(0, len(quads), _BATCH):
        parts, graph = [], None
        for quad in quads[start : start + _BATCH]:
            if quad.graph_name != graph:
                parts.append(f"{'}' if graph is not None else ''} GRAPH {quad.graph_name} {{")
                graph = quad.graph_name
            parts.append(f"{quad.subject} {quad.predicate} {quad.object} .")
        yield "\n".join((*parts, "}"))


def sorted_prefixes(turtle: bytes) -> bytes:
    """The same Turtle or TriG with its prefixes in order: Oxigraph gives them in any."""
    lines = turtle.splitlines(keepends=True)
    head = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join(sorted(lines[:head]) + lines[head:])


class SortedPrefixes:
    """A binary output that does the same to a stream; ``flush`` writes what it still holds."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Holds the data back while it may be part of the prefixes."""
        if self._head is None:
            self._output.write(data)
            return len(data)
        self._head += data
        last = self._head.rfind(b"\n", 0, -1) + 1
        if not b"@prefix ".startswith(self._head[last : last + 8]) or len(self._head) > 100_000:
            self.flush()
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Writes the prefixes."""
        if self._head:
            self._output.write(sorted_prefixes(self._head))
            self._head = b""
        self._output.flush()
