"""Values as literals in canonical form, and back: what a store normalises on the way in is written that way at once."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pyoxigraph import Literal

from kg.errors import FormatError
from kg.rdf.terms import BOOLEAN, DATE, DATE_TIME, DECIMAL, INTEGER

PLACES = 4
TRUE = Literal("true", datatype=BOOLEAN)
FALSE = Literal("false", datatype=BOOLEAN)

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)


def confidence(value: float) -> Literal:
    """A confidence or score as xsd:decimal, rounded to four places."""
    return number(float(round(value, PLACES)))


def number(value: int | float) -> Literal:
    """An int as xsd:integer, a float as xsd:decimal with the digits of its repr; FormatError unless it is finite."""
    if isinstance(value, int):
        return Literal(str(value), datatype=INTEGER)
    if not math.isfinite(value):
        raise FormatError(f"{value} is not a number that the graph can hold")
    digits = format(Decimal(repr(value)), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=DECIMAL)


def number_of(literal: Literal) -> int | float:
    """The number of a literal: xsd:integer as int, any other as float; FormatError if it is none."""
    try:
        return int(literal.value) if literal.datatype == INTEGER else float(literal.value)
    except ValueError as e:
        raise FormatError(f"not a number: {literal}") from e


def moment(value: str) -> Literal:
    """A date or date-time of ISO 8601 as xsd:date or xsd:dateTime; what is neither stays a plain string."""
    text = moment_text(value)
    if _DATE.fullmatch(text):
        return Literal(text, datatype=DATE) if _is_date(text) else Literal(text)
    return Literal(text, datatype=DATE_TIME) if _as_datetime(text) else Literal(text)


def moment_text(value: str) -> str:
    """The canonical spelling of a date-time (seconds written, no empty fraction, UTC as Z); all else unchanged."""
    found = _as_datetime(value)
    if found is None:
        return value
    micro = f".{found.microsecond:06}".rstrip("0") if found.microsecond else ""
    text = found.replace(microsecond=0, tzinfo=None).isoformat() + micro
    if found.tzinfo is None:
        return text
    zone = found.isoformat()[-6:]
    return text + ("Z" if found.utcoffset() == UTC.utcoffset(None) else zone)


def just_after(value: str) -> str:
    """A microsecond later than a date-time, in canonical spelling; FormatError if it is none."""
    found = _as_datetime(value)
    if found is None:
        raise FormatError(f"not a date-time: {value}")
    return moment_text((found + timedelta(microseconds=1)).isoformat())


def same_second(one: str, other: str) -> bool:
    """Whether two date-times lie in one second; False where either is none."""
    a, b = _as_datetime(one), _as_datetime(other)
    if a is None or b is None or (a.tzinfo is None) != (b.tzinfo is None):
        return False
    return a.replace(microsecond=0) == b.replace(microsecond=0)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _as_datetime(text: str) -> datetime | None:
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = found.utcoffset()
    return found if offset is None or abs(offset.total_seconds()) <= 14 * 3600 else None
