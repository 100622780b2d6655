"""Numbers of people and things with the noun that they count, and how long a supply lasts."""

from collections.abc import Sequence

from kg.model import Figure
from kg.nlp import measured
from kg.nlp.counted import Phrase, Word, phrase
from kg.nlp.counting import DISTANCES, HARM, STATES, SUPPLIES, UNTIMELY, VERBS
from kg.nlp.lexicon import words
from kg.nlp.numbers import MONEY, Quantity
from kg.nlp.sentences import Sentence, copula, made

ONE_OF = words(
    "person people man woman child soldier officer policeman civilian student passenger worker vote death boy girl"
)
APART_BY = words("away apart later earlier ago ahead")
DIMENSIONS = words("long high tall wide deep")
VAGUE_NOUNS = words(
    "things ways reasons words sides parts ideas questions kinds types sorts examples terms occasions weeks halves "
    "sentences sets cases facts stories options choices lines thoughts"
)


def noun_of(s: Sentence, q: Quantity, after: int) -> Phrase | None:
    """What a number counts: a plural after it, for "one" a person or a vote."""
    if q.value != 1 or q.form != "spelt":
        return phrase(s.words, after)
    one = after < len(s.words) and s.words[after].low in ONE_OF
    return Phrase(after, after, after + 1) if one else None


def measure_of(s: Sentence, first: int, stop: int) -> tuple[str | None, str | None]:
    """(what is said of a number or its noun, what follows it alone): harm done goes before the verb in front."""
    told, _ = measured.measure_before(s.words, first)
    later = measured.measure_after(s.words, stop)
    return (told if told and later not in HARM | STATES else later or told), later


def count(s: Sentence, q: Quantity, first: int, noun: Phrase, before: Figure | None) -> Figure | None:
    """The figure of a number and the noun that it counts; None where that is a time, a distance or a mere word."""
    head = s.words[noun.head]
    measure, _ = measure_of(s, first, noun.stop)
    if head.low in UNTIMELY or head.low in DISTANCES or (measure is None and (head.low in VAGUE_NOUNS or q.value == 1)):
        return None
    if noun.stop < len(s.words) and s.words[noun.stop].low in APART_BY:
        return None
    if head.low == "others":
        measure = measure or _happened(s.words, first)
        if before is not None and before.counted and before.span.start >= s.span.start and before.unit not in MONEY:
            return made(s, q, head.end, before.unit, measure, before.counted)
    return made(s, q, head.end, head.text, measure, noun.of(s.article.text, s.words))


def extent(s: Sentence, q: Quantity, first: int, after: int, before: Figure | None) -> Figure | None:
    """How long a supply lasts ("bread for nine days") or how large a thing is ("1,000 miles long")."""
    unit = s.words[after] if after < len(s.words) else None
    if unit is not None and unit.low in DISTANCES:
        return _sized(s, q, first, after)
    supply = s.words[first - 2] if first > 1 and s.words[first - 1].low == "for" else None
    if supply is None or supply.low not in SUPPLIES:
        return None
    if unit is not None and unit.low in UNTIMELY:
        return made(s, q, unit.end, unit.low, "supply", supply.text)
    lasts = before is not None and before.measure == "supply"
    return made(s, q, q.end, before.unit, "supply", supply.text) if before is not None and lasts else None


def nobody(s: Sentence, q: Quantity, after: int) -> Figure | None:
    """ "No one was killed": only of what happens to people."""
    measure = measured.measure_after(s.words, after)
    if measure is None or measure.split()[0] not in HARM:
        return None
    return made(s, q, q.end, "people", measure, "people")


def _sized(s: Sentence, q: Quantity, first: int, after: int) -> Figure | None:
    if after + 1 >= len(s.words) or s.words[after + 1].low not in DIMENSIONS:
        return None
    told = measured.subject(s.words, copula(s.words, first))
    counted = told.of(s.article.text, s.words) if told else None
    return made(s, q, s.words[after].end, s.words[after].low, s.words[after + 1].low, counted)


def _happened(sentence: Sequence[Word], first: int) -> str | None:
    """What happened to "14 others" before: "was killed along with 14 others"."""
    for word in reversed(sentence[max(0, first - 8) : first]):
        if word.low in STATES or (word.low in VERBS and word.low.endswith("ed")):
            return word.low
    return None
