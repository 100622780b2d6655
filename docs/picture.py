"""Draws a GEXF file of ``kg export`` as an SVG: the positions, colours, sizes and labels that Gephi shows on opening.

python docs/picture.py exports/sample/citations.gexf docs/citations.svg
"""

import math
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
WIDTH, MARGIN, LABEL = 1100.0, 250.0, 36


def svg(gexf: bytes) -> str:
    """The picture of a GEXF 1.3 document that holds viz attributes."""
    root = etree.fromstring(gexf, etree.XMLParser(resolve_entities=False, no_network=True))
    nodes = {n.get("id"): n for n in root.iter(GEXF + "node")}
    kind = next(a.get("id") for a in root.iter(GEXF + "attribute") if a.get("title") == "type")
    places = {key: _place(node) for key, node in nodes.items()}
    left, top = (min(p[i] for p in places.values()) for i in (0, 1))
    right, bottom = (max(p[i] for p in places.values()) for i in (0, 1))
    scale = (WIDTH - 2 * MARGIN) / ((right - left) or 1)
    at = {k: (MARGIN + (x - left) * scale, 30 + (bottom - y) * scale) for k, (x, y) in places.items()}
    height = 60 + (bottom - top) * scale
    around: dict[str, list[str]] = {}
    lines = []
    for edge in root.iter(GEXF + "edge"):
        a, b = edge.get("source"), edge.get("target")
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
        width = min(1 + float(edge.get("weight", 1)) / 3, 4)
        x, y = _before(at[a], at[b], _radius(nodes[b]) + 2 + 2 * width)
        lines.append(
            f'<line x1="{at[a][0]:.1f}" y1="{at[a][1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#8a8f98" '
            f'stroke-opacity=".6" stroke-width="{width:.1f}" marker-end="url(#to)"/>'
        )
    colours = {n.find(f".//{GEXF}attvalue[@for='{kind}']").get("value"): _fill(n) for n in nodes.values()}
    for row, (name, fill) in enumerate(sorted(colours.items())):
        lines.append(f'<circle cx="24" cy="{26 + 20 * row}" r="6" fill="{fill}"/>')
        lines.append(f'<text x="36" y="{30 + 20 * row}">{escape(name)}</text>')
    drawn = [_node(node, at[key], [at[k] for k in around.get(key, [])]) for key, node in nodes.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="13">\n'
        f'<defs><marker id="to" viewBox="0 0 6 6" refX="2" refY="3" markerWidth="5" markerHeight="5" orient="auto">'
        f'<path d="M0 0L6 3L0 6z" fill="#8a8f98"/></marker></defs>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(lines + drawn) + "\n</svg>\n"
    )


def _place(node: etree._Element) -> tuple[float, float]:
    position = node.find(VIZ + "position")
    return float(position.get("x")), float(position.get("y"))


def _before(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    """The point on the way from ``start`` to ``end`` that lies ``distance`` before ``end``."""
    length = math.dist(start, end) or 1
    return tuple(e + (s - e) * distance / length for s, e in zip(start, end, strict=True))


def _radius(node: etree._Element) -> float:
    return float(node.find(VIZ + "size").get("value")) * 0.55


def _fill(node: etree._Element) -> str:
    return "rgb({}, {}, {})".format(*(node.find(VIZ + "color").get(c) for c in "rgb"))


def _node(node: etree._Element, at: tuple[float, float], others: list[tuple[float, float]]) -> str:
    """A disc and its label, which stands on the side away from what the node hangs on."""
    radius = _radius(node)
    fill = _fill(node)
    label = node.get("label")
    text = escape(label if len(label) <= LABEL else label[: LABEL - 1] + "…")
    if len(others) > 2:
        where = f'x="{at[0]:.1f}" y="{at[1] - radius - 4:.1f}" text-anchor="middle" font-weight="bold"'
    else:
        away = at[0] >= sum(x for x, _ in others) / max(len(others), 1)
        x = at[0] + (radius + 4) * (1 if away else -1)
        where = f'x="{x:.1f}" y="{at[1] + 4:.1f}" text-anchor="{"start" if away else "end"}"'
    halo = 'paint-order="stroke" stroke="#fff" stroke-width="3"'
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}" fill="{fill}"/><text {where} {halo}>{text}</text>'
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(svg(Path(sys.argv[1]).read_bytes()), encoding="utf-8")
