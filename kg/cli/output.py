"""How rows, notes and progress are printed: data to stdout, all else to stderr."""

import csv
import difflib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text

from kg.model import Table, Value

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
UNKNOWN = "unknown"
WORDS = "words"
EVIDENCE = frozenset({WORDS, "start", "end", "article"})
IRIS = frozenset({"article", "attribution", "statement", "citation"})
SHOWN = EVIDENCE - {"article"} | {
    "speaker",
    "speaker_iri",
    "target",
    "target_iri",
    "type",
    "outlet",
    "published",
    "day",
    "title",
}
WORD = re.compile(r"(\S+)\s*")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
LONG = 60
CUT = frozenset({WORDS, "one", "other"})
"""The columns whose words, but no IRIs, are cut after so many characters."""
OURS = re.compile(r"^https?://\S+/([a-z]+/[0-9a-f]{8})[0-9a-f]{12}$")
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
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(_visible(c) for c in line)


def inline(text: str) -> str:
    """``text`` within a line: white space as single spaces, also at the ends, control characters made visible."""
    return "".join(_visible(c) for c in re.sub(r"\s+", " ", text))


def coloured() -> bool:
    """Whether a person at the terminal wants colours."""
    return sys.stderr.isatty() and not _no_colour()


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
    width = Console(file=sys.stdout).width if sys.stdout.isatty() else 100
    console = Console(file=sys.stdout, width=width, highlight=False, no_color=_no_colour() or None, emoji=False)
    if not table.rows:
        return
    if EVIDENCE.issubset(table.columns):
        styled = console.color_system is not None
        echo("\n\n".join("\n".join(_block(row, width, styled)) for row in table.dicts()).rstrip())
        return
    shown = _grid(table)
    needed = console.measure(shown, options=console.options.update(width=10**6)).maximum
    if console.is_terminal and needed > width:
        echo("\n\n".join("\n".join(_record(row, width, console.color_system is not None)) for row in table.dicts()))
        return
    console.width = max(width, needed)
    with console.capture() as captured:
        console.print(shown)
    for line in captured.get().rstrip().splitlines():
        echo(line.rstrip())


def _grid(table: Table) -> RichTable:
    """Columns side by side, as wide as they are."""
    shown = RichTable(box=SIMPLE_HEAD, show_edge=False, header_style="bold", pad_edge=False, collapse_padding=True)
    for name, column in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        numeric = all(isinstance(v, int | float) or v is None for v in column)
        shown.add_column(name.replace("_", " "), justify="right" if numeric else "left", no_wrap=True)
    for row in table.rows:
        shown.add_row(*(Text(_cell(name, value)) for name, value in zip(table.columns, row, strict=True)))
    return shown


def _record(row: dict[str, Value], width: int, styled: bool) -> Iterator[str]:
    """The lines of a row that is wider than the terminal: its first value, then the others by name."""
    (_, first), *others = row.items()
    for _, line in _wrapped(plain_iri(first) or UNKNOWN, width):
        yield style(line, "1", styled)
    named = (f"{name.replace('_', ' ')} {_cell(name, value)}" for name, value in others if value is not None)
    for _, line in _wrapped("  ".join(named), width - 2):
        yield f"  {line}".rstrip()


def _block(row: dict[str, Value], width: int, styled: bool) -> Iterator[str]:
    """The lines of a row with words in it: who said it and where, the words, then the place to look it up.

    Written without rich, which takes a hundred times as long for the same lines.
    """
    named = f"cited: {plain(row['target'])}" if "target" in row else plain(row.get("speaker"))
    name = named or "(speaker unknown)"
    where = [plain(row[k]) for k in ("type", "outlet") if row.get(k)]
    where += [plain(row["published"]) or "date unknown"] if "published" in row else []
    foot = [plain(row[k]) for k in ("title",) if row.get(k)]
    if row.get("start") is not None and row.get("end") is not None:
        foot.append(f"[{row['start']}:{row['end']}]")
    foot += [plain_iri(v) if name in IRIS else f"{name.replace('_', ' ')} {_cell(name, v)}"
             for name, v in row.items() if name not in SHOWN and v is not None]  # fmt: skip
    for start, line in _wrapped(f"{name}  {', '.join(where)}", width):
        bold = max(0, len(name) - start)
        yield style(line[:bold], "1", styled) + style(line[bold:], "2", styled)
    for _, line in _wrapped(plain(row[WORDS]), width - 2):
        yield f"  {line}".rstrip()
    for _, line in _wrapped("  ".join(foot), width - 2):
        yield f"  {style(line, '2', styled)}".rstrip()


def _wrapped(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Lines of at most ``width`` columns of a terminal, each with its offset; broken at spaces, else in a long word."""
    width = max(width, 2)
    start = used = 0
    for match in WORD.finditer(text):
        cells = cell_len(match[1])
        if used and used + cells > width:
            yield start, text[start : match.start()].rstrip()
            start, used = match.start(), 0
        if cells > width:
            *full, last = chop_cells(match[1], width)
            for part in full:
                yield start, part
                start += len(part)
            cells = cell_len(last)
        used += cells + match.end() - match.end(1)
    yield start, text[start:].rstrip()


def wrapped(text: str, width: int, margin: str) -> Iterator[str]:
    """Lines of at most ``width`` columns behind a margin; styles in ``text`` go on over them."""
    plain_text = ANSI.sub("", text)
    if len(plain_text) == len(text):
        yield from (f"{margin}{line}".rstrip() for _, line in _wrapped(text, width))
        return
    line, used = "", 0
    for word in text.split(" "):
        cells = cell_len(ANSI.sub("", word))
        if used and used + 1 + cells > width:
            yield margin + line
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + cells) if used else (line + word, used + cells)
    yield margin + line


def terminal() -> tuple[bool, int]:
    """Whether stdout shows colours, and how many columns it has (100 where it is no terminal)."""
    console = Console(file=sys.stdout, no_color=_no_colour() or None)
    styled = sys.stdout.isatty() and console.color_system is not None and not _no_colour()
    return styled, console.width if sys.stdout.isatty() else 100


def style(text: str, code: str, styled: bool) -> str:
    """``text`` in an ANSI style ("1": bold), where ``styled``."""
    return f"\x1b[{code}m{text}\x1b[0m" if styled and text else text


def plain_iri(value: Value) -> str:
    """An IRI of ours by its kind and the first digits of its hash, which commands accept; any other as it is."""
    return OURS.sub(r"\1", plain(value))


def _cell(name: str, value: Value) -> str:
    if value is None and name in DATES:
        return UNKNOWN
    text = plain_iri(value)
    cut = name in CUT and " " in text and len(text) > LONG
    return text[: LONG - 1] + "…" if cut else text


def _no_colour() -> bool:
    return bool(os.environ.get("NO_COLOR"))


def _visible(c: str) -> str:
    return f"\\x{ord(c):02x}" if unicodedata.category(c) in ("Cc", "Cs") or c in BIDI else c


BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
