"""When are two bearers of names in different articles one person or organisation? Pure: values in, values out.

The names give prior odds; roles, organisations, who speaks beside them and the years of publication raise or lower
them, as in the model of Fellegi and Sunter (1969, "A theory for record linkage"); the weights are set by hand.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.resolve.bearers import Bearer
from kg.resolve.likeness import NOTHING, Likeness, bodies, people
from kg.resolve.roles import EXCLUSIVE, Office, Relation, fields_apart, office, relation
from kg.resolve.sounds import CACHE
from kg.resolve.wording import LONGEST, Body, Wording, body, person

JOIN: float = 0.5
MOST_FORMS = 6
KINDS = frozenset({"person", "organisation", "outlet", "place"})
TELLING = frozenset({"dame", "sir", "imam", "rabbi"})  # forms of address that are not for everybody
LONG = 25  # years after which an equal name in an equal office is as likely a child's


@dataclass(frozen=True, slots=True)
class Match:
    """``score`` is the chance (0 to 1) that both are one; ``reason`` says why, in words for a fact-checker."""

    score: float
    reason: str


def match(a: Bearer, b: Bearer) -> Match:
    """Whether ``a`` and ``b`` are one; their order changes nothing but that of the names in the reason.

    Only people, organisations, outlets and places can be one, and only with their own kind; but an organisation is an
    outlet of the very same name, since articles speak of outlets as of organisations.
    """
    if a.kind not in KINDS or b.kind not in KINDS:
        return Match(0.0, "of a kind that is never joined")
    if a.kind != b.kind and {a.kind, b.kind} != {"organisation", "outlet"}:
        return Match(0.0, f"a {a.kind} and a {b.kind}")
    like = _likeness(a, b)
    if like.extent == "none":
        return Match(0.0, like.phrase)
    if a.kind != b.kind and like.phrase != "same name":
        return Match(0.1, "an organisation and an outlet with unequal names")
    if like.extent == "clash":
        return Match(_chance(like.weight), like.phrase)
    return _weighed(a, b, like)


def _likeness(a: Bearer, b: Bearer) -> Likeness:
    """That of the wordings that are most alike; but whole names go before single ones, and a clash before all."""
    if a.kind != "person":
        return max((bodies(x, y) for x, y in product(_bodies(_forms(a)), _bodies(_forms(b)))), key=_rank)
    ours, theirs = _wordings(_forms(a)), _wordings(_forms(b))
    found = [people(x, y) for x, y in product(ours, theirs)]
    clash = next((f for f in found if f.extent == "clash"), None)
    return clash or max(found, key=_rank, default=NOTHING)


def _short(wordings: tuple[str, ...]) -> tuple[str, ...]:
    """Cut, so that no cache holds long texts of a page."""
    return tuple(w[:LONGEST] for w in wordings)


def _rank(like: Likeness) -> tuple[float, str]:
    return like.weight, like.phrase


def _forms(bearer: Bearer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f[:LONGEST] for f in (bearer.name, *bearer.aliases)))


@lru_cache(CACHE)
def _bodies(forms: tuple[str, ...]) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(map(body, forms)))[:MOST_FORMS]


@lru_cache(CACHE)
def _wordings(forms: tuple[str, ...]) -> tuple[Wording, ...]:
    """The wordings to compare: of one script whole names if there is one, since a single name adds nothing to it."""
    parsed = [person(f) for f in forms]
    whole = {w.script for w in parsed if not w.single}
    kept = [w for w in parsed if w.parts and (w.acronym or not w.single or w.script not in whole)]
    return tuple(dict.fromkeys(kept))[:MOST_FORMS]


@lru_cache(CACHE)
def _offices(roles: tuple[str, ...], forms: tuple[str, ...]) -> tuple[Office, ...]:
    titles = (" ".join((w.titles, *sorted(w.polite & TELLING))) for w in map(person, forms))
    told = [office(r) for r in dict.fromkeys(roles)]
    heads = {h for o in told for h in o.heads}
    return (*told, *(office(t) for t in dict.fromkeys(titles) if t.strip() and not office(t).heads & heads))


def _weighed(a: Bearer, b: Bearer, like: Likeness) -> Match:
    years = _years_apart(a, b)
    weight = like.weight
    reasons = [_named(a, b, like)]
    one = a.kind == "person"
    fresh = 1.0 if years <= 8 else 0.8 if years <= LONG else 0.3
    firsts = _offices(_short(a.roles), _forms(a) if one else ()), _offices(_short(b.roles), _forms(b) if one else ())
    what, x, y = _related(*firsts)
    gained, said = _of_roles(what, x, y, years) if one else _of_descriptions(what, x, y)
    weight += gained * (fresh if gained > 0 else 1.0)
    reasons += said
    shared = _folded(_short(a.organisations)) & _folded(_short(b.organisations))
    if shared and one:
        weight += (0.5 if "party" in min(shared) else 1.0) * fresh
        reasons.append(f"both of {min(shared)}")
    elif one and a.organisations and b.organisations and years <= 1:
        weight -= 0.5
    beside = a.beside & b.beside
    if beside:
        weight += min(len(beside), 3) * 0.7 * fresh
        reasons.append(f"both beside {min(beside)}")
    weight += _of_years(a, b, years, like, reasons) if one else 0.0
    if like.extent == "bare" and len(reasons) == 1:
        reasons.append("nothing else supports it")
    return Match(_chance(weight), "; ".join(reasons))


def _named(a: Bearer, b: Bearer, like: Likeness) -> str:
    """How the names agree, with both where they are not the same, and whether many bear it."""
    shown = "" if a.name == b.name else f" ({_cut(a.name)}/{_cut(b.name)})"
    many = ", which many bear" if like.common else ""
    return f"{like.phrase}{shown}{many}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


@lru_cache(CACHE)
def _related(
    a: tuple[Office, ...], b: tuple[Office, ...]
) -> tuple[Relation, Office, Office] | tuple[Relation, None, None]:
    """The best relation of two offices, but the same office elsewhere goes before a mere maybe of a bare title."""
    order: dict[Relation, int] = {"same": 0, "may be": 1, "another's": 2, "other": 3, "unknown": 4}
    pairs = [(relation(x, y), x, y) for x in a[:8] for y in b[:8]]
    if not pairs:
        return "unknown", None, None
    elsewhere = [p for p in pairs if p[0] == "another's"]
    best = min(pairs, key=lambda p: (order[p[0]], p[1].text, p[2].text))
    return elsewhere[0] if best[0] == "may be" and elsewhere else best


def _of_roles(what: Relation, x: Office | None, y: Office | None, years: int) -> tuple[float, list[str]]:
    """(the weight of how two offices stand, what to say of it)."""
    if x is None or y is None or what == "unknown":
        return 0.0, []
    if what == "same":
        return 3.0, [f"both {_cut(x.text)}" if x.heads & y.heads else f"{_cut(x.text)} fits {_cut(y.text)}"]
    if what == "may be":
        return 2.4, [f"{_cut(x.text)} may be {_cut(y.text)}"]
    both = f"{_cut(x.text)}, but {_cut(y.text)}"
    now = years <= 1
    if what == "another's":
        sole = bool(x.heads & y.heads & EXCLUSIVE) or bool(x.places and y.places)
        return (-3.8 if now else -1.6 if years <= 8 else -0.8) if sole else (-2.0 if now else -0.6), [both]
    if not now and x.places & y.places:
        return 1.0, [f"{both}, in another year"]
    if fields_apart(x, y):
        return -3.8 if now else -1.5 if years <= 5 else -0.8, [both]
    return -1.2 if now else -0.3, [both]


def _of_descriptions(what: Relation, x: Office | None, y: Office | None) -> tuple[float, list[str]]:
    """The same of the words that describe organisations, which only rule each other out by their countries."""
    if x is None or y is None:
        return 0.0, []
    if what in ("same", "may be"):
        return 1.2, [f"{_cut(x.text)} fits {_cut(y.text)}"]
    if x.places and y.places and not x.places & y.places:
        return -4.5, [f"{_cut(x.text)}, but {_cut(y.text)}"]
    return 0.0, []


def _of_years(a: Bearer, b: Bearer, years: int, like: Likeness, reasons: list[str]) -> float:
    """Years lower the odds: much where both are single names, else from a working life on."""
    mononym = all(not (w.titles or w.polite) for x in (a, b) for w in map(person, _forms(x)))
    lone = all(w.single for x in (a, b) for w in map(person, _forms(x)))
    reigning = any(o.heads & {"monarch", "pope"} for x in (a, b) for o in _offices(_short(x.roles), _forms(x)))
    if lone and not (mononym or reigning) and years >= 4:
        reasons.append(f"{years} years apart")
        return -3.0 - min(years, 40) / 10
    if years > LONG:
        reasons.append(f"{years} years apart")
        return -1.5 - (years - LONG) * 0.03
    return 0.0


def _years_apart(a: Bearer, b: Bearer) -> int:
    if a.years is None or b.years is None:
        return 0
    return max(0, a.years[0] - b.years[1], b.years[0] - a.years[1])


@lru_cache(CACHE)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join((*sorted(b.places), *b.words)) for b in map(body, names))


def _chance(weight: float) -> float:
    return round(1 / (1 + math.exp(-weight)), 4)
