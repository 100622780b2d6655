"""Writers of graphs: one file a family of formats, chosen by suffix or name."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from kg import network
from kg.errors import StoreError, UsageError
from kg.export.aside import written_aside
from kg.export.claimreview import write_claim_reviews
from kg.export.csvtables import write_edges, write_nodes
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jsonld import write_jsonld
from kg.export.quads import Keep
from kg.export.rdf import write_nquads, write_trig, write_turtle
from kg.export.withdrawn import everything, standing
from kg.network import Network
from kg.store.contract import Store

__all__ = ["FORMATS", "Format", "format_of", "write", "write_claim_reviews_to", "write_to"]

RdfWriter = Callable[[Store, IO[bytes], Keep], None]
GraphWriter = Callable[[Network, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the suffixes it is known by, one sentence, and its writer.

    ``rdf`` writes the store. ``parts`` write a view, each to a file of its own, by what stands before the suffix in its
    name ("" for the only one).
    """

    suffixes: tuple[str, ...]
    description: str
    rdf: RdfWriter | None = None
    parts: tuple[tuple[str, GraphWriter], ...] = ()

    @property
    def needs_view(self) -> bool:
        """Whether it writes a view, and not the store."""
        return self.rdf is None


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format((".ttl",), "RDF: the union of the graphs, sorted.", write_turtle),
        "trig": Format((".trig",), "RDF: each graph apart, sorted.", write_trig),
        "nquads": Format((".nq",), "RDF: a line a quad, sorted.", write_nquads),
        "jsonld": Format((".jsonld",), "RDF as JSON, with the context of the ontology.", write_jsonld),
        "graphml": Format((".graphml",), "A view for Gephi, igraph, networkx, yEd.", parts=(("", write_graphml),)),
        "gexf": Format((".gexf",), "A view for Gephi, with its days.", parts=(("", write_gexf),)),
        "csv": Format(
            (".csv",),
            "A view as two tables, nodes and edges.",
            parts=((".nodes", write_nodes), (".edges", write_edges)),
        ),
    }
)


def format_of(path: Path, given: str | None = None) -> Format:
    """The format of that name, else of the path's suffix; UsageError if there is none."""
    if given is not None:
        if given not in FORMATS:
            raise UsageError(f"no format {given!r}: the formats are {', '.join(FORMATS)}")
        return FORMATS[given]
    for known in FORMATS.values():
        if path.suffix.lower() in known.suffixes:
            return known
    suffixes = ", ".join(suffix for known in FORMATS.values() for suffix in known.suffixes)
    raise UsageError(f"{path}: no format has the suffix {path.suffix!r}; use one of {suffixes}, or give the format")


def write(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    store: Store,
    view: str = "speakers",
    withdrawn: bool = False,
    **limits: Any,
) -> tuple[Path, ...]:
    """Writes the store, or a view of it, and returns the files: each written aside, then put in place of an old one.

    ``limits`` are those of ``kg.network.view``; they narrow views only. RDF leaves out what was withdrawn unless
    ``withdrawn``. UsageError for an unknown format or view, StoreError if a file cannot be written.
    """
    chosen = format_of(path, format)
    writers = _writers(chosen, store, view, withdrawn, limits)
    own = path.suffix.lower() in chosen.suffixes
    stem, suffix = (path.stem, path.suffix) if own else (path.name, chosen.suffixes[0])
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
    withdrawn: bool = False,
    **limits: Any,
) -> None:
    """Writes a format of one file to an open binary stream; UsageError for one that needs two, as CSV does."""
    chosen = format_of(Path(), format)
    if len(chosen.parts) > 1:
        raise UsageError(f"{format} needs {len(chosen.parts)} files: give a file name instead of -")
    for writer in _writers(chosen, store, view, withdrawn, limits).values():
        writer(output)


def _writers(
    chosen: Format, store: Store, name: str, withdrawn: bool, limits: Mapping[str, Any]
) -> dict[str, Callable[[IO[bytes]], None]]:
    rdf = chosen.rdf
    if rdf is not None:
        keep = everything if withdrawn else standing(store)
        return {"": lambda output: rdf(store, output, keep)}
    graph = network.view(store, name, withdrawn=withdrawn, **limits)
    return {part: _bound(writer, graph) for part, writer in chosen.parts}


def _bound(writer: GraphWriter, graph: Network) -> Callable[[IO[bytes]], None]:
    return lambda output: writer(graph, output)
