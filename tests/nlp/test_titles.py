"""The title before a name: in each text a bar stands where the name begins."""

import pytest
from hypothesis import given

from kg.nlp.titles import MOST, title_before
from tests.strategies import texts


def titles(marked: str, floor: int = 0, named: int = 0) -> tuple[str | None, str]:
    """The title and the honorific before the bar; the title stands where it says."""
    text, end = marked.replace("|", ""), marked.index("|")
    role, courtesy = title_before(text, end, floor, named)
    if role is None:
        return None, courtesy
    assert role.span is not None
    assert floor <= role.span.start < role.span.end <= end
    assert role.span.of(text) == role.text
    return role.text, courtesy


@pytest.mark.parametrize("office", ["Mayor", "Sund Mayor", "Sen.", "Lt. Gov.", "Head of Trade", "Tide Board chief"])
def test_the_title_before_a_person(office: str) -> None:
    assert titles(f"It was {office} |Ann Marl who spoke.") == (office, "")
    assert titles(f"{office} |Ann Marl spoke.") == (office, "")
    assert titles(f"It was the {office} |Ann Marl who spoke.") == (office, "")


@pytest.mark.parametrize("office", ["deputy prime minister", "campaign manager", "fisherman", "Sund’s mayor"])
def test_a_title_may_be_written_small(office: str) -> None:
    assert titles(f"It was the {office} |Ann Marl who spoke.") == (office, "")


@pytest.mark.parametrize(
    "before", ["Denied", "under", "Sund,", "a fisherman.", "the mayor’s", "brother", "of", "12", ""]
)
def test_other_words_before_a_person_are_no_title(before: str) -> None:
    assert titles(f"It was {before} |Ann Marl who spoke.") == (None, "")


@pytest.mark.parametrize("honorific", ["Mr.", "Mrs", "Sir", "Dame"])
def test_an_honorific_is_no_title_and_may_have_one_before_it(honorific: str) -> None:
    assert titles(f"It was {honorific} |Marl who spoke.") == (None, honorific)
    assert titles(f"It was Mayor {honorific} |Marl who spoke.") == ("Mayor", honorific)


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n "])
def test_a_byline_on_the_line_before_is_no_title(gap: str) -> None:
    assert titles(f"By Marine Editor{gap}|Ann Marl spoke.") == (None, "")
    assert titles(f"It was mayor{gap}Mr. |Marl spoke.") == (None, "Mr.")
    assert titles(f"By Sund{gap}Marine Editor |Ann Marl spoke.") == ("Marine Editor", "")


def test_a_title_is_as_long_as_is_looked() -> None:
    assert titles(f"It was {'Ost ' * MOST}Mayor |Ann Marl.") == ("Ost " * (MOST - 1) + "Mayor", "")


def test_a_title_begins_with_a_whole_word() -> None:
    text = "It was McMayor Mayor |Marl who spoke."
    assert titles(text, text.index("McMayor")) == ("McMayor Mayor", "")
    assert titles(text, text.index("Mayor")) == ("Mayor", "")


def test_a_name_is_no_title_of_the_next_but_may_begin_one() -> None:
    assert titles("It was Port Vell |Ann Marl.", named=len("It was Port Vell")) == (None, "")
    assert titles("It was Port Vell Mayor |Ann Marl.", named=len("It was Port Vell")) == ("Port Vell Mayor", "")


@given(texts())
def test_whatever_stands_before_a_name_a_title_is_words_of_it(text: str) -> None:
    for end in range(len(text) + 1):
        role, courtesy = title_before(text, end, max(0, end - 30), 0)
        assert courtesy in text[:end]
        assert role is None or (role.span is not None and role.span.of(text) == role.text == role.text.strip())
