"""The JSON of ``kg extract``: what is written is read back the same, and what is wrong is named."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from kg import ids, interchange
from kg.errors import FormatError
from kg.model import Article, Extraction, Link, Original, Span
from tests.strategies import extractions
from tests.whole import TEXT, WHOLE

DATA = interchange.to_json(WHOLE)
Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    change(data)
    return data


@settings(max_examples=60)
@given(extractions())
def test_what_is_written_is_read_back(extraction: Extraction) -> None:
    assert interchange.from_json(interchange.to_json(extraction)) == extraction
    line = interchange.to_line(extraction)
    assert "\n" not in line
    assert interchange.from_line(line) == extraction


def test_a_whole_extraction_is_read_back() -> None:
    assert interchange.from_line(interchange.to_line(WHOLE)) == WHOLE


def test_links_and_original_bytes_stay_out() -> None:
    article = replace(
        WHOLE.article, links=(Link(Span(0, 3), "https://a.example"),), original=Original("0", "text/html", b"")
    )
    assert interchange.to_json(replace(WHOLE, article=article)) == DATA


@given(extractions())
@settings(max_examples=30)
def test_identifiers_that_are_left_out_are_computed(extraction: Extraction) -> None:
    data = interchange.to_json(extraction)
    del data["article"]["id"]
    for key in ("entities", "attributions", "figures", "citations"):
        for value in data[key]:
            del value["iri"]
    assert interchange.from_json(data) == extraction


def test_a_text_is_enough() -> None:
    read = interchange.from_json({"article": {"text": "x"}})
    assert read == Extraction(Article(iri=ids.article_iri(None, None, "x"), text="x"))


def test_unknown_keys_are_ignored() -> None:
    data = changed(lambda x: (x.update(later=1), x["article"].update(later=[]), x["entities"][0].update(later={})))
    assert interchange.from_json(data) == WHOLE


def test_spans_are_read_in_text_order_and_once() -> None:
    data = changed(lambda x: x["attributions"][0].update(source=[[8, 17], [0, 7], [8, 17]]))
    assert interchange.from_json(data).attributions[0].source == (Span(0, 7), Span(8, 17))


def entity(**values: Any) -> Change:
    return lambda x: x["entities"][0].update(values)


def article(**values: Any) -> Change:
    return lambda x: x["article"].update(values)


def attribution(**values: Any) -> Change:
    return lambda x: x["attributions"][0].update(values)


def figure(**values: Any) -> Change:
    return lambda x: x["figures"][0].update(values)


SPAN = rf"is no span of the text \(0 to {len(TEXT)}\)"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda x: x.update(format=2), "format 2: this version reads format 1"),
        (lambda x: x.pop("article"), "article: an object is needed"),
        (lambda x: x.update(entities={"e1": 1}), "entities: a list of objects is needed"),
        (lambda x: x.update(entities=["e1"]), "entities: a list of objects is needed"),
        (article(text=None), r"article\.text: a string is needed"),
        (article(text=""), r"article\.text: a string is needed"),
        (article(text=7), r"article\.text: a string or null is needed"),
        (article(text="\ud800"), r"article\.text: half of a surrogate pair"),
        (article(authors="Ann"), r"article\.authors: a list of strings is needed"),
        (article(authors=[7]), r"article\.authors: a string or null is needed"),
        (article(authors=[None]), r"article\.authors: a list of strings is needed"),
        (article(url=7), r"article\.url: a string or null is needed"),
        (entity(id=None), r"entities\[0\]\.id: a string is needed"),
        (entity(name=""), r"entities\[0\]\.name: a string is needed"),
        (entity(kind="people"), r"entities\[0\]\.kind: 'people' is none of person, organisation, "),
        (entity(roles=[{"text": "x"}]), r"entities\[0\]\.roles\[0\]\.span: a list of \[start, end\] is needed"),
        (entity(roles=[{"span": [3, 999]}]), r"entities\[0\]\.roles\[0\]\.span: \[3, 999\) " + SPAN),
        (entity(id="e2"), "entities: the same id twice"),
        (entity(speaks_for="e9"), "entity e1 speaks_for: no 'e9' in the extraction"),
        (lambda x: x["mentions"][0].update(end=0), r"mentions\[0\]\.start: \[\d+, 0\) " + SPAN),
        (lambda x: x["mentions"][0].update(form="verb"), r"mentions\[0\]\.form: 'verb' is none of name, "),
        (lambda x: x["mentions"][0].update(entity="e9"), r"mention at \d+: no 'e9'"),
        (attribution(id=""), r"attributions\[0\]\.id: a string is needed"),
        (attribution(id="a2"), "attributions: the same id twice"),
        (attribution(content=[]), r"attributions\[0\]\.content: at least one span is needed"),
        (attribution(cue=[3, 4]), r"attributions\[0\]\.cue: a list of \[start, end\] is needed"),
        (attribution(cue=[[3]]), r"attributions\[0\]\.cue: a list of \[start, end\] is needed"),
        (attribution(cue=[[-1, 4]]), r"attributions\[0\]\.cue: \[-1, 4\) " + SPAN),
        (attribution(cue=[[4, 4]]), r"attributions\[0\]\.cue: \[4, 4\) " + SPAN),
        (attribution(cue=[[False, True]]), r"attributions\[0\]\.cue: \[False, True\) " + SPAN),
        (attribution(cue=[[0.0, 4.0]]), r"attributions\[0\]\.cue: \[0.0, 4.0\) " + SPAN),
        (attribution(type=None), r"attributions\[0\]\.type: None is none of direct, indirect, mixed"),
        (attribution(act="song"), r"attributions\[0\]\.act: 'song' is none of speech, writing, thought"),
        (attribution(speaker=1), r"attributions\[0\]\.speaker: a string or null is needed"),
        (attribution(speaker="e9"), "attribution a1 speaker: no 'e9'"),
        (attribution(within="a9"), "attribution a1 within: no 'a9'"),
        (attribution(candidates=[{"entity": "e9", "score": 1}]), "attribution a1 candidate: no 'e9'"),
        (attribution(candidates=[{"score": 1}]), r"attributions\[0\]\.candidates\[0\]\.entity: a string is needed"),
        (attribution(confidence="high"), r"attributions\[0\]\.confidence: a number or null is needed"),
        (attribution(confidence=True), r"attributions\[0\]\.confidence: a number or null is needed"),
        (figure(value=float("nan")), r"figures\[0\]\.value: nan is no finite number"),
        (figure(high=float("inf")), r"figures\[0\]\.high: inf is no finite number"),
        (figure(start=None), r"figures\[0\]\.start: \[None, \d+\) " + SPAN),
        (figure(attribution="a9"), r"figure at \d+: no 'a9'"),
        (lambda x: x["citations"][0].update(kind="web"), r"citations\[0\]\.kind: 'web' is none of outlet, link, "),
        (lambda x: x["citations"][0].update(target=None), r"citations\[0\]\.target: a string is needed"),
        (lambda x: x["citations"][0].update(attribution="a9"), r"citation at \d+: no 'a9'"),
    ],
)
def test_what_is_wrong_is_named(change: Change, reason: str) -> None:
    with pytest.raises(FormatError, match="^" + reason) as caught:
        interchange.from_json(changed(change))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", ["", "{", "[" * 100_000, '{"article": {"text": "\\ud800"}}', "[]", "null", "3"])
def test_a_line_that_holds_no_extraction(line: str) -> None:
    with pytest.raises(FormatError):
        interchange.from_line(line)


def test_numbers_beyond_the_largest_are_refused() -> None:
    line = json.dumps(DATA).replace('"value": 400', '"value": 1e999')
    with pytest.raises(FormatError, match=r"figures\[0\]\.value: inf"):
        interchange.from_line(line)


def test_the_truth_is_read_back(truth: tuple[Extraction, ...]) -> None:
    for extraction in truth:
        assert interchange.from_line(interchange.to_line(extraction)) == extraction
