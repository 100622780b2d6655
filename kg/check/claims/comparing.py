"""Two propositions compared: how much of one the other says, and what keeps them from being true together.

A score in [0, 1] and the reason in words: the share of the claim's words that the statement has (rare words count more;
inverse document frequency), times a factor for each thing that changes what is said: another number, another name,
a negation, another time or mood, roles turned round.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.check.claims.propositions import Mood, Proposition, Word
from kg.check.claims.quantities import clash
from kg.check.claims.stems import concepts

Weigh = Callable[[str], float]
Kind = Literal[
    "number", "name", "negation", "opposite", "time", "mood", "quantifier", "roles", "person", "missing", "verb",
    "context",
]  # fmt: skip

FACTORS: dict[Kind, float] = {
    "number": 0.3, "name": 0.35, "negation": 0.25, "opposite": 0.3, "time": 0.4, "mood": 0.45, "quantifier": 0.6,
    "roles": 0.35, "person": 0.3, "missing": 0.75, "verb": 0.8, "context": 1.0,
}  # fmt: skip
CLAIM_SHARE = 0.8
ALIKE = 0.85
"""What a word counts for that is only alike: "Velmora" and "Velmoran"."""
NEGATED_SHARE = 0.25
NAME_WEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that keeps two propositions from saying the same."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a statement compares with a claim: ``shared`` are the claim's words that the statement has, as written."""

    score: float
    cover: float
    shared: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def reason(self) -> str:
        """The comparison in words."""
        said = f"{round(100 * self.cover)}% of the claim's content: {', '.join(self.shared[:8])}"
        return "; ".join([said, *(d.text for d in self.differences)])


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the claim with the word of the statement that says it; ``fit`` is 1, or less where only alike."""

    claim: Word
    statement: Word
    fit: float
    opposite: bool


def compared(
    claim: Proposition, statement: Proposition, weigh: Weigh, *, aside: frozenset[str] = frozenset(),
    denied: bool = False,
) -> Comparison:  # fmt: skip
    """The comparison of a statement with a claim.

    ``weigh`` gives a stem's weight; ``aside`` are stems of the speaker's and claimant's name, which the claim may hold
    and the statement not; ``denied`` if the speaker denied the statement's words.
    """
    wanted = [w for w in claim.words if w.stem not in aside]
    pairs = list(_pairs(wanted, statement.words))
    total = sum(_weight(w, weigh) for w in wanted)
    got = sum(_weight(p.claim, weigh) * p.fit for p in pairs)
    said = {id(p.statement) for p in pairs}
    own = sum(_weight(w, weigh) for w in statement.words if w.stem not in aside)
    back = sum(_weight(w, weigh) for w in statement.words if id(w) in said)
    cover = got / total if total else 0.0
    base = CLAIM_SHARE * cover + (1 - CLAIM_SHARE) * (back / own if own else 0.0)
    different = tuple(differences(claim, statement, pairs, weigh, aside, denied))
    score = base
    for kind in {d.kind for d in different}:
        score *= FACTORS[kind]
    return Comparison(round(score, 4), round(cover, 4), tuple(p.claim.text for p in pairs), different)


def differences(
    claim: Proposition, statement: Proposition, pairs: Sequence[Pair], weigh: Weigh, aside: frozenset[str], denied: bool
) -> Iterator[Difference]:
    """What keeps the two from saying the same, by its kind."""
    yield from _numbers(claim, statement)
    yield from _names(claim, statement, pairs, aside)
    yield from _polarity(pairs, weigh, denied)
    yield from _times(claim, statement)
    yield from _moods(pairs)
    yield from _quantifiers(pairs)
    yield from _roles(claim, statement, pairs)
    yield from _verbs(claim, statement, pairs)


def _pairs(wanted: Sequence[Word], given: Sequence[Word]) -> Iterator[Pair]:
    free = list(given)
    for word in wanted:
        options = [
            (fit, -opposite, (word.negated == g.negated) + (word.mood == g.mood), -i, g, opposite)
            for i, g in enumerate(free) for fit, opposite in _fits(word, g)
        ]  # fmt: skip
        if options:
            fit, *_, best, opposite = max(options, key=lambda o: o[:4])
            yield Pair(word, best, fit, opposite)
            free.remove(best)


def _fits(one: Word, other: Word) -> Iterator[tuple[float, bool]]:
    if one.stem == other.stem:
        yield 1.0, False
        return
    for a in concepts(one.stem)[1:]:
        for b in concepts(other.stem)[1:]:
            if a.name == b.name:
                yield (1.0 if a.side == b.side else 0.9), a.side != b.side
    short, long = sorted((one.stem, other.stem), key=len)
    if len(short) >= 5 and long.startswith(short[: max(5, len(short) - 2)]) and len(long) - len(short) <= 4:
        yield ALIKE, False


def _weight(word: Word, weigh: Weigh) -> float:
    return weigh(word.stem) * (NAME_WEIGHT if word.name else 1.0)


def _numbers(claim: Proposition, statement: Proposition) -> Iterator[Difference]:
    pair, missing = clash(claim.quantities, statement.quantities)
    if pair:
        yield Difference("number", f"another number: {pair[1].words}, not {pair[0].words}")
    elif missing:
        yield Difference("missing", f"without the number {claim.quantities[0].words}")


def _names(
    claim: Proposition, statement: Proposition, pairs: Sequence[Pair], aside: frozenset[str]
) -> Iterator[Difference]:
    met = {id(p.claim) for p in pairs} | {id(p.statement) for p in pairs}
    wanted = [w.text for w in claim.words if w.name and id(w) not in met and w.stem not in aside]
    given = [w.text for w in statement.words if w.name and id(w) not in met and w.stem not in aside]
    if wanted and given:
        yield Difference("name", f"another name: {' '.join(given[:3])}, not {' '.join(wanted[:3])}")
    elif wanted:
        yield Difference("missing", f"without the name {' '.join(wanted[:3])}")


def _polarity(pairs: Sequence[Pair], weigh: Weigh, denied: bool) -> Iterator[Difference]:
    """Clauses that say the contrary: an odd number of negations and of words that mean the opposite between them."""
    clauses: defaultdict[tuple[int, int], list[Pair]] = defaultdict(list)
    for p in pairs:
        clauses[p.claim.clause, p.statement.clause].append(p)
    against: list[Pair] = []
    for of_it in clauses.values():
        if len(of_it) < min(2, len(pairs)):
            continue  # one word of another clause says little
        turned = sum(p.opposite for p in of_it) % 2 == 1
        if (of_it[0].claim.negated ^ of_it[0].statement.negated ^ turned) != denied:
            against += of_it
    opposite = [p for p in against if p.opposite]
    share = sum(weigh(p.claim.stem) for p in against) / (sum(weigh(p.claim.stem) for p in pairs) or 1.0)
    if opposite:
        texts = f"{opposite[0].statement.text}, not {opposite[0].claim.text}"
        yield Difference("opposite", f"the opposite: {texts}")
    elif against and share >= NEGATED_SHARE:
        how = "denied" if denied else "negated here only" if against[0].statement.negated else "not negated here"
        yield Difference("negation", f"{how}: {', '.join(p.claim.text for p in against[:3])}")


def _times(claim: Proposition, statement: Proposition) -> Iterator[Difference]:
    for kind in sorted({k for k, _ in claim.times}):
        wanted = {v for k, v in claim.times if k == kind}
        given = {v for k, v in statement.times if k == kind}
        if given and not wanted & given:
            yield Difference("time", f"another {kind}: {', '.join(sorted(given))}, not {', '.join(sorted(wanted))}")
            return


UNLIKE: frozenset[frozenset[Mood]] = frozenset(
    {
        frozenset({"future", "past"}),
        frozenset({"possible", "past"}),
        frozenset({"wish", "past"}),
        frozenset({"wish", ""}),
        frozenset({"wish", "future"}),
    }
)
"""Moods of which one is no other way to say the other; the present may be either."""


def _moods(pairs: Sequence[Pair]) -> Iterator[Difference]:
    unlike = [p for p in pairs if frozenset((p.claim.mood, p.statement.mood)) in UNLIKE]
    alike = [p for p in pairs if p.claim.mood == p.statement.mood]
    if len(unlike) > len(alike):
        moods = f"{unlike[0].statement.mood or 'fact'}, not {unlike[0].claim.mood or 'fact'}"
        yield Difference("mood", f"another tense or mood: {moods}")


def _quantifiers(pairs: Sequence[Pair]) -> Iterator[Difference]:
    for p in pairs:
        one, other = p.claim.quantifier, p.statement.quantifier
        if one and other and one != other:
            yield Difference("quantifier", f"{other}, not {one} {p.claim.text}")
            return


def _verbs(claim: Proposition, statement: Proposition, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Both say what was done, and in words that no list brings together."""
    met = {id(p.claim) for p in pairs} | {id(p.statement) for p in pairs}
    wanted, given = ([w.text for w in x.words if w.done and id(w) not in met] for x in (claim, statement))
    if wanted and given and not any(p.claim.done and p.statement.done for p in pairs):
        yield Difference("verb", f"another verb: {given[0]}, not {wanted[0]}")


def _roles(claim: Proposition, statement: Proposition, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Two names in the other order around the same words, and not because one sentence is passive."""
    place = {id(w): i for i, w in enumerate(statement.words)}
    places = [place[id(p.statement)] for p in pairs if p.claim.name and p.statement.name]
    if len(places) >= 2 and places[0] > places[-1] and claim.passive == statement.passive and len(pairs) > 2:
        yield Difference("roles", "the names the other way round")
