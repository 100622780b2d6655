"""What is pasted with a quote is put aside only where it does nothing but credit the words between the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.pasted import quoted_part
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("“It is quiet now,” said Ann Lee, a baker.", "“It is quiet now,”"),
        ('"We waited all night," she said. "Nobody came."', '"We waited all night," … "Nobody came."'),
        ("Ann Lee told the Post: «We waited all night.»", "«We waited all night.»"),
        ("RT @post: “nobody came for us” #harbour", "“nobody came for us”"),
    ],
)
def test_the_words_between_the_marks_are_the_quote(text: str, part: str) -> None:
    assert quoted_part(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "“armed visitors” had entered his council building",
        "“We waited all night”",
        "We waited all night, said Ann Lee",
        "He said “yes”",
        "said Ann Lee, "
        + "who was there and saw it all with her own eyes from the quay, " * 3
        + "“we waited all night”",
        "",
    ],
)
def test_all_words_of_any_other_text_are_the_quote(text: str) -> None:
    assert quoted_part(text) is None


@given(texts() | st.text())
def test_any_text_has_an_answer_made_of_its_own_words(text: str) -> None:
    part = quoted_part(text)
    assert part is None or all(piece in text for piece in part.split(" … "))
