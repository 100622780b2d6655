"""Who is meant: who goes on speaking, who is too close to another to be named, and what a text tells of its people."""

from collections.abc import Callable

import numpy as np
import pytest

from kg.model import Extraction, Span
from kg.nlp.mentions import names
from kg.nlp.people import ALONE, INTRODUCED, LEAST, REACH, RUNNING, SHOWN, THEY, Choice, People
from kg.nlp.ranking import FACTS, FORMS, KINDS, WIDTH, Ranker, load
from kg.nlp.register import Known, Register
from kg.nlp.segment import segments
from kg.nlp.sources import body_spoken_for

Read = Callable[..., Extraction]
FIRST, NEXT = "“We waited all night for the ferry,”", "“Nobody came for us, and nobody wrote.”"
TIDE = "The tide rose."


def weighing(fact: str, weight: float, sure: float = 0.0, apart: float = 0.0) -> Ranker:
    """A network that scores an option by one fact."""
    inner = np.zeros((WIDTH, 1), dtype=np.float32)
    inner[len(FORMS) + len(KINDS) + FACTS.index(fact)] = weight
    return Ranker(inner, np.zeros(1, np.float32), np.ones(1, np.float32), 1.0, sure, apart)


def register(text: str, title: str | None = None) -> Register:
    return Register(text, names(text, segments(text)), title)


def known_as(found: Register, name: str) -> Known:
    return next(k for k in found.entities if k.name == name)


class Asked:
    """One text, and questions about its people; words are found at their last place."""

    def __init__(self, text: str, title: str | None = None, ranker: Ranker | None = None) -> None:
        self.text = text
        self.people = People(text, segments(text), register(text, title), ranker or load())

    def span(self, words: str) -> Span:
        return Span(self.text.rindex(words), self.text.rindex(words) + len(words))

    def says(self, name: str, words: str) -> "Asked":
        content = self.span(words)
        self.people.follow(known_as(self.people.register, name), content.start, [content])
        return self

    def running(self, words: str = NEXT) -> tuple[str | None, float]:
        choice = self.people.running([self.span(words)])
        return choice.known.name if choice.known else None, choice.confidence

    def meant(self, source: str, content: str) -> Choice:
        return self.people.resolve(self.span(source), [self.span(content)])


def named(choice: Choice) -> tuple[str | None, list[str]]:
    return choice.known.name if choice.known else None, [k.name for k, _ in choice.rivals]


@pytest.mark.parametrize("between", ["", TIDE, f"{TIDE} {TIDE}"])
def test_who_spoke_last_goes_on_where_no_paragraph_parts_them(between: str) -> None:
    asked = Asked(f"{FIRST} Ana Vik said. {between}\n\n{NEXT}").says("Ana Vik", FIRST)
    assert asked.running() == ("Ana Vik", RUNNING)
    assert asked.running() == ("Ana Vik", RUNNING)


def test_nobody_goes_on_beyond_a_paragraph_or_from_afar() -> None:
    assert Asked(f"{FIRST} Ana Vik said.\n\n{TIDE}\n\n{NEXT}").says("Ana Vik", FIRST).running() == (None, 0.0)
    far = " ".join([TIDE] * (REACH // len(TIDE) + 1))
    assert Asked(f"{FIRST} Ana Vik said. {far}\n\n{NEXT}").says("Ana Vik", FIRST).running() == (None, 0.0)
    assert Asked(f"Ana Vik waited.\n\n{NEXT}").running() == (None, 0.0)


@pytest.mark.parametrize(("mark", "speaker"), [("“", "Ana Vik"), ('"', "Ana Vik"), ("‘", "Ana Vik"), ("", None)])
def test_a_quotation_that_is_not_closed_goes_on_over_paragraphs(mark: str, speaker: str | None) -> None:
    said = f"{mark}We waited all night. The ferry did not come."
    asked = Asked(f"Ana Vik was there.\n\n{said}\n\n{TIDE}\n\n{TIDE}\n\n{NEXT}").says("Ana Vik", said)
    assert asked.running() == (speaker, RUNNING if speaker else 0.0)


@pytest.mark.parametrize("mark", ["”", "“", "’"])
def test_a_mark_that_ends_a_quotation_or_stands_right_after_it_closes_it(mark: str) -> None:
    text = f"Ana Vik was there.\n\n“We waited all night.{mark}\n\n{TIDE}\n\n{TIDE}\n\n{NEXT}"
    for said in (f"“We waited all night.{mark}", "“We waited all night."):
        assert Asked(text).says("Ana Vik", said).running() == (None, 0.0)


def test_who_is_quoted_inside_another_s_words_does_not_go_on() -> None:
    outer = "“We waited, and Tomas Lund said that nobody came.”"
    asked = Asked(f"{outer} Ana Vik said.\n\n{NEXT}").says("Ana Vik", outer).says("Tomas Lund", "that nobody came")
    assert asked.running() == ("Ana Vik", RUNNING)


LINE = "The pilots Marta Quill and Tomas Lund, on the night of the storm"


@pytest.mark.parametrize(
    ("line", "title", "speaker"),
    [
        (f"{LINE}:", "What Marta Quill remembers", "Marta Quill"),
        (f"{LINE}:", "Quill: the ferry never came", "Marta Quill"),
        (f"{LINE}:", "Quill and Lund remember", None),
        (f"{LINE}:", "A night on the quay", None),
        (f"{LINE}:", None, None),
        (f"{LINE}.", "What Marta Quill remembers", None),
    ],
)
def test_below_a_colon_the_one_person_of_the_title_speaks(line: str, title: str | None, speaker: str | None) -> None:
    assert Asked(f"{line}\n\n{NEXT}", title).running() == (speaker, INTRODUCED if speaker else 0.0)


def test_below_a_colon_whoever_has_just_spoken_goes_on() -> None:
    near = Asked(f"Tomas Lund said it snowed. {LINE}:\n\n{NEXT}", "What Marta Quill remembers")
    assert near.says("Tomas Lund", "it snowed").running() == ("Tomas Lund", RUNNING)
    apart = Asked(f"Tomas Lund said it snowed.\n\n{LINE}:\n\n{NEXT}", "What Marta Quill remembers")
    assert apart.says("Tomas Lund", "it snowed").running() == ("Marta Quill", INTRODUCED)


TWO = "Marta Quill waited. Ana Vik left the quay. She said it rained."


def test_where_nothing_tells_two_apart_both_are_candidates() -> None:
    choice = Asked(TWO, ranker=weighing("near", 0.0, sure=0.3, apart=0.1)).meant("She", "it rained")
    assert choice.known is None
    assert {k.name: score for k, score in choice.rivals} == {"Ana Vik": 0.33, "Marta Quill": 0.33}
    assert choice.confidence == 0.0


@pytest.mark.parametrize(
    ("weight", "sure", "apart", "speaker"),
    [
        (2.0, 0.5, 0.1, "Ana Vik"),
        (1.0, 0.3, 0.1, "Ana Vik"),
        (1.0, 0.9, 0.0, None),  # not sure enough
        (0.2, 0.0, 0.1, None),  # too little apart
        (0.2, 0.0, 0.0, "Ana Vik"),
    ],
)
def test_a_speaker_is_named_where_the_chance_and_the_lead_suffice(
    weight: float, sure: float, apart: float, speaker: str | None
) -> None:
    ranker = weighing("rank_first", weight, sure, apart)
    choice = Asked(TWO, ranker=ranker).meant("She", "it rained")
    assert named(choice) == ((speaker, ["Marta Quill"]) if speaker else (None, ["Ana Vik", "Marta Quill"]))


@pytest.mark.parametrize("source", ["She", "He", "They", "It", "The nurse", "Quill", "The Vell Docks Company", "Vik"])
def test_what_is_given_to_all_who_may_be_meant_adds_up(source: str) -> None:
    text = f"Marta Quill met Ana Vik and Per Vik, a nurse, at the Vell Docks Company. {source} said it rained."
    choice = Asked(text).meant(source, "it rained")
    scores = [score for _, score in choice.rivals]
    assert choice.confidence + sum(scores) <= 1.01
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= SHOWN
    assert all(score >= LEAST for score in scores)
    assert choice.known not in [k for k, _ in choice.rivals]
    assert (choice.confidence > 0) == (choice.known is not None)


def test_the_only_one_near_whom_a_pronoun_can_mean() -> None:
    unsure = weighing("near", 0.0, sure=0.9)
    near = Asked("Ana Vik waited. She said it rained.", ranker=unsure).meant("She", "it rained")
    assert (named(near), near.confidence) == (("Ana Vik", []), ALONE)
    far = Asked(f"Ana Vik waited.\n\n{TIDE}\n\n{TIDE}\n\nShe said it rained.", ranker=unsure)
    assert named(far.meant("She", "it rained")) == (None, ["Ana Vik"])


def test_the_same_words_mean_the_same_whoever_has_spoken_between() -> None:
    asked = Asked(TWO, ranker=weighing("spoke_last", 5.0)).says("Ana Vik", "left")
    assert named(asked.meant("She", "it rained"))[0] == "Ana Vik"
    asked.says("Marta Quill", "waited")
    assert named(asked.meant("She", "it rained"))[0] == "Ana Vik"


@pytest.mark.parametrize("source", ["The director of the Vell Docks Company", "The Vell Docks Company’s director"])
def test_a_body_s_officer_is_not_the_body(source: str) -> None:
    choice = Asked(f"{source} said it rained.", ranker=weighing("inside", 9.0)).meant(source, "it rained")
    assert named(choice) == (source, [])


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("A Pier 9 spokesperson", "Pier 9"),
        ("the Vell Docks spokesman", "Vell Docks"),
        ("Vell Docks Co. spokespeople", "Vell Docks Co."),
        ("A tired Pier 9 spokeswoman for the night", "Pier 9"),
        ("A spokesperson for Pier 9", None),
        ("The spokesperson", None),
        ("A harbour spokesman", None),
        ("A Pier 9 official", None),
    ],
)
def test_the_capitals_before_a_spokesperson_are_a_body(source: str, body: str | None) -> None:
    found = body_spoken_for(f"Then {source} spoke", Span(5, 5 + len(source)))
    assert (found.text if found else None) == body
    assert found is None or (found.kind, found.span.of(f"Then {source} spoke")) == ("organisation", body)


def test_a_spokesperson_of_a_body_known_by_nothing_else() -> None:
    text = "A Pier 9 spokesperson said it rained."
    source = Span(0, text.index(" said"))
    choice = People(text, segments(text), Register(text, ()), load()).resolve(source, [Span(source.end + 6, len(text))])
    assert choice.known is not None
    assert choice.known.patron is not None
    assert (choice.known.kind, choice.known.name) == ("organisation", "Pier 9 spokesperson")
    assert (choice.known.patron.kind, choice.known.patron.name) == ("organisation", "Pier 9")


@pytest.mark.parametrize("spokesperson", ["Pier 9 spokesperson", "Vell Ministry spokeswoman"])
def test_a_spokesperson_without_a_name_is_the_body_s(read: Read, spokesperson: str) -> None:
    (a,) = (extraction := read(f"A {spokesperson} said it rained.")).attributions
    speaker = next(e for e in extraction.entities if e.id == a.speaker)
    assert (speaker.kind, speaker.name) == ("organisation", spokesperson)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Marta Quill, 63, waited.", "63-year-old"),
        ("Marta Quill, aged 63, waited.", "63-year-old"),
        ("Rain fell on Marta Quill, 63.", "63-year-old"),
        ("Marta Quill, 1963, waited.", None),
        ("Marta Quill waited for 63, or more.", None),
    ],
)
def test_an_age_beside_a_name_describes_its_bearer(text: str, age: str | None) -> None:
    assert known_as(register(text), "Marta Quill").described == ({age} if age else set())


def test_an_age_is_enough_to_be_meant(read: Read) -> None:
    text = "Marta Quill, 63, waited in the rain. Ana Vik, 41, left. The {}-year-old said it was late."
    for age, name in (("63", "Marta Quill"), ("41", "Ana Vik")):
        assert [e.name for e in read(text.format(age)).entities if e.name == name] == [name]
        assert named(Asked(text.format(age)).meant(f"The {age}-year-old", "it was late"))[0] == name


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Quill left her hat.", "f"),
        ("Quill lost his hat.", "m"),
        ("Quill said that she was late.", "f"),
        ("Quill of Vell lost her hat.", "f"),
        ("Quill policies, she wrote, were late.", ""),  # of them, not of Quill
        ("Quill’s sister left, she wrote.", ""),
        ("Quill waited. Lund lost his hat.", ""),
        ("Quill lost her hat. Quill found his hat.", ""),
        ("Quill lost her hat. Quill found her coat. Quill lost his bag.", "f"),
        (
            "Quill lost her hat. Quill found her coat. Quill lost her bag. Quill lost his boat. Quill sat on his hat.",
            "",
        ),
    ],
)
def test_pronouns_after_a_name_tell_a_likely_gender(text: str, gender: str) -> None:
    known = known_as(register(text), "Quill")
    assert (known.gender, known.told) == (gender, "")


def test_a_title_tells_what_pronouns_do_not_unsay() -> None:
    known = known_as(register("Ms Quill said his hat was wet. Quill lost his hat."), "Quill")
    assert (known.gender, known.told) == ("f", "f")


@pytest.mark.parametrize("name", ["VHB", "HB", "Vell Board"])
def test_only_the_first_letters_of_a_body_are_its_acronym(name: str) -> None:
    found = register(f"The Vell Harbour Board met. {name} waited.")
    assert (len(found.entities) == 1) is (name == "VHB")


def test_a_word_of_an_acronym_s_letters_is_a_name() -> None:
    assert len(register("The Bank of Arid Rural Districts met. BARD waited.").entities) == 1
    assert len(register("The Bank of Arid Rural Districts met. Bard waited.").entities) == 2


@pytest.mark.parametrize(("near", "speaker"), [(0.0, None), (0.5, None), (1.0, "Residents"), (3.0, "Residents")])
def test_they_are_those_met_whom_it_can_mean_unless_two_are_near(near: float, speaker: str | None) -> None:
    """However likely somebody not met may be: who says "they" has told of them."""
    text = "The Vell Docks Company opened. Residents waited on the quay. They said that it rained."
    choice = Asked(text, ranker=weighing("rank_first", near, sure=0.95, apart=0.1)).meant("They", "it rained")
    assert (choice.known.name if choice.known else None) == speaker
    assert choice.known is None or choice.confidence >= THEY
    assert all(k is not choice.known for k, _ in choice.rivals)
