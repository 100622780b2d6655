"""Predictions made from marked articles by damaging what people marked: the same ones for the same seed."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg import ids
from kg.evaluate import article_of
from kg.model import Article, Attribution, Entity, EntityKind, Extraction, Span


def polnear_prediction(record: Mapping[str, Any], seed: int = 0) -> Extraction:
    """What is marked, less some, with some spans moved, some attributions said to be nested, and a few made up."""
    draw, article = random.Random(f"{seed} {record['id']}"), article_of(record)
    found = []
    for marked in record["annotations"][0]["attributions"]:
        fate = draw.random()
        if fate < 0.15:
            continue
        source, cue, content = (tuple(Span(s, e) for s, e in marked[role]) for role in ("source", "cue", "content"))
        if fate < 0.45:
            content = _moved(content, article.text, draw)
        if fate > 0.8:
            source = _moved(source, article.text, draw)
        found.append((source, cue, content, None))
        if draw.random() < 0.15:
            found.append((source, _moved(content[:1], article.text, draw), _moved(content, article.text, draw), None))
    return _extraction(article, [x for x in found if x[2]], (), draw)


def ced_prediction(record: Mapping[str, Any], seed: int = 0) -> Extraction:
    """Where the first words of a marked utterance stand, and as many more or fewer; some speakers wrong or unknown."""
    draw, article = random.Random(f"{seed} {record['id']}"), article_of(record)
    agents = sorted({u["agent"] for u in record["utterances"]})
    entities = tuple(_entity(article, f"e{i}", name, draw) for i, name in enumerate(agents, 1))
    found = []
    for utterance in record["utterances"]:
        at = article.text.find(utterance["utterance"][:20])
        if at < 0 or draw.random() < 0.1:
            continue
        length = int(len(utterance["utterance"]) * draw.choice([0.2, 0.5, 1, 1, 1, 2, 6]))
        end = min(at + max(3, length), len(article.text))
        speaker = entities[agents.index(utterance["agent"])]
        found.append(((), (), (Span(at, end),), draw.choice([speaker.id] * 6 + [entities[0].id, None])))
    return _extraction(article, found, entities, draw)


def _entity(article: Article, key: str, name: str, draw: random.Random) -> Entity:
    name = draw.choice([name, name, name.split()[-1], f"Mr {name}", f"{name} of the Harbour Board", f"{name} jun"])
    kinds: tuple[EntityKind, ...] = ("person", "person", "person", "organisation", "unnamed")
    kind = draw.choice(kinds)
    return Entity(key, ids.entity_iri(article.iri, kind, name), kind, name)


def _moved(spans: Sequence[Span], text: str, draw: random.Random) -> tuple[Span, ...]:
    """Each span with its ends at other words nearby; never overlapping in a way that is no span."""
    ends = [m.span() for m in re.finditer(r"\S+", text)]
    moved = set()
    for span in spans:
        touched = [i for i, (s, e) in enumerate(ends) if s < span.end and e > span.start]
        first = max(0, touched[0] + draw.choice([-3, -1, 0, 0, 1, 2, 8]))
        last = min(len(ends) - 1, max(first, touched[-1] + draw.choice([-8, -2, -1, 0, 0, 1, 3])))
        first = min(first, last)
        moved.add(Span(ends[first][0], ends[last][1]))
    return tuple(sorted(moved))


def _extraction(
    article: Article, parts: Sequence[Any], entities: tuple[Entity, ...], draw: random.Random
) -> Extraction:
    attributions = []
    for i, (source, cue, content, speaker) in enumerate(parts, 1):
        attributions.append(
            Attribution(
                id=f"a{i}",
                iri=ids.attribution_iri(article.iri, cue, content),
                source=source,
                cue=cue,
                content=content,
                type="indirect",
                speaker=speaker,
                within=draw.choice([None, f"a{draw.randint(1, len(parts))}", f"a{max(1, i - 1)}"]),
            )
        )
    return Extraction(article, entities, attributions=tuple(attributions))
