"""What was denied was not said."""

import pytest

from kg.check.comparison import compared
from kg.check.denials import denied, turned

SAID = "that homes in the harbour district had been hit"


@pytest.mark.parametrize("cue", ["denied", "has denied", "did not say", "never said", "rejected", "didn’t say"])
def test_words_in_the_reporter_s_voice_are_taken_back_by_their_cue(cue: str) -> None:
    assert denied(cue, "indirect") and denied(cue, "mixed")
    assert not denied(cue, "direct")  # “We hit nothing,” he denied


@pytest.mark.parametrize("cue", ["said", "noted", "told", "announced", ""])
def test_other_cues_take_nothing_back(cue: str) -> None:
    assert not denied(cue, "indirect")


@pytest.mark.parametrize(
    "quote", [SAID, "homes in the harbour district had been hit", "homes in the district were hit"]
)
def test_a_quote_of_what_was_denied_is_never_verbatim(quote: str) -> None:
    found = turned(compared(SAID, quote))
    assert found.kind == "altered" and "negation-changed" in found.flags


def test_what_has_nothing_of_a_denied_statement_stays_so() -> None:
    other = compared(SAID, "the price of bread rose twice this year")
    assert turned(other) == other
