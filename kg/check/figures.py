"""Figures lined up: those that sources give for the same thing counted, and which of them cannot hold together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import inf, log, sqrt

from kg.check.measures import Thing, thing
from kg.resolve.figures import ToldFigure

NEAR = 31  # days from one figure of a row to the next
LIKE = 0.12  # cosine of two articles' names from which on they may speak of one event
LOOSE = 0.1  # how far "about" reaches on either side
WEEK = 7
FEWEST, MOST_PAIRS = 2, 400
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|estimated|nearly|almost|close to|or so)\b", re.IGNORECASE
)
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
    """The rows, gravest conflict first, then by number of sources and figures; a figure stands in one row at most.

    Figures of one thing make a row if each is near the next in time; where nothing but a noun and its measure is told
    ("12 people killed"), also by the names that their articles share (``texts`` by article).
    """
    by_thing: defaultdict[Thing, list[ToldFigure]] = defaultdict(list)
    for f in figures:
        of = thing(f.counted, f.measure, f.unit)
        if of is not None:
            by_thing[of].append(f)
    weights = _Names(texts)
    rows = []
    for of, found in by_thing.items():
        for group in _near(found):
            parts = weights.events(group)
            rows += [_row(of, part) for part in parts]
    return tuple(sorted(rows, key=lambda r: (-r.score, -r.sources, -len(r.figures), r.thing.label, r.figures[0].iri)))


def wanted_texts(figures: Iterable[ToldFigure]) -> set[str]:
    """The articles whose texts ``lined_up`` compares: those of things that two or more articles count."""
    articles: defaultdict[Thing, set[str]] = defaultdict(set)
    for f in figures:
        of = thing(f.counted, f.measure, f.unit)
        if of is not None:
            articles[of].add(f.article)
    return {a for found in articles.values() if len(found) > 1 for a in found}


def day(f: ToldFigure) -> date | None:
    """The day that a figure is of: as told, else that of publication."""
    for moment in (f.as_of, f.published):
        try:
            return date.fromisoformat((moment or "")[:10])
        except ValueError:
            continue
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


class _Names:
    """The names in articles, weighted by how few have them (inverse document frequency), to tell events apart."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.names = {a: frozenset(NAMES.findall(text)) for a, text in texts.items()}
        count: defaultdict[str, int] = defaultdict(int)
        for names in self.names.values():
            for name in names:
                count[name] += 1
        total = len(self.names)
        self.weight = {name: log(1 + total / n) ** 2 for name, n in count.items()}
        self.length = {a: sqrt(sum(self.weight[n] for n in names)) for a, names in self.names.items()}

    def likeness(self, one: str, other: str) -> float:
        """The cosine of the names of two articles; 1 for an article and itself."""
        if one == other:
            return 1.0
        shared = self.names.get(one, frozenset()) & self.names.get(other, frozenset())
        norm = self.length.get(one, 0.0) * self.length.get(other, 0.0)
        return sum(self.weight[n] for n in shared) / norm if norm else 0.0

    def events(self, group: Sequence[ToldFigure]) -> list[list[ToldFigure]]:
        """A group parted by what its articles speak of: each joins the first part with an article like its own."""
        parts: list[list[ToldFigure]] = []
        for f in group:
            for part in parts:
                if any(self.likeness(f.article, g) >= LIKE for g in dict.fromkeys(x.article for x in part[-50:])):
                    part.append(f)
                    break
            else:
                parts.append([f])
        return parts


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
    pairs = list(combinations(range(len(found)), 2))[: MOST_PAIRS * MOST_PAIRS]
    met = (conflict(of, found[i], found[j]) for i, j in pairs)
    told = [Conflict(i, j, score, reason) for (i, j), (score, reason) in zip(pairs, met, strict=True) if score > 0]
    told.sort(key=lambda c: (-c.score, c.one, c.other))
    return replace(row, conflicts=tuple(told[:MOST_PAIRS]))


def _commonest(worded: Iterable[str | None]) -> str:
    count: defaultdict[str, int] = defaultdict(int)
    for words in worded:
        if words:
            count[words] += 1
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
    when = "the same day" if not apart else f"{apart} day{'s' if apart > 1 else ''} apart"
    return round(score, 4), f"{plain(below)} at most, {plain(above)} at least; {when}"


def plain(value: float) -> str:
    """A number with commas between thousands."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0")
