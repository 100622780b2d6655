"""Lines and their roles: what may hold statements and what never does."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp.segment import segments

BODY = "The harbour was quiet on Monday after three days of shelling, and the cranes stood still in the rain.\n"


def roles(text: str) -> list[str]:
    return [s.role for s in segments(text)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Photo: Ina Moll / Coast Press", "credit"),
        ("Credit: Ina Moll", "credit"),
        ("Photograph by Ina Moll", "credit"),
        ("Ina Moll/Getty Images", "credit"),
        ("By Ina Moll and Tor Vik", "byline"),
        ("-Ina Moll contributed to this article.", "byline"),
        ("Reporting by Ina Moll; Editing by Tor Vik", "byline"),
        ("Write to Ina Moll at ina@coast.example", "contact"),
        ("Follow Ina Moll on Twitter @ina", "contact"),
        ("© 2031 Coast Press. All rights reserved.", "copyright"),
        ("Copyright 2031 Coast Press", "copyright"),
        ("Read more: The cranes of Port Vell", "promotion"),
        ("Sign up for our morning letter", "promotion"),
        ("Related: Ten days in the port", "promotion"),
        ("What happens next", "heading"),
    ],
)
def test_lines_that_hold_no_statement(line: str, role: str) -> None:
    found = segments(f"{BODY}{line}\n{BODY}")
    assert [s.role for s in found] == ["body", role, "body"]
    assert found[1].body is None
    assert found[1].sentences == ()


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the port was closed, the mayor said.",
        "Follow the road north, she told the drivers.",
        "Write to your parents, he told them.",
        "More: she said the port would open on Friday and that nobody would leave before then, whatever came.",
        "Photographs of the port show that the cranes have gone.",
    ],
)
def test_sentences_that_only_look_like_such_lines_are_body(line: str) -> None:
    assert roles(f"{BODY}{line}\n{BODY}") == ["body", "body", "body"]


def test_a_headline_is_the_first_line_without_a_full_stop() -> None:
    assert roles(f"Port Vell says it will open\n{BODY}") == ["headline", "body"]


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("PORT VELL (AP) - The cranes stood still.", "PORT VELL (AP) -", "AP"),
        ("PORT VELL, Anders (Coastwire) – The cranes stood still.", "PORT VELL, Anders (Coastwire) –", "Coastwire"),
        ("(Reuters) - The cranes stood still.", "(Reuters) -", "Reuters"),
        ("PORT VELL, March 3 (Coastwire) - The cranes stood still.", "PORT VELL, March 3 (Coastwire) -", "Coastwire"),
        ("Port Vell, Anders – The cranes stood still.", "Port Vell, Anders –", None),
        ("The cranes stood still.", None, None),
        ("Vell – who is 40 – left.", None, None),
    ],
)
def test_datelines(text: str, dateline: str | None, agency: str | None) -> None:
    segment = segments(text)[0]
    assert (segment.dateline.of(text) if segment.dateline else None) == dateline
    assert (segment.agency.of(text) if segment.agency else None) == agency
    assert segment.body is not None
    assert segment.body.of(text).startswith("The" if dateline or text.startswith("The") else "Vell")


def test_a_credit_at_the_end_of_a_caption_is_left_out_of_its_body() -> None:
    text = "The agency says ten ships left the port. Photo: Ina Moll / Coast Press"
    (segment,) = segments(text)
    assert segment.role == "caption"
    assert segment.body is not None
    assert segment.body.of(text) == "The agency says ten ships left the port."


def test_a_line_broken_by_its_width_is_one_paragraph() -> None:
    text = (
        "The mayor of the old port said on Monday evening that\nthe cranes would stand still until the rain was over.\n"
    )
    assert len(segments(text)) == 1


def test_a_sentence_is_not_cut_inside_a_quotation_nor_before_its_cue() -> None:
    text = "“Why now? Why us?” Vik said. The port closed."
    (segment,) = segments(text)
    assert [s.of(text) for s in segment.sentences] == ["“Why now? Why us?” Vik said.", "The port closed."]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_sentences_lie_in_order_inside_their_bodies(text: str) -> None:
    for segment in segments(text):
        assert segment.span.of(text) == segment.span.of(text).strip()
        if segment.body is None:
            assert segment.sentences == ()
            continue
        assert segment.span.holds(segment.body)
        assert all(segment.body.holds(s) for s in segment.sentences)
        assert all(a.end <= b.start for a, b in pairwise(segment.sentences))
