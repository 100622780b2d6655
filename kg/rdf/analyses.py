"""What an analysis found, as quads of a derived graph of its own (docs/data-model.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.model import Table, Value
from kg.rdf import terms as t
from kg.rdf.literals import FALSE, TRUE, moment, number

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """The table of an analysis, with what it was made of.

    ``first`` and ``last`` are the days (ISO) of the window, None where nothing is dated; ``limits`` are the options
    that narrowed it, as they are typed. The columns ``about`` hold IRIs, with spaces between several.
    """

    name: str
    view: str
    software_version: str
    first: str | None
    last: str | None
    limits: tuple[str, ...]
    about: Sequence[str]
    table: Table


def analysis_graph(name: str, base: str = ids.BASE) -> str:
    """The named graph of an analysis."""
    return ids.derived_graph(f"analysis/{name}", base)


def analysis_quads(found: AnalysisResult, base: str = ids.BASE) -> Iterator[Quad]:
    """The analysis, its rows in their order, and the values of each; what is not known is left out."""
    graph = NamedNode(analysis_graph(found.name, base))
    node = NamedNode(f"{graph.value}#analysis")
    for s, p, o in (*_described(found, node), *_rows(found, node)):
        yield Quad(s, p, o, graph)


def _described(found: AnalysisResult, node: NamedNode) -> Iterator[Triple]:
    yield node, t.A, t.ANALYSIS
    yield node, t.ANALYSIS_NAME, Literal(found.name)
    yield node, t.ANALYSED_VIEW, Literal(found.view)
    yield node, t.SOFTWARE_VERSION, Literal(found.software_version)
    if found.first is not None:
        yield node, t.WINDOW_START, moment(found.first)
    if found.last is not None:
        yield node, t.WINDOW_END, moment(found.last)
    for limit in found.limits:
        yield node, t.LIMITED_BY, Literal(limit)


def _rows(found: AnalysisResult, analysis: NamedNode) -> Iterator[Triple]:
    start = analysis.value.removesuffix("analysis")
    for place, row in enumerate(found.table.dicts(), 1):
        node = NamedNode(f"{start}{place}")
        yield node, t.A, t.ANALYSIS_ROW
        yield node, t.ROW_OF, analysis
        yield node, t.ROW_NUMBER, number(place)
        for column, value in row.items():
            if value is None:
                continue
            if column in found.about:
                for iri in dict.fromkeys(str(value).split()):
                    yield node, t.ABOUT, NamedNode(iri)
                continue
            cell = NamedNode(f"{start}{place}-{column}")
            yield node, t.ROW_VALUE, cell
            yield cell, t.A, t.ANALYSIS_VALUE
            yield cell, t.COLUMN, Literal(column)
            yield cell, t.VALUE, _literal(value)


def _literal(value: Value) -> Literal:
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, int | float):
        return number(value)
    text = str(value)
    return moment(text) if _DAY.fullmatch(text) else Literal(text)
