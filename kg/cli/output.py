"""How rows, notes and progress are printed: data to stdout, all else to stderr."""

import csv
import difflib
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text

from kg.model import Table, Value

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
UNKNOWN = "unknown"
DATES = frozenset({"published", "first", "last", "said_on", "start", "end"})

F = TypeVar("F", bound=Callable[..., Any])


def format_options(command: F) -> F:
    """Adds ``--format`` and its short form ``--json``."""
    command = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(command)
    return click.option("--format", "form", type=click.Choice(FORMATS), help="How rows are printed.")(command)


def chosen(form: str | None, as_json: bool) -> str:
    """The format that the two options ask for."""
    return form or ("json" if as_json else "table")


def rows(table: Table, form: str) -> None:
    """Prints a table to stdout in one of ``FORMATS``."""
    if form == "table":
        _pretty(table)
    elif form == "json":
        echo(json.dumps(table.dicts(), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in table.dicts():
            echo(json.dumps(row, ensure_ascii=False))
    else:
        writer = csv.writer(sys.stdout, dialect="excel" if form == "csv" else "excel-tab", lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)


def echo(text: str = "") -> None:
    """A line of data."""
    sys.stdout.write(text + "\n")


def note(text: str, quiet: bool = False) -> None:
    """A line for the person at the terminal."""
    if not quiet:
        sys.stderr.write(one_line(text) + "\n")


def error(text: str) -> None:
    """An error: one line on stderr, whatever the strangers put into it."""
    sys.stderr.write(click.style("error: ", fg="red") if sys.stderr.isatty() and not _no_colour() else "error: ")
    sys.stderr.write(one_line(text) + "\n")


def one_line(text: str) -> str:
    """``text`` on one line, with control characters (and so terminal sequences) made visible."""
    return "".join(_visible(c) for c in " ".join(text.split()))


def plain(value: Value) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return one_line(str(value))


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was probably meant to be."""
    found = difflib.get_close_matches(word, list(choices), 1)
    return found[0] if found else None


@contextmanager
def progress(title: str, total: int | None, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, nothing in a pipe; the function that it gives counts one step."""
    if quiet or not sys.stderr.isatty():
        yield lambda label: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[label]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total, label="")
        yield lambda label: bar.update(task, advance=1, label=one_line(label)[:60])


def _pretty(table: Table) -> None:
    terminal = sys.stdout.isatty()
    shown = RichTable(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name, column in zip(table.columns, zip(*table.rows, strict=True) if table.rows else (), strict=False):
        numeric = all(isinstance(v, int | float) or v is None for v in column)
        shown.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(_cell(name, value)) for name, value in zip(table.columns, row, strict=True)))
    if table.rows:
        console = Console(file=sys.stdout, width=None if terminal else 100_000, no_color=_no_colour() or None)
        with console.capture() as captured:
            console.print(shown)
        for line in captured.get().splitlines():
            if line.strip():
                echo(line.rstrip())


def _cell(name: str, value: Value) -> str:
    return UNKNOWN if value is None and name in DATES else plain(value)


def _no_colour() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR"))


def _visible(c: str) -> str:
    return f"\\x{ord(c):02x}" if unicodedata.category(c) in ("Cc", "Cs") or c in BIDI else c


BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
