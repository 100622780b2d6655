"""The measuring protocol: figures computed by hand, and laws."""

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids, interchange
from kg.errors import FormatError
from kg.evaluate import article_of, by_source, ced, polnear
from kg.evaluate.attributions import MEASURES
from kg.evaluate.utterances import same_name
from kg.model import Entity, Extraction, Span
from tests.marked import (
    PORT_GOLD,
    RAIN,
    RAIN_PARTS,
    WON,
    WON_GOLD,
    WON_PREDICTED,
    Parts,
    marked,
    port_prediction,
    predicted,
)
from tests.strategies import extractions


def test_polnear_by_hand() -> None:
    report = polnear([WON_GOLD], {"won": WON_PREDICTED})
    counts = {key: (s.matched, s.predicted, s.gold) for key, s in report.scores.items()}
    assert counts == {
        "source_exact": (1, 1, 2),  # {Ann} of {Ann, Bob}
        "source_token": (1, 1, 2),
        "cue_exact": (2, 2, 2),  # "rained" is left out
        "cue_token": (2, 2, 2),
        "content_exact": (0, 2, 2),  # 3-4, 10-11 beside 2-5, 9-11
        "content_token": (4, 4, 7),  # 3 4 10 11 of 2 3 4 5 9 10 11
        "attribution_exact": (0, 2, 2),
        "content_match": (2, 2, 2),  # 2 of 4 is just enough; 2 of 3
        "linked": (1, 2, 2),  # Ann; nobody beside Bob
    }
    assert (report.articles, report.missing, report.nested) == (1, 0, 1)
    token = report.scores["content_token"]
    assert [token.precision, token.recall, token.f1] == pytest.approx([100, 400 / 7, 800 / 11])
    assert (token.low, token.high) == (token.f1, token.f1)
    assert [(t.type, t.content_match.total) for t in report.types] == [("direct", 1), ("indirect", 1), ("mixed", 0)]
    direct, indirect, mixed = report.types
    assert (direct.content_match.count, direct.linked.count, direct.content_exact.count) == (1, 1, 0)
    assert (indirect.content_match.count, indirect.linked.count, indirect.content_exact.count) == (1, 0, 0)
    assert mixed.linked.percent == 0.0


def test_the_interval_by_hand() -> None:
    # Two articles give the samples WON+WON, WON+RAIN (twice as often), RAIN+RAIN, so both ends are reached:
    # linked is 2*1/(2+2) = 50 in the first, 2*1/(1+1) = 100 in the second, 2*2/(3+3) = 66.7 in both.
    gold = [WON_GOLD, marked("rain", RAIN, RAIN_PARTS)]
    report = polnear(gold, {"won": WON_PREDICTED, "rain": predicted("rain", RAIN, RAIN_PARTS)})
    linked = report.scores["linked"]
    assert (linked.low, round(linked.f1, 1), linked.high) == (50.0, 66.7, 100.0)


def test_each_prediction_serves_one_marked_attribution() -> None:
    # Contents by token: gold 0-3 and 0-1; predicted 0-2 (3/4 and 2/3) and, then, 0-3 (1 and 1/2).
    text = "one two three four five"
    gold = marked("x", text, ("", "five", "one two three four"), ("", "five", "one two"))
    one = predicted("x", text, ("", "five", "one two three"))
    both = predicted("x", text, ("", "five", "one two three"), ("", "five", "one two three four"))
    assert polnear([gold], {"x": one}).scores["content_match"].matched == 1
    assert polnear([gold], {"x": both}).scores["linked"].matched == 2


def test_only_an_outermost_prediction_that_holds_the_cue_leaves_out() -> None:
    parts: list[Parts] = [("Ann", "said", "we won"), ("", "we", "won"), ("", "won", "that"), ("", "denied", "it")]
    gold = [marked("won", WON)]

    def nested(within: dict[int, int]) -> int:
        return polnear(gold, {"won": predicted("won", WON, *parts, within=within)}).nested

    assert nested({2: 1}) == 1
    assert nested({2: 1, 3: 2}) == 1  # the second has an outer one itself
    assert nested({4: 1}) == 0  # "denied" is not in "we won"


def test_fragments_count_once_and_marks_of_other_annotators_not_at_all() -> None:
    record = marked("rain", RAIN, RAIN_PARTS, ("they", "say", "rains"))
    record["annotations"].append(marked("rain", RAIN, ("", "", "they say"))["annotations"][0])
    report = polnear([record], {"rain": predicted("rain", RAIN, RAIN_PARTS)})
    source = report.scores["source_exact"]
    assert (source.matched, source.predicted, source.gold) == (1, 1, 1)
    assert report.scores["attribution_exact"].gold == 2


def test_what_is_missing_is_counted_and_costs_recall() -> None:
    report = polnear([WON_GOLD], {})
    assert (report.missing, report.scores["linked"].gold, report.scores["linked"].f1) == (1, 2, 0.0)
    assert polnear([], {}).scores["linked"].f1 == 0.0


def test_a_prediction_is_found_by_source_id_or_by_iri() -> None:
    iri = article_of(WON_GOLD).iri
    assert polnear([WON_GOLD], {iri: WON_PREDICTED}) == polnear([WON_GOLD], by_source([WON_PREDICTED]))


def test_a_prediction_for_another_text_is_an_error() -> None:
    with pytest.raises(FormatError, match="won: the prediction is for another text"):
        polnear([WON_GOLD], {"won": predicted("won", RAIN, RAIN_PARTS)})


def test_the_wrong_corpus_is_an_error() -> None:
    with pytest.raises(FormatError, match="no CED file"):
        ced([WON_GOLD], {})
    with pytest.raises(FormatError, match="no PolNeAR file"):
        polnear([PORT_GOLD], {})


def test_ced_by_hand() -> None:
    report = ced([PORT_GOLD], {"port": port_prediction()})
    shares = {
        key: (getattr(report, key).count, getattr(report, key).total)
        for key in ("found", "named", "wrong", "unknown", "end_to_end", "volume")
    }
    assert shares == {
        "found": (3, 5),
        "named": (1, 3),
        "wrong": (1, 3),
        "unknown": (1, 3),
        "end_to_end": (1, 5),
        "volume": (10, 18),
    }
    assert [(t.type, t.found.count, t.named.count, t.found.total) for t in report.types] == [
        ("direct", 1, 1, 3),
        ("partially direct", 1, 0, 1),
        ("indirect", 1, 0, 1),
    ]
    assert (report.articles, report.missing, report.predictions) == (1, 0, 2)


def test_ced_prefers_the_fit_by_f1_to_a_fuller_cover() -> None:
    # "the port will hold": the first content holds all four words (F1 2*4/(4+13): fits by cover, 1.0), the second three
    # of them (F1 2*3/(4+3)).
    text = "She said the port will hold and that all is well so far today, yes. He said the port will."
    long = "the port will hold and that all is well so far today, yes"
    base = predicted("x", text, ("", "said", long), ("", "He", "the port will"))
    near = Entity("e1", ids.entity_iri(base.article.iri, "person", "He"), "person", "He Lund")
    second = replace(base.attributions[1], content=(Span(text.rindex("the"), len(text) - 1),), speaker="e1")
    assert second.content[0].of(text) == "the port will"
    utterance = {"utterance": "the port will hold", "agent": "Lund", "type": "direct"}
    record = {"id": "x", "text": text, "utterances": [utterance]}
    report = ced([record], {"x": replace(base, entities=(near,), attributions=(base.attributions[0], second))})
    assert report.named.count == 1


@pytest.mark.parametrize(
    ("name", "agent", "same"),
    [
        ("Mr. Lund", "Bo Lund", True),
        ("Lund", "Bo Lund", True),
        ("Zoë Lünd", "Zoe Lund", True),
        ("Secretary of State Bo Lund", "Bo Lund", True),  # beyond: of, state
        ("Bo Lund of the Old Harbour Board", "Bo Lund", False),  # beyond: five words
        ("Ada Lund", "Bo Lund", True),  # the last name decides
        ("Bo", "Bo Lund", False),
        ("Ang Li", "Wei Li", False),  # a last name of two letters does not
        ("Lund Bo", "Bo Lund", True),
        ("Mr President", "President", False),
        ("", "Bo Lund", False),
    ],
)
def test_same_name(name: str, agent: str, same: bool) -> None:
    assert same_name(name, agent) is same


def gold_of(extraction: Extraction) -> dict[str, Any]:
    """What the extraction says, as if a person had marked it."""
    data = interchange.to_json(extraction)
    return {"id": "x", "text": extraction.article.text, "annotations": [{"attributions": data["attributions"]}]}


def flat(extraction: Extraction) -> Extraction:
    return replace(extraction, attributions=tuple(replace(a, within=None) for a in extraction.attributions))


@settings(max_examples=30)
@given(extractions())
def test_what_is_marked_scores_a_hundred(extraction: Extraction) -> None:
    perfect = flat(extraction)
    report = polnear([gold_of(perfect)], {"x": perfect})
    assert {s.f1 for s in report.scores.values() if s.gold} <= {100.0}
    assert {s.predicted for s in report.scores.values() if not s.gold} <= {0}
    assert report.scores["linked"].gold == len(extraction.attributions)
    assert sum(t.content_exact.count for t in report.types) == len(extraction.attributions)


@settings(max_examples=30)
@given(extractions(), extractions(), st.randoms(use_true_random=False))
def test_order_matters_only_where_predictions_compete(one: Extraction, other: Extraction, draw: random.Random) -> None:
    article = one.article
    fitting = [
        a for a in other.attributions if max(s.end for s in (*a.content, *a.cue, *a.source)) <= len(article.text)
    ]
    attributions = [*one.attributions[1:], *(replace(a, id=f"b{i}", within=None) for i, a in enumerate(fitting))]
    shuffled = draw.sample(attributions, len(attributions))
    gold = [gold_of(one)]
    reports = [
        polnear(gold, {"x": Extraction(article, attributions=tuple(order))}) for order in (attributions, shuffled)
    ]
    for key in MEASURES.keys() - {"content_match", "linked"}:
        assert reports[0].scores[key] == reports[1].scores[key]
    assert reports[0].nested == reports[1].nested


def test_the_order_of_articles_and_predictions_is_irrelevant_to_the_figures() -> None:
    gold = [WON_GOLD, marked("rain", RAIN, RAIN_PARTS)]
    predictions = {"won": WON_PREDICTED, "rain": predicted("rain", RAIN, RAIN_PARTS)}
    one, other = polnear(gold, predictions), polnear(gold[::-1], dict(reversed(predictions.items())))
    assert [s.f1 for s in one.scores.values()] == [s.f1 for s in other.scores.values()]


def test_reports_as_json_and_tables() -> None:
    attributions, utterances = polnear([WON_GOLD], {"won": WON_PREDICTED}), ced([PORT_GOLD], {})
    for report in (attributions, utterances):
        assert json.loads(json.dumps(report.to_json())) == report.to_json()
        assert set(report.tables()) == {"scores", "types"}
        assert all(len(row) == len(t.columns) for t in report.tables().values() for row in t.rows)
    assert list(attributions.to_json()["scores"]) == list(MEASURES)
    assert attributions.to_json()["scores"]["source_exact"]["f1"] == 66.67
    assert attributions.tables()["types"].rows[0] == ("direct", 1, 100.0, 100.0, 0.0)
    assert utterances.to_json()["found"] == {"percent": 0.0, "low": 0.0, "high": 0.0, "count": 0, "of": 5}
    assert (attributions.articles, attributions.missing, attributions.nested) == (1, 0, 1)
