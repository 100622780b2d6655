"""The picture of who has how much of the say: over all, by outlet, and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from kg.draw import marks, svg
from kg.draw.scales import Axis, Step, named
from kg.draw.shares import Share, Shares
from kg.draw.speaker import counted
from kg.draw.svg import BODY, FAINT, MARGIN, MUTED, NOTE, STRONG, Style

SPEAKERS, FOLLOWED, OUTLETS = 12, 6, 8
"""Bars, speakers who are followed into outlets and periods, and outlets, at most."""
ROW, BAR, CELL, HEAD = 26.0, 14.0, 22.0, 54.0
PANEL, LINE, UNDATED, CAP = 128.0, 84.0, 60.0, 4.0
"""The least width of an outlet's panel, the height of a speaker's over time, the width of its strip for what has no
date, half the width of an interval's cap."""
SECTION = Style(size=15, bold=True)
END, MIDDLE = replace(NOTE, anchor="end"), replace(NOTE, anchor="middle")
BEFORE = replace(BODY, anchor="end")
INTERVALS = (
    "a share is of the statements whose speaker is known; thin lines with caps: 95% intervals, which reckon with that "
    "what one article holds hangs together"
)
Look = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voices:
    """The shares over all, in each outlet and in each period, which are ``step`` long; and where was looked."""

    all: Shares
    outlets: tuple[Shares, ...]
    periods: tuple[Shares, ...]
    step: Step
    looked_in: str


def voices_picture(voices: Voices, width: float = 900.0) -> str:
    """The shares of voice as SVG: bars over all, the first speakers in each outlet, and over time; 95% intervals."""
    width = max(width, 640.0)
    whole = voices.all
    told = f"{counted(whole.total, 'statement')} of {counted(len(whole.shares), 'speaker')}"
    known = f"; {counted(whole.unknown, 'more')[: -1 if whole.unknown != 1 else None]} of unknown speakers are left out"
    subtitles = [told + (known if whole.unknown else ""), f"looked in {voices.looked_in}"]
    parts, y = svg.heading("Who has how much of the say", subtitles, width)
    followed = whole.shares[:FOLLOWED]
    looks = {s.speaker: marks.series(i) for i, s in enumerate(followed)}
    drawn, y = _bars(whole, looks, y, width)
    parts += drawn
    if len(voices.outlets) > 1 and followed:
        drawn, y = _outlets(voices.outlets, followed, looks, y, width)
        parts += drawn
    if len(voices.periods) > 1 and followed:
        drawn, y = _periods(voices, followed, looks, y, width)
        parts += drawn
    key, y = _legend(y, width, bool(whole.shares))
    return svg.document(width, y + MARGIN - 10, "Who has how much of the say", _told(voices), [*parts, *key])


def _bars(whole: Shares, looks: Mapping[str, Look], top: float, width: float) -> tuple[list[str], float]:
    """A bar a speaker, with its interval and its numbers."""
    shown = whole.shares[:SPEAKERS]
    if not shown:
        return [svg.text(MARGIN, top + 20, "No statement of a known speaker was found.", BODY)], top + 40
    left, right = MARGIN + (width - 2 * MARGIN) * 0.3, width - MARGIN - 126
    scale = Axis(0.0, max(s.high for s in shown), left, right, ())
    parts: list[str] = []
    for i, s in enumerate(shown):
        y = top + i * ROW + ROW / 2
        parts.append(_bar(s, y, left, scale, looks.get(s.speaker, marks.REST), width))
    rest = whole.shares[SPEAKERS:]
    y = top + len(shown) * ROW
    if rest:
        count = sum(s.count for s in rest)
        words = f"{counted(len(rest), 'other')}: {percent(count / whole.total)} together"
        parts.append(svg.text(left - 26, y + 14, svg.fit(words, left - MARGIN - 26, END), END))
        y += 20
    return parts, y + 14


def _bar(s: Share, y: float, left: float, scale: Axis, look: Look, width: float) -> str:
    name = svg.fit(s.name, left - MARGIN - 30, BEFORE)
    end, low, high = scale.at(s.share), scale.at(s.low), scale.at(s.high)
    return svg.group(
        [
            svg.text(left - 26, y + 4.5, name, BEFORE),
            marks.mark(left - 12, y, 5, *look),
            svg.rectangle(left, y - BAR / 2, max(end - left, 0.5), BAR, look[0], more='fill-opacity="0.6"'),
            *_interval(low, y, high, y),
            svg.text(scale.end + 52, y + 4.5, percent(s.share), replace(STRONG, anchor="end")),
            svg.text(width - MARGIN, y + 4.5, f"n = {s.count:,}", END),
        ],
        f"{s.name}: {percent(s.share)} ({percent(s.low)} to {percent(s.high)}), {counted(s.count, 'statement')}",
    )


def _interval(x1: float, y1: float, x2: float, y2: float, colour: str = svg.INK) -> list[str]:
    """A thin line with a cap at each end, level or upright."""
    dx, dy = (0.0, CAP) if y1 == y2 else (CAP, 0.0)
    ends = [svg.line(x - dx, y - dy, x + dx, y + dy, colour, 1.2) for x, y in ((x1, y1), (x2, y2))]
    return [svg.line(x1, y1, x2, y2, colour, 1.2), *ends]


def _outlets(
    outlets: Sequence[Shares], followed: Sequence[Share], looks: Mapping[str, Look], top: float, width: float
) -> tuple[list[str], float]:
    """A small panel an outlet, all on one scale: the share of each followed speaker and its interval."""
    shown = [o for o in outlets if o.total][:OUTLETS]
    left = MARGIN + (width - 2 * MARGIN) * 0.22
    rows = ceil(len(shown) / max(1, int((width - MARGIN - left) // PANEL)))
    across = ceil(len(shown) / rows)
    wide = (width - MARGIN - left) / across
    most = max(o.of(f).high for o in shown for f in followed)
    parts = [*_section("By outlet", top, width)]
    y = top + 30
    for row in range(0, len(shown), across):
        height = len(followed) * CELL
        for i, f in enumerate(followed):
            at = y + HEAD + i * CELL + CELL / 2
            parts.append(svg.text(left - 26, at + 4, svg.fit(f.name, left - MARGIN - 30, BEFORE), BEFORE))
            parts.append(marks.mark(left - 12, at, 4.5, *looks[f.speaker]))
        for column, outlet in enumerate(shown[row : row + across]):
            x = left + column * wide
            parts += _outlet(outlet, followed, looks, x, y, wide - 18, most)
        y += HEAD + height + 30
    if len(outlets) > len(shown):
        words = f"{counted(len(outlets) - len(shown), 'more outlet')}, not drawn"
        parts.append(svg.text(MARGIN, y, svg.fit(words, width - 2 * MARGIN, NOTE), NOTE))
        y += 18
    return parts, y


def _outlet(
    outlet: Shares, followed: Sequence[Share], looks: Mapping[str, Look], x: float, y: float, wide: float, most: float
) -> list[str]:
    name = svg.broken(outlet.label, wide, 2, STRONG)
    parts = svg.paragraph(x, y + HEAD - 24 - (len(name) - 1) * STRONG.leading, name, STRONG)
    parts.append(svg.text(x, y + HEAD - 9, f"n = {outlet.total:,}", NOTE))
    axis = Axis(0.0, most, x + 4, x + wide - 4, ())
    top, bottom = y + HEAD, y + HEAD + len(followed) * CELL
    parts.append(svg.line(axis.start, top, axis.start, bottom, MUTED))
    parts.append(svg.line(axis.start, bottom, axis.end, bottom, MUTED))
    parts.append(svg.text(axis.start, bottom + 15, "0", NOTE))
    parts.append(svg.text(axis.end, bottom + 15, percent(most), END))
    for i, f in enumerate(followed):
        at = top + i * CELL + CELL / 2
        s = outlet.of(f)
        drawn = [*_interval(axis.at(s.low), at, axis.at(s.high), at, MUTED)]
        drawn.append(marks.mark(axis.at(s.share), at, 5, *looks[f.speaker]))
        parts.append(svg.group(drawn, f"{s.name} in {outlet.label}: {percent(s.share)}, {s.count} of {outlet.total}"))
    return parts


def _periods(
    voices: Voices, followed: Sequence[Share], looks: Mapping[str, Look], top: float, width: float
) -> tuple[list[str], float]:
    """A small panel a followed speaker, all on one scale: their share in each period, and its interval."""
    periods = [p for p in voices.periods if p.day or p.total]
    parts = [*_section(f"Over time, by {voices.step}", top, width)]
    most = max(p.of(f).high for p in periods if p.total for f in followed)
    wide = (width - 2 * MARGIN - 24) / 2
    y = top + 40
    for row in range(0, len(followed), 2):
        for column, f in enumerate(followed[row : row + 2]):
            x = MARGIN + column * (wide + 24)
            last = row + column >= len(followed) - 2
            parts += _speaker(periods, f, looks[f.speaker], voices.step if last else None, (x, y, wide), most)
        y += LINE + 42
    return parts, y + 24


def _speaker(
    periods: Sequence[Shares], f: Share, look: Look, unit: Step | None, place: tuple[float, float, float], most: float
) -> list[str]:
    """The panel of a speaker; the periods are named below it where ``unit`` is given."""
    x, y, wide = place
    left, top, bottom = x + 34, y + 20, y + 20 + LINE
    axis = Axis(0.0, most, bottom, top, ())
    places = _places(periods, left, x + wide)
    parts = [marks.mark(x + 6, y, 5, *look), svg.text(x + 18, y + 4.5, svg.fit(f.name, wide - 18, STRONG), STRONG)]
    for value in (0.0, most):
        parts.append(svg.line(left, axis.at(value), x + wide, axis.at(value), FAINT if value else MUTED, 0.8))
        parts.append(svg.text(left - 5, axis.at(value) + 4, percent(value) if value else "0", END))
    lines, points, before = [], [], None
    for p, at in zip(periods, places, strict=True):
        if p.day is None:
            edge = x + wide - UNDATED
            parts.append(svg.line(edge, top, edge, bottom, MUTED, more='stroke-dasharray="4 3"'))
        if not p.total:
            before = None
            continue
        s = p.of(f)
        here = (at, axis.at(s.share))
        if before and p.day:
            lines.append(svg.line(*before, *here, look[0], 1.6))
        told = f"{f.name}, {p.label}: {percent(s.share)}, {s.count} of {p.total}"
        interval = _interval(at, axis.at(s.low), at, axis.at(s.high), MUTED)
        points.append(svg.group([*interval, marks.mark(*here, 4.5, *look)], told))
        before = here
    return parts + lines + points + (_names(periods, unit, places, x + wide, bottom) if unit else [])


def _places(periods: Sequence[Shares], left: float, right: float) -> list[float]:
    """The middle of each period; what has no date stands in a strip of its own at the right."""
    undated = periods[-1].day is None
    edge = right - UNDATED if undated else right
    step = (edge - left) / max(len(periods) - undated, 1)
    return [left + (i + 0.5) * step if p.day else right - UNDATED / 2 for i, p in enumerate(periods)]


def _names(periods: Sequence[Shares], unit: Step, places: Sequence[float], right: float, y: float) -> list[str]:
    """What stands below each period: its name, where there is room, and how many statements it has."""
    parts: list[str] = []
    free, end = places[0] - UNDATED, right
    for p, x in reversed(list(zip(periods, places, strict=True))):
        words, number = named(p.day, unit) if p.day else "no date", f"n = {p.total:,}"
        half = max(svg.width_of(words, NOTE), svg.width_of(number, NOTE)) / 2
        x = min(x, right - half)
        if x + half <= end and x - half >= free:
            parts += [svg.text(x, y + 16, words, MIDDLE), svg.text(x, y + 31, number, MIDDLE)]
            end = x - half - 8
    return parts


def _section(words: str, top: float, width: float) -> list[str]:
    return [svg.line(MARGIN, top, width - MARGIN, top, FAINT), svg.text(MARGIN, top + 22, words, SECTION)]


def _legend(y: float, width: float, any_: bool) -> tuple[list[str], float]:
    parts = [svg.line(MARGIN, y, width - MARGIN, y, FAINT)] if any_ else []
    found = svg.broken(INTERVALS, width - 2 * MARGIN, 4, NOTE) if any_ else ()
    return parts + svg.paragraph(MARGIN, y + 18, found, NOTE), y + 18 + len(found) * NOTE.leading


def percent(share: float) -> str:
    """A share in per cent, with one decimal below ten."""
    return f"{share:.0%}" if share >= 0.0995 else f"{share:.1%}"


def _told(voices: Voices) -> str:
    shown = "; ".join(
        f"{s.name} {percent(s.share)} ({percent(s.low)} to {percent(s.high)}; {s.count})"
        for s in voices.all.shares[:SPEAKERS]
    )
    return f"Shares of {voices.all.total} statements: {shown or 'none'}."
