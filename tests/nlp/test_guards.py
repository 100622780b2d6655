"""What looks like an attribution and is none, and sources that name nobody."""

import time
from collections.abc import Callable

import pytest

from kg.model import Extraction, Span
from kg.nlp.guards import is_date, names_nobody

Read = Callable[..., Extraction]
Said = Callable[[str], list[tuple[str, str, str]]]
Speakers = Callable[[str], list[str | None]]


@pytest.mark.parametrize(
    "source",
    [
        "The",
        "One",
        "Friday",
        "October",
        "then",
        "You’re",
        "s office",
        "moored the most",
        "giving us a tide table",
        "rolling out with new cranes",
        "the steady rise of the tide was late",
        "the harbour board released two long",
        "the tide change paved the way",
        "someone tried to lift",
        "port law read aloud MORE",
        "“The Long Tide” singer is late",
    ],
)
def test_a_fragment_or_a_clause_names_nobody(source: str) -> None:
    assert names_nobody(f"{source} said", Span(0, len(source)))


@pytest.mark.parametrize(
    "source",
    [
        "he",
        "Early",
        "May",
        "Some",
        "Her",
        "the mayor",
        "retired pilots",
        "a man accused of theft",
        "visiting engineers",
        "people wounded in the storm",
        "the pilot, who was tired",
        "Ana Vik, 61, of Port Vell",
        "a report that was late",
        "The Used Boats Union",
        "NATO",
        "the accused",
    ],
)
def test_a_phrase_names_somebody(source: str) -> None:
    assert not names_nobody(f"{source} said", Span(0, len(source)))


def test_the_article_s_own_words_are_not_given_to_a_fragment(said: Said, speakers: Speakers) -> None:
    assert said("The storm came late. Friday said it was near.") == []
    assert speakers("One, shouting, said: “The tide is late and nobody is here.”") in ([None], [])


@pytest.mark.parametrize(
    "text",
    [
        "Ana Vik did not tell reporters that the port was open.",
        "Ana Vik didn’t say whether the port was open.",
        "Ana Vik never said the port was open.",
        "Ana Vik does not believe that the port was open.",
        "If the pilots agree to return, the port will open.",
        "It is unclear whether the pilots agreed to return.",
        "As I write this line, the rain has come.",
        "A firm called Vell Cranes moved the boats.",
    ],
)
def test_denied_supposed_and_labelled_acts_say_nothing(said: Said, text: str) -> None:
    assert said(text) == []


def test_what_follows_a_denied_act_keeps_its_subject(said: Said) -> None:
    assert said("The ministry would not disclose the cost but called it “small.”") == [
        ("The ministry", "called", "it “small.”")
    ]


def test_a_refusal_and_a_calling_by_name_stay(said: Said) -> None:
    assert said("Ana Vik declined to say whether the port was open.") != []
    assert said("Ana Vik called the port a ruin.") != []


@pytest.mark.parametrize(
    "text", ["Feb 22", "Feb. 22 (Reuters)", "on Monday, March 3", "Friday", "WASHINGTON, Feb. 22 -"]
)
def test_a_date_is_no_statement(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["Feb 22 was cold", "40 cranes", "Per", ""])
def test_words_beside_a_date_may_be_one(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("said", ["1" * 199 + "x", "A" * 199 + "1x", "on" * 90 + "1 x"])
def test_a_hostile_date_takes_no_time(said: str) -> None:
    start = time.perf_counter()
    assert not is_date(said)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "dateline",
    ["Feb 22 (Reuters) - ", "WASHINGTON, Feb. 22 (Reuters) — ", "Feb. 22 - ", "VELL, Nov. 3, 2019 (AP) - "],
)
def test_a_dateline_with_a_day_is_no_content(said: Said, dateline: str) -> None:
    assert said(f"{dateline}The port was open, Ana Vik said.") == [("Ana Vik", "said", "The port was open")]


def test_a_source_is_not_cut_at_a_possessive(said: Said) -> None:
    text = "The pilot’s mother testified, describing the boat as late."
    assert said(text)[0][0] == "The pilot’s mother"
    assert said("Vik's mother testified, saying the boat was late.")[0][0] == "Vik's mother"


def test_a_title_before_its_holder_is_the_role_not_the_speaker(read: Read) -> None:
    extraction = read(
        "On his part, the Chief Executive Officer of the Firm, Ann Marl, said that the rise portends rain."
    )
    (attribution,) = extraction.attributions
    (entity,) = extraction.entities
    assert (attribution.speaker, entity.kind, entity.name) == (entity.id, "person", "Ann Marl")
    assert [r.text for r in entity.roles] == ["Chief Executive Officer of the Firm"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Secretary of State Ann Marl", "Ann Marl"),
        ("Secretary of State Ann F. Marl", "Ann F. Marl"),
        ("The High Commissioner for Human Rights", "The High Commissioner for Human Rights"),
        ("Ann Marl on Tuesday", "Ann Marl"),
        ("Ann Marl in October", "Ann Marl"),
    ],
)
def test_an_office_of_something_is_no_part_of_a_name(speakers: Speakers, source: str, speaker: str) -> None:
    assert speakers(f"{source} said that the port was open.") == [speaker]


def test_a_place_in_an_apposition_does_not_speak(speakers: Speakers) -> None:
    text = (
        '"Such tides come once in a year," Ann Marl, a fellow at the Tide Institute in Mainz, Germany, '
        "and an author of the map, said in a note."
    )
    assert speakers(text) == ["Ann Marl"]


def test_the_running_speaker_is_nobody_quoted_in_passing(speakers: Speakers) -> None:
    text = (
        "Per Lund waited.\n“Cherish the tide, because it was late, as Per Lund said it was,” Dan Caine said.\n"
        "“And remember the pilots who came in the night.”\n"
    )
    assert speakers(text)[-1] == "Dan Caine"


def test_a_quotation_far_from_whoever_spoke_last_has_no_speaker(speakers: Speakers) -> None:
    text = (
        "Dan Caine said the port was open.\n\nThe tide came in the night.\n\nOn the price of cranes:\n\n"
        "“The cranes, as Per Lund says, are old and the boats are new.”\n\n"
    )
    assert "Dan Caine" not in speakers(text)[1:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CBS DFW reports that the port was open.", "organisation"),
        ("Marl Motors said that the port was open.", "organisation"),
        ("Tidewell Equities said that the port was open.", "organisation"),
        ("Brenk said its cranes were old.", "organisation"),
        ("Brenk, which sells cranes, said the port was open.", "organisation"),
        ("The carmaker said the port was open.", "organisation"),
        ("Toyota said the port was open.", "organisation"),
        ("Ann Brenk came. Brenk said its cranes were old.", "person"),
        ("Brenk said the port was open.", "person"),
    ],
)
def test_bodies_are_not_people(read: Read, text: str, kind: str) -> None:
    extraction = read(text)
    speaker = extraction.attributions[-1].speaker
    assert {e.id: e.kind for e in extraction.entities}[speaker or ""] == kind
