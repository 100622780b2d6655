"""Names of people and organisations as outlets write them, and namesakes: written for this, loaded and validated here.

names.jsonl beside this file holds one JSON object a line, of two shapes.

A variant is one way in which an outlet writes a name: "group" (the variants of one group name the same person or
organisation, and those of two groups different ones), "kind" ("person" or "organisation"), "name", "role" (in English,
or null where the article gives none), "outlet_country" (ISO 3166-1, two letters) and "year". Names come in several
scripts, transliterations and orders, with and without titles, diacritics, particles and initials.

A pair is two bearers of equal or confusable names: "pair", "a" and "b", and "same": true where both are one person
whose role changed; without "same" they are two. A bearer has "name", "kind", "role" or null, "organisation" (what the
bearer belongs to, or null), "year" and "with", the names that an article mentions beside it.

Most are public figures, with the role they had in that year; some, with ordinary names, are invented. The wording of
the roles is ours, and the outlets are not named. Text is in Unicode's form NFC.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

NAMES = Path(__file__).with_suffix(".jsonl")
Kind = Literal["person", "organisation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
YEARS = range(1800, 2100)


@dataclass(frozen=True, slots=True)
class Variant:
    """A name as an outlet of a country (ISO 3166-1, two letters) wrote it; ``group`` says whose it is."""

    group: str
    kind: Kind
    name: str
    role: str | None
    outlet_country: str
    year: int


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody or an organisation as an article presents it; ``beside`` are the names mentioned with it ("with")."""

    name: str
    kind: Kind
    role: str | None
    organisation: str | None
    year: int
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bearers that are easily confused; ``same`` if they are one."""

    pair: str
    a: Bearer
    b: Bearer
    same: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What the file holds, in its order."""

    variants: tuple[Variant, ...]
    pairs: tuple[Pair, ...]


def load(path: Path = NAMES) -> Names:
    """The variants and pairs of a file; raises ValueError with path, line number and what is wrong with the line."""
    variants: list[Variant] = []
    pairs: list[Pair] = []
    kinds: dict[str, Kind] = {}
    seen: set[tuple[str, str | None]] = set()
    for number, line in enumerate(path.read_bytes().removesuffix(b"\n").split(b"\n"), start=1):
        try:
            entry = _entry(line.decode())
            key = (entry.pair, None) if isinstance(entry, Pair) else (entry.group, entry.name)
            _require(key not in seen, f"{' '.join(filter(None, key))} occurs twice")
            seen.add(key)
            if isinstance(entry, Pair):
                pairs.append(entry)
            else:
                _require(kinds.setdefault(entry.group, entry.kind) == entry.kind, f"{entry.group} has two kinds")
                variants.append(entry)
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
    return Names(tuple(variants), tuple(pairs))


def _entry(line: str) -> Variant | Pair:
    data = json.loads(line)
    _require(isinstance(data, dict), "not an object")
    return _pair(data) if "pair" in data else _variant(data)


def _variant(data: Mapping[str, Any]) -> Variant:
    _fields(data, "group", "kind", "name", "role", "outlet_country", "year")
    country = _text(data["outlet_country"])
    _require(re.fullmatch("[A-Z]{2}", country) is not None, f"{country!r} is not a country's two letters")
    name, role = _text(data["name"]), _optional(data["role"])
    return Variant(_text(data["group"]), _kind(data["kind"]), name, role, country, _year(data["year"]))


def _pair(data: Mapping[str, Any]) -> Pair:
    _fields({"same": True, **data}, "pair", "same", "a", "b")
    _require(data.get("same", True) is True, '"same" is true or absent')
    return Pair(_text(data["pair"]), _bearer(data["a"]), _bearer(data["b"]), "same" in data)


def _bearer(data: Any) -> Bearer:
    _require(isinstance(data, dict), "a bearer is not an object")
    _fields(data, "name", "kind", "role", "organisation", "year", "with")
    _require(isinstance(data["with"], list), '"with" is not a list')
    role, organisation = _optional(data["role"]), _optional(data["organisation"])
    beside = tuple(_text(name) for name in data["with"])
    return Bearer(_text(data["name"]), _kind(data["kind"]), role, organisation, _year(data["year"]), beside)


def _fields(data: Mapping[str, Any], *wanted: str) -> None:
    _require(set(data) == set(wanted), f"fields are {sorted(data)}, not {sorted(wanted)}")


def _kind(value: Any) -> Kind:
    _require(value in KINDS, f"{value!r} is not a kind of {KINDS}")
    return "organisation" if value == "organisation" else "person"


def _year(value: Any) -> int:
    _require(type(value) is int and value in YEARS, f"{value!r} is not a year")
    return int(value)


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value)


def _text(value: Any) -> str:
    _require(isinstance(value, str) and value.strip() != "", f"{value!r} is not a text")
    _require(value == unicodedata.normalize("NFC", value.strip()), f"{value!r} is not trimmed and in NFC")
    return str(value)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
