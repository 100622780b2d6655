"""The picture of a speaker: which outlets quote them, and who is quoted beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from kg.draw import marks, svg
from kg.draw.svg import BODY, FAINT, GROUND, MARGIN, MUTED, NOTE, STRONG, Style
from kg.model import EntityKind

ROW, HEAD = 27.0, 30.0
OUTLETS, PEOPLE = 12, 18
"""Neighbours that are drawn at most; the others are counted."""
LARGEST, WIDEST = 11.0, 9.0
CENTRE = Style(size=15, bold=True, anchor="middle")
UNDER = Style(size=12, fill=MUTED, anchor="middle")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An outlet that quotes the speaker in ``count`` statements, or who is quoted in ``count`` articles with them."""

    name: str
    kind: EntityKind
    count: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all neighbours, the most frequent first.

    ``first`` and ``last`` are days (ISO 8601), None where no article has a date; ``undated`` articles have none;
    ``homeless`` statements stand in articles whose outlet is not known.
    """

    name: str
    kind: EntityKind
    statements: int
    articles: int
    outlets: tuple[Neighbour, ...]
    beside: tuple[Neighbour, ...]
    first: str | None = None
    last: str | None = None
    undated: int = 0
    homeless: int = 0

    @property
    def period(self) -> str:
        """From when to when, and what has no date."""
        days = self.first if self.first == self.last else f"{self.first} to {self.last}"
        undated = f"{counted(self.undated, 'article')} without a date" if self.undated else ""
        return ", ".join(part for part in (days if self.first else "", undated) if part)


def counted(number: int, noun: str) -> str:
    """ "1 article", "2 articles", "1,463 statements"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def speaker_picture(voice: Voice, width: float = 900.0) -> str:
    """The network around a speaker as SVG: outlets on the left, people on the right, sizes and lines by count."""
    width = max(width, 560.0)
    told = f"{counted(voice.statements, 'statement')} in {counted(voice.articles, 'article')}"
    title = f"Who quotes {voice.name}, and beside whom"
    parts, top = svg.heading(title, [f"{told}; {voice.period}".rstrip("; ")], width)
    left, right = voice.outlets[:OUTLETS], voice.beside[:PEOPLE]
    middle = top + HEAD + max(len(left), len(right), 4) * ROW / 2
    side = width * 0.3
    hub, height = _hub(voice, width / 2, middle, width * 0.21, 10.0 * max(len(left), len(right)))
    reach = width * 0.21 / 2
    lines: list[str] = []
    labels: list[str] = []
    for found, sign, unit in ((left, -1, "statement"), (right, 1, "article")):
        start = middle - (len(found) - 1) * ROW / 2
        most = max((n.count for n in found), default=1)
        numbers = max((svg.width_of(f"{n.count:,}", NOTE) for n in found), default=0.0)
        labels += _head(width / 2 + sign * (width / 2 - side - LARGEST), start - ROW, sign, side, bool(found))
        for i, n in enumerate(found):
            x, y = width / 2 + sign * (width / 2 - side), start + i * ROW
            hang = middle + (y - middle) * min(1.0, (height - 16) / max(len(found) * ROW, 1))
            lines.append(_curve(width / 2 + sign * reach, hang, x, y, WIDEST * n.count / most))
            labels.append(_label(n, x, y, sign, side - MARGIN, LARGEST * sqrt(n.count / most), numbers, unit))
    bottom = top + HEAD + max(len(left), len(right), 4) * ROW + 8
    key, below = _legend(voice, bottom, width)
    return svg.document(width, below + MARGIN - 10, title, _described(voice), [*parts, *lines, hub, *labels, *key])


def _head(x: float, y: float, sign: int, room: float, any_: bool) -> list[str]:
    """What a column shows, above its first neighbour."""
    style = STRONG if sign > 0 else replace(STRONG, anchor="end")
    words = ("Statements in outlets" if any_ else "No outlet is known") if sign < 0 else (
        "Articles that also quote" if any_ else "Nobody else is quoted"
    )  # fmt: skip
    found = svg.broken(words, room - MARGIN + LARGEST, 2, style)
    return svg.paragraph(x, y + 6 - (len(found) - 1) * style.leading, found, style)


def _hub(voice: Voice, x: float, y: float, width: float, least: float) -> tuple[str, float]:
    """The speaker's card around its middle, and how high it is: ``least`` or more."""
    name = svg.broken(voice.name, width - 16, 4, CENTRE)
    under = (voice.kind, counted(voice.statements, "statement"), counted(voice.articles, "article"))
    told = len(name) * CENTRE.leading + len(under) * UNDER.leading + 24
    height = max(told, least)
    top, first = y - height / 2, y - told / 2 + 24
    parts = [svg.rectangle(x - width / 2, top, width, height, GROUND, marks.BLACK, corner=8, more='stroke-width="2"')]
    parts += svg.paragraph(x, first, name, CENTRE)
    parts += svg.paragraph(x, first + len(name) * CENTRE.leading, under, UNDER)
    return svg.group(parts, voice.name), height


def _curve(x1: float, y1: float, x2: float, y2: float, wide: float) -> str:
    n, bend = svg.number, (x1 + x2) / 2
    d = f"M{n(x1)} {n(y1)}C{n(bend)} {n(y1)} {n(bend)} {n(y2)} {n(x2)} {n(y2)}"
    return svg.path(d, FAINT, max(wide, 1.0))


def _label(
    n: Neighbour, x: float, y: float, sign: int, room: float, radius: float, numbers: float, unit: str
) -> str:  # fmt: skip
    """A neighbour: its mark, its count and its name, on the side away from the speaker."""
    style = BODY if sign > 0 else replace(BODY, anchor="end")
    gap = LARGEST + 6
    name = svg.fit(n.name, room - gap - numbers - 8, style)
    shape = marks.KINDS.get(n.kind, "ring")
    colour = marks.BLUE if sign < 0 else marks.ORANGE if shape != "ring" else marks.GREY
    after = x + sign * gap + (numbers if sign > 0 else 0.0)
    parts = [
        marks.mark(x, y, max(radius, 3.5), colour, shape),
        svg.text(after, y + 4, f"{n.count:,}", replace(NOTE, anchor="end")),
        svg.text(x + sign * (gap + numbers + 8), y + 4.5, name, style),
    ]
    return svg.group(parts, f"{n.name}: {counted(n.count, unit)}")


def _legend(voice: Voice, y: float, width: float) -> tuple[list[str], float]:
    """The shapes that occur, what the sizes mean, and what is left out."""
    kinds = {marks.KINDS.get(n.kind, "ring") for n in voice.beside[:PEOPLE]}
    entries = [(marks.BLUE, "square", "outlet")] if voice.outlets else []
    named = (("circle", "person"), ("square", "organisation or outlet"), ("triangle", "place"), ("diamond", "text"))
    entries += [(marks.ORANGE, shape, words) for shape, words in named if shape in kinds]
    entries += [(marks.GREY, "ring", "without a name")] if "ring" in kinds else []
    parts = [svg.line(MARGIN, y, width - MARGIN, y, FAINT)]
    key, at = marks.key(MARGIN, y + 20, width - 2 * MARGIN, entries)
    for words in ("the larger the mark and the wider the line, the more often", *_left_out(voice)):
        found = svg.broken(words, width - 2 * MARGIN, 2, NOTE)
        key += svg.paragraph(MARGIN, at, found, NOTE)
        at += len(found) * NOTE.leading + 3
    return parts + key, at


def _left_out(voice: Voice) -> Sequence[str]:
    more = [
        counted(n, noun)
        for n, noun in (
            (len(voice.outlets) - OUTLETS, "more outlet"),
            (len(voice.beside) - PEOPLE, "more speaker"),
        )
        if n > 0
    ]
    told = [f"not drawn: {' and '.join(more)}, none of them more often"] if more else []
    told += [f"{counted(voice.homeless, 'statement')} in articles whose outlet is not known"] if voice.homeless else []
    return told


def _described(voice: Voice) -> str:
    outlets = ", ".join(f"{n.name} {n.count}" for n in voice.outlets[:OUTLETS]) or "none known"
    people = ", ".join(f"{n.name} {n.count}" for n in voice.beside[:PEOPLE]) or "nobody"
    told = f"{counted(voice.statements, 'statement')} in {counted(voice.articles, 'article')}; {voice.period}. "
    return f"{voice.name}: {told}Outlets by statements: {outlets}. Quoted in the same articles: {people}."
