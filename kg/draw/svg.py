"""The elements of a picture as SVG text: every word escaped, nothing that runs, nothing from elsewhere.

A picture has its own white ground, so that it looks the same on a dark page. It has no identifiers: several may stand
in one page. Coordinates are rounded to tenths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from kg.draw.words import clean, lines, measured, shortened

INK, MUTED, FAINT, GROUND = "#1b1f24", "#57606a", "#c9d1d9", "#ffffff"
FONT = "DejaVu Sans, Verdana, Helvetica, Arial, Liberation Sans, Noto Sans, sans-serif"
SIZE, SMALL, LARGE = 13.0, 11.0, 19.0
LEADING = 1.35
MARGIN = 24.0
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: size in pixels, colour, weight, slant and which end of them stands at the place given."""

    size: float = SIZE
    fill: str = INK
    bold: bool = False
    italic: bool = False
    anchor: str = "start"

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * LEADING


BODY, STRONG = Style(), Style(bold=True)
NOTE = Style(size=SMALL, fill=MUTED)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, style: Style = BODY) -> str:
    """Words on one line, their base line at ``y``."""
    shown = clean(words)
    told = [f'x="{number(x)}" y="{number(y)}" font-size="{number(style.size)}" fill="{style.fill}"']
    told += [f'text-anchor="{style.anchor}"'] if style.anchor != "start" else []
    told += ['font-weight="bold"'] if style.bold else []
    told += ['font-style="italic"'] if style.italic else []
    return f"<text {' '.join(told)}>{escaped(shown)}</text>"


def paragraph(x: float, y: float, found: Sequence[str], style: Style = BODY) -> list[str]:
    """Lines below each other, the first one's base line at ``y``."""
    return [text(x, y + i * style.leading, line, style) for i, line in enumerate(found)]


def fit(words: str, width: float, style: Style = BODY) -> str:
    """Words cleaned, and shortened where they are wider than ``width``."""
    return shortened(clean(words), width, style.size, style.bold)


def broken(words: str, width: float, most: int, style: Style = BODY) -> tuple[str, ...]:
    """Words cleaned, as at most ``most`` lines of at most ``width``."""
    return lines(clean(words), width, style.size, most, style.bold)


def width_of(words: str, style: Style = BODY) -> float:
    """How wide words are, cleaned."""
    return measured(clean(words), style.size, style.bold)


def where(outlet: str | None, published: str | None) -> str:
    """An outlet and a day, as far as they are known."""
    return f"{outlet or 'outlet unknown'}, {published[:10] if published else 'date unknown'}"


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", *,
    corner: float = 0, more: str = "",
) -> str:  # fmt: skip
    """A rectangle; ``more`` are further attributes."""
    rounded = f' rx="{number(corner)}"' if corner else ""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {place}{rounded} fill="{fill}" stroke="{stroke}"{_attributes(more)}/>'


def path(d: str, stroke: str, width: float = 1.5, *, fill: str = "none", more: str = "") -> str:
    """A path of SVG path data."""
    return f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{number(width)}"{_attributes(more)}/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1.0, *, more: str = "") -> str:
    """A straight line."""
    return path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", stroke, width, more=more)


def head(x: float, y: float, dx: float, dy: float, fill: str, size: float = 8.0) -> str:
    """The head of an arrow whose tip is at (x, y) and that comes from the direction (-dx, -dy)."""
    length = hypot(dx, dy) or 1
    dx, dy = dx / length * size, dy / length * size
    left, right = (x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2)
    points = " ".join(f"{number(a)},{number(b)}" for a, b in ((x, y), left, right))
    return f'<polygon points="{points}" fill="{fill}"/>'


def group(parts: Iterable[str], told: str = "") -> str:
    """Parts that belong together, with what is told of them where the pointer rests on them."""
    name = f"<title>{escaped(clean(told))}</title>" if told else ""
    return f"<g>{name}{''.join(parts)}</g>"


def heading(title: str, subtitles: Sequence[str], width: float) -> tuple[list[str], float]:
    """The title and the lines below it at the top of a picture, and where what follows may begin."""
    parts: list[str] = []
    y = MARGIN
    large = Style(size=LARGE, bold=True)
    for words, style, most in [(title, large, 2), *((s, Style(fill=MUTED), 3) for s in subtitles if s)]:
        found = broken(words, width - 2 * MARGIN, most, style)
        parts += paragraph(MARGIN, y + style.size * 0.8, found, style)
        y += len(found) * style.leading + 2
    return parts, y + 10


def document(width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """The picture: its title and description for those who don't see it, its ground, and its parts."""
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{FONT}">',
            f"<title>{escaped(clean(title))}</title>",
            f"<desc>{escaped(clean(description))}</desc>",
            f'<rect width="100%" height="100%" fill="{GROUND}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def escaped(words: str) -> str:
    """Words as the content of an element or the value of an attribute in double quotes."""
    return words.translate(ESCAPES)


def _attributes(more: str) -> str:
    return f" {more}" if more else ""
