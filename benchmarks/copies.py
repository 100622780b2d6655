"""Whether planted copies of articles are found, and nothing else: python -m benchmarks.copies ARTICLES.jsonl [NUMBER]

ARTICLES holds one article a line (id, outlet, published, title, text); the first NUMBER are taken. From every third one
copies are made by program, as other outlets print them; the rest stays as it is, and beside it distractors are made:
articles of one outlet with the same boilerplate, and articles that share nothing but a long quotation. Half of the
kinds (True in KINDS) were looked at while the numbers in kg/resolve/copies.py were chosen, the other half is for
reporting only. Counted are pairs in which one side at least was made here: a pair of the same original is right, any
other is wrong. Pairs among the articles as they came are listed to be read. Last, the time for more articles.
"""

import json
import random
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from kg.resolve.copies import Text, text
from kg.resolve.copyindex import TABLES, copies, put

SEED = 20_220_302
AT_ONCE = 500
BOILERPLATE = (
    "Sign up for our newsletter to get the day's most important stories delivered to your inbox every morning. "
    "This material may not be published, broadcast, rewritten or redistributed without permission. Our newsroom is "
    "funded by readers, who pay what they can, when they can, so that everybody else may read for free what we find."
)


def sentences(body: str) -> list[str]:
    return re.split(r"(?<=[.?!”\"])\s+(?=[A-Z“\"])", body)


def whole(body: str, rng: random.Random) -> str:
    return body


def cut(body: str, rng: random.Random) -> str:
    parts = [p for p in body.split("\n") if p.strip()]
    return "\n".join(parts[: max(4, round(len(parts) * rng.uniform(0.5, 0.8)))])


def rewritten(body: str, rng: random.Random) -> str:
    def changed(sentence: str) -> str:
        words = sentence.split(" ")
        rng.shuffle(words)
        return " ".join(words)

    return " ".join(changed(s) if rng.random() < 0.2 else s for s in sentences(body))


def dropped(body: str, rng: random.Random) -> str:
    return " ".join(s for s in sentences(body) if rng.random() >= 0.2)


def headline(body: str, rng: random.Random) -> str:
    return "What you need to know this evening about all of it\n\n" + body.partition("\n")[2].strip()


def wire_added(body: str, rng: random.Random) -> str:
    return "WASHINGTON (Meridian) - " + body


def wire_dropped(body: str, rng: random.Random) -> str:
    return re.sub(r"^[A-Z, ]+\([A-Z][\w ]+\) [-–—]+ ", "", body).partition("\n")[2] or body


def retouched(body: str, rng: random.Random) -> str:
    """A word in fifteen is another, the second half of the paragraphs is cut, and boilerplate is added."""
    words = cut(body, rng).split(" ")
    return " ".join("indeed" if rng.random() < 1 / 15 else w for w in words) + "\n" + BOILERPLATE


KINDS: dict[str, tuple[Callable[[str, random.Random], str], bool]] = {
    "whole": (whole, True),
    "cut at the end": (cut, False),
    "a fifth of the sentences rewritten": (rewritten, True),
    "a fifth of the sentences dropped": (dropped, False),
    "another headline": (headline, False),
    "wire line added": (wire_added, True),
    "wire line and first line dropped": (wire_dropped, False),
    "cut, retouched, boilerplate added": (retouched, True),
}


OUTLETS = {kind: f"Outlet {n}" for n, kind in enumerate(KINDS)}


def planted(
    articles: Sequence[dict[str, str]], known: frozenset[str], rng: random.Random
) -> tuple[list[Text], dict[str, tuple[str, str]]]:
    """All texts, and of those made here (original, kind); of the ``known``, copies as they came, none is made."""
    texts = [text(a["id"], a["text"], a["outlet"], a["published"]) for a in articles]
    made: dict[str, tuple[str, str]] = {}
    for a in articles[::3]:
        if a["id"] in known:
            continue
        for kind in rng.sample(sorted(KINDS), 3):
            iri = f"{a['id']}#{kind}"
            texts.append(text(iri, KINDS[kind][0](a["text"], rng), OUTLETS[kind], a["published"] + "T23:00:00Z"))
            made[iri] = (a["id"], kind)
    quotes = [q for a in articles for q in re.findall(r"“[^”]{500,1500}”", a["text"])]
    for n, a in enumerate(articles[1::3]):
        kind = "the same quotation" if n % 2 else "the same boilerplate"
        extra = f"He said: {quotes[n // 20 % len(quotes)]}" if n % 2 else BOILERPLATE
        iri = f"{a['id']}#{kind}"
        half = a["text"][: len(a["text"]) // 2] if n % 4 < 2 else a["text"][len(a["text"]) // 2 :]
        texts.append(text(iri, _other(half, rng) + "\n" + extra, OUTLETS["cut, retouched, boilerplate added"]))
        made[iri] = (iri, kind)
    rng.shuffle(texts)
    return texts, made


def _other(body: str, rng: random.Random) -> str:
    """A body on the same things in other words: its sentences with their words in another order."""
    return " ".join(" ".join(rng.sample(s.split(), len(s.split()))) for s in sentences(body))


def found_in(texts: Sequence[Text]) -> tuple[list[tuple[str, str]], float]:
    by_iri = {t.article: t for t in texts}
    database = sqlite3.connect(":memory:")
    database.executescript(TABLES)
    started = time.perf_counter()
    for i in range(0, len(texts), AT_ONCE):
        put(database, [t.article for t in texts[i : i + AT_ONCE]], lambda wanted: {iri: by_iri[iri] for iri in wanted})
    return [(c.article, c.other) for c in copies(database)], time.perf_counter() - started


def growth(articles: Sequence[dict[str, str]], rng: random.Random) -> None:
    """Seconds for more and more articles, each made of twenty sentences drawn from all, a tenth printed twice."""
    everything = [s for a in articles for s in sentences(a["text"])]
    for number in (1_000, 4_000, 16_000):
        bodies = [" ".join(rng.sample(everything, 20)) for _ in range(number - number // 10)]
        bodies += rng.sample(bodies, number // 10)
        pairs, seconds = found_in([text(f"{n:06}", body, f"Outlet {n % 97}") for n, body in enumerate(bodies)])
        print(f"{number} articles: {seconds:.1f} s, {number / seconds:.0f} a second, {len(pairs)} pairs")


def main(path: str, originals: int | None = None) -> None:
    with Path(path).open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file][:originals]
    as_they_came, _ = found_in([text(a["id"], a["text"], a["outlet"], a["published"]) for a in articles])
    known = frozenset(iri for pair in as_they_came for iri in pair)
    texts, made = planted(articles, known, random.Random(SEED))
    pairs, seconds = found_in(texts)
    found = {frozenset(p) for p in pairs if made.keys() & set(p)}
    groups: dict[str, list[str]] = {}
    for iri, (origin, _) in made.items():
        groups.setdefault(origin, [origin]).append(iri) if origin != iri else None
    wanted = {frozenset(p) for group in groups.values() for p in combinations(group, 2)}
    kind = {iri: k for iri, (_, k) in made.items()}
    for half in (True, False):
        names = {name for name, (_, tuned) in KINDS.items() if tuned is half}
        mine = {p for p in wanted if all(kind.get(iri, next(iter(names))) in names for iri in p)}
        print(f"{'looked at' if half else 'for reporting only'}: {len(mine & found)} of {len(mine)} pairs found")
    missed = Counter(" + ".join(sorted(kind.get(iri, "as it came") for iri in p)) for p in wanted - found)
    wrong = found - wanted
    print(f"all: recall {len(found & wanted) / len(wanted):.4f}, precision {len(found & wanted) / len(found):.4f}")
    print(f"missed: {dict(missed)}\nwrong: {len(wrong)} {[sorted(p) for p in wrong][:8]}")
    print(f"{len(texts)} articles in {seconds:.1f} s: {len(texts) / seconds:.0f} a second")
    print(f"pairs among the articles as they came, to be read: {len(as_they_came)}")
    for pair in as_they_came:
        print("  ", *pair)
    growth(articles, random.Random(SEED))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
