"""From the network's scores to names: which words one name holds, of what kind, and how sure."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.decode import Floats
from kg.nlp.labels import KINDS, Labelled, labelled
from kg.nlp.segment import segments
from kg.nlp.windows import Words, windows, words
from tests.strategies import texts

NOTHING, *REST = range(1 + 2 * len(KINDS))
PERSON, PERSON_ON, BODY, BODY_ON, PLACE, PLACE_ON = REST
SURE = 12.0  # a score beside which the other labels weigh nothing
Chances = Sequence[float]


def read_of(text: str) -> Words:
    return words(text, segments(text), lambda word: (1000,))


def found(text: str, told: Mapping[str, int | Chances]) -> list[Labelled]:
    """The names where the network gives each word the label, or the chances of all labels, that ``told`` has for it."""
    read = read_of(text)
    out: list[Labelled] = []
    for window in windows(read):
        inside = range(window.first_word, window.first_word + len(window.at))
        out.extend(
            labelled(read, window, np.stack([scores(told.get(read.spans[w].of(text), NOTHING)) for w in inside]))
        )
    return out


def scores(told: int | Chances) -> Floats:
    if isinstance(told, int):
        told = [math.exp(SURE * (label == told)) for label in range(len(REST) + 1)]
    return np.array([math.log(chance) for chance in told], dtype=np.float32)


def shown(text: str, told: Mapping[str, int | Chances]) -> list[tuple[str, str]]:
    return [(label.span.of(text), label.kind) for label in found(text, told)]


def test_the_labels_are_nothing_and_a_beginning_and_a_going_on_for_each_kind() -> None:
    assert KINDS == ("person", "organization", "place")


def test_a_name_runs_from_its_beginning_as_far_as_it_goes_on() -> None:
    text = "Rain fell. Ann Maria Marl left Sund, and the Tide Board slept."
    told = {"Ann": PERSON, "Maria": PERSON_ON, "Marl": PERSON_ON, "Sund": PLACE, "Tide": BODY, "Board": BODY_ON}
    assert shown(text, told) == [("Ann Maria Marl", "person"), ("Sund", "place"), ("Tide Board", "organization")]


def test_words_that_are_nothing_make_no_name() -> None:
    assert shown("Rain fell on the quay.", {}) == []


def test_a_beginning_ends_the_name_before_it() -> None:
    told = {"Ann": PERSON, "Marl": PERSON_ON, "Per": PERSON, "Lund": PERSON_ON}
    assert shown("It was Ann Marl Per Lund met.", told) == [("Ann Marl", "person"), ("Per Lund", "person")]


def test_a_name_that_never_began_is_read_all_the_same() -> None:
    assert shown("It was Marl who left.", {"Marl": PERSON_ON}) == [("Marl", "person")]


def test_a_name_may_begin_and_end_its_text() -> None:
    assert shown("Marl met Lund", {"Marl": PERSON, "Lund": PERSON}) == [("Marl", "person"), ("Lund", "person")]


def test_a_name_ends_with_its_paragraph() -> None:
    text = "It rained " + "on and " * 40 + "on the day when they met Ann\n\nMarl was late, and it rained."
    assert shown(text, {"Ann": PERSON, "Marl": PERSON_ON}) == [("Ann", "person"), ("Marl", "person")]


def test_a_going_on_of_another_kind_does_not_cut_a_name() -> None:
    text = "She read the Sund Tide Board rules."
    told = {"Sund": PLACE, "Tide": BODY_ON, "Board": BODY_ON}
    assert shown(text, told) == [("Sund Tide Board", "organization")]


@pytest.mark.parametrize(
    ("chances", "kind"),
    [
        ([(0.0, 0.6, 0.0, 0.4, 0.0, 0.0, 0.0), (0.0, 0.0, 0.6, 0.0, 0.4, 0.0, 0.0)], "person"),
        ([(0.0, 0.6, 0.0, 0.4, 0.0, 0.0, 0.0), (0.0, 0.0, 0.1, 0.0, 0.9, 0.0, 0.0)], "organization"),
        ([(0.0, 0.0, 0.0, 0.55, 0.0, 0.0, 0.45), (0.0, 0.0, 0.0, 0.0, 0.48, 0.0, 0.52)], "organization"),
    ],
    ids=["both words", "the surer word", "a beginning and a going on together"],
)
def test_the_kind_is_the_likeliest_over_all_words(chances: Sequence[Chances], kind: str) -> None:
    told = dict(zip(("Tide", "Marl"), ([max(c, 1e-9) for c in row] for row in chances), strict=True))
    assert shown("She met Tide Marl at noon.", told) == [("Tide Marl", kind)]


def test_the_chance_is_the_mean_over_the_words_that_they_are_in_a_name() -> None:
    told = {
        "Ann": (0.1, 0.9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9),
        "Marl": (0.4, 0.05, 0.5, 0.05, 1e-9, 1e-9, 1e-9),
    }
    (name,) = found("She met Ann Marl at noon.", told)
    assert name.chance == pytest.approx((0.9 + 0.6) / 2, abs=0.001)


def test_scores_of_any_size_have_a_chance() -> None:
    text = "She met Marl."
    read = read_of(text)
    (window,) = windows(read)
    for size in (1.0, 1e4, -1e4):
        given = np.full((len(window.at), len(REST) + 1), size, dtype=np.float32)
        given[:, NOTHING] += SURE
        given[2, PERSON] += 2 * SURE
        (name,) = labelled(read, window, given)
        assert (name.span.of(text), name.chance) == ("Marl", 1.0)


def test_each_name_of_a_long_paragraph_is_read_once_though_windows_overlap() -> None:
    told = {f"Marl{k}": PERSON for k in range(120)}
    text = "Rain fell. " + " ".join(f"Marl{k} and so on and so it went for years and years" for k in range(120)) + "."
    assert len(list(windows(read_of(text)))) > 2
    assert shown(text, told) == [(name, "person") for name in told]


def test_a_name_that_begins_among_a_windows_own_words_is_read_to_its_end_in_the_next() -> None:
    long = "Rain " + "and " * 900 + "."
    own = next(windows(read_of(long))).own
    for before in (1, 2):
        text = "Rain " + "and " * (own.stop - 1 - before) + "Ann Maria Marl " + "and " * 500 + "."
        assert next(windows(read_of(text))).own == own
        told = {"Ann": PERSON, "Maria": PERSON_ON, "Marl": PERSON_ON}
        assert shown(text, told)[0] == ("Ann Maria Marl", "person")


def test_the_context_of_a_window_gives_no_names() -> None:
    text = "They met Marl.\n\n" + "Rain " + "and " * 300 + "."
    first, second = windows(read_of(text))
    assert second.first_word < first.own.stop
    assert shown(text, {"Marl": PERSON}) == [("Marl", "person")]


@given(texts(), st.integers(0, 2**16))
def test_whatever_the_scores_names_are_words_in_order(text: str, seed: int) -> None:
    read = read_of(text)
    starts, ends = {s.start for s in read.spans}, {s.end for s in read.spans}
    for window in windows(read):
        given = np.random.default_rng(seed).normal(0, 3, (len(window.at), len(REST) + 1)).astype(np.float32)
        names = list(labelled(read, window, given))
        assert all(a.span.end <= b.span.start for a, b in pairwise(names))
        assert {n.span.start for n in names} <= starts
        assert {n.span.end for n in names} <= ends
        assert all(0 < n.chance <= 1 for n in names)
