"""Which entities may be one speaker across articles, and what an article says of each of them.

Collective, unnamed and document entities are never joined.
"""

import re
import unicodedata
from collections.abc import Iterable

from kg import ids
from kg.model import EntityKind, Extraction
from kg.resolve.bearers import MOST_WORDINGS, Bearer

JOINED: frozenset[EntityKind] = frozenset({"person", "organisation", "outlet", "place"})

_YEAR = re.compile(r"(\d{4})-\d\d-\d\d", re.ASCII)


def bearers(extraction: Extraction) -> dict[str, Bearer]:
    """What the article says of each entity that may be joined, by the entity's IRI, in the order of the entities."""
    entities = {e.id: e for e in extraction.entities}
    speaking = {a.speaker for a in extraction.attributions}
    heard = frozenset(e.name for e in extraction.entities if e.id in speaking and e.kind in JOINED)
    published = extraction.article.published
    found = {}
    for e in extraction.entities:
        if e.kind in JOINED:
            spoken_for = entities[e.speaks_for].name if e.speaks_for else None
            roles = (role.text for role in e.roles)
            found[e.iri] = bearer(e.kind, e.name, roles, (spoken_for, e.stands_for), heard, published)
    return found


def bearer(
    kind: EntityKind,
    name: str,
    roles: Iterable[str],
    organisations: Iterable[str | None],
    heard: frozenset[str],
    published: str | None,
) -> Bearer:
    """One entity of an article; ``heard`` are all who speak there, ``published`` is the article's date (ISO 8601)."""
    year = _YEAR.match(published or "")
    return Bearer(
        kind,
        name,
        roles=tuple(sorted(set(roles))[:MOST_WORDINGS]),
        organisations=tuple(sorted({o for o in organisations if o})[:MOST_WORDINGS]),
        beside=heard - {name} if name in heard else heard,
        years=(int(year[1]), int(year[1])) if year else None,
    )


def speaker_key(kind: EntityKind, name: str) -> str | None:
    """A name without case, diacritics, points and spacing, for its kind; None where it alone never tells who it is.

    Such are the kinds that are never joined, and single names of persons.
    """
    if kind not in JOINED:
        return None
    decomposed = unicodedata.normalize("NFKD", ids.outlet_key(name))
    words = "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", " ").split()
    if not words or (kind == "person" and len(words) < 2):
        return None
    return f"{kind}|{' '.join(words)}"
