"""What is no article by its name or its beginning, and JSON that is named."""

import gzip
import json
from pathlib import Path

import pytest

from kg import ingest
from kg.errors import InputError
from kg.model import Article
from tests.ingest.pages import page, read_all

TEXT = "The ferry waits for the wind to drop."
NAMES = {
    "g.ttl": "a file of Turtle (RDF), not an article", "g.TTL.gz": "a file of Turtle (RDF)", "g.nt": "N-Triples",
    "g.trig": "TriG", "g.rdf": "RDF/XML", "g.jsonld": "JSON-LD", "g.gexf": "a GEXF graph", "g.graphml": "a GraphML",
    "t.csv": "a table", "q.rq": "a SPARQL query", "a.py": "a program", "a.yaml": "a settings file", "a.svg": "an SVG",
}  # fmt: skip
BEGINNINGS = {
    "# made by hand\n@prefix a: <https://a.example/> .\na:b a a:C .": "Turtle (RDF), not an article",
    "PREFIX a: <https://a.example/>\nSELECT ?s WHERE { ?s a a:B }": "a SPARQL query",
    "PREFIX a: <https://a.example/>\na:b a a:C .": "RDF (Turtle or SPARQL)",
    "<https://a.example/b> <https://a.example/c> <https://a.example/d> .": "N-Triples (RDF)",
    "<?xml version='1.0'?>\n<!-- ours -->\n<gexf version='1.3'><graph/></gexf>": "a GEXF graph, not an article",
    "<?xml version='1.0'?><graphml><graph/></graphml>": "a GraphML graph, not an article",
    "<?xml version='1.0'?><rdf:RDF></rdf:RDF>": "an RDF/XML file",
    "PREFIX a: <b>" + "# " * 3000: "RDF (Turtle or SPARQL)",
}


def found(path: Path, data: bytes) -> list[Article | InputError]:
    path.write_bytes(data)
    return list(ingest.articles(str(path), max_bytes=10_000))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_no_article(name: str, tmp_path: Path) -> None:
    data = gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT.encode()
    (error,) = found(tmp_path / name, data)
    assert NAMES[name] in str(error)


@pytest.mark.parametrize("text", BEGINNINGS)
def test_a_beginning_of_no_article(text: str, tmp_path: Path) -> None:
    for item in (*read_all(text.encode()), *found(tmp_path / "a.txt", text.encode())):
        assert isinstance(item, InputError)
        assert BEGINNINGS[text] in item.reason


@pytest.mark.parametrize("text", [TEXT, "# Ferry\n\nIt waits.", "Prefix: what comes first.", "Base < summit, he said."])
def test_articles_that_are_none_of_these(text: str) -> None:
    assert [x.text for x in read_all(text.encode()) if isinstance(x, Article)] == [text]
    assert isinstance(read_all(b"<?xml version='1.0'?><!DOCTYPE html>" + page()[15:])[0], Article)


def test_json_that_is_named_is_a_record_or_a_list(tmp_path: Path) -> None:
    record = {"text": TEXT, "title": "Ferry"}
    (one,) = found(tmp_path / "a.json", json.dumps(record, indent=1).encode())
    assert isinstance(one, Article)
    assert (one.text, one.title) == (TEXT, "Ferry")
    two = found(tmp_path / "b.json", json.dumps([record, {"title": "none"}, record]).encode())
    assert [x.text if isinstance(x, Article) else x.source for x in two] == [TEXT, f"{tmp_path}/b.json:2", TEXT]
    lines = found(tmp_path / "c.json", (json.dumps(record) + "\n").encode() * 2)
    assert [x.text for x in lines if isinstance(x, Article)] == [TEXT, TEXT]
    assert list(ingest.sources([str(tmp_path)])) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[]", "empty"),
        (b"7", "a number, where an object"),
        (b"{", "not JSON"),
        (b'{"text": "' + b"w " * 9000 + b'"}', "longer than 10000 bytes"),
        (b'{"article": {"text": "a"}, "attributions": []}', "an extraction: use kg ingest --extractions"),
    ],
)
def test_json_that_is_no_article(data: bytes, reason: str, tmp_path: Path) -> None:
    (error,) = found(tmp_path / "a.json", data)
    assert isinstance(error, InputError)
    assert reason in error.reason
    assert error.source == f"{tmp_path}/a.json"
