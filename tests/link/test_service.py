"""The Reconciliation API in its three versions, and answers that are none."""

import json
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ServiceError
from kg.link import service
from kg.link.service import Manifest, is_iri
from kg.model import EntityKind
from kg.rdf.links import Proposal
from tests.link.servers import MANIFEST, SPACE

WIKIDATA = {
    "versions": ["0.1", "0.2"],
    "name": "Wikidata (en)",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "defaultTypes": [{"id": "Q35120", "name": "entity"}],
    "batchSize": 7,
}
NEWEST = {"versions": ["1.0-draft"], "name": "New", "view": {"url": "https://authority.example/{id}"}}
NAMES: list[tuple[EntityKind, str]] = [("person", "Ilsa Varnholt"), ("outlet", "Northern Ledger")]


def test_a_manifest_says_how_many_names_go_together() -> None:
    assert Manifest.of(WIKIDATA).batch == 7
    for wrong in (None, 0, -3, "many", 1.5, True):
        assert Manifest.of({**WIKIDATA, "batchSize": wrong}).batch in (1, service.BATCH)
    assert Manifest.of({**WIKIDATA, "batchSize": 10**9}).batch == service.MOST_AT_ONCE


@pytest.mark.parametrize("data", [None, [], "x", {}, {"name": 1}, {"name": "x"}, {"name": "x", "view": {"url": "y"}}])
def test_what_is_no_manifest_is_refused(data: object) -> None:
    with pytest.raises(ServiceError, match="manifest"):
        Manifest.of(data)


@pytest.mark.parametrize(
    ("manifest", "identifier", "iri"),
    [
        (WIKIDATA, "Q42", "http://www.wikidata.org/entity/Q42"),
        (MANIFEST, "7", SPACE + "7"),
        ({"name": "x", "identifierSpace": "http://a.example/ids"}, "7", "http://a.example/ids/7"),
        ({"name": "x", "identifierSpace": "http://a.example/x?id="}, "7", "http://a.example/x?id=7"),
        (NEWEST, "a/b c", "https://authority.example/a%2Fb%20c"),
        ({**NEWEST, "view": {"url": "http://a.example/{{id}}.html"}}, "7", "http://a.example/7.html"),
        (
            {**NEWEST, "view": {"url": "https://www.wikidata.org/wiki/{id}"}},
            "Q42",
            "http://www.wikidata.org/entity/Q42",
        ),
        ({**NEWEST, "view": {"url": "{+id}"}}, "https://a.example/7", "https://a.example/7"),
        (MANIFEST, "https://b.example/7", "https://b.example/7"),
        (MANIFEST, "a b", None),
        (MANIFEST, "a>b", None),
        (MANIFEST, "a\nb", None),
        (MANIFEST, "https://b.example/ 7", None),
        (MANIFEST, "x" * 2000, None),
    ],
)
def test_an_id_becomes_an_iri_or_is_refused(manifest: dict[str, object], identifier: str, iri: str | None) -> None:
    try:
        found = Manifest.of(manifest).iri(identifier)
    except ServiceError:
        found = Manifest(name="x", view="{+id}").iri(identifier)
    assert found == iri


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "file:///etc/passwd", "http://", "http://a b/", "//a.example/x"]
)
def test_what_is_no_web_address_is_no_iri(iri: str) -> None:
    assert not is_iri(iri)


def test_old_services_are_asked_in_a_form_and_wikidata_with_types() -> None:
    sent = service.request(Manifest.of(WIKIDATA), NAMES)
    assert (sent.path, sent.content_type) == ("", "application/x-www-form-urlencoded")
    assert json.loads(parse_qs(sent.body.decode())["queries"][0]) == {
        "q0": {"query": "Ilsa Varnholt", "limit": 10, "type": "Q5"},
        "q1": {"query": "Northern Ledger", "limit": 10},
    }


def test_a_type_is_sent_only_where_the_service_has_one_of_that_kind() -> None:
    bare = json.loads(parse_qs(service.request(Manifest.of(MANIFEST), NAMES).body.decode())["queries"][0])
    assert "type" not in bare["q0"]
    own = Manifest.of({**MANIFEST, "defaultTypes": [{"id": "/p", "name": "Person"}, {"id": "/o", "name": "Company"}]})
    assert (own.type_of("person"), own.type_of("organisation"), own.type_of("place")) == ("/p", "/o", None)


def test_new_services_are_asked_in_json() -> None:
    sent = service.request(Manifest.of(NEWEST), NAMES[:1])
    assert (sent.path, sent.content_type) == ("/match", "application/json")
    assert json.loads(sent.body) == {
        "queries": [{"conditions": [{"matchType": "name", "propertyValue": "Ilsa Varnholt"}], "limit": 10}]
    }
    both = Manifest.of({**NEWEST, "versions": ["0.2", "1.0-draft"]})
    assert service.request(both, NAMES).path == ""


CANDIDATE = {"id": "7", "name": "Ilsa Varnholt", "score": 97.5, "match": True, "type": [{"id": "Q5", "name": "human"}]}
EXPECTED = Proposal(SPACE + "7", "Ilsa Varnholt", 97.5, True, ("Q5", "human"))


@pytest.mark.parametrize(
    "data",
    [
        {"q0": {"result": [CANDIDATE]}},
        {"q0": {"result": [{**CANDIDATE, "type": ["Q5", "human"]}]}},
        {"q0": {"result": [{**CANDIDATE, "score": "97.5"}]}},
        {"results": [{"candidates": [{**CANDIDATE, "name": [{"str": "Ilsa Varnholt", "lang": "en"}]}]}]},
    ],
)
def test_answers_of_each_version_say_the_same(data: object) -> None:
    (answer,) = service.answers(Manifest.of(MANIFEST), data, 1)
    assert answer is not None
    assert answer.proposals == (EXPECTED,)
    assert answer.refused == ()


def test_a_name_without_an_answer_is_told_from_one_without_candidates() -> None:
    assert service.answers(Manifest.of(MANIFEST), {"q1": {"result": []}}, 2) == (None, service.Answer(()))


@pytest.mark.parametrize(
    "data", [None, [], 7, {}, {"q0": 1}, {"q7": {"result": []}}, {"results": []}, {"status": "error"}]
)
def test_what_is_no_answer_is_refused(data: object) -> None:
    with pytest.raises(ServiceError):
        service.answers(Manifest.of(MANIFEST), data, 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "a b"}, "'a b' makes no valid IRI"),
        ({"id": None}, "no id"),
        ({"id": True}, "no id"),
        ({"name": None}, "has no name"),
        ({"name": "\ud800"}, "has no name"),
    ],
)
def test_a_bad_candidate_is_left_out_with_its_reason(change: dict[str, object], reason: str) -> None:
    data = {"q0": {"result": [{**CANDIDATE, **change}, CANDIDATE, "no object"]}}
    (answer,) = service.answers(Manifest.of(MANIFEST), data, 1)
    assert answer is not None
    assert answer.proposals == (EXPECTED,)
    assert reason in answer.refused[0]
    assert len(answer.refused) == 2


@pytest.mark.parametrize("score", [None, "x", True, [], float("nan"), float("inf"), 10**400, 1e300])
def test_a_score_that_is_no_moderate_number_is_none(score: object) -> None:
    (answer,) = service.answers(Manifest.of(MANIFEST), {"q0": {"result": [{**CANDIDATE, "score": score}]}}, 1)
    assert answer is not None
    assert answer.proposals[0].score is None


def test_only_the_json_value_true_is_a_match() -> None:
    for value in ("true", 1, "false", None):
        (answer,) = service.answers(Manifest.of(MANIFEST), {"q0": {"result": [{**CANDIDATE, "match": value}]}}, 1)
        assert answer is not None
        assert not answer.proposals[0].match


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["q0", "result", "results", "candidates", "id", "name", "score", "match", "type", "str"]),
            inner,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_json_is_an_answer_or_one_error(data: object) -> None:
    try:
        found = service.answers(Manifest.of(MANIFEST), data, 1)
    except ServiceError:
        return
    for answer in filter(None, found):
        assert all(is_iri(p.iri) and p.name for p in answer.proposals)


@given(JSON)
def test_any_json_is_a_manifest_or_one_error(data: object) -> None:
    try:
        made = Manifest.of({"name": "x", "view": data, "defaultTypes": data, "versions": data, "identifierSpace": data})
    except ServiceError:
        return
    assert made.batch > 0


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"[" * 200_000, b'{"a": 1} x'])
def test_what_is_no_json_is_one_line(body: bytes) -> None:
    with pytest.raises(ServiceError, match="no JSON") as caught:
        service.parsed(body)
    assert "\n" not in str(caught.value)
