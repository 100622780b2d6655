"""The kinds of things that a person reviews: what waits, what is shown, and what a decision or a note writes."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

from kg.errors import NotFoundError, UsageError
from kg.model import Verdict
from kg.rdf.judged import AttributionJudgement
from kg.rdf.paired import PairJudgement, PairKind
from kg.resolve.judging import judgements
from kg.review.items import Item
from kg.review.loading import attribution_judgements
from kg.review.pairs import pair_judgements
from kg.review.queue import (
    Scope,
    Waiting,
    attributions_waiting,
    identities_waiting,
    matches_waiting,
    merged,
    variants_waiting,
)
from kg.store.contract import Store
from kg.workflow import assessing, pairing, reviewing, showing
from kg.workflow.assessing import Change
from kg.workflow.noting import checked, names, short

Decision = Literal["accepted", "rejected", "corrected"]

STATEMENT, CLAIM = re.compile(r"(?:^|[/+])statement/[0-9a-f]"), re.compile(r"(?:^|[/+])claim/[0-9a-f]")
SAYS: Mapping[tuple[PairKind, Decision], str] = MappingProxyType(
    {
        ("variant", "accepted"): "report one utterance",
        ("variant", "rejected"): "do not report one utterance",
        ("match", "accepted"): "is a match",
        ("match", "rejected"): "is no match",
    }
)


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

    ``one`` names a single thing; ``owns`` tells whether what a person typed names one; ``waiting`` is the queue, the
    least sure first; ``items`` shows some of it; ``decide`` and ``annotate`` write, raising UsageError for what the
    kind does not know.
    """

    one: str
    owns: Callable[[str], bool]
    waiting: Callable[[Store, Scope], list[Waiting]]
    items: Callable[[Store, list[Waiting]], list[Item]]
    decide: Callable[[Store, str, Decision, Signed, Change | None], Decided]
    annotate: Callable[[Store, str, str, Signed], Decided]


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
    return _owner(text).decide(store, text, decision, signed, change)


def annotate(store: Store, text: str, note: str, signed: Signed) -> Decided:
    """Writes a note on what ``text`` names; what was decided about it stays decided."""
    return _owner(text).annotate(store, text, note, signed)


def _owner(text: str) -> Kind:
    return next(kind for kind in KINDS.values() if kind.owns(text))


def short_id(item: str) -> str:
    """The identifier of an item as people read it, and as ``decide`` takes it."""
    return "+".join(short(part) for part in item.split("+"))


def undo(store: Store, text: str, signed: Signed) -> Decided:
    """Takes back a judgement of any kind, named by its IRI or the beginning of its hash; nothing is deleted."""
    checked(signed.note, signed.by)
    attributions = {j.iri: j for j in attribution_judgements(store)}
    pairs = {j.iri: j for j in pair_judgements(store)}
    meant = [iri for iri in (*attributions, *pairs, *(j.iri for j in judgements(store))) if names(iri, text)]
    if len(meant) > 1:
        raise NotFoundError(f"{text} begins more than one judgement: give more digits")
    if meant and meant[0] in attributions:
        return _undo_attribution(store, attributions, meant[0], signed)
    if meant and meant[0] in pairs:
        made = pairing.undo(store, pairs[meant[0]], now=signed.now, note=signed.note, by=signed.by).judgement
        return Decided(made.iri, "undone", True, f"{_pair(made)} waits for a review again")
    outcome = reviewing.undo(store, text, now=signed.now, note=signed.note, by=signed.by)
    return Decided(outcome.judgement.iri, "undone", True, reviewing.told(outcome))


def _undo_attribution(store: Store, given: Mapping[str, AttributionJudgement], iri: str, signed: Signed) -> Decided:
    found = given[iri]
    if any(j.revises == iri for j in given.values()) or found.verdict == "undone":
        raise UsageError(f"{short(iri)} does not hold any more: it was revised or undone")
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


def _annotate_attribution(store: Store, text: str, note: str, signed: Signed) -> Decided:
    done = assessing.annotate(store, text, note, now=signed.now, by=signed.by)
    return Decided(
        done.judgement.iri, done.judgement.verdict, done.changed, f"a note on {short(done.judgement.attribution)}"
    )


def _annotate_identity(store: Store, text: str, note: str, signed: Signed) -> Decided:
    raise UsageError("a note on two speakers goes with a decision: --note of accept or reject, of same or different")


def _decide_pair(
    kind: PairKind, store: Store, text: str, decision: Decision, signed: Signed, change: Change | None
) -> Decided:
    if decision == "corrected" or change is not None:
        raise UsageError(f"a {kind} is right (accept) or wrong (reject); there is nothing to correct")
    one, other = _both(text)
    done = pairing.judge(store, kind, decision, one, other, now=signed.now, note=signed.note, by=signed.by)
    return Decided(done.judgement.iri, decision, done.changed, f"{_pair(done.judgement)} {SAYS[kind, decision]}")


def _annotate_pair(kind: PairKind, store: Store, text: str, note: str, signed: Signed) -> Decided:
    done = pairing.annotate(store, kind, *_both(text), note, now=signed.now, by=signed.by)
    return Decided(done.judgement.iri, done.judgement.verdict, done.changed, f"a note on {_pair(done.judgement)}")


def _both(text: str) -> tuple[str, str]:
    one, _, other = text.partition("+")
    if "+" in other:
        raise UsageError(f"{text!r}: name two, with one + between")
    return one, other


def _pair(judgement: PairJudgement) -> str:
    return "+".join(short(side.iri) for side in judgement.sides)


def _is_pair(text: str) -> bool:
    return "+" in text


def _is_variant(text: str) -> bool:
    return _is_pair(text) and bool(STATEMENT.search(text)) and not _is_match(text)


def _is_match(text: str) -> bool:
    return _is_pair(text) and bool(CLAIM.search(text))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "variants": Kind(
            "variant", _is_variant, variants_waiting, showing.variant_items,
            partial(_decide_pair, "variant"), partial(_annotate_pair, "variant"),
        ),
        "matches": Kind(
            "match", _is_match, matches_waiting, showing.match_items,
            partial(_decide_pair, "match"), partial(_annotate_pair, "match"),
        ),
        "identities": Kind(
            "identity", _is_pair, identities_waiting, showing.identity_items, _decide_identity, _annotate_identity
        ),
        "attributions": Kind(
            "attribution", lambda text: True, attributions_waiting, showing.attribution_items, _decide_attribution,
            _annotate_attribution,
        ),
    }
)  # fmt: skip
"""By name; each owns what none before it does."""
