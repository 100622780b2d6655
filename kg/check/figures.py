"""Figures lined up: those that sources give for the same thing counted, and which of them cannot hold together."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice
from math import inf, log, sqrt

from kg.check.measures import PERSON, Thing, everybody, thing
from kg.nlp.lexicon import words
from kg.resolve.figures import ToldFigure

AROUND = 200  # characters beside a figure that no statement holds
LATEST = 20  # articles of a row that the next one is compared with
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
BREAK = re.compile(r"[.?!]\s|\n")
PART = re.compile(r"\bof (?:the|those|these|its|their|his|her|all)\b")
NEAR = 31  # days from one figure of a row to the next
LIKE = 0.12  # cosine of two articles' names from which on they may speak of one event
LOOSE = 0.1  # how far "about" reaches on either side
WEEK = 7
OWN = 0.5  # what a number weighs against one that the article gives in its own words, of whatever it tells besides
FEWEST, MOST_PAIRS = 2, 400
MOST_PARTS = 200  # events of one thing under way, at most
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|estimated|nearly|almost|close to|or so)\b", re.IGNORECASE
)
UNTOLD = Thing("", "", "", frozenset(), frozenset())  # of a figure whose words tell too little: it stands alone
GROWING = frozenset(
    {"killed", "wounded", "casualties", "displaced", "fled", "evacuated", "arrested", "captured", "infected"}
)
"""Outcomes whose numbers only grow while an event lasts: a later, higher figure contradicts no earlier one."""
NAMES = re.compile(r"(?<=[^\W\d_] )[A-Z][\w’'-]{2,}|(?<=[,;] )[A-Z][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures (by their places in the row) that cannot both hold: how gravely, in [0, 1], and why."""

    one: int
    other: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """Figures for the same thing counted, by time; the gravest conflict first.

    ``counted`` and ``measure`` are the commonest wordings; ``sources`` how many different ones there are.
    """

    thing: Thing
    counted: str
    measure: str
    figures: tuple[ToldFigure, ...]
    sources: int
    conflicts: tuple[Conflict, ...] = ()

    @property
    def score(self) -> float:
        """That of the gravest conflict; 0 where there is none."""
        return self.conflicts[0].score if self.conflicts else 0.0


def lined_up(figures: Iterable[ToldFigure], texts: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows, gravest conflict first, then by number of sources and figures; each figure stands in one row.

    Figures of one thing make a row if each is near the next in time and their articles share names (``texts`` by
    article). Where nothing but a noun and its measure is told ("12 people killed"), the names beside the figures must
    not differ altogether. What one source says in one article makes no row: it mostly counts several things.
    """
    rows: list[Row] = []
    by_thing: defaultdict[Thing, list[ToldFigure]] = defaultdict(list)
    for f in figures:
        of = thing(f.counted, f.measure, f.unit, f.words)
        if of is None:
            rows.append(_row(UNTOLD, [f]))
        else:
            by_thing[of].append(f)
    weights = _Names(texts)
    for of, found in by_thing.items():
        for group in _near(found):
            for part in weights.events(of, group):
                alone = len({(f.article, source(f)) for f in part}) == 1
                rows += [_row(of, [f]) for f in part] if alone else [_row(of, part)]
    return tuple(sorted(rows, key=lambda r: (-r.score, -r.sources, -len(r.figures), r.thing.label, r.figures[0].iri)))


def wanted_texts(figures: Iterable[ToldFigure]) -> set[str]:
    """The articles whose texts ``lined_up`` compares: those of things that two or more articles count."""
    articles: defaultdict[Thing, set[str]] = defaultdict(set)
    for f in figures:
        of = thing(f.counted, f.measure, f.unit, f.words)
        if of is not None:
            articles[of].add(f.article)
    return {a for found in articles.values() if len(found) > 1 for a in found}


def day(f: ToldFigure) -> date | None:
    """The day that a figure is of: as told, else that of publication; of a month or year the last day until then."""
    told, published = _last_day(f.as_of), _last_day(f.published)
    return min(told, published) if told and published else told or published


def _last_day(moment: str | None) -> date | None:
    """The day of an ISO 8601 date, or the last one of a month or year."""
    text = (moment or "")[:10]
    try:
        if len(text) == 4:
            return date(int(text), 12, 31)
        if len(text) == 7:
            first = date.fromisoformat(f"{text}-01")
            return first.replace(day=monthrange(first.year, first.month)[1])
        return date.fromisoformat(text)
    except ValueError:
        return None


def _near(found: Sequence[ToldFigure]) -> list[list[ToldFigure]]:
    """Figures in order of time, parted where more than ``NEAR`` days lie between two; undated ones together."""
    dated = sorted(
        ((d, f) for f in found if (d := day(f)) is not None),
        key=lambda x: (x[0], x[1].published or "", x[1].article, x[1].start),
    )
    groups: list[list[ToldFigure]] = []
    last: date | None = None
    for d, f in dated:
        if last is None or (d - last).days > NEAR:
            groups.append([])
        groups[-1].append(f)
        last = d
    undated = [f for f in found if day(f) is None]
    return groups + ([undated] if undated else [])


@dataclass(frozen=True, slots=True)
class _Part:
    """A row in the making: its figures, their articles in order, and the names beside them."""

    figures: list[ToldFigure]
    articles: dict[str, None]
    names: set[str]


class _Names:
    """The names in articles, weighted by how few have them (inverse document frequency), to tell events apart."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.names = {a: frozenset(NAMES.findall(text)) for a, text in texts.items()}
        count = Counter(name for names in self.names.values() for name in names)
        self.weight = {name: log(1 + len(self.names) / n) ** 2 for name, n in count.items()}
        self.length = {a: sqrt(sum(self.weight[n] for n in names)) for a, names in self.names.items()}
        self.known: dict[tuple[str, str], float] = {}

    def likeness(self, one: str, other: str) -> float:
        """The cosine of the names of two articles; 1 for an article and itself."""
        if one == other:
            return 1.0
        pair = (min(one, other), max(one, other))
        if pair not in self.known:
            shared = self.names.get(one, frozenset()) & self.names.get(other, frozenset())
            norm = self.length.get(one, 0.0) * self.length.get(other, 0.0)
            self.known[pair] = sum(self.weight[n] for n in shared) / norm if norm else 0.0
        return self.known[pair]

    def beside(self, f: ToldFigure) -> frozenset[str]:
        """The names in the statement or sentence of a figure, the words of whoever gives it put aside."""
        if f.statement is not None:
            around = f.statement
        else:
            text = self.texts.get(f.article, "")
            before = BREAK.split(text[max(0, f.start - AROUND) : f.start])[-1]
            around = before + f.words + BREAK.split(text[f.end : f.end + AROUND])[0]
        return frozenset(NAMES.findall(f" {around}")) - DAYS

    def events(self, of: Thing, group: Sequence[ToldFigure]) -> list[list[ToldFigure]]:
        """A group parted by what its articles speak of: each joins the first part with an article like its own.

        Where nothing but a noun and its measure is told, the names beside two figures must not differ altogether.
        """
        parts: list[_Part] = []
        for f in group:
            beside = self.beside(f) if of.vague else frozenset()
            part = next((p for p in parts[-MOST_PARTS:] if self._one_event(f, beside, p)), None)
            if part is None:
                part = _Part([], {}, set())
                parts.append(part)
            part.figures.append(f)
            part.articles[f.article] = None
            part.names.update(beside)
        return [part.figures for part in parts]

    def _one_event(self, f: ToldFigure, beside: frozenset[str], part: _Part) -> bool:
        if beside and part.names and not beside & part.names:
            return False
        return any(self.likeness(f.article, a) >= LIKE for a in list(part.articles)[-LATEST:])


def _row(of: Thing, figures: Sequence[ToldFigure]) -> Row:
    found = tuple(figures)
    row = Row(
        of,
        _commonest(f.counted for f in found),
        _commonest(f.measure for f in found),
        found,
        len({source(f) for f in found}),
    )
    if len(found) < FEWEST:
        return row
    pairs = list(islice(combinations(range(len(found)), 2), MOST_PAIRS * MOST_PAIRS))
    met = (conflict(of, found[i], found[j]) for i, j in pairs)
    told = [Conflict(i, j, score, reason) for (i, j), (score, reason) in zip(pairs, met, strict=True) if score > 0]
    told.sort(key=lambda c: (-c.score, c.one, c.other))
    return replace(row, conflicts=tuple(told[:MOST_PAIRS]))


def _commonest(worded: Iterable[str | None]) -> str:
    count: defaultdict[str, int] = defaultdict(int)
    for wording in worded:
        if wording:
            count[wording] += 1
    return max(count, key=lambda w: (count[w], len(w), w), default="")


def source(f: ToldFigure) -> str:
    """Who gives a figure: a named speaker, an unnamed one of this article, or the outlet itself."""
    return f.source


def bounds(f: ToldFigure) -> tuple[float, float]:
    """The least and the most that a figure may mean: open where one end is not told, wider if "about".

    A share counts in percent.
    """
    scale = 100 if f.unit == "share" else 1
    low, high = f.low, f.high
    if f.value is not None:
        loose = LOOSE * abs(f.value) if ABOUT.search(f.words) else 0
        if low is None and high is None:
            low, high = f.value - loose, f.value + loose
    return (-inf if low is None else low * scale), (inf if high is None else high * scale)


def conflict(of: Thing, one: ToldFigure, other: ToldFigure) -> tuple[float, str]:
    """(score in [0, 1], reason) of two figures for one thing; 0 where both may hold.

    Disjoint ranges conflict the more the larger the ratio of what lies between them: 1 - 1/ratio, less for each week
    between their days. One source that says another number later revises it, and a number that can only grow may be
    higher later: neither is a conflict.
    """
    (a, b), (x, y) = bounds(one), bounds(other)
    if not (b < x or y < a):
        return 0.0, "both may hold"
    low, high = (one, other) if b < x else (other, one)
    if of.noun == PERSON and everybody(high.counted) and not everybody(low.counted):
        return 0.0, "one may be a part of the other"
    if of.unit == "" and (PART.search(one.words) or PART.search(other.words)):
        return 0.0, "one is a part of the whole"
    below, above = (b, x) if b < x else (y, a)
    first, second = day(one), day(other)
    apart = abs((second - first).days) if first and second else 0
    if source(one) == source(other):
        if apart or one.article != other.article:
            return 0.0, "one source revises it"
        return 0.0, "one source in one article"
    if apart and of.measure in GROWING and first and second and (b < x) == (first < second):
        return 0.0, "it may have grown"
    ratio = inf if below <= 0 else above / below
    score = (1 - 1 / ratio) / (1 + apart / WEEK)
    if not (one.attribution and other.attribution):
        score *= OWN
    when = "the same day" if not apart else f"{apart} day{'s' if apart > 1 else ''} apart"
    less, more = ("" if b == a else "at most "), ("" if x == y else "at least ")
    if y < a:
        less, more = ("" if x == y else "at most "), ("" if a == b else "at least ")
    times = "" if ratio == inf else f", {ratio:.1f} times as many"
    return round(score, 4), f"{less}{plain(below)} against {more}{plain(above)}{times}; {when}"


def plain(value: float) -> str:
    """A number with commas between thousands."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0")
