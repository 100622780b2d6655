"""The utterances of a store as they are asked for: by speaker, words, number of outlets, or one by its identifier."""

from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.resolve.variant_loading import reported, utterances_of
from kg.resolve.worded import tokens
from kg.resolve.wordings import Utterance, utterance
from kg.statements import LAST, Statement, statements_named
from kg.store.contract import Store
from kg.workflow.naming import full_iri, is_ours, speaker_iri


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which utterances: ``one`` is an utterance or a statement (IRI or the beginning of its hash)."""

    one: str | None = None
    speaker: str | None = None
    text: str | None = None
    outlets: int = 1
    withdrawn: bool = False


def utterances(store: Store, wanted: Wanted) -> tuple[Utterance, ...]:
    """Those that fit, most outlets first, then by time. NotFoundError where ``one`` names no utterance or statement."""
    groups = reported(store, _named(store, wanted.one) if wanted.one is not None else None)
    speaker = wanted.speaker and speaker_iri(store, wanted.speaker)
    iris = {iri for group in groups for iri in group.statements}
    known = {s.iri: s for s in reversed(statements_named(store, iris, withdrawn=wanted.withdrawn))}
    found = (utterance(group, known) for group in groups)
    fitting = (u for u in found if u is not None and _fits(u, speaker, wanted))
    return tuple(sorted(fitting, key=lambda u: (-len(u.outlets), u.statements[0].published or LAST, u.iri)))


def _named(store: Store, one: str) -> Collection[str]:
    iri = full_iri(store, one, "utterance", "statement")
    if is_ours(store, iri, "statement"):
        return utterances_of(store, [iri])
    if not is_ours(store, iri, "utterance"):
        raise NotFoundError(f"{one} is no utterance and no statement: kg variants lists them")
    return [iri]


def _fits(u: Utterance, speaker: str | None, wanted: Wanted) -> bool:
    if len(u.outlets) < wanted.outlets:
        return False
    if speaker and not any(_is(s, speaker) for s in u.statements):
        return False
    return not wanted.text or any(_words(wanted.text) in _words(s.text) for s in u.statements)


def _is(s: Statement, speaker: str) -> bool:
    return s.speaker == speaker or _words(speaker) in _words(s.name or "")


def _words(text: str) -> str:
    return f" {' '.join(t.word for t in tokens(text))} "
