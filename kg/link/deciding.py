"""Which proposals become links: a person's judgement first, then what a service is sure of and nothing contradicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.link.kinds import fits
from kg.model import EntityKind
from kg.rdf.links import Link, LinkJudgement, Lookup, Proposal
from kg.resolve.identity import speaker_key


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker to link: its IRI, the entity that founded it, its kind and its name."""

    iri: str
    entity: str
    kind: EntityKind
    name: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What is known of a speaker: ``links`` hold, ``waiting`` are proposals that a person may accept or reject."""

    links: tuple[Link, ...] = ()
    waiting: tuple[Proposal, ...] = ()
    rejected: frozenset[str] = field(default_factory=frozenset)


def folded(name: str) -> str:
    """A name with case, diacritics, dots, spacing and a first "The" put aside."""
    return (speaker_key("organisation", name) or "").partition("|")[2]


def authority(iri: str) -> str:
    """What the IRIs of one authority have in common: all up to the last "/", "#", "=" or ":"."""
    return iri[: max(iri.rfind(c) for c in "/#=:") + 1]


def names_iri(file: str, base: str) -> str:
    """The service that a file of names is: known by its name without folders, so that a newer one takes its place."""
    return f"{base}names/{ids.digest([file.encode('utf-8', 'backslashreplace').decode()])}"


def is_file(service: str, base: str) -> bool:
    """Whether a service is a file of names."""
    return service.startswith(f"{base}names/")


def standing(judgements: Iterable[LinkJudgement]) -> tuple[LinkJudgement, ...]:
    """Those that no other revises, in the order of their time."""
    every = sorted(judgements, key=lambda j: (j.created, j.iri))
    revised = {j.revises for j in every}
    return tuple(j for j in every if j.iri not in revised)


def decided(
    speaker: Named,
    lookups: Sequence[Lookup],
    judgements: Iterable[LinkJudgement],
    *,
    base: str,
    alone: bool = True,
) -> Decided:
    """The links of a speaker; ``alone`` says that no other speaker of its kind has its name.

    For one authority there is one automatic link at most: where two proposals would be linked, both wait.
    """
    verdicts = {j.target: j for j in standing(judgements)}
    links = {
        j.target: Link(speaker.iri, j.target, "a person accepted it", j.iri)
        for j in verdicts.values()
        if j.verdict == "accepted"
    }
    settled = {authority(iri) for iri in links}
    rejected = frozenset(j.target for j in verdicts.values() if j.verdict == "rejected")
    proposed: dict[str, Proposal] = {}
    sure: dict[str, dict[str, Link]] = {}
    for lookup in lookups:
        for n, proposal in enumerate(lookup.proposals, 1):
            proposed.setdefault(proposal.iri, proposal)
            reason = _reason(speaker, lookup, proposal, rejected, is_file(lookup.service, base)) if alone else None
            if reason is not None and authority(proposal.iri) not in settled:
                link = Link(speaker.iri, proposal.iri, reason, lookup.proposal_iri(base, n))
                sure.setdefault(authority(proposal.iri), {}).setdefault(proposal.iri, link)
    for found in sure.values():
        if len(found) == 1:
            links.update(found)
    done = {authority(iri) for iri in links}
    waiting = (p for p in proposed.values() if p.iri not in rejected and authority(p.iri) not in done)
    return Decided(tuple(links[iri] for iri in sorted(links)), tuple(waiting), rejected)


def _reason(speaker: Named, lookup: Lookup, proposal: Proposal, rejected: frozenset[str], file: bool) -> str | None:
    """Why a proposal is linked without a person; None if it is not."""
    if not proposal.match or proposal.iri in rejected:
        return None
    sure = [p for p in lookup.proposals if p.match and authority(p.iri) == authority(proposal.iri)]
    fitting = fits(speaker.kind, proposal.types)
    if fitting is False or len([p for p in sure if fits(speaker.kind, p.types) is not False]) > 1:
        return None
    if file:
        return f"the file of names has {proposal.name!r} for it"
    if speaker_key(speaker.kind, speaker.name) is None:
        return None  # one bare name is no person
    if fitting:
        return f"the service is sure, and its types fit a {speaker.kind}"
    if len(sure) == 1 and folded(speaker.name) == folded(proposal.name):
        return "the service is sure of this one alone, and the name is the same; it tells no type that we know"
    return None


def shared_names(speakers: Iterable[Named]) -> Mapping[tuple[EntityKind, str], int]:
    """How many speakers have each kind and folded name: a name of several says of none who it is."""
    counted: dict[tuple[EntityKind, str], int] = {}
    for speaker in speakers:
        key = speaker.kind, folded(speaker.name)
        counted[key] = counted.get(key, 0) + 1
    return counted
