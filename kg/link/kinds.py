"""Which kind of thing a type of an authority is: its identifier where we know it, else the words of its name."""

import re
from collections.abc import Iterable, Mapping

from kg.model import EntityKind

WIKIDATA_TYPE: Mapping[EntityKind, str] = {"person": "Q5", "organisation": "Q43229", "place": "Q2221906"}
"""The item that is asked for. None for outlets: a newspaper is a work there as often as a company."""

_WORDS: Mapping[EntityKind, str] = {
    "person": "person persons people human humans individual",
    "outlet": "newspaper newspapers broadcaster magazine media",
    "place": "place location city town village country state region province municipality settlement territory capital"
    " island river district county area geographic",
    "organisation": "organization organisation organizations organisations company corporation business enterprise"
    " agency ministry institution institute university party charity government corporate association union bank court"
    " parliament committee council foundation police army",
}
_KINDS: Mapping[str, frozenset[EntityKind]] = {
    word: frozenset(kind for kind, words in _WORDS.items() if word in words.split())
    for word in " ".join(_WORDS.values()).split()
}
_OTHER = frozenset(
    {"name", "disambiguation", "film", "book", "song", "album", "painting", "literary", "taxon", "article"}
)
_QID = re.compile(r"Q[1-9][0-9]*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ALLOWED: Mapping[EntityKind, frozenset[EntityKind]] = {
    "outlet": frozenset({"outlet", "organisation"}),
    "organisation": frozenset({"organisation", "outlet"}),
}


def fits(kind: EntityKind, types: Iterable[str]) -> bool | None:
    """Whether a thing of these types (ids and names) may be of ``kind``; None where they do not tell."""
    given = list(types)
    found = {k for text in given for k in kinds_of(text)}
    if found & _ALLOWED.get(kind, frozenset({kind})):
        return True
    if found or any(_OTHER & _words(text) for text in given):
        return False
    return False if kind == "person" and any(map(_QID.fullmatch, given)) else None


def kinds_of(text: str) -> frozenset[EntityKind]:
    """The kinds that the id or the name of a type means; none where it is not known.

    Wikidata calls every person Q5 and nothing else so.
    """
    known = {identifier: kind for kind, identifier in WIKIDATA_TYPE.items()}
    tail = _tail(text)
    if tail in known:
        return frozenset({known[tail]})
    words = _words(text)
    return frozenset() if words & _OTHER else frozenset().union(*(_KINDS.get(word, ()) for word in words))


def _words(text: str) -> frozenset[str]:
    """The words of a name, or of the last part of an IRI: those of "NewsMediaOrganization" are three."""
    return frozenset(re.findall(r"[^\W\d_]+", _CAMEL.sub(" ", _tail(text)).casefold()))


def _tail(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2].rpartition("#")[2]
