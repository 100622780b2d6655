"""``kg variants``: what several articles report of one utterance, in which wordings, and who was first."""

import json
from collections.abc import Iterator
from typing import Any

import click

from kg.cli import output
from kg.cli.marking import marked
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import StoreError
from kg.model import Table, Value
from kg.resolve.differences import listed
from kg.resolve.wordings import Utterance, Wording
from kg.statements import Statement
from kg.store import open_store
from kg.workflow import summary, uttering, varying

ROW = ("utterance", "speaker", "words", "type", "outlet", "published", "difference", "first", "fullest", "score",
       "reason", "title", "start", "end", "article", "statement")  # fmt: skip
SAID = {
    "same": "the same words",
    "cut": "cut",
    "altered": "altered",
    "paraphrase": "in other words",
}


@click.command()
@click.argument("one", metavar="[ID]", required=False)
@click.option("--speaker", help="The name or whole words of it, the IRI, or the first digits of its hash.")
@click.option("--text", help="Words that one of the wordings holds.")
@click.option(
    "--outlets", type=click.IntRange(1), metavar="N",
    help="Carried by at least so many outlets. [default: 2; 1 where ID is given]",
)  # fmt: skip
@click.option("--withdrawn", is_flag=True, help="Also wordings that were withdrawn: rejected, or of an older version.")
@output.format_options
@common
@pass_settings
def variants(
    settings: Settings, one: str | None, speaker: str | None, text: str | None, outlets: int | None, withdrawn: bool,
    form: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Which statements of different articles report one utterance, who published each wording first, what differs.

    ID is an utterance or a statement, by its IRI or the first digits of its hash. Of each wording the words that it
    [-leaves out-] and {+adds+} are marked, compared with the fullest; csv, tsv and jsonl print a row a statement.
    """
    least = outlets or (1 if one else 2)
    wanted = uttering.Wanted(one, speaker, text, least, withdrawn)
    _refresh(settings)
    with settings.reader() as store:
        found = uttering.utterances(store, wanted)
        where = None if found else summary.coverage(store)
    chosen = output.chosen(form, as_json)
    if chosen == "table":
        output.echo("\n\n".join("\n".join(_shown(u)) for u in found)) if found else None
    elif chosen == "json":
        output.echo(json.dumps([_object(u) for u in found], ensure_ascii=False, indent=2))
    else:
        output.rows(Table(ROW, tuple(row for u in found for row in _rows(u))), chosen)
    if where:
        asked = f" that {least} outlets or more carry" if least > 1 else ""
        output.note(f"no variants{asked} in {where}", settings.quiet)


def _refresh(settings: Settings) -> None:
    """Brings the utterances up to the store; where they cannot be, that is said, and the old ones are shown."""
    with settings.reader() as store:
        if varying.are_up_to_date(store):
            return
    try:
        with (
            open_store(settings.location, base=settings.base) as store,
            output.progress("comparing articles", None, settings.quiet) as step,
        ):
            varying.update_variants(store, lambda number: step(f"{number} more"))
    except StoreError as e:
        output.note(f"the variants are not up to date with the store: {e}", settings.quiet)


def _shown(u: Utterance) -> Iterator[str]:
    names = ", ".join(dict.fromkeys(s.name or "(speaker unknown)" for s in (u.fullest, *u.statements)))
    statements, outlets = summary.counted(len(u.statements), "statement"), summary.counted(len(u.outlets), "outlet")
    yield f"{output.plain(names)}  {statements}, {outlets}  {output.plain_iri(u.iri)}"
    for w in u.wordings:
        yield f"  {output.plain(w.first.text)}"
        if w.difference not in (None, "same"):
            yield f"    {marked(listed(w.steps))}"
        yield from (f"    {line}" for line in _places(u, w))
        if w.score is not None:
            how = SAID.get(w.difference or "", "")
            judged = f"; {output.plain_iri(w.judgement)}" if w.judgement else ""
            why = output.plain((w.reason or "").partition("; ")[0])
            yield f"    {how}, score {w.score:.2f}: {why}{judged}"
    for one, quote in u.became_quotes:
        yield f"  paraphrase became a quote: {_place(one)}, then {_place(quote)}"
    for one, other in u.under_others:
        yield f"  the same words under different speakers: {_who(one)}, {_place(one)}; {_who(other)}, {_place(other)}"


def _places(u: Utterance, w: Wording) -> Iterator[str]:
    several = len({s.name for s in u.statements}) > 1
    for n, s in enumerate(w.statements):
        first = "first: " if n == 0 else "then: "
        who = f"{_who(s)}, " if several else ""
        withdrawn = ", withdrawn" if s.withdrawn else ""
        place = f"[{s.start}:{s.end}]  {output.plain_iri(s.article)}  {output.plain_iri(s.iri)}"
        yield f"{first}{who}{s.type}, {_place(s)}{withdrawn}  {place}"


def _place(s: Statement) -> str:
    return f"{output.plain(s.outlet) or 'unknown outlet'} {output.plain(s.published) or 'date unknown'}"


def _who(s: Statement) -> str:
    return output.plain(s.name) or "(speaker unknown)"


def _object(u: Utterance) -> dict[str, Any]:
    return {
        "utterance": u.iri,
        "speakers": [{"name": n, "iri": i} for n, i in dict.fromkeys((s.name, s.speaker) for s in u.statements)],
        "outlets": list(u.outlets),
        "fullest": u.fullest.iri,
        "wordings": [_wording(w) for w in u.wordings],
        "became_quotes": [{"paraphrase": a.iri, "quote": b.iri} for a, b in u.became_quotes],
        "under_others": [[a.iri, b.iri] for a, b in u.under_others],
    }


def _wording(w: Wording) -> dict[str, Any]:
    return {
        "words": w.first.text,
        "difference": w.difference,
        "compared_with": w.compared_with and w.compared_with.iri,
        "score": w.score,
        "reason": w.reason,
        "judgement": w.judgement,
        "diff": listed(w.steps),
        "statements": [
            {
                "statement": s.iri, "words": s.text, "type": s.type, "speaker": s.name, "speaker_iri": s.speaker,
                "outlet": s.outlet, "published": s.published, "title": s.title, "article": s.article,
                "start": s.start, "end": s.end, "attribution": s.attribution, "withdrawn": s.withdrawn,
            }
            for s in w.statements
        ],
    }  # fmt: skip


def _rows(u: Utterance) -> Iterator[tuple[Value, ...]]:
    for w in u.wordings:
        for n, s in enumerate(w.statements):
            yield (
                u.iri, s.name, s.text, s.type, s.outlet, s.published, w.difference, n == 0, s.iri == u.fullest.iri,
                w.score, w.reason, s.title, s.start, s.end, s.article, s.iri,
            )  # fmt: skip
