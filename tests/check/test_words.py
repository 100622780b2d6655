"""A text as words: what is put aside, and that each word keeps its place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.spelling import one_spelling, value
from kg.check.weights import COMMON, terms
from kg.check.words import BREAK, words


def forms(text: str) -> list[str]:
    return [w.form for w in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We shall win,” he said.", "we shall win he said"),
        ("well-known — and loved", "well known and loved"),
        ("the colour of labour at the centre", "the color of labor at the center"),
        ("They organised and travelled", "they organized and traveled"),
        ("It’s theirs; I don't know", "it is theirs, I do not know"),
        ("He can't, we won’t", "he cannot we will not"),
        ("He [sic] said so", "he said so"),
        ("1,597 dead", "1597 dead"),
        ("Zürich and Zu\u0308rich", "Zurich and Zurich"),
        ("co\u00adoperate\u200b now", "cooperate now"),
        ("five per cent", "5 percent"),
        ("... and so on …", "and so on"),
        ("the U.S. and the U.K.", "the US and the UK"),
    ],
)
def test_spelling_and_punctuation_are_put_aside(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("filed", "filled"), ("3.5", "35"), ("can", "cannot"), ("form", "from"), ("price", "prize"), ("$5", "£5")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert forms(one) != forms(other)


@given(st.text(max_size=80))
def test_each_word_stands_where_it_says(text: str) -> None:
    found = words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert [w.start for w in found] == sorted(w.start for w in found)
    assert [w.sentence for w in found] == sorted(w.sentence for w in found)
    for w in found:
        assert w.form in (BREAK, "percent", "and") or any(
            unicodedata.category(c)[0] in "LNMSC" for c in text[w.start : w.end]
        )


def test_a_told_interruption_is_no_break_and_an_unexplained_one_is() -> None:
    assert BREAK not in forms("“It is,” … “a shame.”")
    assert forms("armed … visitors") == ["armed", BREAK, "visitors"]
    assert forms("We [...] win") == ["we", BREAK, "win"]


def test_sentences_and_names() -> None:
    found = words("Mr. Smith met Ann in Ostrel. Then he left. We won!")
    assert [w.form for w in found if w.name] == ["smith", "ann", "ostrel"]
    assert max(w.sentence for w in found) == 2
    assert not any(w.name for w in words("SMITH MET ANN IN OSTREL AGAIN"))


@pytest.mark.parametrize(
    ("text", "number"),
    [("5 thousand", 5000), ("20 5", 25), ("2 hundred and 50", 250), ("3 2", None), ("", None), ("5 dogs", None),
     ("2 million 3 hundred thousand 7", 2_300_007)],
)  # fmt: skip
def test_numbers_in_words(text: str, number: float | None) -> None:
    assert value(text.split()) == number


def test_one_spelling_of_two_runs() -> None:
    assert one_spelling(["health", "care"], ["healthcare"])
    assert one_spelling(["20", "5"], ["25"])
    assert not one_spelling(["1", "5"], ["15"]), "fifteen is not one, five"
    assert not one_spelling(["5"], ["6"])


@given(st.text(max_size=60))
def test_terms_are_safe_in_a_query_and_there_where_there_are_words(text: str) -> None:
    kept = [w for w in forms(text) if w != BREAK]
    found = terms(forms(text))
    assert bool(found) == bool(kept)
    assert all(t and not any(c.isspace() or (c.isascii() and not c.isalnum()) for c in t) for t in found)


def test_common_words_are_terms_by_threes() -> None:
    assert {"we", "will", "not"} <= COMMON
    assert terms(["we", "will", "not", "bridges"]) == ["we·will·not", "bridg"]
    assert terms(["no"]) == ["no"]
