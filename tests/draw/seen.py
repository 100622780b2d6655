"""What a reader sees of a picture: where its words and shapes are, taken from the SVG itself.

from tests.draw.seen import faults, words
"""

import re
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from lxml import etree

from kg.draw.png import renderer
from kg.draw.words import measured
from kg.errors import UsageError

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"role", "width", "height", "viewBox", "font-family"},
    "title": set(),
    "desc": set(),
    "g": set(),
    "text": {
        "x", "y", "font-size", "fill", "text-anchor", "font-weight", "font-style",
    },
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
    "polygon": {"points", "fill", "stroke", "stroke-width"},
}  # fmt: skip
"""All that a picture consists of: nothing that runs, loads or refers."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ASCENT, DESCENT = 0.76, 0.24
SLACK = 0.3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, and what it is."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right - SLACK
            and other.left < self.right - SLACK
            and self.top < other.bottom - SLACK
            and other.top < self.bottom - SLACK
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within."""
        return (
            self.left <= other.left + SLACK
            and other.right <= self.right + SLACK
            and self.top <= other.top + SLACK
            and other.bottom <= self.bottom + SLACK
        )


def able_to_render() -> Any:
    """What turns SVG into PNG; skips where the machine lacks it or has no fonts."""
    try:
        return renderer()
    except UsageError as e:
        pytest.skip(str(e))


def root(picture: str) -> Any:
    """The SVG, parsed strictly."""
    return etree.fromstring(picture.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def words(picture: str) -> list[str]:
    """The words of the picture, line by line."""
    return [element.text or "" for element in root(picture).iter(f"{SVG}text")]


def lines(picture: str) -> list[Box]:
    """The box of each line of words, as wide as the font's advances make it."""
    return [_line(element) for element in root(picture).iter(f"{SVG}text")]


def frames(picture: str) -> list[Box]:
    """The cards: rectangles with an edge of their own."""
    return [_rectangle(e) for e in root(picture).iter(f"{SVG}rect") if e.get("stroke", "none") != "none"]


def faults(picture: str) -> list[str]:
    """What is wrong with a picture: words over each other or over the edge of a card, anything off the canvas."""
    svg = root(picture)
    canvas = Box(0, 0, float(svg.get("width")), float(svg.get("height")), "canvas")
    found = [f"unknown: {e.tag} {name}" for e in svg.iter() for name in _unknown(e)]
    texts = lines(picture)
    found += [f"{a.what!r} over {b.what!r}" for a, b in combinations(texts, 2) if a.meets(b)]
    found += [
        f"{t.what!r} crosses the edge of {f}" for f in frames(picture) for t in texts if t.meets(f) and not f.holds(t)
    ]
    shapes = [_shape(e) for e in svg.iter() if etree.QName(e).localname in ("rect", "path", "circle", "polygon")]
    found += [f"off the canvas: {box}" for box in (*texts, *(s for s in shapes if s)) if not canvas.holds(box)]
    if etree.QName(svg[0]).localname != "title" or not svg[0].text or etree.QName(svg[1]).localname != "desc":
        found.append("neither title nor description")
    return found


def _unknown(element: Any) -> list[str]:
    name = etree.QName(element).localname
    allowed = ALLOWED.get(name)
    return [name] if allowed is None else [a for a in element.attrib if a not in allowed]


def _line(element: Any) -> Box:
    size = float(element.get("font-size"))
    told = element.text or ""
    width = measured(told, size, element.get("font-weight") == "bold")
    x, y = float(element.get("x")), float(element.get("y"))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size, told)


def _rectangle(element: Any) -> Box:
    x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height, "rect")


def _shape(element: Any) -> Box | None:
    name = etree.QName(element).localname
    if element.get("width") == "100%":
        return None
    if name == "rect":
        return _rectangle(element)
    if name == "circle":
        x, y, r = (float(element.get(a)) for a in ("cx", "cy", "r"))
        return Box(x - r, y - r, x + r, y + r, name)
    numbers = [float(n) for n in NUMBER.findall(element.get("points") or "")]
    xs, ys = (numbers[::2], numbers[1::2]) if numbers else _walked(element.get("d"))
    return Box(min(xs), min(ys), max(xs), max(ys), name)


def _walked(d: str) -> tuple[list[float], list[float]]:
    """The coordinates of a path of absolute commands."""
    xs: list[float] = []
    ys: list[float] = []
    for command, told in re.findall(r"([MLHVCZ])([^MLHVCZ]*)", d):
        numbers = [float(n) for n in NUMBER.findall(told)]
        if command == "H":
            xs += numbers
        elif command == "V":
            ys += numbers
        else:
            xs += numbers[::2]
            ys += numbers[1::2]
    return xs, ys
