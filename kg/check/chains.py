"""Chains: who passed a statement on, step by step back to the first known utterer, and where and why that ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kg.ids import outlet_key
from kg.model import Table, Value
from kg.resolve.relays import Account, Library, Relay, RelayKind, Stop, taken
from kg.statements import Statement

How = Literal["start", "passes on"] | RelayKind
End = Literal["speaker", "unnamed", "unknown", "document", "outlet", "circle"]

ENDS: Mapping[End, str] = MappingProxyType(
    {
        "speaker": "the first known utterer",
        "unnamed": "an unnamed source",
        "unknown": "who is credited is not known",
        "document": "a text",
        "outlet": "stops at an outlet",
        "circle": "leads in a circle",
    }
)
"""What stands at the end of a chain, in words."""

COLUMNS = (
    *("chain", "step", "how", "speaker", "words", "outlet", "published", "title", "start", "end", "score", "reason"),
    *("ends", "ends_at", "why", "article", "attribution", "speaker_iri"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An attribution on the way, how it is reached from the one before, and why that is believed."""

    statement: Statement
    how: How
    score: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from what was asked for back to the first known utterer; ``ends`` says what stands there.

    speaker: somebody with a name; unnamed: a source without one; unknown: it is not known who is credited, if anybody;
    document: a text; outlet: an outlet whose account is not stored (``at`` is its IRI, ``name`` its name); circle: the
    accounts lead back to one that is on the way already. ``heard`` only where the last article shows that its outlet
    itself heard the speaker.
    """

    asked: Statement
    steps: tuple[Step, ...]
    relays: tuple[Relay, ...]
    ends: End
    name: str | None
    at: str | None
    why: str
    heard: bool = False

    @property
    def last(self) -> Statement:
        """The earliest account that was found."""
        return self.steps[-1].statement


def chain(statement: Statement, library: Library, *, hearing: bool = True) -> Chain:
    """The chain of one statement. It steps only to accounts that are not on it, so it ends.

    With ``hearing`` it is looked up who heard the last speaker.
    """
    steps: list[Step] = []
    relays: list[Relay] = []
    seen: set[str] = set()
    step = Step(statement, "start")
    while True:
        account = library.account(step.statement.article)
        assert account is not None, step.statement.article
        nest = _nest(account, step.statement)
        first, *others = nest
        steps += [Step(first, step.how, step.score, step.reason), *(Step(s, "passes on") for s in others)]
        seen |= {s.attribution for s in nest}
        found = taken(account, nest, library)
        if isinstance(found, Stop):
            ends: End = "outlet" if found.outlet else "document"
            return Chain(statement, tuple(steps), tuple(relays), ends, found.name, found.outlet, found.reason)
        if found is None:
            return Chain(
                statement, tuple(steps), tuple(relays), *_end(nest[-1], account, hearing and library.heard(nest[-1]))
            )
        onward = _statement(found, library)
        if onward.attribution in seen:
            why = f"the account that it rests on ({onward.outlet or onward.title or 'an article'}) rests on it"
            at = onward.attribution
            return Chain(statement, tuple(steps), tuple(relays), "circle", onward.name, at, why)
        relays.append(found)
        step = Step(onward, found.kind, found.score, found.reason)


def chains_of(account: Account, library: Library, *, hearing: bool = True) -> tuple[Chain, ...]:
    """The chains of an article: of each attribution that stands in no other one, and of what those pass on besides."""
    inner = {i for i, _ in account.outer}
    outermost = [s for s in account.statements if s.attribution not in inner and account.echo(s) is None]
    return tuple(c for s in outermost for c in chains_from(s, library, hearing=hearing))


def chains_from(statement: Statement, library: Library, *, hearing: bool = True) -> tuple[Chain, ...]:
    """The chain of a statement, then those of what it passes on besides: others' words inside it, one chain each."""
    own = chain(statement, library, hearing=hearing)
    account = library.account(statement.article)
    through = {s.statement.attribution for s in own.steps}
    inside = account.inside(statement) if account else ()
    others = [s for s in inside if s.attribution not in through and (s.speaker != statement.speaker or not s.speaker)]
    more = [c for s in others for c in chains_from(s, library, hearing=hearing)]
    return (own, *more)


def table(chains: Iterable[Chain]) -> Table:
    """A row for each step of each chain; ``ends``, ``ends_at`` and ``why`` stand on the last."""
    return Table(COLUMNS, tuple(row for number, c in enumerate(chains, 1) for row in _rows(number, c)))


def _rows(number: int, c: Chain) -> Iterator[tuple[Value, ...]]:
    for place, step in enumerate(c.steps, 1):
        s = step.statement
        where = (s.name, s.text, s.outlet, s.published, s.title, s.start, s.end)
        ends = (c.ends, c.name, c.why) if place == len(c.steps) else (None, None, None)
        yield (number, place, step.how, *where, step.score, step.reason, *ends, s.article, s.attribution, s.speaker)


def _nest(account: Account, statement: Statement) -> tuple[Statement, ...]:
    """The attributions around a statement, itself, and what it wholly passes on, to the innermost."""
    nest = [*account.around(statement)]
    while (onward := account.passed_on(nest[-1])) is not None and onward not in nest:
        nest.append(onward)
    return tuple(nest)


def _statement(relay: Relay, library: Library) -> Statement:
    account = library.account(relay.article)
    assert account is not None, relay.article
    return next(s for s in account.statements if s.attribution == relay.taken_from)


def _end(s: Statement, account: Account, heard: bool) -> tuple[End, str | None, str | None, str, bool]:
    """What stands where nothing leads further: (end, name, IRI, why, heard)."""
    where = s.outlet or "the article"
    why = f"{where} heard it: told the outlet itself" if heard else f"{where} names no other source for it"
    if s.speaker is None:
        return "unknown", None, None, f"in {where} nobody is named for it, or it was not made out who", False
    if s.kind in ("unnamed", "collective"):
        return "unnamed", s.name, s.speaker, f"the source has no name; {why}", heard
    if s.kind == "document":
        return "document", s.name, s.speaker, "a text, whose own sources are not known", False
    if s.kind == "outlet" and account.outlet and s.name and outlet_key(s.name) == outlet_key(account.outlet):
        return "speaker", s.name, s.speaker, "the outlet speaks for itself", True
    if s.kind == "outlet":
        return "outlet", s.name, s.speaker, "it names nobody who said so", False
    return "speaker", s.name, s.speaker, why, heard
