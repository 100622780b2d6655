"""Judgements of variants and matches: what they do, how they hold together, and where they belong afterwards."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from kg import ids
from kg.check.chains import Chain
from kg.errors import NotFoundError, UsageError
from kg.model import Extraction
from kg.questions import ask
from kg.resolve.variant_loading import reported
from kg.review.pairs import pair_judgements, standing
from kg.review.queue import Scope
from kg.store import Store, open_store
from kg.workflow import pairing, relaying
from kg.workflow.assessing import Change
from kg.workflow.recorded import chosen, recorded
from kg.workflow.reindexing import reindex_all
from kg.workflow.reviewable import Signed, decide, items, queue, undo
from kg.workflow.validation import validated
from kg.workflow.varying import are_up_to_date, update_variants
from tests.judged_pairs import (
    APART,
    ARTICLES,
    CUT,
    NOW,
    ONE,
    OTHER,
    SHORT,
    TWO,
    WELLS,
    claim_of,
    ingest,
    read,
)
from tests.reviewed import feed

SIGNED = Signed(NOW, "Ann", "heard it")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "news.kg"), create=True) as made:
        ingest(made, *ARTICLES)
        yield made


def together(store: Store, *statements: str) -> bool:
    """Whether they report one utterance, and do so after everything is made anew as well."""
    found = [any(set(statements) <= set(g.statements) for g in reported(store))]
    update_variants(store, anew=True)
    found.append(any(set(statements) <= set(g.statements) for g in reported(store)))
    assert found[0] == found[1]
    assert validated(store).conforms
    return found[0]


def test_a_rejected_pair_is_never_together_again(store: Store) -> None:
    assert together(store, ONE, TWO, CUT)
    done = pairing.judge(store, "variant", "rejected", CUT, ONE, now=NOW, by="Ann")
    assert not together(store, ONE, CUT)
    assert not any({ONE, CUT} <= set(g.statements) for g in reported(store))
    ingest(store, read(5, WELLS), read(6, SHORT))
    reindex_all(store)
    assert not together(store, ONE, CUT)
    undo(store, done.judgement.iri, SIGNED)
    assert together(store, ONE, TWO, CUT)
    verdicts = [(j.verdict, j.by, j.note) for j in pair_judgements(store)]
    assert verdicts == [("rejected", "Ann", None), ("undone", "Ann", "heard it")]


def test_an_accepted_pair_stays_together_whatever_its_words(store: Store) -> None:
    assert not together(store, ONE, APART)
    first = pairing.judge(store, "variant", "accepted", ONE, APART, now=NOW)
    assert together(store, ONE, TWO, CUT, APART)
    (row,) = [r for r in ask(store, "variants").dicts() if r["words"] == OTHER]
    assert row["difference"] == "altered"
    reindex_all(store)
    assert together(store, ONE, APART)
    again = pairing.judge(store, "variant", "accepted", APART, ONE, now="2023-01-01T00:00:00Z")
    assert not again.changed and again.judgement == first.judgement
    undo(store, first.judgement.iri, SIGNED)
    assert not together(store, ONE, APART)


def test_judgements_that_contradict_each_other_are_refused(store: Store) -> None:
    pairing.judge(store, "variant", "accepted", ONE, TWO, now=NOW)
    pairing.judge(store, "variant", "accepted", TWO, APART, now=NOW)
    before = set(store.quads())
    with pytest.raises(UsageError, match=r"contradicts what was judged before: judgement/.*one utterance; judgement/"):
        pairing.judge(store, "variant", "rejected", ONE, APART, now=NOW)
    assert set(store.quads()) == before
    pairing.judge(store, "variant", "rejected", TWO, APART, now=NOW)  # of the same pair: it takes the place of that
    assert together(store, ONE, TWO) and not together(store, TWO, APART)
    assert not together(store, ONE, APART)
    with pytest.raises(UsageError, match="two utterances"):
        pairing.judge(store, "variant", "accepted", ONE, APART, now=NOW)


def test_what_was_rejected_holds_for_whatever_hangs_together_with_it(store: Store) -> None:
    pairing.judge(store, "variant", "accepted", CUT, APART, now=NOW)
    pairing.judge(store, "variant", "rejected", ONE, APART, now=NOW)
    for g in reported(store):
        assert not {ONE, APART} <= set(g.statements)
    assert together(store, CUT, APART) and not together(store, ONE, CUT)


def test_the_queue_has_each_pair_until_somebody_judges_it(store: Store) -> None:
    waiting = queue(store, ("variants",), Scope())
    assert {frozenset(w.id.split("+")) for _, w in waiting} == {frozenset({ONE, TWO}), frozenset({ONE, CUT})}
    (first, second) = items(store, waiting)
    assert first.told["other"] == SHORT and first.words == WELLS
    assert [step["op"] for step in first.told["diff"]] == ["equal", "delete"]
    assert (first.confidence or 0) <= (second.confidence or 0)
    assert not queue(store, ("variants",), Scope(outlet="Post 4"))
    assert len(queue(store, ("variants",), Scope(outlet="Post 3"))) == 1
    pairing.annotate(store, "variant", ONE, CUT, "ask the desk", now=NOW)
    (noted, _) = items(store, queue(store, ("variants",), Scope()))
    assert noted.told["note"] == "ask the desk"
    decide(store, noted.id, "rejected", SIGNED)
    decide(store, f"{ONE}+{TWO}", "accepted", SIGNED)
    assert queue(store, ("variants",), Scope()) == []
    with pytest.raises(UsageError, match="nothing to correct"):
        decide(store, noted.id, "corrected", SIGNED, Change(type="direct"))


def test_a_judgement_finds_its_statements_in_another_version_of_an_article(store: Store) -> None:
    pairing.judge(store, "variant", "rejected", ONE, CUT, now=NOW)
    pairing.judge(store, "variant", "accepted", TWO, APART, now=NOW)
    assert ingest(store, *ARTICLES).lost == []
    newer = read(3, SHORT, before="Corrected. "), read(4, OTHER, before="Corrected. ")
    assert ingest(store, *newer).lost == []
    cut, apart = (ids.statement_iri(x.article.iri, x.attributions[0].content) for x in newer)
    assert together(store, TWO, apart) and not together(store, ONE, cut)
    assert chosen(recorded(store), lost=True).rows == ()
    done = pairing.judge(store, "variant", "rejected", TWO, apart, now=NOW)
    assert not together(store, TWO, apart)
    assert len(standing(pair_judgements(store))) == 2 and done.judgement.revises


def test_a_judgement_that_lost_its_place_is_told_and_listed(store: Store) -> None:
    made = pairing.judge(store, "variant", "accepted", ONE, APART, now=NOW).judgement
    (lost,) = ingest(store, read(4, "“Nobody asked.”")).lost
    assert (lost[0], lost[1]) == (made, "Rain 4") and "not in the text" in lost[2]
    (row,) = chosen(recorded(store), lost=True).dicts()
    assert (row["judgement"], row["kind"], row["other"], row["one"]) in {
        (made.iri, "variant", OTHER, WELLS),
        (made.iri, "variant", WELLS, OTHER),
    }
    assert validated(store).conforms
    undo(store, made.iri, SIGNED)
    assert chosen(recorded(store), lost=True).rows == ()


def test_what_was_cut_short_is_completed_by_the_same_judgement_or_the_next_update(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(store: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(pairing, "update_variants", killed)
        pairing.judge(store, "variant", "rejected", ONE, CUT, now=NOW)
    assert not are_up_to_date(store)
    quads = {q for q in store.quads() if "judgements" in str(q.graph_name)}
    assert not pairing.judge(store, "variant", "rejected", ONE, CUT, now="2023-01-01T00:00:00Z").changed
    assert {q for q in store.quads() if "judgements" in str(q.graph_name)} == quads
    assert are_up_to_date(store) and not together(store, ONE, CUT)
    everything = set(store.quads())
    assert not pairing.judge(store, "variant", "rejected", ONE, CUT, now="2023-01-01T00:00:00Z").changed
    assert set(store.quads()) == everything


def test_wrong_use_is_told_and_changes_nothing(store: Store) -> None:
    before = set(store.quads())
    for one, other, kind in (
        ("statement/ffffff", TWO, NotFoundError), (ONE, ONE, UsageError), (ONE, "> } #", NotFoundError),
        (ARTICLES[0].attributions[0].iri, TWO, NotFoundError),
    ):  # fmt: skip
        with pytest.raises(kind) as caught:
            pairing.judge(store, "variant", "accepted", one, other, now=NOW)
        assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="no text"):
        pairing.judge(store, "variant", "accepted", ONE, TWO, now=NOW, note="\x07")
    with pytest.raises(UsageError, match="needs words"):
        pairing.annotate(store, "variant", ONE, TWO, " ", now=NOW)
    assert set(store.quads()) == before


def taken(chains: tuple[Chain, ...]) -> list[tuple[str, str]]:
    return [(r.attribution, r.taken_from) for c in chains for r in c.relays]


def test_a_chain_does_not_lead_to_what_a_person_parted(tmp_path: Path, truth: tuple[Extraction, ...]) -> None:
    with open_store(str(tmp_path / "truth.kg"), create=True) as store:
        ingest(store, *truth)
        relaying.renewed(store)
        of = dict(store.select("SELECT ?a ?s { ?a hs:attributes ?s }").rows)
        rows = store.select("SELECT ?a ?b { ?a hs:takenFrom ?b } ORDER BY ?a ?b").rows
        one, other = rows[0]
        assert (one, other) in taken(relaying.chains(store, str(one)))
        pairing.judge(store, "variant", "rejected", str(of[one]), str(of[other]), now=NOW)
        assert not relaying.are_current(store)
        assert (one, other) not in taken(relaying.chains(store, str(one)))
        relaying.renewed(store)
        assert relaying.are_current(store)
        assert (one, other) not in store.select("SELECT ?a ?b { ?a hs:takenFrom ?b }").rows


def test_pairs_of_judgements_are_all_listed(store: Store) -> None:
    for (one, other), verdict in zip(combinations((ONE, TWO, CUT), 2), ("accepted", "rejected"), strict=False):
        pairing.judge(store, "variant", verdict, one, other, now=NOW)  # type: ignore[arg-type]
    pairing.judge(store, "match", "rejected", APART, claim_of(store), now=NOW, by="Bo")
    rows = recorded(store).dicts()
    assert sorted((r["kind"], r["verdict"]) for r in rows) == [
        ("match", "rejected"), ("variant", "accepted"), ("variant", "rejected")
    ]  # fmt: skip
    (match,) = chosen(recorded(store), kinds=["match"], by="Bo").dicts()
    assert match["one"] == OTHER and match["other"] == feed()[0].claim.text
