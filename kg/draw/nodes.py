"""The boxes of a chain: articles, steps and ends, each of a shape and colour of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.check.chains import ENDS, Chain, End
from kg.draw import marks, svg
from kg.draw.svg import BODY, GROUND, MUTED, NOTE, STRONG, Style
from kg.statements import Statement

COLUMN = 330.0
PAD = 12.0
WORDS, TITLE, WHY = 5, 2, 3
"""Lines at most."""
CORNER = 14.0
PAPER, LIGHT = "#eef3f8", "#f6f8fa"
ITALIC = Style(size=12, fill=MUTED, italic=True)
QUIET = Style(size=12, fill=MUTED)
LOOKS: Mapping[End, tuple[str, str]] = MappingProxyType(
    {
        "speaker": (marks.BLACK, "star"),
        "unnamed": (marks.GREY, "ring"),
        "unknown": (marks.GREY, "ring"),
        "document": (marks.GREY, "diamond"),
        "outlet": (marks.RED, "square"),
        "circle": (marks.RED, "ring"),
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its key (IRI), its height, and what draws it from its top left corner."""

    key: str
    height: float
    drawn: Callable[[float, float], str]


def article_node(s: Statement, width: float) -> Node:
    """The article that tells it: outlet, day and title on a sheet with a folded corner."""
    head = svg.fit(svg.where(s.outlet, s.published), width - 4 * PAD, STRONG)
    title = svg.broken(f"“{s.title}”", width - 2 * PAD, TITLE, ITALIC) if s.title else ()
    height = 2 * PAD + STRONG.leading + len(title) * ITALIC.leading - 4

    def drawn(x: float, y: float) -> str:
        n, right, bottom = svg.number, x + width, y + height
        edge = f"H{n(right - CORNER)}L{n(right)} {n(y + CORNER)}V{n(bottom)}H{n(x)}Z"
        fold = f"M{n(right - CORNER)} {n(y)}V{n(y + CORNER)}H{n(right)}"
        parts = [svg.path(f"M{n(x)} {n(y)}{edge}", MUTED, 1, fill=PAPER), svg.path(fold, MUTED, 1)]
        parts.append(svg.text(x + PAD, y + PAD + 11, head, STRONG))
        parts += svg.paragraph(x + PAD, y + PAD + 11 + STRONG.leading, title, ITALIC)
        return svg.group(parts, s.title or "")

    return Node(s.article, height, drawn)


def step_node(s: Statement, width: float, colour: str) -> Node:
    """A step: who is credited, the words, and the place to look it up; an edge in the colour of the speaker."""
    name = svg.fit(s.name or "speaker unknown", width - 2 * PAD - 20, STRONG)
    words = svg.broken(s.text, width - 2 * PAD, WORDS)
    place = f"{s.type} [{s.start}:{s.end}] {_short(s.attribution)}"
    foot = svg.broken(f"{svg.where(s.outlet, s.published)} · {place}", width - 2 * PAD, 2, NOTE)
    height = 2 * PAD + STRONG.leading + len(words) * BODY.leading + len(foot) * NOTE.leading + 2
    shape = marks.KINDS.get(s.kind or "", "ring")

    def drawn(x: float, y: float) -> str:
        parts = [svg.rectangle(x, y, width, height, GROUND, MUTED, corner=6)]
        if colour != marks.BLACK:
            parts.append(svg.rectangle(x + 0.5, y + 6, 4, height - 12, colour))
        parts.append(marks.mark(x + PAD + 6, y + PAD + 6, 5.5, colour, shape))
        at = y + PAD + 11
        parts.append(svg.text(x + PAD + 20, at, name, STRONG))
        parts += svg.paragraph(x + PAD, at + STRONG.leading + 1, words)
        parts += svg.paragraph(x + PAD, at + STRONG.leading + len(words) * BODY.leading + 2, foot, NOTE)
        return svg.group(parts, f"{s.name or 'speaker unknown'}: {s.text}")

    return Node(s.attribution, height, drawn)


def end_node(c: Chain, width: float) -> Node:
    """The end: what stands there, who, and why nothing leads further."""
    colour, shape = LOOKS[c.ends]
    what = ENDS[c.ends][0].upper() + ENDS[c.ends][1:]
    named = f"{what}: {c.name}" if c.name and c.ends != "unknown" else what
    head = svg.broken(named, width - 2 * PAD - 28, 2, STRONG)
    why = svg.broken(c.why, width - 2 * PAD - 28, WHY, QUIET)
    height = 2 * PAD + len(head) * STRONG.leading + len(why) * QUIET.leading - 4

    def drawn(x: float, y: float) -> str:
        dash = 'stroke-width="2"' + (' stroke-dasharray="5 4"' if c.ends in ("unknown", "circle") else "")
        parts = [svg.rectangle(x, y, width, height, LIGHT, colour, corner=16, more=dash)]
        parts.append(marks.mark(x + PAD + 9, y + PAD + 7, 8, colour, shape))
        parts += svg.paragraph(x + PAD + 26, y + PAD + 11, head, STRONG)
        parts += svg.paragraph(x + PAD + 26, y + PAD + 11 + len(head) * STRONG.leading, why, QUIET)
        return svg.group(parts, f"{named} ({c.why})")

    return Node(f"end {c.last.attribution}", height, drawn)


def _short(iri: str) -> str:
    """The kind and the first digits of an identifier, which commands accept."""
    kind, _, digits = iri.rpartition("/")
    return f"{kind.rpartition('/')[2]}/{digits[:8]}"
