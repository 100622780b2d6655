"""The numbers and times of a sentence, for comparing: "a third" and "33 percent" are one, 312 and 298 are not."""

import re
from dataclasses import dataclass, replace
from itertools import product

from kg.check.claims.sameness import EMPTY
from kg.check.claims.stems import concepts, stem
from kg.nlp.numbers import NUMBER, VAGUE
from kg.nlp.numerals import number

HEDGE = re.compile(
    r"\b(?P<about>about|around|some|roughly|approximately|nearly|almost|an estimated|close to)\s$"
    r"|\b(?P<least>at least|more than|over|no fewer than|above|older than)\s$"
    r"|\b(?P<most>at most|fewer than|less than|up to|no more than|under|below)\s$",
    re.IGNORECASE,
)
PART = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0}
PARTS = "|".join(sorted(PART, key=len, reverse=True))
FRACTION = re.compile(
    rf"\b(?:(?P<times>a|an|one|two|three)[ -])?(?P<part>{PARTS})\b(?! of an? hour)",
    re.IGNORECASE,
)
FOLD = re.compile(r"\b(?P<two>twice|double[sd]?|doubling|twofold)\b|\b(?P<three>tripled?|threefold)\b", re.IGNORECASE)
DECADE = re.compile(r"\b(?:a|one) decade\b", re.IGNORECASE)
OUT_OF = re.compile(
    rf"(?<![\w.,])(?P<part>{NUMBER})(?: \w+)?(?: out of (?:every )?)(?P<all>{NUMBER})(?![\w.,]\d)", re.I
)
RANGE = re.compile(
    rf"(?<![\w.,])(?:between (?P<a>{NUMBER}) and (?P<b>{NUMBER})"
    rf"|(?P<c>{NUMBER}) ?(?:to|[–—-]) ?(?P<d>{NUMBER}))(?![\w])",
    re.IGNORECASE,
)
ONE = re.compile(rf"(?<![\w.,:/-])[$€£]?(?P<one>{NUMBER})(?![\w:/]|[.,]\d)(?P<percent> ?%| percent| per cent)?", re.I)
LOOSE = re.compile(rf"\b(?P<vague>{'|'.join(sorted(VAGUE, key=len, reverse=True))})\b", re.IGNORECASE)
MONTHS = tuple("january february march april may june july august september october november december".split())  # noqa: SIM905
DAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
MONTH = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(m.title() for m in MONTHS)})\b(?: (?P<after>\d{{1,2}})\b(?!,?\d))?"
)
WEEKDAY = re.compile(rf"\b(?:{'|'.join(d.title() for d in DAYS)})\b")
YEAR = re.compile(r"(?<![\w.,$€£-])(?:1[89]|20)\d\d(?![\w,]|\.\d| (?:percent|people|crowns|euros))")
RELATIVE = re.compile(
    r"\b(?P<which>last|next|this|previous) (?P<what>year|month|week|quarter|spring|summer|autumn|winter)\b", re.I
)
AFTER = re.compile(r"(?:[ -][^\W\d_]+(?:['’]s)?){1,5}")
NEAR = 0.02
HEDGED = 0.12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range (equal ends where exact), its kind, its words, and the stems of what may be its unit."""

    low: float
    high: float
    kind: str
    words: str
    hedged: bool = False
    units: frozenset[str] = frozenset()

    def of_the_same(self, other: "Quantity") -> bool:
        """Whether both may count the same thing: their units share a word, or one has none."""
        return self.kind == other.kind and (not self.units or not other.units or bool(self.units & other.units))

    def holds(self, other: "Quantity") -> bool:
        """Whether a vague number ("dozens") leaves room for the other."""
        return self.hedged and self.low < self.high and self.low <= other.low and other.high <= self.high

    def agrees(self, other: "Quantity") -> bool:
        """Whether both may be the same number: a hedge allows some distance."""
        if self.kind != other.kind:
            return False
        if self.holds(other) or other.holds(self):
            return True
        slack = (HEDGED if self.hedged or other.hedged else NEAR if self.kind == "percent" else 0.0) * max(
            abs(self.low), abs(other.low)
        )
        return abs(self.low - other.low) <= slack + 1e-9 and abs(self.high - other.high) <= slack + 1e-9


@dataclass(frozen=True, slots=True)
class Measured:
    """What numbers and times a text holds, and the text with them blanked out."""

    quantities: tuple[Quantity, ...]
    times: frozenset[tuple[str, str]]
    rest: str


def measured(text: str) -> Measured:
    """The quantities and times of a text. Each character belongs to one of them at most."""
    found: list[tuple[int, Quantity]] = []
    times: set[tuple[str, str]] = set()
    rest = text

    def blank(m: re.Match[str]) -> None:
        nonlocal rest
        rest = rest[: m.start()] + " " * (m.end() - m.start()) + rest[m.end() :]

    for m in MONTH.finditer(text):
        times.add(("month", m["month"].lower()))
        if m["day"] or m["after"]:
            times.add(("day", m["day"] or m["after"]))
        blank(m)
    for pattern, kind in ((WEEKDAY, "weekday"), (YEAR, "year"), (RELATIVE, "")):
        for m in pattern.finditer(rest):
            times.add((m["what"].lower(), m["which"].lower()) if not kind else (kind, m[0].lower()))
            blank(m)
    for pattern in (OUT_OF, RANGE, FRACTION, FOLD, DECADE, ONE, LOOSE):
        for m in pattern.finditer(rest):
            quantity = _quantity(m, text)
            if quantity is not None:
                found.append((m.start(), replace(quantity, units=_units(text, m.end()))))
                blank(m)
    return Measured(tuple(q for _, q in sorted(found, key=lambda x: x[0])), frozenset(times), rest)


def _quantity(m: re.Match[str], text: str) -> Quantity | None:
    """The quantity of a match; None where the words turn out to be no number ("one", "a hundred" of nothing)."""
    given = m.groupdict()
    if given.get("all"):
        part, whole = number(given["part"]), number(given["all"])
        at = 100 * part / whole if part is not None and whole else None
        return None if at is None or at > 100 else Quantity(at, at, "percent", m[0])
    ends = [number(x) for x in (given.get("a") or given.get("c"), given.get("b") or given.get("d")) if x]
    if len(ends) == 2:
        low, high = (float(x or 0) for x in ends)
        return Quantity(low, high, _kind(text, m.end()), m[0]) if low <= high else None
    if given.get("part"):
        count = {"two": 2, "three": 3}.get((given["times"] or "").lower(), 1)
        at = count * PART[given["part"].lower()]
        return None if given["part"].lower() == "third" and not given["times"] else Quantity(at, at, "percent", m[0])
    if "two" in given:
        at = 2.0 if given["two"] else 3.0
        return Quantity(at, at, "times", m[0])
    if given.get("vague"):
        low = float(VAGUE[given["vague"].lower()])
        return Quantity(low, 10 * low, "count", m[0], hedged=True)
    if "one" not in given:
        return Quantity(10, 10, "count", m[0])
    value = number(given["one"])
    if value is None or given["one"].lower() in ("one", "a", "an"):
        return None
    return _hedged(float(value), m, text, "percent" if given["percent"] else _kind(text, m.end()))


def _hedged(value: float, m: re.Match[str], text: str, kind: str) -> Quantity:
    hedge = HEDGE.search(text, max(0, m.start() - 20), m.start())
    if hedge and (hedge["least"] or hedge["most"]):
        side = 1e15 if hedge["least"] else -1e15
        return Quantity(min(value, value + side), max(value, value + side), kind, hedge[0] + m[0])
    return Quantity(value, value, kind, m[0], hedged=hedge is not None)


def _kind(text: str, end: int) -> str:
    after = text[end : end + 12].lower()
    if after.startswith((" percent", " per cent", "%", " %")):
        return "percent"
    return "times" if after.startswith(" times") else "count"


def _units(text: str, end: int) -> frozenset[str]:
    """The stems, and what they stand for, of up to three content words after a number."""
    after = AFTER.match(text, end)
    words = [w.casefold() for w in (after[0].split() if after else ())]
    found = [stem(w) for w in words if w not in EMPTY and not w.isdigit()][:3]
    return frozenset(c.name for s in found for c in concepts(s))


def clash(wanted: tuple[Quantity, ...], given: tuple[Quantity, ...]) -> tuple[tuple[Quantity, Quantity] | None, int]:
    """A pair of numbers that stand for each other and differ, else None; and how many wanted ones are not given."""
    free = [g for g in given if not any(w.agrees(g) for w in wanted)]
    missing = [w for w in wanted if not any(w.agrees(g) for g in given)]
    pairs = [(w, g) for w, g in product(missing, free) if w.of_the_same(g)]
    return (pairs[0] if pairs else None), len(missing)
