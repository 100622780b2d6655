"""What the network reads of a text: every word once, in windows of bounded length, whatever the style of its marks."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.segment import segments
from kg.nlp.windows import (
    CLS,
    CONTEXT,
    LENGTH,
    LOWER,
    MIXED,
    OTHER,
    OVERLAP,
    PIECES,
    POSITIONS,
    SEP,
    TITLE,
    UPPER,
    Window,
    Words,
    case,
    normal,
    scope,
    windows,
    words,
)
from tests.strategies import texts

SENTENCE = "The harbour was quiet on Monday and the cranes stood still in the rain. "
STYLES = {
    "straight": ('"', '"'),
    "french": ("«", "»"),
    "german": ("„", "“"),
    "doubled": ("``", "''"),
    "same": ("''", "''"),
}


def pieces(word: str) -> tuple[int, ...]:
    """A number for every four characters."""
    return tuple(1000 + sum(map(ord, word[i : i + 4])) for i in range(0, len(word), 4))


def read_of(text: str) -> Words:
    return words(text, segments(text), pieces)


def plain(text: str, read: Words, numbers: Sequence[int]) -> list[str]:
    return [read.spans[n].of(text) for n in numbers]


def word(text: str, read: Words, wanted: str) -> int:
    """The number of the first word that is written so."""
    return plain(text, read, range(len(read.spans))).index(wanted)


def paragraph(count: int) -> str:
    """A paragraph of so many words of one piece each, its full stop among them."""
    return "Rain " + "and " * (count - 2) + "."


LONG = {
    "one word": "Rain",
    "a sentence": SENTENCE,
    "a paragraph of 10,000 words": "Ann said " + "rain and " * 5_000 + ".",
    "very long words": "Ann said " + "rain" * 5_000 + " and " + "ab" * 9_000 + ".\n\n" + f"{'x' * 700} " * 90 + ".",
    "many short paragraphs": "It rains.\n\n" * 400,
    "long ones between short ones": "\n\n".join(paragraph(n) for n in (3, 700, 4, 900, 300, 200, 40, 1_200)),
}
sizes = st.lists(st.one_of(st.integers(2, 60), st.integers(150, 520), st.sampled_from([1_500])), max_size=9)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_texts_of_every_length_are_read_whole(text: str) -> None:
    check(read_of(text))


@given(texts(max_words=120))
def test_texts_of_every_kind_are_read_whole(text: str) -> None:
    check(read_of(text))


@given(sizes, st.integers(150, LENGTH))
def test_paragraphs_of_every_length_are_read_whole(counts: list[int], length: int) -> None:
    check(read_of("\n\n".join(paragraph(n) for n in counts)), length)


def check(read: Words, length: int = LENGTH) -> None:
    """The laws of windows."""
    found = list(windows(read, length))
    assert list(chain.from_iterable(w.own for w in found)) == list(range(len(read.spans)))
    for w in found:
        several = read.paragraph[w.own.start] != read.paragraph[w.own.stop - 1]
        assert len(w.ids) <= (length if several else POSITIONS)
        assert len(w.ids) == len(w.case) == len(w.state)
        assert w.own.start in range(w.first_word, w.first_word + len(w.at))
        assert w.own.stop <= w.first_word + len(w.at)
        laid_out(read, w)


def laid_out(read: Words, w: Window) -> None:
    """A mark at the start, a separator after each paragraph, and each word's pieces where ``at`` says."""
    assert w.ids[0] == CLS
    ids, states, cases = [], [], []
    for n, at in enumerate(w.at, w.first_word):
        kept = read.pieces[n][:PIECES]
        assert w.ids[at : at + len(kept)].tolist() == list(kept)
        ids += kept
        states += [read.state[n]] * len(kept)
        cases += [read.case[n]] * len(kept)
    inside = np.flatnonzero((w.ids != CLS) & (w.ids != SEP))
    assert w.ids[inside].tolist() == ids
    assert w.state[inside].tolist() == states
    assert w.case[inside].tolist() == cases
    held = set(read.paragraph[w.first_word : w.first_word + len(w.at)].tolist())
    assert np.count_nonzero(w.ids == SEP) == len(held)
    assert w.ids[-1] == SEP


def test_a_text_without_words_has_no_window() -> None:
    for text in ("", "\n\n", " \t "):
        read = read_of(text)
        assert read.spans == ()
        assert list(windows(read)) == []


@given(texts())
def test_words_are_read_in_order_and_only_where_statements_may_stand(text: str) -> None:
    found = segments(text)
    read = words(text, found, pieces)
    bodies = [s.body for s in found if s.body is not None]
    for span, number in zip(read.spans, read.paragraph, strict=True):
        assert bodies[number].start <= span.start < span.end <= bodies[number].end
    assert all(a.end <= b.start for a, b in zip(read.spans, read.spans[1:], strict=False))
    seen = {i for s in read.spans for i in range(s.start, s.end)}
    assert all(text[i].isspace() or i in seen for body in bodies for i in range(body.start, body.end))


@pytest.mark.parametrize(("before", "shown"), [(10, 10), (CONTEXT, CONTEXT), (200, CONTEXT)])
def test_the_paragraph_before_is_given_as_context(before: int, shown: int) -> None:
    read = read_of("\n\n".join(paragraph(n) for n in (20, before, LENGTH)))
    last = list(windows(read))[-1]
    assert last.own == range(20 + before, 20 + before + LENGTH)
    assert last.first_word == last.own.start - shown


@pytest.mark.parametrize("count", [440, 450, 460, 479])
def test_the_context_of_a_long_paragraph_is_what_fits_beside_it(count: int) -> None:
    read = read_of(f"{paragraph(100)}\n\n{paragraph(count)}")
    first, last = windows(read)
    assert (len(first.own), len(last.own)) == (100, count)
    assert len(last.ids) == min(POSITIONS, count + CONTEXT + 3)


def test_the_first_paragraph_has_no_context() -> None:
    first = next(windows(read_of(f"{SENTENCE}\n\n{SENTENCE}")))
    assert (first.first_word, first.own.start) == (0, 0)


def test_a_long_paragraph_shows_each_word_among_its_neighbours() -> None:
    read = read_of(paragraph(3_000))
    for w in windows(read):
        last = w.first_word + len(w.at)
        assert w.own.start - w.first_word >= OVERLAP // 2 or w.first_word == 0
        assert last - w.own.stop >= OVERLAP // 2 or last == len(read.spans)


def test_the_scope_of_a_cue_is_its_paragraph() -> None:
    text = "The mayor spoke.\n\nAnn said it rains.\n\nBob denied it."
    read = read_of(text)
    (window,) = windows(read)
    around = scope(read, window, word(text, read, "said"))
    assert plain(text, read, around) == ["Ann", "said", "it", "rains", "."]
    assert {scope(read, window, w) for w in around} == {around}


def test_the_scope_covers_what_a_colon_announces() -> None:
    text = "Nobody came.\n\nThe mayor said:\n\n“We hold:”\n\n“And wait.”\n\nBob denied it:\n\nIt rained."
    read = read_of(text)
    (window,) = windows(read)
    around = scope(read, window, word(text, read, "mayor"))
    assert plain(text, read, around) == ["The", "mayor", "said", ":", "“", "We", "hold", ":", "”"]
    assert scope(read, window, word(text, read, "hold")) == range(around.start + 4, around.stop)
    assert plain(text, read, scope(read, window, word(text, read, "Bob"))) == ["Bob", "denied", "it", ":"]


def test_the_scope_goes_on_as_long_as_colons_announce() -> None:
    text = "He read out:\n\n“She wrote:\n\n‘Go home.’"
    read = read_of(text)
    (window,) = windows(read)
    assert scope(read, window, word(text, read, "read")) == range(len(read.spans))


def test_the_scope_ends_where_its_window_does() -> None:
    read = read_of(f"{paragraph(5)}\n\n{paragraph(3_000)}")
    for window in windows(read):
        for w in window.own:
            around = scope(read, window, w)
            assert w in around
            assert around.start >= window.first_word
            assert around.stop <= window.first_word + len(window.at)


@pytest.mark.parametrize(
    ("marks", "one"),
    [
        ("“ ” „ ‟ « » `` '' ″ 〝 〞 「 」 \"", '"'),
        ("‘ ’ ‚ ‛ ‹ › ` ´ ′ '", "'"),
        ("– ― − — -- ---", "—"),
        (".. ... ..... …", "…"),
        (". . .", "."),
        ("!", "!"),
        ("-", "-"),
        ("harbour", "harbour"),
    ],
)
def test_marks_of_one_kind_are_written_one_way(marks: str, one: str) -> None:
    assert {normal(m) for m in marks.split()} == {one}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("rain", LOWER),
        ("Rain", TITLE),
        ("I", TITLE),
        ("RAIN", UPPER),
        ("iRain", MIXED),
        ("McRain", MIXED),
        ("498", OTHER),
        ("“", OTHER),
        ("東京", MIXED),
    ],
)
def test_the_letter_case_of_a_word(written: str, number: int) -> None:
    assert case(written) == number


def test_the_state_says_where_quotations_begin_and_end() -> None:
    text = "Ann said “we won” and “no”."
    read = read_of(text)
    assert read.state.tolist() == [0, 0, 1, 2, 2, 3, 0, 1, 2, 3, 0]


WORDS = st.lists(
    st.sampled_from(["rain", "the", "Port", "Vell", "498", "holds", "said", "o'clock"]), min_size=1, max_size=7
)


@st.composite
def quoting(draw: st.DrawFn) -> str:
    """Paragraphs with curly quotations, each closed, before, after or without words of the paper."""
    out = [SENTENCE]
    for _ in range(draw(st.integers(1, 5))):
        quoted, around = " ".join(draw(WORDS)), " ".join(draw(WORDS))
        shape = draw(
            st.sampled_from(["“{q},” {a}.", "{a}: “{q}.”", "“{q}.”", "{a} “{q}” {a}.", "{a}.", "({a}, “{q}”)."])
        )
        out.append(shape.format(q=quoted, a=around))
    return "\n\n".join(out)


@given(quoting())
def test_texts_that_differ_only_in_the_style_of_quotation_are_read_alike(text: str) -> None:
    expected = read_of(text)
    for opening, closing in STYLES.values():
        read = read_of(text.replace("“", opening).replace("”", closing))
        assert len(read.spans) == len(expected.spans)
        for mine, theirs in zip(windows(read), windows(expected), strict=True):
            assert mine.ids.tolist() == theirs.ids.tolist()
            assert mine.state.tolist() == theirs.state.tolist()
            assert mine.case.tolist() == theirs.case.tolist()
        assert read.joined == expected.joined
