"""Who a source stands for: the entities of one article, their mentions, and the speaker of each attribution."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg import ids
from kg.model import Article, Candidate, Entity, Mention
from kg.nlp.found import Found
from kg.nlp.kinds import Kinds, listed
from kg.nlp.mentions import Name
from kg.nlp.names import PLACES
from kg.nlp.people import Choice, People
from kg.nlp.ranking import Ranker
from kg.nlp.register import Known, Register
from kg.nlp.segment import Segment


@dataclass(frozen=True, slots=True)
class Spoken:
    """The speaker of one attribution (an ``Entity.id`` or None), how sure, and who else it may be."""

    speaker: str | None
    confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The entities, their mentions, and a ``Spoken`` for each attribution, in the order given."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    spoken: tuple[Spoken, ...]


def speakers(
    article: Article,
    segments: Sequence[Segment],
    found: Sequence[Found],
    names: Sequence[Name],
    ranker: Ranker,
    kinds: Kinds = listed,
) -> Reading:
    """Resolves the source of each attribution; only what is a source, or needed for one, becomes an entity."""
    register = Register(article.text, names, article.title)
    people = People(article.text, segments, register, ranker, article.published, kinds)
    choices = [
        people.running(f.content) if f.inferred else people.resolve(f.source[0] if f.source else None, f.content, f.cue)
        for f in found
    ]
    wanted = [k for c in choices for k in (c.known, *(r for r, _ in c.rivals)) if k is not None]
    needed = list(dict.fromkeys(x for k in wanted for x in (k, k.patron) if x is not None))
    _name_mentions(people, needed)
    needed.sort(key=lambda k: (min(k.mentions).start if k.mentions else k.first, k.name))
    number = {k: f"e{i}" for i, k in enumerate(needed, 1)}
    mentions = {span: Mention(span, number[k], form) for k in needed for span, form in sorted(k.mentions.items())}
    return Reading(
        _entities(article, needed, number),
        tuple(mentions[span] for span in sorted(mentions)),
        tuple(_spoken(c, number) for c in choices),
    )


def _spoken(choice: Choice, number: dict[Known, str]) -> Spoken:
    candidates = tuple(Candidate(number[k], score) for k, score in choice.rivals)
    if choice.known is None:
        return Spoken(None, None, candidates)
    return Spoken(number[choice.known], choice.confidence, candidates)


def _entities(article: Article, needed: Sequence[Known], number: dict[Known, str]) -> tuple[Entity, ...]:
    seen: dict[tuple[str, str], int] = {}
    out: list[Entity] = []
    for k in needed:
        occurrence = seen[k.kind, k.name] = seen.get((k.kind, k.name), 0) + 1
        out.append(
            Entity(
                number[k],
                ids.entity_iri(article.iri, k.kind, k.name, occurrence),
                k.kind,
                k.name,
                stands_for=PLACES.get(k.name) if k.kind == "place" else None,
                roles=tuple(k.roles[span] for span in sorted(k.roles)),
                speaks_for=number[k.patron] if k.patron else None,
            )
        )
    return tuple(out)


def _name_mentions(people: People, needed: Sequence[Known]) -> None:
    """Every other place where a needed entity is named."""
    wanted = set(needed)
    for name in people.register.names:
        for known in people.register.meant(name)[:1]:
            if known in wanted:
                known.mentions.setdefault(name.span, "name")
