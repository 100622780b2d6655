"""Where words come from: ``kg chain`` and ``kg copies``."""

from collections.abc import Iterator

import click

from kg.check.chains import ENDS, Chain, Step, table
from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings
from kg.store import open_store
from kg.workflow import relaying, summary

READABLE = ("outlet", "published", "order", "other_outlet", "other_published", "share", "share_of_other", "title")
"""The columns of the table; the other formats have all."""


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def chain(settings: Settings, identifier: str, withdrawn: bool, form: str | None, as_json: bool) -> None:
    """Follow a statement back to its first known utterer.

    ID is a statement, an attribution or an article (then each of its statements): the IRI or the first digits of its
    hash, as kg statements shows them. Each step is an account on the way with its words, outlet and date; at the end
    stands who said it first as far as is known, or where the chain stops, and why.
    """
    with settings.reader() as store:
        found = relaying.chains(store, identifier, withdrawn=withdrawn)
        where = summary.coverage(store)
    chosen = output.chosen(form, as_json)
    if chosen == "table":
        for number, c in enumerate(found):
            output.echo("\n".join([""] * bool(number) + list(_lines(c))))
        output.note(f"looked in {where}", settings.quiet)
    else:
        output.rows(table(found), chosen)


@click.command()
@output.format_options
@common
@pass_settings
def copies(settings: Settings, form: str | None, as_json: bool) -> None:
    """Find which articles print another's text, and who takes whose words.

    Compares what is new in the store, writes the derived graphs of copies and relays, which the saved questions about
    chains ask, and lists the pairs of articles that share most of a text: how much of each, and who was first.
    """
    with open_store(settings.location, base=settings.base) as store:
        with output.progress("comparing", None, settings.quiet) as step:
            done = relaying.renewed(store, lambda number: step(summary.counted(number, "article")))
            found = relaying.copies_table(store, relaying.found_copies(store))
        where = summary.coverage(store)
    chosen = output.chosen(form, as_json)
    if chosen == "table":
        places = [found.columns.index(name) for name in READABLE]
        output.rows(type(found)(READABLE, tuple(tuple(row[i] for i in places) for row in found.rows)), chosen)
    else:
        output.rows(found, chosen)
    ends = ", ".join(f"{n} {output.plain(end)}" for end, n in done.ends.items())
    taken = f"{summary.counted(done.taken, 'statement')} taken from other articles"
    output.note(
        f"{where}: {summary.counted(done.pairs, 'pair')} of articles share a text, {taken}"
        + (f"; chains end at: {ends}" if ends else ""),
        settings.quiet,
    )


def _lines(c: Chain) -> Iterator[str]:
    """A chain for people: a line for its end, then a block for each step."""
    who = output.plain(c.name) or "unknown"
    yield f"{who}: {ENDS[c.ends]} ({output.one_line(c.why)})"
    article = None
    for number, step in enumerate(c.steps, 1):
        s = step.statement
        if s.article != article:
            where = f"{output.plain(s.outlet) or 'outlet unknown'}, {output.plain(s.published) or 'date unknown'}"
            title = f"  “{output.plain(s.title)}”" if s.title else ""
            yield f"  {where}{title}{_why(step)}"
        article = s.article
        yield f"    {number}. {output.plain(s.name) or '(speaker unknown)'}: {output.plain(s.text)}"
        yield f"       {s.type}  [{s.start}:{s.end}]  {output.plain_iri(s.attribution)}"


def _why(step: Step) -> str:
    return "" if step.score is None else f"\n    because: {output.one_line(step.reason or '')} ({step.score:.2f})"
