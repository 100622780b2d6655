"""Writers of graphs: one file a family of formats, chosen by suffix or name."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from kg import network
from kg.errors import StoreError, UsageError
from kg.export.aside import written_aside
from kg.export.case import write_case
from kg.export.claimreview import write_claim_reviews
from kg.export.csvtables import write_edges, write_nodes
from kg.export.cyjs import write_cyjs
from kg.export.dataset import write_description
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jsonld import write_jsonld
from kg.export.layout import LAYOUTS, Layout
from kg.export.pajek import write_pajek
from kg.export.quads import Keep
from kg.export.rdf import write_nquads, write_trig, write_turtle
from kg.export.withdrawn import everything, standing
from kg.network import Network
from kg.store.contract import Store

__all__ = ["FORMATS", "LAYOUTS", "Format", "Layout", "format_of", "write", "write_claim_reviews_to", "write_to"]

CaseWriter = Callable[..., None]
RdfWriter = Callable[[Store, IO[bytes], Keep], None]
TableWriter = Callable[[Network, IO[bytes]], None]
GraphWriter = Callable[[Network, IO[bytes], Layout], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the suffix it is known by, one sentence, and its writer.

    ``rdf`` writes the store, ``graph`` a view with a layout, ``case`` chosen statements. ``tables`` write a view, each
    to a file of its own, by what stands before the suffix in its name.
    """

    suffix: str
    description: str
    rdf: RdfWriter | None = None
    graph: GraphWriter | None = None
    tables: tuple[tuple[str, TableWriter], ...] = ()
    case: CaseWriter | None = None

    @property
    def needs_view(self) -> bool:
        """Whether it writes a view, and not the store or a case."""
        return self.rdf is None and self.case is None


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format(".ttl", "RDF: the union of the graphs, sorted.", write_turtle),
        "trig": Format(".trig", "RDF: each graph apart, sorted.", write_trig),
        "nquads": Format(".nq", "RDF: a line a quad, sorted.", write_nquads),
        "jsonld": Format(".jsonld", "RDF as JSON, with the context of the ontology.", write_jsonld),
        "void": Format(".void.ttl", "The store in figures, for catalogues (VoID, DCAT).", write_description),
        "graphml": Format(".graphml", "A view for Gephi, igraph, networkx, yEd.", graph=write_graphml),
        "gexf": Format(".gexf", "A view for Gephi, with its days.", graph=write_gexf),
        "cyjs": Format(".cyjs", "A view for Cytoscape and cytoscape.js.", graph=write_cyjs),
        "pajek": Format(".net", "A view for Pajek: names, places, weights and kinds.", graph=write_pajek),
        "csv": Format(
            ".csv",
            "A view as two tables, nodes and edges.",
            tables=((".nodes", write_nodes), (".edges", write_edges)),
        ),
        "case": Format(".zip", "Chosen statements with all that they rest on, to hand on.", case=write_case),
    }
)


def format_of(path: Path, given: str | None = None) -> Format:
    """The format of that name, else of the path's suffix; UsageError if there is none."""
    if given is not None:
        if given not in FORMATS:
            raise UsageError(f"no format {given!r}: the formats are {', '.join(FORMATS)}")
        return FORMATS[given]
    fitting = [known for known in FORMATS.values() if path.name.lower().endswith(known.suffix)]
    if fitting:
        return max(fitting, key=lambda known: len(known.suffix))
    suffixes = ", ".join(known.suffix for known in FORMATS.values())
    raise UsageError(f"{path}: no format has the suffix {path.suffix!r}; use one of {suffixes}, or give the format")


def write(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    store: Store,
    view: str = "speakers",
    layout: Layout = "auto",
    withdrawn: bool = False,
    **limits: Any,
) -> tuple[Path, ...]:
    """Writes the store, or a view of it, and returns the files: each written aside, then put in place of an old one.

    ``limits`` are those of ``kg.network.view``, for views and cases; the ``layout`` is for views. RDF leaves out what
    was withdrawn unless ``withdrawn``. UsageError for an unknown format or view, StoreError if a file cannot be
    written.
    """
    chosen = format_of(path, format)
    writers = _writers(chosen, store, view, layout, withdrawn, limits)
    own = len(chosen.suffix) if path.name.lower().endswith(chosen.suffix) else 0
    stem, suffix = path.name[: len(path.name) - own], path.name[-own:] if own else chosen.suffix
    named = {part: path if not part else path.with_name(f"{stem}{part}{suffix}") for part in writers}
    try:
        with ExitStack() as stack:
            aside = {part: stack.enter_context(written_aside(target)) for part, target in named.items()}
            for part, writer in writers.items():
                with aside[part].open("wb") as output:
                    writer(output)
    except OSError as e:
        raise StoreError(f"cannot write {path}: {e.strerror or e}") from e
    return tuple(named.values())


def write_claim_reviews_to(path: Path, store: Store) -> int:
    """Writes the reviews made here as JSON-LD and returns how many; StoreError if the file cannot be written."""
    try:
        with written_aside(path) as aside, aside.open("wb") as output:
            count = write_claim_reviews(store, output)
    except OSError as e:
        raise StoreError(f"cannot write {path}: {e.strerror or e}") from e
    return count


def write_to(
    output: IO[bytes],
    format: str,  # noqa: A002
    *,
    store: Store,
    view: str = "speakers",
    layout: Layout = "auto",
    withdrawn: bool = False,
    **limits: Any,
) -> None:
    """Writes a format of one file to an open binary stream; UsageError for one that needs two, as CSV does."""
    chosen = format_of(Path(), format)
    if chosen.tables:
        raise UsageError(f"{format} needs {len(chosen.tables)} files: give a file name instead of -")
    for writer in _writers(chosen, store, view, layout, withdrawn, limits).values():
        writer(output)


def _writers(
    chosen: Format, store: Store, name: str, layout: Layout, withdrawn: bool, limits: Mapping[str, Any]
) -> dict[str, Callable[[IO[bytes]], None]]:
    rdf, drawn, case = chosen.rdf, chosen.graph, chosen.case
    if case is not None:
        return {"": lambda output: case(store, output, withdrawn=withdrawn, **limits)}
    if rdf is not None:
        keep = everything if withdrawn else standing(store)
        return {"": lambda output: rdf(store, output, keep)}
    graph = network.view(store, name, withdrawn=withdrawn, **limits)
    if drawn is not None:
        return {"": lambda output: drawn(graph, output, layout)}
    return {part: partial(writer, graph) for part, writer in chosen.tables}
