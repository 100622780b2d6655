"""How one wording differs from another, word by word, and what such a difference is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from kg.resolve.comparing import Alike
from kg.resolve.worded import Worded
from kg.variants import Difference

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
    """The steps from ``a`` to ``b``; both are covered without a gap.

    Stretches in common are the longest first, which reads better than the longest common subsequence (Ratcliff and
    Obershelp, as in difflib).
    """
    steps = SequenceMatcher(None, a.words, b.words, autojunk=False).get_opcodes()
    return tuple(Operation(change, i, j, k, n, _written(a, i, j), _written(b, k, n)) for change, i, j, k, n in steps)


def listed(steps: Iterable[Operation]) -> list[dict[str, Any]]:
    """The steps as JSON has them."""
    return [
        {"op": o.change, "a": [o.a_start, o.a_end], "b": [o.b_start, o.b_end], "a_text": o.a_text, "b_text": o.b_text}
        for o in steps
    ]


def difference(variant: Worded, other: Worded, alike: Alike) -> Difference:
    """What a wording is, compared with another: an indirect one that changes words is a paraphrase."""
    if variant.words == other.words:
        return "same"
    if alike == "meaning":
        return "paraphrase"
    rest = iter(other.words)
    if all(word in rest for word in variant.words):
        return "cut"
    return "paraphrase" if variant.statement.type == "indirect" else "altered"


def described(variant: Worded, other: Worded) -> str:
    """The changes from ``other`` to the variant in words, each shortened; empty where there are none."""
    steps = operations(other, variant)
    gone = [o.a_text for o in steps if o.change == "delete"]
    changed = [f"“{_short(o.a_text)}” became “{_short(o.b_text)}”" for o in steps if o.change == "replace"]
    new = [o.b_text for o in steps if o.change == "insert"]
    parts = [f"leaves out {_listed(gone)}"] if gone else []
    parts += [", ".join(changed)] if changed else []
    parts += [f"adds {_listed(new)}"] if new else []
    return "; ".join(parts)


def _written(w: Worded, start: int, end: int) -> str:
    """The words as written; a contraction that counts as several words is written once."""
    return " ".join(w.shown[i] for i in range(start, end) if i == start or w.at[i] != w.at[i - 1])


def _listed(texts: list[str]) -> str:
    return ", ".join(f"“{_short(t)}”" for t in texts)


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHOWN else " ".join(words[: SHOWN - 1]) + " …"
