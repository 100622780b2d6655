"""``kg figures``: the figures of a store lined up, as rows of plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.check.figures import Row, lined_up, wanted_texts
from kg.check.measures import OUTCOME, lemma
from kg.errors import UsageError
from kg.model import Table, Value
from kg.nlp.lexicon import words
from kg.resolve.figures import ToldFigure, texts, told_figures
from kg.store.contract import Store
from kg.workflow.naming import speaker_iri

COLUMNS = (
    "row", "score", "reason", "counted", "measure", "unit", "speaker", "value", "low", "high", "words", "as_of",
    "outlet", "published", "title", "start", "end", "article", "attribution", "speaker_iri", "figure",
)  # fmt: skip
SMALL = words("the a an of in by to who were was been has have had")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: words of what is counted or of its measure, who gives one of the row, outlet and days."""

    text: str = ""
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


def checked(wanted: Wanted) -> Wanted:
    """The same, its days in the one form; UsageError for a day that is none."""
    days: dict[str, str | None] = {}
    for name in ("since", "until"):
        given = getattr(wanted, name)
        try:
            days[name] = date.fromisoformat(given).isoformat() if given else None
        except ValueError as e:
            raise UsageError(f"--{name} {given!r} is no date (YYYY-MM-DD)") from e
    return Wanted(wanted.text, wanted.speaker, wanted.outlet, days["since"], days["until"])


def rows(store: Store, wanted: Wanted, *, withdrawn: bool = False) -> tuple[Row, ...]:
    """The rows that are asked for, with all that their sources say: gravest conflict first.

    Outlet and days limit the figures that are lined up; the speaker and the words choose among the rows.
    """
    found = [f for f in told_figures(store, withdrawn=withdrawn) if within(f.published, f.outlet, wanted)]
    whom = speaker_iri(store, wanted.speaker) if wanted.speaker else None
    rows = lined_up(found, texts(store, wanted_texts(found)))
    asked = _asked(wanted.text)
    return tuple(r for r in rows if _about(r, asked) and (whom is None or any(_by(f, whom) for f in r.figures)))


def listed(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """Each row with its figures and conflicts as plain values, as JSON shows them."""
    return [_row(r) for r in rows]


def flat(rows: tuple[Row, ...]) -> Table:
    """One line a figure, with the number, score and reason of its row."""
    out: list[tuple[Value, ...]] = []
    for n, row in enumerate(rows, 1):
        for f in row.figures:
            line = _figure(f) | {
                "row": n,
                "score": row.score,
                "reason": row.conflicts[0].reason if row.conflicts else None,
                "counted": row.counted or None,
                "measure": row.measure or None,
            }
            out.append(tuple(line[c] for c in COLUMNS))
    return Table(COLUMNS, tuple(out))


def _row(row: Row) -> dict[str, Any]:
    figures = row.figures
    return {
        "counted": row.counted or None,
        "measure": row.measure or None,
        "unit": row.thing.unit or None,
        "score": row.score,
        "sources": row.sources,
        "figures": [_figure(f) for f in figures],
        "conflicts": [
            {"one": figures[c.one].iri, "other": figures[c.other].iri, "score": c.score, "reason": c.reason}
            for c in row.conflicts
        ],
    }


def _figure(f: ToldFigure) -> dict[str, Value]:
    return {
        "figure": f.iri,
        "speaker": f.name,
        "speaker_iri": f.source if f.name else None,
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "unit": f.unit,
        "counted": f.counted,
        "measure": f.measure,
        "words": f.words,
        "as_of": f.as_of,
        "statement": f.statement,
        "attribution": f.attribution,
        "outlet": f.outlet,
        "published": f.published,
        "title": f.title,
        "article": f.article,
        "start": f.start,
        "end": f.end,
    }


def within(published: str | None, outlet: str | None, wanted: Wanted) -> bool:
    """Whether an article of this date and outlet is asked for; one without a date is not where days are."""
    day = (published or "")[:10]
    if wanted.outlet and not _whole(wanted.outlet, outlet or ""):
        return False
    return bool((not wanted.since or day >= wanted.since) and (not wanted.until or (day and day <= wanted.until)))


def _by(f: ToldFigure, whom: str) -> bool:
    return f.name is not None and (f.source == whom or _whole(whom, f.name))


def _whole(words_: str, name: str) -> bool:
    return f" {_plain(words_)} " in f" {_plain(name)} " and bool(_plain(words_))


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _asked(text: str) -> set[str]:
    return {OUTCOME.get(w, lemma(w)) for w in _plain(text).split() if w not in SMALL}


def _about(row: Row, asked: set[str]) -> bool:
    """Whether a row has all the words that are asked for, outcomes as one: "died" finds "killed"."""
    told = {row.thing.measure, row.thing.noun, row.thing.unit}
    for f in row.figures:
        for wording in (f.counted, f.measure, f.unit):
            told |= {OUTCOME.get(w, lemma(w)) for w in _plain(wording or "").split()}
    return asked <= told
