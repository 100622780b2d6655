"""How good it is, and whether it is whole: ``kg validate``, ``kg evaluate`` and ``kg status``."""

import json
import time
from pathlib import Path

import click

from kg import evaluate as measuring
from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings, reader_option
from kg.errors import InputError, UsageError
from kg.model import Extraction, Table
from kg.nlp.pipeline import ReaderName
from kg.workflow import summary
from kg.workflow.given import saved_extractions
from kg.workflow.reading import extractions


@click.command()
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--report", type=click.Path(dir_okay=False), help="Also write the SHACL report graph, as Turtle.")
@output.format_options
@common
@pass_settings
def validate(settings: Settings, file: str | None, report: str | None, form: str | None, as_json: bool) -> int:
    """Check the store (or an RDF FILE) against the shapes of the ontology; exit code 1 if something violates them."""
    from kg.workflow.validation import validated, validated_file, write_report

    with output.progress("validating", None, settings.quiet) as step:
        if file:
            found = validated_file(file)
        else:
            with settings.reader() as store:
                found = validated(store, on_graph=step)
    if report:
        write_report(found, Path(report))
    columns = ("severity", "message", "focus", "path", "value")
    table = Table(columns, tuple((v.severity, v.message, v.focus, v.path, v.value) for v in found.violations))
    output.rows(table, output.chosen(form, as_json))
    output.note("valid" if found.conforms else f"{len(found.violations)} violations", settings.quiet)
    return int(not found.conforms)


@click.command()
@click.argument("protocol", type=click.Choice(["polnear", "ced"]))
@click.argument("gold", type=click.Path())
@click.option("--pred", type=click.Path(), help="Score this output of kg extract instead of reading the articles now.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Worker processes.")
@reader_option
@output.format_options
@common
@pass_settings
def evaluate(
    settings: Settings,
    protocol: str,
    gold: str,
    pred: str | None,
    jobs: int,
    reader: ReaderName,
    form: str | None,
    as_json: bool,
) -> None:
    """Measure the reader against marked articles (JSON lines, may be gzipped): PolNeAR's or CED's protocol."""
    records = measuring.read_gold(gold)
    started = time.perf_counter()
    with output.progress("reading", len(records), settings.quiet) as step:
        found: list[Extraction] = []
        items = saved_extractions([pred], to_store=False) if pred else extractions(
            map(measuring.article_of, records), jobs, reader
        )  # fmt: skip
        for item in items:
            if isinstance(item, InputError):
                raise UsageError(str(item))
            found.append(item)
            step(item.article.source_id or "")
    seconds = time.perf_counter() - started
    predictions = measuring.by_source(found)
    scored = measuring.polnear(records, predictions) if protocol == "polnear" else measuring.ced(records, predictions)
    chosen = output.chosen(form, as_json)
    if chosen == "json":
        output.echo(json.dumps(scored.to_json(), indent=2))
    else:
        for table in scored.tables().values():
            output.rows(table, chosen)
    if not pred:
        output.note(f"{len(records)} articles in {seconds:.1f} s", settings.quiet)


@click.command()
@output.format_options
@common
@pass_settings
def status(settings: Settings, form: str | None, as_json: bool) -> int:
    """What the store holds, which versions read it, and whether it works as it must."""
    with settings.reader() as store:
        table, sound = summary.status(store)
    output.rows(table, output.chosen(form, as_json))
    return int(not sound)
