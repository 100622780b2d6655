"""A quote against one statement: the same words, cut, altered, said in other words, or nothing of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.check import meaning
from kg.check.alignment import Change, changes
from kg.check.rewording import alike, differences
from kg.check.spelling import one_spelling
from kg.check.weights import FULL, weight
from kg.check.words import BREAK, Word, words

Kind = Literal["verbatim", "cut", "altered", "paraphrase"]
Basis = Literal["words", "meaning"]
Flag = Literal[
    "number-changed",
    "name-changed",
    "negation-changed",
    "meaning-lost-by-cut",
    "also-credited-to-others",
    "truncated",
    "spelling-only",
]
KINDS: tuple[Kind, ...] = ("verbatim", "cut", "altered", "paraphrase")
STRETCH = 6
"""Words that a part of a statement must have to be verbatim."""
FEW = 4
"""Words of a stretch that is known to be that of a statement, even if all of them are common."""
ALTERED_SHARE, ALTERED_SCORE = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a quote has of a statement.

    ``kind`` is None where too little is shared for the one to come from the other. ``score`` (0 to 1) is the share of
    the words, by weight, that both have, of those of the quote and of the stretch of the statement that it covers.
    ``covered`` are the words of the quote (indexes) that the statement has in the same order, ``telling`` those of
    them that are not common; ``runs`` those in a row, each with whether they are whole sentences of the statement.
    The score of a paraphrase is how close the two are, by shared words or by meaning (``basis``); its flags are what
    the quote says that the statement does not, and make it none.
    """

    kind: Kind | None
    score: float
    changes: tuple[Change, ...]
    flags: frozenset[Flag]
    covered: frozenset[int]
    telling: frozenset[int] = frozenset()
    runs: tuple[tuple[range, bool], ...] = ()
    basis: Basis = "words"


def compared(said_text: str, quoted_text: str) -> Comparison:
    """How the words of a quote compare with those of a statement.

    Whoever quotes at least six words in a row, or a statement whole, is verbatim; a shorter stretch of a longer
    statement is cut. A cut, at an end or inside, that takes away what the rest depends on, or any other grave change,
    is never verbatim. Spelling, contractions, "[sic]" and words in brackets are put aside, unless they are grave.
    """
    said, quoted = words(said_text), words(quoted_text)
    found = changes([w.form for w in said], [w.form for w in quoted])
    covered = frozenset(n for c in found if _same(c, said, quoted) for n in range(c.quoted_start, c.quoted_end))
    inner = _inner(found)
    if not inner or not covered:
        return Comparison(None, 0.0, found, frozenset(), frozenset())
    telling = frozenset(n for n in covered if weight(quoted[n].form) == FULL)
    runs = tuple(_in_a_row(found, said))
    score = _score(inner, said, quoted)
    counted = [c for c in inner if not _same(c, said, quoted) and not _aside(c, said, quoted)]
    flags = _flags(inner, counted, said, quoted, said_text)
    kind = _kind(inner, counted, said, quoted, score, flags)
    if kind is None:
        close = alike(said, quoted)
        if close is not None:
            against = frozenset[Flag](differences(said_text, quoted_text))
            return Comparison("paraphrase", close, found, against, covered, telling, runs)
    return Comparison(kind, score, found, flags if kind else frozenset(), covered, telling, runs)


def _in_a_row(found: Sequence[Change], said: Sequence[Word]) -> Iterator[tuple[range, bool]]:
    for c in found:
        if c.op == "equal":
            a, b = c.said_start, c.said_end
            begins = a == 0 or said[a - 1].sentence != said[a].sentence
            ends = b == len(said) or said[b].sentence != said[b - 1].sentence
            yield range(c.quoted_start, c.quoted_end), begins and ends


def _inner(found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Without what the statement has before and after the quote."""
    start = 1 if found and found[0].op == "delete" else 0
    end = len(found) - 1 if len(found) > start and found[-1].op == "delete" else len(found)
    return found[start:end]


def _same(c: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    return c.op == "equal" or (c.op == "replace" and one_spelling(*_forms(c, said, quoted)))


def _aside(c: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether a change is none: a mark of a cut where nothing was cut, or an editor's words in brackets."""
    if c.op != "insert":
        return False
    put = quoted[c.quoted_start : c.quoted_end]
    if all(w.form == BREAK for w in put):
        return True
    grave = meaning.negation_changed(c, said, quoted) or meaning.number_changed(c, said, quoted)
    return all(w.bracketed or w.form == BREAK for w in put) and not grave


def _cut(c: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether a change only leaves words out, marked or not; "do" for "don't" is another word."""
    if c.op == "delete":
        before = said[c.said_start - 1 : c.said_start]
        return not before or before[0].start != said[c.said_start].start
    return c.op == "replace" and all(w.form == BREAK for w in quoted[c.quoted_start : c.quoted_end])


def _forms(c: Change, said: Sequence[Word], quoted: Sequence[Word]) -> tuple[list[str], list[str]]:
    return (
        [w.form for w in said[c.said_start : c.said_end]],
        [w.form for w in quoted[c.quoted_start : c.quoted_end]],
    )


def _score(inner: Sequence[Change], said: Sequence[Word], quoted: Sequence[Word]) -> float:
    both = total = 0.0
    for c in inner:
        here, there = (sum(map(weight, forms)) for forms in _forms(c, said, quoted))
        both += here + there if _same(c, said, quoted) else 0.0
        total += here + there
    return round(both / total, 4) if total else 0.0


def _kind(
    inner: Sequence[Change],
    counted: Sequence[Change],
    said: Sequence[Word],
    quoted: Sequence[Word],
    score: float,
    flags: frozenset[Flag],
) -> Kind | None:
    equal = [w for c in inner if _same(c, said, quoted) for w in quoted[c.quoted_start : c.quoted_end]]
    if not counted:
        whole = inner[0].said_start == 0 and inner[-1].said_end == len(said)
        if whole or len(equal) >= STRETCH:
            return "cut" if flags & set(meaning.GRAVE) else "verbatim"
        told = sum(weight(w.form) == FULL for w in equal)
        return "cut" if len(equal) >= FEW or (told and len(equal) > 1) else None
    mine = [w for w in quoted if w.form != BREAK]
    share = sum(weight(w.form) for w in equal) / (sum(weight(w.form) for w in mine) or 1.0)
    told = sum(weight(w.form) == FULL for w in equal)
    if all(_cut(c, said, quoted) for c in counted):
        pieces = sum(c.op == "equal" for c in inner)
        return "cut" if (told > 1 or len(equal) >= FEW) and len(equal) >= 2 * pieces - 1 else None
    enough = share >= ALTERED_SHARE and score >= ALTERED_SCORE
    if told < 2:
        enough = score >= 0.7 and len(equal) > 3
    return "altered" if enough and max(_runs(inner)) > 1 else None


def _runs(inner: Sequence[Change]) -> list[int]:
    return [c.quoted_end - c.quoted_start for c in inner if c.op == "equal"] or [0]


def _flags(
    inner: Sequence[Change], counted: Sequence[Change], said: Sequence[Word], quoted: Sequence[Word], text: str
) -> frozenset[Flag]:
    found: set[Flag] = set()
    start, end = inner[0].said_start, inner[-1].said_end
    for c in counted:
        if meaning.number_changed(c, said, quoted):
            found.add("number-changed")
        if meaning.name_changed(c, said, quoted):
            found.add("name-changed")
        if meaning.negation_changed(c, said, quoted):
            found.add("negation-changed")
        if _cut(c, said, quoted) and meaning.lost_inside(c, said, quoted):
            found.add("meaning-lost-by-cut")
    if start > 0 or end < len(said):
        found.add("truncated")
        if meaning.lost_before(said, start, text) or meaning.lost_after(said, end):
            found.add("meaning-lost-by-cut")
    if not counted and any(_same(c, said, quoted) and _respelled(c, said, quoted) for c in inner):
        found.add("spelling-only")
    return frozenset(found)


def _respelled(c: Change, said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    ours, theirs = said[c.said_start : c.said_end], quoted[c.quoted_start : c.quoted_end]
    return [w.written for w in ours] != [w.written for w in theirs]
