"""Numbers that count nothing: they name something, or are a date, a year, an age."""

from kg.nlp import counted as c
from kg.nlp.counted import Word
from kg.nlp.counting import (
    NUMBERED,
    PLURALS,
)
from kg.nlp.dates import MONTHS
from kg.nlp.lexicon import words
from kg.nlp.numbers import Quantity
from kg.nlp.sentences import Sentence

NAMING = words("the these those his her its their our my your both all every each last first next past previous top")


def named(s: Sentence, q: Quantity, first: int, after: int) -> bool:
    """Whether a number names something, or is a date, a time or an age."""
    prior = s.words[first - 1] if first else None
    following = s.words[after] if after < len(s.words) else None
    bare = q.form == "digits" and q.unit is None and "," not in q.words and " " not in q.words
    if prior is not None and not q.hedged and q.unit is None:
        mark = s.words[first - 2].low if prior.text == "." and first > 1 else prior.low
        if mark in NUMBERED or mark in MONTHS or prior.text == "#":
            return True
        if prior.low in NAMING and q.form == "spelt" and (q.value or 0) <= 12:
            return True
        if (
            prior.text[0].isupper()
            and bare
            and first > 1
            and not _person_noun(following)
            and prior.low not in words("a the")
        ):
            return not prior.text.endswith(("’s", "'s", "s’"))
    if following is not None and following.low in MONTHS and bare and (q.value or 0) <= 31:
        return following.text[0].isupper()
    if bare and len(q.words) == 4 and q.value is not None and 1500 <= q.value < 2100:
        return not (_person_noun(following) or (q.hedged and following is not None and c.plural(following)))
    return _age(s, q, first, after, bare)


def _person_noun(word: Word | None) -> bool:
    return word is not None and word.low in PLURALS


def _age(s: Sentence, q: Quantity, first: int, after: int, bare: bool) -> bool:
    """Ages: ", 61,", "aged 30", "the age of 30", "over 65", and what stands in brackets after a name."""
    prior = s.words[first - 1] if first else None
    following = s.words[after].text if after < len(s.words) else "."
    if prior is None:
        return False
    if prior.low in ("age", "ages", "aged") or (prior.low == "of" and first > 1 and s.words[first - 2].low == "age"):
        return True
    young = bare and q.value is not None and q.value < 111
    return young and prior.text == "," and following in ",.;" and first > 1 and s.words[first - 2].text[0].isupper()
