"""Two tiny marked articles with predictions, whose figures the tests compute by hand, and how to make more."""

from dataclasses import replace
from typing import Any

from kg import ids
from kg.model import Article, Attribution, Entity, Extraction, Span

Parts = tuple[str, str, str]


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Where each part of ``words`` (parts joined by "|") first stands in the text."""
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in words.split("|") if part)


def marked(key: str, text: str, *parts: Parts) -> dict[str, Any]:
    """A record of PolNeAR's shape."""
    roles = [{"source": spans(text, s), "cue": spans(text, q), "content": spans(text, c)} for s, q, c in parts]
    attributions = [{role: [[x.start, x.end] for x in found] for role, found in r.items()} for r in roles]
    return {"id": key, "text": text, "annotations": [{"attributions": attributions}]}


def predicted(key: str, text: str, *parts: Parts, within: dict[int, int] | None = None) -> Extraction:
    """An extraction with one attribution for each (source, cue, content); ``within`` by their numbers from 1."""
    article = Article(ids.article_iri(None, None, text), text, source_id=key)
    found = []
    for i, (source, cue, content) in enumerate(parts, 1):
        c, q = spans(text, content), spans(text, cue)
        outer = (within or {}).get(i)
        iri = ids.attribution_iri(article.iri, q, c)
        found.append(
            Attribution(f"a{i}", iri, spans(text, source), q, c, "indirect", within=f"a{outer}" if outer else None)
        )
    return Extraction(article, attributions=tuple(found))


# Tokens of WON:  0 Ann  1 said  2 “  3 we  4 won  5 ”  6 .  7 Bob  8 denied  9 that  10 it  11 rained  12 .
WON = "Ann said “we won”. Bob denied that it rained."
WON_GOLD = marked("won", WON, ("Ann", "said", "“we won”"), ("Bob", "denied", "that it rained"))
WON_PREDICTED = predicted(
    "won",
    WON,
    ("Ann", "said", "we won"),
    ("", "denied", "it rained"),
    ("Bob", "rained", "that"),
    within={3: 2},  # its cue lies in the content of the second: left out
)
# Tokens of RAIN: 0 It  1 rains  2 ,  3 they  4 say  5 .
RAIN = "It rains, they say."
RAIN_PARTS = ("they", "say", "It rains")


# 18 words: Mayor Ana Čapek said the port will hold for a week / Officials said ships are near / Nobody came
PORT = "Mayor Ana Čapek said the port will hold for a week. Officials said ships are near. Nobody came."
PORT_GOLD = {
    "id": "port",
    "text": PORT,
    "utterances": [
        {"utterance": "The port will hold", "agent": "Dr. Ana Capek", "type": "direct"},  # F1 2*4/(4+7): found, named
        {"utterance": "ships are near", "agent": "Officials", "type": "indirect"},  # found, but unnamed
        {"utterance": "nobody came", "agent": "Bo Lund", "type": "direct"},  # missed
        {"utterance": "port will", "agent": "Bo Lund", "type": "partially direct"},  # F1 4/9, but 7 <= 5 * 2: wrong
        {"utterance": "port", "agent": "Bo Lund", "type": "direct"},  # 7 > 5 * 1: missed
    ],
}


def port_prediction() -> Extraction:
    base = predicted("port", PORT, ("", "said", "the port will hold for a week"), ("", "said", "ships are near"))
    iri = base.article.iri
    mayor = Entity("e1", ids.entity_iri(iri, "person", "Mayor Čapek"), "person", "Mayor Čapek")
    unnamed = Entity("e2", ids.entity_iri(iri, "unnamed", "Officials"), "unnamed", "Officials")
    speakers = [replace(a, speaker=e.id) for a, e in zip(base.attributions, (mayor, unnamed), strict=True)]
    return replace(base, entities=(mayor, unnamed), attributions=tuple(speakers))
