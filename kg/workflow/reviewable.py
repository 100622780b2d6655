"""The kinds of things that a person reviews: what waits, what is shown, and what a decision writes.

A kind that is derived (variants, matches) takes its place here: a queue, its items, and a function that decides.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kg import ids
from kg.errors import NotFoundError, UsageError
from kg.model import Verdict
from kg.rdf import evidence
from kg.resolve.judging import judgements
from kg.review.effects import effects
from kg.review.items import Item, attribution_item, identity_item
from kg.review.loading import Judgements, attribution_judgements
from kg.review.queue import Scope, Waiting, attributions_waiting, identities_waiting, merged
from kg.store.contract import Store
from kg.workflow import assessing, reviewing
from kg.workflow.assessing import Change
from kg.workflow.noting import checked, names, short

Decision = Literal["accepted", "rejected", "corrected"]

PLACED = "SELECT DISTINCT ?entity ?article WHERE {{ VALUES ?entity {{ {entities} }} ?entity schema:isPartOf ?article }}"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, when (ISO 8601) and why."""

    now: str
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement (IRI) and what it says, in a word; ``changed`` is False where it was there already."""

    judgement: str
    verdict: str
    changed: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reviewable things.

    ``owns`` tells whether what a person typed names one; ``waiting`` is the queue, the least sure first; ``items``
    shows some of it; ``decide`` writes a decision, raising UsageError for one that the kind does not know.
    """

    owns: Callable[[str], bool]
    waiting: Callable[[Store, Scope], list[Waiting]]
    items: Callable[[Store, list[Waiting]], list[Item]]
    decide: Callable[[Store, str, Decision, Signed, Change | None], Decided]


def queue(store: Store, kinds: Collection[str], scope: Scope) -> list[tuple[str, Waiting]]:
    """What waits, of these kinds (all where none is named), the least sure first."""
    return merged({name: kind.waiting(store, scope) for name, kind in KINDS.items() if not kinds or name in kinds})


def items(store: Store, waiting: list[tuple[str, Waiting]]) -> list[Item]:
    """The items of a part of the queue, in its order; one that is gone meanwhile is left out."""
    found = {
        (name, item.id): item
        for name, kind in KINDS.items()
        for item in kind.items(store, [w for k, w in waiting if k == name])
    }
    return [found[key] for key in ((k, w.id) for k, w in waiting) if key in found]


def decide(store: Store, text: str, decision: Decision, signed: Signed, change: Change | None = None) -> Decided:
    """Writes a decision about what ``text`` names."""
    kind = next(kind for kind in KINDS.values() if kind.owns(text))
    return kind.decide(store, text, decision, signed, change)


def short_id(item: str) -> str:
    """The identifier of an item as people read it, and as ``decide`` takes it."""
    return "+".join(short(part) for part in item.split("+"))


def undo(store: Store, text: str, signed: Signed) -> Decided:
    """Takes back a judgement of any kind, named by its IRI or the beginning of its hash; nothing is deleted."""
    checked(signed.note, signed.by)
    given = attribution_judgements(store)
    meant = [j for j in given if names(j.iri, text)]
    if len(meant) + sum(bool(meant) and names(j.iri, text) for j in judgements(store)) > 1:
        raise NotFoundError(f"{text} begins more than one judgement: give more digits")
    if not meant:
        outcome = reviewing.undo(store, text, now=signed.now, note=signed.note, by=signed.by)
        return Decided(outcome.judgement.iri, "undone", True, reviewing.told(outcome))
    (found,) = meant
    if any(j.revises == found.iri for j in given) or found.verdict == "undone":
        raise UsageError(f"{short(found.iri)} does not hold any more: it was revised or undone")
    done = assessing.undo(store, found, now=signed.now, note=signed.note, by=signed.by)
    return Decided(done.judgement.iri, "undone", True, f"{short(done.attribution)} waits for a review again")


def _decide_attribution(store: Store, text: str, decision: Decision, signed: Signed, change: Change | None) -> Decided:
    done = assessing.assess(store, decision, text, now=signed.now, note=signed.note, by=signed.by, change=change)
    told = short(done.attribution)
    if done.judgement.correction is not None:
        told = f"{short(done.judgement.attribution)} is now {told}"
        name = done.judgement.correction.name
        told += f"; {name} is a new name in this article" if done.named else ""
    elif decision == "rejected":
        told += " is withdrawn"
    return Decided(done.judgement.iri, done.judgement.verdict, done.changed, told)


def _decide_identity(store: Store, text: str, decision: Decision, signed: Signed, change: Change | None) -> Decided:
    verdicts: Mapping[Decision, Verdict] = {"accepted": "same", "rejected": "different"}
    one, plus, other = text.partition("+")
    if decision not in verdicts or change is not None:
        raise UsageError("two speakers are one (accept) or not (reject); there is nothing to correct")
    if not plus or "+" in other:
        raise UsageError(f"{text!r}: two entities are entity/...+entity/...")
    verdict = verdicts[decision]
    done = reviewing.judge(store, verdict, one, other, now=signed.now, note=signed.note, by=signed.by)
    return Decided(done.judgement.iri, verdict, done.done is not None, reviewing.told(done))


def _attribution_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    held = Judgements.of(attribution_judgements(store)) if waiting else Judgements()
    by_iri = {w.id: w for w in waiting}
    listed = " ".join(f"<{iri}>" for iri in by_iri)
    query = f"SELECT DISTINCT ?a ?article WHERE {{ VALUES ?a {{ {listed} }} ?a schema:isPartOf ?article }}"
    rows = store.select(query).rows if waiting else ()
    found = {}
    for article in sorted({str(article) for _, article in rows}):
        x = evidence.extraction(store.quads(ids.evidence_graph(article)))
        judged = effects(x, held.about(x.article)).judged
        for a in x.attributions:
            if a.iri in by_iri:
                found[a.iri] = attribution_item(by_iri[a.iri], x, a, judged.get(a.iri))
    return [found[w.id] for w in waiting if w.id in found]


def _identity_items(store: Store, waiting: list[Waiting]) -> list[Item]:
    pairs = {w.id: w.id.split("+") for w in waiting}
    entities = " ".join(f"<{e}>" for pair in pairs.values() for e in pair)
    rows = store.select(PLACED.format(entities=entities)).rows if waiting else ()
    article_of = {str(e): str(a) for e, a in rows}
    read = {a: evidence.extraction(store.quads(ids.evidence_graph(a))) for a in sorted(set(article_of.values()))}
    found = []
    for w in waiting:
        sides = []
        for e in pairs[w.id]:
            x = read.get(article_of.get(e, ""))
            entity = next((n for n in x.entities if n.iri == e), None) if x else None
            sides += [(x, entity)] if x and entity else []
        found += [identity_item(w, sides)] if len(sides) == 2 else []
    return found


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "identities": Kind(lambda text: "+" in text, identities_waiting, _identity_items, _decide_identity),
        "attributions": Kind(lambda text: True, attributions_waiting, _attribution_items, _decide_attribution),
    }
)
"""By name; the last owns what no other does."""
