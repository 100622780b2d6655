"""Which words stand between quotation marks, and the type of a marked content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.quotation import content_type, quoted
from tests.marked import spans


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("He said “it's on” and left", ["“it's on”"]),
        ('He said "no" and "yes"', ['"no"', '"yes"']),
        ("“One.\n“Two,” he said.", ["“One.", "“Two,”"]),
        ("it's the workers' week", []),
        ("the 'open' port isn't", ["'open'"]),
        ("a ‘free’ port; don’t", ["‘free’"]),
        ("“He said ‘no’ twice”", ["“He said ‘no’ twice”"]),
        ('a 5" pipe and a 6" pipe', []),
        ("« ça » and „ja“", ["« ça »", "„ja“"]),
        ("no closing ” mark", []),
    ],
)
def test_quoted_stretches(text: str, stretches: list[str]) -> None:
    assert [text[s:e] for s, e in quoted(text)] == stretches


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“we won”", "direct"),
        ("“we won|he says so”", "direct"),
        ("that it “truly” rained", "mixed"),
        ("“we won|rained", "mixed"),
        ("rained", "indirect"),
        ("…", "indirect"),
    ],
)
def test_the_type_of_a_marked_content(content: str, kind: str) -> None:
    text = "“we won,” said Ann, “he says so” … that it “truly” rained “we won”"
    found = [(s.start, s.end) for s in spans(text, content)]
    assert content_type(text, found, quoted(text)) == kind


@given(st.text(alphabet="ab '\"“”‘’«»\n.", max_size=40))
def test_stretches_are_in_order_and_lie_within_a_line(text: str) -> None:
    at = 0
    for start, end in quoted(text):
        assert at <= start < end <= len(text)
        assert "\n" not in text[start:end]
        at = end
