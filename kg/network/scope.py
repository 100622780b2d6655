"""What a view is limited to: days, an outlet, a speaker, words, a confidence, what a person accepted."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kg import ids
from kg.errors import UsageError
from kg.model import Value
from kg.network.queries import (
    ANY_WITHDRAWN,
    ARTICLES,
    KINDS,
    OUTLET_NAMES,
    SPEAKER_NAMES,
    SPEAKS_FOR,
    attributed,
    attributions,
    only_speakers,
    rows,
    with_words,
)
from kg.store.contract import Store

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a view shows: the articles, by IRI, with what is known of each; all of them are in ``known``.

    ``dated`` are those of any outlet in the period. ``speakers`` are the IRIs that it is limited to (None: everybody);
    ``limits`` is SPARQL for which ?statement, of which ?speaker, with which ?text counts, "" for all; ``text`` the
    words that it holds. ``attributions`` are the IRIs that count, None where no confidence or review is asked for.
    """

    articles: Mapping[str, Mapping[str, Value]]
    dated: Mapping[str, Mapping[str, Value]]
    known: Mapping[str, Mapping[str, Value]]
    speakers: tuple[str, ...] | None
    limits: str
    text: str | None
    attributions: Collection[str] | None
    withdrawn: bool


def scope(
    store: Store,
    *,
    withdrawn: bool = False,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    speaker: str | None = None,
    min_confidence: float | None = None,
    reviewed: bool = False,
    text: str | None = None,
) -> Scope:
    """The scope of these filters (``kg.network.view`` tells what each means); UsageError for a value that is none."""
    first, last = _day(since, "since"), _day(until, "until")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise UsageError(f"min-confidence: {min_confidence} is not between 0 and 1")
    if text is not None and not words(text):
        raise UsageError(f"text: {text!r} has no word to look for")
    outlets = None if outlet is None else _outlets(store, outlet)
    speakers = None if speaker is None else _speakers(store, speaker)
    known = _articles(store)
    dated = {
        iri: about
        for iri, about in known.items()
        if (withdrawn or about["withdrawn"] != "true")
        and (first is None or str(about["day"] or "") >= first)
        and (last is None or str(about["day"] or "~") <= last)
    }
    shown = {iri: about for iri, about in dated.items() if outlets is None or about["outlet"] in outlets}
    standing = not withdrawn and store.select(ANY_WITHDRAWN).rows[0][0] is not False
    limits = [attributed(standing, min_confidence, reviewed)]
    limits += [] if speakers is None else [only_speakers(speakers)]
    limits += [] if text is None else [with_words(words(text))]
    sure = None
    if min_confidence is not None or reviewed:
        sure = {str(row["attribution"]) for row in rows(store, attributions(min_confidence, reviewed))}
    return Scope(shown, dated, known, speakers, "\n".join(filter(None, limits)), text, sure, withdrawn)


def words(text: str) -> list[str]:
    """The words of a text, letters and digits only, in lower case."""
    return WORD.findall(text.lower())


def outlet_names(store: Store) -> dict[str, str]:
    """The name that most articles give an outlet; of equally frequent ones the first in the alphabet."""
    found = rows(store, OUTLET_NAMES)
    best = sorted((str(r["outlet"]), -int(r["times"] or 0), str(r["name"])) for r in found)
    return {outlet: name for outlet, _, name in reversed(best)}


def speakers_known(store: Store) -> dict[str, dict[str, str | None]]:
    """The ``label`` and ``kind`` of each speaker, and whom it speaks for (``speaks_for``) as most articles have it."""
    found = rows(store, SPEAKER_NAMES)
    out = {str(r["speaker"]): {"label": str(r["label"]), "kind": KINDS.get(str(r["kind"]))} for r in found}
    of = sorted((str(r["speaker"]), -int(r["times"] or 0), str(r["name"])) for r in rows(store, SPEAKS_FOR))
    for speaker, _, name in reversed(of):
        if speaker in out:
            out[speaker]["speaks_for"] = name
    return out


def _articles(store: Store) -> dict[str, dict[str, Value]]:
    return {str(row["article"]): {**row, "day": _first_ten(row["published"])} for row in rows(store, ARTICLES)}


def _outlets(store: Store, wanted: str) -> tuple[str, ...]:
    names = {(str(r["outlet"]), str(r["name"])) for r in rows(store, OUTLET_NAMES)}
    key = ids.outlet_key(wanted)
    return tuple(sorted({iri for iri, name in names if wanted == iri or ids.outlet_key(name) == key}))


def _speakers(store: Store, wanted: str) -> tuple[str, ...]:
    parts = set(_parts(wanted))
    names = rows(store, SPEAKER_NAMES)
    found = (str(r["speaker"]) for r in names if r["speaker"] == wanted or (parts and parts <= {*_parts(r["label"])}))
    return tuple(sorted(found))


def _parts(name: Value) -> list[str]:
    return unicodedata.normalize("NFKC", str(name)).casefold().split()


def _day(given: str | None, name: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as e:
        raise UsageError(f"{name}: {given!r} is no day; write it as YYYY-MM-DD") from e


def _first_ten(published: Value) -> str | None:
    """The day of a date or date-time as written there; None where it is none."""
    day = str(published or "")[:10]
    try:
        return date.fromisoformat(day).isoformat() if len(day) == 10 else None
    except ValueError:
        return None
