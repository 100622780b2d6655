"""What a network reads in articles, scored as the product scores it."""

from collections.abc import Iterable, Sequence
from typing import Any

import torch

from kg.evaluate import polnear
from kg.evaluate.gold import article_of
from kg.model import Attribution, Extraction, Span
from kg.nlp.decode import best_tags, parts
from kg.nlp.segment import segments
from kg.nlp.windows import Pieces, Window, Words, windows, words
from training.data import batch_of, scope_in, scopes_of
from training.network import Network, proposed

PROPOSE = 0.1  # the least probability of a cue that is looked at
MOST = 40  # cues of one window


def candidates(network: Network, text: str, pieces: Pieces) -> list[tuple[float, dict[str, list[Span]]]]:
    """All candidate attributions of a text with their probability, in text order."""
    read = words(text, segments(text), pieces)
    out: list[tuple[float, dict[str, list[Span]]]] = []
    found = list(windows(read))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for k in range(0, len(found), 8):
            out.extend(_of_windows(network, read, found[k : k + 8]))
    return out


def _of_windows(
    network: Network, read: Words, group: Sequence[Window]
) -> Iterable[tuple[float, dict[str, list[Span]]]]:
    batch = batch_of(group)
    read = network.encode(batch)
    vectors, tags = read.vectors, read.tags
    likely = proposed(tags).numpy()
    cues = []
    for w, window in enumerate(group):
        here = [word for word in window.own if likely[w, word - window.first_word] >= PROPOSE]
        cues.extend((w, *scope_in(read, window, word)) for word in here[:MOST])
    if not cues:
        return []
    emitted, valid = network.decode(vectors, scopes_of(cues))
    transition, start = network.field.scores()
    tagged = best_tags(
        emitted.numpy(), [len(r) for _, r, _ in cues], [c for _, _, c in cues], transition.numpy(), start.numpy()
    )
    out = []
    for (w, around, _), sequence, score in zip(cues, tagged, torch.sigmoid(valid).tolist(), strict=True):
        offset = group[w].first_word + around.start
        out.append(
            (
                score,
                {
                    role: [Span(read.spans[offset + a].start, read.spans[offset + b - 1].end) for a, b in runs]
                    for role, runs in parts(sequence).items()
                },
            )
        )
    return out


def figures(network: Network, records: Sequence[dict[str, Any]], pieces: Pieces) -> dict[str, float]:
    """The figures of the best threshold of a few, on the linked measure."""
    network.eval()
    read = {r["id"]: candidates(network, r["text"], pieces) for r in records}
    network.train()
    best: dict[str, float] = {}
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
        got = scored(records, read, threshold)
        if not best or got["linked"] + got["attribution_exact"] > best["linked"] + best["attribution_exact"]:
            best = {**got, "threshold": threshold}
    return best


def scored(records: Sequence[dict[str, Any]], read: dict[str, Any], threshold: float) -> dict[str, float]:
    """F1 in per cent of each measure, of the candidates that reach ``threshold``; relayed ones are marked as such."""
    predictions = {}
    for r in records:
        kept = [c for score, c in read[r["id"]] if score >= threshold and c["content"]]
        said = tuple(
            Attribution(
                id=f"a{i}",
                iri=f"urn:a{i}",
                source=tuple(c["source"]),
                cue=tuple(c["cue"]),
                content=tuple(c["content"]),
                type="indirect",
                within=outer(kept, i),
            )
            for i, c in enumerate(kept)
        )
        predictions[r["id"]] = Extraction(article_of(r), (), (), said, (), ())
    scores = polnear(records, predictions).scores
    return {key: round(value.f1, 2) for key, value in scores.items() if not key.endswith("_token")}


def outer(kept: Sequence[dict[str, list[Span]]], i: int) -> str | None:
    """The id of the candidate in whose content the cue of the ``i``-th stands: of several, the shortest."""
    cue = kept[i]["cue"][0].start
    holding = [
        (c["content"][-1].end - c["content"][0].start, j)
        for j, c in enumerate(kept)
        if j != i and any(s.start <= cue < s.end for s in c["content"])
    ]
    return f"a{min(holding)[1]}" if holding else None
