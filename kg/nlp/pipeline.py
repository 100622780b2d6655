"""The stages in order: segments, attributions, names, speakers, figures, citations."""

import re
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from kg import ids
from kg.model import Article, Attribution, Extraction
from kg.nlp import mentions, named, rules
from kg.nlp.citations import citations
from kg.nlp.figures import figures
from kg.nlp.found import Found
from kg.nlp.guards import hollow
from kg.nlp.kinds import Kinds, listed
from kg.nlp.mentions import Name
from kg.nlp.ranking import load
from kg.nlp.segment import Segment, segments
from kg.nlp.speakers import Reading, speakers

ReaderName = Literal["model", "rules"]
Seen: TypeAlias = tuple[Sequence[Found], Sequence[Name], Kinds]
TWEET = re.compile(r"\btweet", re.IGNORECASE)
MEDIUM = re.compile(
    r"(?:\s(?!on\b)[^\s“”\".,;:]+){0,4}\son\s(?:(?:his|her|its|their|the|social|messaging|app|network|platform|channel)\s){0,3}"
    r"(?P<medium>Facebook|Twitter|X|Telegram|Instagram|TikTok|YouTube|Truth Social|WhatsApp|LinkedIn|Bluesky|Mastodon|"
    r"Weibo|VKontakte|Threads|Snapchat)\b"
)


def extract(article: Article, reader: ReaderName = "model") -> Extraction:
    """All that ``reader`` finds in ``article``; the same article gives the same extraction."""
    parts = segments(article.text)
    text = article.text
    everything, named_here, kinds = READERS[reader](text, parts)
    found = [f for f in everything if not hollow(text, f.source, f.content, f.type)]
    reading = speakers(article, parts, found, named_here, load(), kinds)
    said = _numbered(article, found, reading)
    return Extraction(
        article,
        reading.entities,
        reading.mentions,
        said,
        figures(article, parts, said),
        citations(article, parts, said, named_here, reading.entities),
    )


def names(text: str, reader: ReaderName = "model") -> Sequence[Name]:
    """All names that ``reader`` finds in a text, with their kinds."""
    return READERS[reader](text, segments(text))[1]


def model_version(reader: ReaderName) -> str:
    """What a store keeps with each article: which reader read it."""
    if reader == "rules":
        return rules.VERSION
    from kg.nlp import reader as trained

    return trained.load().version


def _by_model(text: str, parts: Sequence[Segment]) -> Seen:
    from kg.nlp import reader as trained

    found, labels, kinds = trained.load().read(text, parts)
    return found, named.names(text, parts, labels), kinds


def _by_rules(text: str, parts: Sequence[Segment]) -> Seen:
    return rules.attributions(text, parts), mentions.names(text, parts), listed


READERS: dict[ReaderName, Callable[[str, Sequence[Segment]], Seen]] = {
    "model": _by_model,
    "rules": _by_rules,
}


def _numbered(article: Article, found: Sequence[Found], reading: Reading) -> tuple[Attribution, ...]:
    within = _within(found)
    written = {e.id for e in reading.entities if e.kind in ("document", "outlet")}
    return tuple(
        Attribution(
            id=f"a{i + 1}",
            iri=ids.attribution_iri(article.iri, f.cue, f.content),
            source=f.source,
            cue=f.cue,
            content=f.content,
            type=f.type,
            act="writing" if f.act == "speech" and s.speaker in written else f.act,
            speaker=s.speaker,
            speaker_confidence=s.confidence,
            candidates=s.candidates,
            source_inferred=f.inferred,
            medium=_medium(article.text, f),
            within=within[i],
            confidence=f.confidence,
        )
        for i, (f, s) in enumerate(zip(found, reading.spoken, strict=True))
    )


def _medium(text: str, f: Found) -> str | None:
    """The platform that a cue names: "wrote on Facebook", "tweeted"."""
    if not f.cue:
        return None
    if TWEET.search(f.cue[-1].of(text)):
        return "Twitter"
    found = MEDIUM.match(text, f.cue[-1].end, f.cue[-1].end + 80)
    return found["medium"] if found else None


def _within(found: Sequence[Found]) -> list[str | None]:
    """For each attribution the id of the one whose content holds its cue: the smallest that is larger than its own."""
    size = [f.content[-1].end - f.content[0].start for f in found]
    spans = sorted((c.start, c.end, i) for i, f in enumerate(found) for c in f.content)
    cues = sorted((f.cue[0].start, f.cue[0].end, i) for i, f in enumerate(found) if f.cue)
    out: list[str | None] = [None] * len(found)
    active: list[tuple[int, int, int]] = []
    n = 0
    for start, end, i in cues:
        while n < len(spans) and spans[n][0] <= start:
            active.append(spans[n])
            n += 1
        active = [s for s in active if s[1] > start]
        holding = [s[2] for s in active if s[1] >= end and s[2] != i and (size[s[2]], -s[2]) > (size[i], -i)]
        if holding:
            out[i] = f"a{min(holding, key=lambda k: (size[k], k)) + 1}"
    return out
