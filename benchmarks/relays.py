"""Outlets, documents and relays against 30 marked articles: python -m benchmarks.relays DATA [choose|report] [--list]

DATA is the folder of the corpora; the marks and what they mean are in benchmarks/relayed.py. Its half ``choose`` was
looked at while the rules were written, its half ``report`` was not. A citation is right if it shares characters with a
mark of its kind (a wire line counts as an outlet), each mark once; an outlet that names itself is left out, as Hearsay
does. A relay is right if the cues of outer and inner attribution share characters with the marked ones ("told to an
outlet": the citation belongs to the attribution with the marked inner cue). What is doubtful counts neither way.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.relayed import Marked, Part, load, texts_of
from kg import ids
from kg.model import Article, Extraction, Span
from kg.nlp.nesting import OWN, passes_on
from kg.nlp.pipeline import extract

GROUP = {"outlet": "outlet", "wire": "outlet", "document": "document"}


def _records(data: Path) -> dict[str, dict[str, str]]:
    with gzip.open(data / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def _read(record: dict[str, str]) -> Extraction:
    outlet = record.get("outlet") or record["id"].split("_")[0]
    text = record["text"]
    return extract(Article(ids.article_iri(None, outlet, text), text, outlet=outlet, source_id=record["id"]))


def counted(kind: str, found: Sequence[Span], marked: Sequence[tuple[Span, bool]]) -> tuple[int, int, int, list[str]]:
    """(right, found, marked), and the misses; ``marked`` pairs a span with whether it counts neither way."""
    free = list(range(len(marked)))
    right, counting = 0, 0
    wrong: list[str] = []
    for span in found:
        hit = next((i for i in free if marked[i][0].overlaps(span)), None)
        if hit is not None:
            free.remove(hit)
            right += not marked[hit][1]
            counting += not marked[hit][1]
        elif not any(m.overlaps(span) for m, neither in marked if neither):
            counting += 1
            wrong.append(f"wrong {kind} {span.start} {span.end}")
    missed = [f"missed {kind} {marked[i][0].start} {marked[i][0].end}" for i in free if not marked[i][1]]
    return right, counting, sum(not neither for _, neither in marked), wrong + missed


def citations(marked: Marked, found: Extraction, group: str) -> tuple[int, int, int, list[str]]:
    """The counts of the citations of a group."""
    own = [c.span for c in marked.citations if c.own]
    spans = [c.span for c in found.citations if GROUP.get(c.kind) == group and not any(o.overlaps(c.span) for o in own)]
    marks = [(c.span, c.doubtful) for c in marked.citations if GROUP.get(c.kind) == group and not c.own]
    return counted(group, spans, marks)


def relays(marked: Marked, found: Extraction) -> tuple[int, int, int, list[str]]:
    """The counts of attributions within attributions."""
    of = {a.id: a for a in found.attributions}
    spoken = {a.id: a.speaker for a in found.attributions}
    text = found.article.text
    pairs = [
        (of[a.within].cue, a.cue)
        for a in found.attributions
        if a.within and a.cue and of[a.within].cue and a.source and a.source[0].of(text).lower() not in OWN
        if spoken[a.id] != spoken[a.within] and passes_on(" ".join(c.of(text) for c in a.cue))
    ]
    marks = [r for r in marked.relays if r.via is None]
    free, right, counting = list(range(len(marks))), 0, 0
    out: list[str] = []
    for outer, inner in pairs:
        hit = next((i for i in free if _meets(marks[i].outer_cue, outer) and _meets(marks[i].inner_cue, inner)), None)
        if hit is None:
            counting += 1
            out.append(f"wrong relay {inner[0].start} {inner[0].end}")
            continue
        free.remove(hit)
        right += not marks[hit].doubtful
        counting += not marks[hit].doubtful
    out += [f"missed relay {marks[i].inner_cue.start} {marks[i].inner_cue.end}" for i in free if not marks[i].doubtful]
    return right, counting, sum(not r.doubtful for r in marks), out


def told(marked: Marked, found: Extraction) -> tuple[int, int, int, list[str]]:
    """The counts of what was told to another outlet: the citation belongs to the right attribution."""
    cues = {a.id: a.cue for a in found.attributions}
    marks = [r for r in marked.relays if r.via == "outlet" and not r.own and not r.doubtful]
    missed = [
        r
        for r in marks
        if not any(
            c.kind == "outlet"
            and c.span.overlaps(r.outer_source)
            and c.attribution
            and _meets(r.inner_cue, cues[c.attribution])
            for c in found.citations
        )
    ]
    right = len(marks) - len(missed)
    return right, right, len(marks), [f"missed told {r.outer_source.start} {r.outer_source.end}" for r in missed]


def _meets(marked: Span, cue: Iterable[Span]) -> bool:
    return any(marked.overlaps(c) for c in cue)


def main(data: Path, part: Part, listed: bool) -> None:
    records, articles = _records(data), load(part, texts_of(data))
    total: dict[str, Counter[str]] = {}
    for marked in articles:
        found = _read(records[marked.id])
        rows = {g: citations(marked, found, g) for g in ("outlet", "document")}
        rows |= {"relay": relays(marked, found), "told to an outlet": told(marked, found)}
        for name, (right, number, gold, out) in rows.items():
            total.setdefault(name, Counter()).update(right=right, found=number, marked=gold)
            for line in out if listed else ():
                start, end = map(int, line.split()[-2:])
                text = found.article.text
                words = text[max(0, start - 70) : start] + "[[" + text[start:end] + "]]" + text[end : end + 60]
                print(f"{' '.join(line.split()[:-2])} | {marked.id[:24]} | {' '.join(words.split())}")
    print(f"{part}: {len(articles)} articles")
    for name, n in total.items():
        precision, recall = n["right"] / max(1, n["found"]), n["right"] / max(1, n["marked"])
        counts = f"{n['right']} right of {n['found']} found and {n['marked']} marked"
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f} ({counts})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "report" if "report" in sys.argv else "choose", "--list" in sys.argv)
