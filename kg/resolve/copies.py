"""Which article prints another's text: whole, cut or lightly edited; and who was first, where that can be known.

An article is compared word by word with those that share rare runs of words with it. A sample of the runs finds the
candidates: those whose hash is divisible by ``SAMPLED`` (the "modulo" sketch of Broder, On the resemblance and
containment of documents, 1997, and Manber, Finding similar files in a large file system, 1994), which unlike a
minimum-hash signature finds a short piece inside a long one too. Then the share of shared text is counted exactly, in
both directions, with and without the words between quotation marks: two reports of one speech share its quotes.
"""

import re
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kg.ids import outlet_key

Order = Literal["earlier", "later", "unknown"]

RUN = 5  # words
SAMPLED = 8  # one run in so many finds candidates
FEWEST_SAMPLED = 3  # sampled runs that a candidate shares
COMMON = 60  # articles that a run finds, the first that had it: so much is compared, however often it is printed
CANDIDATES = 24  # articles compared with one, those that share most
COPIED = 0.5  # of the words of one of the two
REPRINTED = 0.75  # the same within one outlet, whose articles share what stands under each
FEWEST = 40  # words shared
NARRATED = 15  # words outside quotation marks, below which they decide nothing
GAP = 4  # words between two shared runs that one edit explains
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
QUOTED = re.compile(r"“[^”\n]*|«[^»\n]*|„[^“”\n]*|\"[^\"\n]*")  # to the end of a paragraph that closes none


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is compared: the runs of its words, whether each word is quoted, and when and by whom.

    ``published`` is ISO 8601 or None; ``wires`` are the outlets that its wire lines credit.
    """

    article: str
    runs: tuple[int, ...]
    quoted: tuple[bool, ...]
    outlet: str | None = None
    published: str | None = None
    wires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """That two articles (IRIs) share most of a text.

    ``of_article`` and ``of_other`` are the shares (0 to 1) of their words that the other has too; ``order`` is whether
    ``article`` was earlier or later than ``other``, with the ``reason`` for both findings in words.
    """

    article: str
    other: str
    of_article: float
    of_other: float
    order: Order
    reason: str

    @property
    def score(self) -> float:
        """The larger of the two shares."""
        return max(self.of_article, self.of_other)


def text(
    article: str, body: str, outlet: str | None = None, published: str | None = None, wires: Collection[str] = ()
) -> Text:
    """An article to be compared."""
    marks = [m.span() for m in QUOTED.finditer(body)]
    words, quoted, i = [], [], 0
    for m in WORD.finditer(body):
        while i < len(marks) and marks[i][1] <= m.start():
            i += 1
        words.append(m[0].casefold().replace("’", "'"))
        quoted.append(i < len(marks) and marks[i][0] < m.start())
    return Text(article, runs(words), tuple(quoted), outlet, published, tuple(sorted(wires)))


def runs(words: Sequence[str]) -> tuple[int, ...]:
    """The hash of each run of ``RUN`` words, in order; the same on every machine."""
    parts = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return tuple(zlib.crc32(part.encode("utf-8", "replace")) for part in parts)


def sample(text: Text) -> tuple[int, ...]:
    """The runs by which an article is found, each once, sorted."""
    return tuple(sorted({h // SAMPLED for h in text.runs if h % SAMPLED == 0}))


def likely(found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Of (article, sampled runs shared) those worth comparing, the best first."""
    enough = [(article, n) for article, n in found if n >= FEWEST_SAMPLED]
    return tuple(article for article, _ in sorted(enough, key=lambda x: (-x[1], x[0]))[:CANDIDATES])


def copy(one: Text, other: Text) -> Copy | None:
    """Whether one of two articles prints the other's text; None if not.

    Half of the words of one of them must be the other's, and half of those outside quotation marks, where it has any
    to speak of; an agency whose wire line the other credits was first, else the one published earlier.
    """
    shared_one, shared_other = _shared(one, other), _shared(other, one)
    of_one, of_other = _share(one, shared_one), _share(other, shared_other)
    same = one.outlet is not None and other.outlet is not None and outlet_key(one.outlet) == outlet_key(other.outlet)
    needed = REPRINTED if same else COPIED
    if min(sum(shared_one), sum(shared_other)) < FEWEST or max(of_one, of_other) < needed:
        return None
    order, why = _order(one, other)
    both = f"{round(100 * of_one)}% of its words are the other's, {round(100 * of_other)}% of the other's are here"
    return Copy(one.article, other.article, round(of_one, 4), round(of_other, 4), order, f"{both}; {why}")


def sources(copies: Iterable[Copy]) -> dict[str, Copy]:
    """For each article that was later than one it shares text with: the one it most likely took it from.

    Of several that were earlier, the one that the wire line credits, then the one that shares most.
    """
    best: dict[str, tuple[tuple[float, float, str], Copy]] = {}
    for found in copies:
        for c in (found, turned(found)):
            if c.order != "later":
                continue
            rank = (-float("wire line" in c.reason), -c.of_article, c.other)
            if c.article not in best or rank < best[c.article][0]:
                best[c.article] = (rank, c)
    return {article: c for article, (_, c) in sorted(best.items())}


def turned(c: Copy) -> Copy:
    """The same finding as the other article sees it."""
    order: Order = "later" if c.order == "earlier" else "earlier" if c.order == "later" else "unknown"
    _, _, why = c.reason.partition("; ")
    both = (
        f"{round(100 * c.of_other)}% of its words are the other's, {round(100 * c.of_article)}% of the other's are here"
    )
    return Copy(c.other, c.article, c.of_other, c.of_article, order, f"{both}; {why}")


def _shared(one: Text, other: Text) -> list[bool]:
    """For each word of ``one`` whether it lies in a run that ``other`` has too, or in a gap that an edit left."""
    theirs = frozenset(other.runs)
    found = [False] * len(one.quoted)
    last = None
    for i, run in enumerate(one.runs):
        if run not in theirs:
            continue
        start = last if last is not None and i - last <= GAP else i
        found[start : i + RUN] = [True] * (i + RUN - start)
        last = i + RUN
    return found


def _share(one: Text, shared: Sequence[bool]) -> float:
    """The share of its words that are shared; of those outside quotation marks, if that is less."""
    if not shared:
        return 0.0
    whole = sum(shared) / len(shared)
    narrated = [s for s, quoted in zip(shared, one.quoted, strict=True) if not quoted]
    return min(whole, sum(narrated) / len(narrated)) if len(narrated) >= NARRATED else whole


def _order(one: Text, other: Text) -> tuple[Order, str]:
    if _credits(one, other) != _credits(other, one):
        agency = other.outlet if _credits(one, other) else one.outlet
        return "later" if _credits(one, other) else "earlier", f"a wire line credits {agency}"
    if one.published is None or other.published is None:
        return "unknown", "who was first is not known: a date is missing"
    earlier = precedes(one.published, other.published)
    if earlier is None:
        return "unknown", f"who was first is not known: {' and '.join(sorted((one.published, other.published)))}"
    first, then = (one, other) if earlier else (other, one)
    return "earlier" if earlier else "later", f"published {first.published}, then {then.published}"


def precedes(one: str, other: str) -> bool | None:
    """Whether one date or date-time (ISO 8601) is before another; None where that cannot be told.

    Moments with an offset are compared as such; all else by its day, as written.
    """
    try:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return None
    if a.tzinfo is not None and b.tzinfo is not None:
        return None if a == b else a < b
    return None if a.date() == b.date() else a.date() < b.date()


def _credits(one: Text, other: Text) -> bool:
    return other.outlet is not None and outlet_key(other.outlet) in {outlet_key(w) for w in one.wires}
