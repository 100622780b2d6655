"""What narrows a view: the same options on every command that makes one."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from kg.store.contract import Store
from kg.workflow.naming import full_iri, speaker_iri

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS = (
    click.option("--since", metavar="DATE", help="Articles published on this day or later."),
    click.option("--until", metavar="DATE", help="Articles published on this day or earlier."),
    click.option("--outlet", help="Only this outlet, by name or identifier."),
    click.option("--speaker", help="Only this speaker, by name or identifier."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="0-1",
        help="Only what was read with this confidence or more.",
    ),
    click.option("--reviewed", is_flag=True, help="Only what a person accepted or corrected."),
    click.option("--text", help="Only statements with these words, which stand together."),
)


def limit_options(command: F) -> F:
    """Adds the options that narrow a view; the command gets them as ``**limits``."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def given(limits: Mapping[str, Any]) -> list[str]:
    """The options that were given, as they are typed."""
    return [f"--{name.replace('_', '-')}" for name, value in limits.items() if value not in (None, False)]


def resolved(store: Store, limits: Mapping[str, Any]) -> dict[str, Any]:
    """The limits as ``kg.network.view`` takes them: an outlet or speaker by the beginning of its hash is its IRI."""
    out = dict(limits)
    if out["outlet"]:
        out["outlet"] = full_iri(store, out["outlet"], "outlet")
    if out["speaker"]:
        out["speaker"] = speaker_iri(store, out["speaker"])
    return out
