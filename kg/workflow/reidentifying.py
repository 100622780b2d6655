"""The derived identity graph made again: of the whole store, or of the speakers that a judgement concerns."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from kg import ids
from kg.model import Judgement
from kg.rdf import derived
from kg.resolve.gathering import gathered
from kg.resolve.judging import Judged, judgements
from kg.resolve.loading import SPOKEN, Borne, borne, canonical, speakers
from kg.resolve.remaking import remade
from kg.resolve.speakers import Speakers
from kg.store.contract import Quad, Store
from kg.workflow.linker import Linker
from kg.workflow.restating import everything_restated


@dataclass(frozen=True, slots=True)
class Remade:
    """What was made again, in numbers: entities looked at, those now of another speaker, speakers before and after."""

    entities: int
    moved: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The quads that make the identity graph what it should be: to put in, to take out."""

    add: list[Quad]
    remove: list[Quad]
    done: Remade


def reindex(store: Store, on_entity: Callable[[str], None] = lambda name: None) -> Remade:
    """Decides again who is one speaker, for the whole store, and writes what differs in one transaction.

    What judgements of attributions withdraw and correct is made again before it, in a transaction of its own; the links
    of the speakers follow in a third, also where nobody moved: a run that was cut short is made good.
    The same evidence and judgements give the same speakers, whatever was there before; a speaker that stays keeps its
    IRI (see ``kg.resolve.remaking``).
    """
    everything_restated(store)
    changes = identity_changes(store, borne(store), judgements(store), on_entity=on_entity)
    if changes.add or changes.remove:
        store.write(changes.add, remove=changes.remove)
        store.flush()
    Linker.of(store).refresh()
    return changes.done


def gather(store: Store, speakers: Speakers) -> int:
    """Puts those of an ingest's ``speakers`` together that what came in proves to be one; how many went.

    Only they and their entities are decided again, and written in one transaction; their links follow in another.
    """
    found = gathered(speakers)
    if not found:
        return 0
    concerned = {iri for one in found for iri in (one.kept, one.gone)}
    changes = identity_changes(store, borne(store), judgements(store), concerned)
    store.write(changes.add, remove=changes.remove)
    store.flush()
    Linker.of(store).refresh()
    return changes.done.before - changes.done.after


def identity_changes(
    store: Store,
    everyone: Sequence[Borne],
    given: Iterable[Judgement],
    wanted: Collection[str] | None = None,
    on_entity: Callable[[str], None] = lambda name: None,
) -> Changes:
    """What follows from ``given`` for the entities of the speakers ``wanted`` (IRIs; None: of all of ``everyone``)."""
    every = tuple(given)
    once = {e for j in every for e in (j.one, j.other)}
    mine = [b for b in everyone if wanted is None or b.speaker in wanted]
    others = [b for b in everyone if wanted is not None and b.speaker not in wanted]
    new = remade(mine, speakers(store, Judged.of(every), others), once, on_entity)
    now = canonical(store)
    old_speakers = {b.speaker for b in mine if b.speaker}
    new_speakers = {i.speaker for i in new.values()}
    live = {s for e, s in now.items() if e not in new} | new_speakers
    statements = [(str(s), str(e)) for s, e in store.select(SPOKEN).rows]
    concerned = {s for s, e in statements if e in new}
    elsewhere = [(s, now[e]) for s, e in statements if s in concerned and e not in new and e in now]
    want = dict.fromkeys(derived.identified_quads(new.values(), statements, store.base))
    want.update(dict.fromkeys(derived.spoken_quads(elsewhere, store.base)))
    replaced = new.keys() | concerned | new_speakers | (old_speakers - live)

    def ours(subject: str) -> bool:
        return subject in replaced or (wanted is None and subject not in live and "/speaker/" in subject)

    graph = store.quads(ids.derived_graph("identity", store.base))
    have = dict.fromkeys(q for q in graph if ours(str(q.subject)[1:-1].partition("#")[0]))
    moved = sum(now.get(e) != i.speaker for e, i in new.items())
    done = Remade(len(new), moved, len(old_speakers), len(new_speakers))
    return Changes([q for q in want if q not in have], [q for q in have if q not in want], done)


def speakers_of(everyone: Iterable[Borne], entities: Collection[str]) -> set[str]:
    """The speakers (IRIs) of some entities (IRIs)."""
    return {b.speaker for b in everyone if b.speaker and b.entity in entities}
