"""Patterns of attribution, one by one: source, cue and content as PolNeAR marks them."""

from collections.abc import Callable

import pytest

from kg.nlp import lexicon

Said = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” Ana Vik said.", ("Ana Vik", "said", "“We stay,”")),
        ("“We stay,” said Ana Vik, the mayor.", ("Ana Vik, the mayor", "said", "“We stay,”")),
        ("Ana Vik said: “We stay.”", ("Ana Vik", "said", "“We stay.”")),
        ("Ana Vik said, “We stay.”", ("Ana Vik", "said", "“We stay.”")),
        ("Ana Vik said the port was open.", ("Ana Vik", "said", "the port was open")),
        ("Ana Vik said that the port was open.", ("Ana Vik", "said", "that the port was open")),
        ("The port was open, Ana Vik said.", ("Ana Vik", "said", "The port was open")),
        ("The port, Ana Vik said, was open.", ("Ana Vik", "said", "The port | was open")),
        (
            "The port was open, said a pilot living in the town.",
            ("a pilot living in the town", "said", "The port was open"),
        ),
        (
            "The port was open, according to the harbour office.",
            ("the harbour office", "according to", "The port was open"),
        ),
        (
            "According to the harbour office, the port was open.",
            ("the harbour office", "According to", "the port was open"),
        ),
        (
            "Ana Vik, 61, of Port Vell, said the port was open.",
            ("Ana Vik, 61, of Port Vell", "said", "the port was open"),
        ),
        ("Ana Vik has repeatedly said the port was open.", ("Ana Vik", "has repeatedly said", "the port was open")),
        ("Ana Vik told reporters on Monday that the port was open.", ("Ana Vik", "told", "that the port was open")),
        ("“We stay,” Ana Vik told the Vell Herald.", ("Ana Vik", "told", "“We stay,”")),
        ("On Monday, Ana Vik said the port was open.", ("Ana Vik", "said", "the port was open")),
        ("In a statement the ministry said the port was open.", ("the ministry", "said", "the port was open")),
        ("Officials say the port is open.", ("Officials", "say", "the port is open")),
        ("Ana Vik was quoted as saying the port was open.", ("Ana Vik", "was quoted as saying", "the port was open")),
        ("Her warning that the port may close was ignored.", ("Her", "warning", "that the port may close was ignored")),
        ("Ana Vik vowed to open the port.", ("Ana Vik", "vowed", "to open the port")),
        ("Ana Vik called for help from the coast.", ("Ana Vik", "called", "help from the coast")),
        ("The agency puts the number of dead at 40.", ("The agency", "puts", "the number of dead at 40")),
        ("“Why now?” she asked.", ("she", "asked", "“Why now?”")),
    ],
)
def test_a_single_attribution(said: Said, text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == [expected]


def test_an_interrupted_quotation_is_one_content_with_two_spans(said: Said) -> None:
    assert said("“We stay,” Ana Vik said, “and we wait.”") == [("Ana Vik", "said", "“We stay,” | “and we wait.”")]
    assert said("“We stay,” Ana Vik said. “We wait.”") == [("Ana Vik", "said", "“We stay,” | “We wait.”")]


def test_a_participle_is_an_attribution_of_its_own(said: Said) -> None:
    assert said("“We stay,” Ana Vik said, adding that the town was calm.") == [
        ("Ana Vik", "said", "“We stay,”"),
        ("Ana Vik", "adding", "that the town was calm"),
    ]
    assert said("The ministry acknowledged the losses, saying 12 men were killed.") == [
        ("The ministry", "acknowledged", "the losses"),
        ("The ministry", "saying", "12 men were killed"),
    ]


def test_a_second_source_ends_the_first_content(said: Said) -> None:
    assert said("Ana Vik said the port was open, but Tor Moll said it was shut.") == [
        ("Ana Vik", "said", "the port was open"),
        ("Tor Moll", "said", "it was shut"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We stay in the port,” Ana Vik said.", "direct"),
        ("Ana Vik said the port was open.", "indirect"),
        ("Ana Vik said the port was “as open as a door”.", "mixed"),
        ("Ana Vik wrote that “armed visitors” had come.", "mixed"),
    ],
)
def test_types(read: Callable, text: str, kind: str) -> None:
    assert [a.type for a in read(text).attributions] == [kind]


def test_acts_and_media(read: Callable) -> None:
    (spoken,) = read("Ana Vik said the port was open.").attributions
    (written,) = read("Ana Vik wrote on Facebook that the port was open.").attributions
    (thought,) = read("Ana Vik believes that the port is open.").attributions
    assert [a.act for a in (spoken, written, thought)] == ["speech", "writing", "thought"]
    assert [a.medium for a in (spoken, written, thought)] == [None, "Facebook", None]


@pytest.mark.parametrize(
    "text",
    [
        "Family members said goodbye to each other at the station.",
        "They said their prayers and said grace.",
        "The bishop said mass in the port.",
        "The so-called “safe corridor” was closed.",
        "He played “The Long Road” on the piano.",
        "The claims were many. A report was due.",
        "Photo: Ana Vik said / Coast Press",
        "That said, nothing happened.",
        "The port has been closed since Monday.",
    ],
)
def test_what_attributes_nothing(said: Said, text: str) -> None:
    assert said(text) == []


def test_lines_that_are_no_body_yield_nothing(said: Said) -> None:
    text = (
        "Port says it will open\n"
        "Ana Vik said the port would open and that the cranes would be the first to move again.\n"
        "Photo: Tor Moll said / Coast Press\n"
        "By Tor Moll\n"
        "Write to Tor Moll, who said so, at tor@coast.example\n"
        "© 2031 Coast Press said all rights reserved\n"
    )
    assert [row[0] for row in said(text)] == ["Ana Vik"]


def test_a_quotation_that_runs_over_paragraphs_is_one_content(said: Said) -> None:
    text = "“We stay in the port,” Ana Vik said. “We wait.\n\n“We have bread for a week.\n\n“Then we shall see.”\n"
    (row,) = said(text)
    assert row[2].split(" | ")[-2:] == ["“We have bread for a week.", "“Then we shall see.”"]


def test_a_quotation_alone_takes_the_running_speaker(read: Callable) -> None:
    extraction = read("“We stay in the port,” Ana Vik said.\n\n“We have bread for a week, and water.”\n")
    first, second = extraction.attributions
    assert (second.source, second.cue, second.source_inferred) == ((), (), True)
    assert second.speaker == first.speaker is not None


def test_a_relay_is_within_the_attribution_that_passes_it_on(read: Callable) -> None:
    outer, inner = read("Ana Vik said that Tor Moll had told her that the port was open.").attributions
    assert (outer.within, inner.within) == (None, outer.id)
    outer, inner = read("“The ministry said that the port was open,” Ana Vik said.").attributions
    assert (outer.within, inner.within) == (None, outer.id)


def test_a_speaker_alone_before_a_colon_is_no_cue_but_said_colon_is(said: Said) -> None:
    assert said("She said of the port: “It is shut.”") == [("She", "said", "“It is shut.”")]


def test_a_paragraph_takes_a_mark_turned_the_wrong_way(said: Said) -> None:
    assert said("“Do not be provoked. Stop when they ask, “he added.") == [
        ("he", "added", "“Do not be provoked. Stop when they ask, “")
    ]


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("denied", "deny", "ed"),
        ("denies", "deny", "s"),
        ("quipped", "quip", "ed"),
        ("agreeing", "agree", "ing"),
        ("agreed", "agree", "ed"),
        ("stresses", "stress", "s"),
        ("wrote", "write", "ed"),
        ("puts", "put", "s"),
    ],
)
def test_inflections(form: str, lemma: str, kind: str) -> None:
    verb = lexicon.VERBS[form]
    assert (verb.lemma, verb.form) == (lemma, kind)
