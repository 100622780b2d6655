"""How alike two wordings are, and whether two statements may be of one speaker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from kg.ids import outlet_key
from kg.nlp.lexicon import words
from kg.statements import Statement

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
ENDING = re.compile(r"(?:’s|'s|ing|ed|es|s)$")
NOBODY = re.compile(r"\bno(?: |-)one\b", re.IGNORECASE)
EMPTY = words(
    "a an and are as at be been being but by can could did do does for from had has have he her him his i if in into "
    "is it its may me might mr mrs ms must my of on or our say says said she should so that the their them they this "
    "to us was we were which who will with would you your there these those than then about also whom"
)
NUMBER = re.compile(r"\d[\d,.]*")
NEGATIVE = words("not no never nobody none neither nor cannot nothing")
WRITTEN = frozenset(("outlet", "document"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the shorter of two wordings the other has (0 to 1), in how many words that tell something."""

    score: float
    shared: int
    verbatim: bool
    reason: str


def likeness(one: str, other: str) -> Likeness:
    """How alike two wordings are, whatever their quotation marks, tenses and order of clauses.

    The longest common subsequence of the words that tell something, over those of the shorter; a verbatim run of words
    is 1. Other numbers, or a negation that one has and the other lacks, halve it.
    """
    a, b = _read(one), _read(other)
    short, long = sorted((a, b), key=lambda r: r.number)
    if short.number and short.line in long.line:
        return Likeness(1.0, len(short.telling), True, "the same words")
    fewest = min(len(a.telling), len(b.telling))
    shared = LCSseq.similarity(a.telling, b.telling)
    score = shared / fewest if fewest else 0.0
    reason = f"{shared} of {fewest} telling words in the same order"
    if a.figures and b.figures and not a.figures & b.figures:
        score, reason = score / 2, f"{reason}; other numbers"
    if a.negative != b.negative and shared >= fewest - 1:
        score, reason = score / 2, f"{reason}; a negation in one of them"
    return Likeness(round(score, 4), shared, False, reason)


def same_voice(one: Statement, other: Statement) -> bool:
    """Whether two statements may be of one speaker: the same one, one unknown, or of the same last name.

    An outlet or document only passes on what somebody else says, so it may stand for anybody.
    """
    if one.speaker is None or other.speaker is None or one.speaker == other.speaker:
        return True
    if {one.kind, other.kind} & WRITTEN or _is_outlet_of(one, other):
        return True
    return _last(one.name) == _last(other.name) != ""


def _is_outlet_of(one: Statement, other: Statement) -> bool:
    """Whether a statement is attributed to the very outlet that publishes the other."""
    return bool(one.name and other.outlet) and outlet_key(one.name or "") == outlet_key(other.outlet or "")


@dataclass(frozen=True, slots=True)
class _Read:
    """A wording as it is compared: its ``number`` of words, all of them in one ``line``, and what they tell."""

    number: int
    line: str
    telling: tuple[str, ...]
    figures: frozenset[str]
    negative: bool


@lru_cache(maxsize=2048)
def _read(text: str) -> _Read:
    spelled = _spelled(text)
    figures = frozenset(NUMBER.findall(text))
    line = f" {' '.join(spelled)} "
    return _Read(len(spelled), line, tuple(_telling(spelled)), figures, not NEGATIVE.isdisjoint(spelled))


def _spelled(text: str) -> list[str]:
    return [w.replace("’", "'") for w in WORD.findall(NOBODY.sub("nobody", text).casefold())]


def _telling(spelled: Sequence[str]) -> list[str]:
    return [ENDING.sub("", w) if len(w) > 4 else w for w in spelled if w not in EMPTY]


def _last(name: str | None) -> str:
    found = WORD.findall((name or "").casefold())
    return ENDING.sub("", found[-1]) if found else ""
