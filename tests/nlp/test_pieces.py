"""Word pieces are those of WordPiece, word by word, whatever was asked before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from kg.nlp import pieces
from kg.nlp.pieces import Vocabulary

LISTED = re.findall(
    r"\S+",
    """[PAD] [UNK] [CLS] [SEP] harbour har ##bour rain ##ing ##ed ##s the t ##h ##e zoe o ' ’ clock . , \" “ — 東 京 498
    4 ##98 ##9 a ##a b ##b u""",
)
UNKNOWN = 1
asked = st.one_of(
    st.sampled_from(
        ["harbour", "Harbours", "raining", "RAINED", "the", "Zoë", "o’clock", "東京", "498", "49", "“", "abab"]
    ),
    st.text("abhrtues49. '", min_size=1, max_size=8),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6),
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(LISTED)


@pytest.fixture(scope="module")
def reference() -> BertWordPieceTokenizer:
    """The tokenizer that MiniLM was trained with, on the small vocabulary."""
    return BertWordPieceTokenizer({piece: i for i, piece in enumerate(LISTED)}, lowercase=True)


@given(word=asked)
def test_pieces_are_those_of_the_tokenizer(
    vocabulary: Vocabulary, reference: BertWordPieceTokenizer, word: str
) -> None:
    assert vocabulary(word) == (tuple(reference.encode(word, add_special_tokens=False).ids) or (UNKNOWN,))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("harbour", ["harbour"]),
        ("Harbours", ["harbour", "##s"]),
        ("raining", ["rain", "##ing"]),
        ("Zoë", ["zoe"]),
        ("東京", ["東", "京"]),
    ],
)
def test_the_longest_pieces_are_taken_first(vocabulary: Vocabulary, word: str, expected: list[str]) -> None:
    assert [LISTED[i] for i in vocabulary(word)] == expected


@pytest.mark.parametrize("word", ["xyz", "harbourx", "?", "é́", "rain" * 100, "\u200b", " ", ""])
def test_an_unknown_word_is_one_unknown_piece(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary(word) == (UNKNOWN,)


@given(words=st.lists(asked, max_size=30))
def test_what_was_asked_before_changes_nothing(words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "REMEMBERED", 3)
        short, fresh = Vocabulary(LISTED), Vocabulary(LISTED)
        for word in words + words:
            assert short(word) == fresh(word)
            fresh = Vocabulary(LISTED)


def test_no_more_words_are_remembered_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "REMEMBERED", 3)
    vocabulary = Vocabulary(LISTED)
    for word in LISTED:
        vocabulary(word)
        assert len(vocabulary._seen) <= 3


def test_a_vocabulary_without_a_piece_for_the_unknown_is_refused() -> None:
    with pytest.raises(KeyError, match="UNK"):
        Vocabulary(["rain", "harbour"])
