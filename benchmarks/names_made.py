"""Names made by program, as unevenly spread as real ones, and what one more costs in a store of many.

Family and given names are syllables put together; how often each occurs falls off as in a census (Zipf's law over
20,000 family and 2,000 given names), and one name in four comes as a variant: an initial, a title and family name,
Cyrillic letters, a middle name. Seeded, so each run makes the same.
"""

import random
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import accumulate

from kg.resolve.bearers import Bearer
from kg.resolve.blocking import keys
from kg.resolve.matching import JOIN, match

SEED = 20260101
MOST_COMPARED = 64
ONSET_LETTERS = "b br ch d dr f g gr h j k kl l m n p r s sh st t tr v w z"
VOWEL_LETTERS = "a e i o u ai ee ou"
FAMILIES, GIVEN, TRIED = 20_000, 2_000, 300
ONSETS, VOWELS = ONSET_LETTERS.split(), VOWEL_LETTERS.split()
CODAS = ["", "", "", "n", "r", "l", "s", "t", "nd", "ck", "m"]
ENDINGS = ["", "", "son", "ski", "er", "ez", "ov", "ton", "i", "man"]
ROLES = ["mayor of {}", "senator from {}", "president of {}", "spokesman for {}", "{} police chief", "professor in {}"]
CYRILLIC = str.maketrans("abdefghijklmnoprstuvwz", "абдефгхийклмнопрстувуз")


@dataclass(frozen=True, slots=True)
class Growth:
    """What adding one of ``TRIED`` names to a store of ``speakers`` takes, on average, and the most compared."""

    speakers: int
    milliseconds: float
    candidates: float
    compared: float
    most: int


@dataclass(slots=True)
class Index:
    """A store of bearers in memory, found by key: those that share most keys are compared, at most 64."""

    bearers: list[Bearer] = field(default_factory=list)
    by_key: dict[str, list[int]] = field(default_factory=dict)

    def add(self, bearer: Bearer) -> None:
        """Takes in a bearer as one of its own."""
        for key in keys(bearer.kind, bearer.name):
            self.by_key.setdefault(key, []).append(len(self.bearers))
        self.bearers.append(bearer)

    def candidates(self, bearer: Bearer) -> Counter[int]:
        """Who shares a key, and how many."""
        shared: Counter[int] = Counter()
        for key in keys(bearer.kind, bearer.name):
            shared.update(self.by_key.get(key, ()))
        return shared

    def best(self, shared: Counter[int]) -> list[Bearer]:
        """The candidates that are compared."""
        return [self.bearers[i] for i, _ in nsmallest(MOST_COMPARED, shared.items(), key=lambda x: (-x[1], x[0]))]


def made(seed: int = SEED) -> Iterator[Bearer]:
    """Bearers without end."""
    chance = random.Random(seed)
    families = _words(chance, FAMILIES, ENDINGS)
    given = _words(chance, GIVEN, ["", "a", "o", "in"])
    places = _words(chance, 500, ["", "ville", "burg"])
    family_odds, given_odds = _zipf(len(families), 0.75), _zipf(len(given), 0.9)
    while True:
        first, last = _drawn(chance, given, given_odds), _drawn(chance, families, family_odds)
        role = chance.choice(ROLES).format(chance.choice(places))
        name = _varied(chance, first, last, _drawn(chance, given, given_odds))
        year = chance.randint(2005, 2025)
        yield Bearer("person", name, roles=(role,) if chance.random() < 0.7 else (), years=(year, year))


def growth(sizes: Iterable[int]) -> Iterator[Growth]:
    """The cost of one more name at each of ``sizes`` (ascending)."""
    index, names = Index(), made()
    for size in sizes:
        while len(index.bearers) < size:
            index.add(next(names))
        tried = [next(names) for _ in range(TRIED)]
        candidates = compared = most = 0
        start = time.perf_counter()
        for bearer in tried:
            shared = index.candidates(bearer)
            best = index.best(shared)
            _ = max((match(bearer, other).score for other in best), default=0.0) >= JOIN
            candidates, compared, most = candidates + len(shared), compared + len(best), max(most, len(shared))
        spent = time.perf_counter() - start
        yield Growth(size, 1000 * spent / TRIED, candidates / TRIED, compared / TRIED, most)


def _words(chance: random.Random, number: int, endings: list[str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        syllables = chance.choice([1, 2, 2, 3])
        word = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables))
        found[(word + chance.choice(endings)).capitalize()] = None
    return list(found)


def _zipf(number: int, power: float) -> list[float]:
    return list(accumulate(1 / (rank + 10) ** power for rank in range(number)))


def _drawn(chance: random.Random, words: list[str], odds: list[float]) -> str:
    return words[bisect(odds, chance.random() * odds[-1])]


def _varied(chance: random.Random, first: str, last: str, middle: str) -> str:
    full = f"{first} {last}"
    if chance.random() < 0.75:
        return full
    variants = [
        f"{first[0]}. {last}",
        f"Mr. {last}",
        f"{first} {middle} {last}",
        full.lower().translate(CYRILLIC).title(),
    ]
    return chance.choice(variants)
