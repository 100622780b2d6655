"""Whether two statements report one utterance: a score with its reason, from the two alone.

Near-verbatim wordings are aligned word by word (the longest common subsequence); what the stretches in common tell, in
bits, must outweigh how likely it is that two utterances share them by chance: less likely for one speaker within days
than for different speakers months apart. Wordings of the same content are compared by their telling words, only where
one of the two is the reporter's own wording, of one speaker and of the same days.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from kg.resolve.worded import Worded
from kg.statements import Statement

Alike = Literal["words", "meaning"]
Voice = Literal["same", "unknown", "different"]

JOIN = 0.5
"""The least score of two statements that report one utterance."""
VAGUE = frozenset({"unnamed", "collective"})
RELAYING = frozenset({"document", "outlet"})
NEGATIONS = frozenset({"not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "denied"})
CLOSE, NEAR = 3, 14
"""Days between two reports of one utterance: of the same news, and of one that is still news."""
DOUBT = 0.49
"""The most of two that are not taken for reports of one utterance."""
MOST_BY_MEANING = 0.9
LEAST_STEMS = 3
MUTUAL = 0.6
"""Of the longer one's rare words: so many in common, and a negation in one alone is no matter of what was left out."""
WHOLE = 0.95
PASSED_ON = 0.8
COMMONPLACE = 8.0
RARE_IN_ALL, RARE_IN_PART, RARE_OF_OTHERS = 7.0, 9.0, 21.0
"""What words tell beyond COMMONPLACE bits each must come to so much, else they are what everybody says: if all of the
shorter is in the longer, if a part of it is, and if others say it or, for all that is known, at another time."""
LEAST_RUN = 2
"""Words in common count where so many stand side by side, or where one tells much."""
TELLS_ALONE = 13.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two statements compare: ``score`` in [0, 1], JOIN or more if they report one utterance, and why."""

    score: float
    reason: str
    alike: Alike


def compared(a: Worded, b: Worded) -> Comparison:
    """The two as reports of one utterance; the order makes no difference to the score."""
    voice = voices(a.statement, b.statement)
    days = None if a.day is None or b.day is None else abs(a.day - b.day)
    words = _by_words(a, b, voice, days)
    if words.score >= JOIN:
        return words
    meaning = _by_meaning(a, b, voice, days)
    return max(words, meaning, key=lambda c: c.score)


def voices(a: Statement, b: Statement) -> Voice:
    """Whether the two have one speaker; unknown where one of them names nobody."""
    if a.speaker is not None and a.speaker == b.speaker:
        return "same"
    if a.name is None or b.name is None or a.kind in VAGUE or b.kind in VAGUE:
        return "unknown"
    first, second = a.name.casefold().split(), b.name.casefold().split()
    if first == second or (first and second and 1 in (len(first), len(second)) and first[-1] == second[-1]):
        return "same"
    return "unknown" if {a.kind, b.kind} & RELAYING or a.kind != b.kind else "different"


def _by_words(a: Worded, b: Worded, voice: Voice, days: int | None) -> Comparison:
    found = _common(a, b)
    common, longest = found.told, found.longest
    short, long = sorted((a.told, b.told))
    if not short or found.passed_on:
        return Comparison(0.0, "one only passes the other on", "words")
    share, whole = min(1.0, common / short), min(1.0, common / long)
    quoted = sum(w.statement.type != "indirect" for w in (a, b))
    reason = f"{share:.0%} of the shorter one's words, {whole:.0%} of the longer one's"
    if quoted < 2 and (_numbers_conflict(a, b) or _denied(a.words[found.in_a]) != _denied(b.words[found.in_b])):
        return Comparison(0.0, "other numbers, or one denies what the other says", "words")
    rules = _rules(quoted, voice, days, _open(a.statement, b.statement))
    fitting = [r for r in rules if common >= r.told and share >= r.share and whole >= r.whole and longest >= r.run]
    if found.rare < _least_rare(share, voice, days):
        fitting = []
    if fitting:
        return Comparison(chance(common / fitting[0].told), reason, "words")
    least = min((r.told for r in rules), default=math.inf)
    return Comparison(min(chance(common / least), share, DOUBT), reason, "words")


def _least_rare(share: float, voice: Voice, days: int | None) -> float:
    if voice == "different" or (voice == "unknown" and (days is None or days > NEAR)):
        return RARE_OF_OTHERS
    return RARE_IN_ALL if share >= WHOLE else RARE_IN_PART


@dataclass(frozen=True, slots=True)
class Rule:
    """The least that two wordings must have in common: bits, their share of the shorter and the longer, in one run."""

    told: float
    share: float
    whole: float = 0.0
    run: float = 0.0


def _rules(quoted: int, voice: Voice, days: int | None, is_open: bool) -> tuple[Rule, ...]:
    """The rules for wordings of which ``quoted`` (0 to 2) hold words between quotation marks; the first met counts.

    ``is_open`` as by ``_open``.
    """
    near, close = days is not None and days <= NEAR, days is not None and days <= CLOSE
    copied = Rule(45.0, 0.85, whole=0.85)
    exact, part = ((Rule(28.0, 0.99, whole=0.99),), (Rule(32.0, WHOLE),)) if close and voice == "same" else ((), ())
    if quoted == 2:
        told = {"same": (38.0, 75.0), "unknown": (50.0, 75.0), "different": (60.0, 90.0)}[voice][not near]
        run = (Rule(told, 0.45, run=told * 0.75),) if voice != "different" and near else ()
        return (*exact, Rule(told, 0.7), *run, *part)
    if voice == "same":
        least = Rule(38.0, 0.6) if quoted else Rule(45.0, 0.7, whole=0.4)
        return (*exact, least, copied, *part) if near else (Rule(75.0, 0.85, whole=0.85),)
    if voice == "unknown" and close and (quoted or is_open):
        altered = (Rule(45.0, 0.75, whole=0.75),) if is_open else ()
        return (copied, *altered, Rule(55.0, 0.7 if quoted else WHOLE, run=40.0))
    return (copied,) if close else ()


def chance(ratio: float) -> float:
    """A score for how much is there of what is needed: none 0, all JOIN, twice as much halves what is left to 1."""
    return 1 - float(2**-ratio)


@dataclass(frozen=True, slots=True)
class Common:
    """The stretches in common: bits in all, what is ``rare`` of them, bits of the longest with a rare word, their ends.

    ``passed_on`` if all of it lies in what one of the two passes on.
    """

    told: float
    rare: float
    longest: float
    passed_on: bool
    in_a: slice
    in_b: slice


def _common(a: Worded, b: Worded) -> Common:
    longest = rare = 0.0
    runs = []
    for op in LCSseq.opcodes(a.words, b.words):
        mine, theirs = slice(op.src_start, op.src_end), slice(op.dest_start, op.dest_end)
        run = [min(x, y) for x, y in zip(a.bits[mine], b.bits[theirs], strict=False)] if op.tag == "equal" else []
        if len(run) >= LEAST_RUN or sum(run) >= TELLS_ALONE:
            runs.append((sum(run), mine, theirs))
            rare += sum(max(0.0, told - COMMONPLACE) for told in run)
            if max(a.bits[mine]) >= TELLS_ALONE:
                longest = max(longest, sum(run))
    if not runs:
        return Common(0.0, 0.0, 0.0, False, slice(0), slice(0))
    told = sum(t for t, _, _ in runs)
    inside = [sum(_told_in(a, mine) for _, mine, _ in runs), sum(_told_in(b, theirs) for _, _, theirs in runs)]
    return Common(
        told,
        rare,
        longest,
        (inside[0] > PASSED_ON * told) != (inside[1] > PASSED_ON * told),
        slice(runs[0][1].start, runs[-1][1].stop),
        slice(runs[0][2].start, runs[-1][2].stop),
    )


def _told_in(w: Worded, words: slice) -> float:
    """What those of the words tell that another attribution makes."""
    return sum(b for i, b in enumerate(w.bits[words], words.start) if any(s <= i < e for s, e in w.inner))


def _by_meaning(a: Worded, b: Worded, voice: Voice, days: int | None) -> Comparison:
    other_words = Comparison(0.0, "other words", "meaning")
    if days is None or days > CLOSE or a.statement.type == b.statement.type == "direct" or _numbers_conflict(a, b):
        return other_words
    if voice == "different" or (voice == "unknown" and not _open(a.statement, b.statement)):
        return other_words
    names = set(f"{a.statement.name or ''} {b.statement.name or ''}".casefold().split())
    one, other = ({s: v for s, v in w.stems if s not in names} for w in (a, b))
    both = one.keys() & other.keys()
    if len(both) < LEAST_STEMS:
        return other_words
    common = sum(one[s] for s in sorted(both))
    short, long = sorted((sum(one.values()), sum(other.values())))
    if common >= MUTUAL * long and _denied(a.words) != _denied(b.words):
        return other_words
    share = common / short
    needed, least = (44.0, 0.5) if voice == "same" else (70.0, 0.65)
    score = min(chance(common / needed), MOST_BY_MEANING)
    score = score if common >= needed and share >= least else min(score, share, DOUBT)
    return Comparison(score, f"the same rare words: {', '.join(sorted(both))}", "meaning")


def _open(a: Statement, b: Statement) -> bool:
    """Whether nothing tells two speakers of an unknown voice apart: one is nobody, or the same words name both."""
    return bool({a.kind, b.kind} & {None, "unnamed"}) or a.name == b.name


def _numbers_conflict(a: Worded, b: Worded) -> bool:
    first, second = ({x for x in w.words if x[0].isdigit()} for w in (a, b))
    return bool(first and second and not first & second)


def _denied(words: Iterable[str]) -> bool:
    return not NEGATIONS.isdisjoint(words)
