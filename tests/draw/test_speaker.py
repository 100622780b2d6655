"""A speaker's picture shows the most frequent neighbours, says who is left out, and covers nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.draw.speaker import OUTLETS, PEOPLE, Neighbour, Voice, speaker_picture
from kg.model import ENTITY_KINDS
from tests.draw.hostile import HOSTILE
from tests.draw.seen import faults, words

ANY = st.text(st.characters(), max_size=80) | st.sampled_from(HOSTILE)
COUNTS = st.integers(1, 10**9)


def voice(outlets: int, people: int) -> Voice:
    return Voice(
        "Ilsa Varnholt", "person", 15, 8,
        tuple(Neighbour(f"Outlet {n}", "outlet", 500 - n) for n in range(outlets)),
        tuple(Neighbour(f"Person {n}", "person", 500 - n) for n in range(people)),
        "2022-03-01", "2022-03-07",
    )  # fmt: skip


@pytest.mark.parametrize("people", [0, 1, 18, 200])
@pytest.mark.parametrize("outlets", [0, 1, 200])
@pytest.mark.parametrize("width", [400, 900, 2000])
def test_any_number_of_neighbours_has_room(outlets: int, people: int, width: int) -> None:
    picture = speaker_picture(voice(outlets, people), width)
    assert faults(picture) == []
    shown = words(picture)
    assert sum(w.startswith("Outlet ") for w in shown) == min(outlets, OUTLETS)
    assert sum(w.startswith("Person ") for w in shown) == min(people, PEOPLE)
    assert (f"{people - PEOPLE} more speakers" in " ".join(shown)) is (people > PEOPLE)
    assert (f"{outlets - OUTLETS} more outlets" in " ".join(shown)) is (outlets > OUTLETS)


def test_counts_period_and_what_is_not_known_are_told() -> None:
    told = " ".join(words(speaker_picture(replace(voice(2, 2), undated=3, homeless=1))))
    assert "15 statements in 8 articles; 2022-03-01 to 2022-03-07, 3 articles without a date" in told
    assert "1 statement in articles whose outlet is not known" in told
    undated = replace(voice(2, 2), first=None, last=None, undated=8)
    assert undated.period == "8 articles without a date"


def test_marks_grow_with_the_count() -> None:
    radii = [float(part.partition('"')[0]) for part in speaker_picture(voice(0, 18)).split(' r="')[1:]]
    few = replace(voice(0, 0), beside=(Neighbour("A", "person", 100), Neighbour("B", "person", 25)))
    large, small = (float(part.partition('"')[0]) for part in speaker_picture(few).split(' r="')[1:3])
    assert large == pytest.approx(2 * small) and radii


@settings(max_examples=40)
@given(
    ANY,
    st.lists(st.tuples(ANY, st.sampled_from(ENTITY_KINDS), COUNTS), max_size=20),
    st.lists(st.tuples(ANY, COUNTS), max_size=14),
)
def test_strangers_names_stay_in_their_place(
    name: str, beside: list[tuple[str, str, int]], outlets: list[tuple[str, int]]
) -> None:
    drawn = replace(
        voice(0, 0),
        name=name,
        beside=tuple(Neighbour(*told) for told in beside),  # type: ignore[arg-type]
        outlets=tuple(Neighbour(told, "outlet", count) for told, count in outlets),
    )
    assert faults(speaker_picture(drawn)) == []
