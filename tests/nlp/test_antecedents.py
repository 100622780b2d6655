"""Whom pronouns and offices mean: several or one, offices beside a name, ages, numbers, outlets that pass words on."""

from collections.abc import Callable

import pytest

from kg import ids
from kg.model import Article, Extraction
from kg.nlp.pipeline import extract

Read = Callable[..., Extraction]
Speakers = Callable[[str], list[str | None]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Diplomats in the region were less hopeful. They said the talks would fail.", "Diplomats"),
        ("Two fishermen came ashore. “We saw nothing,” they said.", "Two fishermen"),
        ("But older pilots had doubts. They said the tide was late.", "older pilots"),
        ("The Dock Union struck.\nThey said the cranes stood still.\n", "Dock Union"),
        ("Senate Democrats were divided. They said it was late.", "Senate Democrats"),
    ],
)
def test_they_are_the_plural_subject_of_the_sentence_before(speakers: Speakers, text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Vik waited. They said the crane was stuck.",
        "Ana Vik met two engineers. They said the crane was stuck.",
        "A nurse waited. They said the crane was stuck.",
        "Measures in the port were taken. Ana Vik left. They said it rained.",
        "“Crews are tired. Ships in the port are late.” They said the crane was stuck.",
    ],
)
def test_they_are_never_one_person_nor_things(speakers: Speakers, text: str) -> None:
    assert speakers(text)[-1] is None


@pytest.mark.parametrize("source", ["Local officials", "The Dock Union", "Sources", "Nine nurses"])
def test_he_and_she_are_never_several(speakers: Speakers, source: str) -> None:
    assert speakers(f"{source} said it rained. He said it was late. She said it snowed.")[1:] == [None, None]


def test_several_that_they_may_be_are_candidates(read: Read) -> None:
    text = (
        "Officials said it rained.\nWitnesses said it snowed.\nAna Vik left.\nPer Lund came.\nThey said it was late.\n"
    )
    extraction = read(text)
    they = extraction.attributions[-1]
    names = {e.id: e.name for e in extraction.entities}
    assert they.speaker is None
    assert [names[c.entity] for c in they.candidates] == ["Witnesses", "Officials"]


@pytest.mark.parametrize(
    "beside",
    [
        "The harbour pilot, Marta Quill, watched the tide.",
        "Marta Quill, the harbour pilot, watched the tide.",
        "Marta Quill, 58, the harbour pilot, watched the tide.",
        "Marta Quill, 58, is the harbour pilot.",
        "Marta Quill, who has been the harbour pilot since May, watched the tide.",
    ],
)
def test_who_alone_holds_an_office_is_meant_by_it(read: Read, beside: str) -> None:
    extraction = read(f"{beside} The harbour pilot said it was late. Quill said it rained.")
    (entity,) = extraction.entities
    assert (entity.kind, entity.name) == ("person", "Marta Quill")
    assert [r.text for r in entity.roles] == ["harbour pilot"]
    assert [a.speaker for a in extraction.attributions] == [entity.id] * 2


def test_an_office_of_other_words_is_somebody_else(speakers: Speakers) -> None:
    text = "Marta Quill, the harbour pilot, watched the tide. The airline pilot said it was late."
    assert speakers(text) == ["The airline pilot"]


def test_two_holders_of_an_office_are_not_guessed_between(speakers: Speakers) -> None:
    text = "Marta Quill, a nurse, met Ana Vik, a nurse, at the quay. The nurse said it was late."
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "In the harbour, Marta Quill, Ana Vik and others waited. The harbour said it was late.",
        "For Marta Quill, the storm ended, and that was all. The ended said it was late.",
    ],
)
def test_what_stands_beside_a_name_by_chance_is_no_office(read: Read, text: str) -> None:
    assert not [role for e in read(text).entities for role in e.roles]


def test_a_short_title_is_the_office(speakers: Speakers) -> None:
    text = "Sen. Ana Vik came. The senator said it rained. Vice President Per Lund left. The president said it snowed."
    assert speakers(text) == ["Ana Vik", "The president"]


def test_an_age_is_in_the_source_and_not_in_the_name(read: Read) -> None:
    text = "Quill, 58, said the tide was late."
    extraction = read(text)
    (attribution,) = extraction.attributions
    assert attribution.source[0].of(text) == "Quill, 58"
    assert [(e.kind, e.name) for e in extraction.entities] == [("person", "Quill")]


def test_a_wish_of_many_is_no_attribution_and_numbers_stay_whole(speakers: Speakers) -> None:
    assert speakers("Some 6,000 people want to leave the island.") == []
    assert speakers("Some 6,000 people said that the island was lost.") == ["Some 6,000 people"]


@pytest.mark.parametrize(
    "text",
    [
        "Marta Quill told the Harbour Post that the tide was late.",
        "“We wait,” Marta Quill told the Harbour Post.",
        "The tide was late, Marta Quill said in an interview with the Harbour Post.",
        "Marta Quill was quoted by the Harbour Post as saying the tide was late.",
    ],
)
def test_an_outlet_that_was_told_is_cited_and_does_not_speak(read: Read, text: str) -> None:
    extraction = read(text)
    assert [e.name for e in extraction.entities] == ["Marta Quill"]
    assert [(c.kind, c.target) for c in extraction.citations] == [("outlet", "Harbour Post")]


def test_an_outlet_that_cites_does_not_say_the_rest_twice(read: Read) -> None:
    text = "The Harbour Post, citing Marta Quill, said the tide was late."
    contents = [[s.of(text) for s in a.content] for a in read(text).attributions]
    assert contents.count(["the tide was late"]) == 1
    assert ["Marta Quill, said the tide was late"] not in contents


def test_the_title_tells_a_given_name() -> None:
    text = "Quill said the tide was late."
    extraction = extract(Article(ids.article_iri(None, None, text), text, title="Sarah Quill on the late tide"))
    assert [e.name for e in extraction.entities] == ["Sarah Quill"]
