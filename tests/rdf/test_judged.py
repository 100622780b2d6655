"""Judgements of attributions come back from the store as they were written, and conform."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.errors import FormatError
from kg.model import Span
from kg.rdf import validate
from kg.rdf.judged import (
    AttributionJudgement,
    Correction,
    Passage,
    attribution_judgement_iri,
    attribution_judgement_quads,
)
from kg.resolve.judging import judgements
from kg.review.loading import attribution_judgements
from kg.store.embedded import EmbeddedStore

ATTRIBUTION, ARTICLE = ids.BASE + "attribution/" + "a" * 20, ids.BASE + "article/" + "b" * 20
NOW = "2022-03-08T00:00:00Z"
WORDS = Passage(Span(3, 6), "say", "we ", "")
TWO = (WORDS, Passage(Span(9, 10), "\n", "x", 'y"\\'))
RIGHT = Correction(TWO, (WORDS,), "mixed", ids.BASE + "entity/" + "c" * 20, "person", "Ann Reed")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


def made(passages: tuple[Passage, ...] = (WORDS,), **more: object) -> AttributionJudgement:
    blank = AttributionJudgement("", ATTRIBUTION, ARTICLE, None, passages, "accepted", None, None, NOW)
    j = replace(blank, **more)  # type: ignore[arg-type]
    iri = attribution_judgement_iri(j.attribution, j.verdict, j.note, j.by, j.revises, j.correction)
    return replace(j, iri=iri)


@pytest.mark.parametrize(
    "one",
    [
        made(),
        made(TWO, verdict="rejected", note='a "note"\n\\', by="Ann", url="https://a.example/1"),
        made(verdict="undone", revises=made().iri),
        made(verdict="corrected", correction=RIGHT),
        made(verdict="corrected", correction=Correction((), TWO, "direct")),
    ],
)
def test_a_judgement_comes_back_as_it_was_written_and_conforms(one: AttributionJudgement) -> None:
    quads = list(attribution_judgement_quads(one))
    assert {str(q.graph_name) for q in quads} == {f"<{ids.judgements_graph()}>"}
    assert validate.report(validate.graph_of(quads)).violations == ()
    with EmbeddedStore.memory() as store:
        store.write(quads)
        assert attribution_judgements(store) == (one,)
        assert judgements(store) == ()


@settings(max_examples=30)
@given(TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back(note: str, by: str, name: str) -> None:
    one = made(verdict="corrected", note=note, by=by, correction=replace(RIGHT, name=name))
    with EmbeddedStore.memory() as store:
        store.write(attribution_judgement_quads(one))
        assert attribution_judgements(store) == (one,)


def test_its_identifier_depends_on_all_but_the_time() -> None:
    alike = [made(), made(note="x"), made(by="x"), made(revises="urn:x"), made(verdict="rejected"),
             made(verdict="corrected", correction=RIGHT),
             made(verdict="corrected", correction=replace(RIGHT, type="direct"))]  # fmt: skip
    assert len({j.iri for j in alike}) == len(alike)
    assert made(created="2023-01-01T00:00:00Z").iri == made().iri


def test_text_that_no_graph_can_hold_is_refused() -> None:
    with pytest.raises(FormatError, match="surrogate"):
        attribution_judgement_quads(replace(made(), note="\ud800"))


def test_a_correction_without_content_is_found() -> None:
    bad = made(verdict="corrected", correction=Correction((), (), "direct"))
    report = validate.report(validate.graph_of(attribution_judgement_quads(bad)))
    assert {v.path for v in report.violations} == {"hs:correctedContent"}
