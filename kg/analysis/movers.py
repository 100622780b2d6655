"""Who publishes a wording first, who follows, and how long after."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

import networkx as nx

from kg.analysis import intervals
from kg.analysis.rank import PLACES
from kg.analysis.relations import of_type
from kg.model import Table, Value
from kg.network import Directed
from kg.resolve.copies import precedes

FIRST_COLUMNS = (
    *("outlet", "claims", "first", "share", "low", "high", "followed", "undecided", "median_days"),
    *("mostly_after", "id"),
)
FOLLOWER_COLUMNS = ("first", "follower", "claims", "median_days", "shortest", "longest", "words", "id", "other_id")


@dataclass(frozen=True, slots=True)
class Race:
    """When each outlet (key) first published one claim (ISO 8601), and which was first; None where none surely was.

    ``followers`` are the outlets that the first surely precedes.
    """

    words: str
    published: dict[str, str]
    first: str | None
    followers: tuple[str, ...]

    def delay(self, follower: str) -> float:
        """Days between the first and a follower: whole ones where either has no time of day or no offset."""
        return _days(self.published[str(self.first)], self.published[follower])


def first_movers(graph: Directed, *, top: int | None = None) -> Table:
    """The outlets by how often they publish first what others carry too, of the view ``support``.

    ``claims`` are those whose first outlet is known; the ``share`` of them in which an outlet is ``first`` has a 95%
    interval (Wilson, 1927). ``followed`` counts those in which another was, ``median_days`` how long after, and
    ``mostly_after`` is the outlet it follows most. ``undecided`` are claims that several outlets published at the
    same time, or on one day where the time is not known: nothing is made of those.
    """
    races, names = _races(graph)
    rows: list[tuple[Value, ...]] = []
    for outlet in sorted(names):
        ran = [r for r in races if outlet in r.published]
        decided = [r for r in ran if r.first is not None]
        first = sum(r.first == outlet for r in decided)
        after = [r for r in decided if outlet in r.followers]
        share = (
            (first / len(decided), *intervals.wilson(first / len(decided), len(decided))) if decided else (None,) * 3
        )
        delay = round(median(r.delay(outlet) for r in after), 2) if after else None
        leaders = Counter(str(r.first) for r in after)
        most = min(leaders, key=lambda x: (-leaders[x], names[x], x)) if leaders else None
        numbers = (None if x is None else round(x, PLACES) for x in share)
        rows.append((
            names[outlet], len(decided), first, *numbers, len(after), len(ran) - len(decided), delay,
            None if most is None else names[most], outlet,
        ))  # fmt: skip
    rows.sort(key=lambda row: (-int(row[2] or 0), -float(row[3] or 0), str(row[0]), str(row[-1])))
    return Table(FIRST_COLUMNS, tuple(rows[:top]))


def followers(graph: Directed, *, top: int | None = None) -> Table:
    """Which outlet follows which, in how many claims and how many days later, of the view ``support``.

    Claims whose first outlet is not known are left out; ``words`` are those of the claim with the shortest delay.
    """
    races, names = _races(graph)
    found: defaultdict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for race in races:
        for follower in race.followers:
            found[str(race.first), follower].append((race.delay(follower), race.words))
    rows: list[tuple[Value, ...]] = []
    for (first, follower), delays in found.items():
        days = [d for d, _ in delays]
        numbers = (round(x, 2) for x in (median(days), min(days), max(days)))
        rows.append((names[first], names[follower], len(days), *numbers, min(delays)[1], first, follower))
    rows.sort(key=lambda row: (-int(row[2] or 0), float(row[3] or 0), *map(str, row)))
    return Table(FOLLOWER_COLUMNS, tuple(rows[:top]))


def _races(graph: Directed) -> tuple[list[Race], dict[str, str]]:
    """The races of the claims that two outlets or more carry, and the names of the outlets."""
    names: dict[str, str] = {}
    races = []
    for claim in of_type(graph, "claim"):
        published: dict[str, str] = {}
        for outlet, name, when in _accounts(graph, claim):
            names[outlet] = name
            known = published.get(outlet)
            earlier = None if known is None else precedes(when, known)
            if known is None or earlier or (earlier is None and when < known):
                published[outlet] = when
        if len(published) > 1:
            races.append(_race(str(graph.nodes[claim]["words"]), published))
    return races, {outlet: names[outlet] for r in races for outlet in r.published}


def _race(words: str, published: dict[str, str]) -> Race:
    first = [a for a in published if all(precedes(published[a], published[b]) for b in published if b != a)]
    if not first:
        return Race(words, published, None, ())
    return Race(words, published, first[0], tuple(sorted(published.keys() - {first[0]})))


def _accounts(graph: Directed, claim: str) -> Iterator[tuple[str, str, str]]:
    """The outlet, its name and the moment of each dated account of a claim."""
    for node in sorted(nx.descendants(graph, claim)):
        data = graph.nodes[node]
        if data["type"] == "statement" and "outlet_iri" in data and "start" in data:
            yield str(data["outlet_iri"]), str(data["outlet"]), str(data["published"])


def _days(one: str, other: str) -> float:
    a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if a.tzinfo is not None and b.tzinfo is not None:
        return (b - a).total_seconds() / 86_400
    return float((b.date() - a.date()).days)
