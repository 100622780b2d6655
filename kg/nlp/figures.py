"""Plain figures: a number of people or things, bounded where the words give a range, and who gave it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg import ids
from kg.model import Article, Attribution, Figure, Span
from kg.nlp.lexicon import words
from kg.nlp.segment import Segment

Number = int | float | None

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {w: i for i, w in enumerate(ONES.split())} | {w: 10 * i for i, w in enumerate(TENS.split(), 2)}
SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
}
DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"
SPELT = "|".join(sorted((*SMALL, *SCALE), key=len, reverse=True))
NUMBER = rf"(?:(?:{DIGITS})(?: (?:{'|'.join(SCALE)}))?|(?:an?|{SPELT})(?:[ -](?:and )?(?:{SPELT})){{0,5}})"
FIGURE = re.compile(
    rf"(?<![\w$€£.,/:-])(?:(?P<low>{NUMBER})(?: ?[–—-] ?| to | and | or )(?P<high>{NUMBER})|(?P<one>{NUMBER})|"
    rf"(?P<vague>tens of thousands|hundreds of thousands|dozens|scores|hundreds|thousands|millions))"
    r"(?![\w%’'/:-]|[.,]\d| ?(?:percent|per cent|degrees|a\.m|p\.m))",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"\b(?:(?P<least>at least|more than|over|no fewer than|upwards? of|above)|(?P<most>at most|fewer than|"
    r"less than|up to|no more than|under)|(?P<about>about|around|some|roughly|approximately|"
    r"an estimated|nearly|almost)|between)\s$",
    re.IGNORECASE,
)
UNITS = words(
    "people men women children police troops personnel staff cattle sheep lives civilians crew dead refugees aircraft"
)
NOT_UNITS = words(
    "years days hours minutes seconds weeks months decades times miles kilometers kilometres metres meters feet inches "
    "dollars euros pounds points cents degrees is was has his this its does yes us as during across plus others thus "
    "less perhaps always"
)
BREAKS = words(
    "in on at by for from with to and or but who that which were was are is have has had as when while after before "
    "the a an year day hour minute week month percent"
)
SKIPPED = words("of the its their his our more other")
MEASURES = (
    "killed|wounded|injured|dead|missing|displaced|evacuated|arrested|detained|destroyed|damaged|captured|fled|hurt|"
    "rescued|trapped|infected|hospitalised|hospitalized|deployed|died|buried|stranded|homeless|downed|sunk|lost"
)
ACTS = {"kill": "killed", "wound": "wounded", "injure": "injured", "evacuate": "evacuated"}
COUNTED = re.compile(r"(?:\s[\w’'-]+){1,5}")
MEASURE_AFTER = re.compile(rf"(?:\s[\w’'-]+){{0,5}}?\s(?P<m>{MEASURES})\b", re.IGNORECASE)
MEASURE_NEXT = re.compile(rf"\s(?:{MEASURES})\b", re.IGNORECASE)
MEASURE_BEFORE = re.compile(rf"\b(?P<m>{MEASURES}|{'|'.join(ACTS)})(?:ing|s)?\s$", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"\bnumber of (?P<noun>(?:[\w’'-]+ ){0,3}?[a-z]{3,}s)(?: (?:in|from|among|of|at|since|during)[\w’' -]{0,40})? "
    r"(?:is|was|at|stands at|stood at|reached|has reached) $",
    re.IGNORECASE,
)


def figures(article: Article, segments: Iterable[Segment], said: Sequence[Attribution]) -> tuple[Figure, ...]:
    """The figures of the article, each linked to the innermost attribution whose content holds it."""
    found: list[Figure] = []
    for segment in segments:
        for sentence in segment.sentences:
            previous: Figure | None = None
            for m in FIGURE.finditer(article.text, sentence.start, sentence.end):
                previous = _figure(article, m, sentence, previous) or previous
                if previous is not None and (not found or found[-1] is not previous):
                    found.append(previous)
    return _linked(found, said)


def _figure(article: Article, m: re.Match[str], sentence: Span, previous: Figure | None) -> Figure | None:
    """The figure at a number; None unless the words tell what is counted. ``previous``: the sentence's last figure."""
    text = article.text
    bound = BOUND.search(text, max(sentence.start, m.start() - 20), m.start())
    start = bound.start() if bound else m.start()
    counted, unit, end = _counted(text, m.end(), sentence.end)
    measure = _measure(text, start, end, sentence)
    if counted is None and (noun := NUMBER_OF.search(text, max(sentence.start, start - 120), start)) is not None:
        counted, unit = noun["noun"], noun["noun"].split()[-1]
    if counted is None and previous is not None and MEASURE_NEXT.match(text, m.end(), sentence.end):
        counted, unit = previous.counted, previous.unit  # "498 soldiers were killed and 1,597 wounded"
    value, low, high = _values(m, bound)
    unclear = measure is None and (m["one"] or "").lower() in {"one", "a", "an", "two"}
    if counted is None or (value is None and low is None) or unclear:
        return None
    span = Span(start, end)
    return Figure(ids.figure_iri(article.iri, span), span, value, low, high, unit, measure, counted)


def _values(m: re.Match[str], bound: re.Match[str] | None) -> tuple[Number, Number, Number]:
    """(value, low, high) of the words of a number and of what bounds it."""
    if m["vague"]:
        return None, VAGUE[m["vague"].lower()], None
    if m["one"]:
        value = number(m["one"])
        least, most = (bound["least"], bound["most"]) if bound else (None, None)
        return value, value if least else None, value if most else None
    low, high = number(m["low"]), number(m["high"])
    return (None, low, high) if low is not None and high is not None and low <= high else (None, None, None)


def number(said: str) -> Number:
    """The value of "1,597", "2.5 million" or "one hundred and five"; None if it is none."""
    parts = said.lower().replace(",", "").replace("-", " ").split()
    total: int | float = 0
    current: int | float = 0
    for i, w in enumerate(parts):
        if w[0].isdecimal() and w.isascii():
            current = float(w) if "." in w else int(w)
        elif w in SMALL:
            current += SMALL[w]
        elif w in ("a", "an") and not i and parts[1:2] and parts[1] in SCALE:
            current = 1
        elif w == "hundred":
            current = (current or 1) * 100
        elif w in SCALE:
            total, current = total + (current or 1) * SCALE[w], 0
        elif w != "and":
            return None
    value = total + current
    return int(value) if value == int(value) else round(value, 6)


def _counted(text: str, start: int, end: int) -> tuple[str | None, str | None, int]:
    """What is counted after a number, its noun, and where that ends: up to four words that end in a plural noun."""
    after = COUNTED.match(text, start, min(end, start + 90))
    taken = 0
    first = start
    for m in re.finditer(r"\S+", after.group()) if after else ():
        low = m.group().lower()
        if not taken and low in SKIPPED:
            continue
        if low in BREAKS | NOT_UNITS or taken == 4:
            break
        first = first if taken else start + m.start()
        taken += 1
        plural = low.endswith("s") and m.group().islower() and not low.endswith(("ss", "’s", "'s", "us"))
        if plural or low in UNITS:
            return text[first : start + m.end()], low, start + m.end()
    return None, None, start


def _measure(text: str, start: int, end: int, sentence: Span) -> str | None:
    before = MEASURE_BEFORE.search(text, max(sentence.start, start - 20), start)
    found = before or MEASURE_AFTER.match(text, end, min(sentence.end, end + 70))
    return None if found is None else ACTS.get(found["m"].lower(), found["m"].lower())


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
