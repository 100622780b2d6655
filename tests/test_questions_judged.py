"""The saved questions after a person judged: 21 and 22, and what is rejected or corrected in all of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import ids
from kg.model import Attribution, Extraction, QuoteType, statement_text
from kg.questions import ask, questions
from kg.statements import statements
from kg.store import EmbeddedStore, Store
from kg.workflow.assessing import Change, annotate, assess
from kg.workflow.relaying import renewed
from kg.workflow.storing import ingest_extractions

LEFT_OUT = ("judgement", "note", "by", "corrects", "utterance")
NOW, READ = "2022-03-09T00:00:00Z", "2022-03-08T00:00:00Z"
PARAMETERS = {
    "articles-citing": {"target": "a"},
    "chain": {"statement": "https://w3id.org/hearsay/id/attribution/71edf7992c7c54c90db0"},
    "statements-of": {"speaker": "Varnholt"},
    "timeline": {"speaker": "Varnholt"},
    "wording": {"text": "the"},
}


def store_of(extractions: tuple[Extraction, ...]) -> EmbeddedStore:
    made = EmbeddedStore.memory()
    ingest_extractions(made, extractions, now=lambda: READ, model_version="by hand")
    renewed(made)
    return made


@pytest.fixture
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with store_of(truth) as made:
        yield made


def judged(truth: tuple[Extraction, ...]) -> tuple[Extraction, Attribution]:
    """A statement of the mayor that holds "the", neither the first of its article nor alone in its content."""
    for x in truth:
        mayor = next((e.id for e in x.entities if e.name == "Ilsa Varnholt"), None)
        for a in x.attributions[1:]:
            alone = [b.content for b in x.attributions].count(a.content) == 1 and len(a.content) == 1
            if a.speaker == mayor and alone and " the " in a.content[0].of(x.article.text) and a.source:
                return x, a
    raise AssertionError


def rows(store: Store, name: str, rename: tuple[tuple[str, str], ...] = ()) -> list[dict[str, object]]:
    """The answer with identifiers put in the place of others, and without those of utterances, which keep them whatever
    is judged; in an order that does not hang on these.
    """
    parameters = PARAMETERS.get(name, {})
    found: list[dict[str, object]] = []
    for row in ask(store, name, parameters).dicts():
        one = {key: str(value) for key, value in row.items() if key not in LEFT_OUT}
        for old, new in rename:
            one = {key: value.replace(old, new) for key, value in one.items()}
        found.append(dict(one))
    return sorted(found, key=str)


@pytest.mark.parametrize("name", sorted(questions()))
def test_what_is_rejected_is_as_if_it_had_not_been_read(
    store: EmbeddedStore, truth: tuple[Extraction, ...], name: str
) -> None:
    x, a = judged(truth)
    before = rows(store, name)
    assess(store, "rejected", a.iri, now=NOW)
    renewed(store)
    without = replace(
        x,
        attributions=tuple(replace(b, within=None) if b.within == a.id else b for b in x.attributions if b != a),
        figures=tuple(replace(f, attribution=None) if f.attribution == a.id else f for f in x.figures),
        citations=tuple(replace(c, attribution=None) if c.attribution == a.id else c for c in x.citations),
    )
    with store_of(tuple(without if y == x else y for y in truth)) as expected:
        assert rows(store, name) == rows(expected, name)
    if name in ("who-said-what", "speakers", "statements-of", "timeline", "wording", "dominant-sources"):
        assert rows(store, name) != before
        withdrawn = ask(store, name, PARAMETERS.get(name, {}), withdrawn=True).rows
        assert len(withdrawn) == len(before)


@pytest.mark.parametrize("name", sorted({*questions()} - {"unreviewed", "provenance"}))
def test_what_is_corrected_is_as_if_it_had_been_read_so(
    store: EmbeddedStore, truth: tuple[Extraction, ...], name: str
) -> None:
    x, a = judged(truth)
    other = next(e for e in x.entities if e.id != a.speaker and e.kind == "person")
    content = replace(a.content[0], end=a.content[0].end - 4)
    content = replace(content, end=content.start + len(content.of(x.article.text).rstrip()))
    change = Change(content=(f"{content.start}-{content.end}",), speaker=other.name, type="indirect")
    done = assess(store, "corrected", a.iri, now=NOW, change=change)
    renewed(store)
    right = replace(
        a, content=(content,), type="indirect", speaker=other.id, candidates=(),
        iri=ids.attribution_iri(x.article.iri, a.cue, (content,)),
    )  # fmt: skip
    new = replace(x, attributions=tuple(right if b == a else b for b in x.attributions))
    with store_of(tuple(new if y == x else y for y in truth)) as expected:
        assert rows(store, name, ((done.attribution, right.iri),)) == rows(expected, name)


@pytest.mark.parametrize("name", ["single-source", "only-unnamed"])
def test_an_article_counts_its_corrected_attributions_with_those_that_were_read(
    store: EmbeddedStore, truth: tuple[Extraction, ...], name: str
) -> None:
    first = ask(store, name).dicts()[0]
    x = next(x for x in truth if x.article.iri == first["article"])
    a = next(a for a in x.attributions if a.iri == first["attribution"])
    assert len(x.attributions) > 1
    type_ = "mixed" if a.type != "mixed" else "direct"
    done = assess(store, "corrected", a.iri, now=NOW, change=Change(type=type_))  # type: ignore[arg-type]
    rename = ((done.attribution, a.iri),)
    with store_of(truth) as expected:
        assert rows(store, name, rename) == rows(expected, name)
    assess(store, "corrected", done.attribution, now=NOW, change=Change(speaker="Nora Quist"))
    assert first["article"] not in {r["article"] for r in ask(store, name).dicts()}


def test_statements_as_values_have_the_corrected_one_in_the_place_of_what_was_read(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    x, a = judged(truth)
    done = assess(store, "corrected", a.iri, now=NOW, change=Change(speaker="Nora Quist", type="indirect"))
    found = {s.attribution: s for s in statements(store)}
    one = found[done.attribution]
    assert (one.name, one.kind, one.type, one.corrects) == ("Nora Quist", "person", "indirect", a.iri)
    assert (one.text, one.outlet) == (statement_text(x.article.text, a.content), x.article.outlet)
    assert a.iri not in found and len(found) == sum(len(y.attributions) for y in truth)
    every = {s.attribution: s for s in statements(store, withdrawn=True)}
    assert every[a.iri].withdrawn and every[a.iri].name == "Ilsa Varnholt"
    assert every[a.iri].iri != one.iri


def test_unreviewed_are_those_that_nobody_decided_and_the_unsure(truth: tuple[Extraction, ...]) -> None:
    first = replace(truth[0], attributions=tuple(replace(a, confidence=0.9) for a in truth[0].attributions))
    unsure = replace(first.attributions[1], confidence=0.2)
    first = replace(first, attributions=(first.attributions[0], unsure, *first.attributions[2:]))
    sure, noted = first.attributions[0], first.attributions[2]
    with store_of((first,)) as made:
        assert len(ask(made, "unreviewed").rows) == len(first.attributions)
        for a in (sure, unsure):
            assess(made, "accepted", a.iri, now=NOW)
        annotate(made, noted.iri, "look again", now=NOW)
        found = ask(made, "unreviewed").dicts()
        assert found[0]["attribution"] == unsure.iri
        assert {r["attribution"] for r in found} == {a.iri for a in first.attributions} - {sure.iri}
        assert [r["reviewed"] for r in found] == [True, *([False] * (len(found) - 1))]
        assert len(ask(made, "unreviewed", {"below": "0.95"}).rows) == len(first.attributions)
        assert len(ask(made, "unreviewed", {"below": "0.1"}).rows) == len(first.attributions) - 2
        done = assess(made, "corrected", noted.iri, now=NOW, change=Change(speaker="", type="direct"))
        iris = {r["attribution"] for r in ask(made, "unreviewed").dicts()}
        assert not iris & {noted.iri, done.attribution}


def test_each_assertion_has_its_run_and_what_a_person_changed(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    x, a = judged(truth)
    others = [b for b in x.attributions if b != a]
    run = ids.run_iri(x.article.iri, "by hand", ask(store, "provenance").dicts()[0]["software"])  # type: ignore[arg-type]
    assert len(ask(store, "provenance").rows) == sum(len(y.attributions) for y in truth)
    corrected = assess(store, "corrected", a.iri, now=NOW, by="Ann", note="why", change=Change(speaker="Nora Quist"))
    accepted = assess(store, "accepted", others[0].iri, now=NOW, by="Ben")
    rejected = assess(store, "rejected", others[1].iri, now=NOW)
    found = {r["attribution"]: r for r in ask(store, "provenance").dicts()}
    assert len(found) == sum(len(y.attributions) for y in truth) - 1
    one = found[corrected.attribution]
    assert (one["speaker"], one["corrects"], one["run"]) == ("Nora Quist", a.iri, run)
    assert (one["judged"], one["by"], one["note"], one["judged_at"]) == ("corrected", "Ann", "why", NOW)
    assert (one["model"], one["read_at"], one["judgement"]) == ("by hand", READ, corrected.judgement.iri)
    assert found[others[0].iri]["judgement"] == accepted.judgement.iri
    assert rejected.attribution not in found and others[2].iri in found and found[others[2].iri]["judged"] is None
    assert [r["attribution"] for r in ask(store, "provenance", {"by": "Ben"}).dicts()] == [others[0].iri]
    for word, iri in (("corrected", corrected.attribution), ("accepted", others[0].iri)):
        assert [r["attribution"] for r in ask(store, "provenance", {"judged": word}).dicts()] == [iri]
    nobody = ask(store, "provenance", {"judged": "nobody"}).rows
    assert len(nobody) == len(found) - 2
    gone = ask(store, "provenance", {"judged": "rejected"}, withdrawn=True).dicts()
    assert [r["attribution"] for r in gone] == [others[1].iri]
    assert ask(store, "provenance", {"model": "another"}).rows == ()


def test_figures_are_those_of_the_corrected_attribution(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    row = next(r for r in ask(store, "figures-compared").dicts() if r["attribution"] and r["speaker"])
    x = next(x for x in truth if x.article.iri == row["article"])
    other = next(e.name for e in x.entities if e.name != row["speaker"] and e.kind == "person")
    done = assess(store, "corrected", str(row["attribution"]), now=NOW, change=Change(speaker=other))
    after = [r for r in ask(store, "figures-compared").dicts() if r["figure"] == row["figure"]]
    assert [(r["speaker"], r["attribution"]) for r in after] == [(other, done.attribution)]


def test_a_figure_keeps_its_place_in_time_where_only_the_type_is_corrected(store: EmbeddedStore) -> None:
    row = next(r for r in ask(store, "figures-over-time").dicts() if r["attribution"])
    ((kind,),) = store.select(f"SELECT ?t {{ <{row['attribution']}> hs:attributes/hs:quoteType ?t }}").rows
    type_: QuoteType = "direct" if "Direct" not in str(kind) else "mixed"
    done = assess(store, "corrected", str(row["attribution"]), now=NOW, change=Change(type=type_))
    after = [r for r in ask(store, "figures-over-time").dicts() if r["figure"] == row["figure"]]
    assert [r["attribution"] for r in after] == [done.attribution]
