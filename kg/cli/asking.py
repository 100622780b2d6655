"""Questions to the store: ``kg statements``, ``kg ask`` and ``kg query``."""

import json
import sys
from math import isfinite
from pathlib import Path

import click

from kg import questions
from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import UsageError
from kg.model import ACTS, QUOTE_TYPES, Table, Value
from kg.store.sparql import query_form
from kg.workflow import claims, relaying, summary
from kg.workflow.naming import full_iri

JSON_RESULTS = "application/sparql-results+json"
W3C = {
    "json": JSON_RESULTS,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
}
OF_RELAYS = frozenset({"chain", "chains-at-outlets", "changed-after-quoted", "citation-cycles", "shared-roots"})
"""The questions that ask what ``kg copies`` writes."""
OF_CLAIMS = frozenset({"claim-evidence", "may-contradict", "repeated-after-review"})
"""The questions that ask what ``kg claims match`` writes."""
DAY = 86_400
NAMED = {
    "speaker": ("speaker", "entity"),
    "target": ("outlet", "article"),
    "claim": ("claim",),
    "statement": ("attribution", "statement"),
}
"""The parameters of questions that take an identifier, and the kinds of it."""
NUMBERS = {"integer": int, "decimal": float, "double": float, "float": float}


@click.command()
@click.option("--speaker", help="The name or whole words of it, the IRI, or the first digits of its hash.")
@click.option("--outlet", help="The outlet's name.")
@click.option("--text", help="Words that the statement holds.")
@click.option("--type", type=click.Choice(QUOTE_TYPES), help="How the words are given.")
@click.option("--nature", "--act", "act", type=click.Choice(ACTS), help="Said, written or thought.")
@click.option("--since", metavar="DATE", help="Published on this day or later.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn: rejected, or of an older version.")
@output.format_options
@common
@pass_settings
def statements(settings: Settings, /, form: str | None, as_json: bool, withdrawn: bool, **filters: str | None) -> None:
    """Who said what: speaker, words, outlet, date, article and place in its text."""
    given = {key: value for key, value in filters.items() if value is not None}
    _answer(settings, "who-said-what", given, withdrawn, output.chosen(form, as_json))


@click.command()
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def ask(
    settings: Settings, name: str | None, parameters: tuple[str, ...], withdrawn: bool, form: str | None, as_json: bool
) -> None:
    """Ask a saved question; without a NAME, list them with their parameters."""
    if name is None:
        output.rows(_catalogue(), output.chosen(form, as_json))
        return
    given = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise UsageError(f"{parameter!r}: a parameter is key=value")
        given[key] = value
    _answer(settings, name, given, withdrawn, output.chosen(form, as_json))


@click.command()
@click.argument("sparql", required=False)
@click.option("--file", "-f", "file", metavar="FILE|-", help="Read the query from a file or stdin.")
@click.option("--timeout", type=click.FloatRange(0, DAY, min_open=True), default=60, show_default=True, help="Seconds.")
@click.option("--allow-service", is_flag=True, help="Let the query call other endpoints (SERVICE).")
@click.option(
    "--format", "form", type=click.Choice([*output.FORMATS, "turtle"]), help="Default: table; turtle for a graph."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@common
@pass_settings
def query(
    settings: Settings, sparql: str | None, file: str | None, timeout: float, allow_service: bool, form: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Ask the store in SPARQL 1.1; the known prefixes (hs:, schema:, oa:, prov: ...) need no declaration.

    The default graph is the union of all named graphs. JSON, CSV and TSV are the W3C result formats.
    """
    if (sparql is None) == (file is None):
        raise click.UsageError("give a query, or a file with -f (- is stdin)")
    if not isfinite(timeout):
        raise click.UsageError("--timeout is a number of seconds")
    text = sparql if sparql is not None else _read(str(file))
    chosen = form or ("json" if as_json else None)
    graph = query_form(text) in ("construct", "describe")
    if graph and chosen not in (None, "turtle"):
        raise UsageError("CONSTRUCT and DESCRIBE give a graph: use --format turtle")
    if not graph and chosen == "turtle":
        raise UsageError("SELECT and ASK give rows: use --format table, json, jsonl, csv or tsv")
    media_type = W3C["turtle"] if graph else W3C.get(chosen or "", JSON_RESULTS)
    with settings.reader() as store:
        body = store.answer(text, media_type, timeout=timeout, allow_service=allow_service)
    if graph or chosen in W3C:
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
    else:
        table = _table(json.loads(body))
        output.rows(table, chosen or "table")
        quiet = settings.quiet or (bool(table.rows) and not sys.stdout.isatty())
        output.note(summary.counted(len(table.rows), "row") if table.rows else "no rows", quiet)


def _answer(settings: Settings, name: str, given: dict[str, str], withdrawn: bool, form: str) -> None:
    questions.query(name, given, withdrawn=withdrawn)  # wrong use is said before a store is looked for
    with settings.reader() as store:
        full = {key: full_iri(store, given[key], *kinds) for key, kinds in NAMED.items() if key in given}
        table = store.select(questions.query(name, given | full, withdrawn=withdrawn))
        where = summary.coverage(store) if not table.rows else None
        unseen = name in OF_RELAYS and not relaying.are_current(store)
        unmatched = name in OF_CLAIMS and not claims.are_current(store)
    output.rows(table, form)
    if where:
        output.note(f"nothing found in {where}", settings.quiet)
    if unseen:
        output.note("relays were not looked for in the store as it is now: run kg copies", settings.quiet)
    if unmatched:
        output.note("claims were not looked for in the store as it is now: run kg claims match", settings.quiet)


def _catalogue() -> Table:
    rows: list[tuple[Value, ...]] = []
    for question in questions.questions().values():
        parameters = ", ".join(
            f"{p.name}={'|'.join(p.choices) or (p.type if p.default is None else p.default)}"
            for p in question.parameters
        )
        rows.append((question.name, question.title, parameters))
    return Table(("question", "asks", "parameters"), tuple(rows))


def _read(file: str) -> str:
    try:
        return sys.stdin.buffer.read().decode() if file == "-" else Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise UsageError(f"{file}: not UTF-8") from e
    except OSError as e:
        raise UsageError(f"{file}: {e.strerror}") from e


def _table(results: dict[str, object]) -> Table:
    """The rows of SPARQL 1.1 Query Results JSON; an ASK is one row with the column "answer"."""
    if "boolean" in results:
        return Table(("answer",), ((bool(results["boolean"]),),))
    head, body = results["head"], results["results"]
    assert isinstance(head, dict) and isinstance(body, dict)
    columns = tuple(head.get("vars", ()))
    return Table(columns, tuple(tuple(_value(b.get(c)) for c in columns) for b in body["bindings"]))


def _value(term: dict[str, str] | None) -> Value:
    if term is None:
        return None
    if term["type"] == "bnode":
        return "_:" + term["value"]
    kind = term.get("datatype", "").rpartition("#")[2]
    try:
        number = NUMBERS[kind](term["value"]) if kind in NUMBERS else None
    except ValueError:
        return term["value"]
    return number if number is not None and isfinite(number) else term["value"]  # JSON has no NaN
