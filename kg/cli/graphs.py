"""The graph as networkx sees it: ``kg analyze`` and ``kg export``."""

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg import analysis, network
from kg import export as exports
from kg.cli import output
from kg.cli.limits import given, limit_options, resolved
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import UsageError
from kg.export.claimreview import write_claim_reviews
from kg.model import Table

CLAIM_REVIEW = "claimreview"
"""The view of ``kg export`` that is no graph: the reviews made here, as schema.org ClaimReview."""


@click.command()
@click.argument("name", required=False)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows at most.")
@limit_options
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def analyze(
    settings: Settings, /, name: str | None, top: int, withdrawn: bool, form: str | None, as_json: bool, **limits: Any
) -> None:  # fmt: skip
    """Analyse the graph with networkx; without a NAME, list the analyses."""
    if name is None:
        rows = tuple((key, a.view, a.description) for key, a in analysis.ANALYSES.items())
        output.rows(Table(("analysis", "view", "shows"), rows), output.chosen(form, as_json))
        return
    if name not in analysis.ANALYSES:
        hint = output.closest(name, analysis.ANALYSES)
        raise UsageError(f"no analysis {name!r}" + (f"; did you mean {hint!r}?" if hint else "; kg analyze lists them"))
    chosen = analysis.ANALYSES[name]
    with settings.reader() as store:
        graph = network.view(store, chosen.view, withdrawn=withdrawn, **resolved(store, limits))
    table = chosen.function(graph, top=top)
    output.rows(table, output.chosen(form, as_json))
    if not table.rows:
        output.note(f"nothing: the view {chosen.view} has {len(graph)} nodes", settings.quiet)


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice(list(exports.FORMATS)), help="Default: by the suffix of FILE.")
@click.option(
    "--view", type=click.Choice([*network.VIEWS, CLAIM_REVIEW]), default="speakers", show_default=True,
    help="The graph that GraphML, GEXF and CSV show; claimreview: your reviews of claims, as JSON-LD.",
)  # fmt: skip
@limit_options
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@common
@click.pass_context
@pass_settings
def export(
    settings: Settings, ctx: click.Context, /, file: str, form: str | None, view: str, withdrawn: bool, **limits: Any
) -> None:  # fmt: skip
    """Write the store as RDF, or a view of it as a graph for Gephi and others.

    Turtle holds the union of the graphs; TriG and N-Quads keep them apart. CSV writes two files,
    NAME.nodes.csv and NAME.edges.csv.
    """
    if view == CLAIM_REVIEW:
        _claim_reviews(settings, file, form, given(limits))
        return
    if file == "-" and form is None:
        raise UsageError("stdout has no suffix: give --format")
    chosen = exports.format_of(Path(file), form)
    wanted = given(limits)
    wanted += ["--view"] if ctx.get_parameter_source("view") is ParameterSource.COMMANDLINE else []
    if wanted and not chosen.needs_view:
        raise UsageError(f"{', '.join(wanted)}: only for views (GraphML, GEXF, CSV); RDF holds the whole store")
    with settings.reader() as store:
        limits = resolved(store, limits)
        if file == "-":
            exports.write_to(sys.stdout.buffer, str(form), store=store, view=view, withdrawn=withdrawn, **limits)
            return
        written = exports.write(Path(file), format=form, store=store, view=view, withdrawn=withdrawn, **limits)
    output.note("wrote " + ", ".join(map(str, written)), settings.quiet)


def _claim_reviews(settings: Settings, file: str, form: str | None, limits: list[str]) -> None:
    """Writes the reviews made here, aside and then in place of an old file."""
    if limits:
        raise UsageError(f"{', '.join(limits)}: the reviews are written whole")
    if form not in (None, "jsonld") or (form is None and Path(file).suffix.lower() not in ("", ".jsonld", ".json")):
        raise UsageError("claimreview is JSON-LD: give a file that ends in .jsonld")
    with settings.reader() as store:
        if file == "-":
            count = write_claim_reviews(store, sys.stdout.buffer)
        else:
            count = exports.write_claim_reviews_to(Path(file), store)
    wrote = f"wrote {file}: " if file != "-" else ""
    output.note(f"{wrote}{count} reviews made here (kg claims review records one)", settings.quiet)
