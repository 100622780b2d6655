"""What every command takes: where the store is, and how much to say."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from kg import ids
from kg.store import open_store
from kg.store.contract import Store

DEFAULT_STORE = "hearsay.kg"
BASE = re.compile(r"https?://[^\s/?#<>\"{}|\\^`\x00-\x20]+/([^\s<>\"{}|\\^`\x00-\x20]*/)?")

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """The options that hold for any command; given before or after its name."""

    store: str | None = None
    base: str = ids.BASE
    quiet: bool = False
    debug: bool = False

    @property
    def location(self) -> str:
        """``--store``, else KG_STORE, else ./hearsay.kg."""
        return self.store or os.environ.get("KG_STORE") or DEFAULT_STORE

    def reader(self) -> Store:
        """The store, for reading."""
        return open_store(self.location, read_only=True, base=self.base)

    def writer(self) -> Store:
        """The store, for writing; made where there is none."""
        return open_store(self.location, create=True, base=self.base)


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value not in (None, False) and parameter.name:
        setattr(ctx.ensure_object(Settings), parameter.name, value)


def _keep_base(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and not BASE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not an http(s) address that ends with /", ctx, parameter)
    _keep(ctx, parameter, value)


OPTIONS = (
    click.option(
        "--store",
        metavar="DIR|URL",
        expose_value=False,
        callback=_keep,
        help=f"The store: a folder, or a SPARQL endpoint. [default: $KG_STORE, else ./{DEFAULT_STORE}]",
    ),
    click.option(
        "--base",
        metavar="IRI",
        expose_value=False,
        callback=_keep_base,
        help="Base of the identifiers of a store that is made; ends with /.",
    ),
    click.option("--quiet", "-q", is_flag=True, expose_value=False, callback=_keep, help="No progress, no notes."),
    click.option("--debug", is_flag=True, expose_value=False, callback=_keep, help="Show tracebacks."),
)


def common(command: F) -> F:
    """Adds the options that every command takes."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


reader_option = click.option(
    "--reader",
    type=click.Choice(["model", "rules"]),
    default="model",
    show_default=True,
    help="What finds the attributions: the trained network, or rules alone.",
)
pass_settings = click.make_pass_decorator(Settings, ensure=True)
