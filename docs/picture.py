"""Draws a GEXF file of ``kg export`` as an SVG: the positions, colours, sizes and labels that Gephi shows on opening.

python docs/picture.py exports/sample/speakers.gexf docs/speakers.svg
"""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
WIDTH, MARGIN, LABEL = 1000.0, 130.0, 34


def svg(gexf: bytes) -> str:
    """The picture of a GEXF 1.3 document that holds viz attributes."""
    root = etree.fromstring(gexf, etree.XMLParser(resolve_entities=False, no_network=True))
    nodes = {n.get("id"): n for n in root.iter(GEXF + "node")}
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
        lines.append(
            f'<line x1="{at[a][0]:.1f}" y1="{at[a][1]:.1f}" x2="{at[b][0]:.1f}" y2="{at[b][1]:.1f}" '
            f'stroke="#8a8f98" stroke-opacity=".45" stroke-width="{width:.1f}"/>'
        )
    drawn = [_node(node, at[key], [at[k] for k in around.get(key, [])], scale) for key, node in nodes.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(lines + drawn) + "\n</svg>\n"
    )


def _place(node: etree._Element) -> tuple[float, float]:
    position = node.find(VIZ + "position")
    return float(position.get("x")), float(position.get("y"))


def _node(node: etree._Element, at: tuple[float, float], others: list[tuple[float, float]], scale: float) -> str:
    """A disc and its label, which stands on the side away from what the node hangs on."""
    colour = node.find(VIZ + "color")
    radius = float(node.find(VIZ + "size").get("value")) * 0.55
    fill = "rgb({}, {}, {})".format(*(colour.get(c) for c in "rgb"))
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
