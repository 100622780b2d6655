"""The questions about chains, roots, cycles, spokespersons and changes, on what a careful reader found in examples/.

Expected rows are computed from that truth: from its links, wire lines, outlets and spokespersons.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from kg.model import Extraction
from kg.questions import ask
from kg.rdf import derived
from kg.store import EmbeddedStore
from tests.test_questions import OF_RELAYS, identities, keyed, speaker_of
from tests.traced import attribution, changed, traced


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with traced(truth) as made:
        yield made


def of(truth: tuple[Extraction, ...], title: str) -> Extraction:
    return next(x for x in truth if (x.article.title or "").startswith(title))


def test_the_chain_of_a_statement(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    asked = attribution(truth, "Daybreak", "that “no one in Karsholm")
    rows = ask(store, "chain", {"statement": asked}).dicts()
    assert keyed(rows, "to_go", "inside", "outlet", "speaker") == [
        (3, 0, "Daybreak", "Calvenne Courier"),
        (3, 1, "Daybreak", "Ilsa Varnholt"),
        (2, 0, "Calvenne Courier", "Ilsa Varnholt"),
        (1, 0, "Meridian", "Ilsa Varnholt"),
        (0, 0, "The Harbour Post", "Ilsa Varnholt"),
    ]
    statement = store.select(f"SELECT ?s WHERE {{ <{asked}> hs:attributes ?s }}").rows[0][0]
    assert ask(store, "chain", {"statement": str(statement)}).dicts() == rows


def test_the_chain_of_a_statement_that_nobody_takes_elsewhere_is_itself(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    asked = attribution(truth, "The Harbour Post", "she had last brought in")
    (row,) = ask(store, "chain", {"statement": asked}).dicts()
    assert (row["to_go"], row["attribution"], row["speaker"]) == (0, asked, "Marta Quill")


@pytest.mark.parametrize("name", ["nonsense", "https://example.org/nothing", '"} UNION { ?x ?y ?z'])
def test_no_chain_of_what_is_none(store: EmbeddedStore, name: str) -> None:
    assert ask(store, "chain", {"statement": name}).rows == ()


def test_the_chain_that_stops_says_where(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    asked = attribution(truth, "Daybreak", "that Drovnia had lost 12 soldiers")
    assert keyed(ask(store, "chain", {"statement": asked}).dicts(), "stops_at", "speaker") == [
        ("Meridian", "Tomas Erzhin")
    ]


def test_chains_that_stop_at_an_outlet(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "chains-at-outlets").dicts()
    assert keyed(rows, "stops_at", "outlet", "speaker", "accounts") == [
        ("Meridian", "Daybreak", "Tomas Erzhin", 1),
        ("Drovnian state radio", "Northern Ledger", "Drovnian state radio", 1),
        ("Meridian", "Daybreak", "Benedek Osei", 1),
    ]
    for row in rows:
        text = next(x.article.text for x in truth if x.article.iri == row["article"])
        assert text[int(row["start"] or 0) : int(row["end"] or 0)] == row["words"]
    assert ask(store, "chains-at-outlets", {"outlet": "state radio"}).dicts() == rows[1:2]


def test_articles_that_share_a_root_without_naming_one_another(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    rows = ask(store, "shared-roots").dicts()
    root = attribution(truth, "The Harbour Post", "“We have bread for nine days")
    titles = {"Drovnian forces encircle", "Siege closes", "Nine days of bread", "Corrections and"}
    resting = {of(truth, t).article.iri: of(truth, t).article for t in titles}
    seen = {(str(a), str(b)) for a, b in keyed(rows, "article", "other")}
    names = {frozenset((resting[a].outlet, resting[b].outlet)) for a, b in seen}
    assert {row["root"] for row in rows} == {root}
    ledger = "Northern Ledger"
    assert names == {frozenset((ledger, o)) for o in ("Meridian", "Calvenne Courier", "Daybreak")}
    assert all(a < b for a, b in seen)
    home = next(x.article for x in truth for a in x.attributions if a.iri == root)
    for row in rows:
        words = home.text[int(row["root_start"] or 0) : int(row["root_end"] or 0)]
        assert str(row["root_words"]).split(" … ")[0] in words and row["root_outlet"] == home.outlet
    assert ask(store, "shared-roots", {"outlet": "daybreak"}).dicts() == [
        r for r in rows if "Daybreak" in (r["outlet"], r["other_outlet"])
    ]


def test_the_cycle_between_two_outlets(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = ask(store, "citation-cycles").dicts()
    cites = defaultdict(set)
    for x in truth:
        for c in x.citations:
            linked = next((y.article.outlet for y in truth if y.article.url == c.target), None)
            outlet = linked or (c.target if c.kind in ("outlet", "wire") else None)
            if outlet and x.article.outlet and outlet.removeprefix("The ") != x.article.outlet.removeprefix("The "):
                cites[x.article.outlet, outlet.removeprefix("The ")].add(x.article.iri)
    mutual = {(a, b) for a, b in cites if (b, a) in cites}
    assert keyed(rows, "outlet", "leans_on", "articles") == [(a, b, len(cites[a, b])) for a, b in sorted(mutual)]
    assert all(row["mutual"] for row in rows)


def test_who_speaks_for_whom(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    of_entity = identities(truth)
    counted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for x in truth:
        entities = {e.id: e for e in x.entities}
        for a in x.attributions:
            speaker = speaker_of(x, a)
            if speaker is not None and speaker.speaks_for is not None:
                behind = of_entity[entities[speaker.speaks_for].iri]
                counted[behind.name, of_entity[speaker.iri].name].add(a.iri)
    rows = ask(store, "spokespersons").dicts()
    found: defaultdict[tuple[object, object], int] = defaultdict(int)
    for r in rows:  # a collective has a speaker of its own in each article
        found[r["speaks_for"], r["speaker"]] += int(r["statements"] or 0)
    assert found == {pair: len(said) for pair, said in counted.items()}
    assert [r["statements"] for r in rows] == sorted((r["statements"] for r in rows), reverse=True)
    assert {r["speaker"] for r in ask(store, "spokespersons", {"for": "lantern aid"}).dicts()} == {"Noor Castellan"}


def test_articles_that_changed_after_they_were_quoted(truth: tuple[Extraction, ...]) -> None:
    with traced(changed(truth)) as store:
        rows = ask(store, "changed-after-quoted").dicts()
        assert keyed(rows, "title", "quoted_by_title", "how", "quoted_before", "changed") == [
            (
                "Siege closes around Karsholm", "Nine days of bread: what is known about Karsholm", "links", True,
                "2022-03-05",
            )
        ]  # fmt: skip
        assert ask(store, "changed-after-quoted", {"outlet": "meridian"}).rows == ()


def test_what_was_withdrawn_counts_only_where_that_is_asked_for(truth: tuple[Extraction, ...]) -> None:
    asked = {"chain": {"statement": attribution(truth, "Daybreak", "that “no one in Karsholm")}}
    iris = [iri for x in truth for iri in (x.article.iri, *(a.iri for a in x.attributions))]
    with traced(changed(truth)) as whole, EmbeddedStore.memory() as gone:
        gone.write([*whole.quads(), *derived.withdrawn_quads(iris)])
        for name in OF_RELAYS:
            assert ask(whole, name, asked.get(name)).rows, name
            assert ask(gone, name, asked.get(name)).rows == (), name
            assert ask(gone, name, asked.get(name), withdrawn=True) == ask(whole, name, asked.get(name), withdrawn=True)
