"""Who a source stands for: titles, surnames, pronouns, offices, kinds, spokespersons, doubt."""

from collections.abc import Callable

import pytest

from kg.model import Entity, Extraction

Read = Callable[..., Extraction]
Speakers = Callable[[str], list[str | None]]


def only(read: Read, text: str) -> Entity:
    """The speaker of the only attribution."""
    extraction = read(text)
    (attribution,) = extraction.attributions
    return next(e for e in extraction.entities if e.id == attribution.speaker)


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Vell Mayor Ana Vik said the port was open.", "Ana Vik", ["Vell Mayor"]),
        ("Foreign Minister Jean-Luc de Brac said the port was open.", "Jean-Luc de Brac", ["Foreign Minister"]),
        ("Palace spokesman Tor Moll said the port was open.", "Tor Moll", ["Palace spokesman"]),
        ("Tor Moll, a palace spokesman, said the port was open.", "Tor Moll", ["palace spokesman"]),
        ("The mayor of Vell, Ana Vik, said the port was open.", "Ana Vik", ["mayor of Vell"]),
        ("Mr Moll said the port was open.", "Moll", []),
        ("Dr. Ana Vik said the port was open.", "Ana Vik", ["Dr."]),
    ],
)
def test_a_name_without_its_titles_which_are_roles(read: Read, text: str, name: str, roles: list[str]) -> None:
    entity = only(read, text)
    assert (entity.kind, entity.name, [r.text for r in entity.roles]) == ("person", name, roles)
    assert all(r.span.of(text) == r.text for r in entity.roles)


def test_surnames_honorifics_pronouns_and_offices_mean_the_person(speakers: Speakers) -> None:
    text = (
        "Vell Mayor Ana Vik said the port was open.\n"
        "Ms Vik added that bread was short. “We wait,” she said.\n"
        "The mayor said the cranes stood still.\n"
        "Vik told reporters that rain had come.\n"
    )
    assert speakers(text) == ["Ana Vik"] * 5


def test_a_student_is_the_one_that_she_means(speakers: Speakers) -> None:
    text = "The port was quiet, said a student living in the town. No bread came, she said. The student said it rained."
    assert speakers(text) == ["a student living in the town"] * 3


def test_gender_keeps_two_people_apart(speakers: Speakers) -> None:
    text = "Mr Moll said it rained. Ms Vik said it snowed. He said the port was shut. She said it was open."
    assert speakers(text) == ["Moll", "Vik", "Moll", "Vik"]


def test_two_people_of_one_surname_are_not_guessed_between(read: Read) -> None:
    extraction = read("Ana Vik and Per Vik came to the port in the rain. It was open, Vik said.")
    (attribution,) = extraction.attributions
    names = {e.id: e.name for e in extraction.entities}
    assert attribution.speaker is None
    assert attribution.speaker_confidence is None
    assert sorted(names[c.entity] for c in attribution.candidates) == ["Ana Vik", "Per Vik"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ana Vik", "person"),
        ("The Vell Defence Ministry", "organisation"),
        ("The United Nations", "organisation"),
        ("The aid agency Lantern Aid", "organisation"),
        ("NATO", "organisation"),
        ("Western officials", "collective"),
        ("Local authorities", "collective"),
        ("Some residents", "collective"),
        ("A student living in the town", "unnamed"),
        ("A source familiar with the talks", "unnamed"),
        ("Sources", "unnamed"),
        ("The report", "document"),
        ("A leaked letter", "document"),
        ("Reuters", "outlet"),
        ("The Vell Herald", "outlet"),
        ("Moscow", "place"),
    ],
)
def test_kinds(read: Read, source: str, kind: str) -> None:
    assert only(read, f"{source} said that the port was open.").kind == kind


def test_a_capital_stands_for_its_government(read: Read) -> None:
    entity = only(read, "Moscow said that the port was open.")
    assert (entity.name, entity.stands_for) == ("Moscow", "Russian government")


@pytest.mark.parametrize(
    "text",
    [
        "Palace spokesman Tor Moll said it rained.",
        "Tor Moll, a spokesman for the Palace, said it rained.",
        "A spokeswoman for the Palace said it rained.",
    ],
)
def test_a_spokesperson_speaks_for_a_body(read: Read, text: str) -> None:
    extraction = read(text)
    entities = {e.id: e for e in extraction.entities}
    speaker = entities[extraction.attributions[0].speaker or ""]
    assert speaker.speaks_for is not None
    assert (entities[speaker.speaks_for].kind, entities[speaker.speaks_for].name) == ("organisation", "Palace")


def test_two_unnamed_people_of_the_same_words_are_two(read: Read) -> None:
    extraction = read("A resident said the port was shut.\nA resident said the port was open.\n")
    first, second = extraction.entities
    assert (first.name, first.kind) == (second.name, second.kind) == ("A resident", "unnamed")
    assert first.iri != second.iri


def test_entities_are_numbered_by_first_mention_and_mentions_are_the_words(read: Read) -> None:
    text = "Tor Moll waited. Ana Vik said it rained. Mr Moll said it snowed, and she said it was cold."
    extraction = read(text)
    assert [e.id for e in extraction.entities] == ["e1", "e2"]
    assert [(m.span.of(text), m.entity, m.form) for m in extraction.mentions] == [
        ("Tor Moll", "e1", "name"),
        ("Ana Vik", "e2", "name"),
        ("Moll", "e1", "name"),
        ("she", "e2", "pronoun"),
    ]


def test_who_only_is_talked_about_is_no_entity(read: Read) -> None:
    extraction = read("Ana Vik said that Tor Moll had left for Kiel with Per Lund.")
    assert [e.name for e in extraction.entities] == ["Ana Vik"]
