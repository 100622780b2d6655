"""``kg claims``: reviews of fact-checkers, the statements that make the claims, and contradictions of one speaker."""

import sys

import click

from kg import questions
from kg.claims import LABELS, RatingName, Review
from kg.cli import output
from kg.cli.reading import now
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import InputError
from kg.ingest.reviews import reviews
from kg.model import Table
from kg.rdf.paired import PairVerdict
from kg.store import open_store
from kg.store.contract import Store
from kg.workflow import claim_tables, judging_claims, pairing, summary
from kg.workflow import claims as reviewing
from kg.workflow.naming import named

note_option = click.option("--note", metavar="TEXT", help="Why, in your words.")
by_option = click.option("--by", metavar="NAME", help="Who decides. [default: nobody is named]")


@click.group(invoke_without_command=True)
@click.option("--disagree", is_flag=True, help="Only claims whose reviewers disagree.")
@output.format_options
@common
@click.pass_context
def claims(ctx: click.Context, disagree: bool, form: str | None, as_json: bool) -> None:
    """Claims that fact-checkers reviewed, and the statements that may make them; alone, list the reviews.

    A match is a candidate for a person, never more: kg claims show CLAIM tells why, accept and reject decide. A rating
    is shown as the reviewer gave it, beside its place on one scale where its words or numbers tell.
    """
    if ctx.invoked_subcommand is None:
        settings = ctx.ensure_object(Settings)
        given = {"disagree": "true"} if disagree else {}
        _ask(settings, "reviewed-claims", given, False, output.chosen(form, as_json))


@claims.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@common
@pass_settings
def import_(settings: Settings, files: tuple[str, ...]) -> int:
    """Read reviews (schema.org ClaimReview): pages, JSON, JSON lines, and feeds (DataFeed) of any size; - is stdin.

    What an address held before is replaced. Statements are matched to the claims afterwards.
    """
    with settings.writer() as store:
        with output.progress("reading", None, settings.quiet) as step:

            def told(item: Review | InputError) -> None:
                if isinstance(item, InputError):
                    output.error(str(item))
                else:
                    step(item.url)

            items = (x for file in files for x in reviews(file, stdin=getattr(sys.stdin, "buffer", None)))
            report = reviewing.import_reviews(store, items, told)
        parts = [f"{summary.counted(report.new, 'review')} new"]
        parts += [f"{report.again} there before"] if report.again else []
        parts += [f"{report.unrated} with a rating that has no place on the scale"] if report.unrated else []
        parts += [summary.counted(report.errors, "error")] if report.errors else []
        output.note(", ".join(parts), settings.quiet)
        if report.new or report.again:
            _match(store, settings)
    return int(report.errors > 0)


@claims.command("match")
@common
@pass_settings
def match(settings: Settings) -> None:
    """Match statements to claims anew, and look for contradictions: after an ingest, for instance."""
    with open_store(settings.location, base=settings.base) as store:
        _match(store, settings)


@claims.command()
@click.argument("claim")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def show(settings: Settings, claim: str, withdrawn: bool, form: str | None, as_json: bool) -> None:
    """A claim, its reviews, and the statements that make it or may make it: words, place, score and reason.

    CLAIM is an IRI or the first digits of its hash (claim/107335b3). JSON has every span of source, cue and content.
    """
    chosen = output.chosen(form, as_json)
    with settings.reader() as store:
        found = claim_tables.shown(store, named(store, claim, "claim"), withdrawn=withdrawn)
    if chosen == "json":
        output.rows(found.spans, chosen)
        return
    if chosen != "table":
        output.rows(found.statements, chosen)
        return
    output.echo(output.one_line(found.claim))
    output.rows(found.reviews, chosen)
    output.rows(found.statements, chosen)
    if not found.statements.rows:
        output.note("no statement makes it, as far as words tell", settings.quiet)


@claims.command()
@click.argument("statement")
@click.argument("claim")
@note_option
@by_option
@common
@pass_settings
def accept(settings: Settings, statement: str, claim: str, note: str | None, by: str | None) -> None:
    """A statement (or a claim in other words) makes a claim; nothing overrides it."""
    _judge(settings, "accepted", statement, claim, note, by)


@claims.command()
@click.argument("statement")
@click.argument("claim")
@note_option
@by_option
@common
@pass_settings
def reject(settings: Settings, statement: str, claim: str, note: str | None, by: str | None) -> None:
    """A statement (or claim) does not make a claim; it is no candidate any more."""
    _judge(settings, "rejected", statement, claim, note, by)


@claims.command()
@click.argument("target", metavar="STATEMENT|CLAIM")
@click.option("--rating", required=True, type=click.Choice(list(LABELS)), help="Your verdict.")
@click.option("--url", required=True, help="Where your review can be read.")
@click.option("--by", required=True, metavar="NAME", help="Whose review it is.")
@click.option("--organisation", is_flag=True, help="NAME is an organisation.")
@click.option("--published", metavar="DATE", help="When it was published. [default: today]")
@note_option
@common
@pass_settings
def review(
    settings: Settings, target: str, rating: RatingName, url: str, by: str, organisation: bool, published: str | None,
    note: str | None,
) -> None:  # fmt: skip
    """Record a review of your own; kg export --view claimreview FILE.jsonld publishes all of them."""
    made = now()
    with open_store(settings.location, base=settings.base) as store:
        done = judging_claims.review(
            store, target, rating, url, by, now=made, note=note, organisation=organisation, published=published
        )
    output.note(f"{done.rating.name}, by {by}: {done.claim.text}", settings.quiet)


@claims.command()
@click.option("--speaker", help="The name or whole words of it, the IRI, or the first digits of its hash.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows at most.")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def contradictions(
    settings: Settings, speaker: str | None, top: int, withdrawn: bool, form: str | None, as_json: bool
) -> None:
    """Statements that may contradict earlier ones of the same speaker: candidates for a person, the best first."""
    with settings.reader() as store:
        table = claim_tables.contradicting(store, speaker, withdrawn=withdrawn)
        where = summary.coverage(store) if not table.rows else None
    output.rows(Table(table.columns, table.rows[:top]), output.chosen(form, as_json))
    if where:
        output.note(f"nothing found in {where}", settings.quiet)


def _match(store: Store, settings: Settings) -> None:
    with output.progress("matching", None, settings.quiet) as step:
        done = reviewing.match(store, step)
    parts = [
        f"{summary.counted(done.statements, 'statement')} and {summary.counted(done.claims, 'claim')} compared",
        f"{done.matches} may match, {done.accepted} accepted",
        f"{done.contradictions} may contradict an earlier one",
    ]
    output.note("; ".join(parts), settings.quiet)


def _judge(
    settings: Settings, verdict: PairVerdict, statement: str, claim: str, note: str | None, by: str | None
) -> None:
    made = now()
    with open_store(settings.location, base=settings.base) as store:
        done = pairing.judge(store, "match", verdict, statement, claim, now=made, note=note, by=by)
    output.note(verdict if done.changed else "that is decided already; nothing changed", settings.quiet)


def _ask(settings: Settings, name: str, given: dict[str, str], withdrawn: bool, form: str) -> None:
    with settings.reader() as store:
        table = questions.ask(store, name, given, withdrawn=withdrawn)
    if form == "table":
        table = claim_tables.without(table, "review")
    output.rows(table, form)
    output.note("" if table.rows else "no reviews: kg claims import reads them", settings.quiet or bool(table.rows))
