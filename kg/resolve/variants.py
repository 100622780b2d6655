"""Which statements report one utterance: groups about the fullest wording of each, without chains.

Statements match in pairs (``kg.resolve.comparing``). The fullest wording of what is connected founds a group, and so
does every other that matches no founder yet; the rest join the fullest founder that they match about best (star
clustering: Aslam, Pelekhov and Rus, JGAA 2004). So each member was compared with the wording that it is shown beside,
and a generic statement which matches many draws nothing together. A statement that founds a group alone joins, as a
leaf, the member of another group whose words it has.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.rdf.variants import Variant, VariantGroup
from kg.resolve.differences import described, difference
from kg.resolve.variant_index import TABLES, Component, Match, VariantIndex
from kg.resolve.worded import Worded
from kg.statements import LAST, Statement

LEEWAY = 0.2
"""So much less well may a statement match a founder before it goes to one after it."""
QUOTED = {"direct": 0, "mixed": 1, "indirect": 2}

Pair = frozenset[str]
Member = tuple[str, Match]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided about pairs of statements (IRIs), with the judgement's IRI: it goes before any match."""

    together: Mapping[Pair, str] = field(default_factory=dict)
    apart: Mapping[Pair, str] = field(default_factory=dict)


def variant_groups(statements: Iterable[Statement], judged: Judged = Judged()) -> tuple[VariantGroup, ...]:
    """The groups of some statements, by the IRI of the fullest: the same whatever order they are given in.

    (Save where more than ``kg.resolve.variant_index.KEPT`` statements share a stretch of words.)
    """
    given = sorted(statements, key=in_time)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(TABLES)
        index = VariantIndex(connection)
        index.put(given)
        found = [g for c in index.components(index.touched()) for g in groups(c, judged)]
    finally:
        connection.close()
    return tuple(sorted(found, key=lambda g: g.fullest))


def groups(component: Component, judged: Judged = Judged()) -> Iterator[VariantGroup]:
    """The groups of what is connected, of two statements or more that are not withdrawn; named by their earliest.

    A withdrawn statement joins the member that it matches best, and draws no other in.
    """
    words = {w.statement.iri: w for w in component.statements}
    near = _near(component.matches, judged, words)
    live = sorted((w for w in component.statements if not w.statement.withdrawn), key=_fullness)
    gone = sorted((w for w in component.statements if w.statement.withdrawn), key=lambda w: in_time(w.statement))
    stars = _stars([w.statement.iri for w in live], near, judged)
    whole = {founder: list(others) for founder, others in stars.items() if others}
    lone = [founder for founder, others in stars.items() if not others]
    for iri in [*lone, *(w.statement.iri for w in gone)]:
        found = _closest(iri, whole, near, judged)
        if found is not None:
            founder, match = found
            whole[founder].append((iri, match))
    for founder, others in whole.items():
        yield _group(founder, others, words, judged)


def named(found: Iterable[VariantGroup], before: Mapping[str, str]) -> list[VariantGroup]:
    """The groups, each with the utterance (IRI) that most of its statements reported before, where there is one.

    ``before`` has the utterance by statement. An utterance goes to the group with most of its statements; what is new
    is named by its earliest statement.
    """
    claims = []
    given = sorted(found, key=lambda g: g.fullest)
    for number, group in enumerate(given):
        counts: defaultdict[str, int] = defaultdict(int)
        for iri in group.statements:
            if iri in before:
                counts[before[iri]] += 1
        claims += [(-count, utterance, number) for utterance, count in counts.items()]
    of: dict[int, str] = {}
    taken: set[str] = set()
    for _, utterance, number in sorted(claims):
        if number not in of and utterance not in taken:
            of[number] = utterance
            taken.add(utterance)
    return [_called(group, of.get(number), taken) for number, group in enumerate(given)]


def in_time(s: Statement) -> tuple[str, str, int, int, str]:
    """By the article's date, then its IRI, then the place; undated ones are the last."""
    return s.published or LAST, s.article, s.start, s.end, s.iri


def _called(group: VariantGroup, utterance: str | None, taken: Collection[str]) -> VariantGroup:
    if utterance is None and group.utterance not in taken:
        return group
    return VariantGroup(utterance or ids.utterance_iri(group.fullest), group.fullest, group.others)


def _fullness(w: Worded) -> tuple[int, float, tuple[str, str, int, int, str]]:
    return QUOTED[w.statement.type], -round(w.told, 6), in_time(w.statement)


def _near(matches: Iterable[Match], judged: Judged, known: Collection[str]) -> dict[str, dict[str, Match]]:
    """The matches of each statement, as people have left them."""
    found = {frozenset((m.one, m.other)): m for m in matches}
    for pair in judged.together:
        if pair <= set(known):
            one, other = sorted(pair)
            found[pair] = Match(one, other, 1.0, "a person decided", "words")
    near: defaultdict[str, dict[str, Match]] = defaultdict(dict)
    for pair, m in found.items():
        if pair not in judged.apart:
            near[m.one][m.other] = near[m.other][m.one] = m
    return near


def _stars(order: Sequence[str], near: Mapping[str, Mapping[str, Match]], judged: Judged) -> dict[str, list[Member]]:
    """Founders, in the given order, each with the others that match it best, or less than ``LEEWAY`` below that."""
    rank = {iri: n for n, iri in enumerate(order)}
    founders: dict[str, list[Member]] = {}
    for iri in order:
        if not near[iri].keys() & founders.keys():
            founders[iri] = []
    alone = []
    for iri in order:
        if iri not in founders:
            mine = near[iri]
            best = max(mine[f].score for f in mine.keys() & founders.keys())
            fitting = sorted(mine.keys() & founders.keys(), key=lambda f: (mine[f].score < best - LEEWAY, rank[f]))
            chosen = next((f for f in fitting if not _parted(iri, f, founders[f], judged)), None)
            if chosen is None:
                alone.append(iri)
            else:
                founders[chosen].append((iri, mine[chosen]))
    return founders | {iri: [] for iri in alone}


def _closest(
    iri: str, stars: Mapping[str, Sequence[Member]], near: Mapping[str, Mapping[str, Match]], judged: Judged
) -> tuple[str, Match] | None:
    """The group, by its founder, that has the member whose words ``iri`` matches best."""
    of = {member: founder for founder, others in stars.items() for member in (founder, *(o for o, _ in others))}
    mine = {o: m for o, m in near[iri].items() if o in of and m.alike == "words"}
    for other in sorted(mine, key=lambda o: (-mine[o].score, o)):
        if not _parted(iri, of[other], stars[of[other]], judged):
            return of[other], mine[other]
    return None


def _parted(iri: str, founder: str, others: Iterable[Member], judged: Judged) -> bool:
    return any(frozenset((iri, other)) in judged.apart for other in (founder, *(o for o, _ in others)))


def _group(founder: str, others: Sequence[Member], words: Mapping[str, Worded], judged: Judged) -> VariantGroup:
    variants = []
    for iri, m in others:
        compared_with = m.other if m.one == iri else m.one
        one, other = words[iri], words[compared_with]
        changes = described(one, other) if m.alike == "words" else ""
        variants.append(
            Variant(
                statement=iri,
                compared_with=compared_with,
                score=m.score,
                reason="; ".join(filter(None, (m.reason, changes))),
                difference=difference(one, other, m.alike),
                judgement=judged.together.get(frozenset((iri, compared_with))),
            )
        )
    variants.sort(key=lambda v: in_time(words[v.statement].statement))
    first = min((words[i].statement for i in (founder, *(o for o, _ in others))), key=in_time)
    return VariantGroup(ids.utterance_iri(first.iri), founder, tuple(variants))
