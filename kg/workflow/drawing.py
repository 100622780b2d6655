"""What the pictures show, as values from the store: the cues of a chain, a speaker's neighbours, shares of voice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.check.chains import Chain
from kg.draw.chain import Cue
from kg.draw.shares import by_outlet, by_period, shares
from kg.draw.speaker import Neighbour, Voice
from kg.draw.voices import Voices
from kg.errors import NotFoundError
from kg.ids import outlet_key
from kg.model import EntityKind, Value
from kg.resolve.loading import names
from kg.statements import Statement, statements
from kg.store.contract import Store
from kg.workflow.figuring import Wanted, within
from kg.workflow.naming import is_ours, speaker_iri
from kg.workflow.summary import counted, coverage

LISTED = 5
CUES = """
SELECT ?attribution ?start ?words ?medium WHERE {{
  VALUES ?attribution {{ {attributions} }}
  ?attribution hs:cue ?span .
  ?span oa:hasSelector ?position , ?quote . ?position oa:start ?start . ?quote oa:exact ?words
  OPTIONAL {{ ?attribution hs:medium ?medium }}
}} ORDER BY ?attribution ?start ?words ?medium"""
QUOTED = """
SELECT ?speaker (COUNT(DISTINCT ?statement) AS ?statements) WHERE { ?statement schema:spokenByCharacter ?speaker }
GROUP BY ?speaker"""
ALSO_CALLED = """
SELECT DISTINCT ?speaker ?name WHERE {
  ?entity hs:canonicalSpeaker ?speaker ; schema:name ?name
  { SELECT DISTINCT ?speaker WHERE { ?statement schema:spokenByCharacter ?speaker } }
}"""
ARTICLES = "SELECT DISTINCT ?article WHERE {{ ?statement schema:spokenByCharacter <{iri}> ; schema:isPartOf ?article }}"


def cues(store: Store, chains: Iterable[Chain]) -> dict[str, Cue]:
    """The cue of each attribution on the chains; one in several parts as "said … that"."""
    wanted = sorted({step.statement.attribution for c in chains for step in c.steps})
    parts: dict[str, dict[Value, str]] = {}
    media: dict[str, str | None] = {}
    for attribution, start, words, medium in store.select(
        CUES.format(attributions=" ".join(f"<{iri}>" for iri in wanted))
    ).rows:
        parts.setdefault(str(attribution), {}).setdefault(start, str(words))
        media.setdefault(str(attribution), str(medium) if medium else None)
    return {iri: Cue(" … ".join(found.values()), media[iri]) for iri, found in parts.items()}


def quoted_speaker(store: Store, text: str) -> str:
    """The one quoted speaker (IRI) that ``text`` names: by IRI or hash, by name, else by whole words of a name.

    What a speaker is called here counts before what one article calls it.

    NotFoundError where it is nobody's, and where it may be several; then it lists them, the most quoted first.
    """
    counts = {str(iri): int(n or 0) for iri, n in store.select(QUOTED).rows}
    iri = speaker_iri(store, text)
    if iri in counts:
        return iri
    if is_ours(store, iri, "speaker"):
        raise NotFoundError(f"{text} is quoted in no stored article")
    called = {s: name for s, (_, name) in names(store).items() if s in counts}
    also = [(str(s), str(name)) for s, name in store.select(ALSO_CALLED).rows]
    wanted = _words(text)
    for fits in (str.__eq__, str.__contains__):
        for known in (called.items(), also):
            found = {s for s, name in known if wanted.strip() and fits(_words(name), wanted)}
            if len(found) == 1:
                return found.pop()
            if found:
                raise NotFoundError(_several(text, sorted(found, key=lambda s: (-counts[s], s)), called, counts))
    raise NotFoundError(f"no quoted speaker is called {text!r}: kg speakers lists them")


def voice(store: Store, speaker: str, wanted: Wanted, *, withdrawn: bool = False) -> Voice:
    """A speaker (IRI) with the outlets that quote them and those quoted in the same articles.

    Speakers without a name, who are never the same in two articles, are left out. NotFoundError where nothing is left
    within the days and the outlet that are wanted.
    """
    articles = [str(row[0]) for row in store.select(ARTICLES.format(iri=speaker)).rows]
    said = [s for s in statements(store, articles, withdrawn=withdrawn) if within(s.published, s.outlet, wanted)]
    own = [s for s in said if s.speaker == speaker]
    if not own:
        raise NotFoundError("no statement of this speaker is within what is asked for")
    where = {s.article: s for s in own}
    days = sorted(s.published[:10] for s in where.values() if s.published)
    outlets = Counter(outlet_key(s.outlet) for s in own if s.outlet)
    outlet_names = {outlet_key(s.outlet): s.outlet for s in own if s.outlet}
    return Voice(
        name=own[0].name or speaker,
        kind=own[0].kind or "person",
        statements=len(own),
        articles=len(where),
        outlets=_ordered(Neighbour(outlet_names[key], "outlet", n) for key, n in outlets.items()),
        beside=_beside((s for s in said if s.article in where), speaker),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=len(where) - len(days),
        homeless=sum(not s.outlet for s in own),
    )


def voices(store: Store, wanted: Wanted, *, withdrawn: bool = False) -> Voices:
    """The shares of voice in what is wanted: over all, in each outlet, in each period."""
    said = [s for s in statements(store, withdrawn=withdrawn) if within(s.published, s.outlet, wanted)]
    periods, step = by_period(said)
    return Voices(shares(said), by_outlet(said), periods, step, coverage(store))


def _beside(said: Iterable[Statement], speaker: str) -> tuple[Neighbour, ...]:
    kinds: dict[str, tuple[str, EntityKind]] = {}
    articles: dict[str, set[str]] = {}
    for s in said:
        if s.speaker and s.kind and s.speaker != speaker and s.kind not in ("unnamed", "collective"):
            kinds.setdefault(s.speaker, (s.name or s.speaker, s.kind))
            articles.setdefault(s.speaker, set()).add(s.article)
    return _ordered(Neighbour(*kinds[iri], len(found)) for iri, found in articles.items())


def _ordered(found: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    return tuple(sorted(found, key=lambda n: (-n.count, n.name, n.kind)))


def _several(text: str, found: Sequence[str], called: Mapping[str, str], counts: Mapping[str, int]) -> str:
    shown = "; ".join(
        f"speaker/{iri.rpartition('/')[2][:8]} {called.get(iri, '')} ({counted(counts[iri], 'statement')})"
        for iri in found[:LISTED]
    )
    more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return f"{text!r} may mean {len(found)} speakers, name one by its hash: {shown}{more}"


def _words(name: str) -> str:
    """A name in lower case, its words between single spaces, so that whole words are found within it."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in name.lower()).split())} "
