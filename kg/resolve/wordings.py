"""An utterance as its reports tell it: each wording with who published it first, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.rdf.variants import Difference, Variant, VariantGroup
from kg.resolve.comparing import voices
from kg.resolve.differences import Operation, operations
from kg.resolve.variants import in_time
from kg.resolve.worded import Worded, worded_alone
from kg.statements import Statement

RELAYING = frozenset({"document", "outlet"})


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that ``statements`` give alike (in order of time), quoted or not, and how they fit.

    ``steps`` lead to them from ``compared_with``, which is the fullest wording or one closer to these; ``difference``,
    ``score`` and ``reason`` are None, and ``steps`` empty, for the fullest itself.
    """

    statements: tuple[Statement, ...]
    compared_with: Statement | None = None
    difference: Difference | None = None
    score: float | None = None
    reason: str | None = None
    judgement: str | None = None
    steps: tuple[Operation, ...] = ()

    @property
    def first(self) -> Statement:
        """The first to publish these words."""
        return self.statements[0]


@dataclass(frozen=True, slots=True)
class Utterance:
    """All that reports one utterance (IRI): its wordings, the fullest first, then in order of time.

    ``became_quotes`` are pairs of a paraphrase and the other outlet's direct quote with which the utterance was first
    given in the speaker's words, later than the paraphrase; ``under_others`` are pairs of quoted statements of
    different speakers where one holds all words of the other.
    """

    iri: str
    wordings: tuple[Wording, ...]
    became_quotes: tuple[tuple[Statement, Statement], ...] = ()
    under_others: tuple[tuple[Statement, Statement], ...] = ()

    @property
    def fullest(self) -> Statement:
        """The statement that gives most of it."""
        return self.wordings[0].first

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them, in order of time."""
        return tuple(sorted((s for w in self.wordings for s in w.statements), key=in_time))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published any of it, the first first."""
        return tuple(dict.fromkeys(s.outlet for s in self.statements if s.outlet))


def utterance(group: VariantGroup, known: Mapping[str, Statement]) -> Utterance | None:
    """What a group tells, with those of its statements that are ``known`` (by IRI); None if fewer than two are."""
    members = sorted((known[iri] for iri in group.statements if iri in known), key=in_time)
    if len(members) < 2:
        return None
    words = {s.iri: worded_alone(s) for s in members}
    decided = {v.statement: v for v in group.others}
    alike: dict[tuple[tuple[str, ...], bool], list[Statement]] = {}
    for s in members:
        alike.setdefault((words[s.iri].words, s.type == "indirect"), []).append(s)
    fullest = group.fullest if group.fullest in words else members[0].iri
    wordings = [_wording(of_it, decided, words, fullest) for of_it in alike.values()]
    wordings.sort(key=lambda w: (all(s.iri != fullest for s in w.statements), in_time(w.first)))
    return Utterance(group.utterance, tuple(wordings), _became_quotes(members), _under_others(members, words))


def _wording(
    statements: Iterable[Statement], decided: Mapping[str, Variant], words: Mapping[str, Worded], fullest: str
) -> Wording:
    of_it = tuple(sorted(statements, key=in_time))
    if any(s.iri == fullest for s in of_it):
        return Wording(of_it)
    first = of_it[0]
    v = decided.get(first.iri)
    if v is None:
        return Wording(of_it, words[fullest].statement, steps=operations(words[fullest], words[first.iri]))
    other = words[v.compared_with if v.compared_with in words else fullest]
    steps = operations(other, words[first.iri])
    return Wording(of_it, other.statement, v.difference, v.score, v.reason, v.judgement, steps)


def _became_quotes(members: list[Statement]) -> tuple[tuple[Statement, Statement], ...]:
    quote = next((s for s in members if s.type == "direct" and s.published), None)
    if quote is None:
        return ()
    earlier = [s for s in members if s.type == "indirect" and s.published and s.published < str(quote.published)]
    return tuple((s, quote) for s in earlier if s.outlet != quote.outlet and voices(s, quote) != "different")


def _under_others(members: list[Statement], words: Mapping[str, Worded]) -> tuple[tuple[Statement, Statement], ...]:
    quoted = [s for s in members if s.type != "indirect" and s.speaker and s.kind not in RELAYING]
    return tuple(
        (one, other)
        for n, one in enumerate(quoted)
        for other in quoted[n + 1 :]
        if one.speaker != other.speaker
        and voices(one, other) == "different"
        and _holds(words[one.iri], words[other.iri])
    )


def _holds(one: Worded, other: Worded) -> bool:
    """Whether the words of one are an unbroken stretch of the other's."""
    first, second = (f" {' '.join(w.words)} " for w in (one, other))
    return first in second or second in first
