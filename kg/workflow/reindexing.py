"""All that is derived from evidence and judgements, decided again: what ``kg reindex`` does."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.store.contract import Store
from kg.workflow import claims, relaying, varying, verifying
from kg.workflow.reidentifying import Remade, reindex
from kg.workflow.summary import counted


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What was made again, in numbers: entities and speakers, and what there is now of the rest."""

    identity: Remade
    utterances: int
    relayed: int
    matches: int


def reindex_all(store: Store, step: Callable[[str], None] = lambda label: None) -> Reindexed:
    """Decides again who is one speaker, what counts, what reports one utterance, who takes whose words, and which
    claims are made; then indexes all texts anew.

    Each part is written at once or not at all; a run that was cut short is made good by the next.
    """

    def articles(number: int) -> None:
        step(counted(number, "article"))

    identity = reindex(store, step)
    utterances = varying.update_variants(store, articles, anew=True).utterances
    relayed = relaying.renewed(store, articles).taken
    reviewed = store.select("ASK { ?claim a schema:Claim }").rows[0][0]
    matches = claims.match(store, step).matches if reviewed else 0
    verifying.reindex_text(store, articles)
    return Reindexed(identity, utterances, relayed, matches)
