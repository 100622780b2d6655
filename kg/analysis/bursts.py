"""When a speaker is quoted in more articles than chance explains."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import exp, lgamma

from kg.analysis.periods import PERIODS
from kg.analysis.rank import PLACES
from kg.analysis.relations import label
from kg.model import Table, Value
from kg.network import Directed

BURST_COLUMNS = ("speaker", "period", "articles", "expected", "of", "in_all", "chance", "id")
RATE = 0.05  # of what is reported, the share that may be chance
FEWEST = 3  # articles that quote a speaker who is looked at


def bursts(graph: Directed, *, top: int | None = None, period: str = "day") -> Table:
    """Speakers and periods with more articles that quote them than their part of all articles leads to expect.

    A row says that ``articles`` of the ``of`` articles of the period quote the speaker, who is in ``in_all`` articles
    altogether, where ``expected`` were. Fisher's exact test (Fisher, The design of experiments, 1935; the upper tail of
    the hypergeometric distribution) for each speaker in three articles or more and each period; ``chance`` is the false
    discovery rate (Benjamini and Hochberg, 1995) at which the row would still be reported, at most 0.05. It counts
    articles, not statements, since those of one article are not independent; articles without a day are left out. Of
    the view ``statements``.
    """
    when = {
        n: PERIODS[period](d["start"]) for n, d in graph.nodes(data=True) if d["type"] == "article" and "start" in d
    }
    per_period, whole = Counter(when.values()), len(when)
    quoted: defaultdict[str, set[str]] = defaultdict(set)
    for speaker, statement, data in graph.edges(data=True):
        if data["kind"] == "said" and str(graph.nodes[speaker].get("kind")) != "unnamed":
            quoted[speaker].update(a for a in graph.predecessors(statement) if a in when)
    known = {speaker: articles for speaker, articles in quoted.items() if len(articles) >= FEWEST}
    found = []
    for speaker, articles in sorted(known.items()):
        for name, number in sorted(Counter(when[a] for a in articles).items()):
            chance = _tail(number, len(articles), per_period[name], whole)
            found.append((chance, speaker, name, number))
    found.sort(key=lambda row: (row[0], label(graph, row[1]), row[1], row[2]))
    rows: list[tuple[Value, ...]] = []
    for (_, speaker, name, number), rate in zip(
        found, _rates([f[0] for f in found], len(known) * len(per_period)), strict=True
    ):
        if rate <= RATE:
            in_all, of = len(known[speaker]), per_period[name]
            expected = round(in_all * of / whole, 2)
            rows.append((label(graph, speaker), name, number, expected, of, in_all, round(rate, PLACES), speaker))
    return Table(BURST_COLUMNS, tuple(rows[:top]))


def _tail(least: int, marked: int, drawn: int, whole: int) -> float:
    """The chance of ``least`` or more of the ``marked`` among ``drawn`` of ``whole``."""

    def ways(n: int, k: int) -> float:
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)

    every = ways(whole, drawn)
    possible = range(max(least, drawn - (whole - marked)), min(marked, drawn) + 1)
    return min(1.0, sum(exp(ways(marked, k) + ways(whole - marked, drawn - k) - every) for k in possible))


def _rates(chances: Sequence[float], tests: int) -> list[float]:
    """The false discovery rate down to each of the chances, which ascend; the other ``tests`` had a chance of 1."""
    out = [min(1.0, chance * tests / rank) for rank, chance in enumerate(chances, 1)]
    for i in range(len(out) - 2, -1, -1):
        out[i] = min(out[i], out[i + 1])
    return out
