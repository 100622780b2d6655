"""The best sequence of tags: as good as the best that trying all of them finds, and always an attribution."""

import re
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp.decode import DISTANCES, EDGES, LOW, TAGS, Floats, Ints, allowed, best_tags, distances, parts

LETTERS = "OSsQqCc"  # of each tag: a capital where a part begins
VALID = re.compile(r"(?=.*C)(?!.*S.*S)(?!.*Q.*Q)(?:O|Ss*|Qq*|Cc*)+")
KINDS = len(TAGS)
Problem = tuple[Floats, list[int], list[int], Floats, Floats]


@cache
def sequences(length: int, cue: int) -> Ints:
    """All sequences of tags [n, length] that an attribution can have whose cue begins with the word ``cue``."""
    tries = product(range(KINDS), repeat=length)
    written = (t for t in tries if "".join(LETTERS[x] for x in t).find("Q") == cue)
    return np.array([t for t in written if VALID.fullmatch("".join(LETTERS[x] for x in t))], dtype=np.int64)


def total(tags: Ints, emitted: Floats, transition: Floats, start: Floats) -> Floats:
    """The score of each of the sequences [n, length]; that of the word where the cue begins counts for nothing."""
    words = np.where(tags == TAGS.index("B-cue"), 0, emitted[np.arange(tags.shape[1]), tags])
    out: Floats = start[tags[:, 0]] + words.sum(1) + transition[tags[:, :-1], tags[:, 1:]].sum(1)
    return out


def arrays(draw: st.DrawFn, *shape: int) -> Floats:
    """Scores of that shape, from a drawn seed and scale: ties and great differences too."""
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    scale = draw(st.sampled_from([0, 1, 1, 5, 200]))
    return np.round(dice.normal(size=shape) * scale, draw(st.sampled_from([0, 2, 6]))).astype(np.float32)


@st.composite
def problems(draw: st.DrawFn, longest: int) -> Problem:
    """The arguments of ``best_tags`` for one to four attributions of differing lengths."""
    lengths = draw(st.lists(st.integers(2, longest), min_size=1, max_size=4))
    cues = [draw(st.integers(0, length - 1)) for length in lengths]
    emitted = arrays(draw, len(lengths), max(lengths), KINDS)
    return emitted, lengths, cues, arrays(draw, KINDS, KINDS), arrays(draw, KINDS)


@settings(max_examples=150)
@given(problems(longest=5))
def test_the_best_sequence_scores_as_the_best_of_all(problem: Problem) -> None:
    emitted, lengths, cues, transition, start = problem
    for k, tags in enumerate(best_tags(*problem)):
        all_ = sequences(lengths[k], cues[k])
        expected = total(all_, emitted[k], transition, start).max()
        assert any((tags == a).all() for a in all_)
        assert total(tags[None], emitted[k], transition, start)[0] == pytest.approx(expected, rel=1e-4, abs=1e-3)


@given(problems(longest=40))
def test_every_result_is_an_attribution(problem: Problem) -> None:
    _, lengths, cues, _, _ = problem
    found = best_tags(*problem)
    assert [len(tags) for tags in found] == lengths
    for tags, cue in zip(found, cues, strict=True):
        runs = parts(tags)
        assert [start for start, _ in runs["cue"]] == [cue]
        assert len(runs["source"]) <= 1
        assert len(runs["content"]) >= 1
        assert VALID.fullmatch("".join(LETTERS[t] for t in tags))


@given(problems(longest=12))
def test_an_attribution_is_read_alike_whatever_stands_beside_it(problem: Problem) -> None:
    emitted, lengths, cues, transition, start = problem
    for k, tags in enumerate(best_tags(*problem)):
        alone = best_tags(emitted[k : k + 1, : lengths[k]], [lengths[k]], [cues[k]], transition, start)
        assert tags.tolist() == alone[0].tolist()


@given(problems(longest=2), st.integers(1, 3))
def test_a_cue_that_is_the_only_word_has_no_content(problem: Problem, count: int) -> None:
    emitted, _, _, transition, start = problem
    alone = np.repeat(emitted[:1, :1], count, axis=0)
    assert [t.tolist() for t in best_tags(alone, [1] * count, [0] * count, transition, start)] == [[3]] * count


def test_barred_transitions_of_a_network_do_not_change_the_result() -> None:
    emitted = np.zeros((1, 4, KINDS), dtype=np.float32)
    emitted[0, 2, TAGS.index("I-source")] = 50  # cannot follow a cue
    barred = np.where(allowed(), 0, LOW).astype(np.float32)
    start = np.zeros(KINDS, dtype=np.float32)
    free = np.zeros_like(barred)
    assert (
        best_tags(emitted, [4], [1], barred, start)[0].tolist() == best_tags(emitted, [4], [1], free, start)[0].tolist()
    )


def test_a_tag_that_goes_on_stands_after_its_own_role_only() -> None:
    can = allowed()
    before = {tag: {TAGS[i] for i in np.flatnonzero(can[:, j])} for j, tag in enumerate(TAGS)}
    assert before["I-source"] == {"B-source", "I-source"}
    assert before["I-cue"] == {"B-cue", "I-cue"}
    assert before["I-content"] == {"B-content", "I-content"}
    assert all(before[tag] == set(TAGS) for tag in TAGS if not tag.startswith("I"))


runs_of_words = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(["source", "cue", "content"])), max_size=8
)


@given(runs_of_words)
def test_parts_and_tags_round_trip(runs: list[tuple[int, int, str]]) -> None:
    tags: list[int] = []
    expected: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for gap, length, role in runs:
        tags += [0] * gap
        expected[role].append((len(tags), len(tags) + length))
        tags += [TAGS.index(f"B-{role}")] + [TAGS.index(f"I-{role}")] * (length - 1)
    assert parts(np.array(tags, dtype=np.int64)) == expected


def test_distances_are_told_apart_near_the_cue_and_in_steps_far_from_it() -> None:
    found = distances(121, 60)
    middle = DISTANCES // 2
    assert found[60] == middle
    assert (found[61:] - middle).tolist() == (middle - found[:60][::-1]).tolist()
    assert (np.diff(found) >= 0).all()
    assert [int(np.argmax(found[60:] == b)) for b in range(middle, DISTANCES)] == list(EDGES)
    assert (found.min(), found.max()) == (0, DISTANCES - 1)


@given(st.integers(1, 300), st.data())
def test_a_distance_depends_only_on_how_far_the_cue_is(length: int, data: st.DataObject) -> None:
    cue = data.draw(st.integers(0, length - 1))
    found = distances(length, cue)
    assert len(found) == length
    assert found.tolist() == distances(601, 300)[300 - cue : 300 - cue + length].tolist()
    assert ((found >= 0) & (found < DISTANCES)).all()
    assert np.flatnonzero(found == DISTANCES // 2).tolist() == [cue]
