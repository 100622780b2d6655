"""Changes to marked texts leave the marks true: on the same words, up to the change itself."""

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augment import CHANGES, NAMED, REMAINS, augmented
from training.marked import Edit, Marked, edited, marked, read_lines

WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """said “we hold” "yes" no, ``rain'' ''often'' «ça» the harbour’s corner learns Illinois morning ("no") told O I
        Straße ﬁnds ŉ „ja“ 'tis o'clock warned. — 498 “The modern “inner” one”""",
    )
)
ROLES = ("source", "cue", "content")
MARKS = re.compile(r"``|''|[“”„«»\"‘’]")
ALIKE = str.maketrans("1I0oeab5fj", "llOccchSti")  # letters that a scanner confuses
seeds = st.integers(0, 10_000)


@st.composite
def articles(draw: st.DrawFn) -> Marked:
    """A text with up to four attributions, whose marks begin and end with words."""
    text, ends = "", []
    for word in draw(st.lists(WORDS, min_size=3, max_size=60)):
        ends.append((len(text), len(text) + len(word)))
        text += word + draw(st.sampled_from([" ", " ", " ", "\n\n"]))

    def spans(least: int) -> list[tuple[int, int]]:
        cuts = sorted(draw(st.sets(st.integers(0, len(ends)), min_size=2 * least, max_size=4)))
        return [(ends[a][0], ends[b - 1][1]) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]

    count = draw(st.integers(0, 4))
    return Marked(text, tuple({"source": spans(0), "cue": spans(1), "content": spans(1)} for _ in range(count)))


def without_marks(text: str) -> str:
    return MARKS.sub("", text)


def without_remains(text: str) -> str:
    for remain in REMAINS:
        text = text.replace(f" {remain} ", " ")
    return text


def small(text: str) -> str:
    """The text in small letters, where these are single characters in either case."""
    return "".join(c.lower() if len(c.lower()) == len(c.upper()) == 1 else c for c in text)


def blurred(text: str) -> str:
    """The text as if a scanner could tell no letters apart that it may confuse, and saw no space."""
    return text.replace(" ", "").replace("rn", "m").translate(ALIKE)


SAME: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("straight", "curly", "french", "german", "doubled", "single", "missing"), without_marks),
    "upper": small,
    "ocr": blurred,
    "html": without_remains,
}
TRAINED = [*[without_marks] * 6, small, blurred, without_remains]  # in the order of CHANGES


def check(before: Marked, after: Marked, same: Callable[[str], str]) -> None:
    """The marks of ``after`` are on the words of ``before``, which ``same`` gives of both; they are sorted spans."""
    assert same(after.text) == same(before.text)
    assert len(after.attributions) == len(before.attributions)
    for a, b in zip(after.attributions, before.attributions, strict=True):
        for role in ROLES:
            ends = [x for span in a[role] for x in span]
            assert ends == sorted(ends)
            assert all(0 <= start < end <= len(after.text) for start, end in a[role])
            assert [same(after.text[s:e]) for s, e in a[role]] == [same(before.text[s:e]) for s, e in b[role]]


@pytest.mark.parametrize("name", NAMED)
@given(article=articles(), seed=seeds)
def test_marks_stay_on_their_words_under_changes_by_name(name: str, article: Marked, seed: int) -> None:
    check(article, NAMED[name](article, random.Random(seed)), SAME[name])


@pytest.mark.parametrize("k", range(len(CHANGES)))
@given(article=articles(), seed=seeds)
def test_marks_stay_on_their_words_under_changes_of_training(k: int, article: Marked, seed: int) -> None:
    check(article, CHANGES[k][0](article, random.Random(seed)), TRAINED[k])


@given(articles(), seeds)
def test_the_same_seed_gives_the_same_change(article: Marked, seed: int) -> None:
    assert augmented(article, random.Random(seed)) == augmented(article, random.Random(seed))


def test_the_changes_have_these_names() -> None:
    assert list(NAMED) == list(SAME)


@given(articles(), seeds)
def test_missing_quotes_leave_no_double_mark(article: Marked, seed: int) -> None:
    assert not re.search("[“”„«»\"]|``|''", NAMED["missing"](article, random.Random(seed)).text)


STYLED = {
    "straight": """Ann: "we won", ("no") and—"yes". "Go.\"""",
    "curly": "Ann: “we won”, (“no”) and—“yes”. “Go.”",
    "french": "Ann: «we won», («no») and—«yes». «Go.»",
    "german": "Ann: „we won“, („no“) and—„yes“. „Go.“",
    "doubled": "Ann: ``we won'', (``no'') and—``yes''. ``Go.''",
    "single": "Ann: ‘we won’, (‘no’) and—‘yes’. ‘Go.’",
    "missing": "Ann: we won, (no) and—yes. Go.",
}


@pytest.mark.parametrize("name", STYLED)
@pytest.mark.parametrize("given_", ["straight", "curly", "french", "doubled"])
def test_marks_are_written_in_the_named_style_whichever_they_were(name: str, given_: str) -> None:
    assert NAMED[name](Marked(STYLED[given_], ()), random.Random(1)).text == STYLED[name]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    text = "’tis the harbour’s ‘end’, o'clock"
    assert {NAMED[name](Marked(text, ()), random.Random(1)).text for name in STYLED} == {text}


def test_a_scanner_misreads_one_letter_in_a_hundred() -> None:
    text = "e" * 20_000
    read = NAMED["ocr"](Marked(text, ()), random.Random(1)).text
    assert set(read) == {"e", "c"}
    assert 150 < read.count("c") < 250


@pytest.mark.parametrize(
    ("edits", "text", "words"),
    [
        ([], "Ann said: “we won”.", "“we won”"),
        ([(10, 11, ""), (17, 18, "")], "Ann said: we won.", "we won"),
        ([(10, 11, "``"), (17, 18, "''")], "Ann said: ``we won''.", "``we won''"),
        ([(0, 3, "The mayor")], "The mayor said: “we won”.", "“we won”"),
        ([(13, 14, " <br> ")], "Ann said: “we <br> won”.", "“we <br> won”"),
        ([(17, 18, ""), (0, 4, "")], "said: “we won.", "“we won"),
        ([(11, 13, "they"), (12, 15, "lost")], "Ann said: “they won”.", "“they won”"),
    ],
)
def test_marks_move_with_their_characters(edits: list[Edit], text: str, words: str) -> None:
    article = Marked("Ann said: “we won”.", ({"source": [(0, 3)], "cue": [(4, 8)], "content": [(10, 18)]},))
    changed = edited(article, edits)
    assert changed.text == text
    (a,) = changed.attributions
    assert [text[s:e] for s, e in a["cue"]] == ["said"]
    assert [text[s:e] for s, e in a["content"]] == [words]


@pytest.mark.parametrize(("new", "words"), [("they", "hey won”"), ("I", " won”"), ("", " won”")])
def test_a_mark_that_begins_inside_an_edit_begins_as_far_into_what_stands_there(new: str, words: str) -> None:
    article = Marked("Ann said: “we won”.", ({"source": [], "cue": [(4, 8)], "content": [(12, 18)]},))
    changed = edited(article, [(11, 13, new)])
    assert [changed.text[s:e] for s, e in changed.attributions[0]["content"]] == [words]


def test_an_attribution_that_loses_its_cue_or_content_is_left_out() -> None:
    article = Marked(
        "Ann said no.",
        (
            {"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 11)]},
            {"source": [], "cue": [(9, 11)], "content": [(0, 3)]},
        ),
    )
    assert edited(article, [(4, 9, "")]).attributions == ({"source": [], "cue": [(4, 6)], "content": [(0, 3)]},)
    assert edited(article, [(0, 3, ""), (9, 11, "")]).attributions == ()


def test_a_record_is_read_as_one_annotator_marked_it() -> None:
    first = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}
    second = {"source": [], "cue": [[4, 8]], "content": [[0, 3], [9, 11]]}
    record = {"text": "Ann said no.", "annotations": [{"attributions": [first]}, {"attributions": [second]}]}
    assert marked(record).attributions == ({"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 11)]},)
    assert marked(record, 1).attributions == ({"source": [], "cue": [(4, 8)], "content": [(0, 3), (9, 11)]},)
    assert marked({"text": "Ann.", "annotations": []}) == Marked("Ann.", ())


def test_records_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl.gz"
    path.write_bytes(gzip.compress('{"id": "a", "text": "Zoë"}\n{"id": "b"}\n'.encode()))
    assert read_lines(path) == [{"id": "a", "text": "Zoë"}, {"id": "b"}]
