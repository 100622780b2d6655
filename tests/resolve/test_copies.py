"""Which article prints another's text: what must be found, what must not, and who was first."""

import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.copies import Text, copy, precedes, sources, text, turned
from kg.resolve.copyindex import TABLES, copies, copies_of, drop, put

WORDS = [f"word{n}" for n in range(400)]
STORY = ". ".join(" ".join(WORDS[i : i + 12]) for i in range(0, 300, 12)) + "."
OTHER = ". ".join(" ".join(f"else{n}" for n in range(i, i + 12)) for i in range(0, 300, 12)) + "."
SPEECH = " ".join(f"said{n}" for n in range(200))


def one(body: str, outlet: str = "Meridian", published: str | None = "2022-03-01", name: str = "one") -> Text:
    return text(name, body, outlet, published)


def other(body: str, outlet: str = "Courier", published: str | None = "2022-03-02", wires: Sequence[str] = ()) -> Text:
    return text("other", body, outlet, published, wires)


@pytest.mark.parametrize(
    "changed",
    [
        STORY,
        STORY[: len(STORY) * 2 // 3],
        "Another headline altogether\n\n" + STORY,
        STORY.replace("word100 ", "").replace("word50", "w").replace("word200", "w"),
        STORY + "\n" + OTHER,
    ],
    ids=["whole", "cut", "headline", "edited", "among more"],
)
def test_a_copy_is_found_from_either_side(changed: str) -> None:
    found, back = copy(one(STORY), other(changed)), copy(other(changed), one(STORY))
    assert found is not None and back is not None
    assert found.order == "earlier" and back == turned(found)
    assert found.score > 0.9
    assert sources([found])["other"].other == "one" == sources([back])["other"].other


@pytest.mark.parametrize(
    "unlike",
    [OTHER, f"“{SPEECH}” she said. {OTHER}", ""],
    ids=["another text", "one speech", "empty"],
)
def test_what_is_no_copy(unlike: str) -> None:
    assert copy(one(f"“{SPEECH}” he said. {STORY}"), other(unlike)) is None


def test_what_stands_under_every_article_of_an_outlet_is_no_copy() -> None:
    below = "\n" + " ".join(f"below{n}" for n in range(60))
    a, b = " ".join(WORDS[:50]) + below, " ".join(f"else{n}" for n in range(50)) + below
    assert copy(one(a, "Courier"), other(b, "Courier")) is None


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("2022-03-01", "2022-03-02", "earlier"),
        ("2022-03-02", "2022-03-01", "later"),
        ("2022-03-01", "2022-03-01", "unknown"),
        ("2022-03-01", None, "unknown"),
        ("last week", "2022-03-01", "unknown"),
        ("2022-03-01T23:00:00Z", "2022-03-02T00:30:00+02:00", "later"),
        ("2022-03-01T10:00:00Z", "2022-03-01T12:00:00Z", "earlier"),
        ("2022-03-01", "2022-03-01T12:00:00Z", "unknown"),
    ],
)
def test_who_was_first_is_said_only_where_it_is_known(first: str, second: str | None, order: str) -> None:
    found = copy(one(STORY, published=first), other(STORY, published=second))
    assert found is not None and found.order == order
    assert bool(sources([found])) == (order != "unknown")


def test_a_wire_line_goes_before_the_dates() -> None:
    found = copy(one(STORY, published="2022-03-05"), other(STORY, wires=["the meridian"]))
    assert found is not None and found.order == "earlier"
    assert "a wire line credits Meridian" in found.reason


def test_precedes_is_an_order() -> None:
    assert precedes("2022-03-01", "2022-03-02") is True
    assert precedes("2022-03-02", "2022-03-01") is False
    assert precedes("2022-03-01", "2022-03-01") is None


def indexed(groups: Sequence[Sequence[Text]]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(TABLES)
    everything = {t.article: t for group in groups for t in group}
    for group in groups:
        names = [t.article for t in group]
        put(database, names, lambda wanted: {iri: everything[iri] for iri in wanted})
    return database


def test_the_index_finds_what_comparing_all_finds_whatever_comes_when() -> None:
    texts = [one(STORY, name="a"), one(OTHER, name="b"), one(STORY[900:], "Courier", name="c"), one("", name="d")]
    together, apart = indexed([texts]), indexed([[t] for t in reversed(texts)])
    pairs = [{(p.article, p.other), (p.other, p.article)} for p in copies(together)]
    assert pairs == [{("a", "c"), ("c", "a")}] == [{(p.article, p.other), (p.other, p.article)} for p in copies(apart)]
    assert copies_of(together, "a") == copies(together) and copies_of(together, "b") == ()
    drop(together, ["a", "never there"])
    assert copies(together) == ()


def test_a_text_that_everybody_prints_is_still_found_and_compared_with_few() -> None:
    texts = [one(STORY, f"Outlet {n}", name=f"article {n:03}") for n in range(150)]
    found = copies(indexed([texts]))
    assert {name for p in found for name in (p.article, p.other)} == {t.article for t in texts}
    assert len(found) <= 150 * 24


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared(a: str, b: str) -> None:
    found = copy(one(a), other(b))
    assert found is None or (0 <= found.of_article <= 1 and 0 <= found.of_other <= 1)
