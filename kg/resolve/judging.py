"""What people decided about who is one speaker, and what follows from several of their judgements together."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kg.model import Judgement
from kg.rdf.terms import VERDICT_OF_VALUE
from kg.store.contract import Store

JUDGEMENTS = """
SELECT ?judgement ?target ?value ?note ?by ?created ?revises WHERE {
  ?judgement oa:motivatedBy oa:assessing ; hs:judgement ?value ; oa:hasTarget ?target ; dcterms:created ?created .
  OPTIONAL { ?judgement oa:bodyValue ?note }
  OPTIONAL { ?judgement dcterms:creator ?by }
  OPTIONAL { ?judgement prov:wasRevisionOf ?revises }
} ORDER BY ?judgement ?target"""


def judgements(store: Store) -> tuple[Judgement, ...]:
    """All judgements of two speakers that the store holds, by their time; a revision comes after what it revises."""
    targets: dict[str, list[str]] = {}
    rows = {}
    for row in store.select(JUDGEMENTS).rows:
        iri, target, *rest = (None if v is None else str(v) for v in row)
        if iri and target and rest[0] in VERDICT_OF_VALUE and "/entity/" in target:
            targets.setdefault(iri, []).append(target)
            rows[iri] = rest
    found = []
    for iri, (value, note, by, created, revises) in rows.items():
        one, *others = sorted(set(targets[iri]))
        if len(others) == 1:
            found.append(
                Judgement(iri, one, others[0], VERDICT_OF_VALUE[value or ""], note, by, created or "", revises)
            )
    before = {j.iri: j.revises for j in found}
    return tuple(sorted(found, key=lambda j: (j.created, _revisions(j.iri, before), j.iri)))


def _revisions(iri: str, revises: Mapping[str, str | None]) -> int:
    """How many others a judgement takes the place of."""
    seen: set[str] = set()
    before: str | None = iri
    while before is not None and before not in seen:
        seen.add(before)
        before = revises.get(before)
    return len(seen)


def standing(given: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that hold: not revised by another, and not the undoing of one."""
    every = tuple(given)
    revised = {j.revises for j in every}
    return tuple(j for j in every if j.iri not in revised and j.verdict != "undone")


@dataclass(slots=True)
class Judged:
    """The judgements that hold, as a graph over entities (IRIs).

    ``groups`` leads from each judged entity to the least entity of those that are the same as it, itself included.
    """

    same: dict[str, list[Judgement]] = field(default_factory=dict)
    different: tuple[Judgement, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    apart: dict[tuple[str, str], Judgement] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Iterable[Judgement]) -> Self:
        """The graph of those of ``given`` that hold."""
        held = standing(given)
        made = cls(different=tuple(j for j in held if j.verdict == "different"))
        for j in held:
            if j.verdict == "same":
                made.same.setdefault(j.one, []).append(j)
                made.same.setdefault(j.other, []).append(j)
        for entity in sorted({e for j in held for e in (j.one, j.other)}):
            if entity not in made.groups:
                made.groups.update(dict.fromkeys(made._reached(entity), entity))
        for j in made.different:
            one, other = made.groups[j.one], made.groups[j.other]
            made.apart[one, other] = made.apart[other, one] = j
        return made

    def between(self, one: str, other: str) -> tuple[Judgement, ...]:
        """A shortest chain of "same" that leads from one entity to another; empty where there is none."""
        chain = []
        reached = self._reached(one)
        step = reached.get(other)
        while step is not None:
            chain.append(step)
            other = step.one if step.other == other else step.other
            step = reached[other]
        return tuple(reversed(chain))

    def contradiction(self) -> tuple[Judgement, ...]:
        """Judgements that cannot hold together: a "different" and the chain of "same" that leads across it."""
        for j in self.different:
            if self.groups[j.one] == self.groups[j.other]:
                return (j, *self.between(j.one, j.other))
        return ()

    def _reached(self, entity: str) -> dict[str, Judgement | None]:
        """The entities that are the same as this one, each with the judgement by which it was reached."""
        reached: dict[str, Judgement | None] = {entity: None}
        waiting = deque([entity])
        while waiting:
            here = waiting.popleft()
            for j in self.same.get(here, ()):
                there = j.one if j.other == here else j.other
                if there not in reached:
                    reached[there] = j
                    waiting.append(there)
        return reached
