"""The graph as networkx sees it: ``kg analyze``."""

from collections.abc import Mapping
from typing import Any

import click

from kg import analysis
from kg.cli import output
from kg.cli.limits import limit_options, resolved
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import UsageError
from kg.model import Table
from kg.store import open_store
from kg.workflow import analysing
from kg.workflow.summary import counted


@click.command()
@click.argument("name", required=False)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows at most, of each period.")
@click.option("--of", type=click.Choice(analysis.LEVELS), help="Whose share of voice.  [default: speaker]")
@click.option("--period", type=click.Choice(list(analysis.PERIODS)), help="By period, where an analysis has any.")
@limit_options
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@click.option("--write", is_flag=True, help="Keep all rows in the store, in place of those of the last time.")
@output.format_options
@common
@pass_settings
def analyze(
    settings: Settings, /, name: str | None, top: int, of: str | None, period: str | None, withdrawn: bool, write: bool,
    form: str | None, as_json: bool, **limits: Any,
) -> None:  # fmt: skip
    """Analyse the graph with networkx; without a NAME, list the analyses.

    What is written with --write is asked with kg query: a graph for each analysis, made anew each time.
    """
    chosen = output.chosen(form, as_json)
    if name is None:
        rows = tuple((key, a.view, a.description) for key, a in analysis.ANALYSES.items())
        output.rows(Table(("analysis", "view", "shows"), rows), chosen)
        return
    options = _options(name, {"of": of, "period": period})
    opened = open_store(settings.location, base=settings.base) if write else settings.reader()
    with opened as store:
        asked = analysing.Asked(name, options, resolved(store, limits), withdrawn)
        graph = asked.graph(store)
        table = asked.table(graph, top)
        written = analysing.write(store, asked, graph) if write else None
    output.rows(_narrow(table) if chosen == "table" else table, chosen)
    if not table.rows:
        output.note(_why_nothing(name, len(graph)), settings.quiet)
    if written is not None:
        output.note(f"wrote {counted(written, 'row')} to the graph derived/analysis/{name}", settings.quiet)


def _options(name: str, given: Mapping[str, str | None]) -> dict[str, str]:
    """The options that were given; UsageError for an unknown analysis, or one that does not take them."""
    if name not in analysis.ANALYSES:
        hint = output.closest(name, analysis.ANALYSES)
        raise UsageError(f"no analysis {name!r}" + (f"; did you mean {hint!r}?" if hint else "; kg analyze lists them"))
    options = {key: value for key, value in given.items() if value is not None}
    for key in options:
        if key not in analysis.ANALYSES[name].options:
            takes = ", ".join(n for n, a in analysis.ANALYSES.items() if key in a.options)
            raise UsageError(f"--{key} goes with {takes}, not with {name}")
    return options


def _narrow(table: Table) -> Table:
    """Without the lists of identifiers, which the other formats hold."""
    keep = [i for i, column in enumerate(table.columns) if column != "ids"]
    return Table(tuple(table.columns[i] for i in keep), tuple(tuple(row[i] for i in keep) for row in table.rows))


def _why_nothing(name: str, nodes: int) -> str:
    view = analysis.ANALYSES[name].view
    made = "; kg copies finds who takes whose words" if view == "support" else ""
    return f"nothing found: the view {view} has {counted(nodes, 'node')}{made}"
