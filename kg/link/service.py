"""The Reconciliation Service API as values: a service's manifest, the bodies that are sent, the answers that come.

Versions 0.1 and 0.2 (Final Community Group Reports of the W3C Entity Reconciliation Community Group, 2023) and
1.0-draft. Where a service speaks several, the oldest is spoken, which all but the newest services know.
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from kg.errors import ServiceError
from kg.link.kinds import WIKIDATA_TYPE, kinds_of
from kg.model import EntityKind
from kg.rdf.links import Proposal

BATCH = 10
MOST_AT_ONCE = 50
MOST_PROPOSALS = 10
MOST_TYPES = 16
LONGEST = 1_000
MOST_SCORE = 1_000_000.0
WIKIDATA = "http://www.wikidata.org/entity/"

_IRI = re.compile(r"https?://[^\s/?#<>\"{}|\\^`\x00-\x20]+(?:[/?#][^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]*)?")
_TEMPLATE = re.compile(r"\{\{\s*id\s*\}\}|\{(?P<plus>\+?)id\}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself. ``space`` comes before an id in its IRI; ``view`` is the template of its page."""

    name: str
    versions: tuple[str, ...] = ()
    space: str = ""
    view: str = ""
    batch: int = BATCH
    types: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, data: object) -> "Manifest":
        """The manifest in parsed JSON; ServiceError where it is none or gives no IRIs."""
        if not isinstance(data, dict) or not isinstance(data.get("name"), str):
            raise ServiceError("is no reconciliation service: its manifest has no name")
        view = data.get("view")
        batch = data.get("batchSize")
        made = cls(
            name=data["name"][:LONGEST],
            versions=tuple(v for v in _list(data.get("versions")) if isinstance(v, str)),
            space=_text(data.get("identifierSpace")),
            view=_text(view.get("url")) if isinstance(view, dict) else "",
            batch=min(batch, MOST_AT_ONCE) if isinstance(batch, int) and batch > 0 else BATCH,
            types=tuple(_types(data.get("defaultTypes"))),
        )
        if made.iri("1") is None:
            raise ServiceError("its manifest says by no identifierSpace and no view how an id becomes an IRI")
        return made

    @property
    def wikidata(self) -> bool:
        """Whether its ids are items of Wikidata."""
        return "wikidata.org/" in self.space or (not self.space and "wikidata.org/" in self.view)

    @property
    def newest_only(self) -> bool:
        """Whether it speaks 1.0-draft and nothing older."""
        return bool(self.versions) and not {"0.1", "0.2"} & set(self.versions)

    def iri(self, identifier: str) -> str | None:
        """The IRI of an id: itself if it is one, else by identifierSpace, else by view; None where it is not valid."""
        if identifier.startswith(("http://", "https://")):
            return identifier if is_iri(identifier) else None
        if self.wikidata:
            made = WIKIDATA + identifier
        elif self.space:
            made = self.space + ("" if self.space.endswith(tuple("/#=:?&_-")) else "/") + identifier
        else:
            found = _TEMPLATE.search(self.view)
            if found is None:
                return None
            filled = identifier if found["plus"] else quote(identifier, safe="")
            made = self.view[: found.start()] + filled + self.view[found.end() :]
        return made if is_iri(made) else None

    def type_of(self, kind: EntityKind) -> str | None:
        """The type to ask for: Wikidata's item, or the one default type of the service that means this kind."""
        if self.wikidata:
            return WIKIDATA_TYPE.get(kind)
        meant = [identifier for identifier, name in self.types if kind in kinds_of(identifier) | kinds_of(name)]
        return meant[0] if len(meant) == 1 else None


@dataclass(frozen=True, slots=True)
class Request:
    """What to send: where below the service's address, as which media type."""

    path: str
    content_type: str
    body: bytes


def request(manifest: Manifest, names: Sequence[tuple[EntityKind, str]]) -> Request:
    """One batch of names, in the version that the service speaks."""
    if manifest.newest_only:
        queries = [
            {"conditions": [{"matchType": "name", "propertyValue": name}], "limit": MOST_PROPOSALS}
            | _typed(manifest, kind)
            for kind, name in names
        ]
        return Request("/match", "application/json", json.dumps({"queries": queries}).encode())
    batch = {
        f"q{n}": {"query": name, "limit": MOST_PROPOSALS} | _typed(manifest, kind)
        for n, (kind, name) in enumerate(names)
    }
    return Request("", "application/x-www-form-urlencoded", urlencode({"queries": json.dumps(batch)}).encode())


@dataclass(frozen=True, slots=True)
class Answer:
    """What is proposed for one name; ``refused`` says of each candidate that was left out why."""

    proposals: tuple[Proposal, ...]
    refused: tuple[str, ...] = ()


def answers(manifest: Manifest, data: object, count: int) -> tuple[Answer | None, ...]:
    """The answer to each name of a batch, in its order; None where there is none. ServiceError if it is no answer."""
    if not isinstance(data, dict):
        raise ServiceError("its answer is no JSON object")
    if isinstance(data.get("results"), list):
        results = data["results"]
        if len(results) != count:
            raise ServiceError(f"it was asked {count} names and answers {len(results)}")
    else:
        results = [data.get(f"q{n}") for n in range(count)]
        if not any(isinstance(r, dict) for r in results):
            said = data.get("message") or data.get("details") or data.get("error")
            raise ServiceError(f"its answer holds no results{f': {said[:200]}' if isinstance(said, str) else ''}")
    return tuple(_answer(manifest, result) for result in results)


def parsed(body: bytes) -> object:
    """The JSON of an answer; ServiceError where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as e:
        start = " ".join(body[:60].decode("utf-8", "replace").split())
        raise ServiceError(f"its answer is no JSON: it begins with {start!r}") from e


def is_iri(text: str) -> bool:
    """Whether ``text`` is an http(s) IRI of at most 1,000 characters that a graph can hold."""
    if len(text) > LONGEST or not _IRI.fullmatch(text) or not text.isprintable():
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _answer(manifest: Manifest, result: object) -> Answer | None:
    if not isinstance(result, dict):
        return None
    given = result.get("result", result.get("candidates"))
    if not isinstance(given, list):
        return None
    found: dict[str, Proposal] = {}
    refused = []
    for candidate in given[:MOST_PROPOSALS]:
        read = _proposal(manifest, candidate)
        if isinstance(read, str):
            refused.append(read)
        else:
            found.setdefault(read.iri, read)
    return Answer(tuple(found.values()), tuple(refused))


def _proposal(manifest: Manifest, data: object) -> Proposal | str:
    """The candidate, or why it is none."""
    if not isinstance(data, dict):
        return "a candidate is no JSON object"
    identifier, name = data.get("id"), _label(data.get("name"))
    if not isinstance(identifier, str | int) or isinstance(identifier, bool) or not str(identifier).strip():
        return "a candidate has no id"
    iri = manifest.iri(str(identifier))
    if iri is None:
        return f"the id {str(identifier)[:60]!r} makes no valid IRI"
    if not name:
        return f"{iri} has no name"
    types = sorted({text for pair in _types(data.get("type")) for text in pair if text})
    return Proposal(iri, name, _score(data.get("score")), data.get("match") is True, tuple(types))


def _typed(manifest: Manifest, kind: EntityKind) -> dict[str, str]:
    wanted = manifest.type_of(kind)
    return {"type": wanted} if wanted else {}


def _types(data: object) -> Iterator[tuple[str, str]]:
    """(id, name) of each type; a bare string is an id."""
    for item in (_list(data) if not isinstance(data, str | dict) else [data])[:MOST_TYPES]:
        if isinstance(item, str) and _text(item):
            yield _text(item), ""
        elif isinstance(item, dict) and _text(item.get("id")):
            yield _text(item.get("id")), _label(item.get("name"))


def _label(data: object) -> str:
    """A string, or the first of the list of strings with their languages that 1.0-draft has."""
    if isinstance(data, list):
        data = next((x.get("str") for x in data if isinstance(x, dict)), "")
    return " ".join(_text(data).split())


def _score(data: object) -> float | None:
    """A finite number of moderate size, rounded to four places; None for any other."""
    try:
        score = float(data) if isinstance(data, int | float | str) and not isinstance(data, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    return round(score, 4) if abs(score) <= MOST_SCORE else None


def _text(data: object) -> str:
    """A string of at most 1,000 characters that a graph can hold; "" for any other."""
    text = data[:LONGEST] if isinstance(data, str) else ""
    return "" if any("\ud800" <= c <= "\udfff" or c == "\x00" for c in text) else text


def _list(data: object) -> list[object]:
    return data if isinstance(data, list) else []
