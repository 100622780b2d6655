"""``kg speakers``: who is quoted, and with ``--explain`` why an entity is held for a speaker."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from kg import questions
from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import UsageError
from kg.model import Table
from kg.workflow import speaking, summary

SHOWN = (
    "speaker", "kind", "statements", "direct", "indirect", "mixed", "articles", "first", "last", "roles", "aliases",
    "outlet_names", "speaker_iri",
)  # fmt: skip
"""The columns of the table; the other formats hold all of them."""
WIDEST = 48


@click.command()
@click.option("--outlet", help="Only as quoted by this outlet.")
@click.option("--explain", metavar="NAME", help="Every mention of this speaker (name, IRI, hash), and why it is one.")
@click.option("--withdrawn", is_flag=True, help="Count what was withdrawn as well.")
@output.format_options
@common
@pass_settings
def speakers(
    settings: Settings, form: str | None, as_json: bool, withdrawn: bool, explain: str | None, outlet: str | None
) -> None:
    """Who is quoted, how often, in which way and by whom."""
    chosen = output.chosen(form, as_json)
    given = {"outlet": outlet} if outlet else {}
    if explain is not None:
        if outlet or chosen not in ("table", "json", "jsonl"):
            raise UsageError("--explain takes no --outlet, and is printed as text, json or jsonl")
        _explain(settings, explain, chosen)
        return
    questions.query("speakers", given, withdrawn=withdrawn)  # wrong use is said before a store is looked for
    with settings.reader() as store:
        columns, rows = speaking.told(store, given, withdrawn=withdrawn)
        where = None if rows else summary.coverage(store)
    if chosen in ("json", "jsonl"):
        _json(rows, chosen)
    else:
        table = speaking.flat(columns, rows)
        output.rows(_narrow(table) if chosen == "table" else table, chosen)
    if where:
        output.note(f"nothing found in {where}", settings.quiet)


def _explain(settings: Settings, text: str, form: str) -> None:
    with settings.reader() as store:
        found = speaking.explained(store, text)
    if form == "table":
        output.echo("\n\n".join("\n".join(_speaker(s)) for s in found))
    else:
        _json(found, form)


def _json(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    if form == "json":
        output.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in rows if form == "jsonl" else ():
        output.echo(json.dumps(row, ensure_ascii=False))


def _narrow(table: Table) -> Table:
    """The columns that are shown, long lists cut."""
    rows = [tuple(_cut(row[c]) if c in speaking.LISTED else row[c] for c in SHOWN) for row in table.dicts()]
    return Table(SHOWN, tuple(rows))


def _cut(text: Any) -> str:
    whole = str(text)
    return whole if len(whole) <= WIDEST else whole[: WIDEST - 1] + "…"


def _speaker(speaker: Mapping[str, Any]) -> Iterator[str]:
    entities = speaker["entities"]
    articles = summary.counted(len({e["article"] for e in entities}), "article")
    who = f"{output.plain(speaker['speaker'])}  {speaker['kind']}"
    yield f"{who}  {output.plain_iri(speaker['speaker_iri'])}  {articles}"
    for entity in entities:
        yield ""
        where = [output.plain(entity[k]) for k in ("outlet", "published", "title") if entity[k]]
        yield f"  {output.plain(entity['name'])}  {output.plain_iri(entity['entity'])}"
        yield f"    {', '.join(where) or 'no title or date'}  {output.plain_iri(entity['article'])}"
        if entity["roles"]:
            yield f"    roles: {output.plain('; '.join(entity['roles']))}"
        yield f"    {_why(entity)}"
        for near in entity["near"]:
            yield f"    not joined: {_decision(near)}"
        for m in entity["mentions"]:
            sure = "" if m["confidence"] is None else f"  confidence {output.plain(m['confidence'])}"
            words = output.plain(f"{m['before']}[{m['words']}]{m['after']}")
            yield f"    {m['form']} [{m['start']}:{m['end']}]  … {words} …{sure}"


def _why(entity: Mapping[str, Any]) -> str:
    if entity["joined"] is not None:
        return f"joined: {_decision(entity['joined'])}"
    return "the first of this speaker" if entity["founder"] else "no decision is stored: kg reindex makes it"


def _decision(d: Mapping[str, Any]) -> str:
    name, iri = output.plain(d["name"]) or "an entity read no more", d["speaker_iri"] or d["compared_with"]
    judged = f"; {output.plain_iri(d['judgement'])}" if d["judgement"] else ""
    return f"{name} ({output.plain_iri(iri)}), score {output.plain(d['score'])}: {output.plain(d['reason'])}{judged}"
