"""IRIs: the base, the kind, and 20 hex digits of the SHA-256 of a compact JSON list.

The same input gives the same IRI on every machine; nothing here knows a clock or a store. Every IRI of an article's
parts takes its base from the article's own, so a base given once, at reading, holds for all of them.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from kg.model import Span

BASE = "https://w3id.org/hearsay/id/"
DIGITS = 20


def digest(parts: Sequence[object]) -> str:
    """20 hex digits of the SHA-256 of the compact JSON of ``parts``."""
    data = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def text_hash(text: str) -> str:
    """SHA-256 (64 hex digits) of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def split(iri: str) -> tuple[str, str, str]:
    """(base, kind, hash) of an IRI made here; ValueError for any other."""
    head, _, tail = iri.rpartition("/")
    base, _, kind = head.rpartition("/")
    if not base or not kind or len(tail) != DIGITS:
        raise ValueError(f"not an identifier of ours: {iri}")
    return base + "/", kind, tail


def article_iri(url: str | None, outlet: str | None, text: str, base: str = BASE) -> str:
    """The article: its canonical URL, outlet and the hash of its text."""
    return f"{base}article/{digest([url or '', outlet or '', text_hash(text)])}"


def outlet_key(name: str) -> str:
    """The name that decides whether two outlets are one: compatibility forms, case, spacing and "The" put aside."""
    key = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return key.removeprefix("the ") or key


def outlet_iri(name_or_host: str, base: str = BASE) -> str:
    """The outlet of a name, or of a host where no name is known."""
    return f"{base}outlet/{digest([outlet_key(name_or_host)])}"


def host(url: str | None) -> str | None:
    """The host of a URL without "www."; None where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def attribution_iri(article: str, cue: Sequence[Span], content: Sequence[Span]) -> str:
    """The attribution: its article and the spans of cue and content."""
    return _part(article, "attribution", _pairs(cue), _pairs(content))


def statement_iri(article: str, content: Sequence[Span]) -> str:
    """The statement: its article and the spans of its content."""
    return _part(article, "statement", _pairs(content))


def entity_iri(article: str, kind: str, name: str, occurrence: int = 1) -> str:
    """The entity; a second one of the same kind and wording ("a resident") is told apart by its number."""
    return _part(article, "entity", kind, name, *([occurrence] if occurrence > 1 else []))


def figure_iri(article: str, span: Span) -> str:
    """The figure at ``span``."""
    return _part(article, "figure", span.start, span.end)


def citation_iri(article: str, span: Span) -> str:
    """The citation at ``span``."""
    return _part(article, "citation", span.start, span.end)


def span_iri(article: str, span: Span) -> str:
    """The span itself."""
    return _part(article, "span", span.start, span.end)


def speaker_iri(entity: str) -> str:
    """The canonical speaker that ``entity`` founded."""
    return f"{split(entity)[0]}speaker/{digest([entity])}"


def utterance_iri(statement: str) -> str:
    """The utterance that ``statement`` was the first to report."""
    return f"{split(statement)[0]}utterance/{digest([statement])}"


def run_iri(article: str, model_version: str, software_version: str) -> str:
    """The reading of ``article`` by one model and software version; its time is a property of it."""
    return _part(article, "run", model_version, software_version)


def evidence_graph(article: str) -> str:
    """The named graph that holds the evidence of ``article``."""
    base, _, tail = split(article)
    return f"{base}graph/evidence/{tail}"


def derived_graph(kind: str, base: str = BASE) -> str:
    """The named graph of one kind of derivation: identity, citations, status, ..."""
    return f"{base}graph/derived/{kind}"


def corrected_iri(
    article: str, cue: Sequence[Span], content: Sequence[Span], source: Sequence[Span], type_: str, speaker: str | None
) -> str:
    """The attribution that a person put in the place of one that was read: all that the correction says of it."""
    return _part(article, "attribution", _pairs(cue), _pairs(content), _pairs(source), type_, speaker or "")


def corrected_statement_iri(attribution: str, content: Sequence[Span]) -> str:
    """The statement of a corrected attribution: its own, so that nothing said of the one that was read holds for it."""
    return _part(attribution, "statement", _pairs(content))


def corrected_span_iri(attribution: str, span: Span) -> str:
    """A span of a corrected attribution: its own, so that its place in the content does not meet another."""
    return _part(attribution, "span", span.start, span.end)


def corrections_graph(article: str) -> str:
    """The derived graph that holds what people corrected in ``article``; as the evidence, one an article."""
    base, _, tail = split(article)
    return derived_graph(f"corrections/{tail}", base)


def judgements_graph(base: str = BASE) -> str:
    """The named graph of what people decided; no machine writes to it."""
    return f"{base}graph/judgements"


def _part(article: str, kind: str, *parts: object) -> str:
    return f"{split(article)[0]}{kind}/{digest([article, *parts])}"


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
