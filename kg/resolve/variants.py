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
from dataclasses import dataclass

from kg import ids
from kg.resolve.comparing import compared
from kg.resolve.differences import described, difference
from kg.resolve.together import NOTHING, Bond, Judged
from kg.resolve.variant_index import TABLES, Component, Match, VariantIndex
from kg.resolve.worded import Worded
from kg.statements import LAST, Statement
from kg.variants import Variant, VariantGroup

LEEWAY = 0.2
"""So much less well may a statement match a founder before it goes to one after it."""
QUOTED = {"direct": 0, "mixed": 1, "indirect": 2}

Member = tuple[str, Match]


def variant_groups(statements: Iterable[Statement], judged: Judged = NOTHING) -> tuple[VariantGroup, ...]:
    """The groups of some statements, by the IRI of the fullest: the same whatever order they are given in.

    (Save where more than ``kg.resolve.variant_index.KEPT`` statements share a stretch of words.)
    """
    given = sorted(statements, key=in_time)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(TABLES)
        index = VariantIndex(connection)
        index.judge(judged)
        index.put(given)
        found = [g for c in index.components(index.touched()) for g in groups(c, judged)]
    finally:
        connection.close()
    return tuple(sorted(found, key=lambda g: g.fullest))


def groups(component: Component, judged: Judged = NOTHING) -> Iterator[VariantGroup]:
    """The groups of what is connected, of two statements or more that are not withdrawn; named by their earliest.

    What people put together moves as one block. A withdrawn statement joins the member that it matches best, and draws
    no other in.
    """
    words = {w.statement.iri: w for w in component.statements}
    live = sorted((w for w in component.statements if not w.statement.withdrawn), key=_fullness)
    gone = sorted((w for w in component.statements if w.statement.withdrawn), key=lambda w: in_time(w.statement))
    blocks = judged.blocks([w.statement.iri for w in live])
    withdrawn = {w.statement.iri: (w.statement.iri,) for w in gone}
    g = Grouping(words, blocks | withdrawn, _near(component.matches, blocks | withdrawn, judged), judged)
    stars = _stars(list(blocks), g)
    whole = {founder: list(others) for founder, others in stars.items() if others}
    lone = [founder for founder, others in stars.items() if not others]
    for block in lone:
        _join(block, whole, g)
    placed = {member for others in whole.values() for member, _ in others}
    whole |= {block: [] for block in lone if len(blocks[block]) > 1 and block not in placed}
    for block in withdrawn:
        _join(block, whole, g)
    for founder, others in whole.items():
        yield _group(founder, others, g)


def named(
    found: Iterable[VariantGroup], before: Mapping[str, str], elsewhere: Collection[str] = ()
) -> list[VariantGroup]:
    """The groups, each with the utterance (IRI) that most of its statements reported before, where there is one.

    ``before`` has the utterance by statement. An utterance goes to the group with most of its statements; what is new
    is named by its earliest statement, or by another where that name is another group's: no two have one, nor one of
    those ``elsewhere``.
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
    taken = set(elsewhere)
    for _, utterance, number in sorted(claims):
        if number not in of and utterance not in taken:
            of[number] = utterance
            taken.add(utterance)
    return [_called(group, of.get(number), taken) for number, group in enumerate(given)]


def in_time(s: Statement) -> tuple[str, str, int, int, str]:
    """By the article's date, then its IRI, then the place; undated ones are the last."""
    return s.published or LAST, s.article, s.start, s.end, s.iri


def _called(group: VariantGroup, utterance: str | None, taken: Collection[str]) -> VariantGroup:
    if utterance is None:
        names = (group.utterance, *map(ids.utterance_iri, group.statements))
        utterance = next((name for name in names if name not in taken), ids.utterance_iri(group.utterance))
    return VariantGroup(utterance, group.fullest, group.others)


def _fullness(w: Worded) -> tuple[int, float, tuple[str, str, int, int, str]]:
    return QUOTED[w.statement.type], -round(w.told, 6), in_time(w.statement)


@dataclass(frozen=True, slots=True)
class Grouping:
    """What grouping looks at: statements by their IRI, blocks by their first, and how well these match."""

    words: Mapping[str, Worded]
    blocks: Mapping[str, tuple[str, ...]]
    near: Mapping[str, Mapping[str, Match]]
    judged: Judged

    def parted(self, block: str, founder: str, others: Iterable[Member]) -> bool:
        """Whether a block is to be apart from some statement of a group."""
        there = [iri for b in (founder, *(o for o, _ in others)) for iri in self.blocks[b]]
        return self.judged.parts(self.blocks[block], there)


def _near(
    matches: Iterable[Match], blocks: Mapping[str, tuple[str, ...]], judged: Judged
) -> Mapping[str, Mapping[str, Match]]:
    """The best match of each two blocks that people have not parted."""
    of = {iri: first for first, block in blocks.items() for iri in block}
    near: defaultdict[str, dict[str, Match]] = defaultdict(dict)
    for m in sorted(matches, key=lambda m: (-m.score, m.one, m.other)):
        one, other = of[m.one], of[m.other]
        if one != other and other not in near[one] and not judged.parts(blocks[one], blocks[other]):
            near[one][other] = near[other][one] = m
    return near


def _stars(order: Sequence[str], g: Grouping) -> dict[str, list[Member]]:
    """Founders, in the given order, each with the others that match it best, or less than ``LEEWAY`` below that."""
    rank = {block: n for n, block in enumerate(order)}
    founders: dict[str, list[Member]] = {}
    for block in order:
        if not g.near[block].keys() & founders.keys():
            founders[block] = []
    alone = []
    for block in order:
        if block not in founders:
            mine = g.near[block]
            best = max(mine[f].score for f in mine.keys() & founders.keys())
            fitting = sorted(mine.keys() & founders.keys(), key=lambda f: (mine[f].score < best - LEEWAY, rank[f]))
            chosen = next((f for f in fitting if not g.parted(block, f, founders[f])), None)
            if chosen is None:
                alone.append(block)
            else:
                founders[chosen].append((block, mine[chosen]))
    return founders | {block: [] for block in alone}


def _join(block: str, groups: Mapping[str, list[Member]], g: Grouping) -> None:
    """Puts a block into the group that has the member whose words it matches best, if there is one."""
    of = {member: founder for founder, others in groups.items() for member in (founder, *(o for o, _ in others))}
    mine = {o: m for o, m in g.near[block].items() if o in of and m.alike == "words"}
    for other in sorted(mine, key=lambda o: (-mine[o].score, o)):
        if not g.parted(block, of[other], groups[of[other]]):
            groups[of[other]].append((block, mine[other]))
            return


def _group(founder: str, others: Sequence[Member], g: Grouping) -> VariantGroup:
    variants = [_bound(bond, g) for bond in g.judged.bonds(founder, g.blocks[founder])]
    for block, m in others:
        entry = m.one if m.one in g.blocks[block] else m.other
        variants.append(_variant(entry, m.other if m.one == entry else m.one, m, g.words))
        variants += [_bound(bond, g) for bond in g.judged.bonds(entry, g.blocks[block])]
    variants.sort(key=lambda v: in_time(g.words[v.statement].statement))
    first = min((g.words[i].statement for i in (founder, *(v.statement for v in variants))), key=in_time)
    return VariantGroup(ids.utterance_iri(first.iri), founder, tuple(variants))


def _bound(bond: Bond, g: Grouping) -> Variant:
    """A statement that a person put beside another."""
    iri, other, judgement = bond
    alike = compared(g.words[iri], g.words[other]).alike
    return _variant(iri, other, Match(iri, other, 1.0, "a person decided", alike), g.words, judgement)


def _variant(
    iri: str, compared_with: str, m: Match, words: Mapping[str, Worded], judgement: str | None = None
) -> Variant:
    one, other = words[iri], words[compared_with]
    changes = described(one, other) if m.alike == "words" else ""
    return Variant(
        statement=iri,
        compared_with=compared_with,
        score=m.score,
        reason="; ".join(filter(None, (m.reason, changes))),
        difference=difference(one, other, m.alike),
        judgement=judgement,
    )
