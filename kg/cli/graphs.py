"""The graph for other tools: ``kg export``."""

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kg import export as exports
from kg import network
from kg.cli import output
from kg.cli.limits import given, limit_options, resolved
from kg.cli.settings import Settings, common, pass_settings
from kg.errors import UsageError
from kg.export.claimreview import write_claim_reviews

CLAIM_REVIEW = "claimreview"
"""The view of ``kg export`` that is no graph: the reviews made here, as schema.org ClaimReview."""


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", type=click.Choice(list(exports.FORMATS)), help="Default: by the suffix of FILE.")
@click.option(
    "--view", type=click.Choice([*network.VIEWS, CLAIM_REVIEW]), default="speakers", show_default=True,
    help="The graph that GEXF, GraphML, CSV and the like show; claimreview: your reviews of claims, as JSON-LD.",
)  # fmt: skip
@click.option(
    "--layout", type=click.Choice(list(exports.LAYOUTS)), default="auto", show_default=True,
    help="Where the nodes of a view stand. force: what belongs together stands together; tree: rings around the best "
    "connected node, fast at any size; auto: force up to 20,000 nodes, then tree; none: no places.",
)  # fmt: skip
@limit_options
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@common
@click.pass_context
@pass_settings
def export(
    settings: Settings, ctx: click.Context, /, file: str, form: str | None, view: str, layout: exports.Layout,
    withdrawn: bool, **limits: Any,
) -> None:  # fmt: skip
    """Write the store as RDF, or a view of it as a graph for Gephi and others.

    Turtle holds the union of the graphs; TriG and N-Quads keep them apart; NAME.void.ttl describes the store in
    figures, for catalogues. CSV writes two files, NAME.nodes.csv and NAME.edges.csv. NAME.zip is a case to hand to
    a colleague: the chosen statements with their articles and judgements, which kg ingest takes in.
    """
    if view == CLAIM_REVIEW:
        _claim_reviews(settings, file, form, given(limits))
        return
    if file == "-" and form is None:
        raise UsageError("stdout has no suffix: give --format")
    chosen = exports.format_of(Path(file), form)
    wanted = given(limits) if chosen.case is None else []
    named = [key for key in ("view", "layout") if ctx.get_parameter_source(key) is ParameterSource.COMMANDLINE]
    wanted += [f"--{key}" for key in named]
    if wanted and not chosen.needs_view:
        raise UsageError(
            f"{', '.join(wanted)}: only for views (GraphML, GEXF, CSV, ...)"
            + ("" if chosen.case else "; RDF holds the whole store")
        )
    if "layout" in named and chosen.graph is None:
        raise UsageError("--layout: a table has no places; leave it out")
    with settings.reader() as store:
        limits = resolved(store, limits)
        if file == "-":
            exports.write_to(
                sys.stdout.buffer, str(form), store=store, view=view, layout=layout, withdrawn=withdrawn, **limits
            )
            return
        written = exports.write(
            Path(file), format=form, store=store, view=view, layout=layout, withdrawn=withdrawn, **limits
        )
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
