"""The canonical form of an extraction, said a second time and apart from the code that reads a graph."""

from dataclasses import replace

from kg.model import Attribution, Entity, Extraction, Link, Mention, Span

NOWHERE = Span(10**9, 10**9 + 1)


def canonical(x: Extraction) -> Extraction:
    """``x`` as it comes back from its evidence graph: renumbered and sorted, without the original bytes."""

    def entity_key(e: Entity) -> tuple[Span, str, str, str]:
        places = [m.span for m in x.mentions if m.entity == e.id] + [r.span for r in e.roles]
        return min(places, default=NOWHERE), e.name, e.kind, e.iri

    def attribution_key(a: Attribution) -> tuple[object, ...]:
        return min(a.source + a.cue + a.content), a.source, a.cue, a.content, a.iri

    e_ids = {e.id: f"e{n}" for n, e in enumerate(sorted(x.entities, key=entity_key), 1)}
    a_ids = {a.id: f"a{n}" for n, a in enumerate(sorted(x.attributions, key=attribution_key), 1)}
    citations = sorted((replace(c, attribution=_of(a_ids, c.attribution)) for c in x.citations), key=lambda c: c.span)
    mentions = {Mention(m.span, e_ids[m.entity], m.form) for m in x.mentions}
    return Extraction(
        replace(x.article, links=tuple(Link(c.span, c.target) for c in citations if c.kind == "link"), original=None),
        tuple(
            replace(e, id=e_ids[e.id], speaks_for=_of(e_ids, e.speaks_for)) for e in sorted(x.entities, key=entity_key)
        ),
        tuple(sorted(mentions, key=lambda m: (m.span, int(m.entity[1:]), m.form))),
        tuple(
            replace(
                a,
                id=a_ids[a.id],
                speaker=_of(e_ids, a.speaker),
                within=_of(a_ids, a.within),
                candidates=tuple(replace(c, entity=e_ids[c.entity]) for c in a.candidates),
            )
            for a in sorted(x.attributions, key=attribution_key)
        ),
        tuple(
            sorted(
                (replace(f, attribution=_of(a_ids, f.attribution)) for f in x.figures), key=lambda f: (f.span, f.iri)
            )
        ),
        tuple(citations),
    )


def _of(ids: dict[str, str], key: str | None) -> str | None:
    return None if key is None else ids[key]
