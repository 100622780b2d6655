"""What a person types for an identifier: the whole IRI, or the beginning of its hash as the tables show it."""

import re

from kg.errors import NotFoundError
from kg.store.contract import Store

PATTERNS = {
    "article": "?x a schema:NewsArticle",
    "outlet": "?x a schema:NewsMediaOrganization",
    "speaker": "?entity hs:canonicalSpeaker ?x",
    "entity": "?x hs:canonicalSpeaker ?speaker",
    "attribution": "?x a hs:Attribution",
    "statement": "?x a schema:Quotation",
    "utterance": "?x a hs:Utterance",
    "claim": "?x a schema:Claim",
}
"""Where the identifiers of a kind are found."""

_SHORT = re.compile(r"(?:(?P<kind>[a-z]+)/)?(?P<digits>[0-9a-f]{6,20})")


def full_iri(store: Store, text: str, *kinds: str) -> str:
    """The IRI that ``text`` shortens: six or more digits of a hash of one of ``kinds``, with or without "kind/" before.

    Anything else is given back unchanged, as are digits alone that begin no hash: "decade" may be a name.
    NotFoundError where "kind/..." begins none, and where a hash is begun that is not the only one.
    """
    match = _SHORT.fullmatch(text)
    if match is None or (match["kind"] or kinds[0]) not in kinds:
        return text
    asked = [match["kind"]] if match["kind"] else kinds
    iris = {iri for kind in asked for iri in _beginning(store, kind, match["digits"])}
    if len(iris) > 1:
        raise NotFoundError(
            f"{text} begins more than one identifier: give more digits, or the kind ({kinds[0]}/{text})"
        )
    if not iris and match["kind"]:
        raise NotFoundError(f"no identifier begins with {text}")
    return iris.pop() if iris else text


def named(store: Store, text: str, *kinds: str) -> str:
    """The IRI of a statement or claim that ``text`` names: itself, or the first digits of its hash.

    NotFoundError where the store has none.
    """
    iri = full_iri(store, text, *kinds)
    if not is_ours(store, iri, *kinds) or store.select(f"ASK {{ <{iri}> schema:text ?text }}").rows != ((True,),):
        what = " or ".join(kinds)
        raise NotFoundError(
            f"{text} is no {what} of this store: give its IRI, or six digits of its hash ({kinds[0]}/...)"
        )
    return iri


def speaker_iri(store: Store, text: str) -> str:
    """The same of a speaker, or of an entity, which stands for its speaker; a name is given back unchanged."""
    iri = full_iri(store, text, "speaker", "entity")
    if not is_ours(store, iri, "entity"):
        return iri
    rows = store.select(f"SELECT ?speaker WHERE {{ <{iri}> hs:canonicalSpeaker ?speaker }} ORDER BY ?speaker").rows
    return str(rows[0][0]) if rows else iri


def is_ours(store: Store, iri: str, *kinds: str) -> bool:
    """Whether ``iri`` is an identifier of this store's base and of one of ``kinds``: safe to write into a query."""
    kind, _, digits = iri.removeprefix(store.base).partition("/")
    return iri.startswith(store.base) and kind in kinds and re.fullmatch("[0-9a-f]{20}", digits) is not None


def _beginning(store: Store, kind: str, digits: str) -> list[str]:
    start = f"{store.base}{kind}/{digits}"
    query = f'SELECT DISTINCT ?x WHERE {{ {PATTERNS[kind]} FILTER(STRSTARTS(STR(?x), "{start}")) }} LIMIT 2'
    return [str(row[0]) for row in store.select(query).rows]
