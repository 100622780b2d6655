"""Graphs for the writers: Hypothesis strategies with any text and any values, and what a reader should find."""

import math
import re
from datetime import date
from typing import Any

import networkx as nx
from hypothesis import strategies as st

any_text = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["INF Treaty", "a|b", "<a href='x'>&amp;</a>", "]]>", "line\r\nbreak\ttab", "\x00\x1f\ufffe", "\ud800", " ", ""]
)  # fmt: skip
scalars = (
    any_text
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.integers(-9, 9)
    | st.floats()
    | st.dates()
    | st.lists(any_text, max_size=3)
)
values = st.none() | scalars
same_kind = st.sampled_from(
    [any_text, st.booleans(), st.integers(-(2**40), 2**40), st.floats(), st.integers() | st.floats()]
)

NAMES = ("alpha", "Beta", "gamma delta")


@st.composite
def graphs(draw: st.DrawFn, names: st.SearchStrategy[str] | None = None) -> "nx.MultiDiGraph[str]":
    """A graph of up to six nodes and eight edges; attributes called NAMES, or as ``names`` says, of any value."""
    wanted = list(NAMES) if names is None else draw(st.lists(names, max_size=4, unique=True))
    columns = {name: draw(same_kind) if draw(st.booleans()) else values for name in wanted}
    attributes = st.fixed_dictionaries({}, optional=columns)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(draw(st.integers(1, 6))):
        graph.add_node(f"n{number}", **{"label": f"Node {number}", "type": "outlet"} | draw(attributes))
    nodes = st.sampled_from(sorted(graph))
    for number in range(draw(st.integers(0, 8))):
        own = {
            "id": f"edge{number}",
            "kind": draw(st.sampled_from(["said", "cites"])),
            "label": "L",
            "weight": number + 1,
        }
        graph.add_edge(draw(nodes), draw(nodes), key=own["id"], **own | draw(attributes))
    return graph


def legal(text: str) -> str:
    """What XML 1.0 can hold of a text, character by character."""

    def holds(c: str) -> bool:
        return c in "\t\n\r" or 0x20 <= ord(c) <= 0xD7FF or 0xE000 <= ord(c) <= 0xFFFD or ord(c) >= 0x10000

    return "".join(filter(holds, text))


def column(found: list[Any]) -> str:
    """The type that a column of these values has."""
    kinds = {type(value) for value in found if value is not None}
    integers = [abs(value) for value in found if type(value) is int]
    if kinds == {bool}:
        return "boolean"
    if kinds == {int} and all(-(2**63) <= value < 2**63 for value in found if value is not None):
        return "integer"
    if kinds == {float} or (kinds == {int, float} and all(value <= 2**53 for value in integers)):
        return "double"
    return "string"


def expected(value: Any, kind: str) -> Any:
    """What a reader finds of a value, with the invisible guard of INF taken out."""
    if kind == "double":
        return float(value)
    return value if kind != "string" else legal(text(value))


def text(value: Any) -> str:
    """A value as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else repr(value) if math.isfinite(value) else repr(value).upper()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "|".join(re.sub(r"([\\|])", r"\\\1", text(item)) for item in value)
    return str(value)


def unguarded(value: Any) -> Any:
    """The value as it was before INF was guarded."""
    return value.replace("IN\u2060F", "INF") if isinstance(value, str) else value


def same(one: Any, other: Any) -> bool:
    """Equality of type and value, NaN being itself."""
    return type(one) is type(other) and (one == other or (one != one and other != other))
