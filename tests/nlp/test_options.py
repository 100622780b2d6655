"""Whom a source may mean at all: what grammar bars, and whom words without a name put forward."""

import pytest

from kg.model import Span
from kg.nlp.ground import Ground
from kg.nlp.mentions import names
from kg.nlp.options import Options
from kg.nlp.register import Register
from kg.nlp.segment import segments
from kg.nlp.sources import describe, noun_before

MET = "Ana Vik met Tomas Lund."


def meant(text: str, source: str, cue: str = "") -> list[str]:
    """The names of all whom the last place of the words ``source`` may mean."""
    parts = segments(text)
    register = Register(text, names(text, parts))
    span = Span(text.rindex(source), text.rindex(source) + len(source))
    options = Options(text, register, Ground(register, parts))
    found = options.of(span, describe(text, span, register.inside(span)), [Span(len(text) - 4, len(text))])
    return sorted(o.known.name for o in found if o.known is not None)


@pytest.mark.parametrize(
    "clause",
    [
        "Asked about Tomas Lund",
        "When asked about Tomas Lund",
        "But pressed on Tomas Lund",
        "Speaking to Tomas Lund",
        "After meeting Tomas Lund",
    ],
)
def test_who_is_spoken_of_in_the_speaker_s_own_clause_is_not_the_speaker(clause: str) -> None:
    assert meant(f"{MET} {clause}, he said that it rained.", "he") == []
    assert meant(f"{MET} {clause}, the pilot said that it rained.", "the pilot") == ["Ana Vik"]


@pytest.mark.parametrize(
    "clause", ["On Monday with Tomas Lund", "Speaking at Tomas Lund's house", "Tomas Lund was waiting, and"]
)
def test_any_other_beginning_bars_nobody(clause: str) -> None:
    assert "Tomas Lund" in meant(f"{MET} {clause}, he said that it rained.", "he")


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("He heard three members ", "three members"),
        ("Among the people ", "the people"),
        ("He met a farmer, ", "a farmer"),
        ("It was said by two of the older residents ", "the older residents"),
        ("He saw Ana Vik, ", None),
        ("Those ", None),
        ("The committee ", None),
        ("", None),
    ],
)
def test_the_words_before_who_name_somebody_by_a_noun(before: str, noun: str | None) -> None:
    text = f"{before}who said that it rained."
    found = noun_before(text, len(before))
    assert (found.of(text) if found else None) == noun


def test_who_may_mean_the_noun_before_it() -> None:
    assert "three members" in meant(f"{MET} He heard three members who said that it rained.", "who")


@pytest.mark.parametrize("apposition", [", a writer and activist", ", the harbour pilot,", ", 58, a nurse", ""])
def test_who_touches_the_name_before_an_apposition(apposition: str) -> None:
    text = f"Tomas Lund came. It is led by Ana Vik{apposition} who said that it rained."
    register = Register(text, names(text, segments(text)))
    found = register.before(text.index("who"))
    assert found is not None and found.name == "Ana Vik"


@pytest.mark.parametrize("between", [". A pilot", ", a pilot; a nurse", " slept. Others"])
def test_who_touches_no_name_beyond_its_apposition(between: str) -> None:
    text = f"It is led by Ana Vik{between} who said that it rained."
    assert Register(text, names(text, segments(text))).before(text.index("who")) is None


@pytest.mark.parametrize("words", ["Vik's aide", "Ana Vik’s lawyer", "Ana Vik's predecessor"])
def test_somebody_s_aide_is_not_the_one_whose_aide_it_is(words: str) -> None:
    assert "Ana Vik" not in meant(f"{MET} {words} said that it rained.", words)


def test_somebody_s_letter_may_speak_for_its_author() -> None:
    assert "Ana Vik" in meant(f"{MET} Ana Vik's letter said that it rained.", "Ana Vik's letter")


def test_the_country_of_an_office_is_not_its_holder_and_bars_nobody() -> None:
    found = meant("Ana Vik met Tomas Lund in France. The France president said that it rained.", "The France president")
    assert "France" not in found and {"Ana Vik", "Tomas Lund"} <= set(found)
