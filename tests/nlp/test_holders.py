"""Who held which office when, and whether a phrase in an article means it."""

import csv
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp import holders
from kg.nlp.holders import GRACE, LISTED, Term, holds, seats, terms
from kg.nlp.names import bare, plain

DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
HEADER = ["office", "of", "holder", "since", "until"]
Row = list[str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The lines below the header."""
    with LISTED.open(encoding="utf8", newline="") as file:
        header, *found = csv.reader(file)
    assert header == HEADER
    assert len(found) > 1000
    return found


def first_day(written: str) -> date:
    """The day, of a month its first."""
    return date.fromisoformat(written if written.count("-") == 2 else f"{written}-01")


def test_the_list_is_text_with_lines_of_one_kind() -> None:
    content = LISTED.read_bytes().decode("utf8")
    assert "\r" not in content
    assert content.endswith("\n")
    assert content.startswith(",".join(HEADER) + "\n")


def test_each_line_has_an_office_whose_and_by_whom(rows: list[Row]) -> None:
    for row in rows:
        assert len(row) == len(HEADER)
        office, of, holder = row[:3]
        assert office and of and holder, row
        assert [" ".join(cell.split()) for cell in row] == row
        assert [plain(bare(word)) for word in office.split()] == office.split(), "an office has small letters"


def test_each_line_has_dates_in_order_and_only_a_term_that_runs_lacks_its_last(rows: list[Row]) -> None:
    for *_, since, until in rows:
        assert DAY.fullmatch(since)
        assert not until or (DAY.fullmatch(until) and first_day(since) < first_day(until))


def test_the_lines_are_sorted_and_none_is_there_twice(rows: list[Row]) -> None:
    order = [(office, of, since, holder) for office, of, holder, since, _ in rows]
    assert order == sorted(set(order))


def test_nobody_holds_one_office_twice_at_once(rows: list[Row]) -> None:
    last: dict[tuple[str, ...], date] = {}
    for office, of, holder, since, until in rows:
        key = (office, of, holder)
        assert key not in last or last[key] <= first_day(since), key
        last[key] = first_day(until) if until else date.max


def test_every_line_can_be_asked_for(rows: list[Row]) -> None:
    for office, of, holder, since, until in rows:
        found = [t for people in holders._listed()[last_word(holder)].values() for t in people]
        wanted = tuple(w for w in office.split() if w not in holders.SMALL)
        assert [t for t in found if t.office == wanted and t.since == first_day(since)], (office, of, holder)
        assert all(t.since < t.until <= date.max - GRACE for t in found)
        assert until or [t for t in found if t.until == date.max - GRACE]


def last_word(holder: str) -> str:
    return plain(bare(holder.split()[-1]))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the president", True),
        ("President", True),
        ("the French president", True),
        ("France’s president", True),
        ("the president of France", True),
        ("the tired president", True),
        ("the prime minister", False),
        ("the minister", False),
        ("the German president", False),
        ("the president of the United States", False),
        ("the US president", False),
        ("the European Commission president", False),
        ("", False),
    ],
)
def test_a_phrase_names_the_office_and_no_other_country(phrase: str, expected: bool) -> None:
    assert holds("Emmanuel Macron", phrase, "2020-03-01") == expected


@pytest.mark.parametrize("words", ["US", "U.S.", "American", "America’s", "Washington’s", "United States"])
def test_the_united_states_have_many_names(words: str) -> None:
    assert holds("Barack Obama", f"the {words} president", "2012-03-01")
    assert not holds("Emmanuel Macron", f"the {words} president", "2020-03-01")
    assert not holds("Barack Obama", f"the {words} prime minister", "2012-03-01")


@pytest.mark.parametrize("words", ["UK", "U.K.", "British", "Britain’s", "London’s", "United Kingdom"])
def test_the_united_kingdom_has_many_names(words: str) -> None:
    assert holds("Tony Blair", f"the {words} prime minister", "2003-03-01")
    assert not holds("Angela Merkel", f"the {words} chancellor", "2010-03-01")


def test_an_office_is_named_by_all_its_words() -> None:
    assert holds("Tony Blair", "the prime minister", "2003-03-01")
    assert not holds("Tony Blair", "the minister", "2003-03-01")
    assert not holds("Tony Blair", "in his prime", "2003-03-01")


def test_united_alone_is_of_no_one_state() -> None:
    assert not holds("Barack Obama", "the president of the United Kingdom", "2012-03-01")
    assert not holds("Tony Blair", "the prime minister of the United States", "2003-03-01")
    assert holds("Jacinda Ardern", "the New Zealand prime minister", "2019-03-01")
    assert not holds("Tony Blair", "the New Zealand prime minister", "2003-03-01")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2017-01-20", True),
        ("2017-04-05", True),
        ("2017-04-06", False),
        ("2008-11-05", False),
        ("2008-11-06", True),
        ("2009", True),
        ("2007", False),
        ("2008-12", True),
        ("2008-10", False),
        ("2012-03-01T23:59:59Z", True),
        ("2020-03-01T23:59:59+02:00", False),
        ("9999-12-31", False),
        ("0001-01-01", False),
    ],
)
def test_an_office_is_held_a_while_before_and_after_its_term(published: str, expected: bool) -> None:
    (term,) = terms("Barack Obama")
    assert (term.since, term.until, GRACE) == (date(2009, 1, 20), date(2017, 1, 20), timedelta(days=75))
    assert holds("Barack Obama", "the president", published) == expected


def test_a_term_that_runs_has_no_end() -> None:
    assert holds("Keir Starmer", "the prime minister", "9999-12-31")
    assert not holds("Keir Starmer", "the prime minister", "2023-01-01")


@pytest.mark.parametrize("published", [None, "", "soon", "20-13-45", "2020-02-30", "-1", "2020-x-01", "0000-01-01"])
def test_without_a_date_whoever_ever_held_the_office_counts(published: str | None) -> None:
    assert holds("Barack Obama", "the president", published)
    assert holds("Tony Blair", "the prime minister", published)
    assert not holds("Tony Blair", "the chancellor", published)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Angela Merkel", True),
        ("ANGELA MERKEL", True),
        ("Angela Dorothea Merkel", True),
        ("Merkel", True),
        ("Merkel’s", True),
        ("Ann Merkel", False),
        ("Angela", False),
        ("Merkel Marl", False),
        ("", False),
        (" ", False),
    ],
)
def test_a_holder_is_known_by_first_and_last_name_or_by_a_last_name_that_is_unique(name: str, expected: bool) -> None:
    assert holds(name, "the German chancellor", "2012-03-01") == expected


def test_a_last_name_that_several_holders_bear_tells_nobody() -> None:
    assert terms("Bill Clinton")
    assert terms("Hillary Clinton")
    assert terms("Clinton") == ()
    assert {t.office for t in terms("Hillary Clinton")} == {("secretary", "state")}


def test_diacritics_change_nothing() -> None:
    assert holds("Nicolás Sarkozy", "the French president", "2010-03-01")
    assert holds("Recep Tayyip Erdoğan", "the Turkish president", "2020-03-01")
    assert terms("Erdogan") == terms("Erdoğan") != ()


def test_small_words_of_an_office_are_not_asked_for() -> None:
    assert holds("Hillary Clinton", "Secretary of State", "2010-03-01")
    assert holds("Hillary Clinton", "the state secretary", "2010-03-01")


def test_the_seats_are_every_word_for_a_country_a_city_or_a_body_with_offices() -> None:
    assert {"france", "french", "us", "american", "uk", "british", "london", "zealand", "nato", "turkish"} <= seats()
    assert not seats() & {"of", "the", "and", "for", ""}
    assert all(word == plain(bare(word)) for word in seats())


def test_a_term_says_what_of_whom_and_when() -> None:
    (term,) = terms("Nicolas Sarkozy")
    assert term == Term(("president",), frozenset(("france", "french")), date(2007, 5, 16), date(2012, 5, 15))


@given(st.text(max_size=30), st.text(max_size=30), st.none() | st.text("0123456789-T:", max_size=9))
def test_any_words_and_dates_have_an_answer(name: str, phrase: str, published: str | None) -> None:
    assert holds(name, phrase, published) in (True, False)


@pytest.mark.parametrize(("short", "full"), [("the PM", "the prime minister"), ("the US VP", "the US vice president")])
def test_an_office_may_be_written_in_letters(short: str, full: str) -> None:
    for name, when in (("Keir Starmer", "2025-02-22"), ("Joe Biden", "2012-01-01"), ("Ana Vik", "2025-02-22")):
        assert holds(name, short, when) == holds(name, full, when)
    assert holds("Keir Starmer", "the PM", "2025-02-22")
    assert not holds("Keir Starmer", "3 pm", "2025-02-22")
