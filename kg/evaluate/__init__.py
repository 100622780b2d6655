"""The measuring protocol: how well an extraction agrees with what people marked.

``polnear`` measures attributions (source, cue, content) against PolNeAR, ``ced`` the finding and naming of marked
utterances. Values in, values out: reading the articles is the caller's work.

    gold = read_gold(path)
    predictions = {record["id"]: extract(article_of(record)) for record in gold}
    report = polnear(gold, predictions)
"""

from kg.evaluate.attributions import PolnearReport, TypeRecall, polnear
from kg.evaluate.gold import article_of, by_source, read_gold
from kg.evaluate.rates import Score, Share
from kg.evaluate.utterances import CedReport, TypeShares, ced

__all__ = [
    "CedReport",
    "PolnearReport",
    "Score",
    "Share",
    "TypeRecall",
    "TypeShares",
    "article_of",
    "by_source",
    "ced",
    "polnear",
    "read_gold",
]
