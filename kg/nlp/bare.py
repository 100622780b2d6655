"""Numbers without a noun: what they count was said before ("and 1,597 wounded"), or the subject says it."""

from collections.abc import Sequence

from kg.model import Figure
from kg.nlp import measured
from kg.nlp.counted import Phrase, Word, phrase, plural
from kg.nlp.counting import BE, HARM, STATES, TOLLS
from kg.nlp.counts import measure_of
from kg.nlp.lexicon import words
from kg.nlp.numbers import MONEY, PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES, Quantity
from kg.nlp.sentences import Sentence, copula, ended, made

LARGE = 1_000  # from here on, a number in words or with commas is a figure even where no noun follows
BACK = 14  # words
DONE = words("killed killing wounded wounding injured injuring hurt hurting detained arrested displaced lost died")
SPOKEN = words("spoken spoke talk talked")
PLACES = words("city town village")
OWNERS = ("’s", "'s", "s’", "s'")


def bare(
    s: Sentence, q: Quantity, first: int, after: int, before: Figure | None, told_of: Figure | None
) -> Figure | None:
    """The figure of a number without a noun, or None.

    ``before`` is the last figure of the paragraph, ``told_of`` the last with a measure.
    """
    text = s.article.text
    told, _ = measured.measure_before(s.words, first)
    measure, later = measure_of(s, first, after)
    toll = _toll(s, first)
    if toll is not None:
        return _with_toll(s, q, toll, told, told_of or before)
    of = s.words[first - 2].low if first > 1 and s.words[first - 1].low == "of" else ""
    if of in SPOKEN and told_of is not None and ended(text, q.end):
        return made(s, q, q.end, None, told_of.measure, told_of.counted)
    if of in PLACES and q.form == "digits" and (q.value or 0) >= LARGE:
        return made(s, q, q.end, None, None, "inhabitants")
    if later is not None and later.split()[0] in HARM | STATES:
        return made(s, q, q.end, None, later, before.counted if before else None)
    if told in DONE and ended(text, q.end):
        return made(s, q, q.end, None, told, before.counted if before and before.unit not in MONEY else None)
    return _going_on(s, q, first, measure, before)


def _toll(s: Sentence, first: int) -> Phrase | None:
    """The toll or number that is given: "the death toll rose to 34", "puts the number of dead at 34"."""
    told, verb = measured.measure_before(s.words, first)
    if told is None:
        verb = copula(s.words, first)
    if not verb:
        return None
    if s.words[verb].low == "at":
        return _put_at(s.words, verb)
    subject = measured.subject(s.words, verb)
    if subject is None:
        return None
    number_of = any(w.low in ("number", "total") for w in s.words[max(0, subject.first - 3) : subject.first])
    return subject if s.words[subject.head].low in TOLLS or number_of else None


def _put_at(sentence: Sequence[Word], at: int) -> Phrase | None:
    """What "the number of dead since the siege began" before "at" is of, or the word "number" itself."""
    for n in range(at - 1, max(0, at - BACK), -1):
        if sentence[n].text in ".;:":
            return None
        if sentence[n].low in TOLLS:
            of = n + 2 < at and sentence[n + 1].low == "of"
            found = phrase(sentence[:at], n + 1, singular=True) if of else None
            return found or Phrase(n, n, n + 1)
    return None


def _with_toll(s: Sentence, q: Quantity, toll: Phrase, measure: str | None, last: Figure | None) -> Figure | None:
    told = s.words[toll.first : toll.stop]
    if len(told) == 1 and told[0].low in TOLLS:  # "puts the figure at 83": of what was counted last
        return made(s, q, q.end, None, last.measure, last.counted) if last is not None else None
    state = next((w.low for w in told if w.low in STATES), None)
    if state is not None and toll.head == toll.first:
        return made(s, q, q.end, None, state, "people")
    head = s.words[toll.head]
    unit = head.low if plural(head) else None
    return made(s, q, q.end, unit, measure or state, toll.of(s.article.text, s.words))


def _going_on(s: Sentence, q: Quantity, first: int, measure: str | None, before: Figure | None) -> Figure | None:
    """A number that goes on counting ("to Cruz's 538", "there are 1,800"), or a large one."""
    last = None if before is None or before.unit in NO_COUNTS or before.unit in MONEY else before
    near = last is not None and last.span.start >= s.span.start
    prior, second = (s.words[first - 1].low if first else ""), (s.words[first - 2].low if first > 1 else "")
    owned = near and prior.endswith(OWNERS)
    there = last is not None and prior in BE and second == "there"
    turned = near and prior == "to" and last is not None and (last.measure or "").endswith("from")
    large = (q.value or q.high or 0) >= LARGE and not (q.form == "digits" and q.words.isdecimal())
    vague = q.form == "vague" and (near or measure is not None)
    goes_on = (large or vague or owned or turned or there) and ended(s.article.text, q.end)
    if not goes_on and not (large and measure):
        return None
    if last is None or not (near or there):
        return made(s, q, q.end, None, measure, None)
    return made(s, q, q.end, last.unit, measure or (last.measure if owned else None), last.counted)


NO_COUNTS = (PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES)
