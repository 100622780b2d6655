"""Extractions of small invented articles in which people speak, for the tests of who is one speaker."""

from kg import ids
from kg.model import Article, Attribution, Entity, EntityKind, Extraction, Mention, Role, Span

Voice = tuple[str, str | None] | tuple[str, str | None, EntityKind]


def article_of(day: str | None, *voices: Voice, outlet: str = "The Port Post", about: str = "rain") -> Extraction:
    """An article in which each voice, a (name, role or None, kind), says one thing about ``about``."""
    sentences, places = [], []
    start = 0
    for name, role, *_ in voices:
        source = f"{role} {name}" if role else name
        sentence = f"{source} said that there was {about}."
        places.append((start, start + len(source) - len(name), start + len(source), start + len(sentence)))
        sentences.append(sentence)
        start += len(sentence) + 1
    text = " ".join(sentences)
    iri = ids.article_iri(None, outlet, text + (day or ""))
    entities, mentions, attributions = [], [], []
    seen: dict[tuple[str, str], int] = {}
    for n, ((name, role, *kinds), (begin, named, end, stop)) in enumerate(zip(voices, places, strict=True), 1):
        kind: EntityKind = kinds[0] if kinds else "person"
        seen[kind, name] = seen.get((kind, name), 0) + 1
        roles = (Role(role, Span(begin, named - 1)),) if role else ()
        entities.append(Entity(f"e{n}", ids.entity_iri(iri, kind, name, seen[kind, name]), kind, name, roles=roles))
        mentions.append(Mention(Span(named, end), f"e{n}", "name"))
        cue, content = (Span(end + 1, end + 5),), (Span(end + 6, stop),)
        attribution = ids.attribution_iri(iri, cue, content)
        attributions.append(
            Attribution(
                f"a{n}", attribution, (Span(begin, end),), cue, content, "indirect", speaker=f"e{n}",
                speaker_confidence=0.9,
            )
        )  # fmt: skip
    article = Article(iri, text, title=f"Of {about}", outlet=outlet, published=day)
    return Extraction(article, tuple(entities), tuple(mentions), tuple(attributions))
