"""``kg draw``: pictures of a chain, a speaker, figures and shares of voice, as SVG or PNG."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli import output
from kg.cli.settings import Settings, common, pass_settings
from kg.draw.chain import chain_picture
from kg.draw.figures import figures_picture
from kg.draw.png import png
from kg.draw.speaker import speaker_picture
from kg.draw.voices import voices_picture
from kg.errors import StoreError, UsageError
from kg.export.aside import written_aside
from kg.workflow import drawing, figuring, relaying, summary
from kg.workflow.figuring import Wanted

SUFFIXES = (".svg", ".png")
NARROWEST, WIDEST = 400, 4000
NOTHING = 1
"""The exit code where there is no picture."""

F = TypeVar("F", bound=Callable[..., Any])


def picture_options(command: F) -> F:
    """Adds what every picture takes: where it goes, how wide it is, and whether what was withdrawn counts."""
    options = (
        click.option("--out", metavar="FILE|-", help="The picture: .svg or .png; - is SVG on stdout, as in a pipe."),
        click.option(
            "--width", type=click.IntRange(NARROWEST, WIDEST), default=900, show_default=True, metavar="N",
            help="Width in pixels, about: a picture has the room that its words need.",
        ),
        click.option("--withdrawn", is_flag=True, help="Also what was withdrawn."),
        common,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def limits(command: F) -> F:
    """Adds the limits to some days and one outlet."""
    command = click.option("--outlet", help="Only articles of this outlet: its name or whole words of it.")(command)
    command = click.option("--until", metavar="DATE", help="Published on this day or earlier.")(command)
    return click.option("--since", metavar="DATE", help="Published on this day or later.")(command)


@click.group()
@common
def draw() -> None:
    """Draw a chain, a speaker, figures or shares of voice as SVG or PNG.

    Without --out the picture goes to stdout in a pipe, and on a terminal to a file of the picture's name: chain.svg.
    PNG needs one more package: pip install 'hearsay-kg[draw]'.
    """


@draw.command()
@click.argument("identifier", metavar="ID")
@picture_options
@pass_settings
def chain(settings: Settings, identifier: str, out: str | None, width: int, withdrawn: bool) -> int:
    """Follow words back to who said them first.

    A card a step, the cue on the arrow, and where and why it ends. ID is a statement, an attribution or
    an article, as for kg chain.
    """
    where = _target(out, "chain")
    with settings.reader() as store:
        found = relaying.chains(store, identifier, withdrawn=withdrawn)
        cues = drawing.cues(store, found)
        looked_in = summary.coverage(store)
    if not found:
        return _nothing(f"{identifier} holds no statement", settings)
    return _write(chain_picture(found, cues, looked_in, width), where, settings)


@draw.command()
@click.argument("name", metavar="NAME")
@limits
@picture_options
@pass_settings
def speaker(
    settings: Settings, /, name: str, out: str | None, width: int, withdrawn: bool, **given: str | None
) -> int:  # fmt: skip
    """Who quotes a speaker, and beside whom.

    The outlets by statements, and who is quoted in the same articles. NAME is a name or whole words of one,
    the IRI or the first digits of its hash, as kg speakers shows them.
    """
    where, wanted = _target(out, "speaker"), figuring.checked(Wanted("", **given))
    with settings.reader() as store:
        iri = drawing.quoted_speaker(store, name)
        voice = drawing.voice(store, iri, wanted, withdrawn=withdrawn)
    return _write(speaker_picture(voice, width), where, settings)


@draw.command()
@click.argument("words", nargs=-1, metavar="[MEASURE OR WORDS]...")
@click.option("--speaker", help="Rows in which this speaker gives a figure: name, whole words of it, IRI or hash.")
@limits
@click.option("--conflicts", is_flag=True, help="Only rows in which figures conflict.")
@picture_options
@pass_settings
def figures(
    settings: Settings, /, words: tuple[str, ...], conflicts: bool, out: str | None, width: int, withdrawn: bool,
    **given: str | None,
) -> int:  # fmt: skip
    """Figures of sources over time, conflicts marked.

    A panel a row of kg figures, the gravest conflict first; the words are those that kg figures takes.
    """
    where, asked = _target(out, "figures"), " ".join(words)
    wanted = figuring.checked(Wanted(asked, **given))
    with settings.reader() as store:
        found = figuring.rows(store, wanted, withdrawn=withdrawn)
        looked_in = summary.coverage(store)
    shown = [r for r in found if len(r.figures) > 1 and (r.conflicts or not conflicts)]
    if not shown:
        return _nothing(f"no two figures for one thing in {looked_in}", settings)
    return _write(figures_picture(shown, asked, looked_in, width), where, settings)


@draw.command()
@limits
@picture_options
@pass_settings
def voices(settings: Settings, /, out: str | None, width: int, withdrawn: bool, **given: str | None) -> int:
    """Who has how much of the say.

    Shares of the statements whose speaker is known: over all, by outlet and over time, with 95% intervals.
    """
    where, wanted = _target(out, "voices"), figuring.checked(Wanted("", **given))
    with settings.reader() as store:
        found = drawing.voices(store, wanted, withdrawn=withdrawn)
    if not found.all.total:
        return _nothing(f"no statement of a known speaker in {found.looked_in}", settings)
    return _write(voices_picture(found, width), where, settings)


def _target(out: str | None, name: str) -> Path | None:
    """Where the picture goes, None for stdout; UsageError for a suffix that is not of a picture."""
    if out == "-" or (out is None and not sys.stdout.isatty()):
        return None
    path = Path(out or f"{name}.svg")
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: pictures are .svg or .png")
    return path


def _nothing(why: str, settings: Settings) -> int:
    """Says that there is no picture; the exit code for that."""
    output.note(f"nothing to draw: {why}", settings.quiet)
    return NOTHING


def _write(picture: str, target: Path | None, settings: Settings) -> int:
    """The picture to stdout, or aside and then in place of an old file; the exit code."""
    if target is None:
        sys.stdout.buffer.write(picture.encode())
        return 0
    data = png(picture) if target.suffix.lower() == ".png" else picture.encode()
    try:
        with written_aside(target) as aside:
            aside.write_bytes(data)
    except OSError as e:
        raise StoreError(f"cannot write {target}: {e.strerror or e}") from e
    output.note(f"wrote {target}", settings.quiet)
    return 0
