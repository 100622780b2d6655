"""Names taken apart: titles, orders, scripts and sounds; and nothing that a page writes as a name breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.sounds import bones, sound, spelling
from kg.resolve.wording import LONGEST, MOST, body, person

ODD = [
    "",
    " ",
    "Mr.",
    "()",
    ",",
    "Jr., Jr.",
    "\u202e\u0301",
    "J" * 10_000,
    "a " * 10_000,
    "١٢٣",
    "🙂",
    "de la",
    "ﷺ" * 300,
]


@pytest.mark.parametrize("name", ["Zelensky", "Zelenskiy", "Zelenskyy", "Selenskyj", "Зеленський", "Зеленский"])
def test_spellings_of_one_family_name_have_the_same_bones(name: str) -> None:
    assert bones(spelling(name)) == bones("zelensky")


@pytest.mark.parametrize("name", ["Gaddafi", "Gadhafi", "Qaddafi", "Kadhafi", "القذافي"])
def test_a_script_without_vowels_has_the_bones_of_those_with_them(name: str) -> None:
    assert bones(spelling(name)) == bones("gadafi")
    assert bones(spelling("محمد")) == bones("mohammed")


def test_a_sound_has_one_spelling() -> None:
    assert sound("wolodymyr") == sound("volodimir")
    assert sound("alexei") == sound("aleksey") == sound("alexej")
    assert sound("ohtani") == sound("otani")


@pytest.mark.parametrize(
    ("name", "parts", "titles", "suffix"),
    [
        ("Rev. Dr. Martin Luther King, Jr.", ("martin", "luther", "king"), "", "jr"),
        ("President Zelenskyy", ("zelenskyy",), "president", ""),
        ("Ursula von der Leyen", ("ursula", "leyen"), "", ""),
        ("Rowling, J. K.", ("j", "k", "rowling"), "", ""),
        ("JK Rowling", ("j", "k", "rowling"), "", ""),
        ("King Charles III", ("charles",), "king", "iii"),
        ("Robert “Bob” Dole", ("robert", "dole"), "", ""),
        ("M. Macron", ("macron",), "", ""),
        ("Kim Jong-un", ("kim", "jong", "un"), "", ""),
        ("习近平", ("xi", "jin", "ping"), "", ""),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: tuple[str, ...], titles: str, suffix: str) -> None:
    found = person(name)
    assert (found.parts, found.titles, found.suffix) == (parts, titles, suffix)


def test_a_body_leaves_its_legal_form_and_keeps_its_country_apart() -> None:
    assert body("The Volkswagen AG").words == body("Volkswagen").words
    assert body("Ministry of Defence (Ukraine)").places == frozenset({"ukraine"})
    assert set(body("Russian Defense Ministry").words) == set(body("Ministry of Defence (Ukraine)").words)
    assert set(body("Organisation mondiale de la santé").words) == set(body("World Health Organization").words)


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_taken_and_bounded(name: str) -> None:
    for parts in (person(name).parts, body(name).words):
        assert len(parts) <= 2 * MOST
        assert all(len(part) <= 20 * LONGEST for part in parts)


@given(st.text(max_size=60))
def test_any_text_is_taken_and_its_parts_are_plain(name: str) -> None:
    for part in person(name).parts:
        assert part.isascii() and part == part.lower() and part.isalnum()
    body(name)
