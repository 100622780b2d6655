"""The values that flow from stage to stage: frozen, slotted, and free of behaviour that needs a store.

Every position is a half-open interval ``[start, end)`` of Unicode code points in ``Article.text``:
``article.text[span.start:span.end]`` is the evidence.
"""

from dataclasses import dataclass
from typing import Literal, get_args

EntityKind = Literal["person", "organisation", "collective", "unnamed", "document", "outlet", "place"]
MentionForm = Literal["name", "role", "pronoun", "noun"]
QuoteType = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "writing", "thought"]
Verdict = Literal["same", "different", "undone"]
CitationKind = Literal["outlet", "link", "wire", "document"]

ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
MENTION_FORMS: tuple[MentionForm, ...] = get_args(MentionForm)
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)
ACTS: tuple[Act, ...] = get_args(Act)
CITATION_KINDS: tuple[CitationKind, ...] = get_args(CitationKind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of code points; ValueError unless ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span selects."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that an article was read from, as they came."""

    sha256: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the text: the anchor's characters and the absolute URL."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published by an outlet.

    ``published`` is an ISO 8601 date or date-time, or None where unknown; ``url`` is canonical;
    ``source_id`` is the identifier that the input gave the article.
    """

    iri: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    source_id: str | None = None
    links: tuple[Link, ...] = ()
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that refer to an entity (``entity`` is an ``Entity.id``)."""

    span: Span
    entity: str
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Role:
    """What the article says an entity is: "Kremlin spokesman", with its place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something mentioned in one article.

    ``id`` is local to the extraction ("e1"); ``name`` is as written at its fullest; ``stands_for`` is the
    reading of a place or document ("Moscow": "Russian government"); ``speaks_for`` is an ``Entity.id``.
    """

    id: str
    iri: str
    kind: EntityKind
    name: str
    stands_for: str | None = None
    roles: tuple[Role, ...] = ()
    speaks_for: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be the speaker, with its score in [0, 1]."""

    entity: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attributing: source, cue and content, each a tuple of spans in text order.

    ``source`` is empty where the text names none; with ``source_inferred`` the speaker comes from the layout.
    ``within`` is the ``Attribution.id`` whose content holds this one's cue: the outer one relays it.
    """

    id: str
    iri: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: QuoteType
    act: Act = "speech"
    speaker: str | None = None
    speaker_confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()
    source_inferred: bool = False
    medium: str | None = None
    said_on: str | None = None
    within: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts; ``low`` and ``high`` bound it where the words give a range.

    "498 Russian soldiers were killed": value 498, unit "soldiers", measure "killed", counted "Russian soldiers".
    """

    iri: str
    span: Span
    value: int | float | None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    measure: str | None = None
    counted: str | None = None
    as_of: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where the article points to another publication; ``target`` is an outlet's name or a URL."""

    iri: str
    span: Span
    kind: CitationKind
    target: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one article. Ids are unique within it and in text order."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()


def statement_text(text: str, content: tuple[Span, ...]) -> str:
    """The words of a content; an ellipsis marks where the article's own words interrupt it."""
    return " … ".join(span.of(text) for span in content)


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of an article: by which model and software, and when it ended (ISO 8601, UTC)."""

    model_version: str
    software_version: str
    ended: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How an entity compared with a speaker: ``founder`` is the IRI of the entity that founded it.

    ``joined`` if the entity became one of that speaker; else it is a near miss, kept so that a person can judge it.
    ``judgement`` is the IRI of the judgement that decided, None where the match alone did.
    """

    founder: str
    score: float
    reason: str
    joined: bool
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """That an entity (IRI) is a canonical speaker (IRI), whose kind and name are the founding entity's.

    One of ``decisions`` joined it, unless it founded the speaker itself.
    """

    entity: str
    speaker: str
    kind: EntityKind
    name: str
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two entities (IRIs, ``one`` before ``other``): whether they are one speaker.

    ``created`` is ISO 8601; ``revises`` is the IRI of the judgement of the same pair that this one takes the place of.
    """

    iri: str
    one: str
    other: str
    verdict: Verdict
    note: str | None
    by: str | None
    created: str
    revises: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """That a citation (IRI) of an article (IRI) points to a stored article (IRI) or to an outlet (IRI and name)."""

    citation: str
    article: str
    target: str
    outlet: str | None = None


Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values: an IRI is its string, a number is a number, unbound is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
