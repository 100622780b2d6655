"""CSV tables of nodes and edges with the headers that Gephi's import looks for.

Gephi guesses a column's type from the first 25 rows and empties what does not fit later. So every number of a column
with fractions has one, and a row that shows a column's true type stands among the first. Cells that a
spreadsheet would take for a formula (= + - @, tab, carriage return at the beginning, also behind apostrophes) get an
apostrophe before them; taking it away gives the text back. Numbers are left as they are.
"""

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import IO, Any

import networkx as nx

from kg.export.rows import EDGE, NODE, edge_rows, held, node_ids, node_rows
from kg.export.stream import write_lines
from kg.export.values import Columns, ColumnType, number, plain
from kg.export.xmltext import legal

NODE_HEAD = ("Id", "Label", "Start", "End")
EDGE_HEAD = ("Source", "Target", "Type", "Id", "Label", "Kind", "Weight", "Start", "End")
RESERVED = ("timeset", "interval")
GUESSED = 25
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_LOOKS_TYPED = re.compile(r"\s*(?:true|false|[-+]?[0-9].*|nan|[-+]?inf(?:inity)?)?\s*", re.IGNORECASE | re.DOTALL)

Cells = list[str]


def write_nodes(graph: "nx.Graph[Any]", output: IO[bytes]) -> None:
    """The nodes: Id, Label, Start, End, then the attributes by name."""
    ids = node_ids(graph)

    def rows() -> Iterator[tuple[Cells, Mapping[Hashable, Any]]]:
        for row in node_rows(graph, ids, timed=True):
            yield [safe(row.id), safe(row.label), row.start or "", row.end or ""], row.data

    _write(output, NODE_HEAD, rows, held(NODE, timed=True))


def write_edges(graph: "nx.Graph[Any]", output: IO[bytes]) -> None:
    """The edges: Source, Target, Type, Id, Label, Kind, Weight, Start, End, then the attributes by name."""
    ids = node_ids(graph)
    type_ = "Directed" if graph.is_directed() else "Undirected"

    def rows() -> Iterator[tuple[Cells, Mapping[Hashable, Any]]]:
        for name, source, target, kind, label, weight, start, end, data in edge_rows(graph, ids, timed=True):
            names = [safe(source), safe(target), type_, safe(name), safe(label), safe(kind)]
            yield [*names, number(float(weight)), start or "", end or ""], data

    _write(output, EDGE_HEAD, rows, held(EDGE, timed=True))


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    text = legal(text)
    return f"'{text}" if _FORMULA.match(text) else text


def _write(
    output: IO[bytes],
    head: tuple[str, ...],
    rows: Callable[[], Iterable[tuple[Cells, Mapping[Hashable, Any]]]],
    own: frozenset[str],
) -> None:
    columns = Columns(own, "%d", "", str)
    for _, data in rows():
        columns.cells(data)
    found = [(title, type_, key) for _, title, type_, key in columns.declared((*head, *RESERVED))]
    first = _telling(rows(), found)
    write_lines(output, [_line([*head, *(safe(title) for title, _, _ in found)])])
    write_lines(output, (_line(_cells(*row, found)) for i, row in enumerate(rows()) if i in first))
    write_lines(output, (_line(_cells(*row, found)) for i, row in enumerate(rows()) if i not in first))


def _cells(own: Cells, data: Mapping[Hashable, Any], found: list[tuple[str, ColumnType, Hashable]]) -> Cells:
    return own + [_cell(data.get(key), type_) for _, type_, key in found]


def _cell(value: Any, type_: ColumnType) -> str:
    if value is None:
        return ""
    if type_ == "string":
        return safe(plain(value))
    return number(float(value)) if type_ == "double" else plain(value)


def _telling(
    rows: Iterable[tuple[Cells, Mapping[Hashable, Any]]], found: list[tuple[str, ColumnType, Hashable]]
) -> frozenset[int]:
    """The rows to stand first: for each column that the first 25 would mislead about, one that shows its type."""
    open_ = {key: type_ for _, type_, key in found if type_ in ("string", "long")}
    out: set[int] = set()
    for i, (_, data) in enumerate(rows):
        for key in list(open_):
            value = data.get(key)
            if value is not None and _tells(value, open_[key]):
                del open_[key]
                if i >= GUESSED:
                    out.add(i)
        if not open_:
            break
    return frozenset(out)


def _tells(value: Any, type_: ColumnType) -> bool:
    if type_ == "long":
        return not -(2**31) <= value < 2**31
    return not _LOOKS_TYPED.fullmatch(plain(value))


def _line(cells: Cells) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
