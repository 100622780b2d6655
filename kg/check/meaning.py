"""What a change does to the meaning: numbers, names, negations, and what a cut takes away."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from kg.check.alignment import Change
from kg.check.spelling import is_number, listed
from kg.check.weights import COMMON
from kg.check.words import BREAK, Word
from kg.resolve.onomastics import COMMON_FAMILY, COMMON_GIVEN

Grave = Literal["number-changed", "name-changed", "negation-changed", "meaning-lost-by-cut"]
GRAVE: tuple[Grave, ...] = get_args(Grave)

NEGATIONS = listed(
    """
    not no never none nobody nothing neither nor nowhere without hardly barely scarcely rarely seldom
    """
)
DENIALS = listed("deny denies denied denying refuse refuses refused fail fails failed lack lacks lacked false")
CONDITIONS = listed("if unless whether until except provided only")
CONTRASTS = listed("but however although though except unless if until provided only without")
HEDGES = listed(
    """
    may might could perhaps maybe possibly probably likely unlikely allegedly reportedly apparently supposedly
    seem seems seemed appear appears appeared suggest suggests suggested believe believes believed think thinks
    thought hope hopes hoped guess doubt doubts doubted suspect suspects suspected alleged almost nearly
    potentially rumored
    """
)
BOUNDS = listed(
    """
    least most about around approximately roughly nearly almost over under below above more less fewer than only
    up some estimated maximum minimum
    """
)
_POLES = (
    ("increase", "decrease"), ("increased", "decreased"), ("rise", "fall"), ("rose", "fell"), ("rising", "falling"),
    ("risen", "fallen"), ("up", "down"), ("more", "less"), ("more", "fewer"), ("most", "least"), ("above", "below"),
    ("over", "under"), ("before", "after"), ("always", "never"), ("all", "none"), ("everyone", "nobody"),
    ("everything", "nothing"), ("support", "oppose"), ("supports", "opposes"), ("supported", "opposed"),
    ("for", "against"), ("with", "without"), ("win", "lose"), ("won", "lost"), ("true", "false"), ("good", "bad"),
    ("better", "worse"), ("best", "worst"), ("strong", "weak"), ("high", "low"), ("higher", "lower"),
    ("open", "closed"),
    ("begin", "end"), ("accept", "reject"), ("accepted", "rejected"), ("confirm", "deny"), ("confirmed", "denied"),
    ("guilty", "innocent"), ("allow", "forbid"), ("allowed", "forbidden"), ("safe", "dangerous"), ("ally", "enemy"),
    ("success", "failure"), ("succeeded", "failed"), ("gain", "loss"), ("many", "few"), ("can", "cannot"),
    ("must", "may"), ("will", "may"), ("will", "might"), ("will", "could"), ("is", "may"), ("easy", "hard"),
)  # fmt: skip
POLES = frozenset(frozenset(pair) for pair in _POLES)
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth last")
SHORT_CUT = 4
_CLAUSE = re.compile(r"[;:\u2013\u2014]|,\s*(?:and|but|so|yet)\b", re.IGNORECASE)


def number_changed(change: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether a change puts a number in the place of another, adds one, or takes a part of one away."""
    before = [w.form for w in _said(change, said) if _counts(w.form)]
    after = [w.form for w in _quoted(change, quoted) if _counts(w.form)]
    if change.op == "delete" or (before and not after and all(w.form == BREAK for w in _quoted(change, quoted))):
        beside = [*said[change.said_start - 1 : change.said_start], *said[change.said_end : change.said_end + 1]]
        ends = said[change.said_start], said[change.said_end - 1]
        return any(is_number(w.form) for w in beside) and any(is_number(w.form) for w in ends)
    return before != after and [*before, *after] != ["1"]


def name_changed(change: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether a change puts a name in the place of something, or something in the place of a name."""
    if change.op not in ("insert", "replace"):
        return False
    here = {w.form for w in _said(change, said)}
    there = {w.form for w in _quoted(change, quoted)}
    if there <= {BREAK}:
        return False
    return bool(_names(change.said_start, change.said_end, said) - there) or bool(
        _names(change.quoted_start, change.quoted_end, quoted) - here
    )


def negation_changed(change: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether a change adds or takes away a negation, or puts a word in the place of its opposite."""
    before = _beside(change, said)
    after = [w.form for w in _quoted(change, quoted)]
    if change.op == "delete" and len(before) > SHORT_CUT:
        return False
    if _negations(before) != _negations(after):
        return True
    return any(opposite(a, b) for a in set(before) - set(after) for b in set(after) - set(before))


def lost_inside(change: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether the words that a quote leaves out inside held a negation, a condition, a hedge or a number's bound.

    Not those of sentences that are left out whole, and not a word that the quote has elsewhere.
    """
    gone = _beside(change, said)
    cues = NEGATIONS | DENIALS | CONDITIONS | CONTRASTS | HEDGES
    there = [w.form for w in quoted]
    here = [w.form for w in said]
    if any(form in cues and there.count(form) < here.count(form) for form in gone):
        return True
    after = said[change.said_end : change.said_end + 1]
    return bool(after) and is_number(after[0].form) and any(form in BOUNDS for form in gone[-3:])


def lost_before(words: Sequence[Word], start: int, text: str) -> bool:
    """Whether the sentence that a stretch begins in had a negation, condition or hedge before it, that bears on it.

    One in a clause of its own (before a semicolon, ", and") does not, but for a condition.
    """
    if start >= len(words):
        return False
    head = [w for w in words[:start] if w.sentence == words[start].sentence]
    if not head:
        return False
    if is_number(words[start].form) and any(w.form in BOUNDS for w in head[-3:]):
        return True
    between = text[head[0].start : words[start].start]
    breaks = [m.end() for m in _CLAUSE.finditer(between)]
    clause = head[0].start + (breaks[-1] if breaks else 0)
    scope = NEGATIONS | DENIALS | HEDGES
    return any(w.form in CONDITIONS or (w.form in scope and w.start >= clause) for w in head)


def lost_after(words: Sequence[Word], end: int) -> bool:
    """Whether the sentence that a stretch ends in goes on with a contrast or condition, or at once with a negation."""
    if not 0 < end < len(words):
        return False
    tail = [w for w in words[end:] if w.sentence == words[end - 1].sentence]
    at_once = NEGATIONS | HEDGES
    return any(w.form in CONTRASTS for w in tail) or any(w.form in at_once for w in tail[:1])


def _beside(change: Change, said: Sequence[Word]) -> list[str]:
    """The words of the statement that a change concerns, without sentences of which nothing stays."""
    around = [*said[change.said_start - 1 : change.said_start], *said[change.said_end : change.said_end + 1]]
    kept = {w.sentence for w in around}
    words = _said(change, said)
    return [w.form for w in words if change.op != "delete" or w.sentence in kept]


def _said(change: Change, said: Sequence[Word]) -> Sequence[Word]:
    return said[change.said_start : change.said_end]


def _quoted(change: Change, quoted: Sequence[Word]) -> Sequence[Word]:
    return quoted[change.quoted_start : change.quoted_end]


def _counts(form: str) -> bool:
    return is_number(form) or form in ORDINALS


def _negations(forms: Iterable[str]) -> int:
    return sum(form in NEGATIONS for form in forms)


def _names(start: int, end: int, words: Sequence[Word]) -> set[str]:
    return set(_named(start, end, words))


def _named(start: int, end: int, words: Sequence[Word]) -> Iterator[str]:
    """The names among some words; at the start of a sentence what is known as one, or is followed by one."""
    known = {w.form for w in words if w.name}
    for n in range(start, end):
        word = words[n]
        if word.form in COMMON:
            continue
        following = words[n + 1] if n + 1 < len(words) and words[n + 1].sentence == word.sentence else None
        first = n == 0 or words[n - 1].sentence != word.sentence
        begins = word.form in known or word.form in COMMON_GIVEN or word.form in COMMON_FAMILY
        if word.name or (first and (begins or (following is not None and following.name))):
            yield word.form


def opposite(a: str, b: str) -> bool:
    """Whether two forms say the contrary of each other."""
    if frozenset((a, b)) in POLES:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _NEGATING)
