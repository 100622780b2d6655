"""One verdict on a quote, from all the statements that it may come from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kg.check.comparison import KINDS, Basis, Comparison, Flag, compared
from kg.check.meaning import GRAVE
from kg.check.speakers import one_speaker, spoken_by
from kg.check.weights import weight
from kg.check.words import words
from kg.statements import LAST, Statement

Verdict = Literal["misattributed", "verbatim", "conflated", "cut", "altered", "paraphrase", "not-found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
WORDS_KINDS = frozenset({"verbatim", "cut", "altered"})
STRETCH, LONGER = 4, 6
"""Words in a row by which a part of a quote is known to come from a statement: of whole sentences, of any."""
CONFLATED_SHARE = 0.8
WEAKER = 0.75
"""Below this share of the best score of others, what the speaker said is not the words that were asked for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that a quote was compared with; ``denied`` are the words by which its article says it was denied."""

    statement: Statement
    comparison: Comparison
    denied: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a quote: ``matches`` are ranked, those that carry the verdict first.

    ``grave``: a number, a name, a negation was changed, or what the words depend on was cut away. ``first`` is the
    earliest dated statement of those words, None where there is none; ``outlets`` are all that carry them, by name.
    ``mine``: whether the speaker that was asked for made them; None if none was, or nobody can say. ``nearest``, of
    what was not found: the closest in other words, whose flags say why it is none. ``basis``: by what a paraphrase was
    found or, where nothing was, looked for.
    """

    quote: str
    speaker: str | None
    verdict: Verdict
    flags: tuple[Flag, ...]
    grave: bool
    matches: tuple[Match, ...]
    first: Statement | None
    outlets: tuple[str, ...]
    mine: bool | None = None
    nearest: Match | None = None
    basis: Basis = "words"


def matched(quote: str, statements: Iterable[Statement]) -> tuple[Match, ...]:
    """A quote compared with each statement."""
    return tuple(Match(s, compared(s.text, quote)) for s in statements)


def verified(quote: str, found: Sequence[Match], speaker: str | None = None) -> Verification:
    """The first verdict that fits, in the order of ``VERDICTS``, of a quote that ``speaker`` is said to have said.

    With a speaker: *misattributed* where the words are there, but only from others, or far closer to what others said;
    else the verdict is on what the speaker said. Where nobody at all is credited with them it is on those words, and
    ``mine`` is None. Nothing is paraphrased but what the speaker said, where one is named, and nothing with another
    number, name or negation.
    """
    found = _innermost(found)
    ranked = sorted((m for m in found if m.comparison.kind), key=lambda m: _rank(m, speaker))
    worded = [m for m in ranked if m.comparison.kind in WORDS_KINDS]
    credit = {m: None if speaker is None else spoken_by(m.statement, speaker) for m in worded}
    others = [m for m in worded if credit[m] is False]
    mine = [m for m in worded if credit[m] is not False]
    sure, unknown = [m for m in mine if credit[m]], [m for m in mine if credit[m] is None]
    if others and not (sure and not _closer(others[0], sure[0])) and not (unknown and _closer(unknown[0], others[0])):
        return _told(quote, speaker, "misattributed", others, [*others, *mine], False)
    pieces = _conflated(quote, found) if not mine or mine[0].comparison.kind != "verbatim" else []
    if pieces:
        return _told(quote, speaker, "conflated", pieces, [*pieces, *(m for m in ranked if m not in pieces)])
    if mine:
        kind = mine[0].comparison.kind
        assert kind is not None
        return _told(quote, speaker, kind, mine, [*mine, *others], credit[mine[0]])
    said = [m for m in ranked if m.comparison.kind == "paraphrase"]
    if speaker is not None:
        said = [m for m in said if spoken_by(m.statement, speaker)]
    same = [m for m in said if not m.comparison.flags]
    if same:
        return _told(quote, speaker, "paraphrase", same, same, None if speaker is None else True)
    return Verification(quote, speaker, "not-found", (), False, (), None, (), nearest=said[0] if said else None)


def _innermost(found: Sequence[Match]) -> list[Match]:
    """The matches without those whose words an attribution inside them makes: who passes words on did not say them."""
    by_article: dict[str, list[Match]] = {}
    for m in found:
        by_article.setdefault(m.statement.article, []).append(m)
    return [m for m in found if not any(_passes_on(m, inner) for inner in by_article[m.statement.article])]


def _passes_on(outer: Match, inner: Match) -> bool:
    a, b = outer.statement, inner.statement
    inside = a.start <= b.start and b.end <= a.end and b.end - b.start < a.end - a.start
    if not inside or inner.comparison.kind not in WORDS_KINDS or outer.comparison.kind not in WORDS_KINDS:
        return False
    return KINDS.index(inner.comparison.kind) <= KINDS.index(outer.comparison.kind) or (
        inner.comparison.covered >= outer.comparison.covered
    )


def _told(
    quote: str, speaker: str | None, verdict: Verdict, bearing: Sequence[Match], shown: Sequence[Match],
    mine: bool | None = None,
) -> Verification:  # fmt: skip
    best = bearing[0].comparison
    if verdict == "conflated":
        flags: set[Flag] = {f for m in bearing for f in m.comparison.flags if f == "truncated"}
        carrying = list(bearing)
    else:
        flags = set(best.flags)
        carrying = [m for m in shown if m.comparison.kind == best.kind and m.comparison.score >= best.score - 0.05]
        if verdict in WORDS_KINDS and _several(carrying, bearing[0].statement):
            flags.add("also-credited-to-others")
    dated = [m.statement for m in carrying if m.statement.published]
    first = min(dated, key=lambda s: (s.published or LAST, s.article, s.start), default=None)
    outlets = tuple(sorted({m.statement.outlet for m in carrying if m.statement.outlet}))
    return Verification(
        quote, speaker, verdict, tuple(sorted(flags)), bool(flags & set(GRAVE)), tuple(shown), first, outlets, mine,
        basis=best.basis,
    )  # fmt: skip


def _several(carrying: Iterable[Match], best: Statement) -> bool:
    return any(one_speaker(m.statement, best) is False for m in carrying)


def _closer(other: Match, mine: Match) -> bool:
    """Whether what another said is so much closer that the speaker's words are not those that were asked for."""
    if mine.comparison.kind != "altered" or other.comparison.kind == "altered":
        return mine.comparison.score < WEAKER * other.comparison.score
    return mine.comparison.score < 0.5 + WEAKER / 2


def _rank(m: Match, speaker: str | None) -> tuple[object, ...]:
    c, s = m.comparison, m.statement
    asked = speaker is not None and not spoken_by(s, speaker)
    grave = bool(c.flags & set(GRAVE))
    assert c.kind is not None
    return (
        KINDS.index(c.kind),
        grave,
        -c.score,
        asked,
        "truncated" in c.flags,
        s.published or LAST,
        s.article,
        s.start,
    )


def _conflated(quote: str, found: Sequence[Match]) -> list[Match]:
    """Two or more statements that a quote is put together of, in the order of their words; none if it is not."""
    forms = [w.form for w in words(quote)]
    total = sum(map(weight, forms))
    if not total:
        return []
    covered: set[int] = set()
    pieces: list[tuple[int, Match]] = []
    for _ in forms:
        best = max(found, key=lambda m: (_gain(m, forms, covered), -len(m.statement.text)), default=None)
        if best is None or not _gain(best, forms, covered):
            break
        new = stretches(best.comparison, covered)
        pieces.append((min(run[0] for run in new), best))
        covered.update(n for run in new for n in run)
    enough = sum(weight(forms[n]) for n in covered) >= CONFLATED_SHARE * total
    if len({m.statement.text for _, m in pieces}) < 2 or not enough:
        return []
    return [m for _, m in sorted(pieces, key=lambda piece: piece[0])]


def _gain(m: Match, forms: Sequence[str], covered: set[int]) -> float:
    return sum(weight(forms[n]) for run in stretches(m.comparison, covered) for n in run)


def stretches(comparison: Comparison, covered: Collection[int]) -> list[list[int]]:
    """The words of a quote (indexes) that a statement has in a row beside those ``covered``, where they tell enough.

    At least six words, or four that are whole sentences: "in the United States" stands everywhere.
    """
    found = []
    for run, sentences in comparison.runs:
        left = [n for n in run if n not in covered]
        whole = sentences and len(left) == len(run) and comparison.telling.intersection(left)
        if len(left) >= (STRETCH if whole else LONGER):
            found.append(left)
    return found


def uncovered(quote: str, found: Iterable[Match]) -> list[list[str]]:
    """The runs of words (forms) of a quote, long enough to come from elsewhere, that its best match leaves out."""
    forms = [w.form for w in words(quote)]
    best = max(found, key=lambda m: sum(weight(forms[n]) for n in m.comparison.covered), default=None)
    have = frozenset() if best is None else best.comparison.covered
    runs: list[list[str]] = [[]]
    for n, form in enumerate(forms):
        if n in have:
            runs.append([])
        else:
            runs[-1].append(form)
    return [run for run in runs if len(run) >= STRETCH and len(run) < len(forms)]
