"""One verdict from several statements, in the fixed order."""

import pytest

from kg.check.verdicts import VERDICTS, Verification, matched, verified
from kg.model import EntityKind
from kg.statements import Statement

HARBOUR = "The harbour will stay closed until the last of the mines is lifted from the channel"
BREAD = "Bread is rationed from Monday at forty grams for each child and each nurse"


def said(text: str, name: str | None = "Ann Reed", *, n: int = 1, day: str | None = "2022-03-01", outlet: str = "Post",
         kind: EntityKind = "person") -> Statement:  # fmt: skip
    speaker = None if name is None else f"speaker/{name}"
    return Statement(f"statement/{n}", f"attribution/{n}", f"article/{n}", text, "direct", "speech", 0, len(text),
                     speaker, name, kind, None, outlet, day)  # fmt: skip


def verdict(quote: str, *statements: Statement, speaker: str | None = None) -> Verification:
    return verified(quote, matched(quote, statements), speaker)


def test_the_order_is_that_of_the_promise() -> None:
    assert VERDICTS == ("misattributed", "verbatim", "conflated", "cut", "altered", "paraphrase", "not-found")


@pytest.mark.parametrize(
    ("quote", "speaker", "expected"),
    [
        (HARBOUR, None, "verbatim"),
        (HARBOUR, "Reed", "verbatim"),
        (HARBOUR, "Ole Lund", "misattributed"),
        (HARBOUR.replace("mines", "ships"), "Ole Lund", "misattributed"),
        (HARBOUR.replace("mines", "ships"), None, "altered"),
        ("The harbour will stay closed until the last is lifted from the channel", "Ole Lund", "misattributed"),
        ("The harbour will stay closed until the last is lifted from the channel", "Ann Reed", "cut"),
        (f"{HARBOUR}. {BREAD}", None, "conflated"),
        ("The channel's last mines must be lifted; the harbour is closed", None, "paraphrase"),
        ("The channel's last mines must be lifted; the harbour is closed", "Ole Lund", "not-found"),
        ("Nobody expects rain on the islands before Sunday evening", None, "not-found"),
    ],
)
def test_verdicts(quote: str, speaker: str | None, expected: str) -> None:
    assert verdict(quote, said(HARBOUR), said(BREAD, "Ole Lund", n=2), speaker=speaker).verdict == expected


def test_what_the_speaker_said_counts_before_what_others_said() -> None:
    found = verdict(HARBOUR, said(HARBOUR, "Ole Lund"), said(HARBOUR, n=2), speaker="Ann Reed")
    assert (found.verdict, found.mine, found.flags) == ("verbatim", True, ("also-credited-to-others",))
    assert found.matches[0].statement.name == "Ann Reed"


def test_a_likeness_of_the_speaker_does_not_stand_for_the_words_of_another() -> None:
    close = "The harbour will stay shut and the town hungry until spring"
    found = verdict(HARBOUR, said(HARBOUR, "Ole Lund"), said(close, n=2), speaker="Ann Reed")
    assert found.verdict == "misattributed"


def test_words_that_nobody_is_credited_with_are_not_misattributed_and_not_confirmed() -> None:
    found = verdict(HARBOUR, said(HARBOUR, None), speaker="Ann Reed")
    assert (found.verdict, found.mine) == ("verbatim", None)
    assert verdict(HARBOUR, said(HARBOUR, None), said(HARBOUR, "Ole Lund", n=2), speaker="Ann Reed").verdict == (
        "misattributed"
    )


def test_first_appearance_and_outlets_are_those_of_the_words() -> None:
    found = verdict(
        HARBOUR,
        said(HARBOUR, day="2022-03-05", outlet="Post"),
        said(HARBOUR.upper(), n=2, day="2022-03-02", outlet="Ledger"),
        said(HARBOUR, n=3, day=None, outlet="Radio"),
        said(HARBOUR.replace("mines", "ships"), n=4, day="2022-01-01", outlet="Echo"),
    )
    assert found.first is not None
    assert (found.first.iri, found.outlets) == ("statement/2", ("Ledger", "Post", "Radio"))
    undated = verdict(HARBOUR, said(HARBOUR, day=None))
    assert undated.first is None


def test_one_statement_that_has_it_all_is_not_two() -> None:
    whole = f"{HARBOUR}. {BREAD}."
    cut = f"{HARBOUR}. {' '.join(BREAD.split()[5:])}"
    assert verdict(cut, said(whole), said(BREAD, n=2)).verdict == "cut"


def test_a_grave_change_comes_after_a_harmless_match() -> None:
    changed = BREAD.replace("forty", "sixty")
    found = verdict(changed, said(BREAD), said(changed.replace("nurse", "guard"), n=2))
    assert not found.grave
    assert verdict(changed, said(BREAD)).flags == ("number-changed",)
