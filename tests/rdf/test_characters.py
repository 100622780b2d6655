"""Any character but a lone surrogate survives every way out and in."""

import io

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.model import Article, Extraction
from kg.rdf import evidence, validate
from kg.vocab import SCHEMA
from tests.rdf.sample import RUN

TEXTS = [
    "line\r\nline\rline\nline",
    "tab\tquote\" 'single' \"\"\" ''' \\ \\n \\u0041 backslash\\",
    "emoji 👩\u200d🚒 e\u0301 \u202e right to left \ufeff",
    "control \x01\x02\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f \u2028\u2029 \ufffe\uffff \U0010ffff",
    "<b>&amp;</b> ]]> {{}} # . ; @prefix",
    " spaces \u00a0 ",
]


def graph_of_text(text: str) -> list[ox.Quad]:
    iri = ids.article_iri(None, None, text)
    return list(evidence.quads(Extraction(Article(iri, text, title=text)), RUN))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("format_", [ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG])
def test_a_text_survives_oxigraph_s_files(text: str, format_: ox.RdfFormat) -> None:
    found = graph_of_text(text)
    data = ox.serialize(found, format=format_, prefixes={"schema": SCHEMA.iri})
    assert data is not None
    assert set(ox.parse(io.BytesIO(data), format=format_)) == set(found)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("format_", ["turtle", "nt", "longturtle"])
def test_a_text_survives_rdflib_s_files(text: str, format_: str) -> None:
    graph = validate.graph_of(graph_of_text(text))
    data = graph.serialize(format=format_, encoding="utf-8")
    assert set(rdflib.Graph().parse(data=data, format="turtle")) == set(graph)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("format_", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES])
def test_oxigraph_writes_what_rdflib_reads(text: str, format_: ox.RdfFormat) -> None:
    found = graph_of_text(text)
    data = ox.serialize([q.triple for q in found], format=format_)
    assert set(rdflib.Graph().parse(data=data, format="turtle")) == set(validate.graph_of(found))


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_any_text_survives(text: str) -> None:
    found = graph_of_text(text)
    data = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    assert evidence.extraction(ox.parse(io.BytesIO(data), format=ox.RdfFormat.N_QUADS)).article.text == text
    turtle = validate.graph_of(found).serialize(format="turtle", encoding="utf-8")
    assert {str(o) for o in rdflib.Graph().parse(data=turtle).objects(None, rdflib.URIRef(SCHEMA("headline")))} == {
        text
    }
