"""Colours that colour-blind readers tell apart, each with a shape of its own, so that a picture also reads in grey.

The colours are those of Okabe and Ito (Color universal design, 2008), without the yellow, which white swallows.
"""

from collections.abc import Iterable
from math import cos, pi, sin

from kg.draw import svg
from kg.draw.svg import GROUND, NOTE, number

BLACK, ORANGE, SKY, GREEN, BLUE, RED, PINK = (
    "#1b1f24", "#e69f00", "#56b4e9", "#009e73", "#0072b2", "#d55e00", "#cc79a7",
)  # fmt: skip
GREY = "#8a929c"
SERIES = (
    (BLUE, "circle"),
    (ORANGE, "square"),
    (GREEN, "triangle"),
    (PINK, "diamond"),
    (SKY, "cross"),
    (BLACK, "star"),
    (RED, "down"),
)
"""Colour and shape of the first sources, speakers or outlets; the others are ``REST``."""
REST = (GREY, "ring")
CORNERS = {"square": (4, pi / 4), "triangle": (3, -pi / 2), "diamond": (4, 0.0), "down": (3, pi / 2)}
"""The corners of a shape, and the angle of the first."""
KINDS = {"person": "circle", "organisation": "square", "outlet": "square", "document": "diamond", "place": "triangle"}
"""The shape for a kind of speaker; those without a name are rings."""


def series(place: int) -> tuple[str, str]:
    """The colour and shape of the nth series."""
    return SERIES[place] if place < len(SERIES) else REST


def mark(x: float, y: float, radius: float, colour: str, shape: str) -> str:
    """A shape of about the area of a circle of that radius, edged in white so that those which touch stay apart."""
    edge = f'stroke="{GROUND}" stroke-width="1"'
    if shape == "ring":
        inner = max(radius - 1.25, 1)
        circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(inner)}"'
        return f'{circle} fill="{GROUND}" stroke="{colour}" stroke-width="2.5"/>'
    if shape == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour}" {edge}/>'
    return f'<polygon points="{_points(x, y, radius, shape)}" fill="{colour}" {edge}/>'


def _points(x: float, y: float, radius: float, shape: str) -> str:
    if shape == "cross":
        a, b = radius * 1.1, radius * 0.4
        corners = [(b, a), (b, b), (a, b), (a, -b), (b, -b), (b, -a)]
        offsets = [*corners, *((-dx, -dy) for dx, dy in corners)]
    elif shape == "star":
        spokes = ((radius * (1.3 if i % 2 == 0 else 0.55), -pi / 2 + i * pi / 5) for i in range(10))
        offsets = [(r * cos(angle), r * sin(angle)) for r, angle in spokes]
    else:
        count, first = CORNERS[shape]
        wide = radius * (1.35 if count == 3 else 1.2)
        offsets = [
            (wide * cos(first + 2 * pi * i / count), wide * sin(first + 2 * pi * i / count)) for i in range(count)
        ]
    return " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in offsets)


def key(x: float, y: float, width: float, entries: Iterable[tuple[str, str, str]]) -> tuple[list[str], float]:
    """A legend of (colour, shape, words) in lines of ``width``, the first base line at ``y``; and the next line's."""
    parts: list[str] = []
    at = x
    for colour, shape, words in entries:
        shown = svg.fit(words, width - 18, NOTE)
        wide = 18 + svg.width_of(shown, NOTE)
        if at > x and at + wide > x + width:
            at, y = x, y + 18
        parts.append(mark(at + 6, y - 4, 5, colour, shape))
        parts.append(svg.text(at + 18, y, shown, NOTE))
        at += wide + 18
    return parts, y + 18 if at > x else y
