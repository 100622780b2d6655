"""``kg review``: what people decide about what was read and found; ``kg reindex``: what follows, decided again."""

import json
import sys
from functools import partial
from typing import Any

import click

from kg.cli import output, stepping
from kg.cli.reading import now
from kg.cli.settings import Settings, common, pass_settings
from kg.cli.signing import scoped, signed, signing, who
from kg.errors import UsageError
from kg.model import ENTITY_KINDS, QUOTE_TYPES, EntityKind, QuoteType, Table, Verdict
from kg.review.items import Item
from kg.review.queue import Scope
from kg.store import open_store
from kg.store.contract import Store
from kg.workflow import recorded, reviewable, reviewing, summary
from kg.workflow.assessing import Change
from kg.workflow.naming import full_iri
from kg.workflow.noting import short
from kg.workflow.reindexing import reindex_all
from kg.workflow.reviewable import Decided, Decision, Signed

READABLE = ("judgement", "kind", "verdict", "one", "other", "holds", "lost", "by", "note", "created", "revises")
"""The columns of the table of judgements; the other formats have all."""
KINDS = ("attribution", "identity", "variant", "match", "link")
VERDICTS = ("accepted", "rejected", "corrected", "undecided", "undone", "same", "different")


@click.group(invoke_without_command=True)
@scoped
@signing
@output.format_options
@common
@click.pass_context
def review(
    ctx: click.Context, kinds: tuple[str, ...], below: float | None, outlet: str | None, article: str | None,
    by: str | None, login: bool, form: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Judge what was read: step through it on a terminal, the least sure first; in a pipe, list the judgements.

    A judgement goes before any match and any later reading; nothing is deleted, and each can be undone. What is
    rejected is left out everywhere; what is corrected takes the place of what was read. ID is what kg review queue
    shows: an attribution, by its IRI or the first digits of its hash; two entities that may be one speaker
    (entity/...+entity/...); two statements that may report one utterance (statement/...+statement/...); a statement
    that may make a claim (statement/...+claim/...).
    """
    limits = bool(kinds or below is not None or outlet or article)
    if ctx.invoked_subcommand is not None:
        if limits or by or login or form or as_json:
            raise click.UsageError(f"options go after the word {ctx.invoked_subcommand}")
        return
    settings = ctx.ensure_object(Settings)
    if not (form or as_json) and sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty():
        scope = partial(_scope, below=below, outlet=outlet, article=article)
        stepping.step(settings, kinds, scope, by=who(by, login), now=now)
    elif limits:
        raise click.UsageError("to list what waits, use kg review queue; to step through it, a terminal is needed")
    else:
        _list(settings, output.chosen(form, as_json))


@review.command("list")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="Only with this verdict.")
@click.option("--by", metavar="NAME", help="Only of this person.")
@click.option("--holding", is_flag=True, help="Only what was not revised or undone.")
@click.option("--lost", is_flag=True, help="Only what lost its place: the article does not say that any more.")
@output.format_options
@common
@pass_settings
def list_all(settings: Settings, /, form: str | None, as_json: bool, **filters: Any) -> int:
    """All judgements, the oldest first; with --lost, exit code 1 where there is one."""
    found = _list(settings, output.chosen(form, as_json), **filters)
    return int(bool(filters["lost"] and found))


@review.command()
@scoped
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@output.format_options
@common
@pass_settings
def queue(
    settings: Settings, kinds: tuple[str, ...], below: float | None, outlet: str | None, article: str | None,
    limit: int, form: str | None, as_json: bool,
) -> None:  # fmt: skip
    """What waits for a review, the least sure first; as JSON with the words in their context."""
    with settings.reader() as store:
        waiting = reviewable.queue(store, kinds, _scope(store, below, outlet, article))
        found = reviewable.items(store, waiting[:limit])
    chosen = output.chosen(form, as_json)
    if chosen == "json":
        output.echo(json.dumps([item.plain() for item in found], ensure_ascii=False, indent=2))
    elif chosen == "jsonl":
        for item in found:
            output.echo(json.dumps(item.plain(), ensure_ascii=False))
    else:
        output.rows(_flat(found, readable=chosen == "table"), chosen)
    output.note(f"{len(found)} of {len(waiting)} that wait for a review", settings.quiet)


@review.command()
@click.argument("id")
@signed
@common
@pass_settings
def accept(settings: Settings, id: str, note: str | None, by: str | None, login: bool) -> None:  # noqa: A002
    """It is right as it stands: an attribution; that two are one speaker or utterance; that a claim is made."""
    _decide(settings, id, "accepted", note, who(by, login))


@review.command()
@click.argument("id")
@signed
@common
@pass_settings
def reject(settings: Settings, id: str, note: str | None, by: str | None, login: bool) -> None:  # noqa: A002
    """It is wrong: an attribution or a match is left out from now on; two speakers or statements are parted."""
    _decide(settings, id, "rejected", note, who(by, login))


@review.command()
@click.argument("id")
@click.option("--source", multiple=True, metavar="S-E|WORDS", help="The words that name who is quoted.")
@click.option("--no-source", is_flag=True, help="The text names nobody.")
@click.option("--content", multiple=True, metavar="S-E|WORDS", help="The words quoted; again for each part.")
@click.option("--speaker", metavar="NAME|ID", help="Who is quoted: an entity of the article, or a new name.")
@click.option("--no-speaker", is_flag=True, help="It is not known who is quoted.")
@click.option("--speaker-kind", type=click.Choice(ENTITY_KINDS), help="What a new name is. [default: person]")
@click.option("--type", "type_", type=click.Choice(QUOTE_TYPES), help="How the words are given.")
@signed
@common
@pass_settings
def correct(
    settings: Settings, id: str, source: tuple[str, ...], no_source: bool, content: tuple[str, ...],  # noqa: A002
    speaker: str | None, no_speaker: bool, speaker_kind: EntityKind | None, type_: QuoteType | None, note: str | None,
    by: str | None, login: bool,
) -> None:  # fmt: skip
    """Put an attribution right: a corrected one takes its place everywhere.

    S-E are offsets (code points) into the article's text, as tables show them; words must stand there just so.
    """
    if (source and no_source) or (speaker is not None and no_speaker):
        raise click.UsageError("either --source or --no-source, either --speaker or --no-speaker")
    if not (source or no_source or content or speaker is not None or no_speaker or type_):
        raise click.UsageError("say what to correct: --source, --content, --speaker, --type")
    change = Change(
        source=() if no_source else source or None,
        content=content or None,
        speaker="" if no_speaker else _named(speaker),
        kind=speaker_kind,
        type=type_,
    )
    _decide(settings, id, "corrected", note, who(by, login), change)


@review.command("note")
@click.argument("id")
@click.argument("text")
@signing
@common
@pass_settings
def note_on(settings: Settings, id: str, text: str, by: str | None, login: bool) -> None:  # noqa: A002
    """Write a note on an attribution, a variant or a match; what was decided about it stays decided."""
    made = Signed(now(), who(by, login))
    with _opened(settings) as store:
        done = reviewable.annotate(store, id, text, made)
    _tell(settings, done)


@review.command()
@click.argument("one")
@click.argument("other")
@signed
@common
@pass_settings
def same(settings: Settings, one: str, other: str, note: str | None, by: str | None, login: bool) -> None:
    """Two speakers or entities are one speaker."""
    _judge(settings, "same", one, other, note, who(by, login))


@review.command()
@click.argument("one")
@click.argument("other")
@signed
@common
@pass_settings
def different(settings: Settings, one: str, other: str, note: str | None, by: str | None, login: bool) -> None:
    """Two speakers or entities are different speakers."""
    _judge(settings, "different", one, other, note, who(by, login))


@review.command()
@click.argument("judgement")
@signed
@common
@pass_settings
def undo(settings: Settings, judgement: str, note: str | None, by: str | None, login: bool) -> None:
    """A judgement does not hold any more; it stays on record, revised by this."""
    made = Signed(now(), who(by, login), note)
    with _opened(settings) as store:
        done = reviewable.undo(store, judgement, made)
    _tell(settings, done)


@click.command()
@common
@pass_settings
def reindex(settings: Settings) -> None:
    """Decide again all that is derived: speakers, what counts, utterances, relays, claims; index all texts anew.

    Articles are taken by their date, then their IRI; what stays keeps its IRI. What changes about the speakers is
    written at once, or nothing; then what changes about the utterances.
    """
    with _opened(settings) as store, output.progress("deciding", None, settings.quiet) as step:
        all_of_it = reindex_all(store, step)
    done = all_of_it.identity
    after = f"{summary.counted(done.entities, 'name')} of {summary.counted(done.after, 'speaker')}"
    rest = f"{summary.counted(all_of_it.utterances, 'utterance')}; {all_of_it.relayed} taken from other articles"
    output.note(f"{settings.location}: {after} ({done.before} before); {done.moved} moved; {rest}", settings.quiet)


def _opened(settings: Settings) -> Store:
    """The store, for writing; one that is not there is not made."""
    return open_store(settings.location, base=settings.base)


def _named(speaker: str | None) -> str | None:
    if speaker is not None and not speaker.strip():
        raise UsageError("--speaker needs a name; for nobody known, --no-speaker")
    return speaker


def _scope(store: Store, below: float | None, outlet: str | None, article: str | None) -> Scope:
    return Scope(outlet, full_iri(store, article, "article") if article else None, below)


def _decide(
    settings: Settings, text: str, decision: Decision, note: str | None, by: str | None, change: Change | None = None
) -> None:
    made = Signed(now(), by, note)
    with _opened(settings) as store:
        done = reviewable.decide(store, text, decision, made, change)
    _tell(settings, done)


def _judge(settings: Settings, verdict: Verdict, one: str, other: str, note: str | None, by: str | None) -> None:
    made = now()
    with _opened(settings) as store:
        done = reviewing.judge(store, verdict, one, other, now=made, note=note, by=by)
    _tell(settings, Decided(done.judgement.iri, verdict, done.done is not None, reviewing.told(done)))


def _list(settings: Settings, form: str, **filters: Any) -> int:
    with settings.reader() as store:
        table = recorded.chosen(recorded.recorded(store), **filters)
    if form == "table":
        shown = [c for c in READABLE if any(row[c] is not None for row in table.dicts())]
        table = Table(tuple(shown), tuple(tuple(row[c] for c in shown) for row in table.dicts()))
    output.rows(table, form)
    output.note("" if table.rows else "no judgements", settings.quiet or bool(table.rows))
    return len(table.rows)


def _flat(items: list[Item], *, readable: bool) -> Table:
    """A row an item; ``readable`` ones have identifiers that people read."""
    columns = ("kind", "id", "confidence", "speaker", "words", "other", "outlet", "published", "title", "reason")
    rows = []
    for i in items:
        iri = reviewable.short_id(i.id) if readable else i.id
        words = (i.kind, iri, i.confidence, i.speaker, i.words, i.told.get("other"))
        where = next(((p.outlet, p.published, p.title) for p in i.passages), (None, None, None))
        rows.append((*words, *where, i.told.get("reason")))
    return Table(columns, tuple(rows))


def _tell(settings: Settings, done: Decided) -> None:
    output.echo(short(done.judgement))
    if done.changed:
        output.note(f"{done.verdict}: {done.told}", settings.quiet)
    else:
        output.note("that is judged already; nothing changed", settings.quiet)
