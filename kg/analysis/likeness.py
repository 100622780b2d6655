"""Which outlets are alike in whom they quote."""

from collections import defaultdict

import numpy as np
from scipy.sparse import csr_array

from kg.analysis.rank import PLACES
from kg.analysis.relations import label
from kg.model import Table, Value
from kg.network import Directed

LIKENESS_COLUMNS = (
    "outlet",
    "other",
    "cosine",
    "jaccard",
    "shared",
    "quoted",
    "other_quoted",
    "whom",
    "id",
    "other_id",
)
SHOWN = 3


def likeness(graph: Directed, *, top: int | None = None) -> Table:
    """Pairs of outlets that quote a speaker in common, the most alike first, of the view ``speakers``.

    ``cosine`` compares how many statements of each speaker they carry (Salton and McGill, Introduction to modern
    information retrieval, 1983), ``jaccard`` only whom they quote at all (Jaccard, 1901). ``shared`` is how many
    speakers both quote, and ``quoted`` how many each does: where these are few, likeness means little. ``whom`` are
    those whom both quote most. Unnamed speakers, whom nothing joins across articles, are nobody's in common.
    """
    quotes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for outlet, speaker, data in graph.edges(data=True):
        if data["kind"] == "quotes":
            quotes[outlet][speaker] = data["weight"]
    outlets = sorted(quotes)
    if not outlets:
        return Table(LIKENESS_COLUMNS, ())
    cosine, shared = _products([quotes[outlet] for outlet in outlets])
    numbers = np.array([len(quotes[outlet]) for outlet in outlets])
    one, other = shared.coords
    keep = one < other
    one, other, both, alike = one[keep], other[keep], shared.data[keep], cosine.data[keep]
    jaccard = both / (numbers[one] + numbers[other] - both)
    order = np.lexsort((other, one, -np.round(jaccard, PLACES), -np.round(alike, PLACES)))
    rows: list[tuple[Value, ...]] = []
    for i in order[:top]:
        a, b = outlets[one[i]], outlets[other[i]]
        rows.append((
            label(graph, a), label(graph, b), round(float(alike[i]), PLACES), round(float(jaccard[i]), PLACES),
            int(both[i]), len(quotes[a]), len(quotes[b]), _whom(graph, quotes[a], quotes[b]), a, b,
        ))  # fmt: skip
    return Table(LIKENESS_COLUMNS, tuple(rows))


def _products(quotes: list[dict[str, int]]) -> tuple[csr_array, csr_array]:
    """The cosine of each two outlets, and how many speakers they share, where they share any; sparse, in one order."""
    place = {speaker: i for i, speaker in enumerate(sorted({s for found in quotes for s in found}))}
    rows = np.repeat(np.arange(len(quotes)), [len(found) for found in quotes])
    columns = np.array([place[s] for found in quotes for s in found])
    counts = np.array([float(n) for found in quotes for n in found.values()])
    lengths = np.sqrt(np.bincount(rows, counts**2))
    weighed, plain = (
        csr_array((values, (rows, columns)), shape=(len(quotes), len(place)))
        for values in (counts / lengths[rows], np.ones_like(counts))
    )
    products = []
    for matrix in (weighed, plain):
        product = (matrix @ matrix.T).tocsr()
        product.sort_indices()
        products.append(product.tocoo())
    return products[0], products[1]


def _whom(graph: Directed, one: dict[str, int], other: dict[str, int]) -> str:
    both = sorted(one.keys() & other.keys(), key=lambda s: (-min(one[s], other[s]), label(graph, s), s))
    more = f", and {len(both) - SHOWN} more" if len(both) > SHOWN else ""
    return ", ".join(label(graph, s) for s in both[:SHOWN]) + more
