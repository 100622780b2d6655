"""Statements matched to reviewed claims: same truth conditions, not same topic. Candidates for a person, ranked.

Retrieval is an index of the claims' concepts, names and numbers, of which a statement's rarest are looked up
(inverse document frequency; Sparck Jones 1972): each statement costs at most ``MOST_KEYS`` postings of
``LONGEST_POSTING``, however many claims there are.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from kg.check.claims.comparing import FACTORS, Comparison, Difference, compared
from kg.check.claims.propositions import Proposition, proposition, sentences
from kg.check.claims.stems import concepts, stem

THRESHOLD = 0.55
"""What a candidate scores at least; chosen on one half of benchmarks/claims.jsonl."""
CANDIDATES = 12
"""Claims that one sentence is compared with."""
LONGEST_POSTING = 400
MOST_KEYS = 24
LEAST_SHARE = 0.3
"""The weight that a claim must share with a sentence to be compared with it, of its own."""
UNKNOWN = 6.0
"""The weight of what no text in the index has."""
_SAID = (
    r"(?:says?|said|claims?|claimed|states?|stated|told \w+|tweeted|announced|alleges?|alleged|insists?|insisted|"
    r"argues?|argued)(?: that)? (?=\S)"
)
SAYS = re.compile(rf"^(?P<who>[^,.;:\"“]{{2,60}}?) {_SAID}|^{_SAID}", re.IGNORECASE)
CONDITION = re.compile(r"\W*(?:whether|if)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
PERSONAL = "somebody else's I or we"


@dataclass(frozen=True, slots=True)
class Said:
    """A text with who says it: a statement or a claim. ``denied`` where the attribution's cue denies it.

    ``context`` is what else its article says: what that names, the statement need not name again.
    """

    iri: str
    text: str
    speaker: str | None = None
    denied: bool = False
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """That a statement (IRI) may say what a claim (IRI) says, with the score and the reason."""

    statement: str
    claim: str
    score: float
    reason: str


@dataclass(slots=True)
class ClaimIndex:
    """The claims by their concepts; filled once, asked often."""

    claims: list[Said] = field(default_factory=list)
    _read: list[Proposition] = field(default_factory=list)
    _postings: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _df: Counter[str] = field(default_factory=Counter)
    _stems: Counter[str] = field(default_factory=Counter)
    _lower: set[str] = field(default_factory=set)
    _texts: int = 0
    _whole: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Said], background: Iterable[str] = ()) -> "ClaimIndex":
        """The index of claims; ``background`` are texts that tell how rare words are."""
        made = cls()
        for claim in claims:
            read = proposition(bare(claim))
            number = len(made.claims)
            made.claims.append(claim)
            made._read.append(read)
            made._count(read)
            for key in sorted(keys(read)):
                made._postings[key].append(number)
        for text in background:
            made._count(proposition(text))
        return made

    def _count(self, read: Proposition) -> None:
        self._texts += 1
        self._df.update(keys(read))
        self._stems.update({w.stem for w in read.words})
        self._lower.update(w.stem for w in read.words if w.name is False)

    def weigh(self, stemmed: str) -> float:
        """The weight of a stem: the logarithm of how rare it is."""
        return self._idf(self._stems.get(stemmed, 0))

    def _idf(self, df: int) -> float:
        return math.log((self._texts + 1) / (df + 0.5)) + 0.5 if df else UNKNOWN

    def candidates(self, read: Proposition) -> list[int]:
        """The claims that share most with a sentence, by weight: at most ``CANDIDATES``."""
        found: defaultdict[int, float] = defaultdict(float)
        rarest = sorted(keys(read), key=lambda k: (self._df.get(k, 0), k))
        looked = 0
        for key in rarest:
            posting = self._postings.get(key, ())
            if not posting:
                continue
            if looked == MOST_KEYS or len(posting) > LONGEST_POSTING:
                break
            looked += 1
            for number in posting:
                found[number] += self._idf(self._df[key])
        ranked = sorted(found, key=lambda n: (-found[n] / self._own(n), n))
        return [n for n in ranked[:CANDIDATES] if found[n] >= LEAST_SHARE * self._own(n)]

    def _own(self, number: int) -> float:
        if number not in self._whole:
            self._whole[number] = sum(self._idf(self._df[k]) for k in keys(self._read[number])) or 1.0
        return self._whole[number]

    def matches(self, statement: Said, threshold: float = THRESHOLD) -> list[Match]:
        """The claims that a statement may make, the best first; each sentence of it is looked at, and the whole."""
        best: dict[int, Comparison] = {}
        for sentence in sentences(statement.text):
            read = proposition(sentence)
            if read.question or CONDITION.match(sentence):
                continue
            for number in self.candidates(read):
                if self.claims[number].iri == statement.iri:
                    continue
                found = self.compare(number, read, statement)
                if number not in best or found.score > best[number].score:
                    best[number] = found
        chosen = [(c.score, self.claims[n].iri, c) for n, c in best.items() if c.score >= threshold]
        return [Match(statement.iri, iri, s, c.reason) for s, iri, c in sorted(chosen, key=lambda x: (-x[0], x[1]))]

    def alone(self, number: int, statement: Said) -> float:
        """The score of a statement for one claim, whether or not the index would look at it."""
        return max(self.compare(number, proposition(s), statement).score for s in sentences(statement.text))

    def compare(self, number: int, read: Proposition, statement: Said) -> Comparison:
        """A sentence of a statement with a claim."""
        claim = self.claims[number]
        aside: frozenset[str] = frozenset()
        if same_speaker(statement, claim):
            aside = names(statement.speaker) | names(claim.speaker)
            if read.first_person:  # "we" is whom the claim begins with
                aside |= {w.stem for w in takewhile(lambda w: w.name is not False, self._read[number].words)}
        one, other = self._settled(self._read[number]), self._settled(read)
        found = compared(one, other, self.weigh, aside=aside, denied=statement.denied)
        if statement.context and "name" not in {d.kind for d in found.differences}:
            lent = [w for w in one.words if w.name and w.stem in capitals(statement.context) - aside]
            lent = [w for w in lent if w.stem not in {x.stem for x in other.words}]
            if lent:
                aside |= {w.stem for w in lent}
                found = compared(one, other, self.weigh, aside=aside, denied=statement.denied)
                around = Difference("context", f"{' '.join(w.text for w in lent)}: in the rest of the article")
                found = replace(found, differences=(*found.differences, around))
        both = read.first_person and self._read[number].first_person
        if both and statement.speaker and claim.speaker and not same_speaker(statement, claim):
            personal = Difference("person", PERSONAL)
            score = round(FACTORS["person"] * found.score, 4)
            return replace(found, score=score, differences=(*found.differences, personal))
        return found

    def _settled(self, read: Proposition) -> Proposition:
        """With the words that begin a sentence told: a name is what no text writes small."""
        if all(w.name is not None for w in read.words):
            return read
        words = (replace(w, name=w.stem not in self._lower) if w.name is None else w for w in read.words)
        return replace(read, words=tuple(words))


@lru_cache(maxsize=1 << 15)
def keys(read: Proposition) -> frozenset[str]:
    """What a proposition is found by: its stems or what they stand for, and its numbers."""
    found = {c.name for w in read.words for c in (concepts(w.stem)[1:] or concepts(w.stem))[:1]}
    return frozenset(found | {f"#{q.low:g}" for q in read.quantities})


def bare(claim: Said) -> str:
    """A claim's text without the "X said that" that opens it, where X is its claimant or nobody is named."""
    found = SAYS.match(claim.text)
    if found is None or (found["who"] and not names(found["who"]) & names(claim.speaker)):
        return claim.text
    rest = claim.text[found.end() :]
    return rest[:1].upper() + rest[1:]


def names(name: str | None) -> frozenset[str]:
    """The stems of a name's words."""
    return frozenset(stem(w.casefold()) for w in WORD.findall(name or "") if len(w) > 1)


@lru_cache(maxsize=4096)
def capitals(text: str | None) -> frozenset[str]:
    """The stems of the words that a text writes with a capital."""
    return frozenset(stem(w.casefold()) for w in WORD.findall(text or "") if w[0].isupper() and len(w) > 1)


def same_speaker(one: Said, other: Said) -> bool:
    """Whether a name of one is a name of the other: the last word of the shorter one is in the longer."""
    if not one.speaker or not other.speaker:
        return False
    short, long = sorted((WORD.findall(one.speaker.casefold()), WORD.findall(other.speaker.casefold())), key=len)
    return bool(short) and short[-1] in long


def all_matches(index: ClaimIndex, statements: Sequence[Said], threshold: float = THRESHOLD) -> Iterator[Match]:
    """The matches of all statements, in their order; statements of the very same words are compared once."""
    known: dict[tuple[str, str | None, bool, str | None], list[Match]] = {}
    for statement in statements:
        key = (statement.text, statement.speaker, statement.denied, statement.context)
        if key not in known:
            known[key] = index.matches(statement, threshold)
        yield from (Match(statement.iri, m.claim, m.score, m.reason) for m in known[key])
