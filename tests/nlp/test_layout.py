"""A quotation that no cue claims goes on with the one before only where nobody else may have said it."""

import pytest

from kg.model import Span
from kg.nlp.found import Found
from kg.nlp.layout import INFERRED, laid_out
from kg.nlp.segment import segments

FIRST, SECOND = "“The bridge was never safe,”", "“We wrote to the ministry twice.”"


def read(between: str) -> tuple[str, tuple[Found, ...]]:
    """The first quotation is Brandt's; ``between`` stands after "Brandt said" and before the second."""
    text = f"{FIRST} Tomas Brandt said{between}{SECOND}"
    (segment,) = segments(text)
    cue = text.index("said")
    found = Found((Span(cue - 13, cue - 1),), (Span(cue, cue + 4),), (Span(0, len(FIRST)),), "direct", "speech", 0.9)
    return text, laid_out(text, [(segment, [found], [segment.quotes[-1]])])


@pytest.mark.parametrize("between", [". ", " in Sund. ", " after the vote on Tuesday. "])
def test_a_quotation_goes_on_after_its_speaker(between: str) -> None:
    text, (found,) = read(between)
    assert [s.of(text) for s in found.content] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "between",
    [
        ", and Leilani Akana answered: ",
        ". Leilani Akana was not convinced. ",
        " in June; Akana: ",
        " in a letter to the council that was read out at the end of a long and angry meeting. ",
    ],
)
def test_a_quotation_never_goes_on_past_what_may_name_another_speaker(between: str) -> None:
    text, (first, second) = read(between)
    assert [s.of(text) for s in first.content] == [FIRST]
    assert [s.of(text) for s in second.content] == [SECOND]
    assert (second.source, second.inferred, second.confidence) == ((), True, INFERRED)
