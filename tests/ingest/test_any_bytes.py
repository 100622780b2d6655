"""Any bytes, under any name, give articles or errors: nothing else is raised, and what comes out is sound."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import ids, ingest
from kg.errors import InputError
from kg.model import Article
from tests.ingest.pages import PARAGRAPHS, linked, page

TOKENS = st.sampled_from([
    b"<", b">", b"<p>", b"</p>", b"<a href='", b"'>", b"</a>", b"<!--", b"<script type='application/ld+json'>",
    b'{"@type":"Article",', b'"author":', b'{"@id":"a"}', b"</script>", b"<meta property='og:title' content='",
    b"&#xD800;", b"&#0;", b"<base href='//", b"http://[", b'{"text": "', b'"}', b"\n", b"\\ud800", b"\0", b"\xff",
    b"\xef\xbb\xbf", b"\x1f\x8b", b"<h1>", b"<table><tr><td>", b"<time datetime='", b"2022-02-30", b"0000-00-00",
    b"99999", *(p.encode() for p in PARAGRAPHS),
])  # fmt: skip
ANY = st.one_of(st.binary(max_size=300), st.lists(st.one_of(TOKENS, st.binary(max_size=4)), max_size=30).map(b"".join))


def sound(found: Article) -> None:
    assert found.text.strip()
    found.text.encode("utf-8")
    assert found.iri == ids.article_iri(found.url, found.outlet, found.text)
    for link in found.links:
        assert link.span.end <= len(found.text)
        anchor = link.span.of(found.text)
        assert anchor == anchor.strip()
        assert link.url.startswith(("http://", "https://"))


@given(data=ANY, suffix=st.sampled_from(["txt", "html", "jsonl", "dat", "txt.gz", "-"]), packed=st.booleans())
@settings(max_examples=150)
@example(data=page(linked(author=[[[]]], publisher={"name": {"name": 3}}, url=[None])), suffix="html", packed=False)
@example(data=page("<base href='http://['>", "<p><a href='http://[x'>a</a></p>" * 30), suffix="html", packed=False)
def test_any_bytes(data: bytes, suffix: str, packed: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = gzip.compress(data) if packed else data
    if suffix == "-":
        found = list(ingest.articles("-", stdin=io.BytesIO(data)))
    else:
        path = Path(tmp_path_factory.getbasetemp()) / f"any.{suffix}"
        path.write_bytes(data)
        found = list(ingest.articles(str(path)))
    assert found
    for item in found:
        if isinstance(item, InputError):
            assert str(item).isprintable()
        else:
            sound(item)


@given(data=ANY)
@settings(max_examples=60)
def test_a_page_around_any_bytes_is_read_twice_alike(data: bytes) -> None:
    whole = page(body="".join(f"<p>{p}</p>" for p in PARAGRAPHS)).replace(b"</article>", data + b"</article>")
    first, second = ([*ingest.articles("-", stdin=io.BytesIO(whole))] for _ in range(2))
    assert [str(x) for x in first] == [str(x) for x in second]


@given(data=st.binary(max_size=200))
@settings(max_examples=60)
def test_any_metadata_beside_a_file(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "beside.txt"
    path.write_text("The ferry waits.", encoding="utf-8")
    path.with_name("beside.meta.json").write_bytes(data)
    (found,) = ingest.articles(str(path))
    assert isinstance(found, Article | InputError)
