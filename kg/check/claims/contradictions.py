"""Statements of one speaker that may contradict each other: numbers, negation, words that mean the opposite.

Candidates for a person, ranked; nothing here says that somebody contradicted himself. Each sentence is looked up by
its rarest concepts among those of the same speaker, so that the time grows with the statements, not with their pairs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from kg.check.claims.comparing import Comparison, Kind, Weigh, compared
from kg.check.claims.matching import keys
from kg.check.claims.propositions import LONGEST, NEGATORS, TOKEN, Proposition, proposition, sentences
from kg.check.claims.quantities import clash
from kg.statements import LAST, Statement

THRESHOLD = 0.4
"""What a candidate scores at least; chosen by reading."""
STRENGTH: Mapping[Kind, float] = {"negation": 1.0, "opposite": 0.95, "number": 0.85}
EXPLAINED: Mapping[Kind, float] = {
    "name": 0.3, "time": 0.7, "mood": 0.7, "quantifier": 0.8, "roles": 0.5, "missing": 0.9, "person": 1.0,
    "verb": 0.9, "context": 1.0,
}  # fmt: skip
"""What a difference leaves of the score that explains why both may hold."""
FIGURE = 0.6
"""What two figures for the same thing score."""
FEWEST = 3
"""Content words that both sentences must have in common, one of them no name; in short sentences one less."""
SHORT = 4
LONGEST_POSTING = 200
MOST_KEYS = 12
CANDIDATES = 30
"""Earlier sentences that one is compared with."""
SAME_WORDS = 0.88
"""The share of the shorter text's words, in their order, by which two texts are the same words."""
SLIP = 4
MOST_WORDS = 60
KINDS = frozenset({"person", "organisation", "outlet", "place"})
"""Speakers who are the same across articles."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A later statement that may not hold together with an earlier one of the same speaker."""

    later: Statement
    earlier: Statement
    kind: Kind
    score: float
    reason: str
    words: str
    against: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a statement: what is counted and measured, in its words, the bounds, and the day if given."""

    counted: str
    measure: str
    low: float
    high: float
    day: str | None = None

    def key(self) -> tuple[str, str]:
        """What two figures for the same thing share."""
        return self.counted.casefold(), self.measure.casefold()


@dataclass(frozen=True, slots=True)
class _Sentence:
    statement: Statement
    text: str
    read: Proposition
    denied: bool


def contradictions(
    found: Sequence[Statement], denied: frozenset[str] = frozenset(), asked: frozenset[str] = frozenset(),
    figures: Mapping[str, tuple[Counted, ...]] = MappingProxyType({}), threshold: float = THRESHOLD,
) -> tuple[Contradiction, ...]:  # fmt: skip
    """The candidates among some statements, the best first; of one pair of wordings the earliest.

    ``denied`` and ``asked`` are the attributions (IRIs) whose cue denies the content or asks; ``figures`` are those
    that the reader found, by attribution. Unnamed and collective speakers are left out.
    """
    by_speaker: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for s in found:
        if s.speaker and s.kind in KINDS and s.attribution not in asked:
            by_speaker[s.speaker] += _sentences(s, s.attribution in denied)
    stems = Counter(w for of_it in by_speaker.values() for s in of_it for w in {w.stem for w in s.read.words})
    total = sum(map(len, by_speaker.values()))

    def weigh(stemmed: str) -> float:
        return math.log((total + 1) / (stems.get(stemmed, 0) + 0.5))

    best: dict[tuple[str, str], Contradiction] = {}
    for speaker in sorted(by_speaker):
        for one in _of_speaker(by_speaker[speaker], weigh, threshold):
            pair = (min(one.words, one.against), max(one.words, one.against))
            if pair not in best or _rank(one) < _rank(best[pair]):
                best[pair] = one
    both = [*best.values(), *_of_figures(found, figures)]
    return tuple(sorted(_best_of_statements(both), key=_rank))


def _of_figures(found: Sequence[Statement], figures: Mapping[str, tuple[Counted, ...]]) -> Iterator[Contradiction]:
    """Figures of one speaker for the same thing that cannot both be right, each with the latest before it."""
    latest: dict[tuple[str, str, str], tuple[Statement, Counted]] = {}
    for s in sorted(found, key=lambda s: (s.published or LAST, s.article, s.start, s.attribution)):
        for figure in figures.get(s.attribution, ()):
            if not s.speaker or s.kind not in KINDS:
                continue
            key = (s.speaker, *figure.key())
            before, other = latest.get(key, (s, figure))
            latest[key] = (s, figure)
            if before.article != s.article and (figure.low > other.high or other.low > figure.high):
                days = {d for d in (figure.day, other.day) if d}
                score = FIGURE * (EXPLAINED["time"] if len(days) == 2 else 1.0)
                reason = f"another figure for {figure.counted}, {figure.measure}: {_shown(figure)}, not {_shown(other)}"
                yield Contradiction(s, before, "number", round(score, 4), reason, s.text, before.text)


def _shown(figure: Counted) -> str:
    ends = [f"{x:,.10g}" for x in (figure.low, figure.high) if abs(x) != float("inf")]
    if len(ends) == 2:
        return ends[0] if figure.low == figure.high else f"{ends[0]} to {ends[1]}"
    return f"at least {ends[0]}" if ends and figure.low != float("-inf") else f"at most {''.join(ends)}"


def _best_of_statements(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """One candidate for each later wording: the best of its sentences and of what was said before."""
    seen: set[str] = set()
    for one in sorted(found, key=_rank):
        if one.later.iri not in seen and one.words not in seen:
            seen |= {one.later.iri, one.words}
            yield one


def _enough(one: Proposition, other: Proposition, found: Comparison) -> bool:
    """Whether two sentences have so much in common that they can be about the same thing."""
    short = max(len(one.words), len(other.words)) <= SHORT
    names = {w.text for p in (one, other) for w in p.words if w.name is not False}
    return len(found.shared) >= FEWEST - short and bool(set(found.shared) - names)


def same_words(one: str, other: str) -> bool:
    """Whether the shorter text stands in the longer one, word by word, but for what may be a slip of whoever wrote it.

    Not so where nothing but a negation or two words came in.
    """
    short, long = sorted((_tokens(one), _tokens(other)), key=len)
    match = SequenceMatcher(None, short, long, autojunk=False)
    common = sum(block.size for block in match.get_matching_blocks())
    if not short or common < SAME_WORDS * len(short):
        return False
    return _negators(short) == _negators(long) or len(long) - common > SLIP


def _tokens(text: str) -> list[str]:
    return [w.casefold().replace("’", "'") for w in TOKEN.findall(text[:LONGEST]) if w[0].isalpha()]


def _negators(words: Sequence[str]) -> int:
    return sum(w in NEGATORS or w.endswith("n't") for w in words)


def _rank(c: Contradiction) -> tuple[float, str, str, str, str]:
    return (
        -c.score,
        c.earlier.published or LAST,
        c.later.published or LAST,
        c.earlier.attribution,
        c.later.attribution,
    )


def _sentences(statement: Statement, denied: bool) -> Iterator[_Sentence]:
    texts = sentences(statement.text)
    for text in texts[1:] or texts:
        read = proposition(text)
        if FEWEST - 1 <= len(read.words) <= MOST_WORDS and read.asserted and not read.question:
            yield _Sentence(statement, text, read, denied)


def _of_speaker(said: Sequence[_Sentence], weigh: Weigh, threshold: float) -> Iterator[Contradiction]:
    """The candidates among the sentences of one speaker."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    of_each = [keys(s.read) for s in said]
    ordered = sorted(
        range(len(said)), key=lambda n: (said[n].statement.published or LAST, said[n].statement.attribution)
    )
    df = Counter(k for ks in of_each for k in ks)
    for n in ordered:
        rare = sorted((k for k in of_each[n] if df[k] > 1), key=lambda k: (df[k], k))
        shared: Counter[int] = Counter()
        for key in rare[:MOST_KEYS]:
            shared.update(postings[key][-LONGEST_POSTING:])
        near = sorted((m for m in shared if shared[m] >= 2), key=lambda m: (-shared[m] / len(of_each[m]), m))
        for m in near[:CANDIDATES]:
            candidate = _candidate(said[m], said[n], weigh)
            if candidate and candidate.score >= threshold:
                yield candidate
        for key in rare[:MOST_KEYS]:
            postings[key].append(n)


def _candidate(earlier: _Sentence, later: _Sentence, weigh: Weigh) -> Contradiction | None:
    """What may be wrong between two sentences; None for those of one article and for the same words."""
    if earlier.statement.article == later.statement.article:
        return None
    flip = earlier.denied != later.denied
    numbers, _ = clash(earlier.read.quantities, later.read.quantities)
    if not flip and numbers is None and same_words(earlier.text, later.text):
        return None
    forth = compared(earlier.read, later.read, weigh, denied=flip)
    kinds = {d.kind for d in forth.differences}
    kind = max((k for k in kinds if k in STRENGTH), key=lambda k: STRENGTH[k], default=None)
    if kind is None or not _enough(earlier.read, later.read, forth):
        return None
    back = compared(later.read, earlier.read, weigh, denied=flip)
    likeness = 2 * forth.cover * back.cover / (forth.cover + back.cover)
    score = likeness * STRENGTH[kind] * len(forth.shared) / (len(forth.shared) + 1)
    for other in kinds & EXPLAINED.keys():
        score *= EXPLAINED[other]
    told = [d.text for d in forth.differences if d.kind == kind]
    told += [d.text for d in forth.differences if d.kind != kind]
    reason = f"{'; '.join(told)}; in common: {', '.join(forth.shared[:8])}"
    return Contradiction(later.statement, earlier.statement, kind, round(score, 4), reason, later.text, earlier.text)
