"""From which account of another article an attribution takes its words: by copying it, or by naming where it stands.

Nobody is said to repeat what merely sounds alike: there must be a copy, a wire line, a link or an outlet that the
attribution names, an account of the same speaker there that is not later, and enough of its words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kg.model import CitationKind
from kg.resolve.copies import Copy, precedes
from kg.resolve.phrasing import WRITTEN, Likeness, likeness, same_voice
from kg.statements import Statement

RelayKind = Literal["copy", "link", "outlet", "wire"]

REMARK = re.compile(
    r"(?:(?:his|her|their|its|the|this|that|these|those) )?"
    r"(?:remarks?|comments?|quotes?|quotations?|statements?|interview|story|news|words?|exchange)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Needed:
    """What likeness makes an account the one meant."""

    score: float
    shared: int


NEEDED: dict[RelayKind, Needed] = {
    "copy": Needed(0.8, 1),
    "link": Needed(0.6, 2),
    "outlet": Needed(0.65, 3),
    "wire": Needed(0.8, 3),
}
WHOLE = 0.75  # of the characters of an attribution's content that one inside it takes up
PASSING = Needed(0.85, 4)  # for a link somewhere in the article


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation as a chain follows it: where it leads (an outlet's or article's IRI), and by what name."""

    citation: str
    kind: CitationKind
    target: str
    leads: str | None
    attribution: str | None
    start: int


@dataclass(frozen=True, slots=True)
class Account:
    """An article with what relays need: ``outer`` leads from an attribution to the one whose content holds it.

    ``publisher`` is the outlet's IRI; ``extents`` are where the nested ones begin and end, source and cue included;
    ``remarks`` lead from an outlet's attribution (IRI) to what it refers back to.
    """

    article: str
    statements: tuple[Statement, ...]
    title: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    published: str | None = None
    pointers: tuple[Pointer, ...] = ()
    outer: tuple[tuple[str, str], ...] = ()
    extents: tuple[tuple[str, int, int], ...] = ()
    remarks: Mapping[str, Statement] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "remarks", _remarks(self.statements))

    def around(self, statement: Statement) -> tuple[Statement, ...]:
        """The attributions around one, outermost first, and itself."""
        by_iri = {s.attribution: s for s in self.statements}
        outer = dict(self.outer)
        found = [statement]
        while (iri := outer.get(found[0].attribution)) in by_iri and by_iri[str(iri)] not in found:
            found.insert(0, by_iri[str(iri)])
        return tuple(found)

    def inside(self, statement: Statement) -> tuple[Statement, ...]:
        """The attributions that one passes on, directly inside it, in text order."""
        inner = {i for i, o in self.outer if o == statement.attribution}
        return tuple(s for s in self.statements if s.attribution in inner)

    def passed_on(self, statement: Statement) -> Statement | None:
        """The attribution inside one that is all that it says: an outlet's or text's only one, or one that fills it."""
        inside = self.inside(statement)
        if len(inside) == 1 and statement.kind in WRITTEN:
            return inside[0]
        extents = {a: min(end, statement.end) - max(start, statement.start) for a, start, end in self.extents}
        whole = statement.end - statement.start
        full = [s for s in inside if extents.get(s.attribution, 0) >= WHOLE * whole]
        return full[0] if len(full) == 1 else None

    def echo(self, statement: Statement) -> Statement | None:
        """What an outlet's attribution refers back to, just before it: "The Harbour Post first reported her remark"."""
        return self.remarks.get(statement.attribution)


def _remarks(statements: Sequence[Statement]) -> dict[str, Statement]:
    said = sorted((s for s in statements if s.kind not in WRITTEN), key=lambda s: (s.end, s.attribution))
    ends = [s.end for s in said]
    found = {}
    for s in statements:
        before = bisect_right(ends, s.start)
        if before and s.kind in WRITTEN and REMARK.fullmatch(s.text.strip()):
            found[s.attribution] = said[before - 1]
    return found


@dataclass(frozen=True, slots=True)
class Relay:
    """That an attribution takes its words from that of another article (IRIs)."""

    attribution: str
    taken_from: str
    article: str
    kind: RelayKind
    score: float
    verbatim: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """That an attribution points to an outlet (its IRI) or a text (no IRI), by name, where its words are not found."""

    attribution: str
    outlet: str | None
    name: str
    reason: str


class Library(Protocol):
    """Where accounts are looked up."""

    def account(self, article: str) -> Account | None:
        """The account of a stored article (IRI)."""
        ...

    def accounts_of(self, outlet: str, statement: Statement) -> Iterable[Statement]:
        """The statements of an outlet (IRI) that may be the one that ``statement`` repeats."""
        ...

    def source(self, article: str) -> Copy | None:
        """The article that an article (IRI) most likely copies."""
        ...

    def articles_of(self, outlet: str) -> int:
        """How many articles of an outlet (IRI) are stored."""
        ...

    def parted(self, statement: Statement, other: Statement) -> bool:
        """Whether a person said that the two report two utterances."""
        ...

    def heard(self, statement: Statement) -> bool:
        """Whether its article shows that the outlet itself heard the speaker."""
        ...


def taken(account: Account, nest: Sequence[Statement], library: Library) -> Relay | Stop | None:
    """Where the innermost of nested attributions (outermost first) takes its words from; None where nothing tells.

    A copied article comes first, then what the nest names from the outside in, then wire lines, then links that stand
    elsewhere in the article.
    """
    inner = nest[-1]
    copied = library.source(account.article)
    if copied is not None and (origin := library.account(copied.other)) is not None:
        found = _best(inner, _open(inner, origin.statements, library), NEEDED["copy"])
        if found is not None:
            share = f"the article is a copy: {copied.reason}"
            return _relay(inner, found, "copy", share)
    named = _named(account, nest)
    for pointer in named:
        if (relay := _followed(account, inner, pointer, library)) is not None:
            return relay
    wires = [p for p in account.pointers if p.kind == "wire"]
    for pointer in wires:
        if (relay := _followed(account, inner, pointer, library)) is not None:
            return relay
    links = [p for p in account.pointers if p.kind == "link" and p not in named]
    for pointer in links:
        if (relay := _followed(account, inner, pointer, library, PASSING)) is not None:
            return relay
    stop = _stopped(account, inner, [*reversed(named), *wires], library)
    texts = [s for s in nest[:-1] if s.kind == "document"]
    if stop is None and texts:
        return Stop(inner.attribution, None, texts[-1].name or "a text", "a text that is not among the stored articles")
    return stop


def _named(account: Account, nest: Sequence[Statement]) -> list[Pointer]:
    """The pointers of nested attributions, of the outermost first, links before outlets."""
    found: list[Pointer] = []
    for s in nest:
        of_it = {s.attribution, *_echoes(account, s)}
        mine = [p for p in account.pointers if p.attribution in of_it and p.kind in ("link", "outlet")]
        found += sorted(mine, key=lambda p: (p.kind != "link", p.start))
    return found


def _echoes(account: Account, s: Statement) -> list[str]:
    return [remark for remark, of in account.remarks.items() if of.attribution == s.attribution]


def _followed(
    account: Account, inner: Statement, pointer: Pointer, library: Library, needed: Needed | None = None
) -> Relay | None:
    if pointer.leads is None or pointer.leads == account.article:
        return None
    kind: RelayKind = "link" if pointer.kind == "link" else "wire" if pointer.kind == "wire" else "outlet"
    target = library.account(pointer.leads)
    if target is None:
        if pointer.leads == account.publisher:
            return None
        kind = "wire" if kind == "wire" else "outlet"
        candidates = [t for t in library.accounts_of(pointer.leads, inner) if t.article != account.article]
    else:
        candidates = list(target.statements)
    found = _best(inner, _open(inner, candidates, library), needed or NEEDED[kind])
    if found is None:
        return None
    why = {"link": "links to it", "outlet": f"names {pointer.target}", "wire": f"wire line of {pointer.target}"}[kind]
    return _relay(inner, found, kind, why)


def _open(inner: Statement, candidates: Iterable[Statement], library: Library) -> list[Statement]:
    """Those that nobody parted from it."""
    return [t for t in candidates if not library.parted(inner, t)]


def _best(inner: Statement, candidates: Iterable[Statement], needed: Needed) -> tuple[Statement, Likeness] | None:
    """The account that is most alike, of those alike enough: of several the earliest, which is no later than it."""
    ranked = []
    for t in candidates:
        later = inner.published and t.published and precedes(inner.published, t.published)
        if later or t.attribution == inner.attribution or not same_voice(inner, t):
            continue
        found = likeness(inner.text, t.text)
        if found.score >= needed.score and (found.shared >= needed.shared or found.verbatim):
            named = t.kind not in WRITTEN
            ranked.append(((-found.score, not named, t.published or "~", t.article, t.start, t.attribution), t, found))
    if not ranked:
        return None
    _, best, found = min(ranked, key=lambda r: r[0])
    return best, found


def _relay(inner: Statement, found: tuple[Statement, Likeness], kind: RelayKind, why: str) -> Relay:
    t, alike = found
    return Relay(
        inner.attribution, t.attribution, t.article, kind, alike.score, alike.verbatim, f"{why}; {alike.reason}"
    )


def _stopped(account: Account, inner: Statement, pointers: Sequence[Pointer], library: Library) -> Stop | None:
    for pointer in pointers:
        if pointer.leads == account.publisher:
            continue
        target = library.account(pointer.leads) if pointer.leads else None
        if target is not None:
            name, iri = target.outlet or pointer.target, target.publisher
            return Stop(inner.attribution, iri, name, "no statement with these words was read in the linked article")
        held = library.articles_of(pointer.leads) if pointer.leads else 0
        read = f"no statement with these words was read in its {held} stored article{'s' * (held != 1)}"
        none = read if held else "no article of it is stored"
        return Stop(inner.attribution, pointer.leads, pointer.target, none)
    return None
