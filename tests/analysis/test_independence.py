"""Independence on small claims worked out by hand, and on what a careful reader found in examples/."""

from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.independence import independence, supported
from kg.errors import UsageError
from kg.model import Extraction
from kg.network import Network, view
from kg.store import EmbeddedStore
from tests.traced import traced


def claim(*accounts: str) -> Network:
    """A claim of accounts "a>x" (article a credits x), "a>b" (a takes it from article b), "a>(r)>x" (r relays it in a).

    Small letters are articles, capitals origins: U* unnamed, O* outlets, any other a person.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("claim", type="claim", label="it", words="it")

    def statement(name: str, article: str, speaker: str) -> str:
        about = {"article": article, "outlet": article, "speaker": speaker, "speaker_iri": speaker}
        graph.add_node(name, type="statement", label=name, **about)
        return name

    for text in accounts:
        article, *path = text.split(">")
        at = statement(f"{article}/0", article, article)
        graph.add_edge("claim", at, key=f"claim{at}", kind="reports")
        for n, step in enumerate(path):
            if step.startswith("("):
                graph.nodes[at].update(speaker=step[1:-1], speaker_iri=step[1:-1])
                inner = statement(f"{article}/{n + 1}", article, step[1:-1])
                graph.add_edge(at, inner, key=f"{at}{inner}", kind="relays")
                at = inner
            elif step.islower():
                onward = f"{step}/0"
                if onward not in graph:
                    statement(onward, step, step)
                graph.add_edge(at, onward, key=f"{at}{onward}", kind="relays")
            else:
                kind = {"U": "unnamed", "O": "outlet"}.get(step[0], "person")
                graph.add_node(step, type="origin", label=step, kind=kind)
                graph.add_edge(at, step, key=f"{at}{step}", kind="origin")
    return graph


@pytest.mark.parametrize(
    ("accounts", "origins", "unnamed", "unresolved", "rests_on"),
    [
        (["a>X"], 1, 0, 0, ("X", "a")),
        (["a>X", "b>X", "c>X"], 1, 0, 0, ("X",)),
        (["a>X", "b>Y"], 2, 0, 0, ()),
        (["a>b", "c>b", "b>X"], 1, 0, 0, ("X", "b")),
        (["a>b", "c>b", "b>X", "b>Y"], 1, 0, 0, ("b",)),
        (["a>b", "b>X", "c>Y"], 2, 0, 0, ()),
        (["a>U1", "b>U2"], 0, 2, 0, ()),
        (["a>X", "b>U1", "c>O1"], 1, 1, 1, ()),
        (["a>(R)>X", "b>(R)>Y"], 1, 0, 0, ("R",)),
        (["a>(R)>X", "b>(S)>X"], 1, 0, 0, ("X",)),
        (["a>b", "b>a"], 0, 0, 0, ()),
    ],
)
def test_claims_worked_out_by_hand(
    accounts: list[str], origins: int, unnamed: int, unresolved: int, rests_on: tuple[str, ...]
) -> None:
    found = supported(claim(*accounts), "claim")
    assert (found.origins, found.unnamed, found.unresolved, found.rests_on) == (origins, unnamed, unresolved, rests_on)


@pytest.mark.parametrize(
    ("accounts", "verdict"),
    [
        (["a>X", "b>X"], "one origin"),
        (["a>X", "b>U1"], "one named origin, others not certain"),
        (["a>X", "b>Y", "c>Z"], "3 independent origins"),
        (["a>U1", "b>U1"], "unnamed sources only"),
        (["a>O1"], "no origin known"),
        (["a>b", "b>a"], "circular; circular: a ⇄ b"),
        (["a>b", "b>a", "b>X"], "one origin; circular: a ⇄ b"),
    ],
)
def test_the_verdict_is_for_people(accounts: list[str], verdict: str) -> None:
    (row,) = independence(claim(*accounts)).dicts()
    assert row["verdict"] == verdict


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("XYZ")), min_size=1, max_size=8))
def test_origins_are_a_matching_where_nobody_takes_from_anybody(pairs: list[tuple[str, str]]) -> None:
    plain: nx.Graph[str] = nx.Graph(pairs)
    matching = nx.max_weight_matching(plain, maxcardinality=True)
    assert supported(claim(*(f"{a}>{x}" for a, x in pairs)), "claim").origins == len(matching)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdXY")), min_size=1, max_size=8))
def test_without_what_it_rests_on_nothing_leads_to_an_origin(pairs: list[tuple[str, str]]) -> None:
    accounts = [f"{a}>{x}" for a, x in pairs if a != x]
    if not accounts:
        return
    graph = claim(*accounts)
    found = supported(graph, "claim")
    for name in found.rests_on:
        left = graph.copy()
        left.remove_nodes_from([n for n in graph if n in (name, f"{name}/0")])
        ends = [n for n, d in left.nodes(data=True) if d["type"] == "origin"]
        assert not any(nx.has_path(left, "claim", end) for end in ends)
    assert found.origins <= 1 or not found.rests_on


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with traced(truth) as made:
        yield made


def test_the_claims_of_the_newsroom(store: EmbeddedStore) -> None:
    rows = independence(view(store, "support")).dicts()
    kneel = next(r for r in rows if "kneel" in str(r["words"]))
    assert (kneel["articles"], kneel["origins"]) == (6, 2)
    assert str(kneel["who"]).startswith("Ilsa Varnholt; Rurik Dane")
    copied = next(r for r in rows if "homes had been hit" in str(r["words"]))
    assert (copied["verdict"], copied["rests_on"]) == ("one origin", "Tomas Erzhin; Meridian")
    canal = next(r for r in rows if "canal" in str(r["words"]))
    assert canal["verdict"] == "unnamed sources only"
    assert all(int(r["articles"] or 0) > 1 for r in rows)


def test_one_claim_of_all_that_holds_some_words(store: EmbeddedStore) -> None:
    (row,) = independence(view(store, "support", text="no intention of entering the city")).dicts()
    assert (row["articles"], row["origins"], row["who"]) == (4, 1, "Tomas Erzhin")
    assert independence(view(store, "support", text="no such words at all")).rows == ()
    with pytest.raises(UsageError, match="no word"):
        view(store, "support", text=" ")


def test_a_period_limits_the_articles(store: EmbeddedStore) -> None:
    (row,) = independence(view(store, "support", text="no intention of entering", until="2022-03-02")).dicts()
    assert (row["articles"], row["last"]) == (2, "2022-03-02")
    with pytest.raises(UsageError, match="no day"):
        view(store, "support", since="March")
