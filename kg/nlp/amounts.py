"""Percentages, shares, sums of money and multiples: what they are of, and what is said of it."""

from collections.abc import Sequence

from kg.model import Figure
from kg.nlp import measured
from kg.nlp.counted import Phrase, Word, phrase
from kg.nlp.counting import BREAKS, REACHES, UNTIMELY
from kg.nlp.lexicon import words
from kg.nlp.numbers import MONEY, PERCENT, SHARE, TIMES, Quantity
from kg.nlp.sentences import Sentence, copula, made

RATES = words("hour day week month year person barrel gallon tonne ton head share ounce household")
PER = words("a an per each every")
LINKS = words("to by from at with up down of in")
WHOSE = words("the its their his her our all those")
COMPARED = words("as many much more less")
FAR = 20  # characters
WHOLLY = (100, 110, 1_000)


def amount(s: Sentence, q: Quantity, first: int, after: int, last: Figure | None) -> Figure | None:
    """The figure that an amount is; ``first`` and ``after`` are the places of its first word and of the next one.

    Nothing, where only a manner of speaking is meant: "100 percent committed", "half true", "the 1 percent".
    """
    i, unit = _unit(s, q, after)
    joined = q.unit in MONEY and i < len(s.words) and s.words[i].low == "in"  # "$10 million in donations"
    noun = _noun(s, q, i, i + joined, told=i > after)
    measure, counted = _told(s, q, first, i, noun, after)
    counted = _led(s, q, noun, last) or counted or _carried(s, q, after, noun, last)
    if noun is None and (_manner(s, q, first) or (q.unit == SHARE and not (counted and q.hedged))):
        return None
    end = s.words[noun.head].end if noun and not joined else s.words[i - 1].end if unit != q.unit else q.end
    return made(s, q, end, unit, measure, counted)


def _unit(s: Sentence, q: Quantity, i: int) -> tuple[int, str | None]:
    """(the place where a noun may begin, the unit with its rate: "dollars an hour")."""
    sentence = s.words
    if q.unit in MONEY and i + 1 < len(sentence) and sentence[i].low in PER and sentence[i + 1].low in RATES:
        return i + 2, f"{q.unit} {sentence[i].low} {sentence[i + 1].low}"
    skipped = COMPARED if q.unit == TIMES else WHOSE if q.unit == SHARE else frozenset()
    while i < len(sentence) and sentence[i].low in skipped:
        i += 1
    return i, q.unit


def _noun(s: Sentence, q: Quantity, i: int, first: int, *, told: bool) -> Phrase | None:
    """What an amount is of, where a noun follows at ``first``; ``told`` if words of comparison stand before it."""
    found = None if q.unit == TIMES and not told else phrase(s.words, first, singular=True)
    if found is None or s.words[found.head].low in UNTIMELY | {"points", "point"}:
        return None
    if q.unit == PERCENT and s.words[i].low != "of" and not _closed(s.words, found.stop):
        return None
    return found


def _told(
    s: Sentence, q: Quantity, first: int, i: int, noun: Phrase | None, after: int
) -> tuple[str | None, str | None]:
    """(the measure, what is counted) as the amount's own clause tells them."""
    text = s.article.text
    before, verb = measured.measure_before(s.words, first)
    measure = before or measured.measure_after(s.words, noun.stop if noun else after)
    lifted = measured.changed(s.words, first) if before is None else None
    if lifted is not None:
        return lifted[0], (noun or lifted[1]).of(text, s.words)
    if noun is not None:
        return measure, noun.of(text, s.words)
    rivals = measured.rivals(s.words, first) if q.unit == PERCENT else None
    if rivals is not None:
        return "leads", rivals[0].of(text, s.words) if rivals[0] else None
    told = measured.among(s.words, i) if q.unit == PERCENT else None
    if told is None and (before is None or before in REACHES or before.split()[-1] in LINKS):
        told = measured.subject(s.words, verb if before else copula(s.words, first))
    return measure, told.of(text, s.words) if told else None


def _led(s: Sentence, q: Quantity, noun: Phrase | None, last: Figure | None) -> str | None:
    """Whose the second number is of "leads Trump 47 percent to 39"."""
    if noun is not None or last is None or last.measure != "leads" or _between(s, q, last) != "to":
        return None
    rivals = measured.rivals(s.words, s.at(last.span.start))
    return rivals[1].of(s.article.text, s.words) if rivals else None


def _carried(s: Sentence, q: Quantity, after: int, noun: Phrase | None, last: Figure | None) -> str | None:
    """What an amount is of that goes on from the last one: "from 5 to 7 percent", "40 percent chose him"."""
    if last is None or last.unit != q.unit:
        return None
    if _between(s, q, last) in ("from", "to"):
        return last.counted
    goes_on = q.unit == PERCENT and noun is None and measured.measure_after(s.words, after) is not None
    return last.counted if goes_on else None


def _between(s: Sentence, q: Quantity, last: Figure) -> str:
    return s.article.text[last.span.end : q.start].strip() if q.start - last.span.end < FAR else ""


def _manner(s: Sentence, q: Quantity, first: int) -> bool:
    the = first > 0 and s.words[first - 1].low == "the"
    return q.unit == PERCENT and (q.value in WHOLLY or (the and q.value in (1, 99)))


def _closed(sentence: Sequence[Word], k: int) -> bool:
    if k >= len(sentence) or not sentence[k].text[0].isalnum():
        return True
    return sentence[k].low in BREAKS and sentence[k].low not in COMPARED
