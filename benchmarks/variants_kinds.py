"""What an outlet may make of another's wording: the kinds of change by which groups of variants are planted."""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from kg.nlp.rarity import bits

SYNONYMS = {
    "big": "large", "great": "excellent", "need": "require", "people": "men and women", "start": "begin", "help": "aid",
    "want": "wish", "country": "nation", "president": "head of state", "job": "post", "jobs": "posts", "money": "funds",
    "many": "a lot of", "very": "extremely", "think": "believe", "believe": "think", "win": "prevail",
    "because": "since", "about": "around", "also": "too", "should": "ought to", "must": "has to", "stop": "halt",
    "show": "demonstrate", "made": "created", "make": "create", "bad": "poor", "good": "fine", "get": "obtain",
    "support": "back", "supports": "backs", "voters": "the electorate", "state": "region", "new": "fresh",
}  # fmt: skip
REPORTED = {
    "i": "he", "we": "they", "my": "his", "our": "their", "me": "him", "us": "them", "am": "was", "are": "were",
    "is": "was", "will": "would", "can": "could", "have": "had", "has": "had", "do": "did", "i'm": "he was",
    "we're": "they were", "i've": "he had", "we've": "they had", "it's": "it was", "don't": "did not",
}  # fmt: skip
BEFORE = ("Let me be clear:", "Look,", "As I told the reporters this morning,", "Yesterday in the harbour town")
AFTER = ("and we talked about the weather.", "Thank you.", "which is what the crowd had come to hear", "so be it.")
SPELLED = {"color": "colour", "labor": "labour", "favor": "favour", "center": "centre", "percent": "per cent"}


Change = Callable[[Sequence[str], random.Random], Sequence[str]]
Kind = tuple[Change, bool]
"""How it is made, and whether it is indirect."""
TELLING = 10.5
"""Bits of a word that a headline keeps."""


def _swapped(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    at = rng.randrange(len(words))
    return [*words[:at], rng.choice(["really", "always", "perhaps", "their", "this"]), *words[at + 1 :]]


def _cut_end(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return words[: max(6, round(len(words) * rng.uniform(0.45, 0.8)))]


def _cut_start(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return words[-max(6, round(len(words) * rng.uniform(0.45, 0.8))) :]


def _cut_middle(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    start = rng.randrange(2, max(3, len(words) - 5))
    return [*words[:start], "…", *words[start + rng.randrange(1, max(2, len(words) // 3)) :]]


def _spelled(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return [SPELLED.get(w.lower(), w.upper() if rng.random() < 0.1 else w) for w in words if w not in ("-", "--")]


def _three_words(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    for _ in range(min(3, len(words) // 5)):
        words = _swapped(words, rng)
    return words


def _reported(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    return ["that", *(REPORTED.get(w.lower(), w) for w in words)]


def _retold(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    told = _reported(_cut_end(words, rng) if rng.random() < 0.5 else words, rng)
    return [SYNONYMS.get(w.lower(), w) if rng.random() < 0.7 else w for w in told]


def _turned(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """The second clause, or the second half, first."""
    breaks = [i + 1 for i, w in enumerate(words[:-3]) if i > 1 and w.endswith((",", ";", ".", "?", "!"))]
    at = rng.choice(breaks or [len(words) // 2])
    return [*words[at:], *words[:at]]


def _longer(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """Between the words of a sentence of the newsroom's own."""
    before, after = rng.choice(BEFORE), rng.choice(AFTER)
    return [*before.split(), *words, *after.split()]


def _quoted_in_part(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """One half told in other words, the other left between quotation marks."""
    at = len(words) // 2
    told = [SYNONYMS.get(w.lower(), w) for w in _reported(words[:at], rng)]
    return [*told, f"“{words[at]}", *words[at + 1 : -1], f"{words[-1]}”"]


def _unnamed(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """Names in brackets, or a word in place of them."""
    named = [w[0].isupper() and i > 0 and not words[i - 1].endswith((".", "?", "!")) for i, w in enumerate(words)]
    kept = [w for w, name in zip(words, named, strict=True) if not name or rng.random() < 0.4]
    return ["[They]", *kept]


def _thinned(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """Without a sixth of its words, here and there."""
    return [w for w in words if rng.random() > 1 / 6] or words


def _headline(words: Sequence[str], rng: random.Random) -> Sequence[str]:
    """The words that tell something, and few others."""
    return [w for w in words if bits(re.sub(r"\W", "", w.lower())) >= TELLING or rng.random() < 0.3] or words


CHOOSING: Mapping[str, Kind] = {
    "one word": (_swapped, False),
    "cut at the end": (_cut_end, False),
    "spelling": (_spelled, False),
    "reported": (_reported, True),
}
KEPT: Mapping[str, Kind] = {
    "cut at the start": (_cut_start, False),
    "cut in the middle": (_cut_middle, False),
    "three words": (_three_words, False),
    "retold": (_retold, True),
}
SECOND: Mapping[str, Kind] = {
    "turned round": (_turned, True),
    "longer": (_longer, False),
    "quoted in part": (_quoted_in_part, False),
    "names left out": (_unnamed, False),
    "thinned": (_thinned, False),
    "headline": (_headline, True),
}
