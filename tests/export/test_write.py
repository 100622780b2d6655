"""Writing to files: the table of formats, names, byte-identity, and nothing half written."""

import io
import os
import threading
from pathlib import Path
from typing import IO, Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import export, network
from kg.errors import StoreError, UsageError
from kg.export import quads
from kg.ids import BASE
from kg.store.embedded import EmbeddedStore
from tests.newsroom import NEWSROOM, PREFIXES, WITHDRAWN, iri, newsroom

RDF = ("turtle", "trig", "nquads", "jsonld")


def dumped(store: Any, name: str, **how: Any) -> bytes:
    output = io.BytesIO()
    export.write_to(output, name, store=store, **how)
    return output.getvalue()


def quads_of(data: bytes, name: str) -> set[tuple[str, ...]]:
    """What rdflib reads, each quad as N3."""
    graph = rdflib.Dataset() if name != "turtle" else rdflib.Graph()
    graph.parse(data=data, format={"jsonld": "json-ld"}.get(name, name))
    if isinstance(graph, rdflib.Dataset):
        return {(s.n3(), p.n3(), o.n3(), rdflib.URIRef(g).n3()) for s, p, o, g in graph.quads() if g is not None}
    return {(s.n3(), p.n3(), o.n3()) for s, p, o in graph}


def test_the_formats_and_their_suffixes() -> None:
    assert {name: known.suffix for name, known in export.FORMATS.items()} == {
        "turtle": ".ttl",
        "trig": ".trig",
        "nquads": ".nq",
        "jsonld": ".jsonld",
        "void": ".void.ttl",
        "graphml": ".graphml",
        "gexf": ".gexf",
        "cyjs": ".cyjs",
        "pajek": ".net",
        "csv": ".csv",
        "case": ".zip",
    }
    views = [name for name, known in export.FORMATS.items() if known.needs_view]
    assert views == ["graphml", "gexf", "cyjs", "pajek", "csv"]
    assert export.format_of(Path("a.Void.TTL")) is export.FORMATS["void"]
    assert export.format_of(Path("void.ttl")) is export.FORMATS["turtle"]


@pytest.mark.parametrize("view", network.VIEWS)
@pytest.mark.parametrize("name", [name for name in export.FORMATS if name != "case"])  # tests/workflow/test_receiving
def test_two_exports_are_the_same_bytes_whatever_the_order_of_writing(tmp_path: Path, name: str, view: str) -> None:
    other = EmbeddedStore.memory()
    found = list(ox.parse((PREFIXES + NEWSROOM).encode(), format=ox.RdfFormat.TRIG))
    for quad in reversed(found):
        other.write([quad])
    one = export.write(tmp_path / "one.x", format=name, store=newsroom(), view=view)
    two = export.write(tmp_path / "two.x", format=name, store=other, view=view)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert all(path.stat().st_size > 0 for path in one)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", RDF)
def test_rdflib_reads_every_quad_back(name: str) -> None:
    store = newsroom(
        f'evidence:{"a" * 20} {{ article:{"a" * 20} schema:value 0, 7, true, 0.50, "", "n\\"\\\\\\n\\t" }}'
    )
    wanted = quads_of(dumped(store, "nquads"), "nquads")
    assert wanted
    if name == "turtle":
        wanted = {quad[:3] for quad in wanted}
    assert quads_of(dumped(store, name), name) == wanted


literals = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(ox.Literal),
    st.text("ab \\\"\n<>@^._'#").map(lambda text: ox.Literal(text, language="en-gb")),
    st.sampled_from(["integer", "decimal", "boolean", "date", "string", "double"]).flatmap(
        lambda kind: st.sampled_from(["1", "-07", "0.5", "true", "x", "2022-03-01", "", "1e5"]).map(
            lambda text: ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
        )
    ),
)
nodes = st.sampled_from(
    [f"{BASE}article/{'a' * 20}", f"{BASE}span/{'b' * 20}#quote", "https://schema.org/name", "https://schema.org/",
     "https://w3id.org/hearsay#Direct", "https://a.example/%20(b)'/~c.", "https://schema.org/a.b.", f"{BASE}speaker/é",
     "urn:x"]
).map(ox.NamedNode)  # fmt: skip
predicates = st.sampled_from(
    ["https://schema.org/name", "https://schema.org/isPartOf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
     "https://w3id.org/hearsay#confidence", "https://w3id.org/hearsay#quoteType", "https://schema.org/url", "urn:p",
     "https://schema.org/publisher", "https://w3id.org/hearsay#act"]
).map(ox.NamedNode)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.builds(ox.Quad, nodes, predicates, nodes | literals, nodes), max_size=10))
def test_any_literal_and_iri_survives_each_rdf_format(found: list[ox.Quad]) -> None:
    store = EmbeddedStore.memory()
    store.write(found)
    wanted = set(store.quads())
    for name, format_ in (
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("turtle", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        again = set(ox.parse(dumped(store, name), format=format_))
        if name == "turtle":
            assert {quad.triple for quad in again} == {quad.triple for quad in wanted}
        else:
            assert again == wanted, name


def test_sorting_in_portions_gives_what_sorting_at_once_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = dumped(newsroom(), "trig")
    monkeypatch.setattr(quads, "PORTION", 3)
    assert dumped(newsroom(), "trig") == whole


def test_rdf_leaves_out_what_was_withdrawn_unless_asked_for() -> None:
    store = newsroom(WITHDRAWN)
    text = dumped(store, "nquads").decode()
    assert iri("article", "a") not in text
    assert iri("statement", "1") not in text
    assert iri("statement", "5") not in text
    assert iri("statement", "4") in text
    assert dumped(store, "nquads", withdrawn=True).decode().count("\n") == len(list(store.quads()))


def test_csv_writes_two_files_and_the_others_one(tmp_path: Path) -> None:
    assert export.write(tmp_path / "a.csv", store=newsroom()) == (tmp_path / "a.nodes.csv", tmp_path / "a.edges.csv")
    assert export.write(tmp_path / "a.b.GEXF", store=newsroom()) == (tmp_path / "a.b.GEXF",)
    assert export.write(tmp_path / "a", format="csv", store=newsroom())[0] == tmp_path / "a.nodes.csv"


def test_limits_narrow_a_view(tmp_path: Path) -> None:
    export.write(tmp_path / "a.gexf", store=newsroom(), outlet="Ledger", since=None, until=None, speaker=None)
    assert set(nx.read_gexf(tmp_path / "a.gexf", version="1.3")) == {
        iri("outlet", "2"), iri("speaker", "e"), iri("speaker", "f"),
    }  # fmt: skip


def test_an_unknown_format_suffix_or_view_is_wrong_use(tmp_path: Path) -> None:
    for path, how in (("a.doc", {}), ("a", {}), ("a.ttl", {"format": "rdfxml"}), ("a.gexf", {"view": "nothing"})):
        with pytest.raises(UsageError):
            export.write(tmp_path / path, store=newsroom(), **how)
    with pytest.raises(UsageError, match="2 files"):
        dumped(newsroom(), "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none/a\.ttl: No such file"):
        export.write(tmp_path / "none" / "a.ttl", store=newsroom())


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_bytes(b"old")

    class Broken(EmbeddedStore):
        def dump(self, output: IO[bytes], media_type: str, *, graph: str | None = None) -> None:
            raise StoreError("gone")

    store = Broken.memory()
    with pytest.raises(StoreError, match="gone"):
        export.write(path, store=store)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "out.ttl"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    export.write(pipe, store=newsroom())
    reader.join(30)
    assert pipe.is_fifo()
    assert read == [dumped(newsroom(), "turtle")]
    assert [p.name for p in tmp_path.iterdir()] == ["out.ttl"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real.ttl"
    real.write_text("old")
    link = tmp_path / "link.ttl"
    link.symlink_to(real)
    export.write(link, store=newsroom())
    assert link.is_symlink()
    assert real.read_bytes() == dumped(newsroom(), "turtle")
    assert [p.name for p in real.parent.iterdir()] == ["real.ttl"]
