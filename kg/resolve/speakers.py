"""The speakers of a store, and which of them an entity of one more article is.

An index by blocking key, kept in step with what is decided: an entity is compared with the speakers that share a key
with it, so that its cost does not grow with the store. It joins the one it matches best, at ``matching.JOIN`` or above,
and founds a speaker where there is none; a judgement goes before any match. That two speakers are one is for a
judgement, or for ``kg.resolve.gathering``, to find.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest

from kg import ids
from kg.model import Decision, EntityKind, Identity, Judgement
from kg.resolve.bearers import Bearer
from kg.resolve.blocking import keys
from kg.resolve.judging import Judged
from kg.resolve.matching import JOIN, Match, match
from kg.resolve.sounds import CACHE
from kg.resolve.wording import LONGEST, person

FITS = 0.9
"""The score from which an entity that joins one speaker fits another as well."""
NEAR = 0.3
"""From this score on a speaker that was not joined is kept as a near miss."""
MOST_NEAR = 3
MOST_FACETS = 16
MOST_COMPARED = 64
"""Of more speakers that share a key, those that share most keys are compared, then those with most entities."""


@dataclass(slots=True)
class Speaker:
    """A canonical speaker: its founding entity, whose kind and name it has, and what its entities tell together.

    ``facets`` has one bearer, and another for each entity that a person judged to be one with it, with all that match
    that one best: its name may be one that no match would join with the others.
    """

    iri: str
    founder: str
    kind: EntityKind
    name: str
    facets: list[Bearer]
    members: int = 0
    groups: set[str] = field(default_factory=set)

    def compared(self, bearer: Bearer) -> Match:
        """The best match of ``bearer`` with a facet."""
        return max((match(bearer, facet) for facet in self.facets), key=lambda m: m.score)

    def add(self, bearer: Bearer, *, judged: bool) -> None:
        """Takes in what an entity tells: a facet of its own where a judgement joined it, else part of its best.

        A single name tells nothing of one whose whole name is known: else "President Obama", once taken for his wife,
        would make the next one hers as well.
        """
        alike = next((n for n, facet in enumerate(self.facets) if facet.name == bearer.name), None)
        if judged and alike is None and len(self.facets) < MOST_FACETS:
            self.facets.append(bearer)
            return
        if not judged and single(bearer) and not all(map(single, self.facets)):
            return
        if alike is None and len(self.facets) > 1:
            alike = max(range(len(self.facets)), key=lambda n: (match(bearer, self.facets[n]).score, -n))
        self.facets[alike or 0] = self.facets[alike or 0].merged(bearer)


class Speakers:
    """The speakers of entities that may be joined; ``judged`` is what people decided about some of them.

    ``bridges`` are the pairs of speakers (IRIs, in order) that entities were found to fit alike, and how many did.
    """

    def __init__(self, judged: Judged | None = None) -> None:
        self.judged = judged or Judged()
        self.by_iri: dict[str, Speaker] = {}
        self.bridges: Counter[tuple[str, str]] = Counter()
        self._by_key: dict[str, set[str]] = {}
        self._homes: dict[str, str] = {}

    def decided(self, entity: str, kind: EntityKind, name: str, bearer: Bearer | None) -> Identity:
        """Who an entity is; ``bearer`` is None for a kind that is never joined. Nothing is taken in."""
        own = ids.speaker_iri(entity)
        if bearer is None:
            return Identity(entity, own, kind, name)
        group = self.judged.groups.get(entity, "")
        judged = self.by_iri.get(self._homes.get(group, "")) if entity in self.judged.same else None
        if judged is not None and judged.iri != own:
            decision = self.by_judgement(entity, judged.founder)
            return Identity(entity, judged.iri, judged.kind, judged.name, (decision,))
        home, decisions = self._compared(bearer, group, self.by_iri.get(own))
        if home is None:
            return Identity(entity, own, kind, name, tuple(decisions))
        return Identity(entity, home.iri, home.kind, home.name, tuple(decisions))

    def by_judgement(self, entity: str, founder: str) -> Decision:
        """That a judged entity is one with a founder, because a person says so."""
        why = self.judged.same[entity][0]
        return Decision(founder, 1.0, f"the same{_by(why)}", True, why.iri)

    def take(self, identity: Identity, bearer: Bearer) -> None:
        """Takes in an entity as one of its speaker, who is new unless known."""
        speaker = self.by_iri.get(identity.speaker)
        if speaker is None:
            founder = next((d.founder for d in identity.decisions if d.joined), identity.entity)
            speaker = Speaker(identity.speaker, founder, identity.kind, identity.name, [bearer])
            self.by_iri[identity.speaker] = speaker
        else:
            speaker.add(bearer, judged=identity.entity in self.judged.same)
        speaker.members += 1
        self.find_by(speaker, bearer.kind, bearer.name)
        self._settle(speaker, identity.entity)

    def put(self, speaker: Speaker, names: Iterable[tuple[EntityKind, str]], entities: Iterable[str]) -> None:
        """Puts in a speaker of the store, found by each of ``names``, with its judged ``entities``."""
        self.by_iri[speaker.iri] = speaker
        for kind, name in names:
            self.find_by(speaker, kind, name)
        for entity in entities:
            self._settle(speaker, entity)

    def find_by(self, speaker: Speaker, kind: EntityKind, name: str) -> None:
        """Lets the speaker be found by a name."""
        for key in keys(kind, name):
            self._by_key.setdefault(key, set()).add(speaker.iri)

    def leave(self, speaker: str) -> bool:
        """Counts one entity less; True if it was the last of its speaker, who is then forgotten."""
        known = self.by_iri.get(speaker)
        if known is None:
            return False
        known.members -= 1
        if known.members > 0:
            return False
        del self.by_iri[speaker]
        for group in known.groups:
            if self._homes.get(group) == speaker:
                del self._homes[group]
        return True

    def apart(self, one: Speaker, other: Speaker) -> bool:
        """Whether a person judged entities of the two to be different."""
        return any((a, b) in self.judged.apart or (b, a) in self.judged.apart for a in one.groups for b in other.groups)

    def put_together(self, kept: Speaker, gone: Speaker) -> None:
        """Makes two speakers one."""
        for facet in gone.facets:
            kept.add(facet, judged=len(gone.facets) > 1)
        kept.members += gone.members
        kept.groups |= gone.groups
        del self.by_iri[gone.iri]
        for group in gone.groups:
            self._homes[group] = kept.iri
        for live in self._by_key.values():
            if gone.iri in live:
                live.discard(gone.iri)
                live.add(kept.iri)

    def _settle(self, speaker: Speaker, entity: str) -> None:
        group = self.judged.groups.get(entity)
        if group is not None:
            speaker.groups.add(group)
            self._homes.setdefault(group, speaker.iri)

    def _compared(self, bearer: Bearer, group: str, home: Speaker | None) -> tuple[Speaker | None, list[Decision]]:
        """Who is joined (``home``, where it is known already), and the comparisons worth keeping, that one first."""
        scored = []
        for speaker in self._candidates(bearer):
            if speaker is not home:
                found = speaker.compared(bearer)
                if found.score >= NEAR:
                    scored.append((found, speaker))
        scored.sort(key=lambda x: (-x[0].score, -x[1].members, x[1].iri))
        joined: list[Decision] = []
        near: list[Decision] = []
        for found, speaker in scored:
            parted = self._parted(group, speaker)
            if parted is not None:
                reason = f"kept apart{_by(parted)}; else: {found.reason}"
                near.append(Decision(speaker.founder, found.score, reason, False, parted.iri))
            elif found.score >= JOIN and home is None:
                home = speaker
                joined.append(Decision(speaker.founder, found.score, found.reason, True))
            else:
                if home is not None and found.score >= FITS and joined and joined[0].score >= FITS:
                    self.bridges[min(home.iri, speaker.iri), max(home.iri, speaker.iri)] += 1
                near.append(Decision(speaker.founder, found.score, found.reason, False))
        return home, [*joined, *near[:MOST_NEAR]]

    def _parted(self, group: str, speaker: Speaker) -> Judgement | None:
        if not group or not speaker.groups:
            return None
        found = (self.judged.apart.get((group, other)) for other in sorted(speaker.groups))
        return next((j for j in found if j), None)

    def _candidates(self, bearer: Bearer) -> list[Speaker]:
        shared: Counter[str] = Counter()
        for key in keys(bearer.kind, bearer.name):
            live = self._by_key.get(key)
            if live:
                shared.update(live)
        known = ((n, self.by_iri[iri]) for iri, n in shared.items() if iri in self.by_iri)
        best = nsmallest(MOST_COMPARED, known, key=lambda x: (-x[0], -x[1].members, x[1].iri))
        return [speaker for _, speaker in best]


@lru_cache(CACHE)
def _single(name: str) -> bool:
    return person(name).single


def single(bearer: Bearer) -> bool:
    """Whether a person is never written with more than one name."""
    return bearer.kind == "person" and all(_single(n[:LONGEST]) for n in (bearer.name, *bearer.aliases))


def _by(judgement: Judgement) -> str:
    return f" by the judgement of {judgement.by or 'a person'}"
