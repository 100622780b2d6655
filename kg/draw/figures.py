"""The picture of ``kg figures``: what each source gives for the same thing, over time, and what conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.check.figures import Row, day, plain
from kg.draw import marks, svg
from kg.draw.scales import Axis, apart, day_axis, value_axis
from kg.draw.speaker import counted
from kg.draw.svg import FAINT, MARGIN, MUTED, NOTE, STRONG, Style
from kg.resolve.figures import ToldFigure

ROWS, LABELS = 6, 14
"""Rows that are drawn, and figures of a row that are labelled, at most."""
LABEL, LEAST, INSET, STRIP = 35.0, 120.0, 34.0, 84.0
RADIUS, ARROW, NEAR = 6.0, 22.0, 8.0
OWN, UNNAMED = "in its own words", "speaker unknown"
LARGEST_NUMBER = 1e200
RED = Style(fill=marks.RED, bold=True)
DASH = 'stroke-dasharray="4 3"'


@dataclass(frozen=True, slots=True)
class _Point:
    """A figure and its place: the ends of its range, and how it is marked."""

    figure: ToldFigure
    x: float
    low: float
    high: float
    colour: str
    shape: str

    @property
    def y(self) -> float:
        """The middle of its range."""
        return (self.low + self.high) / 2


def figures_picture(rows: Sequence[Row], asked: str, looked_in: str, width: float = 900.0) -> str:
    """Rows of figures as SVG, one panel each: days on one axis, values on the other, ranges as bars.

    Figures without a day stand in a strip of their own. Labels beside the panel give words, source, outlet and day.
    """
    width = max(width, 640.0)
    drawn = rows[:ROWS]
    more = f"; {len(rows) - ROWS} more are not drawn: kg figures lists them" if len(rows) > ROWS else ""
    title = f"Figures: {asked}" if asked else "Figures that sources give for the same thing"
    parts, y = svg.heading(title, [f"{counted(len(rows), 'thing')} counted{more}; looked in {looked_in}"], width)
    for row in drawn:
        panel, y = _panel(row, y, width)
        parts += panel
    key, y = _legend(drawn, y, width)
    told = " ".join(_told(row) for row in drawn) or "Nothing was found."
    return svg.document(width, y + MARGIN - 10, title, told, [*parts, *key])


def _panel(row: Row, top: float, width: float) -> tuple[list[str], float]:
    """A row: its heading, its axes, its points and their labels; and where the next one may begin."""
    parts = [svg.line(MARGIN, top, width - MARGIN, top, FAINT)]
    y = top + 22
    name = svg.broken(heading_of(row), width - 2 * MARGIN, 2, replace(STRONG, size=15))
    parts += svg.paragraph(MARGIN, y, name, replace(STRONG, size=15))
    y += (len(name) - 1) * 15 * svg.LEADING + 18
    scale = ", logarithmic scale" if value_axis(values(row), 0, 1).logarithmic else ""
    sources = f"{counted(row.sources, 'source')}, {counted(len(row.figures), 'figure')}{scale}"
    if row.conflicts:
        words = svg.broken(f"conflict {row.score:.2f}: {row.conflicts[0].reason}", width - 2 * MARGIN - 220, 2, RED)
        parts += svg.paragraph(MARGIN, y, words, RED)
        end = replace(NOTE, anchor="end")
        parts.append(svg.text(width - MARGIN, y, sources, end))
        y += len(words) * RED.leading
    else:
        parts.append(svg.text(MARGIN, y, sources, NOTE))
        y += NOTE.leading
    labelled = _labelled(row)
    height = max(LEAST, len(labelled) * LABEL)
    top, bottom = y + 8, y + 8 + height
    axis = value_axis(values(row), bottom - 8, top + 10)
    ticks = [number(v) for v in axis.ticks]
    left = MARGIN + max(svg.width_of(t, NOTE) for t in ticks) + 8
    right = MARGIN + (width - 2 * MARGIN) * 0.46
    unknown = any(day(f) is None for f in row.figures)
    known = right - STRIP if unknown else right
    points = _points(row, axis, left + INSET, known - INSET, right)
    parts += _frame(axis, ticks, left, known, right, top, bottom)
    parts += _days(row, left + INSET, known - INSET, top, bottom)
    if unknown:
        parts += _unknown(known, right, top, bottom)
    parts += _conflict(row, points)
    parts += [_drawn(p, top, bottom) for p in points]
    parts += _labels(row, points, labelled, right, width, top, bottom)
    return parts, bottom + 42


def heading_of(row: Row) -> str:
    """What a row counts, as told: "Drovnian soldiers, killed"."""
    what = ", ".join(part for part in (row.counted, row.measure) if part) or "not told"
    return what[0].upper() + what[1:] + (f" ({row.thing.unit})" if row.thing.unit else "")


def ends(f: ToldFigure) -> tuple[float, ...]:
    """What a figure tells: its value, or the ends of its range; a share in percent. Empty where it tells no number."""
    scale = 100 if f.unit == "share" else 1
    told = (f.value,) if f.low is None and f.high is None else (f.low, f.high)
    capped = (min(max(v, -LARGEST_NUMBER), LARGEST_NUMBER) for v in told if v is not None and v == v)
    return tuple(float(v) * scale for v in capped)


def values(row: Row) -> list[float]:
    """All that the figures of a row tell; never empty."""
    return [v for f in row.figures for v in ends(f)] or [0.0]


def number(value: float) -> str:
    """A value as a tick shows it."""
    return plain(value) if abs(value) < 1e12 and (abs(value) >= 0.01 or value == 0) else f"{value:.0e}"


def _points(row: Row, axis: Axis, left: float, right: float, edge: float) -> list[_Point]:
    """A place for each figure; those that would cover one another are moved aside."""
    days = [d for f in row.figures if (d := day(f)) is not None]
    across = day_axis(days, left, right)[0] if days else None
    sources = list(dict.fromkeys(f.source for f in row.figures))
    taken: list[tuple[float, float]] = []
    points = []
    for f in row.figures:
        d, told = day(f), ends(f)
        x = across.at(d.toordinal()) if across and d else edge - STRIP / 2
        low, high = (axis.at(told[0]), axis.at(told[-1])) if told else (axis.start, axis.start)
        y, offsets = (low + high) / 2, (0, 14, -14, 28, -28)
        free = (o for o in offsets if all(abs(x + o - a) > NEAR or abs(y - b) > NEAR for a, b in taken))
        x += next(free, 0)
        taken.append((x, y))
        points.append(_Point(f, x, low, high, *marks.series(sources.index(f.source))))
    return points


def _frame(
    axis: Axis, ticks: Sequence[str], left: float, known: float, right: float, top: float, bottom: float
) -> list[str]:
    """The value axis and its lines across the panel."""
    parts = [svg.line(left, top, left, bottom, MUTED), svg.line(left, bottom, right, bottom, MUTED)]
    for value, words in zip(axis.ticks, ticks, strict=True):
        y = axis.at(value)
        parts.append(svg.line(left, y, known, y, FAINT, 0.7))
        parts.append(svg.text(left - 6, y + 4, words, replace(NOTE, anchor="end")))
    return parts


def _days(row: Row, left: float, right: float, top: float, bottom: float) -> list[str]:
    """The ticks of the days; those whose words would touch the one before are left bare."""
    days = [d for f in row.figures if (d := day(f)) is not None]
    if not days:
        return []
    axis, words = day_axis(days, left, right)
    style = replace(NOTE, anchor="middle")
    parts: list[str] = []
    free = left - INSET
    for value in axis.ticks:
        x, half = axis.at(value), svg.width_of(words[value], NOTE) / 2
        parts.append(svg.line(x, bottom, x, bottom + 5, MUTED))
        if x - half >= free:
            parts.append(svg.text(x, bottom + 18, words[value], style))
            free = x + half + 10
    return parts


def _unknown(left: float, right: float, top: float, bottom: float) -> list[str]:
    """The strip for figures without a day."""
    middle = (left + right) / 2
    words = svg.fit("date unknown", right - left - 2, NOTE)
    return [
        svg.rectangle(left, top, right - left, bottom - top, "#f6f8fa"),
        svg.line(left, top, left, bottom, MUTED, more=DASH),
        svg.text(middle, bottom + 18, words, replace(NOTE, anchor="middle")),
    ]


def _conflict(row: Row, points: Sequence[_Point]) -> list[str]:
    """Rings around what conflicts, and a dashed line between the two of the gravest conflict."""
    if not row.conflicts:
        return []
    gravest = row.conflicts[0]
    one, other = points[gravest.one], points[gravest.other]
    parts = [svg.line(one.x, one.y, other.x, other.y, marks.RED, 1.5, more=DASH)]
    for i in sorted({i for c in row.conflicts for i in (c.one, c.other)}):
        p, n = points[i], svg.number
        place = f'cx="{n(p.x)}" cy="{n(p.y)}" r="{n(RADIUS + 4)}"'
        parts.append(f'<circle {place} fill="{svg.GROUND}" stroke="{marks.RED}" stroke-width="1.5"/>')
    return parts


def _drawn(p: _Point, top: float, bottom: float) -> str:
    """A point, with its range as a bar; where one end is not told, an arrow."""
    f, parts = p.figure, []
    if p.low != p.high:
        parts.append(svg.line(p.x, p.low, p.x, p.high, p.colour, 3))
        parts += [svg.line(p.x - 5, y, p.x + 5, y, p.colour, 2) for y in (p.low, p.high)]
    elif f.value is None and (f.low is None) != (f.high is None):
        up = -1 if f.high is None else 1
        tip = min(max(p.y + up * ARROW, top + 1), bottom - 1)
        parts += [svg.line(p.x, p.y, p.x, tip, p.colour, 3), svg.head(p.x, tip, 0, up, p.colour, 9)]
    parts.append(marks.mark(p.x, p.y, RADIUS, p.colour, p.shape))
    return svg.group(parts, f"{f.words}: {source_of(f)}, {svg.where(f.outlet, f.published)}")


def source_of(f: ToldFigure) -> str:
    """Who gives a figure."""
    return f.name or (UNNAMED if f.attribution else OWN)


def _labelled(row: Row) -> list[int]:
    """The figures (places) that are labelled: those that conflict, the least and the greatest, then by time."""
    told = [(ends(f) or (0.0,))[0] for f in row.figures]
    extremes = (told.index(min(told)), told.index(max(told)))
    wanted = [i for c in row.conflicts for i in (c.one, c.other)] + [*extremes, *range(len(told))]
    return list(dict.fromkeys(wanted))[:LABELS]


def _labels(
    row: Row, points: Sequence[_Point], labelled: Sequence[int], left: float, width: float, top: float, bottom: float
) -> list[str]:
    """Labels beside the panel in the order of the points, each with a line to its own."""
    order = sorted(labelled, key=lambda i: (points[i].y, -points[i].x, i))
    places = apart([points[i].y for i in order], LABEL, top + 10, bottom - LABEL / 2)
    x, room = left + 44, width - MARGIN - left - 44
    lines, parts = [], []
    for i, y in zip(order, places, strict=True):
        p, f = points[i], points[i].figure
        n, start, turn = svg.number, p.x + RADIUS, max(p.x + RADIUS, left + 10)
        way = f"M{n(start)} {n(p.y)}L{n(turn)} {n(y - 4)}H{n(x - 16)}"
        lines.append(svg.path(way, p.colour, 0.9, more='stroke-opacity="0.55"'))
        words = svg.fit(f"“{f.words}”", room * 0.62, STRONG)
        who = svg.fit(source_of(f), room - svg.width_of(words, STRONG) - 8)
        as_of = f", as of {f.as_of}" if f.as_of and f.as_of != (f.published or "")[:10] else ""
        where = svg.fit(f"{svg.where(f.outlet, f.published)}{as_of}", room, NOTE)
        parts.append(marks.mark(x - 9, y - 4, 5, p.colour, p.shape))
        parts.append(svg.text(x, y, words, STRONG))
        parts.append(svg.text(x + svg.width_of(words, STRONG) + 8, y, who))
        parts.append(svg.text(x, y + 15, where, NOTE))
    if len(row.figures) > len(labelled):
        rest = f"{len(row.figures) - len(labelled)} more points have no label"
        parts.append(svg.text(x, bottom + 18, svg.fit(rest, room, NOTE), NOTE))
    return lines + parts


def _legend(rows: Sequence[Row], y: float, width: float) -> tuple[list[str], float]:
    """How the panels are read."""
    told = []
    figures = [f for row in rows for f in row.figures]
    if rows:
        told.append(
            "colour and shape: the source, anew in each panel; across: the day a figure is of, else of publication"
        )
    if any(row.conflicts for row in rows):
        told.append("red rings: figures that conflict; dashed red line: the gravest conflict of the panel")
    if any(value_axis(values(row), 0, 1).logarithmic for row in rows):
        told.append("where values differ more than twentyfold the scale is logarithmic: its lines are powers of ten")
    if any(f.value is None and len(ends(f)) == 1 for f in figures):
        told.append("an arrow: “at least” or “at most”; a bar: from … to …")
    elif any(len(ends(f)) == 2 for f in figures):
        told.append("a bar: from … to …")
    parts = [svg.line(MARGIN, y - 8, width - MARGIN, y - 8, FAINT)] if told else []
    for words in told:
        found = svg.broken(words, width - 2 * MARGIN, 2, NOTE)
        parts += svg.paragraph(MARGIN, y + 10, found, NOTE)
        y += len(found) * NOTE.leading + 2
    return parts, y + 10


def _told(row: Row) -> str:
    figures = "; ".join(f"{f.words}: {source_of(f)} ({svg.where(f.outlet, f.published)})" for f in row.figures)
    conflict = f" Conflict {row.score:.2f}: {row.conflicts[0].reason}." if row.conflicts else ""
    return f"{heading_of(row)}: {figures}.{conflict}"
