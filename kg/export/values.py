"""Attribute values as text, and the one type that a column of them has."""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any, Literal

from kg.export.xmltext import legal

ColumnType = Literal["boolean", "integer", "long", "double", "string"]

_SMALLEST, _LARGEST = -(2**31), 2**31 - 1


def plain(value: Any) -> str:
    """Any value as text: lists joined by pipes (a pipe or backslash in an item has a backslash before it)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return _joined(sorted(map(plain, value)))
    if isinstance(value, list | tuple):
        return _joined(map(plain, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def number(value: int | float) -> str:
    """A number as Java and C read it; what is not finite as XML Schema writes it: INF, -INF, NaN."""
    if value.__class__ is int or isfinite(value):
        return repr(value)
    return "NaN" if value != value else "INF" if value > 0 else "-INF"


def _joined(items: Iterable[str]) -> str:
    return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


@dataclass(slots=True)
class Column:
    """A column while its values are seen: its place in order of appearance, what its cells begin with, what it held.

    ``largest`` is the size of its largest integer that needs more than 32 bits.
    """

    place: int
    opening: str
    types: set[type] = field(default_factory=set)
    largest: int = 0

    @property
    def type(self) -> ColumnType:
        """The narrowest type that holds every value; integers and fractions are doubles, other mixtures strings."""
        if self.types == {bool}:
            return "boolean"
        if self.types == {int}:
            return "integer" if self.largest < 2**31 else "long" if self.largest < 2**63 else "string"
        if self.types == {float} or (self.types == {int, float} and self.largest <= 2**53):
            return "double"
        return "string"


class Columns:
    """The columns of what it has written. Cells are written at once; titles and types are known at the end.

    ``opening`` and ``closing`` enclose a cell; ``opening`` names the column by its place ("%d"). ``escape`` is what
    text needs; numbers need nothing. ``held`` are attributes that are no columns. Places count from ``first``.
    """

    def __init__(
        self, held: frozenset[str], opening: str, closing: str, escape: Callable[[str], str], *, first: int = 0
    ) -> None:
        self._opening, self._closing, self._escape, self._first = opening, closing, escape, first
        self._columns: dict[Hashable, Column] = {}
        self._held = held

    def cells(self, data: Mapping[Any, Any]) -> str:
        """The attributes of one node or edge, as cells; None is left out."""
        columns, held, escape, closing = self._columns, self._held, self._escape, self._closing
        out = []
        for key, value in data.items():
            if value is None or key in held:
                continue
            column = columns.get(key) or self._new(key)
            kind = value.__class__
            column.types.add(kind)
            if kind is str:
                text = escape(value)
            elif kind is int:
                text = repr(value)
                if not _SMALLEST <= value <= _LARGEST:
                    column.largest = max(column.largest, value if value >= 0 else -value - 1)
            elif kind is float:
                text = number(value)
            else:
                text = escape(plain(value))
            out.append(f"{column.opening}{text}{closing}")
        return "".join(out)

    def _new(self, key: Hashable) -> Column:
        place = self._first + len(self._columns)
        column = self._columns[key] = Column(place, self._opening % place)
        return column

    def declared(self, reserved: Iterable[str]) -> list[tuple[int, str, ColumnType, Hashable]]:
        """Place, title, type and key of each column, by title; a ``reserved`` title gets an underscore behind it.

        Titles that differ only in case are told apart in the same way; what a row could not hold is "weight_".
        """
        taken = {name.casefold() for name in reserved}
        out = []
        for key in sorted(self._columns, key=lambda key: (isinstance(key, tuple), str(key))):
            title = legal(f"{key[0]}_" if isinstance(key, tuple) else str(key)) or "_"
            while title.casefold() in taken or title.isspace():
                title += "_"
            taken.add(title.casefold())
            column = self._columns[key]
            out.append((column.place, title, column.type, key))
        return out
