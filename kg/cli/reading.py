"""``kg ingest`` and ``kg extract``: articles in, a store or JSON lines out."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings, reader_option
from kg.errors import InputError, UsageError
from kg.ingest import MAX_BYTES, Metadata
from kg.interchange import to_line
from kg.model import Article
from kg.workflow import storing
from kg.workflow.given import saved_extractions
from kg.workflow.noting import short
from kg.workflow.reading import Reading, articles, extractions
from kg.workflow.receiving import receive
from kg.workflow.summary import counted

MOST_LOST = 20
"""Judgements without a place that are named; the others are counted."""

F = TypeVar("F", bound=Callable[..., Any])

READING_OPTIONS = (
    click.option("--title", help="Headline of the article (else NAME.meta.json, else what the page says)."),
    click.option("--outlet", help="The publication."),
    click.option("--published", metavar="DATE", help="ISO 8601 date or date-time."),
    click.option("--url", help="Where it was published."),
    click.option("--author", "authors", multiple=True, help="May be given more than once."),
    click.option("--language", help="Language tag, such as en."),
    click.option(
        "--max-size", "max_bytes", type=click.IntRange(1), default=MAX_BYTES, show_default=True,
        help="Bytes above which an article is skipped with an error.",
    ),
    click.option("--jobs", "-j", type=click.IntRange(1), default=None, help="Worker processes. [default: the cores]"),
    reader_option,
)  # fmt: skip


def reading_options(command: F) -> F:
    """Adds the options that say what an input is."""
    for option in reversed(READING_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH|-...")
@click.option("--reread", is_flag=True, help="Read articles again that the store holds, with the present model.")
@click.option("--extractions", "extracted", is_flag=True, help="The files hold what kg extract printed: store that.")
@click.option("--model-version", default="imported", show_default=True, help="With --extractions: what made them.")
@reading_options
@common
@pass_settings
def ingest(
    settings: Settings, /, paths: tuple[str, ...], reread: bool, extracted: bool, model_version: str, **options: Any
) -> int:
    """Read articles (text, HTML, JSON lines; files, folders or stdin) into the store.

    An article that the store holds is left as it is; a changed text under the same URL becomes a new version.
    Judgements meet what is read again by its words; one that has no place any more is named (exit code 1).
    A case (a .zip of kg export) is taken in with the judgements of those who made it.
    """
    if not paths and not reread:
        raise click.UsageError("name a file, a folder or - (stdin)")
    cases = [path for path in paths if path.lower().endswith(".zip")]
    if cases:
        if len(cases) < len(paths) or reread or extracted:
            raise UsageError("a case (.zip) is taken in by itself: name the articles in a call of their own")
        return _cases(settings, cases)
    now()  # a wrong SOURCE_DATE_EPOCH is said before anything is read
    skipped: list[str] = []
    with settings.writer() as store, output.progress("reading", None, settings.quiet) as step:
        reader = options.pop("reader")
        reading, jobs = _reading(store.base, options)

        def shown(item: Article | InputError) -> None:
            if isinstance(item, InputError):
                output.error(str(item))
            step(item.source if isinstance(item, InputError) else item.title or item.source_id or item.iri)

        if extracted:
            found = saved_extractions(paths, store.base, sys.stdin.buffer)
            report = storing.ingest_extractions(store, found, now=now, model_version=model_version, on_item=shown)
        else:
            if paths:
                items = articles(paths, reading, sys.stdin.buffer, skipped.append)
            else:
                items = storing.stored_articles(store)
            report = storing.ingest_articles(
                store, items, now=now, reread=reread, jobs=jobs, reader=reader, on_item=shown
            )
    output.note(_summary(report, settings.location), settings.quiet)
    if skipped:
        names = ", ".join(map(output.one_line, skipped[:3])) + (", ..." if len(skipped) > 3 else "")
        output.note(f"{len(skipped)} files of other kinds left alone: {names}", settings.quiet)
    _lost(report)
    return int(report.errors > 0 or bool(report.lost))


def _cases(settings: Settings, paths: list[str]) -> int:
    """Takes in cases, one after another; a bad one is an error, and the rest goes on."""
    wrong = False

    def shown(item: Article | InputError) -> None:
        if isinstance(item, InputError):
            output.error(str(item))

    with settings.writer() as store:
        for path in paths:
            try:
                received = receive(store, path, shown)
            except InputError as e:
                output.error(str(e))
                wrong = True
                continue
            judged = counted(received.judged, "new judgement") + (f", {received.known} known" if received.known else "")
            output.note(f"{_summary(received.ingest, settings.location)}; {judged}", settings.quiet)
            for reason in received.left_out:
                output.error(f"left out {reason}")
            _lost(received.ingest)
            wrong |= bool(received.ingest.errors or received.left_out or received.ingest.lost)
    return int(wrong)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-...")
@reading_options
@common
@pass_settings
def extract(settings: Settings, /, paths: tuple[str, ...], **options: Any) -> int:
    """Read articles and print what was found as JSON lines; nothing is stored.

    The format is described in docs/extraction.schema.json.
    """
    reader = options.pop("reader")
    reading, jobs = _reading(settings.base, options)
    errors = 0
    with output.progress("reading", None, settings.quiet or sys.stdout.isatty()) as step:
        for item in extractions(articles(paths, reading, sys.stdin.buffer), jobs, reader):
            if isinstance(item, InputError):
                errors += 1
                output.error(str(item))
            else:
                output.echo(to_line(item))
                step(item.article.title or item.article.iri)
    return int(errors > 0)


def now() -> str:
    """The time in UTC, or SOURCE_DATE_EPOCH (reproducible-builds.org) where that is set; UsageError if it is none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        time = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as e:
        raise UsageError(f"SOURCE_DATE_EPOCH is no number of seconds since 1970: {epoch!r}") from e
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _reading(base: str, options: dict[str, Any]) -> tuple[Reading, int]:
    jobs = options.pop("jobs") or os.cpu_count() or 1
    max_bytes = options.pop("max_bytes")
    return Reading(Metadata(**options), max_bytes, base), jobs


def _lost(report: storing.IngestReport) -> None:
    """Says which judgements found no place in what was read: as an error, whatever is quiet."""
    for judgement, title, why in report.lost[:MOST_LOST]:
        output.error(f"{short(judgement.iri)} ({judgement.verdict}) lost its place in {title}: {why}")
    if len(report.lost) > MOST_LOST:
        output.error(f"{len(report.lost) - MOST_LOST} more judgements lost their place: kg review list --lost")


def _summary(report: storing.IngestReport, location: str) -> str:
    parts = [f"{report.new} new" + (f" ({report.versions} newer versions)" if report.versions else "")]
    parts += [f"{report.copies} with the text of another stored article"] if report.copies else []
    parts += [f"{report.reread} read again"] if report.reread else []
    older = f" ({report.older} as an older version)" if report.older else ""
    parts += [f"{report.known} there already{older}"] if report.known else []
    parts += [f"{report.errors} skipped with an error"] if report.errors else []
    return f"{location}: {', '.join(parts)}; {report.attributions} attributions"
