"""From values and days to places on an axis, with ticks at round ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Literal

RATIO = 20
"""From which ratio of the largest to the smallest value on an axis is logarithmic."""
Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``start`` to ``end`` (pixels) for values from ``low`` to ``high``, with its ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The place of a value; those beyond an end stand at that end."""
        low, high, v = self.low, self.high, min(max(value, self.low), self.high)
        if self.logarithmic:
            low, high, v = log10(low), log10(high), log10(v)
        return self.start + (v - low) / (high - low) * (self.end - self.start)


def value_axis(values: Sequence[float], start: float, end: float) -> Axis:
    """An axis that holds all values: logarithmic where they are positive and more than ``RATIO`` apart, else from 0."""
    least, most = min(values), max(values)
    if least > 0 and most / least > RATIO:
        first, last = floor(log10(least)), ceil(log10(most))
        ticks = tuple(10.0**e for e in range(first, last + 1, ceil((last - first) / 6)))
        return Axis(10.0**first, 10.0**last, start, end, ticks, True)
    low, high = min(0.0, least), max(0.0, most)
    step = _round((high - low) / 5 or 1.0)
    first, last = floor(low / step), ceil(high / step) or 1
    return Axis(first * step, last * step, start, end, tuple(i * step for i in range(first, last + 1)))


def _round(step: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is not less."""
    power = 10.0 ** floor(log10(step))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= step * 0.999999)


def day_axis(days: Sequence[date], start: float, end: float, most: int = 6) -> tuple[Axis, dict[float, str]]:
    """An axis of days (as ordinals) that holds all of them, and what is written at its ticks."""
    first, last = min(days), max(days)
    step = step_for(first, last, most)
    ticks = {float(at.toordinal()): named(at, step) for at in steps(first, last, step) if at >= first}
    every = max(1, ceil(len(ticks) / (2 * most)))
    ticks = {at: words for i, (at, words) in enumerate(ticks.items()) if i % every == 0}
    low, high = float(first.toordinal()), float(last.toordinal())
    if low == high:
        low, high = low - 1, high + 1
    return Axis(low, high, start, end, tuple(ticks)), ticks


def steps(first: date, last: date, step: Step) -> list[date]:
    """The first day of each step from that of ``first`` to that of ``last``."""
    found = [beginning(first, step)]
    while (at := following(found[-1], step)) <= last and at > found[-1]:
        found.append(at)
    return found


def step_for(first: date, last: date, most: int) -> Step:
    """The finest step that parts a period into at most ``most``; years where none does."""
    days = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.2}
    span = (last - first).days + 1
    return next((step for step in STEPS if span / days[step] <= most), "year")


def beginning(day: date, step: Step) -> date:
    """The first day of the step that a day lies in."""
    if step == "day":
        return day
    if step == "week":
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[step]
    return date(day.year, month, 1)


def following(day: date, step: Step) -> date:
    """The first day of the next step; the last day that there is, where the calendar ends."""
    far = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[step]
    try:
        return beginning(day + timedelta(days=far), step)
    except OverflowError:
        return date.max


def named(day: date, step: Step) -> str:
    """A step by its first day: "2016-03-07", "2016-03", "2016 Q1", "2016"."""
    if step == "quarter":
        return f"{day.year} Q{(day.month - 1) // 3 + 1}"
    return day.isoformat()[: {"day": 10, "week": 10, "month": 7, "year": 4}[step]]


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones (in order), ``gap`` or more from each other, from ``low`` to ``high`` if they fit."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + gap if found else low))
    edge = high
    for i in reversed(range(len(found))):
        found[i] = min(found[i], edge)
        edge = found[i] - gap
    return found
