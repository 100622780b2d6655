"""Whether other words say the same: how much they share, and whether numbers, negations and names agree.

How close two wordings are is told by their rare words, or by a network of meaning. Neither knows a number or a
negation from another: so these must agree whatever is close.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from kg.check.meaning import DENIALS, NEGATIONS, Grave, opposite
from kg.check.spelling import FRACTIONS, LARGE, is_number, value
from kg.check.weights import COMMON, FULL, stem, weight
from kg.check.words import BREAK, Word, words
from kg.nlp.rarity import bits

SHARED, TELLING = 0.5, 3
"""The least that a paraphrase shares where only words are compared, and of how many words that are not common."""
CLOSE, CLOSE_OF_FEW = 0.585, 0.49
"""The least closeness of a paraphrase; of one of a few statements of a speaker, where chance has less room."""
ALIKE = 5
"""Letters by which two names are forms of one: "Drovnia", "Drovnian"."""


def shared(said: Sequence[Word], quoted: Sequence[Word]) -> float:
    """How much of what two wordings tell (stems, by how rare they are: kg.nlp.rarity) both have: 0 to 1.

    The harmonic mean of the share of the one and of the other (the F of van Rijsbergen 1979).
    """
    ours, theirs = (_told(tuple(w.form for w in text)) for text in (said, quoted))
    both = sum(told for form, told in ours.items() if form in theirs)
    total = sum(ours.values()) + sum(theirs.values())
    return round(2 * both / total, 4) if total else 0.0


def alike(said: Sequence[Word], quoted: Sequence[Word]) -> float | None:
    """How much two wordings share where that is enough for the one to put the other in other words, else None."""
    ours, theirs = ({stem(w.form) for w in text if weight(w.form) == FULL} for text in (said, quoted))
    score = shared(said, quoted) if len(ours & theirs) >= TELLING else 0.0
    return score if score >= SHARED else None


def closeness(cosine: float, said: Sequence[Word], quoted: Sequence[Word]) -> float:
    """How close two wordings are, by the cosine of their vectors (kg.nlp.embedding) and what they share: up to 1."""
    return round((2 * cosine + shared(said, quoted)) / 3, 4)


def differences(
    said_text: str, quoted_text: str, speaker: str | None = None, *, denied: bool = False
) -> frozenset[Grave]:
    """In what a wording says another thing than the statement, though its words may be close.

    A number that the statement lacks; an odd number of negations more or less (one is in the cue where the article says
    that the words were ``denied``), or a word and its opposite; a name that neither the statement nor its ``speaker``
    has. What only the statement has is left out, as a paraphrase may.
    """
    said, quoted = words(said_text), words(quoted_text)
    found: set[Grave] = set()
    if not _numbers(quoted) <= _numbers(said):
        found.add("number-changed")
    if (_negations(said) + denied - _negations(quoted)) % 2 or _opposed(said, quoted):
        found.add("negation-changed")
    if _strangers(said, quoted, speaker) or _begins_with_another(said, quoted, quoted_text):
        found.add("name-changed")
    return frozenset(found)


@lru_cache(4096)
def _told(forms: tuple[str, ...]) -> dict[str, float]:
    return {stem(form): bits(form) for form in forms if form != BREAK}


def _numbers(text: Sequence[Word]) -> set[float | str]:
    """The numbers of a text by their value; not "one", which is mostly none."""
    found: set[float | str] = {w.form for w in text if w.form in FRACTIONS}
    for counts, run in groupby(text, key=lambda w: w.form[:1].isdigit() or w.form in LARGE):
        forms = [w.form for w in run]
        if counts:
            whole = value(forms)
            found |= {whole} if whole is not None else set(forms)
    return found - {1.0}


def _negations(text: Sequence[Word]) -> int:
    forms = [w.form for w in text]
    twice = min(forms.count("neither"), forms.count("nor"))
    return sum(form in NEGATIONS or form in DENIALS for form in forms) - twice


def _opposed(said: Sequence[Word], quoted: Sequence[Word]) -> bool:
    ours, theirs = {w.form for w in said}, {w.form for w in quoted}
    return any(opposite(a, b) for a in ours - theirs for b in theirs - ours)


def _strangers(said: Sequence[Word], quoted: Sequence[Word], speaker: str | None) -> bool:
    """Whether a name of the quote is none of the statement's; of several words the last one counts."""
    known = {w.form for w in (*said, *words(speaker or ""))}
    return any(not _has(known, name) for name in _names(quoted))


def _begins_with_another(said: Sequence[Word], quoted: Sequence[Word], quoted_text: str) -> bool:
    """Whether the first word of a quote may be a name of its own, in the place of one that only the statement has."""
    first, *rest = quoted
    if (
        (rest and rest[0].name)
        or first.form in COMMON
        or is_number(first.form)
        or not quoted_text[first.start].isupper()
    ):
        return False
    if _has({w.form for w in said}, first.form):
        return False
    return any(not _has({w.form for w in quoted}, name) for name in _names(said))


def _names(text: Sequence[Word]) -> Iterator[str]:
    """The last word of each name inside a sentence."""
    for named, run in groupby(text, key=lambda w: w.name and w.form not in COMMON):
        if named:
            yield list(run)[-1].form


def _has(forms: Iterable[str], name: str) -> bool:
    return any(form == name or (len(name) > ALIKE and form[:ALIKE] == name[:ALIKE]) for form in forms)
