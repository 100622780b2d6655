"""The model card: what the shipped model is, what it was trained on, how good it is, and where it falls short.

The headings are those of Mitchell et al. 2019 ("Model Cards for Model Reporting").
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SIDE, LEFT, TOP = 360.0, 60.0, 20.0
CHANGED = {
    "straight": "straight quotation marks",
    "curly": "curly quotation marks",
    "french": "French quotation marks",
    "german": "German quotation marks",
    "doubled": "doubled single marks (`` '')",
    "single": "single quotation marks",
    "missing": "no double quotation marks at all",
    "upper": "capitals throughout",
    "ocr": "scanning errors in one letter of a hundred",
    "html": "remains of mark-up",
}
TEMPLATE = Path(__file__).with_name("model-card.md")


def write(docs: Path, model: Path, version: str, figures: Mapping[str, Any]) -> None:
    """Writes model-card.md and calibration.svg into ``docs``."""
    size = sum(p.stat().st_size for p in model.iterdir() if p.is_file()) / 1e6
    rows = [
        f"| {CHANGED[name]} | {f['content_exact']} | {f['attribution_exact']} | {f['linked']} |"
        for name, f in figures["changed"].items()
    ]
    ced = figures["ced"]
    text = TEMPLATE.read_text(encoding="utf8").format(
        version=version,
        size=size,
        **figures["polnear"],
        ced_found=f"{ced['found']['percent']:.1f}%",
        ced_volume=f"{ced['volume']['percent']:.1f}%",
        changed="\n".join(rows),
        error=figures["calibration_error"],
        crossed=figures["calibration_crossed"],
    )
    (docs / "model-card.md").write_text(text, encoding="utf8")
    (docs / "calibration.svg").write_text(picture(figures["calibration_bins"]), encoding="utf8")


def picture(bins: Sequence[tuple[int, float, float]]) -> str:
    """A reliability diagram: a dot a bin, as large as it is full, beside the diagonal of a perfect reader."""
    total = sum(count for count, _, _ in bins)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 30:.0f} {TOP + SIDE + 60:.0f}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for k in range(0, 11, 2):
        x, y = LEFT + SIDE * k / 10, TOP + SIDE * (1 - k / 10)
        out.append(f'<path d="M{LEFT} {y:.1f}h{SIDE}M{x:.1f} {TOP}v{SIDE}" stroke="#e3e5e8"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10 * k}%</text>')
        out.append(f'<text x="{x:.1f}" y="{TOP + SIDE + 18:.1f}" text-anchor="middle">{10 * k}%</text>')
    out.append(f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="#8a8f98" stroke-dasharray="4 4"/>')
    for count, confidence, right in bins:
        x, y, r = LEFT + SIDE * confidence, TOP + SIDE * (1 - right), 3 + 22 * (count / max(total, 1)) ** 0.5
        out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#2f6fab" fill-opacity=".6"/>')
        out.append(f'<text x="{x:.1f}" y="{y - r - 4:.1f}" text-anchor="middle">{count}</text>')
    out.append(
        f'<text x="{LEFT + SIDE / 2:.0f}" y="{TOP + SIDE + 44:.0f}" text-anchor="middle">confidence shown</text>'
    )
    turned = f'transform="translate(16 {TOP + SIDE / 2:.0f}) rotate(-90)" text-anchor="middle"'
    out.append(f"<text {turned}>share that is right</text>")
    return "\n".join([*out, "</svg>", ""])
