"""``kg figures``: which figures sources give for the same thing, and which of them conflict."""

import json
from collections.abc import Iterator, Mapping

import click
from rich.cells import cell_len

from kg.check.figures import Row
from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings
from kg.workflow import figuring, summary
from kg.workflow.figuring import Wanted

OWN = "(in its own words)"
UNNAMED = "(speaker unknown)"
WIDEST = 40


@click.command()
@click.argument("words", nargs=-1, metavar="[MEASURE OR WORDS]...")
@click.option("--speaker", help="Rows in which this speaker gives a figure: name, whole words of it, IRI or hash.")
@click.option("--outlet", help="Only figures of this outlet: its name or whole words of it.")
@click.option("--since", metavar="DATE", help="Published on this day or later.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--conflicts", is_flag=True, help="Only rows in which figures conflict.")
@click.option("--alone", is_flag=True, help="Also figures that stand alone.")
@click.option("--withdrawn", is_flag=True, help="Also what was withdrawn.")
@output.format_options
@common
@pass_settings
def figures(
    settings: Settings, /, form: str | None, as_json: bool, words: tuple[str, ...], conflicts: bool, alone: bool,
    withdrawn: bool, **given: str | None,
) -> None:  # fmt: skip
    """Figures lined up: what is counted, then each source's number over time.

    A row holds the figures for the same thing counted, whoever gives them; the gravest conflict comes first. The words
    may name what is counted, or what happened to it: "killed" also finds who "died" or was "lost".
    """
    wanted = figuring.checked(Wanted(" ".join(words), **given))
    chosen = output.chosen(form, as_json)
    with settings.reader() as store:
        found = figuring.rows(store, wanted, withdrawn=withdrawn)
        shown = tuple(r for r in found if (alone or len(r.figures) > 1) and (r.conflicts or not conflicts))
        where = None if shown else summary.coverage(store)
    _print(shown, chosen)
    left = len(found) - sum(len(r.figures) > 1 for r in found)
    if where:
        more = f"; {summary.counted(left, 'figure')} alone, which --alone shows" if left and not conflicts else ""
        output.note(f"nothing found in {where}{more}", settings.quiet)


def _print(rows: tuple[Row, ...], form: str) -> None:
    if form == "json":
        output.echo(json.dumps(figuring.listed(rows), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in figuring.listed(rows):
            output.echo(json.dumps(row, ensure_ascii=False))
    elif form == "table":
        output.echo("\n\n".join("\n".join(_block(row)) for row in rows)) if rows else None
    else:
        output.rows(figuring.flat(rows), form)


def _block(row: Row) -> Iterator[str]:
    """The lines of a row: what is counted and the conflict, then a line a figure; "!" marks the two that conflict."""
    what = ", ".join(part for part in (row.counted, row.measure) if part) or "not told"
    unit = f" ({row.thing.unit})" if row.thing.unit else ""
    told = [output.plain(what) + unit, summary.counted(row.sources, "source")]
    if row.conflicts:
        told.append(f"conflict {row.score:.2f}: {row.conflicts[0].reason}")
    yield "  ".join(told)
    (gravest,) = row.conflicts[:1] or (None,)
    marked = {gravest.one, gravest.other} if gravest else set()
    listed = figuring.listed((row,))[0]["figures"]
    cells = [_cells(f) for f in listed]
    wide = [max(cell_len(c[i]) for c in cells) for i in range(4)]
    for i, line in enumerate(cells):
        padded = "  ".join(c + " " * (w - cell_len(c)) for c, w in zip(line, wide, strict=False))
        yield f"{'!' if i in marked else ' '} {padded}  {line[4]}".rstrip()


def _cells(f: Mapping[str, object]) -> tuple[str, ...]:
    published = output.plain(f["published"])[:10] or "date unknown"  # type: ignore[arg-type]
    who = f["speaker"] or (UNNAMED if f["attribution"] else OWN)
    as_of = f"  as of {f['as_of']}" if f["as_of"] else ""
    place = f"[{f['start']}:{f['end']}]  {output.plain_iri(str(f['article']))}"
    return (
        published,
        _cut(output.plain(f["outlet"])),  # type: ignore[arg-type]
        _cut(output.plain(str(who))),
        f"“{_cut(output.plain(str(f['words'])))}”",
        f"{place}{as_of}",
    )


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
