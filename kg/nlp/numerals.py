"""What numbers in words and digits are worth: "1,597", "two and a half million", "forty-two"."""

import re
from fractions import Fraction

Number = int | float

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {w: i for i, w in enumerate(ONES.split())} | {w: 10 * i for i, w in enumerate(TENS.split(), 2)}
SCALE = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip


def number(said: str) -> Number | None:
    """The value of "1,597", "2.5 million", "two dozen" or "one hundred and five"; None if it is none."""
    parts = re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"(?<=\d),(?=\d)", "", said.lower())).replace("-", " ").split()
    if parts[:1] in (["a"], ["an"]):
        parts = ["one", *parts[1:]] if len(parts) > 1 and parts[1] in SCALE else parts[1:]
        if parts[:1] not in (["one"], ["half"], ["quarter"]):
            return None
    if parts[:1] in (["half"], ["quarter"]):
        rest = [w for w in parts[1:] if w not in ("a", "an", "of")]
        scale = number(" ".join(["one", *rest])) if rest and all(w in SCALE for w in rest) else None
        return None if scale is None else tidy(Fraction(scale) / PARTS[parts[0]])
    return _sum(parts)


def _sum(parts: list[str]) -> Number | None:
    total, last = Fraction(0), 10**15  # last: the scale that the next one must be below
    current: Fraction | None = None
    ten = False
    for i, w in enumerate(parts):
        if w[0].isdecimal() and w.isascii():
            if i:
                return None
            current = Fraction(w)
        elif w in SMALL:
            small = SMALL[w]
            room = current is None or (ten and small < 10) or (current >= 100 and current % 100 == 0)
            if not room or (small == 0 and len(parts) > 1) or (current is not None and parts[0][0].isdecimal()):
                return None
            current, ten = (current or Fraction(0)) + small, small >= 20
        elif w in SCALE:
            if w in ("hundred", "dozen"):
                if current is None or current == 0 or (current >= 100 and not parts[0][0].isdecimal()):
                    return None
                current, ten = current * SCALE[w], False
            else:
                if current is None or SCALE[w] >= last:
                    return None
                total, current, last, ten = total + current * SCALE[w], None, SCALE[w], False
        elif w == "half" and current is not None and parts[i - 2 : i] == ["and", "a"]:
            current += Fraction(1, 2)
        elif w not in ("and", "a") or i == len(parts) - 1:
            return None
    return tidy(total + (current or 0)) if parts else None


def tidy(value: Fraction) -> Number:
    """A whole number as int, any other rounded to six places."""
    return int(value) if value.denominator == 1 else round(float(value), 6)
