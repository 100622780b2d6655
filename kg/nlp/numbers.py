"""Numbers in words and digits: where they stand in a text, and what they are worth.

Values are read as written ("2.5 million" is 2500000); a share of a whole is a fraction ("a third" is 0.333333, "nine in
ten" is 0.9). Every pattern is bounded, so that reading takes time in proportion to the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kg.nlp.lexicon import words
from kg.nlp.numerals import PARTS, SCALE, SMALL, Number, number, tidy

Form = Literal["digits", "spelt", "vague", "share", "times", "none"]

SHORT = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1_000, "b": 10**9}
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2 * 10**6, "tens of millions": 20 * 10**6,
    "hundreds of millions": 200 * 10**6, "billions": 2 * 10**9, "tens of billions": 20 * 10**9,
    "hundreds of billions": 200 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip
WHOLE = "two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|[2-9]|1[02]|2[05]|50|100|1,?000|10,?000|100,?000"
"""What a share is out of: "one in five"."""
CURRENCY = {
    "$": "dollars", "US$": "dollars", "C$": "Canadian dollars", "A$": "Australian dollars", "£": "pounds", "€": "euros",
    "¥": "yen", "₹": "rupees",
}  # fmt: skip
MONEY = words(
    "dollars euros pounds cents rubles roubles yuan yen pesos rupees francs hryvnia hryvnias shekels lira "
    "naira won zloty kronor kroner"
) | frozenset(CURRENCY.values())
PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES = "percent", "percentage points", "point", "share", "times"

DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"
SCALES = "|".join(SCALE)
SPELT = "|".join(sorted((*SMALL, *SCALE), key=len, reverse=True))
AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
NUMBER = (
    rf"(?:(?:{DIGITS})(?:[ \u00a0-]?(?:{SCALES})\b){{0,2}}|half(?: an? |[ -])(?:{SCALES})\b|"
    rf"an? (?:half[ -]|quarter of an? )?(?:{SCALES})\b(?: (?:{SCALES})\b)?|"
    rf"\b(?:{SPELT})\b(?:(?:{AND} and | and a half |[ -])(?:{SPELT})\b){{0,8}})"
)
UNIT = (
    r" ?%|[ -]point(?= )|[ \u00a0-](?:percentage[ -]points?|percent|per cent|pct\b|"
    rf"(?:{'|'.join(sorted(MONEY))})\b|dollar\b)"
)
SIGN = r"(?:US|[CA])?\$ ?|[£€¥₹]"


def _amount(n: int) -> str:
    return rf"(?P<sign{n}>{SIGN})?(?P<number{n}>{NUMBER})(?P<short{n}>(?:bn|tn|mn|[mkbMKB])(?!\w))?(?P<unit{n}>{UNIT})?"


SHARES = (
    rf"(?P<times>twice|double|triple)(?= (?:as (?:many|much)|the (?:number|amount|rate|size)|those|what)\b)|"
    rf"(?P<fold>{NUMBER})[ -]times(?= (?:as (?:many|much)|more|higher|larger|greater|bigger|the (?:number|amount))\b)|"
    rf"(?P<one>{NUMBER}) (?:in|out of|in every|out of every|of every) (?P<whole>{WHOLE})(?![\w,]|\.\d| (?:{SCALES})\b)|"
    r"(?P<count>an?|one|two|three|four|five)[ -]"
    r"(?P<part>half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    r"(?= of (?!an? (?:million|billion|percent|point|mile|hour|second|inch))| the | its | their | all )|"
    r"(?P<half>half)(?= of (?!an? )| the (?!way|time|battle)| its | their | all | those | our )"
)
FIGURE = re.compile(
    rf"(?<![\w$€£¥#@&+=/\\~^*_-])(?<![^\s\W][.,:’'](?=\d))(?<!\d[.,:])(?:{SHARES}|"
    rf"{_amount(1)}(?:(?P<to> ?[–—-] ?|"
    rf" to (?:more than |over |as (?:much|many) as |up to |about |around |nearly )?| and | or ){_amount(2)})?|"
    r"(?P<vague>(?:(?:tens|hundreds) of )?(?:thousands|millions|billions)|dozens|scores(?= of )|hundreds|trillions|"
    rf"(?P<several>several|a few) (?P<scale>{SCALES}))(?P<money> of dollars| dollars)?|(?P<none>no one|nobody)(?= ))"
    r"(?P<plus>\+| or (?:more|fewer|less)(?! than)| and (?:counting|more)(?=[.,;]))?"
    r"(?![\w%$€£&/\\@_]|[’'](?!s?\W)\w|:\d|[.,]\d|-\w)",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"(?<![\w-])(?:(?P<least>at least|more than|(?:just |well |slightly )?over|no fewer than|no less than|"
    r"not less than|"
    r"upwards? of|(?:just |well )?above|north of|past|as few as|as little as|a minimum of|in excess of|better than)|"
    r"(?P<most>at most|fewer than|less than|up to|no more than|not more than|(?:just )?under|(?:just )?below|"
    r"as many as|"
    r"as much as|a maximum of)|(?P<about>about|around|some|roughly|approximately|an estimated|estimated|nearly|almost|"
    r"close to|only|just|exactly|a total of|an average of|an additional|another|a record|somewhere|"
    r"probably|perhaps|maybe|"
    r"virtually|between|ranging from|(?:only |just |somewhere )?between|from))[ \u00a0]$",
    re.IGNORECASE,
)
LONGEST_HEDGE = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: ``[start, end)`` has its hedge, sign and unit; ``value`` is None where only bounds are told.

    ``words`` are those of the number itself; ``hedged`` if words before or after it say how exact it is.
    """

    start: int
    end: int
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    form: Form
    words: str
    hedged: bool = False


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The numbers of ``text[start:end]`` in order, none inside another."""
    at = start
    while (m := FIGURE.search(text, at, end)) is not None:
        hedge = HEDGE.search(text, max(at, m.start() - LONGEST_HEDGE), m.start())
        found = _quantity(text, m, hedge)
        yield from found
        at = max(found[-1].end if found else _first_end(m), m.start() + 1)


def _first_end(m: re.Match[str]) -> int:
    if m["one"]:
        return m.end("one")
    return m.end("number1") if m["number1"] and not _score(m) else m.end()


def _quantity(text: str, m: re.Match[str], hedge: re.Match[str] | None) -> list[Quantity]:
    """The one or two numbers that a match is; none if it is not well formed."""
    if m["number1"]:
        pair = _range(m, hedge)
        if pair is not None:
            return [pair]
        first = None if _score(m) else _single(m, hedge)
        return [] if first is None else [first]
    start = hedge.start() if hedge else m.start()
    words = m.group().lower()
    if m["vague"]:
        low = SCALE[m["scale"].lower()] * 2 if m["several"] else VAGUE[m["vague"].lower()]
        return [Quantity(start, m.end(), None, low, None, "dollars" if m["money"] else None, "vague", words, True)]
    if m["none"]:
        return [Quantity(m.start(), m.end(), 0, None, None, None, "none", words)]
    value, unit = _shared(m)
    if value is None:
        return []
    form: Form = "share" if unit == SHARE else "times"
    return [Quantity(start, m.end(), value, *_bounds(value, m, hedge), unit, form, words, hedge is not None)]


def _score(m: re.Match[str]) -> bool:
    """Whether two numbers joined by a dash are no range: "a 5-4 ruling", "2-1"."""
    return m["number2"] is not None and m["to"].strip() in ("-", "–") and not (m["unit1"] or m["sign1"])


def _shared(m: re.Match[str]) -> tuple[Number | None, str]:
    if m["times"]:
        return 3 if m["times"].lower() == "triple" else 2, TIMES
    if m["fold"]:
        return number(m["fold"]), TIMES
    if m["half"]:
        return 0.5, SHARE
    if m["part"]:
        count = SMALL.get(m["count"].lower(), 1)
        return tidy(Fraction(count, PARTS[m["part"].lower()])), SHARE
    one, whole = number(m["one"]), number(m["whole"])
    if one is None or whole is None or not 0 < one < whole:
        return None, SHARE
    return tidy(Fraction(one) / Fraction(whole)), SHARE


def _bounds(value: Number, m: re.Match[str], hedge: re.Match[str] | None) -> tuple[Number | None, Number | None]:
    plus = (m["plus"] or "").lower()
    least = bool(hedge and hedge["least"]) or plus == "+" or plus.endswith(("more", "counting"))
    most = bool(hedge and hedge["most"]) or plus.endswith(("fewer", "less"))
    return value if least else None, value if most else None


def _single(m: re.Match[str], hedge: re.Match[str] | None) -> Quantity | None:
    value = _worth(m, 1)
    if value is None:
        return None
    alone = m["number2"] is None
    end = m.end() if alone else m.end("unit1") if m["unit1"] else m.end("short1") if m["short1"] else m.end("number1")
    low, high = _bounds(value, m, hedge) if alone else (
        value if hedge and hedge["least"] else None, value if hedge and hedge["most"] else None)  # fmt: skip
    start = m.start() if hedge is None or hedge[0].strip().lower() == "from" else hedge.start()
    words = m["number1"].lower()
    form: Form = "digits" if words[0].isdecimal() else "spelt"
    return Quantity(start, end, value, low, high, _unit(m, 1), form, words, hedge is not None)


def _range(m: re.Match[str], hedge: re.Match[str] | None) -> Quantity | None:
    """The range that two numbers are: "between 40 and 60", "40 to 50", "seven or eight thousand", "$5-10 billion"."""
    if m["number2"] is None:
        return None
    low, high = _worth(m, 1), _worth(m, 2)
    if low is None or high is None:
        return None
    before = hedge[0].strip().lower() if hedge else ""
    units = {_unit(m, 1), _unit(m, 2)} - {None}
    scale = next((s for w, s in SCALE.items() if m["number2"].lower().endswith(w)), 1) * SHORT.get(
        (m["short2"] or "").lower(), 1
    )
    if low * scale < high:
        low = _scaled(m, low, scale)
    joint = (m["to"].split() or ["-"])[0].lower()
    told = before.endswith(("between", "ranging from"))
    both = bool(_unit(m, 1)) and _unit(m, 1) == _unit(m, 2) and not m["sign1"]
    fits = {
        "and": told,
        "or": high <= 2 * low,
        "to": told or (before != "from" and not both and high <= 20 * low),
    }.get(joint, not m["unit1"] and m["number1"][0].isdecimal() and (bool(units) or bool(hedge) or high > 10))
    if not fits or len(units) > 1 or low >= high:
        return None
    start = m.start() if hedge is None or before == "from" else hedge.start()
    unit = next(iter(units), None)
    form: Form = "digits" if m["number1"][0].isdecimal() else "spelt"
    return Quantity(start, m.end(), None, low, high, unit, form, m["number1"].lower(), True)


def _scaled(m: re.Match[str], low: Number, scale: int) -> Number:
    """The lower bound with the scale of the upper one ("seven or eight thousand"), where it has none of its own."""
    own = any(w in m["number1"].lower() for w in SCALE) or m["short1"] or "," in m["number1"]
    return low if own else tidy(Fraction(low) * scale)


def _worth(m: re.Match[str], n: int) -> Number | None:
    value = number(m[f"number{n}"])
    short = m[f"short{n}"]
    if value is None or short is None:
        return value
    if len(short) == 1 and not (m["sign1"] or m[f"sign{n}"]):
        return None  # "5m" may be metres or minutes
    return tidy(Fraction(str(value)) * SHORT[short.lower()])


def _unit(m: re.Match[str], n: int) -> str | None:
    sign, unit = m[f"sign{n}"], (m[f"unit{n}"] or "").strip(" \u00a0-").lower()
    if sign:
        return CURRENCY.get(sign.strip().upper(), "dollars")
    if not unit:
        return None
    if unit.startswith("percentage"):
        return PERCENTAGE_POINTS
    if unit == "point":
        return POINTS
    return PERCENT if unit in ("%", "percent", "per cent", "pct") else "dollars" if unit == "dollar" else unit
