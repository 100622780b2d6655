"""The views: what stands in them, in which order, and what narrows them."""

import pytest

from kg import ids, network
from kg.errors import UsageError
from kg.ids import BASE
from tests.newsroom import WITHDRAWN, iri, newsroom, statement

INF = "What the INF Treaty says"

POST, LEDGER, RADIO = iri("outlet", "1"), iri("outlet", "2"), iri("outlet", "3")
REED, MINISTRY, LUND = iri("speaker", "f"), iri("speaker", "e"), iri("speaker", "d")


def edges(graph: network.Network) -> dict[tuple[str, str, str], int]:
    return {(u, data["kind"], v): data["weight"] for u, v, data in graph.edges(data=True)}


def test_the_views_are_these_five() -> None:
    assert list(network.VIEWS) == ["speakers", "statements", "citations", "support", "covoice"]
    assert all(view.description.endswith(".") for view in network.VIEWS.values())


def test_speakers_counts_statements_between_outlets_and_speakers() -> None:
    graph = network.view(newsroom(), "speakers")
    assert edges(graph) == {
        (POST, "quotes", REED): 3,
        (LEDGER, "quotes", REED): 1,
        (LEDGER, "quotes", MINISTRY): 1,
    }
    data = graph[POST][REED][ids.digest([POST, "quotes", REED])]
    assert (data["start"], data["end"], data["articles"]) == ("2022-03-01", "2022-03-03", 2)
    assert (data["first_article"], data["first_words"]) == ("Ships wait", "We hold the port.")


def test_speakers_keeps_a_speaker_whose_articles_have_no_outlet_or_day() -> None:
    graph = network.view(newsroom(), "speakers")
    assert graph.nodes[LUND] == {"id": LUND, "label": "Ole Lund", "type": "speaker", "kind": "person", "statements": 1}


def test_an_outlet_bears_the_name_that_most_articles_give_it() -> None:
    assert network.view(newsroom(), "speakers").nodes[POST]["label"] == "Port Post"


def test_nodes_and_edges_have_what_every_view_promises() -> None:
    store = newsroom()
    for name in network.VIEWS:
        graph = network.view(store, name)
        assert list(graph) == sorted(graph)
        order = [(u, v, data["kind"]) for u, v, data in graph.edges(data=True)]
        assert sorted(order) == order
        assert all(data["id"] == node and data["label"] and data["type"] for node, data in graph.nodes(data=True))
        keys = [key for _, _, key in graph.edges(keys=True)]
        assert len(keys) == len(set(keys))
        for u, v, key, data in graph.edges(keys=True, data=True):
            assert data["id"] == key == ids.digest([u, data["kind"], v])
            assert data["weight"] > 0
            assert data["label"] == data["kind"]
        assert None not in [value for data in graph.nodes.values() for value in data.values()]


def test_statements_links_speaker_statement_article_and_outlet() -> None:
    graph = network.view(newsroom(), "statements")
    first = iri("statement", "1")
    assert {kind for _, kind, _ in edges(graph)} == {"said", "carries", "published"}
    assert edges(graph)[REED, "said", first] == 1
    assert edges(graph)[iri("article", "a"), "carries", first] == 1
    assert edges(graph)[POST, "published", iri("article", "a")] == 1
    assert graph.nodes[first]["words"] == "We hold the port."
    assert graph.nodes[first]["quote_type"] == "direct"
    assert (graph.nodes[first]["start"], graph.nodes[first]["end"]) == ("2022-03-01", "2022-03-01")


def test_statements_keeps_a_statement_that_nobody_is_named_for() -> None:
    graph = network.view(newsroom(), "statements")
    assert list(graph.predecessors(iri("statement", "7"))) == [iri("article", "c")]
    assert "start" not in graph.nodes[iri("article", "c")]


def test_long_words_are_shortened_in_the_label_only() -> None:
    words = "very " * 40 + "long"
    extra = f"evidence:{'a' * 20} {{ statement:{'1' * 20} schema:text " + f'"{words}" . }}'
    graph = network.view(newsroom(extra), "statements")
    node = graph.nodes[iri("statement", "1")]
    assert len(node["label"]) <= network.LABEL_LENGTH


def test_citations_are_counted_for_articles_and_summed_for_outlets() -> None:
    graph = network.view(newsroom(), "citations")
    a, b, d = iri("article", "a"), iri("article", "b"), iri("article", "d")
    assert edges(graph) == {
        (a, "cites", LEDGER): 2,
        (POST, "cites", LEDGER): 2,
        (d, "cites", b): 1,
        (LEDGER, "cites", POST): 1,
        (d, "cites", RADIO): 1,
        (LEDGER, "cites", RADIO): 1,
    }
    assert graph.nodes[RADIO]["label"] == "Radio Ostrel"
    assert graph.nodes[b]["published"] == "2022-03-03T10:00:00Z"


def test_what_was_withdrawn_is_left_out_unless_asked_for() -> None:
    store = newsroom(WITHDRAWN)
    assert edges(network.view(store, "speakers")) == {(POST, "quotes", REED): 1, (LEDGER, "quotes", REED): 1}
    assert edges(network.view(store, "speakers", withdrawn=True)) == edges(network.view(newsroom(), "speakers"))
    assert iri("article", "a") not in network.view(store, "citations")
    assert iri("statement", "5") not in network.view(store, "statements")


def test_a_period_leaves_out_other_days_and_unknown_ones() -> None:
    store = newsroom()
    assert edges(network.view(store, "speakers", since="2022-03-02", until="2022-03-02")) == {
        (LEDGER, "quotes", REED): 1,
        (LEDGER, "quotes", MINISTRY): 1,
    }
    assert LUND not in network.view(store, "speakers", since="2000-01-01")


def test_outlet_and_speaker_narrow_a_view() -> None:
    store = newsroom()
    assert edges(network.view(store, "speakers", outlet="THE PORT POST")) == {(POST, "quotes", REED): 3}
    assert edges(network.view(store, "speakers", outlet=LEDGER, speaker="reed")) == {(LEDGER, "quotes", REED): 1}
    assert len(network.view(store, "speakers", speaker="Ree")) == 0
    assert len(network.view(store, "speakers", outlet="Nobody's")) == 0
    assert [v for _, _, v in edges(network.view(store, "statements", speaker=MINISTRY))].count(
        iri("statement", "5")
    ) == 2
    assert set(network.view(store, "citations", outlet="Ledger").nodes) >= {LEDGER, RADIO, POST}
    assert iri("article", "a") not in network.view(store, "citations", speaker="Ministry")


def test_covoice_joins_those_whom_one_article_quotes_and_has_no_direction() -> None:
    graph = network.view(newsroom(), "covoice")
    assert not graph.is_directed()
    assert edges(graph) == {(MINISTRY, "quoted-with", REED): 1}
    (data,) = graph[REED][MINISTRY].values()
    assert (data["start"], data["end"], data["first_article"]) == ("2022-03-02", "2022-03-02", INF)
    assert (graph.nodes[REED]["statements"], graph.nodes[REED]["articles"]) == (4, 3)
    assert LUND in graph  # quoted alone


def test_covoice_counts_articles_and_not_statements() -> None:
    more = statement("8", "d", "e", "No comment at all.", "Ministry") + statement("9", "a", "e", "None.", "Ministry")
    graph = network.view(newsroom(more), "covoice")
    (data,) = graph[REED][MINISTRY].values()
    assert (data["weight"], data["start"], data["end"]) == (2, "2022-03-01", "2022-03-02")
    assert data["first_article"] == "Ships wait"


SURE = "".join(
    f"evidence:{a * 20} {{ attribution:{n * 20} hs:confidence {c} . }}"
    for n, a, c in (("1", "a", "0.9"), ("2", "a", "0.4"), ("4", "d", "0.8"), ("6", "e", "0.95"))
)
JUDGED = f"""
derived:status {{ attribution:{"4" * 20} hs:judgedIn <{BASE}judgement/1> . attribution:{"5" * 20} hs:judgedIn
  <{BASE}judgement/2> . attribution:{"3" * 20} hs:judgedIn <{BASE}judgement/3> . }}
<{BASE}graph/judgements> {{ <{BASE}judgement/1> hs:judgement hs:Accepted .
  <{BASE}judgement/2> hs:judgement hs:Undecided .
  <{BASE}judgement/3> hs:judgement hs:Corrected . }}"""


def test_a_confidence_leaves_out_what_has_less_or_none() -> None:
    store = newsroom(SURE)
    found = network.view(store, "speakers", min_confidence=0.8)
    assert edges(found) == {(POST, "quotes", REED): 1, (LEDGER, "quotes", REED): 1}
    assert LUND in found
    assert len(network.view(store, "covoice", min_confidence=0.99)) == 0
    kept = network.view(store, "statements", min_confidence=0.9)
    assert {n for n, t in kept.nodes(data="type") if t == "statement"} == {iri("statement", "1"), iri("statement", "6")}
    with pytest.raises(UsageError, match="between 0 and 1"):
        network.view(store, "speakers", min_confidence=7)


def test_what_a_person_corrected_is_sure() -> None:
    corrected = f"evidence:{'d' * 20} {{ attribution:{'5' * 20} prov:wasRevisionOf attribution:{'0' * 20} . }}"
    found = network.view(
        newsroom("@prefix prov: <http://www.w3.org/ns/prov#> ." + corrected), "speakers", min_confidence=1
    )
    assert edges(found) == {(LEDGER, "quotes", MINISTRY): 1}


def test_reviewed_leaves_what_a_person_accepted_or_corrected() -> None:
    store = newsroom(JUDGED)
    assert edges(network.view(store, "speakers", reviewed=True)) == {
        (LEDGER, "quotes", REED): 1,
        (POST, "quotes", REED): 1,
    }
    assert edges(network.view(store, "speakers", reviewed=True, outlet=LEDGER)) == {(LEDGER, "quotes", REED): 1}


def test_a_text_is_words_that_stand_together_whatever_their_case_and_punctuation() -> None:
    store = newsroom()
    assert edges(network.view(store, "speakers", text="inf  treaty")) == {(LEDGER, "quotes", REED): 1}
    assert (
        len(network.view(store, "speakers", text="treaty INF"))
        == len(network.view(store, "speakers", text="reaty"))
        == 0
    )
    with pytest.raises(UsageError, match="no word"):
        network.view(store, "speakers", text="?!")
    quiet = network.view(store, "statements", text="WAS QUIET!")
    assert [n for n, t in quiet.nodes(data="type") if t == "statement"] == [iri("statement", "7")]
    assert len(network.view(store, "speakers", text='") || true || ("')) == 0


def test_citations_are_those_of_articles_with_a_statement_that_fits() -> None:
    graph = network.view(newsroom(SURE), "citations", min_confidence=0.9)
    assert edges(graph) == {(iri("article", "a"), "cites", LEDGER): 2, (POST, "cites", LEDGER): 2}
    assert edges(network.view(newsroom(), "citations", text="no comment")).keys() == {
        (iri("article", "d"), "cites", iri("article", "b")),
        (LEDGER, "cites", POST),
        (iri("article", "d"), "cites", RADIO),
        (LEDGER, "cites", RADIO),
    }


def test_a_speaker_bears_whom_most_articles_say_it_speaks_for() -> None:
    org = 'evidence:{a} {{ entity:{n} hs:speaksFor entity:{o} . entity:{o} schema:name "{name}" . }}'
    extra = "".join(
        org.format(a=a * 20, n=n * 20, o=o * 20, name=name)
        for a, n, o, name in (("a", "1", "b", "Port"), ("a", "2", "c", "City"), ("b", "3", "b", "Port"))
    )
    for name in ("speakers", "statements", "covoice"):
        nodes = network.view(newsroom(extra), name).nodes
        assert nodes[REED]["speaks_for"] == "Port"
        assert "speaks_for" not in nodes[MINISTRY]


def test_hostile_limits_are_values_not_sparql() -> None:
    store = newsroom()
    assert len(network.view(store, "speakers", outlet="x> } DROP ALL #", speaker='" } #')) == 0
    with pytest.raises(UsageError, match="since"):
        network.view(store, "speakers", since='2022" || true || "')


def test_an_unknown_view_and_a_bad_day_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="speakers, statements, citations, support, covoice"):
        network.view(newsroom(), "voices")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        network.view(newsroom(), "speakers", until="March")


def test_an_empty_store_has_empty_views() -> None:
    from kg.store.embedded import EmbeddedStore

    for name in network.VIEWS:
        assert len(network.view(EmbeddedStore.memory(), name)) == 0
