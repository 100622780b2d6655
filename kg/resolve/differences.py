"""How one wording differs from another, word by word, and what such a difference is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from kg.model import Difference
from kg.resolve.comparing import Alike
from kg.resolve.worded import Worded

Change = Literal["equal", "delete", "insert", "replace"]
SHOWN = 12
"""Words of one change that a reason quotes."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One step from wording ``a`` to wording ``b``: half-open ranges of the words of both, and the words as written."""

    change: Change
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str


def operations(a: Worded, b: Worded) -> tuple[Operation, ...]:
    """The steps from ``a`` to ``b`` along their longest common subsequence; both are covered without a gap."""
    return tuple(_operations(a, b))


def difference(variant: Worded, fullest: Worded, alike: Alike) -> Difference:
    """What a wording is, compared with the fullest: an indirect one that changes words is a paraphrase."""
    if variant.words == fullest.words:
        return "same"
    if alike == "meaning":
        return "paraphrase"
    if all(o.change in ("equal", "delete") for o in operations(fullest, variant)):
        return "cut"
    return "paraphrase" if variant.statement.type == "indirect" else "altered"


def described(variant: Worded, fullest: Worded) -> str:
    """The changes from the fullest wording in words, each shortened; empty where there are none."""
    steps = operations(fullest, variant)
    gone = [o.a_text for o in steps if o.change == "delete"]
    changed = [f"“{_short(o.a_text)}” became “{_short(o.b_text)}”" for o in steps if o.change == "replace"]
    new = [o.b_text for o in steps if o.change == "insert"]
    parts = [f"leaves out {_listed(gone)}"] if gone else []
    parts += [", ".join(changed)] if changed else []
    parts += [f"adds {_listed(new)}"] if new else []
    return "; ".join(parts)


def _operations(a: Worded, b: Worded) -> Iterator[Operation]:
    steps = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in LCSseq.opcodes(a.words, b.words)]
    i = 0
    while i < len(steps):
        tag, *ends = steps[i]
        following = steps[i + 1] if i + 1 < len(steps) else None
        if following is not None and {tag, following[0]} == {"delete", "insert"}:
            tag, ends = "replace", [ends[0], max(ends[1], following[2]), ends[2], max(ends[3], following[4])]
            i += 1
        texts = (_written(a, ends[0], ends[1]), _written(b, ends[2], ends[3]))
        yield Operation(_CHANGES[tag], ends[0], ends[1], ends[2], ends[3], *texts)
        i += 1


_CHANGES: dict[str, Change] = {"equal": "equal", "delete": "delete", "insert": "insert", "replace": "replace"}


def _written(w: Worded, start: int, end: int) -> str:
    """The words as written; a contraction that counts as several words is written once."""
    return " ".join(w.shown[i] for i in range(start, end) if i == start or w.at[i] != w.at[i - 1])


def _listed(texts: list[str]) -> str:
    return ", ".join(f"“{_short(t)}”" for t in texts)


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHOWN else " ".join(words[: SHOWN - 1]) + " …"
