"""Who is one speaker, decided again for entities that the store holds, from evidence and judgements alone.

Which entities are together depends on them and on the speakers left as they are: entities that were judged come first,
so that a judgement holds for all that follows, then the others in the order of their article's date, its IRI and their
own; then speakers are put together that prove to be one (``kg.resolve.gathering``). Only the IRIs depend on what was
before: a speaker keeps the IRI of an entity that is canonical already, so that remaking what was just made changes
nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from kg import ids
from kg.model import Decision, Identity
from kg.resolve.gathering import gathered
from kg.resolve.loading import Borne
from kg.resolve.speakers import Speaker, Speakers


def remade(
    entities: Sequence[Borne],
    speakers: Speakers,
    once_judged: Collection[str] = (),
    on_entity: Callable[[str], None] = lambda name: None,
) -> dict[str, Identity]:
    """The identities of ``entities`` (in their order) by IRI; ``speakers`` are those of all other entities.

    ``once_judged`` are the targets of all judgements, also of those undone: where no entity of a speaker is canonical
    already, such a one founds it, so that undoing a judgement brings the former speaker back.
    """
    judged = [b for b in entities if b.entity in speakers.judged.groups]
    others = [b for b in entities if b.entity not in speakers.judged.groups]
    found: dict[str, Identity] = {}
    members: dict[str, list[Borne]] = {}
    for b in (*judged, *others):
        identity = speakers.decided(b.entity, b.bearer.kind, b.bearer.name, b.bearer)
        speakers.take(identity, b.bearer)
        found[b.entity] = identity
        members.setdefault(identity.speaker, []).append(b)
        on_entity(b.bearer.name)
    _gather(found, members, speakers)
    before = Counter(b.speaker for b in entities)
    founders = {}
    for speaker, of_it in members.items():
        first = of_it[0].entity
        if ids.speaker_iri(first) == speaker:
            founders[first] = _founder(of_it, before, once_judged)
    return _named(found, members, founders, speakers)


def _gather(found: dict[str, Identity], members: dict[str, list[Borne]], speakers: Speakers) -> None:
    """Puts the entities of speakers together that prove to be one; what joined the one that goes joins the other."""
    own = {iri for iri, of_it in members.items() if ids.speaker_iri(of_it[0].entity) == iri}
    for one in gathered(speakers, own):
        kept = speakers.by_iri[one.kept]
        going = members.pop(one.gone)
        for b in going:
            joined = Decision(kept.founder, one.match.score, one.match.reason, True) if b is going[0] else None
            found[b.entity] = _joined(found[b.entity], kept, going[0].entity, joined)
        staying = members.setdefault(one.kept, [])
        for b in staying:
            near = tuple(d for d in found[b.entity].decisions if d.founder != going[0].entity)
            found[b.entity] = replace(found[b.entity], decisions=near)
        staying += going


def _joined(identity: Identity, kept: Speaker, gone: str, joined: Decision | None) -> Identity:
    """An identity of another speaker: it joined its founder as it joined the one that is ``gone``."""
    rest = [d for d in identity.decisions if d.founder != kept.founder]
    moved = [replace(d, founder=kept.founder) for d in rest if d.founder == gone and d.joined]
    others = [d for d in rest if d.founder != gone]
    decisions = (*([joined] if joined else moved), *others)
    return Identity(identity.entity, kept.iri, kept.kind, kept.name, decisions)


def _founder(members: Sequence[Borne], before: Counter[str | None], once_judged: Collection[str]) -> Borne:
    """Whose IRI the speaker keeps: of the entities canonical already that of most, else the first."""

    def rank(place: int) -> tuple[int, bool, int]:
        b = members[place]
        kept = b.speaker is not None and ids.speaker_iri(b.entity) == b.speaker
        return -before[b.speaker] if kept else 0, b.entity not in once_judged, place

    return members[min(range(len(members)), key=rank)]


def _named(
    found: dict[str, Identity], members: dict[str, list[Borne]], founders: dict[str, Borne], speakers: Speakers
) -> dict[str, Identity]:
    """The same identities under their lasting founders; what joined such a one now joins the first in its place."""
    lasting = {first: b.entity for first, b in founders.items()}
    out = {}
    for of_it in members.values():
        for b in of_it:
            decisions = tuple(replace(d, founder=lasting.get(d.founder, d.founder)) for d in found[b.entity].decisions)
            out[b.entity] = replace(found[b.entity], decisions=decisions)
        first = of_it[0].entity
        if first not in founders:
            continue
        founder = founders[first]
        if founder.entity != first:
            joining = _joining(out[founder.entity], first, speakers)
            out[first] = replace(out[first], decisions=(joining, *out[first].decisions))
            out[founder.entity] = replace(out[founder.entity], decisions=_near(out[founder.entity]))
        iri = ids.speaker_iri(founder.entity)
        for b in of_it:
            out[b.entity] = replace(out[b.entity], speaker=iri, kind=founder.bearer.kind, name=founder.bearer.name)
    return out


def _joining(founder: Identity, first: str, speakers: Speakers) -> Decision:
    """Why the first is one with the founder that takes its place: as the founder joined it, or by their judgement."""
    groups = speakers.judged.groups
    if first in speakers.judged.same and groups.get(first) == groups.get(founder.entity):
        return speakers.by_judgement(first, founder.entity)
    return next(replace(d, founder=founder.entity) for d in founder.decisions if d.joined)


def _near(identity: Identity) -> tuple[Decision, ...]:
    return tuple(d for d in identity.decisions if not d.joined)
