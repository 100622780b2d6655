"""Each chain is drawn whole: its steps, its cues, its ends; nothing covers anything."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.check.chains import ENDS, Chain, End, Step
from kg.draw.chain import MOST, Cue, chain_picture
from kg.model import Extraction
from kg.statements import Statement
from kg.store.embedded import EmbeddedStore
from kg.workflow import drawing, relaying
from kg.workflow.storing import ingest_extractions
from tests.draw.hostile import HOSTILE
from tests.draw.seen import faults, words
from tests.draw.seen import root as root_of

ANY = st.text(st.characters(), max_size=80) | st.sampled_from(HOSTILE)


def statement(number: int, text: str = "words", article: str = "a", **more: str | None) -> Statement:
    made = Statement(f"s/{number:020x}", f"x/attribution/{number:020x}", article, text, "direct", "speech", 3, 9)
    return replace(made, **more)  # type: ignore[arg-type]


def chain(*steps: Statement, ends: End = "speaker", at: str | None = None, why: str = "why") -> Chain:
    return Chain(steps[0], tuple(Step(s, "passes on") for s in steps), (), ends, steps[-1].name, at, why)


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> EmbeddedStore:
    made = EmbeddedStore.memory()
    ingest_extractions(made, truth, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
    return made


def test_each_article_of_the_newsroom_is_drawn_without_fault(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    for x in truth:
        found = relaying.chains(store, x.article.iri)
        picture = chain_picture(found, drawing.cues(store, found), "12 articles")
        assert faults(picture) == []
        shown = " ".join(words(picture))
        for step in (s for c in found for s in c.steps):
            assert f"[{step.statement.start}:{step.statement.end}]" in shown
            assert step.statement.attribution.rpartition("/")[2][:8] in shown
        assert picture == chain_picture(found, drawing.cues(store, found), "12 articles")


def test_the_cues_are_those_of_the_articles(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    for x in truth:
        found = relaying.chains(store, x.article.iri)
        told = drawing.cues(store, found)
        for a in x.attributions:
            if a.iri in {s.statement.attribution for c in found for s in c.steps} and a.cue:
                assert told[a.iri].words == " … ".join(s.of(x.article.text) for s in sorted(a.cue))


def test_a_medium_is_told_once() -> None:
    assert Cue("wrote", "Facebook").label == "wrote (Facebook)"
    assert Cue("wrote on Facebook", "Facebook").label == "wrote on Facebook"
    assert Cue("").label == "in quotation marks"


@pytest.mark.parametrize("end", list(ENDS))
def test_each_end_says_what_stands_there(end: End) -> None:
    picture = chain_picture([chain(statement(1, name="Ann"), ends=end, why="because of this")], {}, "1 article")
    shown = " ".join(words(picture))
    assert ENDS[end][1:] in shown and "because of this" in shown
    assert faults(picture) == []


def test_a_circle_leads_back_to_the_card_that_it_rests_on() -> None:
    first, second = statement(1, name="Ann"), statement(2, name="Ben", article="b")
    ended = chain_picture([chain(first, second)], {}, "2 articles")
    round_ = chain_picture([chain(first, second, ends="circle", at=first.attribution)], {}, "2 articles")
    dotted = 'stroke-dasharray="2 4"'
    assert round_.count(dotted) == 2 and dotted not in ended  # the arrow and its legend
    assert faults(round_) == []


def test_branches_share_the_cards_that_they_have_in_common() -> None:
    root = statement(1, name="Ann")
    branches = [chain(root, statement(n, name=f"Speaker {n}")) for n in range(2, 5)]
    picture = chain_picture(branches, {}, "1 article")
    shown = words(picture)
    assert shown.count("Ann") == 1 and {f"Speaker {n}" for n in range(2, 5)} <= set(shown)
    assert faults(picture) == []
    assert float(root_of(picture).get("width")) <= 900


def test_one_colour_is_one_speaker() -> None:
    said = [statement(1, name="Ann", speaker="ann"), statement(2, name="Ben"), statement(3, name="Ann", speaker="ann")]
    picture = chain_picture([chain(*said)], {}, "1 article")
    assert picture.count('width="4"') == 2


def test_many_chains_are_counted_and_the_longest_are_drawn() -> None:
    short = [chain(statement(n, name=f"N{n}")) for n in range(200)]
    long = chain(statement(500, name="Ann"), statement(501, name="Ben"))
    picture = chain_picture([*short, long], {}, "1 article")
    assert faults(picture) == []
    shown = words(picture)
    assert f"{201 - MOST} more are not drawn" in " ".join(shown)
    assert {"N0", "Ann", "Ben"} <= set(shown) and f"N{MOST}" not in shown


@settings(max_examples=40)
@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), min_size=1, max_size=5), st.sampled_from(list(ENDS)), ANY)
def test_strangers_words_stay_in_their_boxes(told: list[tuple[str, ...]], end: End, why: str) -> None:
    steps = [
        statement(n, text, article=str(n // 2), name=name or None, outlet=outlet, title=title)
        for n, (text, name, outlet, title) in enumerate(told)
    ]
    cues = {s.attribution: Cue(s.text, s.name) for s in steps}
    picture = chain_picture([chain(*steps, ends=end, why=why)], cues, told[0][0])
    assert faults(picture) == []


@pytest.mark.parametrize("width", [400, 900, 4000])
@pytest.mark.parametrize("text", HOSTILE)
def test_every_width_holds_every_text(text: str, width: int) -> None:
    steps = [statement(n, text, name=text, outlet=text, title=text, kind="person") for n in range(2)]
    chains = [chain(steps[0], steps[1], why=text), chain(statement(7, text, name=text), why=text)]
    assert faults(chain_picture(chains, {}, text, width)) == []
