"""What a person at a terminal puts in the place of what was read of an attribution, part by part."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from kg.model import ENTITY_KINDS, QUOTE_TYPES, EntityKind
from kg.review.items import Item
from kg.workflow.assessing import Change

Choice = TypeVar("Choice", bound=str)
NOTHING_TO_CORRECT = {
    "identities": "two speakers are one (a) or not (r)",
    "variants": "two statements report the same utterance (a) or not (r)",
    "matches": "the claim is made (a) or not (r)",
}


def correction(item: Item, say: Callable[[str], None]) -> Change | None:
    """What the person puts in; None where nothing was changed."""
    if item.kind != "attributions":
        say(f"{NOTHING_TO_CORRECT[item.kind]}; there is nothing to correct")
        return None
    say("Enter keeps what is there, - takes it away; words of the article or start-end; parts between |")
    source = _parts(_ask("source"))
    content = _parts(_ask("content"))
    speaker = _speaker(item, _ask("speaker"))
    kind: EntityKind | None = None
    if speaker and not any(speaker in (c["name"], c["entity"]) for c in item.told["candidates"]):
        kind = _choice("kind, if the name is new", ENTITY_KINDS, say)
    type_ = _choice("type", QUOTE_TYPES, say)
    change = Change(source, content, speaker, kind, type_)
    return None if change == Change(kind=kind) else change


def _ask(what: str) -> str:
    return str(click.prompt(what, default="", show_default=False, err=True)).strip()


def _choice(what: str, choices: Sequence[Choice], say: Callable[[str], None]) -> Choice | None:
    while True:
        typed = _ask(f"{what} ({', '.join(choices)})")
        if not typed:
            return None
        found = next((choice for choice in choices if choice == typed), None)
        if found is not None:
            return found
        say(f"one of {', '.join(choices)}")


def _parts(typed: str) -> tuple[str, ...] | None:
    if typed == "-":
        return ()
    return tuple(part.strip() for part in typed.split("|") if part.strip()) or None


def _speaker(item: Item, typed: str) -> str | None:
    """A candidate by its number, a name, "" for nobody known, or None for the same as before."""
    if typed == "-":
        return ""
    candidates = item.told["candidates"]
    if typed.isdecimal() and 1 <= int(typed) <= len(candidates):
        return str(candidates[int(typed) - 1]["entity"])
    return typed or None
