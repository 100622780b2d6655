"""The picture of ``kg chain``: from an article back, step by step, to the first known utterer, or to where it stops."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.check.chains import ENDS, Chain, Step
from kg.draw import marks, svg
from kg.draw.nodes import COLUMN, Node, article_node, end_node, step_node
from kg.draw.svg import FAINT, GROUND, INK, MARGIN, MUTED, NOTE, Style

Cards = dict[str, tuple[float, float]]
"""The middle of the right edge of what was drawn, by IRI."""
TITLE = "Where these words come from"

MOST = 24
"""First steps whose chains are drawn, those with the longest chains; the others are counted."""
SINGLE, NARROWEST = 620.0, 240.0
GAP, BEND = 36.0, 12.0
ARROWS = (
    ("", "credits, in these words"),
    ('stroke-dasharray="6 4"', "takes its words from another article, and why that is believed (1.00 is sure)"),
    ('stroke-dasharray="2 4"', "rests on an account that is on the way already"),
)
SHAPES = (
    (marks.BLACK, "circle", "a person"),
    (marks.BLACK, "square", "an organisation or outlet"),
    (marks.BLACK, "triangle", "a place"),
    (marks.BLACK, "diamond", "a text"),
    (marks.BLACK, "ring", "without a name"),
    (marks.BLUE, "circle", "cards of one colour: one speaker"),
)
CUE = Style(size=12, fill=INK, italic=True)
REASON = Style(size=12, fill=MUTED)
WORDLESS = "in quotation marks"


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute, and the medium where one is named."""

    words: str
    medium: str | None = None

    @property
    def label(self) -> str:
        """ "wrote on Facebook"; without words, what shows that somebody is quoted."""
        words = " ".join(self.words.split()) or WORDLESS
        told = not self.medium or self.medium.casefold() in words.casefold()
        return words if told else f"{words} ({self.medium})"


@dataclass(slots=True)
class _Tree:
    """A node while a tree grows, the label of the arrow that leads to it, and what follows."""

    node: Node
    label: tuple[str, ...] = ()
    onward: bool = False
    back: str | None = None
    below: dict[str, "_Tree"] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        """How many columns it takes."""
        return sum(tree.columns for tree in self.below.values()) or 1

    @property
    def arrow(self) -> float:
        """The length of the arrow to it."""
        return GAP + len(self.label) * CUE.leading

    @property
    def height(self) -> float:
        """From its top to the lowest end."""
        return self.node.height + max((t.arrow + t.height for t in self.below.values()), default=0.0)


def chain_picture(chains: Sequence[Chain], cues: Mapping[str, Cue], looked_in: str, width: float = 900.0) -> str:
    """The chains (one or more) of one article as SVG: a card a step, the cue on the arrow, dashed arrows to articles.

    ``cues`` are by attribution, ``looked_in`` says where was looked. Chains that begin alike share their first cards.
    The picture is narrower than ``width`` for one chain, and wider where a chain has many branches.
    """
    longest: dict[str, int] = {}
    for c in chains:
        key = c.steps[0].statement.attribution
        longest[key] = max(longest.get(key, 0), len(c.steps))
    kept = sorted(longest, key=lambda key: -longest[key])[:MOST]
    drawn = [c for c in chains if c.steps[0].statement.attribution in kept]
    room = width - 2 * MARGIN
    count, size = _columns(drawn, room)
    trees = _trees(drawn, cues, size)
    if (most := max(t.columns for t in trees)) > count:
        count, size = most, max(NARROWEST, (room + GAP) / most - GAP)
        trees = _trees(drawn, cues, size)
    wide = count * (size + GAP) - GAP + 2 * MARGIN
    asked = chains[0].asked
    subtitles = [_counted(chains), f"looked in {looked_in}", _left_out(len(longest) - len(trees))]
    parts, top = svg.heading(TITLE, subtitles, wide)
    root = article_node(asked, wide - 2 * MARGIN)
    parts.append(root.drawn(MARGIN, top))
    places, bottom = _packed(trees, count, top + root.height, size)
    cards: Cards = {root.key: (wide - MARGIN, top + root.height / 2)}
    for tree, (x, y) in zip(trees, places, strict=True):
        parts += _drawn(tree, x, y, size, cards, y == top + root.height)
    legend, below = _legend(bottom + 8, wide, any(c.ends == "circle" for c in drawn))
    told = f"{svg.where(asked.outlet, asked.published)}. " + " ".join(_told(c, cues) for c in drawn)
    return svg.document(wide, below + MARGIN, TITLE, told, [*parts, *legend])


def _columns(chains: Sequence[Chain], room: float) -> tuple[int, float]:
    """How many columns there are, and how wide each is."""
    if len(chains) == 1:
        return 1, min(room, SINGLE)
    count = max(1, int((room + GAP) // (COLUMN + GAP)))
    return count, (room + GAP) / count - GAP


def _counted(chains: Sequence[Chain]) -> str:
    articles = {s.statement.article for c in chains for s in c.steps}
    steps = {s.statement.attribution for c in chains for s in c.steps}
    counted = ((len(chains), "chain"), (len(steps), "step"), (len(articles), "article"))
    return ", ".join(f"{n} {noun}" + ("" if n == 1 else "s") for n, noun in counted)


def _left_out(number: int) -> str:
    return f"{number} more are not drawn: kg chain lists them" if number > 0 else ""


def _trees(chains: Sequence[Chain], cues: Mapping[str, Cue], size: float) -> list[_Tree]:
    """A tree for each first step."""
    colours = _colours(chains)
    trees: dict[str, _Tree] = {}
    for c in chains:
        article, below = c.asked.article, trees
        for step in c.steps:
            s = step.statement
            if s.article != article:
                article = s.article
                label = svg.broken(_because(step), size - 2 * BEND, 3, REASON)
                below = below.setdefault(article, _Tree(article_node(s, size), label, onward=True)).below
            label = svg.broken(cues.get(s.attribution, Cue("")).label, size - 2 * BEND, 2, CUE)
            node = step_node(s, size, colours.get(s.speaker or "", marks.BLACK))
            below = below.setdefault(s.attribution, _Tree(node, label)).below
        below.setdefault(f"end {c.ends}", _Tree(end_node(c, size), back=c.at if c.ends == "circle" else None))
    return list(trees.values())


def _colours(chains: Sequence[Chain]) -> dict[str, str]:
    """A colour for each speaker who has several cards, in the order in which they are met."""
    cards = {s.statement.attribution: s.statement.speaker for c in chains for s in c.steps}
    several = [speaker for speaker, n in Counter(cards.values()).items() if speaker and n > 1]
    return {speaker: marks.series(place)[0] for place, speaker in enumerate(several)}


def _because(step: Step) -> str:
    how = "copied from" if step.how == "copy" else "takes it from"
    return f"{how}: {step.reason} ({step.score:.2f})" if step.score is not None else how


def _packed(trees: Sequence[_Tree], count: int, top: float, size: float) -> tuple[list[tuple[float, float]], float]:
    """A place for each tree, where the columns that it takes end first; and the lower edge of them all."""
    ends = [top] * count
    places: list[tuple[float, float]] = []
    for tree in trees:
        wide = tree.columns
        y, column = min((max(ends[i : i + wide]), i) for i in range(count - wide + 1))
        places.append((MARGIN + column * (size + GAP), y))
        ends[column : column + wide] = [y + tree.arrow + tree.height + GAP] * wide
    return places, max(ends) - GAP


def _drawn(tree: _Tree, left: float, top: float, size: float, cards: Cards, hangs: bool) -> list[str]:
    """A tree and the arrow to it, which begins at ``top``: with a dot, unless it ``hangs`` on the article there."""
    wide = tree.columns * (size + GAP) - GAP
    own, y = left + (wide - size) / 2, top + tree.arrow
    middle, bottom = own + size / 2, y + tree.node.height
    parts = _arrow(middle, top, y, tree)
    parts += [] if hangs else [marks.mark(middle, top + 2, 4, MUTED, "circle")]
    parts.append(tree.node.drawn(own, y))
    cards[tree.node.key] = (own + size, y + tree.node.height / 2)
    for below in tree.below.values():
        inner = below.columns * (size + GAP)
        if len(tree.below) > 1:
            parts.append(_bend(middle, bottom, left + (inner - GAP) / 2))
        parts += _drawn(below, left, bottom, size, cards, hangs=True)
        left += inner
    if tree.back in cards:
        parts += _back(own + size, y + tree.node.height / 2, *cards[tree.back])
    return parts


def _arrow(x: float, y1: float, y2: float, to: _Tree) -> list[str]:
    """An arrow from below one node to the top of another, its label on the way."""
    dash = 'stroke-dasharray="6 4"' if to.onward else ""
    parts = [svg.line(x, y1, x, y2 - 6, MUTED, 2.0 if to.onward else 1.5, more=dash), svg.head(x, y2, 0, 1, MUTED, 9)]
    if to.label:
        style = REASON if to.onward else CUE
        wide = max(svg.width_of(line, style) for line in to.label) + 12
        height = len(to.label) * style.leading + 2
        y = y1 + BEND + 2
        parts.append(svg.rectangle(x - wide / 2, y, wide, height, GROUND))
        parts += svg.paragraph(x, y + style.size, to.label, replace(style, anchor="middle"))
    return parts


def _bend(x: float, y: float, to: float) -> str:
    """The way from below a node to one of several branches."""
    n = svg.number
    return svg.path(f"M{n(x)} {n(y)}V{n(y + BEND / 2)}H{n(to)}", MUTED)


def _back(x1: float, y1: float, x2: float, y2: float) -> list[str]:
    """A dashed arrow from an end back up to the card that it leads to."""
    n, out = svg.number, max(x1, x2) + GAP / 2 - 2
    d = f"M{n(x1)} {n(y1)}H{n(out)}V{n(y2)}H{n(x2 + 7)}"
    return [svg.path(d, MUTED, 2, more='stroke-dasharray="2 4"'), svg.head(x2, y2, -1, 0, MUTED, 9)]


def _legend(y: float, width: float, circle: bool) -> tuple[list[str], float]:
    """What the arrows and the shapes mean."""
    room = width - 2 * MARGIN - 42
    parts = [svg.line(MARGIN, y + 4, width - MARGIN, y + 4, FAINT)]
    at = y + 22
    for dash, words in ARROWS if circle else ARROWS[:-1]:
        found = svg.broken(words, room, 2, NOTE)
        parts.append(svg.line(MARGIN, at - 4, MARGIN + 26, at - 4, MUTED, 1.5, more=dash))
        parts.append(svg.head(MARGIN + 34, at - 4, 1, 0, MUTED, 9))
        parts += svg.paragraph(MARGIN + 42, at, found, NOTE)
        at += len(found) * NOTE.leading + 4
    key, at = marks.key(MARGIN, at, width - 2 * MARGIN, SHAPES)
    return [*parts, *key], at


def _told(c: Chain, cues: Mapping[str, Cue]) -> str:
    """A chain in words, for those who don't see the picture."""
    steps = (
        f"{s.statement.name or 'speaker unknown'} ({svg.where(s.statement.outlet, s.statement.published)}; "
        f"{cues.get(s.statement.attribution, Cue('')).label}): {s.statement.text}"
        for s in c.steps
    )
    return f"{' > '.join(steps)} > {ENDS[c.ends]}: {c.name or 'unknown'} ({c.why})."
