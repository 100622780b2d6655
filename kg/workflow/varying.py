"""The derived graph of variants, kept in step with the store: what changed is compared again, no more."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kg import ids
from kg.rdf.variants import apart_quads, variant_quads
from kg.resolve.variant_index import EVERYTHING, TABLES, VariantIndex
from kg.resolve.variant_loading import apart, reported, states, utterances_of, utterances_there
from kg.resolve.variants import groups, named
from kg.statements import statements
from kg.store.beside import Beside
from kg.store.contract import Store
from kg.workflow.placing import judged_variants, placed_pairs

NAME = "variants"


@dataclass(frozen=True, slots=True)
class Varied:
    """What an update did, in numbers: articles compared again, and the utterances now in what they concern."""

    articles: int
    utterances: int


def update_variants(
    store: Store, on_articles: Callable[[int], None] = lambda number: None, *, anew: bool = False
) -> Varied:
    """Brings the utterances up to the store, in one transaction of the graph; with ``anew`` all is compared again.

    Whatever is cut short is made good by the next update: what was compared stays marked until it is written. The same
    statements give the same groups, whatever came first (but see ``kg.resolve.variants.variant_groups``).
    """
    with _opened(store) as (beside, index):
        if anew:
            beside.empty()
        if anew or index.empty:
            index.clear()
        index.judge(judged_variants(placed_pairs(store)))
        pending = beside.catch_up(states(store), _taking(store, index), lambda _, articles: index.drop(articles),
                                  on_articles)  # fmt: skip
        _write(store, index)
        if beside.connection.in_transaction:
            beside.connection.execute("ROLLBACK")
        index.settled()
        return Varied(len(pending.changed) + len(pending.gone), _count(store))


def are_up_to_date(store: Store) -> bool:
    """Whether the utterances in the graph are those that an update would leave there."""
    with _opened(store) as (beside, index):
        pending = beside.pending(states(store))
        judged = index.judged() == judged_variants(placed_pairs(store))
        return judged and not (pending.changed or pending.gone or index.touched())


@contextmanager
def _opened(store: Store) -> Iterator[tuple[Beside, VariantIndex]]:
    with Beside.open(store, NAME, TABLES) as beside:
        yield beside, VariantIndex(beside.connection)


def _taking(store: Store, index: VariantIndex) -> Callable[[sqlite3.Connection, Sequence[str]], None]:
    return lambda _, articles: index.put(statements(store, articles, withdrawn=True))


def _write(store: Store, index: VariantIndex) -> None:
    """Makes the graph what it should be for the statements that were touched."""
    touched, judged = index.touched(), index.judged()
    whole = EVERYTHING in touched
    components = list(index.components(touched))
    concerned = {w.statement.iri for c in components for w in c.statements}.union(touched)
    have = reported(store, None if whole else utterances_of(store, concerned))
    before = {statement: group.utterance for group in have for statement in group.statements}
    found = [g for c in components for g in groups(c, judged)]
    names = set() if whole else {ids.utterance_iri(statement) for g in found for statement in g.statements}
    want = named(found, before, utterances_there(store, names) - {g.utterance for g in have})
    old, new = (dict.fromkeys(variant_quads(x, store.base)) for x in (have, want))
    old |= dict.fromkeys(apart_quads(apart(store), store.base))
    new |= dict.fromkeys(apart_quads(judged.apart, store.base))
    add, remove = [q for q in new if q not in old], [q for q in old if q not in new]
    if add or remove:
        store.write(add, remove=remove)
        store.flush()


def _count(store: Store) -> int:
    ((number,),) = store.select("SELECT (COUNT(?x) AS ?n) WHERE { ?x a hs:Utterance }").rows
    return int(number or 0)
