"""What given names and titles tell of a person's gender, and the list that knows the names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp import names
from kg.nlp.names import bare, gender, given_names, is_outlet, plain

LIST = Path(names.__file__).parent / "given_names.txt"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The lines of the list below the remarks at its head."""
    content = LIST.read_bytes().decode("utf8")
    assert "\r" not in content
    assert content.endswith("\n")
    found = content.removesuffix("\n").split("\n")
    first = next(i for i, line in enumerate(found) if not line.startswith("#"))
    assert first > 0
    assert len(found) > 10_000
    return found[first:]


def test_each_line_has_a_name_and_what_it_tells(lines: list[str]) -> None:
    for line in lines:
        name, *told = line.split("\t")
        assert told in (["m"], ["f"]), line
        assert name
        assert name == name.lower() == bare(name) == "".join(name.split()), line
        assert all(c.isalpha() or c in "-'" for c in name), line


def test_the_lines_are_sorted_and_no_name_has_two_genders(lines: list[str]) -> None:
    said = [line.split("\t")[0] for line in lines]
    assert said == sorted(set(said))
    assert len({plain(name) for name in said}) == len(said)


def test_all_names_of_the_list_are_known(lines: list[str]) -> None:
    assert dict(given_names()) == {plain(name): told for name, told in (line.split("\t") for line in lines)}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Anna Marl", "f"),
        ("Thomas Marl", "m"),
        ("THOMAS MARL", "m"),
        ("Thomas’s Marl", "m"),
        ("Thomas T. Brandt Marl", "m"),
        ("André Marl", "m"),
        ("Andre\u0301 Marl", "m"),
        ("José Marl", "m"),
        ("Zoë Marl", "f"),
        ("Zoe Marl", "f"),
        ("Tidda Marl", ""),
        ("Marl Anna", ""),
        ("Harbour Anna", ""),
    ],
)
def test_a_given_name_tells_a_gender(said: str, expected: str) -> None:
    assert gender(said) == expected


@pytest.mark.parametrize("said", ["Anna", "Martin", "Thomas", "Marl", "", " "])
def test_a_lone_name_tells_none(said: str) -> None:
    assert gender(said) == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mr.", "m"),
        ("Mr", "m"),
        ("Sir", "m"),
        ("King", "m"),
        ("Harbour Board Chairman", "m"),
        ("the town’s spokesman", "m"),
        ("Mrs.", "f"),
        ("Ms", "f"),
        ("Miss", "f"),
        ("Dame", "f"),
        ("Queen", "f"),
        ("Congresswoman", "f"),
        ("the town’s spokeswoman", "f"),
        ("Mayor Mrs.", "f"),
    ],
)
def test_a_title_wins_over_a_given_name(title: str, expected: str) -> None:
    assert gender("Marl", title) == gender("Anna Marl", title) == gender("Thomas Marl", title) == expected


@pytest.mark.parametrize("title", ["", "Mayor", "President", "Dr.", "mister of the house", "chair", "Human Rights"])
def test_a_title_that_tells_none_leaves_it_to_the_given_name(title: str) -> None:
    assert gender("Marl", title) == ""
    assert gender("Anna Marl", title) == "f"
    assert gender("Thomas Marl", title) == "m"


@pytest.mark.parametrize(
    ("word", "without"),
    [
        ("marl", "marl"),
        ("josé", "jose"),
        ("Zoë", "Zoe"),
        ("ångström", "angstrom"),
        ("sjón", "sjon"),
        ("škoda", "skoda"),
        ("e\u0301", "e"),
        ("søren", "søren"),
        ("о́на", "она"),
        ("東京", "東京"),
        ("", ""),
    ],
)
def test_a_word_without_its_diacritics(word: str, without: str) -> None:
    assert plain(word) == without


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_without_diacritics_once_is_without_them(word: str) -> None:
    assert plain(plain(word)) == plain(word)
    if word.isascii():
        assert plain(word) == word


@pytest.mark.parametrize(
    ("word", "without"),
    [("Marl’s", "marl"), ("Marl's", "marl"), ("Jans’", "jans"), ("Mr.", "mr"), ("U.S.", "u.s"), ("", "")],
)
def test_a_word_without_its_ending_and_case(word: str, without: str) -> None:
    assert bare(word) == without


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_words_tell_one_gender_or_none(name: str, title: str) -> None:
    assert gender(name, title) in ("m", "f", "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Herald", True),
        ("Harbour herald", False),
        ("Herald", False),
        ("BBC", True),
        ("the BBC", True),
        ("The Times", True),
        ("Times", False),
        ("Sund Times", True),
        ("Wall Street Journal", True),
        ("Tide Board", False),
        ("", False),
    ],
)
def test_a_publication_is_known_by_its_name_or_by_its_last_word(name: str, expected: bool) -> None:
    assert is_outlet(name) == expected
