"""The speakers of a store and their links: what was asked is kept, and what follows from it is made anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.errors import UsageError
from kg.link.deciding import Decided, Named, authority, decided, folded, shared_names, standing
from kg.link.loading import judgements_of, lookups_of, speakers_of
from kg.model import EntityKind
from kg.rdf.links import (
    LINKS,
    LinkJudgement,
    LinkVerdict,
    Lookup,
    judgement_iri,
    judgement_quads,
    lookup_quads,
    speaker_quads,
)
from kg.store.contract import Quad, Store


@dataclass(slots=True)
class Linker:
    """The speakers of a store, what was asked about them and decided; kept in step with the store as it is changed."""

    store: Store
    speakers: tuple[Named, ...] = ()
    lookups: dict[str, Lookup] = field(default_factory=dict)
    speaker_of: Mapping[str, str] = field(default_factory=dict)
    _shared: Mapping[tuple[EntityKind, str], int] = field(default_factory=dict)
    _by_name: Mapping[tuple[EntityKind, str], Sequence[Named]] = field(default_factory=dict)
    _asked: defaultdict[tuple[EntityKind, str], dict[str, Lookup]] = field(default_factory=lambda: defaultdict(dict))
    _judged: defaultdict[str, list[LinkJudgement]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, store: Store) -> "Linker":
        """Loaded with a few queries that each grow with the store no more than once."""
        speakers, speaker_of = speakers_of(store)
        by_name: defaultdict[tuple[EntityKind, str], list[Named]] = defaultdict(list)
        for speaker in speakers:
            by_name[speaker.kind, speaker.name].append(speaker)
        made = cls(store, speakers, speaker_of=speaker_of, _shared=shared_names(speakers), _by_name=by_name)
        for lookup in lookups_of(store):
            made._learn(lookup)
        for judgement in judgements_of(store):
            made._judge(judgement)
        return made

    def decided(self, speaker: Named) -> Decided:
        """What is known of a speaker."""
        alone = self._shared[speaker.kind, folded(speaker.name)] == 1
        return decided(
            speaker, self.about(speaker), self._judged.get(speaker.iri, ()), base=self.store.base, alone=alone
        )

    def about(self, speaker: Named) -> list[Lookup]:
        """The lookups of a speaker's name, in the order of their services."""
        found = self._asked.get((speaker.kind, speaker.name), {})
        return [found[service] for service in sorted(found)]

    def refresh(self) -> None:
        """Makes the links anew from lookups, judgements and the speakers as they are now; one transaction."""
        graph = ids.derived_graph(LINKS, self.store.base)
        wanted = {q for speaker in self.speakers for q in self._quads(speaker)}
        for lookup in self.lookups.values():
            wanted.update(lookup_quads(lookup, self.store.base))
        present = set(self.store.quads(graph))
        if wanted != present:
            self.store.write(sorted(wanted - present, key=str), remove=sorted(present - wanted, key=str))
            self.store.flush()

    def keep(self, found: Sequence[Lookup], forget: Iterable[Lookup] = ()) -> None:
        """Stores lookups in the place of those of the same question, with the links that follow; one transaction."""
        base = self.store.base
        old = {x.iri(base): x for x in forget}
        old |= {x.iri(base): self.lookups[x.iri(base)] for x in found if x.iri(base) in self.lookups}
        names = dict.fromkeys((x.kind, x.name) for x in (*found, *old.values()))
        concerned = [s for name in names for s in self._by_name.get(name, ())]
        before = {q for s in concerned for q in self._quads(s)}
        before.update(q for x in old.values() for q in lookup_quads(x, base))
        for lookup in old.values():
            del self.lookups[lookup.iri(base)]
            self._asked[lookup.kind, lookup.name].pop(lookup.service, None)
        for lookup in found:
            self._learn(lookup)
        after = {q for s in concerned for q in self._quads(s)}
        after.update(q for x in found for q in lookup_quads(x, base))
        self._write(before, after)

    def judge(
        self, speaker: Named, target: str, verdict: LinkVerdict, *, created: str,
        note: str | None = None, by: str | None = None,
    ) -> LinkJudgement:  # fmt: skip
        """Records what a person decided, with the links that follow; one transaction. The same twice is one.

        UsageError where another IRI of the same authority is accepted for the speaker.
        """
        held = standing(self._judged.get(speaker.iri, ()))
        for j in held:
            if verdict == j.verdict == "accepted" and j.target != target and authority(j.target) == authority(target):
                raise UsageError(f"{speaker.name} was accepted to be {j.target}: reject that first")
        latest = next((j for j in reversed(held) if j.target == target), None)
        if latest is not None and (latest.verdict, latest.note, latest.by) == (verdict, note, by):
            return latest
        revises = latest.iri if latest else None
        iri = judgement_iri(speaker.entity, target, verdict, note, by, revises, self.store.base)
        made = LinkJudgement(iri, speaker.entity, target, verdict, note, by, created, revises)
        added = set(judgement_quads(made, self.store.base))
        before = set(self._quads(speaker))
        self._judge(made)
        self._write(before, {*self._quads(speaker), *added})
        return made

    def _write(self, before: set[Quad], after: set[Quad]) -> None:
        self.store.write(sorted(after - before, key=str), remove=sorted(before - after, key=str))
        self.store.flush()

    def _quads(self, speaker: Named) -> Iterator[Quad]:
        base = self.store.base
        proposed = [x.proposal_iri(base, n) for x in self.about(speaker) for n in range(1, len(x.proposals) + 1)]
        return speaker_quads(speaker.iri, proposed, self.decided(speaker).links, base)

    def _learn(self, lookup: Lookup) -> None:
        self.lookups[lookup.iri(self.store.base)] = lookup
        self._asked[lookup.kind, lookup.name][lookup.service] = lookup

    def _judge(self, judgement: LinkJudgement) -> None:
        self._judged[self.speaker_of.get(judgement.entity, judgement.entity)].append(judgement)
