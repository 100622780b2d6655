"""Shares of voice: how much of what is said in some articles each speaker says, with 95% intervals."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kg.analysis import intervals
from kg.draw.scales import Step, beginning, step_for, steps
from kg.model import EntityKind
from kg.statements import Statement

PERIODS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the statements a speaker (IRI) makes, which share that is, and its 95% interval."""

    speaker: str
    name: str
    kind: EntityKind
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of all speakers in some statements, the largest first.

    ``total`` counts the statements whose speaker is known, of which the shares are, in so many ``articles``;
    ``unknown`` the others. ``day`` is the first of a period, None where the statements are of no one period or have no
    date.
    """

    label: str
    shares: tuple[Share, ...]
    total: int
    articles: int
    unknown: int
    day: date | None = None

    def of(self, other: Share) -> Share:
        """The share here of the speaker of another share: 0, with its interval, where nothing of theirs is there."""
        none = replace(other, count=0, share=0.0, low=0.0, high=intervals.wilson(0, self.articles)[1])
        return next((s for s in self.shares if s.speaker == other.speaker), none)


def shares(said: Iterable[Statement], label: str = "", day: date | None = None) -> Shares:
    """The shares of the speakers of some statements, each attribution once; the intervals are those of ``kg analyze
    share-of-voice``, which take what one article holds for one observation more or less (``intervals.share``).
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    named: dict[str, tuple[str, EntityKind]] = {}
    unknown = 0
    for s in said:
        if s.speaker is None or s.kind is None:
            unknown += 1
            continue
        counts[s.speaker][s.article] += 1
        sizes[s.article] += 1
        named.setdefault(s.speaker, (s.name or s.speaker, s.kind))
    total, squares = sizes.total(), sum(n * n for n in sizes.values())
    order = sorted(counts, key=lambda iri: (-counts[iri].total(), named[iri][0], iri))
    found = []
    for iri in order:
        here = [(k, sizes[article]) for article, k in counts[iri].items()]
        part, low, high = intervals.share(here, len(sizes), total, squares)
        found.append(Share(iri, *named[iri], counts[iri].total(), part, min(low, part), max(high, part)))
    return Shares(label, tuple(found), total, len(sizes), unknown, day)


def by_outlet(said: Iterable[Statement]) -> tuple[Shares, ...]:
    """The shares in each outlet, the one with the most statements first; those of no known outlet last."""
    of: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in said:
        of[s.outlet or ""].append(s)
    order = sorted(of, key=lambda name: (not name, -len(of[name]), name))
    return tuple(shares(of[name], name or "outlet unknown") for name in order)


def by_period(said: Iterable[Statement]) -> tuple[tuple[Shares, ...], Step]:
    """The shares in each day, week, month, quarter or year, and which of them it is: the finest that gives few enough.

    Periods without statements are there too, unless even years are too many; what has no date is the last.
    """
    of: defaultdict[date | None, list[Statement]] = defaultdict(list)
    for s in said:
        of[_day(s.published)].append(s)
    days = sorted(day for day in of if day is not None)
    undated = (shares(of[None], "date unknown"),) if None in of else ()
    if not days:
        return undated, "day"
    step = step_for(days[0], days[-1], PERIODS)
    every = steps(days[0], days[-1], step)
    periods: dict[date, list[Statement]] = {at: [] for at in every} if len(every) <= PERIODS + 2 else {}
    for day in days:
        periods.setdefault(beginning(day, step), []).extend(of[day])
    return (*(shares(periods[at], at.isoformat(), at) for at in sorted(periods)), *undated), step


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
