"""Which entities of different articles are one speaker: the first, cautious answer.

Two entities are joined when their kind and their name are the same once case, diacritics and spacing are put aside.
A person needs two names for that; collective, unnamed and document entities are never joined across articles.
"""

import unicodedata
from collections.abc import Mapping

from kg import ids
from kg.model import EntityKind, Extraction, Identity

JOINED: frozenset[EntityKind] = frozenset({"person", "organisation", "outlet", "place"})


def speaker_key(kind: EntityKind, name: str) -> str | None:
    """What two entities must share to be one speaker; None if this entity is never joined with another."""
    if kind not in JOINED:
        return None
    decomposed = unicodedata.normalize("NFKD", ids.outlet_key(name))
    words = "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", " ").split()
    if not words or (kind == "person" and len(words) < 2):
        return None
    return f"{kind}|{' '.join(words)}"


def identities(extraction: Extraction, known: Mapping[str, tuple[str, str]]) -> tuple[Identity, ...]:
    """One identity for each entity; ``known`` leads from a key of ``speaker_key`` to a speaker's (IRI, name)."""
    found = dict(known)
    out = []
    for entity in extraction.entities:
        key = speaker_key(entity.kind, entity.name)
        speaker, name = found.get(key or "") or (ids.speaker_iri(entity.iri), entity.name)
        if key is not None:
            found[key] = speaker, name
        out.append(Identity(entity.iri, speaker, entity.kind, name))
    return tuple(out)
