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
        ("READ MORE: Port Vell will close. What now?", "promotion"),
        ("ALSO READ | The mayor says the port will close", "promotion"),
        ("You may also like: What the mayor told us", "promotion"),
        ("WATCH: 'We will not leave,' say dockers", "promotion"),
        ("[ The dockers say they will stay ]", "promotion"),
        ("Dockers: we will stay - click here", "promotion"),
        ("Story continues below advertisement", "promotion"),
        ("Get the news that matters in your inbox. Sign up for our newsletter.", "promotion"),
        ("Every ship, every day: delivered straight to your inbox by people who know.", "promotion"),
        ("Free news is dear. If you think so too, become a member today.", "promotion"),
        ("Was the mayor right? Have your say below.", "promotion"),
        ("Comments are closed, the moderators say.", "promotion"),
        ("We use cookies to learn what our readers think.", "promotion"),
        ("If you enjoyed this article, tell a friend who thinks as you do.", "promotion"),
        ("No part of it may be reproduced without our prior written permission, the owners say.", "copyright"),
        ("The views expressed in this article are the author's own and say nothing of ours.", "note"),
        ("Image caption, Dockers say they will stay", "credit"),
        ("FILE - Ina Moll, who says she will stay, stands at the gate of Port Vell, March 3, 2031.", "caption"),
        ("Pictured: the gate where dockers say they will stay", "caption"),
        ("L-R: Ina Moll, who says she will stay, and Tor Vik.", "caption"),
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
        "“VIDEO: they all told me that it was a video,” she said.",
        "The clichÃ© of the port is that nobody works, the mayor said.",
        "A clicheA\u0303© of the port, the mayor said.",
        "Correction officers said: nobody has left the port.",
        "Correction: An earlier version of this story said that the port had closed.",
        "Editor’s note: The mayor now says that she was misquoted.",
        "A previous version of this article said the port was shut.",
        "The report was revised in June to say that the port had closed, the ministry said.",
        "The article was corrected after the mayor had complained, the newspaper said.",
        "A version of the story that he told the judge is false, the mayor said.",
        "It is in our guidelines that no ship may leave, and I think that it should stay there.",
        "An earlier version of the bill would have closed the port, she said.",
        "The views expressed by the bishop are his own, a spokesman said.",
        "You have to read the article before you judge, he told them.",
        "To book a berth, download the app, the port told its captains.",
        "Log in to the port's pages and you will see, she said.",
        "Dockers have been told to sign up by Friday, the mayor said.",
        "In our poll, half of them say that the port should close.",
        "Privacy is what matters, says the port, and its privacy policy says so too.",
        "Ina Moll, a columnist for the Post, writes that the port should close.",
        "The mayor told the port that it should close (and the harbour too).",
        "The mayor said that it was no mistake. (She had said so before.)",
        "The mayor told a radio station that the port would close. (Reuters)",
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
        ("ÅLESUND, Anders – The cranes stood still.", "ÅLESUND, Anders –", None),
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


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Ina Moll / Coast Press",
        "(Photo: Ina Moll)",
        "(Ina Moll/Coast Press)",
        "(Coast Press: Ina Moll)",
        "(AP Photo/Ina Moll, File)",
        "(Coast photo by Ina Moll)",
        "(Coast Guard via AP)",
        "(Supplied)",
        "[File, Coast Press]",
        "| Photo Credit: Ina Moll",
        "| Ina Moll for The Coast Press",
        "PHOTO | FILE | COAST",
        "Credit: ESO/I. Moll",
        "Ina Moll/Getty Images",
        "REUTERS/Ina Moll/File Photo",
        "© Ina Moll / Coast Press",
    ],
)
def test_a_caption_with_its_credit_holds_no_statement(credit: str) -> None:
    (segment,) = segments(f"The agency says ten ships left the port. {credit}")
    assert segment.role in ("caption", "copyright")
    assert segment.body is None


def test_a_wire_in_brackets_makes_a_caption_only_where_no_full_stop_is_before_it() -> None:
    assert roles(f"{BODY}The mayor says it was no goal (AFP)\n{BODY}") == ["body", "caption", "body"]
    assert roles(f"{BODY}The mayor says it was no goal. (AFP)\n{BODY}") == ["body", "body", "body"]


def test_a_credit_at_the_end_of_a_long_paragraph_is_left_out_of_its_body() -> None:
    news = " ".join([BODY.strip()] * 6)
    (segment,) = segments(f"{news} Photo: Ina Moll / Coast Press")
    assert segment.role == "body"
    assert segment.body is not None
    assert segment.body.of(news) == news


@pytest.mark.parametrize("mark", ["“", "„", "«", "``", '"', "É"])
def test_a_dateline_stands_before_every_mark_that_opens_and_every_capital(mark: str) -> None:
    text = f"PORT VELL (AP) - {mark}t was quiet,” she said."
    dateline = segments(text)[0].dateline
    assert dateline is not None
    assert dateline.of(text) == "PORT VELL (AP) -"


def test_links_below_the_head_of_a_list_go_with_it() -> None:
    text = f"{BODY}Most read\nThe mayor says she will stay\nDockers tell court they will stay\n{BODY}"
    assert roles(text) == ["body", "promotion", "promotion", "promotion", "body"]


LINK = "The harbour master of the old port says that nobody was told of it"
THREE = f"{BODY}\n{BODY}\n{BODY}\n"


def test_a_line_that_does_not_end_as_all_others_do_is_no_news() -> None:
    assert roles(f"{BODY}\n{BODY}\n{LINK}\n\n{BODY}") == ["body", "body", "heading", "body"]


@pytest.mark.parametrize(
    "text",
    [
        f"{THREE}{LINK} and that no one in the town has been asked what to do about it either\n\n{LINK}\n",
        f"{THREE}Three things are asked for in the letter that they have sent to the mayor:\n\n{LINK}\n",
        f"{THREE}{LINK}\n\n— Ina Moll (@moll) March 3, 2031\n",
        f"{THREE}{LINK}\nIna Moll of the Coast Press said so.\n",
        f"{THREE}“{LINK}\n",
    ],
    ids=["others do not end", "item of a list", "signed", "wrapped", "quotation"],
)
def test_a_line_without_a_full_stop_may_still_be_news(text: str) -> None:
    (segment,) = (s for s in segments(text) if s.span.of(text).strip("“").split("\n")[0] == LINK)
    assert segment.role == "body"


def test_who_wrote_an_article_is_told_near_its_end() -> None:
    bio = "Ina Moll covers ports for the Coast Press. She thinks that they are better than airports."
    assert roles(f"{BODY}{bio}\n") == ["body", "bio"]
    assert roles(f"{bio}\n" + BODY * 6) == ["body"] * 7


def test_a_title_is_known_above_other_lines_that_are_no_news() -> None:
    text = "Port Vell says it will open\nBy Ina Moll\nPhoto: Ina Moll\n" + "Read more: The port\n" * 4 + BODY
    assert roles(text)[0] == "headline"


@pytest.mark.parametrize("ending", ["“", "‘", "«"])
def test_a_line_that_ends_in_a_german_or_turned_mark_is_no_title(ending: str) -> None:
    assert roles(f"{BODY}„Nobody has told us{ending}\n{BODY}") == ["body", "body", "body"]


@pytest.mark.parametrize("mark", ["„", "``", "“", '"', "«"])
def test_a_line_with_a_quotation_is_no_title(mark: str) -> None:
    assert roles(f"{BODY}The mayor: {mark}no ship\n{BODY}") == ["body", "body", "body"]


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


def test_a_first_line_with_the_wire_that_sends_it_is_no_headline() -> None:
    wire = "OSTREL (AP) — The mayor of Vell said that she had waited for the ferry all day"
    assert roles(f"{wire}\n\n{BODY}") == ["body", "body"]
    assert roles(f"{wire.removeprefix('OSTREL (AP) — ')}\n\n{BODY}") == ["headline", "body"]
