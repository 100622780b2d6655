"""``kg verify``: did they really say that?"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kg.check import report
from kg.check.verdicts import VERDICTS, Verification
from kg.cli import output, verdicts
from kg.cli.settings import Settings, common, pass_settings, reader_option
from kg.errors import InputError, NotFoundError, UsageError
from kg.ingest import MAX_BYTES, Metadata
from kg.model import Table, Value
from kg.nlp.pipeline import ReaderName
from kg.store.index import Coverage
from kg.workflow.drafts import Asked, batch, drafted
from kg.workflow.reading import Reading, articles, extractions
from kg.workflow.summary import counted
from kg.workflow.verifying import Verifier


@click.command()
@click.argument("quote", required=False)
@click.option("--speaker", metavar="NAME", help="Who is said to have said it: a name, an IRI or digits of its hash.")
@click.option("--batch", "batch_file", metavar="FILE|-", help='JSON lines: {"id", "quote", "speaker"?}.')
@click.option("--article", "draft", metavar="FILE|-", help="A draft: every quote in it is checked.")
@click.option("--limit", type=click.IntRange(0), default=5, show_default=True, help="Statements shown for a quote.")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn: rejected, or of an older version.")
@reader_option
@output.format_options
@common
@pass_settings
def verify(
    settings: Settings,
    quote: str | None,
    speaker: str | None,
    batch_file: str | None,
    draft: str | None,
    limit: int,
    withdrawn: bool,
    reader: ReaderName,
    form: str | None,
    as_json: bool,
) -> int:
    """Was QUOTE said, by whom, and in these words? Exit code 0 only if it is verbatim.

    One verdict, the first that fits: misattributed, verbatim, conflated, cut, altered, paraphrase, not-found. What
    changes a number, a name or a negation, or cuts away what the words depend on, is grave, and never verbatim.
    "not-found" means: not in the statements of these articles.
    """
    if sum(given is not None for given in (quote, batch_file, draft)) != 1:
        raise click.UsageError("give a QUOTE, or --batch FILE, or --article FILE")
    if speaker is not None and quote is None:
        raise click.UsageError("--speaker goes with a QUOTE")
    chosen = form or ("json" if as_json else "jsonl" if batch_file else "table")
    with settings.reader() as store:
        with output.progress("indexing", None, settings.quiet) as step:
            verifier = Verifier.open(store, withdrawn=withdrawn, on_articles=lambda n: step(counted(n, "article")))
        with verifier:
            if quote is not None:
                return _one(verifier, quote, speaker, chosen, limit)
            items = (
                _draft(settings, draft, reader) if draft is not None else batch(_read(str(batch_file)), str(batch_file))
            )
            return _many(verifier, items, chosen, limit, settings.quiet)


def _one(verifier: Verifier, quote: str, speaker: str | None, form: str, limit: int) -> int:
    found = verifier.verify(quote, speaker)
    covered = verifier.coverage()
    if form == "json":
        output.echo(json.dumps(report.detail(found, asdict(covered), limit), ensure_ascii=False, indent=2))
    elif form == "table":
        _print(found, covered, limit, verdicts.HINT if _missed(verifier, found) else None)
    else:
        _rows([_shown(None, found, limit, form)], form)
    return int(found.verdict != "verbatim" or (speaker is not None and not found.mine))


def _many(verifier: Verifier, items: Iterator[Asked | InputError], form: str, limit: int, quiet: bool) -> int:
    covered, told, errors, good, missed = verifier.coverage(), Counter[str](), 0, 0, False
    kept: list[object] = []
    for item in items:
        try:
            if isinstance(item, InputError):
                raise item
            found = verifier.verify(item.quote, item.speaker, apart_from=item.article)
        except (InputError, UsageError, NotFoundError) as e:
            errors += 1
            output.error(str(e) if isinstance(item, InputError) else f"{item.identifier}: {e}")
            continue
        missed = missed or _missed(verifier, found)
        good += found.verdict == "verbatim" and (item.speaker is None or found.mine is True)
        told[found.verdict if found.mine is not False or found.verdict != "verbatim" else "misattributed"] += 1
        if form == "table":
            output.echo(f"{'' if sum(told.values()) == 1 else chr(10)}[{output.one_line(str(item.identifier))}]")
            _print(found, covered, limit, None)
        elif form == "jsonl":
            _rows([_shown(item.identifier, found, limit, form)], form)
        else:
            kept.append(_shown(item.identifier, found, limit, form))
    if form not in ("table", "jsonl"):
        _rows(kept, form)
    verdicts_told = ", ".join(f"{told[v]} {v}" for v in VERDICTS if told[v])
    refused = f"; {errors} refused" if errors else ""
    hint = f"; {verdicts.HINT}" if missed else ""
    output.note(
        f"{counted(sum(told.values()), 'quote')}: {verdicts_told or 'none'}{refused}; {_looked(covered)}{hint}", quiet
    )
    return int(errors > 0 or good < sum(told.values()))


def _missed(verifier: Verifier, found: Verification) -> bool:
    """Whether the extra that is not installed might have found more."""
    return verifier.rephrasings is None and found.verdict == "not-found"


def _shown(identifier: Value, found: Verification, limit: int, form: str) -> object:
    if form in ("csv", "tsv"):
        return tuple(report.rows(identifier, found, limit))
    return report.record(identifier, found, limit)


def _rows(records: list[object], form: str) -> None:
    if form in ("csv", "tsv"):
        output.rows(Table(report.COLUMNS, tuple(row for rows in records for row in rows)), form)  # type: ignore[attr-defined]
    elif form == "jsonl":
        for record in records:
            output.echo(json.dumps(record, ensure_ascii=False))
    else:
        output.echo(json.dumps(records, ensure_ascii=False, indent=2))


def _print(found: Verification, covered: Coverage, limit: int, hint: str | None) -> None:
    styled, width = output.terminal()
    for line in verdicts.lines(found, _looked(covered), limit, styled, width, hint):
        output.echo(line)


def _looked(covered: Coverage) -> str:
    parts = (counted(covered.statements, "statement"), counted(covered.articles, "article"))
    return f"{parts[0]} in {parts[1]} of {counted(covered.outlets, 'outlet')}, {counted(covered.days, 'day')}"


def _draft(settings: Settings, path: str, reader: ReaderName) -> Iterator[Asked | InputError]:
    reading = Reading(Metadata(), MAX_BYTES, settings.base)
    for item in extractions(articles([path], reading, sys.stdin.buffer), reader=reader):
        if isinstance(item, InputError):
            yield item
        else:
            for d in drafted(item):
                yield Asked(f"{path} [{d.start}:{d.end}]", d.quote, d.speaker, item.article.iri)


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as e:
        raise UsageError(f"{path}: {e.strerror}") from e
