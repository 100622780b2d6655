"""Names, titles and offices at their edges."""

import csv

import pytest

from kg.nlp.holders import LISTED, holds, terms
from kg.nlp.register import Register
from tests.nlp.test_labels import PERSON, PERSON_ON, read_of, shown, windows
from tests.nlp.test_named import kinds, read, said, titled
from tests.nlp.test_titles import titles


def test_a_name_that_ends_in_the_next_window_is_read_once() -> None:
    long = "Rain " + "and " * 900 + "."
    own = next(windows(read_of(long))).own
    text = "Rain " + "and " * (own.stop - 2) + "Ann Marl " + "and " * 500 + "."
    assert shown(text, {"Ann": PERSON, "Marl": PERSON_ON}) == [("Ann Marl", "person")]


def test_an_initial_is_no_article() -> None:
    assert said("It was {p:A. J. Marl} who came.") == ["A. J. Marl"]


@pytest.mark.parametrize(
    "marked", ["{p:Anna} {l:Sund} came.", "{o:Ministry of} {l:Sund} met.", "in {l:Sund} {o:Rights} met."]
)
def test_names_share_no_characters(marked: str) -> None:
    assert len(read(marked)[1]) == 1


def test_the_place_of_an_office_of_any_country() -> None:
    assert titled("The President of {p:Finland Tidda Marl} spoke.") == [("Tidda Marl", "President of Finland")]


def test_an_agency_s_country_is_no_part_of_it() -> None:
    assert kinds("He told the Russian {o:TASS} that it rained.") == [("TASS", "outlet")]


def test_a_given_name_that_the_label_left_out_is_taken_in() -> None:
    assert titled("It was Sir Keir {p:Brandt} who came.") == [("Keir Brandt", None)]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("He met the president.", None),
        ("He met the King.", None),
        ("He met the Mayor", "Mayor"),
        ("It was the wife of President", "President"),
        ("It was the office of Mayor", "Mayor"),
        ("It was Secretary of State", "Secretary of State"),
        ("It was Assistant Secretary of the Interior Department", "Assistant Secretary of the Interior Department"),
        ("It was the head of Harbour Trade", "head of Harbour Trade"),
    ],
)
def test_titles(before: str, title: str | None) -> None:
    assert titles(f"{before} |Ann Marl spoke.") == (title, "")


def test_an_address_that_ends_a_sentence_is_nobody_s() -> None:
    assert titles("“No, my lord. |Vik left.") == (None, "")


def test_every_holder_holds_the_office() -> None:
    with LISTED.open(encoding="utf8", newline="") as file:
        for r in csv.DictReader(file):
            assert holds(r["holder"], f"the {r['office']} of {r['of']}", r["since"]), r


def test_a_full_name_is_of_its_bearer() -> None:
    assert terms("King Felipe VI") != terms("King Mohammed VI")


def test_a_date_of_any_length() -> None:
    assert holds("Barack Obama", "the president", "9999999999")


@pytest.mark.parametrize(
    "phrase", ["the vice president", "the former president", "the Finnish president", "the Irish president"]
)
def test_another_office(phrase: str) -> None:
    assert not holds("Barack Obama", phrase, "2012-03-01")


def test_own_adjective() -> None:
    assert holds("Alexander Stubb", "the Finnish president", "2024-09-01")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("It was {o:City of} Vell Mayor {p:Ann Marl} who came.", "Ann Marl"),
        ("It was {o:City of Vell Mayor Ann Marl} who came.", "Ann Marl"),
        ("It was {o:Port of} Vell that paid.", "Port of Vell"),
    ],
)
def test_a_body_ends_before_the_title_of_its_officer(marked: str, name: str) -> None:
    assert name in said(marked)


def test_letters_without_a_vowel_are_no_person_but_a_few() -> None:
    assert kinds("It was {p:VKM} that said so.") == [("VKM", "organisation")]
    assert kinds("It was {p:JFK} who said so.") == [("JFK", "person")]


def test_a_last_name_in_capitals_is_that_of_the_person() -> None:
    _, found = read("It was {p:Ann Marl} who came. MARL: It rains.")
    assert {n.text: n.kind for n in found} == {"Ann Marl": "person", "MARL": "person"}


@pytest.mark.parametrize("words", ["department of state health services", "Department for State Health Services"])
def test_a_body_called_by_letters_is_named_in_full(words: str) -> None:
    text, found = read(f"The {words} ({{o:DSHS}}) met. {{o:DSHS}} said so.")
    assert [k.name for k in Register(text, found).entities] == [words]


def test_letters_that_their_words_do_not_spell_stay() -> None:
    text, found = read("The state health office ({o:DSHS}) met.")
    assert [k.name for k in Register(text, found).entities] == ["DSHS"]


@pytest.mark.parametrize("text", ["{o:Office of} the Mayor met.", "{o:Bank of} the President of the Mayor met."])
def test_a_name_never_grows_into_a_title_alone(text: str) -> None:
    assert all("Mayor" not in name for name in said(text))
