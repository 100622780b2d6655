"""A quote against one statement: kinds and flags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.comparison import compared
from kg.check.meaning import GRAVE

WAR = "We will not win this war by the summer of next year. About 5,000 soldiers in Kherson will hold the old bridge."


@pytest.mark.parametrize(
    ("said", "quoted", "kind", "flags"),
    [
        (WAR, WAR.upper(), "verbatim", set()),
        (WAR, "“soldiers in Kherson — will hold the old bridge”", "verbatim", {"truncated"}),
        (WAR, "the old bridge", "cut", {"truncated"}),
        (WAR, "win this war by the summer of next year", "cut", {"truncated", "meaning-lost-by-cut"}),
        (WAR, "5,000 soldiers in Kherson will hold the bridge", "cut", {"truncated", "meaning-lost-by-cut"}),
        (WAR, "We will win this war by the summer of next year", "cut",
         {"truncated", "negation-changed", "meaning-lost-by-cut"}),
        (WAR, "We will not win … by the summer of next year", "cut", {"truncated"}),
        (WAR, "About 6,000 soldiers in Kherson will hold the old bridge", "altered", {"truncated", "number-changed"}),
        (WAR, "About 5,000 soldiers in Odesa will hold the old bridge", "altered", {"truncated", "name-changed"}),
        (WAR, "About 5,000 soldiers in Kherson will not hold the old bridge", "altered",
         {"truncated", "negation-changed"}),
        (WAR, "Nobody expects rain on the islands before Sunday evening", None, set()),
        ("It is legal to march here in spring", "It is illegal to march here in spring", "altered",
         {"negation-changed"}),
        ("The price of bread rose sharply again", "The price of bread fell sharply again", "altered",
         {"negation-changed"}),
        ("They favour labour laws at the centre", "They favor labor laws at the center", "verbatim", {"spelling-only"}),
        ("They won't favour any of these laws", "They will not favour any of these laws", "verbatim",
         {"spelling-only"}),
        ("He is a fool and all the town knows it", "[Putin] He is a fool and all [of] the town knows it [sic]",
         "verbatim", set()),
        ("He is a fool and all the town knows it", "He is [not] a fool and all the town knows it", "altered",
         {"negation-changed"}),
        ("We pay 25 percent of all health care costs", "We pay twenty-five per cent of all healthcare costs",
         "verbatim", {"spelling-only"}),
        ("We will rebuild the old harbour if Congress votes for it", "We will rebuild the old harbour", "cut",
         {"truncated", "meaning-lost-by-cut"}),
        ("I did not go there, and we will rebuild the old harbour", "we will rebuild the old harbour", "verbatim",
         {"truncated"}),
        ("armed … visitors came to the old council", "armed visitors came to the old council", "cut", set()),
        ("“It is,” … “a shame that we lost.”", "It is a shame that we lost", "verbatim", set()),
    ],
)  # fmt: skip
def test_kinds_and_flags(said: str, quoted: str, kind: str | None, flags: set[str]) -> None:
    found = compared(said, quoted)
    assert (found.kind, set(found.flags)) == (kind, flags)


texts = st.lists(
    st.sampled_from("We they will not never bridge river Kherson five 6,000 if but closed opened the … .".split()),  # noqa: SIM905
    max_size=12,
).map(" ".join)


@given(texts, texts)
def test_laws(said: str, quoted: str) -> None:
    found = compared(said, quoted)
    assert 0 <= found.score <= 1
    assert found.kind != "verbatim" or not found.flags & set(GRAVE)
    assert found.kind or not found.flags
    assert found.telling <= found.covered


@given(texts)
def test_a_whole_statement_is_verbatim(said: str) -> None:
    found = compared(said, said)
    assert found.kind in ("verbatim", None)
    assert (found.kind is None) == (not found.covered)
