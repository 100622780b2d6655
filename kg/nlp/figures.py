"""The figures of an article: numbers with what they count, what is said of it, as of when, and who gave them.

Read are counts, shares, percentages, sums of money and multiples ("twice as many"). Not read are dates, times, ages,
durations (but for how long a supply lasts), scores, and numbers that name something ("Boeing 737", "page 3").
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import ids
from kg.model import Article, Attribution, Figure, Span
from kg.nlp import counted as c
from kg.nlp.counted import Phrase, Word
from kg.nlp.counting import (
    AUXILIARY,
    BE,
    BREAKS,
    CHANGES,
    DISTANCES,
    NUMBERED,
    PLURALS,
    REACHES,
    STATES,
    SUPPLIES,
    TOLLS,
    UNTIMELY,
    VERBS,
)
from kg.nlp.dates import MONTHS, Told, dates
from kg.nlp.lexicon import words
from kg.nlp.numbers import MONEY, PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES, Quantity, quantities
from kg.nlp.segment import Segment

LARGE = 1_000  # from here on, a number in words or with commas is a figure even where no noun follows
FEW = 100  # people, at most, that are quoted together
AS_OF_REACH = 80  # characters between a number and its date
NAMING = words("the these those his her its their our my your both all every each last first next past previous top")
ONE_OF = words(
    "person people man woman child soldier officer policeman civilian student passenger worker vote death boy girl"
)
APART_BY = words("away apart later earlier ago ahead")
LINKS = words("to by from at with up down of in")
RATES = words("hour day week month year person barrel gallon tonne ton head share ounce household")
HARM = words(
    "killed wounded injured dead died missing hurt arrested detained displaced hospitalized hospitalised trapped"
)
VAGUE_NOUNS = words(
    "things ways reasons words sides parts ideas questions kinds types sorts examples terms occasions weeks halves "
    "others sentences sets cases facts stories options choices lines thoughts"
)
HARMING = words("killed killing wounded wounding injured injuring hurt hurting detained arrested displaced lost died")
ENDING = re.compile(r"(?:[,.;:)”\"’]|\s+(?:and|or|for|in|to|on|as|while|but|,)\b|$)")


@dataclass(slots=True)
class _Sentence:
    """A sentence under way: its words and the last count before each place, over the paragraph's sentences."""

    article: Article
    span: Span
    words: list[Word]
    starts: list[int] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """The place of the first word that begins at or after ``offset``."""
        return bisect_left(self.starts, offset)


TELLS = r"(?:sa(?:id|ys?)|told|report(?:ed|s)|announced|claimed|estimated|show(?:ed|s)|found|confirmed|stated|released|published|declared|poll|survey)"
APART = re.compile(
    rf"\b(?:since|until|before|after|when|who|which|compared|while|as|{TELLS})\b|[;:]|, (?:and|but) ", re.IGNORECASE
)
NUMERAL = re.compile(r"\d")
TELLING = re.compile(rf"(?:[ ,]\w{{0,12}})?[ ,]{{1,2}}{TELLS}\b", re.IGNORECASE)
TOLD_ON = re.compile(rf"\b{TELLS}(?: \w{{1,10}})? ?$", re.IGNORECASE)
Last = tuple[Figure | None, Figure | None]


def figures(article: Article, segments: Iterable[Segment], said: Sequence[Attribution]) -> tuple[Figure, ...]:
    """The figures of the article in order, each linked to the innermost attribution whose content holds it."""
    found: list[Figure] = []
    sources = sorted(span for a in said for span in a.source)
    for segment in segments:
        before: tuple[Figure | None, Figure | None] = (None, None)
        for sentence in segment.sentences:
            numbers = list(quantities(article.text, sentence.start, sentence.end))
            if not numbers:
                continue
            read = c.words_of(article.text, sentence.start, sentence.end)
            place = _Sentence(article, sentence, read, [w.start for w in read])
            end = sentence.start
            for q in numbers:
                figure = _figure(place, q, before) if q.start >= end else None
                if figure is not None and not _of_source(figure, q, sources):
                    before, end = (figure, figure if figure.measure else before[1]), figure.span.end
                    found.append(figure)
    return _dated(article, _linked(found, said), segments, said)


def _of_source(figure: Figure, q: Quantity, sources: Sequence[Span]) -> bool:
    """Whether a number says how many a source is: "three people who know the talks"; not "54 percent of voters"."""
    span = figure.span
    if q.unit is not None or (q.value is not None and q.value >= FEW):
        return False
    i = bisect_right(sources, span.start, key=lambda x: x.start)
    return any(x.holds(span) and span.start - x.start < 5 for x in sources[max(0, i - 3) : i])


def _figure(s: _Sentence, q: Quantity, last: Last) -> Figure | None:
    """The figure at a number, or None; ``last`` are the last figure of the paragraph and the last with a measure."""
    before = last[0]
    first, after = s.at(q.start), s.at(q.end)
    if q.form == "none":
        return _nobody(s, q, after)
    if _named(s, q, first, after):
        return None
    if q.unit is None and after < len(s.words) and _untimely(s.words[after]):
        return _supply(s, q, first, after)
    if before is not None and before.measure == "supply" and first > 1 and s.words[first - 1].low == "for":
        supply = s.words[first - 2]
        return _made(s, q, q.end, before.unit, "supply", supply.text) if supply.low in SUPPLIES else None
    if q.unit in (PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES) or q.unit in MONEY:
        return _measured(s, q, first, after, before)
    return _count(s, q, first, after, last)


def _untimely(word: Word) -> bool:
    return word.low in UNTIMELY or word.low in DISTANCES or word.low in ("degrees", "percent")


def _named(s: _Sentence, q: Quantity, first: int, after: int) -> bool:
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


def _age(s: _Sentence, q: Quantity, first: int, after: int, bare: bool) -> bool:
    """Ages: ", 61,", "aged 30", "the age of 30", "over 65", and what stands in brackets after a name."""
    prior = s.words[first - 1] if first else None
    following = s.words[after].text if after < len(s.words) else "."
    if prior is None:
        return False
    if prior.low in ("age", "ages", "aged") or (prior.low == "of" and first > 1 and s.words[first - 2].low == "age"):
        return True
    young = bare and q.value is not None and q.value < 111
    return young and prior.text == "," and following in ",.;" and first > 1 and s.words[first - 2].text[0].isupper()


def _supply(s: _Sentence, q: Quantity, first: int, after: int) -> Figure | None:
    """How long a supply lasts: "bread for nine days", "enough food for a week"."""
    if s.words[after].low in DISTANCES:
        return _sized(s, q, first, after)
    if first < 2 or s.words[first - 1].low != "for":
        return None
    supply = s.words[first - 2]
    if supply.low not in SUPPLIES:
        return None
    return _made(s, q, s.words[after].end, s.words[after].low, "supply", supply.text)


def _sized(s: _Sentence, q: Quantity, first: int, after: int) -> Figure | None:
    """How long, high or wide something is; any other distance is none."""
    if after + 1 >= len(s.words) or s.words[after + 1].low not in ("long", "high", "tall", "wide", "deep"):
        return None
    told = c.subject(s.words, _copula(s.words, first))
    counted = told.of(s.article.text, s.words) if told else None
    return _made(s, q, s.words[after].end, s.words[after].low, s.words[after + 1].low, counted)


def _nobody(s: _Sentence, q: Quantity, after: int) -> Figure | None:
    """ "No one was killed": only of what happens to people."""
    measure = c.measure_after(s.words, after)
    if measure is None or measure.split()[0] not in HARM:
        return None
    return _made(s, q, q.end, "people", measure, "people")


def _measured(s: _Sentence, q: Quantity, first: int, after: int, last: Figure | None) -> Figure | None:
    """A percentage, a share, a sum of money or a multiple: what it is of, or else the subject of its verb."""
    text = s.article.text
    i = after
    while i < len(s.words) and s.words[i].low in ("as", "many", "much", "more", "less") and q.unit == TIMES:
        i += 1
    unit = q.unit
    if q.unit in MONEY and i + 1 < len(s.words) and s.words[i].low in ("a", "an", "per", "each", "every"):
        if s.words[i + 1].low in RATES:
            unit, i = f"{q.unit} {s.words[i].low} {s.words[i + 1].low}", i + 2
    if (
        q.unit == SHARE
        and i < len(s.words)
        and s.words[i].low in ("the", "its", "their", "his", "her", "our", "all", "those")
    ):
        i += 1
    joined = i < len(s.words) and s.words[i].low == "in" and q.unit in MONEY
    first_noun = i + joined
    noun = None if q.unit == TIMES and i == after else c.phrase(s.words, first_noun, singular=True)
    if noun is not None and q.unit == PERCENT and s.words[i].low != "of" and not _closed(s.words, noun.stop):
        noun = None
    if noun is not None and s.words[noun.head].low in UNTIMELY | {"points", "point"}:
        noun = None
    before, verb = c.measure_before(s.words, first)
    after_noun = c.measure_after(s.words, noun.stop if noun else after)
    measure = before or after_noun
    counted = noun.of(text, s.words) if noun else None
    lifted = c.changed(s.words, first) if before is None else None
    if lifted is not None:
        measure, counted = lifted[0], counted or lifted[1].of(text, s.words)
    elif noun is None:
        whole = c.among(s.words, i) if q.unit == PERCENT and c.rivals(s.words, first) is None else None
        moved = before is None or before in REACHES or before.split()[-1] in LINKS
        told = whole or (c.subject(s.words, verb if before else _copula(s.words, first)) if moved else None)
        counted = told.of(text, s.words) if told else None
    rivals = c.rivals(s.words, first) if noun is None and q.unit == PERCENT else None
    if rivals is not None:
        counted, measure = (rivals[0].of(text, s.words) if rivals[0] else None), "leads"
    if last is not None and q.unit == PERCENT and noun is None and _to_rival(s, q, last):
        counted = _rival(s, last)
    if counted is None and q.unit == PERCENT and last is not None and last.unit == PERCENT and last.counted:
        if after_noun is not None and noun is None:
            counted = last.counted
    if (
        counted is None
        and last is not None
        and last.unit == q.unit
        and first
        and s.words[first - 1].low in ("from", "to")
    ):
        if text[last.span.end : q.start].strip() in ("from", "to", ""):
            counted = last.counted
    if noun is None and q.unit == SHARE and not (counted and q.hedged):
        return None  # "half true"
    rhetorical = q.value in (100, 110, 1000) or (q.value in (1, 99) and first > 0 and s.words[first - 1].low == "the")
    if q.unit == PERCENT and rhetorical and noun is None:
        return None  # "100 percent committed", "the 1 percent"
    end = s.words[noun.head].end if noun and not joined else s.words[i - 1].end if unit != q.unit else q.end
    return _made(s, q, end, unit, measure, counted)


def _to_rival(s: _Sentence, q: Quantity, last: Figure) -> bool:
    return last.measure == "leads" and s.article.text[last.span.end : q.start].strip() == "to"


def _rival(s: _Sentence, last: Figure) -> str | None:
    rivals = c.rivals(s.words, s.at(last.span.start))
    return rivals[1].of(s.article.text, s.words) if rivals else None


def _closed(sentence: Sequence[Word], k: int) -> bool:
    if k >= len(sentence) or not sentence[k].text[0].isalnum():
        return True
    return sentence[k].low in BREAKS and sentence[k].low not in ("much", "more", "less")


def _copula(sentence: Sequence[Word], first: int) -> int:
    """The place of the "is" or "had" before a number; its own place, which has no subject, where there is none."""
    k = first - 1
    if k > 0 and sentence[k].low in ("at", "is", "was", "are", "were", "be", "been", "has", "had", "have", "worth"):
        return k
    return 0


def _count(s: _Sentence, q: Quantity, first: int, after: int, last: Last) -> Figure | None:
    """A number of people or things; None unless the words tell what is counted, or what happened to it."""
    before = last[0]
    text = s.article.text
    one = q.value == 1 and q.form == "spelt"
    noun = None if one else c.phrase(s.words, after)
    if one and after < len(s.words) and s.words[after].low in ONE_OF:
        noun = Phrase(after, after, after + 1)
    stop = noun.stop if noun else after
    told, verb = c.measure_before(s.words, first)
    later = c.measure_after(s.words, stop)
    measure = told if told and later not in HARM | STATES else later or told
    if noun is not None:
        head = s.words[noun.head]
        if (
            head.low in UNTIMELY
            or head.low in DISTANCES
            or (head.low in VAGUE_NOUNS and head.low != "others" and not measure)
        ):
            return None
        if (one and measure is None) or (noun.stop < len(s.words) and s.words[noun.stop].low in APART_BY):
            return None
        if head.low == "others":
            measure = measure or _happened(s.words, first)
            if before is not None and before.counted and before.span.start >= s.span.start and before.unit not in MONEY:
                return _made(s, q, head.end, before.unit, measure, before.counted)
        end = head.end
        return _made(s, q, end, head.text, measure, noun.of(text, s.words))
    if one:
        return None
    toll = _toll(s, first)
    if toll is not None:
        return _with_toll(s, q, toll, last[1] or before)
    if _spoken_of(s, first) and _ended(text, q.end) and last[1] is not None:
        return _made(s, q, q.end, None, last[1].measure, last[1].counted)
    if _inhabited(s, first) and q.form == "digits" and (q.value or 0) >= 1_000:
        return _made(s, q, q.end, None, None, "inhabitants")
    if later is not None and later.split()[0] in HARM | STATES:
        return _made(s, q, q.end, None, later, before.counted if before else None)
    if told in HARMING and _ended(text, q.end):
        counted = before.counted if before and before.unit not in MONEY else None
        return _made(s, q, q.end, None, told, counted)
    return _listed(s, q, first, later or told, before)


def _spoken_of(s: _Sentence, first: int) -> bool:
    return (
        first > 1 and s.words[first - 1].low == "of" and s.words[first - 2].low in ("spoken", "spoke", "talk", "talked")
    )


def _inhabited(s: _Sentence, first: int) -> bool:
    return first > 1 and s.words[first - 1].low == "of" and s.words[first - 2].low in ("city", "town", "village")


def _ended(text: str, end: int) -> bool:
    return ENDING.match(text, end) is not None


def _happened(sentence: Sequence[Word], first: int) -> str | None:
    """What happened to "14 others" before: "was killed along with 14 others"."""
    for k in range(first - 1, max(-1, first - 8), -1):
        if sentence[k].low in STATES or (sentence[k].low in VERBS and sentence[k].low.endswith("ed")):
            return sentence[k].low
    return None


def _toll(s: _Sentence, first: int) -> Phrase | None:
    """The "toll", "figure" or "number of" that a bare number gives: "the death toll rose to 34", "puts the number at"."""
    measure, verb = c.measure_before(s.words, first)
    if measure is None:
        verb = _copula(s.words, first)
    k = verb - 1
    if verb and k >= 0 and s.words[verb].low == "at":  # "put the number of dead at"
        start = max(0, verb - 14)
        for n in range(verb - 1, start, -1):
            if s.words[n].low in TOLLS:
                return _number_of(s.words, n, verb)
            if s.words[n].text in ".;:":
                break
        return None
    if not verb:
        return None
    told = c.subject(s.words, verb)
    if told is None:
        return None
    if s.words[told.head].low in TOLLS:
        return told
    return (
        told
        if told.first > 1 and s.words[told.first - 1].low in ("of", "the") and _numbers(s.words, told.first)
        else None
    )


def _numbers(sentence: Sequence[Word], k: int) -> bool:
    return any(w.low in ("number", "total") for w in sentence[max(0, k - 3) : k])


def _number_of(sentence: Sequence[Word], n: int, stop: int) -> Phrase:
    """What "the number of dead since the siege began" is of, or "number" itself."""
    if n + 2 < stop and sentence[n + 1].low == "of":
        found = c.phrase(sentence[:stop], n + 1, singular=True)
        if found is not None:
            return Phrase(found.first, found.head, min(found.stop, stop))
    return Phrase(n, n, n + 1)


def _with_toll(s: _Sentence, q: Quantity, toll: Phrase, before: Figure | None) -> Figure | None:
    words_ = s.words[toll.first : toll.stop]
    bare = len(words_) == 1 and words_[0].low in TOLLS
    if bare and before is not None:  # "puts the figure at 83": of what was counted last
        return _made(s, q, q.end, None, before.measure, before.counted)
    if bare:
        return None
    states = [w.low for w in words_ if w.low in STATES]
    measure, _ = c.measure_before(s.words, s.at(q.start))
    if states and toll.head == toll.first:
        return _made(s, q, q.end, None, states[0], "people")
    head = s.words[toll.head].low
    unit = head if c.plural(s.words[toll.head]) else None
    return _made(s, q, q.end, unit, measure or (states[0] if states else None), toll.of(s.article.text, s.words))


def _listed(s: _Sentence, q: Quantity, first: int, measure: str | None, before: Figure | None) -> Figure | None:
    """A number without a noun: one that goes on counting ("to Cruz's 538", "there are 1,800"), or a large one."""
    counts = before is not None and before.unit not in (PERCENT, PERCENTAGE_POINTS, SHARE, TIMES, POINTS, *MONEY)
    near = before is not None and counts and before.span.start >= s.span.start
    large = (q.value or q.high or 0) >= LARGE and not (q.form == "digits" and q.words.isdecimal())
    prior = s.words[first - 1].low if first else ""
    owned = prior.endswith(("’s", "'s", "s’", "s'"))
    there = first > 1 and prior in BE and s.words[first - 2].low == "there"
    turned = near and first > 0 and prior == "to" and before is not None and (before.measure or "").endswith("from")
    vague = q.form == "vague" and (near or measure is not None)
    if not (large or vague or ((owned or turned) and near) or (there and counts)) or not _ended(s.article.text, q.end):
        if not (large and measure):
            return None
    if before is not None and (near or (there and counts)):
        return _made(s, q, q.end, before.unit, measure or (before.measure if owned else None), before.counted)
    return _made(s, q, q.end, None, measure, None)


def _made(s: _Sentence, q: Quantity, end: int, unit: str | None, measure: str | None, counted: str | None) -> Figure:
    span = Span(q.start, max(q.end, end))
    iri = ids.figure_iri(s.article.iri, span)
    return Figure(iri, span, q.value, q.low, q.high, unit, measure, counted)


def _linked(found: Sequence[Figure], said: Sequence[Attribution]) -> tuple[Figure, ...]:
    spans = sorted((c.start, c.end, i) for i, a in enumerate(said) for c in a.content)
    out: list[Figure] = []
    active: list[tuple[int, int, int]] = []
    n = 0
    for figure in found:
        while n < len(spans) and spans[n][0] <= figure.span.start:
            active.append(spans[n])
            n += 1
        active = [s for s in active if s[1] > figure.span.start]
        inner = min((s for s in active if s[1] >= figure.span.end), key=lambda s: (s[1] - s[0], s[2]), default=None)
        out.append(figure if inner is None else replace(figure, attribution=said[inner[2]].id))
    return tuple(out)


def _dated(
    article: Article, found: Sequence[Figure], segments: Iterable[Segment], said: Sequence[Attribution]
) -> tuple[Figure, ...]:
    """The figures with the dates that their own words tell: within the sentence, and within the same attribution."""
    sentences = sorted((x for segment in segments for x in segment.sentences), key=lambda x: x.start)
    starts = [x.start for x in sentences]
    contents = {a.id: a.content for a in said}
    outside = sorted((p for a in said for p in (*a.source, *a.cue)), key=lambda p: p.start)
    out: list[Figure] = []
    told: dict[int, list[Told]] = {}
    for f in found:
        k = bisect_left(starts, f.span.start + 1) - 1
        if k not in told:
            told[k] = list(dates(article.text, sentences[k].start, sentences[k].end, article.published))
        here = [t for t in told[k] if _belongs(t, f, contents, article.text)] if told[k] else []
        if not f.attribution and here:
            cue = [p for p in outside if sentences[k].start <= p.start < sentences[k].end]
            here = [] if cue else here
        best = min(here, key=lambda t: (_gap(t, f.span), t.start), default=None)
        near = best is not None and _gap(best, f.span) <= AS_OF_REACH
        out.append(replace(f, as_of=best.date) if best is not None and near else f)
    return tuple(out)


def _gap(told: Told, span: Span) -> int:
    return max(told.start - span.end, span.start - told.end, 0)


def _belongs(told: Told, f: Figure, contents: dict[str, tuple[Span, ...]], text: str) -> bool:
    """Whether a date may be that of a figure: in the same attribution, and neither of a telling nor of another clause."""
    if f.span.start < told.end and told.start < f.span.end:
        return False
    if f.attribution is not None and not any(p.start <= told.start < p.end for p in contents[f.attribution]):
        return False
    between = text[f.span.end : told.start] if told.start >= f.span.end else text[told.end : f.span.start]
    if len(between) > AS_OF_REACH or APART.search(between) or TELLING.match(text, told.end):
        return False
    start = max(0, told.start - 20)
    if TOLD_ON.search(text, start, told.start):
        return False
    if told.start > f.span.end and NUMERAL.search(between) and not re.search(r"[,]| and ", between):
        return False
    was = text[max(0, f.span.start - 6) : f.span.start].lower().endswith("from ")
    return not was or f.span.end <= told.start <= f.span.end + len(" in early ")
