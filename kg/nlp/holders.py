"""Who held an office when: so that "the Prime Minister" can be the Keir Starmer whom the same article names.

It makes nobody a speaker who is not named in the article; it is one of the facts that the ranker weighs.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kg.nlp.names import COUNTRIES, bare, plain

LISTED = Path(__file__).parent / "holders.csv"
GRACE = timedelta(days=75)  # before and after a term: who is elected, and who has just left, is called so too
UNITED_STATES = ("us", "u.s", "usa", "american", "america")
KINGDOM = ("uk", "u.k", "british", "britain")
SMALL = frozenset(("of", "the", "and", "for"))


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one holder: the words of the office ("prime", "minister"), those of the country, and the dates."""

    office: tuple[str, ...]
    places: frozenset[str]
    since: date
    until: date


def holds(name: str, phrase: str, published: str | None) -> bool:
    """Whether the person of this name held, at the time, the office that ``phrase`` names ("the US president").

    ``published`` is an ISO 8601 date or date-time; without one, whoever ever held the office counts.
    """
    said = [w for w in (plain(bare(w)) for w in phrase.split()) if w not in SMALL]
    when = _day(published)
    for term in terms(name):
        if when is not None and not term.since - GRACE <= when <= term.until + GRACE:
            continue
        if all(w in said for w in term.office) and not (set(said) & seats()) - term.places:
            return True
    return False


def terms(name: str) -> Sequence[Term]:
    """The terms of whoever bears this full name; of a surname alone if only one holder of any office has it."""
    words = [plain(bare(w)) for w in name.split()]
    if not words:
        return ()
    people = _listed().get(words[-1], {})
    if len(words) == 1:
        return next(iter(people.values())) if len(people) == 1 else ()
    return next((found for full, found in people.items() if full[0] == words[0] or " ".join(full) == name.lower()), ())


@cache
def _listed() -> Mapping[str, Mapping[tuple[str, ...], Sequence[Term]]]:
    """The terms of each holder, by last name and then by all words of the name."""
    out: dict[str, dict[tuple[str, ...], list[Term]]] = defaultdict(lambda: defaultdict(list))
    with LISTED.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(plain(bare(w)) for w in row["holder"].split())
            office = tuple(w for w in row["office"].split() if w not in SMALL)
            since, until = _day(row["since"]) or date.min, _day(row["until"]) or date.max - GRACE
            places = frozenset(_place_words(row["of"]))
            out[words[-1]][words].append(Term(office, places, max(since, date.min + GRACE), until))
    return out


@cache
def seats() -> frozenset[str]:
    """The words for the countries, cities and bodies whose offices are listed, and their adjectives."""
    return frozenset(w for people in _listed().values() for found in people.values() for t in found for w in t.places)


def _place_words(place: str) -> list[str]:
    """What a country, city or body is called in front of an office: "France", "French", "Paris"."""
    words = [plain(bare(w)) for w in place.split() if w not in SMALL]
    if place == "United States":
        return [*words, *UNITED_STATES, "washington"]
    if place == "United Kingdom":
        return [*words, *KINGDOM, "london"]
    adjectives = [a.lower() for a, places in COUNTRIES.items() if place.lower() in places or place in places]
    return [*words, *(w for a in adjectives for w in a.split())]


def _day(written: str | None) -> date | None:
    """The day of an ISO date, of its month the first; None where it is none."""
    parts = (written or "")[:10].split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2][:2]) if len(parts) > 2 else 1)
    except ValueError:
        return None
