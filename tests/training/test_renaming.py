"""Other names leave the marks true, and the same person keeps one name."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from training.marked import Marked, marked
from training.renaming import FAMILY, GIVEN, made_up, renamed

TEXT = "Ann Mora said the Mora campaign was over. Bell denied it; Mora’s aide did not."
PEOPLE = (("", "Bell"), ("", "Mora"), ("Ann", "Mora"))
seeds = st.integers(0, 10_000)


def article() -> Marked:
    spans = {"source": [(0, 8)], "cue": [(9, 13)], "content": [(14, 40)]}
    return Marked(TEXT, (spans,), PEOPLE)


@given(seed=seeds)
def test_only_names_change_and_one_person_has_one_name(seed: int) -> None:
    text = renamed(article(), random.Random(seed)).text
    other = r"([A-Z][\w-]+)"
    found = re.fullmatch(
        rf"{other} {other} said the {other} campaign was over. {other} denied it; {other}’s aide did not.", text
    )
    assert found is not None
    _, family, again, _, possessive = found.groups()
    assert family == again == possessive


@given(seed=seeds)
def test_marks_stay_on_their_words(seed: int) -> None:
    got = renamed(article(), random.Random(seed))
    (a,) = got.attributions
    parts = {role: got.text[s:e] for role, ((s, e),) in a.items()}
    assert parts["cue"] == "said"
    assert re.fullmatch(r"[\w-]+ [\w-]+", parts["source"])
    assert parts["content"].startswith("the ")
    assert parts["content"].endswith(" campaign was over")


def test_names_come_from_everywhere() -> None:
    drawn = " ".join(renamed(article(), random.Random(k)).text for k in range(300))
    assert sum(name in drawn for name in FAMILY) > 50
    assert sum(name in drawn for name in GIVEN) > 50


@given(seed=seeds)
def test_a_made_up_name_looks_like_one(seed: int) -> None:
    assert re.fullmatch(r"[A-Z][a-z]{1,12}", made_up(random.Random(seed)))


def test_the_people_of_a_record_are_its_named_persons() -> None:
    entities = [[0, 8, "PERSON"], [14, 22, "ORGANIZATION"], [42, 46, "PERSON"]]
    record = {"text": TEXT, "annotations": [], "corenlp": {"entities": entities}}
    assert marked(record).people == (("", "Bell"), ("Ann", "Mora"))
    assert marked({"text": TEXT, "annotations": [], "corenlp": None}).people == ()
