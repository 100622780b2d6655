"""What the commands of ``kg review`` share: which items are meant, who decides, and why."""

import getpass
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from kg.errors import UsageError
from kg.workflow import reviewable

F = TypeVar("F", bound=Callable[..., Any])

NOTE = click.option("--note", metavar="TEXT", help="Why, in your words.")
SIGNING = (
    click.option("--by", metavar="NAME", help="Who decides. [default: $KG_REVIEWER, else nobody is named]"),
    click.option("--login", is_flag=True, help="Sign with your login name where no other name is given."),
)
SCOPE = (
    click.option("--kind", "kinds", multiple=True, type=click.Choice(sorted(reviewable.KINDS)), help="Of this kind."),
    click.option("--below", type=click.FloatRange(0, 1), help="Only what is less sure than this."),
    click.option("--outlet", metavar="NAME", help="Only of this outlet."),
    click.option("--article", metavar="ID", help="Only of this article: its IRI, or six digits of its hash."),
)  # fmt: skip


def signing(command: F) -> F:
    """Adds the options that say who decides."""
    for option in reversed(SIGNING):
        command = option(command)
    return command


def signed(command: F) -> F:
    """Adds the options that say who decides, and why."""
    return NOTE(signing(command))


def scoped(command: F) -> F:
    """Adds the options that say which items are meant."""
    for option in reversed(SCOPE):
        command = option(command)
    return command


def who(by: str | None, login: bool) -> str | None:
    """Who decides: as given, else KG_REVIEWER, else the login name if that is asked for; nobody is named unasked."""
    named = by if by is not None else os.environ.get("KG_REVIEWER")
    if named or not login:
        return named or None
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as e:
        raise UsageError("this machine knows no login name: give --by") from e
