"""What the measuring of figures counts as found, as too much and as right."""

from collections import Counter

from benchmarks.figures import Wanted, compared, in_common, newsroom, same
from kg.model import Figure, Span

TEXT = "They said that 12 ships and 3 boats left, and 40 percent of the crews."


def figure(words: str, value: float, **more: str) -> Figure:
    start = TEXT.index(words)
    return Figure("x", Span(start, start + len(words)), value, **more)  # type: ignore[arg-type]


def wanted(words: str, value: float, *, doubtful: bool = False) -> Wanted:
    start = TEXT.index(words)
    unit = words.split()[-1]
    return Wanted(Span(start, start + len(words)), (value, None, None), unit, unit, "left", None, True, doubtful)


def test_a_figure_is_found_where_it_stands_with_its_value() -> None:
    count: Counter[str] = Counter()
    marks = [wanted("12 ships", 12), wanted("3 boats", 3)]
    read = [figure("12 ships", 12, unit="ships", counted="ships", measure="left", attribution="a1"), figure("3", 4)]
    lines = list(compared(TEXT, marks, read, count))
    assert (count["marked"], count["found"], count["too much"]) == (2, 1, 1)
    assert all(count[name] == 1 for name in ("unit", "counted", "measure", "as_of", "attributed"))
    assert [line.split(":")[0] for line in lines] == ["missed", "too much"]


def test_what_meets_a_doubtful_mark_counts_neither_way() -> None:
    count: Counter[str] = Counter()
    lines = list(compared(TEXT, [wanted("3 boats", 3, doubtful=True)], [figure("3 boats", 7)], count))
    assert (lines, count) == ([], Counter())


def test_values_and_wordings_are_compared_with_room_for_rounding_and_endings() -> None:
    assert same((0.333333, None, None), (1 / 3, None, None)) and not same((1, None, None), (1, 1, None))
    assert in_common("the ships", "Vell ship") and in_common(None, "") and not in_common("ships", None)


def test_the_newsroom_is_read_whole() -> None:
    count: Counter[str] = Counter()
    for text, marks, read in newsroom():
        list(compared(text, marks, read, count))
    assert count["found"] == count["marked"] == 39 and not count["too much"]
    assert count["counted"] >= 36 and count["measure"] >= 34 and count["as_of"] >= 38
