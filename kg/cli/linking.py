"""``kg link``: speakers and the authorities that know them."""

import click

from kg.cli import output
from kg.cli.reading import now
from kg.cli.settings import Settings, common, pass_settings
from kg.link.client import Client
from kg.model import Table
from kg.rdf.links import LinkVerdict
from kg.store import open_store
from kg.store.contract import Store
from kg.workflow import linking, summary
from kg.workflow.linker import Linker
from kg.workflow.linking import LinkReport

READABLE = ("speaker", "kind", "state", "name", "iri", "score", "match", "types")
"""The columns of the table; the other formats have all."""

Pairs = tuple[tuple[str, str], ...]


@click.command()
@click.option("--service", metavar="URL", help="Ask this reconciliation service (OpenRefine, W3C community group).")
@click.option(
    "--names", "names_file", metavar="FILE", help="Compare with a CSV file: name, iri, and alias, kind if known."
)
@click.option("--again", is_flag=True, help="With --service: ask again what it has answered before.")
@click.option(
    "--rate", type=click.FloatRange(0.001, 1000), help="Requests a second. [default: 1; to this machine: no limit]"
)
@click.option("--show", is_flag=True, help="List speakers with their candidates, and which are linked.")
@click.option(
    "--accept", nargs=2, multiple=True, metavar="SPEAKER IRI", help="This speaker is that; nothing overrides it."
)
@click.option("--reject", nargs=2, multiple=True, metavar="SPEAKER IRI", help="This speaker is not that.")
@click.option("--note", help="With --accept and --reject: why.")
@click.option("--by", help="With --accept and --reject: who decided.")
@output.format_options
@common
@pass_settings
def link(
    settings: Settings, /, service: str | None, names_file: str | None, again: bool, rate: float | None, show: bool,
    accept: Pairs, reject: Pairs, note: str | None, by: str | None, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Link speakers to Wikidata or another authority.

    Nothing is sent anywhere without --service. What the service is sure of becomes a link (schema:sameAs) if nothing
    contradicts it; the rest waits for --accept or --reject. Alone, the links are made anew from what was answered.
    """
    _check(service, again, rate, show, bool(names_file), accept + reject, note or by)
    now()  # a wrong SOURCE_DATE_EPOCH is said before anything is asked
    if show:
        with settings.reader() as store:
            _show(store, settings, output.chosen(form, as_json))
        return 0
    client = Client.of(service, rate) if service else None
    with open_store(settings.location, base=settings.base) as store:
        linker = Linker.of(store)
        linker.refresh()
        judged: tuple[tuple[LinkVerdict, Pairs], ...] = (("accepted", accept), ("rejected", reject))
        for verdict, pairs in judged:
            for name, target in pairs:
                speaker = linking.speaker_named(linker, name)
                iri = linking.target_named(linker, speaker, target)
                linker.judge(speaker, iri, verdict, created=now(), note=note, by=by)
                output.note(f"{speaker.name}: {verdict} {iri}", settings.quiet)
        report = LinkReport()
        if names_file:
            report = report.plus(linking.ask_file(linker, names_file, now=now, told=output.error))
        if client:
            with output.progress("asking", None, settings.quiet) as step:
                asked = linking.ask_service(linker, client, now=now, again=again, told=output.error, step=step)
            report = report.plus(asked)
        output.note(_summary(linking.counted(linker, report)), settings.quiet)
    return int(report.errors > 0)


def _check(
    service: str | None, again: bool, rate: float | None, show: bool, names: bool, judged: Pairs, said: str | None
) -> None:
    """click.UsageError for options that do not go together."""
    if (again or rate is not None) and not service:
        raise click.UsageError("--again and --rate go with --service")
    if said and not judged:
        raise click.UsageError("--note and --by go with --accept and --reject")
    if show and (service or names or judged):
        raise click.UsageError("--show only lists: give it alone")


def _show(store: Store, settings: Settings, form: str) -> None:
    table = linking.shown(Linker.of(store))
    if form == "table":
        places = [table.columns.index(name) for name in READABLE]
        table = Table(READABLE, tuple(tuple(row[i] for i in places) for row in table.rows))
    output.rows(table, form)
    if not table.rows:
        output.note(f"nothing was asked yet in {summary.coverage(store)}: see kg link --help", settings.quiet)


def _summary(report: LinkReport) -> str:
    parts = [f"{report.asked} names asked"]
    parts += [f"{report.before} answered before"] if report.before else []
    parts += [f"{report.failed} not answered"] if report.failed else []
    parts += [f"{report.linked} linked", f"{report.waiting} wait for a person", f"{report.without} without candidates"]
    return ", ".join(parts)
