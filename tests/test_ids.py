"""Identifiers: the same for the same input, on every machine, as the definition says and nothing else."""

import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.model import Span
from tests.strategies import names, texts

BASE = "https://w3id.org/hearsay/id/"
TEXT = "The mayor of Zoë’s port said “we hold”."
URL, OUTLET = "https://quay.example/hold", "The Quay"


def by_definition(kind: str, *parts: object) -> str:
    """20 hex digits of the SHA-256 of the compact JSON list, computed apart from the code."""
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{BASE}{kind}/{hashlib.sha256(data).hexdigest()[:20]}"


ARTICLE = by_definition("article", URL, OUTLET, hashlib.sha256(TEXT.encode()).hexdigest())
ENTITY = by_definition("entity", ARTICLE, "person", "Zoë")
CUE, CONTENT = (Span(24, 28),), (Span(29, 38), Span(38, 39))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ids.article_iri(URL, OUTLET, TEXT), ARTICLE),
        (ids.article_iri(None, None, "x"), by_definition("article", "", "", hashlib.sha256(b"x").hexdigest())),
        (ids.outlet_iri("The  QUAY"), by_definition("outlet", "quay")),
        (
            ids.attribution_iri(ARTICLE, CUE, CONTENT),
            by_definition("attribution", ARTICLE, [[24, 28]], [[29, 38], [38, 39]]),
        ),
        (ids.attribution_iri(ARTICLE, (), CUE), by_definition("attribution", ARTICLE, [], [[24, 28]])),
        (ids.statement_iri(ARTICLE, CONTENT), by_definition("statement", ARTICLE, [[29, 38], [38, 39]])),
        (ids.entity_iri(ARTICLE, "person", "Zoë"), ENTITY),
        (ids.entity_iri(ARTICLE, "person", "Zoë", 2), by_definition("entity", ARTICLE, "person", "Zoë", 2)),
        (ids.figure_iri(ARTICLE, Span(3, 5)), by_definition("figure", ARTICLE, 3, 5)),
        (ids.citation_iri(ARTICLE, Span(3, 5)), by_definition("citation", ARTICLE, 3, 5)),
        (ids.span_iri(ARTICLE, Span(3, 5)), by_definition("span", ARTICLE, 3, 5)),
        (ids.speaker_iri(ENTITY), by_definition("speaker", ENTITY)),
        (ids.run_iri(ARTICLE, "rules-1", "0.1.0"), by_definition("run", ARTICLE, "rules-1", "0.1.0")),
    ],
)
def test_an_identifier_is_what_its_definition_says(found: str, expected: str) -> None:
    assert expected == found


def test_golden_identifiers() -> None:
    """Written down once: a change of any of them breaks every store there is."""
    assert ids.article_iri(URL, OUTLET, TEXT) == BASE + "article/1548b0cda894737f96d6"
    assert ids.attribution_iri(ARTICLE, CUE, CONTENT) == BASE + "attribution/8788e2f0f78c952a1723"
    assert ids.speaker_iri(ENTITY) == BASE + "speaker/dbcacb2f5ae0b41bfc6e"


def test_the_same_in_another_process_whatever_its_hash_seed() -> None:
    code = "from kg import ids; print(ids.article_iri(None, 'The Quay', 'x'))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {ids.article_iri(None, "The Quay", "x")}


def test_the_base_of_an_article_holds_for_its_parts() -> None:
    article = ids.article_iri(None, None, "x", "https://news.example/id/")
    entity = ids.entity_iri(article, "person", "Bo")
    parts = [entity, ids.span_iri(article, Span(0, 1)), ids.speaker_iri(entity), ids.evidence_graph(article)]
    assert all(iri.startswith("https://news.example/id/") for iri in parts)


def test_graphs() -> None:
    assert ids.evidence_graph(ARTICLE) == f"{BASE}graph/evidence/{ARTICLE[-20:]}"
    assert ids.derived_graph("identity") == BASE + "graph/derived/identity"
    assert ids.judgements_graph() == BASE + "graph/judgements"


@pytest.mark.parametrize("iri", ["", "article/0123456789abcdef0123", "https://a.example/article/0123", "urn:x"])
def test_a_strange_identifier_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not an identifier of ours"):
        ids.split(iri)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Quay", "quay", True),
        ("  The   QUAY ", "the quay", True),
        ("Ｑuay", "Quay", True),
        ("Quay Post", "Quay", False),
        ("The", "the", True),
        ("The", "", False),
    ],
)
def test_when_two_outlets_are_one(one: str, other: str, same: bool) -> None:
    assert (ids.outlet_iri(one) == ids.outlet_iri(other)) is same


@given(st.tuples(names, texts()), st.tuples(names, texts()))
def test_articles_are_one_only_if_all_that_is_hashed_is(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (ids.article_iri(None, *one) == ids.article_iri(None, *other)) == (one == other)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3), st.text("ab", max_size=3))
def test_parts_never_run_together(parts: list[str], more: str) -> None:
    assert ids.digest([*parts, more, ""]) != ids.digest([*parts, "", more]) or not more
    assert len(ids.digest(parts)) == 20
