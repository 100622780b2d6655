"""The quotes made by hand for ``kg verify``: of their form, within their texts, and counted as they should be."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quote_stores
from benchmarks.quote_marks import EXAMPLES, FLAGS, GRAVE, KINDS, POLNEAR, QUOTES, STORES, VERDICTS, Place, Quote, load
from benchmarks.quote_stores import Asked
from benchmarks.quotes import Judged, figures, half
from kg.model import Extraction

ALL = load()


def test_there_are_200_of_both_stores_and_of_every_verdict() -> None:
    assert Counter(q.store for q in ALL) == {EXAMPLES: 120, POLNEAR: 80}
    assert [q.id for q in ALL] == [f"a{n:03}" for n in range(1, 121)] + [f"b{n:03}" for n in range(1, 81)]
    assert set(Counter(q.verdict for q in ALL)) == set(VERDICTS)
    assert {flag for q in ALL for flag in q.flags} == set(FLAGS)
    assert {q.kind for q in ALL} == set(KINDS)
    assert {q.store for q in ALL} == set(STORES)


@pytest.mark.parametrize("quote", ALL, ids=[q.id for q in ALL])
def test_a_quote_is_marked_as_its_verdict_asks(quote: Quote) -> None:
    assert quote.verdict in VERDICTS and quote.defensible <= set(VERDICTS) - {quote.verdict}
    assert quote.flags | quote.not_flags <= set(FLAGS) and not quote.flags & quote.not_flags
    assert quote.grave == bool(quote.flags & GRAVE)
    assert not (quote.grave and quote.verdict == "verbatim")
    assert bool(quote.statements) == (quote.verdict != "not-found")
    assert quote.speaker if quote.verdict == "misattributed" else True
    assert len(quote.statements) >= 2 if quote.verdict == "conflated" else True
    assert quote.why and "\n" not in quote.why


def test_the_quotes_of_the_newsroom_rest_on_its_truth() -> None:
    truth = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in quote_stores.TRUTH.iterdir()}
    for quote in (q for q in ALL if q.store == EXAMPLES):
        assert isinstance(quote.words, str)
        for place in quote.statements:
            assert place.attribution in {a["id"] for a in truth[place.article]["attributions"]}, quote.id


def test_of_the_corpus_only_ids_and_spans_are_kept() -> None:
    for quote in (q for q in ALL if q.store == POLNEAR):
        assert isinstance(quote.words, Place)
        assert quote.words.spans and all(place.spans for place in quote.statements)
        assert quote.words.article not in {place.article for place in quote.statements}, quote.id


def test_the_spans_lie_in_the_texts(data_dir: Path) -> None:
    texts = quote_stores.texts(data_dir)
    for quote in (q for q in ALL if q.store == POLNEAR):
        for place in (quote.words, *quote.statements):
            assert isinstance(place, Place)
            assert place.spans[-1].end <= len(texts[place.article]), quote.id
            assert quote_stores.words(place, texts).strip(), quote.id


def test_a_group_keeps_what_its_quotes_rest_on() -> None:
    asked = [q for q in ALL if q.store == POLNEAR]
    groups = quote_stores.groups(asked)
    assert sorted(q.id for group in groups for q in group) == [q.id for q in asked]
    for group in groups:
        left_out = {quote_stores.source(q) for q in group}
        assert not left_out & {place.article for q in group for place in q.statements}
    assert len(groups) <= 6


def test_a_statement_is_known_by_half_of_its_words(truth: tuple[Extraction, ...]) -> None:
    extraction = next(x for x in truth if len(x.attributions) > 3)
    first, second = extraction.attributions[:2]
    assert len(quote_stores.same(extraction, first.content)) >= 1
    assert quote_stores.same(extraction, first.content) != quote_stores.same(extraction, second.content)
    assert quote_stores.same(replace(extraction, attributions=()), first.content) == frozenset()


@pytest.mark.parametrize(
    ("answer", "faults", "right"),
    [
        ({"verdict": "cut", "flags": ["meaning-lost-by-cut"], "grave": True}, (), 1),
        ({"verdict": "altered", "flags": ["meaning-lost-by-cut"], "grave": True}, ("cut -> altered (defensible)",), 0),
        (
            {"verdict": "verbatim", "flags": ["number-changed"], "grave": False},
            ("cut -> verbatim", "meaning-lost-by-cut missing", "number-changed wrong", "grave missing"),
            0,
        ),
    ],
)
def test_an_answer_is_judged(answer: Mapping[str, Any], faults: tuple[str, ...], right: int) -> None:
    quote = Quote(
        "x",
        "grave-cut",
        "a b",
        None,
        EXAMPLES,
        "cut",
        frozenset({"altered"}),
        frozenset({"meaning-lost-by-cut"}),
        frozenset({"number-changed"}),
        True,
        (Place("siege-begins", "a1"),),
        "because",
    )
    asked = Asked("x", "a b", None, (frozenset({"one"}),))
    matches = {"matches": [{"statement": "two"}, {"statement": "one"}]}
    judged = Judged(quote, asked, answer | matches, asked.rank(matches))
    assert judged.faults == faults
    found = figures([judged])
    assert found["verdicts"]["cut"]["right"] == right
    assert (found["first"], found["among"]) == (0, 1)
    assert found["grave_verbatim"] == (answer["verdict"] == "verbatim")


def test_a_line_that_is_not_of_the_form_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(QUOTES.read_text(encoding="utf-8").splitlines()[0] + '\n{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl:2: KeyError"):
        load(bad)


def test_the_halves_stay_as_they_were_chosen() -> None:
    counted = Counter((half(q), q.verdict) for q in ALL if q.verdict in ("paraphrase", "not-found"))
    assert counted == {(0, "paraphrase"): 27, (0, "not-found"): 14, (1, "paraphrase"): 26, (1, "not-found"): 14}
