"""The command ``kg``: its group, its errors and its exit codes.

0 done; 1 done, but something was found or skipped; 2 wrong use; 3 could not run. An error is one line on stderr;
``--debug`` shows the traceback instead.
"""

import importlib
import os
import sys
from typing import NoReturn

import click

from kg.cli import output
from kg.cli.settings import Settings, common
from kg.errors import InputError, KgError, ModelError, QueryTimeoutError, ServiceError, StoreError, WorkerError
from kg.version import __version__

DONE, FOUND, WRONG_USE, COULD_NOT_RUN, STOPPED = 0, 1, 2, 3, 130

COMMANDS = {
    "ingest": ("kg.cli.reading:ingest", "Read articles into the store."),
    "extract": ("kg.cli.reading:extract", "Read articles and print what was found; nothing is stored."),
    "statements": ("kg.cli.asking:statements", "Who said what."),
    "speakers": ("kg.cli.speaking:speakers", "Who is quoted, how often, in which way and by whom."),
    "figures": ("kg.cli.figuring:figures", "Which figures sources give for the same thing, and which conflict."),
    "query": ("kg.cli.asking:query", "Ask the store in SPARQL."),
    "ask": ("kg.cli.asking:ask", "Ask a saved question; alone, list them."),
    "chain": ("kg.cli.chains:chain", "Follow a statement back to its first known utterer."),
    "copies": ("kg.cli.chains:copies", "Find which articles print another's text, and who takes whose words."),
    "verify": ("kg.cli.verifying:verify", "Was this said, by whom, and in these words?"),
    "variants": ("kg.cli.varying:variants", "What several articles report of one utterance, and what differs."),
    "claims": ("kg.cli.claiming:claims", "Reviews of claims, who made them, and what contradicts what."),
    "link": ("kg.cli.linking:link", "Link speakers to Wikidata or another authority, or to a file of names."),
    "analyze": ("kg.cli.analysing:analyze", "Analyse the graph with networkx; alone, list the analyses."),
    "draw": ("kg.cli.drawing:draw", "Draw a chain, a speaker, figures or shares of voice as SVG or PNG."),
    "export": ("kg.cli.graphs:export", "Write RDF, or a graph for Gephi and others."),
    "review": (
        "kg.cli.reviewing:review",
        "Judge what was read and who is one speaker; alone on a terminal, step through it.",
    ),
    "reindex": (
        "kg.cli.reviewing:reindex",
        "Decide again all that is derived from what was read and judged.",
    ),
    "validate": ("kg.cli.checking:validate", "Check the store against the shapes of the ontology."),
    "evaluate": ("kg.cli.checking:evaluate", "Measure the reader against marked articles."),
    "status": ("kg.cli.checking:status", "What the store holds, and whether it works as it must."),
}


class Commands(click.Group):
    """Loads a command when it is named, so that ``kg --help`` and each command start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as e:
            hint = output.closest(args[0], COMMANDS)
            raise click.UsageError(e.message + (f" Did you mean {hint!r}?" if hint else ""), ctx) from e


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
@common
def cli() -> None:
    """Hearsay turns news articles into evidence: who said what, in which words, in which article.

    \b
    kg ingest FOLDER        read articles into the store (./hearsay.kg)
    kg statements           who said what
    kg ask                  the saved questions
    kg export graph.gexf    a graph for Gephi
    """


def exit_code(error: KgError) -> int:
    """The exit code of an error that ends a command."""
    if isinstance(error, StoreError | QueryTimeoutError | WorkerError | ModelError | ServiceError):
        return COULD_NOT_RUN
    return FOUND if isinstance(error, InputError) else WRONG_USE


def main() -> NoReturn:
    """Runs the command line and exits the process."""
    settings = Settings()
    _open_streams()
    try:
        result = cli.main(obj=settings, standalone_mode=False)
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else DONE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FOUND)
    except (KeyboardInterrupt, click.Abort):
        output.error("stopped")
        sys.exit(STOPPED)
    except click.ClickException as e:
        if isinstance(e, click.exceptions.NoArgsIsHelpError):
            e.show()
        else:
            command = e.ctx.command_path if isinstance(e, click.UsageError) and e.ctx else "kg"
            output.error(f"{e.format_message()} (see {command} --help)")
        sys.exit(e.exit_code)
    except (KgError, OSError) as e:
        if settings.debug:
            raise
        output.error(_message(e))
        sys.exit(exit_code(e) if isinstance(e, KgError) else COULD_NOT_RUN)


def _message(error: KgError | OSError) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(getattr(error, "strerror", None) or error)


def _open_streams() -> None:
    """Opens what was closed (``kg ... <&-``) as empty, before a file of the store takes its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            while (opened := os.open(os.devnull, os.O_RDWR)) < number:
                pass
            setattr(sys, name, os.fdopen(opened, "r" if number == 0 else "w", encoding="utf-8"))
