"""Which speakers prove to be one, once more is known of both than when the later one was founded.

An entity joins one speaker. Where it fits another as well, the two may have been one from the start: the first entity
of the later one told too little of itself, or was misread. They are one if both are written with one whole name
somewhere, nobody judged them to be different, and what all their entities tell fits, or half of the entities of one
fit the other.
"""

from collections.abc import Collection
from dataclasses import dataclass

from kg.resolve.matching import Match
from kg.resolve.speakers import Speaker, Speakers

ONE = 0.95
"""The score from which two speakers are one that an entity fits alike."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Two speakers (IRIs) that are one: ``kept`` has more entities than ``gone``, unless only that one may go; why."""

    kept: str
    gone: str
    match: Match


def gathered(speakers: Speakers, may_go: Collection[str] | None = None) -> list[Gathered]:
    """Which of the speakers that entities were found to fit alike are one, in order; they are put together.

    ``may_go`` are the speakers (IRIs) whose entities may become another's; None: all.
    """
    now: dict[str, str] = {}

    def root(iri: str) -> str:
        while iri in now:
            iri = now[iri]
        return iri

    out = []
    for pair, fitting in sorted(speakers.bridges.items()):
        one, other = (speakers.by_iri.get(root(iri)) for iri in pair)
        if one is None or other is None or one is other or speakers.apart(one, other):
            continue
        going = [s for s in (one, other) if may_go is None or s.iri in may_go]
        if not going:
            continue
        gone = min(going, key=lambda s: (s.members, s.iri))
        kept = other if gone is one else one
        found = max((kept.compared(facet) for facet in gone.facets), key=lambda m: m.score)
        if whole_names(kept) & whole_names(gone) and (found.score >= ONE or 2 * fitting >= gone.members):
            out.append(Gathered(kept.iri, gone.iri, found))
            speakers.put_together(kept, gone)
            now[gone.iri] = kept.iri
    return out


def whole_names(speaker: Speaker) -> set[str]:
    """The names of more than one word by which a speaker is written, in one case."""
    names = {name.casefold() for f in speaker.facets for name in (f.name, *f.aliases)}
    return {name for name in names if " " in name}
