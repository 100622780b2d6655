"""``kg review``: what people decide about who is one speaker; ``kg reindex``: that, and utterances, decided again."""

import click

from kg.cli import output
from kg.cli.reading import now
from kg.cli.settings import Settings, common, pass_settings
from kg.model import Table
from kg.store import open_store
from kg.store.contract import Store
from kg.workflow import reidentifying, reviewing, summary, varying, verifying
from kg.workflow.reviewing import Outcome, short

note_option = click.option("--note", metavar="TEXT", help="Why, in your words.")
by_option = click.option("--by", metavar="NAME", help="Who decides. [default: nobody is named]")


@click.group(invoke_without_command=True)
@output.format_options
@common
@click.pass_context
def review(ctx: click.Context, form: str | None, as_json: bool) -> None:
    """Judge whether two speakers are one; alone, list the judgements.

    A judgement goes before any match, and no command but this one changes it. A speaker is an IRI, the first digits of
    a hash (speaker/107335b3, entity/...), or a name that means exactly one.
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Settings), output.chosen(form, as_json))


@review.command("list")
@output.format_options
@common
@pass_settings
def list_all(settings: Settings, form: str | None, as_json: bool) -> None:
    """All judgements, the oldest first."""
    _list(settings, output.chosen(form, as_json))


@review.command()
@click.argument("one")
@click.argument("other")
@note_option
@by_option
@common
@pass_settings
def same(settings: Settings, one: str, other: str, note: str | None, by: str | None) -> None:
    """Two speakers or entities are one speaker."""
    made = now()
    with _opened(settings) as store:
        outcome = reviewing.judge(store, "same", one, other, now=made, note=note, by=by)
    _tell(settings, outcome)


@review.command()
@click.argument("one")
@click.argument("other")
@note_option
@by_option
@common
@pass_settings
def different(settings: Settings, one: str, other: str, note: str | None, by: str | None) -> None:
    """Two speakers or entities are different speakers."""
    made = now()
    with _opened(settings) as store:
        outcome = reviewing.judge(store, "different", one, other, now=made, note=note, by=by)
    _tell(settings, outcome)


@review.command()
@click.argument("judgement")
@note_option
@by_option
@common
@pass_settings
def undo(settings: Settings, judgement: str, note: str | None, by: str | None) -> None:
    """A judgement does not hold any more; it stays on record, revised by this."""
    made = now()
    with _opened(settings) as store:
        outcome = reviewing.undo(store, judgement, now=made, note=note, by=by)
    _tell(settings, outcome)


@click.command()
@common
@pass_settings
def reindex(settings: Settings) -> None:
    """Decide again who is one speaker, and which statements report one utterance; index all texts anew.

    Articles are taken by their date, then their IRI; what stays keeps its IRI. What changes about the speakers is
    written at once, or nothing; then what changes about the utterances.
    """
    with _opened(settings) as store:
        with output.progress("deciding", None, settings.quiet) as step:
            done = reidentifying.reindex(store, step)
        varied = varying.update_variants(store, anew=True)
        with output.progress("indexing", None, settings.quiet) as step:
            verifying.reindex_text(store, lambda number: step(summary.counted(number, "article")))
    after = f"{summary.counted(done.entities, 'name')} of {summary.counted(done.after, 'speaker')}"
    uttered = summary.counted(varied.utterances, "utterance")
    output.note(f"{settings.location}: {after} ({done.before} before); {done.moved} moved; {uttered}", settings.quiet)


def _opened(settings: Settings) -> Store:
    """The store, for writing; one that is not there is not made."""
    return open_store(settings.location, base=settings.base)


def _list(settings: Settings, form: str) -> None:
    with settings.reader() as store:
        table = reviewing.listed(store)
    if form == "table":
        shown = [c for c in table.columns if not c.endswith("_iri")]
        table = Table(tuple(shown), tuple(tuple(row[c] for c in shown) for row in table.dicts()))
    output.rows(table, form)
    output.note("" if table.rows else "no judgements", settings.quiet or bool(table.rows))


def _tell(settings: Settings, outcome: Outcome) -> None:
    output.echo(short(outcome.judgement.iri))
    if outcome.done is None:
        output.note("that is judged already; nothing changed", settings.quiet)
        return
    done = outcome.done
    parts = f"{summary.counted(done.before, 'speaker')} before, {done.after} now; {done.moved} of {done.entities}"
    output.note(f"{outcome.judgement.verdict}: {parts} names moved", settings.quiet)
