"""Who has how much of what is said: shares and concentration, in all and by period."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.analysis import intervals
from kg.analysis.periods import PERIODS
from kg.analysis.rank import PLACES
from kg.model import Table, Value
from kg.network import Directed

SHARE_COLUMNS = ("voice", "period", "statements", "articles", "share", "low", "high", "id")
CONCENTRATION_COLUMNS = (
    *("of", "period", "voices", "statements", "articles", "concentration", "low", "high"),
    *("effective", "largest", "share"),
)
LEVELS = ("speaker", "group", "outlet")
ALL = "all"
FOR_THEMSELVES: Mapping[str, str] = MappingProxyType(
    {
        "person": "persons for themselves",
        "unnamed": "unnamed sources",
        "collective": "collectives",
        "document": "documents",
        "place": "places",
    }
)
"""The group of those for whom nobody is known to be spoken for; an organisation or outlet is its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """How often each voice (its key) has words in one article."""

    day: str | None
    voices: Mapping[str, int]


def share_of_voice(graph: Directed, *, top: int | None = None, of: str = "speaker", period: str | None = None) -> Table:
    """Whose share of the statements is how large, the largest first, of the view ``statements``.

    ``of`` is "speaker", "group" (whom a speaker speaks for; an organisation, and whoever is spoken for, itself; else
    the kind of speaker) or "outlet"; a statement whose speaker is not known counts for outlets only. With a ``period``
    ("day", "week", "month", "year"), the ``top`` voices of each, articles without a day left out. ``low`` and ``high``
    are a 95% interval for articles like these (``intervals.share``): what one article holds is not independent.
    """
    said, names = _said(graph, of)
    rows: list[tuple[Value, ...]] = []
    for name, articles in _by_period(said, period):
        sizes = [sum(a.voices.values()) for a in articles]
        counts: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for a, size in zip(articles, sizes, strict=True):
            for voice, number in a.voices.items():
                counts[voice].append((number, size))
        whole, squares = sum(sizes), sum(n**2 for n in sizes)
        found = [_row(voice, here, len(articles), whole, squares) for voice, here in counts.items()]
        found.sort(key=lambda row: (-row[1], names[row[0]], row[0]))
        for voice, *numbers in found[:top]:
            rows.append((names[voice], name, *numbers, voice if of != "group" else None))
    return Table(SHARE_COLUMNS, tuple(rows))


def concentration(graph: Directed, *, top: int | None = None, period: str | None = None) -> Table:
    """How concentrated the statements are on few speakers, groups and outlets: 1 is one voice only.

    The sum of squared shares (Herfindahl, 1950) without the bias of small samples, and its 95% interval
    (``intervals.concentration``). ``effective`` is its inverse: as many voices of equal share would be as concentrated
    (Laakso and Taagepera, Effective number of parties, 1979). ``largest`` is the voice with the largest ``share``.
    """
    rows: list[tuple[Value, ...]] = []
    for of in LEVELS:
        said, names = _said(graph, of)
        for name, articles in _by_period(said, period):
            counts = Counter[str]()
            for a in articles:
                counts.update(a.voices)
            value, low, high = intervals.concentration([a.voices for a in articles])
            most = min(counts, key=lambda voice: (-counts[voice], names[voice], voice))
            whole = counts.total()
            numbers = (round(x, PLACES) for x in (value, low, high, 1 / value))
            largest = names[most], round(counts[most] / whole, PLACES)
            rows.append((of, name, len(counts), whole, len(articles), *numbers, *largest))
    return Table(CONCENTRATION_COLUMNS, tuple(rows[:top]))


def _row(
    voice: str, counts: list[tuple[int, int]], articles: int, whole: int, squares: int
) -> tuple[str, int, int, float, float, float]:
    """The voice, its statements and articles, share, low, high."""
    part, low, high = (round(x, PLACES) for x in intervals.share(counts, articles, whole, squares))
    return voice, sum(k for k, _ in counts), len(counts), part, low, high


def _by_period(said: list[Said], period: str | None) -> Iterator[tuple[str, list[Said]]]:
    if period is None:
        if said:
            yield ALL, said
        return
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for a in said:
        if a.day is not None:
            found[PERIODS[period](a.day)].append(a)
    yield from sorted(found.items())


def _said(graph: Directed, of: str) -> tuple[list[Said], dict[str, str]]:
    """What each article holds, in the order of their IRIs, and the names of the voices."""
    names: dict[str, str] = {}
    spoken_for = {str(name) for _, name in graph.nodes(data="speaks_for") if name is not None}
    out = []
    for article, data in graph.nodes(data=True):
        if data["type"] != "article":
            continue
        voices = Counter[str]()
        for _, statement, carried in graph.out_edges(article, data=True):
            if carried["kind"] != "carries":
                continue
            whose = article if of == "outlet" else statement
            for source, _, edge in graph.in_edges(whose, data=True):
                if edge["kind"] == ("published" if of == "outlet" else "said"):
                    voice, name = _voice(graph, source, of, spoken_for)
                    names[voice] = name
                    voices[voice] += 1
        if voices:
            out.append(Said(data.get("start"), voices))
    return out, names


def _voice(graph: Directed, node: str, of: str, spoken_for: Collection[str]) -> tuple[str, str]:
    """The key and the name of the voice that a speaker or outlet counts for."""
    data = graph.nodes[node]
    name = str(data["label"])
    if of != "group":
        return node, name
    own = name if name in spoken_for else FOR_THEMSELVES.get(str(data.get("kind")), name)
    group = str(data.get("speaks_for") or own)
    return group, group
