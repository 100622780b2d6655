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

from kg.nlp.lexicon import words
from kg.nlp.names import COUNTRIES, bare, plain

LISTED = Path(__file__).parent / "holders.csv"
GRACE = timedelta(days=75)  # before and after a term: who is elected, and who has just left, is called so too
UNITED_STATES = ("us", "u.s", "usa", "american", "america")
KINGDOM = ("uk", "u.k", "british", "britain")
NEVER = words("vice deputy former ex shadow acting assistant")  # beside an office: somebody else's
ADJECTIVES = """Algeria: algerian; Argentina: argentine argentinian; Armenia: armenian; Austria: austrian; Azerbaijan:
azerbaijani; Bangladesh: bangladeshi; Belgium: belgian; Bolivia: bolivian; Bosnia and Herzegovina: bosnian; Bulgaria:
bulgarian; Chile: chilean; Colombia: colombian; Croatia: croatian; Cyprus: cypriot; Denmark: danish; Ecuador:
ecuadorian; Estonia: estonian; Ethiopia: ethiopian; Finland: finnish; Georgia: georgian; Ghana: ghanaian; Greece:
greek; Iceland: icelandic; Indonesia: indonesian; Ireland: irish; Jordan: jordanian; Kazakhstan: kazakh; Kenya: kenyan;
Latvia: latvian; Lebanon: lebanese; Libya: libyan; Lithuania: lithuanian; Malaysia: malaysian; Malta: maltese; Morocco:
moroccan; Myanmar: burmese; Nepal: nepalese nepali; Nigeria: nigerian; North Korea: korean; Norway: norwegian;
Palestinian Authority: palestinian; Peru: peruvian; Philippines: philippine filipino; Portugal: portuguese; Romania:
romanian; Rwanda: rwandan; Scotland: scottish; Serbia: serbian; Singapore: singaporean; Slovakia: slovak; Slovenia:
slovenian; South Africa: african; South Korea: korean; Sri Lanka: lankan; Sudan: sudanese; South Sudan: sudanese;
Switzerland: swiss; Taiwan: taiwanese; Thailand: thai; Tunisia: tunisian; Uganda: ugandan; Vietnam: vietnamese; Wales:
welsh; Yugoslavia: yugoslav; Zimbabwe: zimbabwean"""
ALSO = {place: words(said) for place, _, said in (x.partition(": ") for x in " ".join(ADJECTIVES.split()).split("; "))}
SMALL = frozenset(("of", "the", "and", "for"))
SPELT = {"PM": ("prime", "minister"), "VP": ("vice", "president")}


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
    said = [x for w in phrase.split() for x in SPELT.get(w, (plain(bare(w)),)) if x not in SMALL]
    when = _day(published)
    for term in terms(name):
        if when is not None and not term.since - GRACE <= when <= term.until + GRACE:
            continue
        beside = set(said) - set(term.office)
        if all(w in said for w in term.office) and not beside & (seats() - term.places | NEVER):
            return True
    return False


def terms(name: str) -> Sequence[Term]:
    """The terms of whoever bears this full name; of a surname alone if only one holder of any office has it."""
    said = tuple(plain(bare(w)) for w in name.split())
    if not said:
        return ()
    people = _listed().get(said[-1], {})
    if len(said) == 1:
        return next(iter(people.values())) if len(people) == 1 else ()
    return people.get(said) or next((found for full, found in people.items() if full[0] == said[0]), ())


@cache
def _listed() -> Mapping[str, Mapping[tuple[str, ...], Sequence[Term]]]:
    """The terms of each holder, by last name and then by all words of the name."""
    out: dict[str, dict[tuple[str, ...], list[Term]]] = defaultdict(lambda: defaultdict(list))
    with LISTED.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            holder = tuple(plain(bare(w)) for w in row["holder"].split())
            office = tuple(w for w in row["office"].split() if w not in SMALL)
            since, until = _day(row["since"]) or date.min, _day(row["until"]) or date.max - GRACE
            places = frozenset(_place_words(row["of"]))
            out[holder[-1]][holder].append(Term(office, places, max(since, date.min + GRACE), until))
    return out


@cache
def seats() -> frozenset[str]:
    """The words for the countries, cities and bodies whose offices are listed, and their adjectives."""
    return frozenset(w for people in _listed().values() for found in people.values() for t in found for w in t.places)


def _place_words(place: str) -> list[str]:
    """What a country, city or body is called in front of an office: "France", "French"."""
    parts = [plain(bare(w)) for w in place.split() if w not in SMALL]
    if place == "United States":
        return [*parts, *UNITED_STATES, "washington"]
    if place == "United Kingdom":
        return [*parts, *KINGDOM, "london"]
    adjectives = [a.lower() for a, places in COUNTRIES.items() if place.lower() in places or place in places]
    return [*parts, *sorted(ALSO.get(place, ())), *(w for a in adjectives for w in a.split())]


def _day(written: str | None) -> date | None:
    """The day of an ISO date, of its month the first; None where it is none."""
    parts = (written or "")[:10].split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2][:2]) if len(parts) > 2 else 1)
    except (OverflowError, ValueError):
        return None
