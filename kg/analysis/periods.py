"""Days put together to periods."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

PERIODS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "day": lambda day: day,
        "week": lambda day: "{:04}-W{:02}".format(*date.fromisoformat(day).isocalendar()),
        "month": lambda day: day[:7],
        "year": lambda day: day[:4],
    }
)
"""The name of the period (ISO 8601: 2022-03-01, 2022-W09, 2022-03, 2022) that a day lies in."""
