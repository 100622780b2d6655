"""The matching of names holds what it was measured to do, on names made for it."""

import subprocess
import sys

from benchmarks.identity import measured
from benchmarks.names import NAMES, load


def test_few_are_joined_wrongly_and_most_of_what_is_one_is_found() -> None:
    found = measured(NAMES)
    assert found.precision >= 0.97
    assert found.recall >= 0.80
    assert found.grown_precision >= 0.97 and found.grown_recall >= 0.84
    assert found.reached >= 0.94
    assert found.apart >= 0.9 * found.namesakes
    assert found.together >= 10


def test_the_second_file_is_of_the_same_form_and_of_other_people() -> None:
    fresh, first = load(NAMES.with_name("names_fresh.jsonl")), load()
    assert (len(fresh.variants), len({v.group for v in fresh.variants})) == (60, 15)
    assert (sum(not p.same for p in fresh.pairs), sum(p.same for p in fresh.pairs)) == (20, 6)
    assert not {v.name for v in fresh.variants} & {v.name for v in first.variants}


def test_it_prints_its_figures() -> None:
    command = [sys.executable, "-m", "benchmarks.identity", "--errors"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.startswith("names.jsonl: precision ")
    assert "nothing else supports it" in printed
