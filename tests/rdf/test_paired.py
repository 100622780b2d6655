"""Judgements of variants and matches come back from the store as they were written, and conform."""

from dataclasses import replace

import pytest

from kg import ids
from kg.errors import FormatError
from kg.model import Span
from kg.rdf import validate
from kg.rdf.judged import Passage
from kg.rdf.paired import PairJudgement, Side, pair_judgement_iri, pair_judgement_quads
from kg.resolve.judging import judgements
from kg.review.loading import attribution_judgements
from kg.review.pairs import pair_judgements, standing
from kg.store.embedded import EmbeddedStore

NOW = "2022-03-08T00:00:00Z"
ARTICLE = f"{ids.BASE}article/{'b' * 20}"
ONE = Side(f"{ids.BASE}statement/{'1' * 20}", ARTICLE, "https://a.example/1", (Passage(Span(3, 6), "say", "we ", ""),))
TWO = (Passage(Span(3, 6), "say", "we ", ""), Passage(Span(9, 10), "\n", "x", 'y"\\'))
OTHER = Side(f"{ids.BASE}statement/{'2' * 20}", f"{ids.BASE}article/{'c' * 20}", None, TWO)
CLAIM = Side(f"{ids.BASE}claim/{'0' * 20}")
OTHER_CLAIM = Side(f"{ids.BASE}claim/{'3' * 20}")


def made(one: Side = ONE, other: Side = OTHER, **more: object) -> PairJudgement:
    j = replace(PairJudgement("", one, other, "accepted", None, None, NOW), **more)  # type: ignore[arg-type]
    return replace(j, iri=pair_judgement_iri(j.one.iri, j.other.iri, j.verdict, j.note, j.by, j.revises))


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (made(), "variant"),
        (made(verdict="rejected", note='a "note"\n\\', by="Ann"), "variant"),
        (made(verdict="undecided", note="ask"), "variant"),
        (made(verdict="undone", revises=made().iri), "variant"),
        (made(ONE, CLAIM), "match"),
        (made(CLAIM, OTHER_CLAIM, verdict="rejected"), "match"),
    ],
)
def test_a_judgement_comes_back_as_it_was_written_and_conforms(one: PairJudgement, kind: str) -> None:
    quads = list(pair_judgement_quads(one))
    with EmbeddedStore.memory() as store:
        store.write(quads)
        assert pair_judgements(store) == (one,)
        assert one.kind == kind
        assert attribution_judgements(store) == () == judgements(store)
    assert validate.report(validate.graph_of(quads)).conforms


def test_what_is_revised_or_undone_does_not_hold() -> None:
    first = made()
    second = made(verdict="rejected", revises=first.iri)
    undoing = made(verdict="undone", revises=second.iri)
    with EmbeddedStore.memory() as store:
        store.write(q for j in (undoing, first, second) for q in pair_judgement_quads(j))
        assert pair_judgements(store) == (first, second, undoing)
    assert standing([first, second]) == (second,)
    assert standing([first, second, undoing]) == ()


def test_what_no_graph_can_hold_is_refused_before_the_first_quad() -> None:
    with pytest.raises(FormatError, match="surrogate"):
        pair_judgement_quads(replace(made(), note="\ud800"))


def test_passages_without_their_judgement_are_told() -> None:
    quads = [q for q in pair_judgement_quads(made()) if "hasTarget" not in str(q.predicate)]
    report = validate.report(validate.graph_of(quads))
    assert not report.conforms
    assert "a passage of a statement is a target of exactly one judgement" in str(report)
