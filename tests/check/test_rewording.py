"""Other words say the same only with the same numbers, negations and names."""

import pytest

from kg.check.rewording import SHARED, alike, closeness, differences, shared
from kg.check.words import words

WELLS = "that about 2,000 soldiers had crossed the River Asp near Karsholm overnight"


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("Some two thousand troops got across the Asp during the night", set()),
        ("The troops got across the river during the night", set()),
        ("the Asp was crossed overnight", set()),
        ("Some three thousand troops got across the Asp", {"number-changed"}),
        ("In all 2,500 troops got across the Asp", {"number-changed"}),
        ("Half of the 2,000 troops got across the Asp", {"number-changed"}),
        ("Two thousand troops did not get across the Asp", {"negation-changed"}),
        ("Nobody says that two thousand troops never got across the Asp", set()),
        ("Two thousand troops got across the Orrin", {"name-changed"}),
        ("The troops of General Ole Lund got across the Asp", {"name-changed"}),
        ("Ferrant got across with 2,000 troops", {"name-changed"}),
    ],
)
def test_what_differs_is_named(quoted: str, expected: set[str]) -> None:
    assert differences(WELLS, quoted) == expected


def test_what_only_the_statement_has_may_be_left_out() -> None:
    assert (
        differences("We have bread for nine days and nobody will kneel; Reed never asked", "The bread will last")
        == set()
    )


def test_a_word_and_its_opposite_are_a_negation() -> None:
    assert differences("that prices would rise this year", "Prices are going to fall this year") == {"negation-changed"}


def test_what_was_denied_is_said_with_a_negation() -> None:
    assert differences("that homes had been hit", "No house was struck", denied=True) == set()
    assert differences("that homes had been hit", "Houses were struck", denied=True) == {"negation-changed"}
    assert differences("that prices would rise", "prices would fall", denied=True) == {"negation-changed"}


def test_the_speaker_may_be_named() -> None:
    assert differences("she would stay", "that Reed would not leave", "Ann Reed") == {"negation-changed"}
    assert differences("she would stay", "that Reed would remain", "Ann Reed") == set()
    assert differences("she would stay", "that Lund would remain", "Ann Reed") == {"name-changed"}


def test_rare_words_count_more_than_common_ones() -> None:
    said = words("The harbour will stay closed until the last of the mines is lifted")
    rare, common = words("harbour mines lifted"), words("the will until the last of the is")
    assert shared(said, rare) > shared(said, common)
    assert shared(said, said) == 1.0
    assert shared(said, words("bread")) == 0.0 == shared((), ())


def test_a_paraphrase_by_words_shares_three_telling_words() -> None:
    said = words("The harbour stays closed until the mines are lifted from the channel")
    close = alike(said, words("The channel's mines must be lifted; the harbour is closed"))
    assert close is not None and close >= SHARED
    assert alike(said, words("the harbour stays")) is None
    assert alike(words("the harbour"), words("harbour")) is None


def test_closeness_is_of_meaning_and_words() -> None:
    said, quoted = words("The siege was a crime"), words("The siege was a crime")
    assert closeness(1.0, said, quoted) == 1.0
    assert closeness(0.0, said, words("bread")) == 0.0
    assert closeness(0.6, said, words("bread")) == 0.4
