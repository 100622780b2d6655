"""Ratings on one scale: by words, by numbers, never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import LABELS, PLACES
from kg.ingest.ratings import WORDS, _key, normalised, of_number, of_words

KNOWN = {
    "Pants on Fire!": "false", "Pants-fire": "false", "FALSE": "false", "Mostly False": "mostly-false",
    "Four Pinocchios": "false", "Two Pinocchios": "mixed", "Misleading": "mixed", "Half True": "mixed",
    "Mostly true": "mostly-true", "False: the photo is from 2011": "false", "True — and well known": "true",
    "Falso": "false", "Faux": "false", "Plutôt vrai": "mostly-true", "größtenteils richtig": "mostly-true",
    "überwiegend falsch": "mostly-false", "Engañoso": "mixed", "yanlış": "false", "Doğru": "true", "झूठ": "false",
    "زائف": "false", "Неправда": "false", "Unproven": "unproven", "sem provas": "unproven", "Not true.": "false",
}  # fmt: skip
NO_PLACE = (
    "Satire", "Labeled Satire", "Correct Attribution", "Misattributed", "Miscaptioned", "Outdated", "Not quite",
    "False-ish", "True, but", "True - but missing context", "Flip", "Research in progress", "", "   ", "?", "4/5",
)  # fmt: skip


@pytest.mark.parametrize(("words", "place"), KNOWN.items())
def test_words_of_several_languages_have_their_place(words: str, place: str) -> None:
    assert normalised(words) == place == of_words(words.upper())


@pytest.mark.parametrize("words", NO_PLACE)
def test_what_no_list_has_has_no_place(words: str) -> None:
    assert normalised(words) is None


def test_no_words_stand_in_two_lists() -> None:
    keys = [_key(text) for listed in WORDS.values() for text in listed.split("|")]
    by_place = [{_key(text) for text in listed.split("|")} for listed in WORDS.values()]
    assert all(keys)
    assert sum(map(len, by_place)) == len(set(keys))
    assert all(of_words(text.strip()) == place for place, listed in WORDS.items() for text in listed.split("|"))


def test_words_go_before_numbers_and_unknown_words_before_a_guess() -> None:
    assert normalised("False", "5", "5", "1") == "false"
    assert normalised("Satire", "1", "5", "1") is None
    assert normalised(None, "False") == "false"
    assert normalised("1", "1", "5", "1") == "false"


@pytest.mark.parametrize(
    ("value", "best", "worst", "place"),
    [
        ("1", "5", "1", "false"), ("5", "5", "1", "true"), ("3", "5", "1", "mixed"), ("2", None, "1", "mostly-false"),
        ("5", "1", "5", "false"), ("1", "1", "5", "true"), ("0", "10", "0", "false"), ("7,5", "10", "0", "mostly-true"),
        ("-1", "5", "1", None), ("6", "5", "1", None), ("3", None, None, None), ("3", "3", "3", None),
        ("x", "5", "1", None), (None, "5", "1", None), ("1e9", "5", "1", None), ("nan", "5", "1", None),
    ],
)  # fmt: skip
def test_numbers_lie_between_worst_and_best(
    value: str | None, best: str | None, worst: str | None, place: str | None
) -> None:
    assert of_number(value, best, worst) == place


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_a_scale_turned_round_gives_the_same_place(value: int, best: int, worst: int) -> None:
    straight = of_number(str(value), str(best), str(worst))
    assert (
        straight == of_number(str(-value), str(-best), str(-worst))
        or abs(value - worst) * 8 % max(1, abs(best - worst)) == 0
    )  # a tie may fall to either side
    if value in (best, worst) and best != worst:
        assert straight == ("true" if value == best else "false")


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_is_taken(name: str, value: str) -> None:
    assert normalised(name, value, value, value) in {None, *PLACES, "unproven"}


def test_every_place_has_a_label_that_leads_back_to_it() -> None:
    assert {place: normalised(label) for place, label in LABELS.items()} == {place: place for place in LABELS}
