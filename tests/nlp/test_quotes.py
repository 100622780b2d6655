"""Quotation marks of English print: which open, which close, and what is no quotation."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp.quotes import quotes

MARKS = "“”‘’\"'«»„‟‹›`"


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” he said.", ["“We stay,”"]),
        ('"We stay," he said.', ['"We stay,"']),
        ("‘We stay,’ he said.", ["‘We stay,’"]),
        ("'We stay,' he said.", ["'We stay,'"]),
        ("«We stay», he said.", ["«We stay»"]),
        ("‹We stay›, he said.", ["‹We stay›"]),
        ("„We stay“, he said.", ["„We stay“"]),
        ("„We stay”, he said.", ["„We stay”"]),
        ("‟We stay,” he said.", ["‟We stay,”"]),
        ("``We stay,'' he said.", ["``We stay,''"]),
        ("''We stay,'' he said. ''We do.''", ["''We stay,''", "''We do.''"]),
        ("“A,” he said. “B.”", ["“A,”", "“B.”"]),
    ],
)
def test_each_style_of_mark(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I told her, ‘Leave,’ and she did,” he said.", ["“I told her, ‘Leave,’ and she did,”"]),
        ("“A “nested” one,” he said.", ["“A “nested” one,”"]),
        ("‘The soldiers’ boots are wet,’ she said.", ["‘The soldiers’ boots are wet,’"]),
        ("“Stop at the gate, “he added.", ["“Stop at the gate, “"]),
        ("” We go at dawn,” wrote Ana.", ["” We go at dawn,”"]),
        ("”We go at dawn,” wrote Ana.", ["”We go at dawn,”"]),
        ("We go at dawn,” she said.", ["We go at dawn,”"]),
        ("“We go at dawn", ["“We go at dawn"]),
    ],
)
def test_nested_unbalanced_and_turned_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the soldiers' fault, they don't care.",
        "In the ’90s they took ’em by 'bout noon.",
        'He is 5\'10" tall and the door is 30" wide.',
        "The men’s wives and the ships’ crews left.",
        'Nothing " here.',
        "",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_measure_inside_a_quotation_does_not_end_it() -> None:
    assert quoted('"He is 6\'2" tall," she said.') == ['"He is 6\'2" tall,"']


def test_an_unclosed_quotation_says_so() -> None:
    text = "“We stay"
    assert [q.open for q in quotes(text, 0, len(text))] == [True]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=MARKS + " aB,.5\n", max_size=120))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = quotes(text, 0, len(text))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
