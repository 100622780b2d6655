"""How the identity of speakers grows with the store: loading what is known, adding one article, making all again.

    python -m benchmarks.identity_store [PEOPLE ...]          default: 1000 10000

Articles are made by program (seeded): each has eight speakers, of people made by benchmarks/names_made.py; the n-th of
them speaks as often as 1/n. Times are of this process, in a store in memory.
"""

import random
import sys
import time
from collections.abc import Iterator
from itertools import accumulate, islice

from benchmarks.names_made import made
from kg import ids
from kg.model import Article, Attribution, Entity, Extraction, Mention, Role, Span
from kg.resolve.known import Known
from kg.resolve.loading import borne
from kg.store.embedded import EmbeddedStore
from kg.workflow.reidentifying import reindex
from kg.workflow.reviewing import judge
from kg.workflow.storing import ingest_extractions

SEED, VOICES, MORE = 20220308, 8, 50
NOW = "2022-03-08T00:00:00Z"


def people(count: int) -> list[tuple[str, str | None]]:
    """That many bearers of names, each with its role, if any."""
    return [(b.name, b.roles[0] if b.roles else None) for b in islice(made(SEED), count)]


def articles(known: list[tuple[str, str | None]], count: int, first: int = 0) -> Iterator[Extraction]:
    """Articles with ``VOICES`` speakers each; every person speaks in one at least, where there are enough."""
    chance = random.Random(SEED + first)
    weights = list(accumulate(1 / (n + 1) for n in range(len(known))))
    for number in range(first, first + count):
        some = [known[(number * 3 + n) % len(known)] for n in range(3)]
        yield _article(number, [*some, *chance.choices(known, cum_weights=weights, k=VOICES - 3)])


def _article(number: int, voices: list[tuple[str, str | None]]) -> Extraction:
    text, spans = "", []
    for name, role in dict(voices).items():
        text += f"{role} " if role else ""
        spans.append((name, role, len(text)))
        text += f"{name} said {number} times that it rained. "
    iri = ids.article_iri(None, "The Post", text)
    day = f"20{number % 20 + 3:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    entities, mentions, said = [], [], []
    for n, (name, role, start) in enumerate(spans, 1):
        end = start + len(name)
        roles = (Role(role, Span(start - len(role) - 1, start - 1)),) if role else ()
        entities.append(Entity(f"e{n}", ids.entity_iri(iri, "person", name), "person", name, roles=roles))
        mentions.append(Mention(Span(start, end), f"e{n}", "name"))
        cue, content = (Span(end + 1, end + 5),), (Span(end + 6, end + 20),)
        said.append(
            Attribution(f"a{n}", ids.attribution_iri(iri, cue, content), (Span(start, end),), cue, content, "indirect",
                        speaker=f"e{n}")
        )  # fmt: skip
    return Extraction(
        Article(iri, text, outlet="The Post", published=day), tuple(entities), tuple(mentions), tuple(said)
    )


def measured(count: int) -> tuple[object, ...]:
    """One row of the table for a store of about ``count`` persons."""
    known = people(count)
    with EmbeddedStore.memory() as store:
        started = time.perf_counter()
        size = count // 3 + 1
        ingest_extractions(store, articles(known, size), now=lambda: NOW, model_version="made")
        built = time.perf_counter() - started
        started = time.perf_counter()
        loaded = Known.of(store)
        loading = time.perf_counter() - started
        entities = len(borne(store))
        fresh = list(articles(known, MORE, first=size))
        started = time.perf_counter()
        for x in fresh:
            loaded.identities(x, {})
        deciding = (time.perf_counter() - started) / MORE
        started = time.perf_counter()
        speakers = reindex(store).after
        remaking = time.perf_counter() - started
        found = borne(store)
        started = time.perf_counter()
        judge(store, "different", found[0].entity, found[-1].entity, now=NOW)
        judging = time.perf_counter() - started
    return size, entities, speakers, 1000 * built / size, loading, 1000 * deciding, remaking, judging


def main() -> None:
    """Prints the table."""
    print("articles  entities  speakers  ms an article (all)  s loading  ms an article (who)  s reindex  s a judgement")
    for count in [int(a) for a in sys.argv[1:]] or [1_000, 10_000]:
        size, entities, speakers, each, loading, deciding, remaking, judging = measured(count)
        print(f"{size:8}  {entities:8}  {speakers:8}  {each:19.2f}  {loading:9.2f}  {deciding:19.2f}  {remaking:9.2f}"
              f"  {judging:13.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
