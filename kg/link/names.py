"""A file of names: a CSV table that says which IRI a name means, and what it proposes for a speaker."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import InputError, UsageError
from kg.link.deciding import folded
from kg.link.service import MOST_PROPOSALS, is_iri
from kg.model import EntityKind
from kg.rdf.links import Proposal
from kg.resolve.bearers import Bearer
from kg.resolve.blocking import keys
from kg.resolve.identity import JOINED
from kg.resolve.matching import match

COLUMNS = ("name", "iri")
NEAR = 0.3
"""From this score on a name that is not the same is worth a person's look."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a name, its other spellings, the IRI that they mean, and the kind where the row tells it."""

    name: str
    iri: str
    aliases: tuple[str, ...] = ()
    kind: EntityKind | None = None


def entries(file: str, data: bytes) -> Iterator[Entry | InputError]:
    """The rows of a file, an InputError with its line in the place of a bad one; UsageError if it is no such table."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError(f"{file}: not UTF-8") from e
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        columns = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error as e:
        raise UsageError(f"{file}: no CSV table: {e}") from e
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise UsageError(f"{file}: no column {missing[0]!r}: its first line names the columns name, alias, iri, kind")
    reader.fieldnames = columns
    while True:
        try:
            row = next(reader, None)
        except csv.Error as e:
            yield InputError(f"{file}, line {reader.reader.line_num}", str(e))
            continue
        if row is None:
            return
        entry = _entry(row)
        yield InputError(f"{file}, line {reader.line_num}", entry) if isinstance(entry, str) else entry


class Names:
    """The entries of a file, found by name."""

    def __init__(self, found: Iterable[Entry]) -> None:
        self._same: defaultdict[str, list[Entry]] = defaultdict(list)
        self._near: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in found:
            for name in (entry.name, *entry.aliases):
                self._same[folded(name)].append(entry)
                for kind in [entry.kind] if entry.kind else sorted(JOINED):
                    for key in keys(kind, name):
                        self._near[key].append(entry)

    def proposals(self, kind: EntityKind, name: str) -> tuple[Proposal, ...]:
        """What the file proposes, the best first: its score is from 0 to 100, and ``match`` says that a name is equal.

        Equal is what differs in case, diacritics, dots and spacing alone.
        """
        found: dict[str, Proposal] = {}
        for entry in self._same.get(folded(name), ()):
            found.setdefault(entry.iri, _proposal(entry, 1.0, True))
        near: dict[str, Proposal] = {}
        for key in sorted(keys(kind, name)):
            for entry in self._near.get(key, ()):
                score = _nearness(kind, name, entry)
                if score >= NEAR and entry.iri not in found:
                    old = near.get(entry.iri)
                    if old is None or (old.score or 0) < 100 * score:
                        near[entry.iri] = _proposal(entry, score, False)
        ranked = sorted(near.values(), key=lambda p: (-(p.score or 0), p.iri))
        return (*found.values(), *ranked)[:MOST_PROPOSALS]


def _entry(row: Mapping[str, str | list[str] | None]) -> Entry | str:
    """The entry of a row, or why it is none."""
    if row.get(""):
        return "more cells than columns"
    cells = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
    name, iri, kind = " ".join(cells.get("name", "").split()), cells.get("iri", ""), cells.get("kind", "").casefold()
    if not folded(name):
        return "no name"
    if not is_iri(iri):
        return f"not an http(s) IRI: {iri[:100]!r}" if iri else "no iri"
    if kind and kind not in JOINED:
        return f"kind {kind[:40]!r} is none of {', '.join(sorted(JOINED))}"
    aliases = (" ".join(part.split()) for part in cells.get("alias", "").split("|"))
    of_kind = next((k for k in JOINED if k == kind), None)
    return Entry(name, iri, tuple(dict.fromkeys(a for a in aliases if folded(a))), of_kind)


def _proposal(entry: Entry, score: float, same: bool) -> Proposal:
    return Proposal(entry.iri, entry.name, round(100 * score, 2), same, (entry.kind,) if entry.kind else ())


def _nearness(kind: EntityKind, name: str, entry: Entry) -> float:
    spellings = (Bearer(entry.kind or kind, other) for other in (entry.name, *entry.aliases))
    return max(match(Bearer(kind, name), spelling).score for spelling in spellings)
