"""The act that a cue names."""

import pytest

from kg.nlp import lexicon as lex
from kg.nlp.acts import THOUGHT, WRITING, act


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "speech"),
        ("told reporters", "speech"),
        ("according to", "speech"),
        ("wrote", "writing"),
        ("tweeted", "writing"),
        ("said in a letter", "writing"),
        ("in an op-ed", "writing"),
        ("the e-mail read", "writing"),
        ("believes", "thought"),
        ("is of the opinion", "thought"),
        ("told them that she fears", "thought"),
        ("wrote that he believes", "thought"),
        ("believes , he wrote", "writing"),
        ("WROTE", "writing"),
        ("Believed", "thought"),
        ("‘hopes’", "speech"),
        ("", "speech"),
        ("“ ” —", "speech"),
        ("harbour", "speech"),
    ],
)
def test_the_act_of_a_cue(cue: str, expected: str) -> None:
    assert act(cue) == expected


def test_what_stands_around_a_word_that_names_no_act_does_not_matter() -> None:
    for word, expected in (("wrote", "writing"), ("believed", "thought"), ("said", "speech")):
        assert act(f"has also {word} , of the harbour") == expected


def test_words_of_writing_and_thought_name_it_and_no_word_names_both() -> None:
    assert {act(word) for word in WRITING} == {"writing"}
    assert {act(word) for word in THOUGHT} == {"thought"}
    assert not WRITING & THOUGHT


def test_other_verbs_name_the_act_that_the_lexicon_gives() -> None:
    others = set(lex.VERBS) - WRITING - THOUGHT
    assert {word: act(word) for word in others} == {word: lex.VERBS[word].act for word in others}
