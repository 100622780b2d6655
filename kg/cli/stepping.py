"""Reviewing on a terminal: one item after the other with its words in context, each decision written at once.

The store is open only for a moment at a time, so that others can write while a person thinks, and Ctrl-C loses nothing
that was decided.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import click

from kg.cli import keys, output
from kg.cli.correcting import correction
from kg.cli.marking import marked
from kg.cli.settings import Settings
from kg.errors import KgError
from kg.review.items import Item, Part, Shown
from kg.review.queue import Scope
from kg.store import open_store
from kg.store.contract import Store
from kg.workflow import reviewable
from kg.workflow.assessing import Change
from kg.workflow.noting import short
from kg.workflow.reviewable import Decided, Decision, Signed

PAGE = 10
"""Items that are read at a time: what others decide meanwhile is seen after as many."""
COLOURS = {"source": "cyan", "cue": "yellow", "content": "green", "name": "green"}
BRACKETS = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]"), "name": ("[", "]")}
KEYS = {
    "a": "accept", "r": "reject", "c": "correct", "n": "note", "s": "skip", "u": "undo the last", "q": "quit",
    "?": "what the keys do",
}  # fmt: skip
UNKNOWN_TO = {"identities": ("c", "n"), "variants": ("c",), "matches": ("c",)}
"""The keys that do nothing for a kind of items."""
HELP = """\
a  it is right: two are one speaker, or report the same utterance; the claim is made
r  it is wrong: the attribution or match is left out everywhere; two speakers or statements are parted
c  put an attribution right: the words, who is quoted, how; Enter keeps what is there
n  write a note; it goes on waiting
s  leave it for another time
u  take back the last decision of this session
q  stop; what was decided is written already (so it is after Ctrl-C)"""


@dataclass(slots=True)
class Session:
    """What is to do and what was done; ``seen`` are the items that were passed in this session."""

    settings: Settings
    kinds: Sequence[str]
    scope: Callable[[Store], Scope]
    by: str | None
    now: Callable[[], str]
    pending: list[Item] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    done: list[tuple[Item, Decided]] = field(default_factory=list)
    left: int = 0

    def page(self) -> bool:
        """Reads the next items; False where nothing waits any more."""
        with self.settings.reader() as store:
            waiting = [
                pair for pair in reviewable.queue(store, self.kinds, self.scope(store)) if pair[1].id not in self.seen
            ]
            self.left = len(waiting)
            self.pending = reviewable.items(store, waiting[:PAGE])
        return bool(self.pending)

    def written(self, write: Callable[[Store, Signed], Decided], note: str | None = None) -> Decided | None:
        """Writes a decision; None, with the reason told, where it could not be written."""
        try:
            signed = Signed(self.now(), self.by, note)
            with open_store(self.settings.location, base=self.settings.base) as store:
                decided = write(store, signed)
        except KgError as e:
            say(f"not written: {output.one_line(str(e))}", fg="red")
            return None
        shown = f"{decided.verdict}: {decided.told}" if decided.changed else "that is judged already; nothing changed"
        say(f"{short(decided.judgement)}  {output.one_line(shown)}", dim=True)
        return decided


def step(
    settings: Settings,
    kinds: Sequence[str],
    scope: Callable[[Store], Scope],
    *,
    by: str | None,
    now: Callable[[], str],
) -> None:
    """Steps through what waits until all is passed or the person quits."""
    session = Session(settings, kinds, scope, by, now)
    going = True
    try:
        while going and session.page():
            while going and session.pending:
                going = _one(session, session.pending[0])
    finally:
        number = len(session.done)
        say(f"{number} decided; all of it is written" if number else "nothing decided")
    if going and not session.pending:
        say("nothing else waits for a review" if session.seen else "nothing waits for a review")


def say(text: str = "", *, nl: bool = True, fg: str | None = None, bold: bool = False, dim: bool = False) -> None:
    """A line for the person; colours only where they are wanted."""
    plain = not (fg or bold or dim) or not output.coloured()
    styled = text if plain else click.style(text, fg=fg, bold=bold or None, dim=dim or None)
    click.echo(styled, nl=nl, err=True, color=output.coloured())


def _one(session: Session, item: Item) -> bool:
    """Shows an item and does what the person wants; False to stop."""
    _show(session, item)
    while True:
        key = _key()
        if key == "q":
            return False
        if key == "?":
            say(HELP)
        elif key == "s":
            _pass(session, item)
            return True
        elif key == "u":
            if _undo(session):
                return True
        elif key in ("a", "r"):
            decision: Decision = "accepted" if key == "a" else "rejected"
            if _decide(session, item, decision):
                return True
        elif key == "c":
            change = correction(item, say)
            if change is not None and _decide(session, item, "corrected", change):
                return True
        elif key == "n":
            _note(session, item)
        else:
            say(f"{output.one_line(key)!r} does nothing: " + _keys(item))


def _pass(session: Session, item: Item) -> None:
    session.seen.add(item.id)
    session.pending.remove(item)
    session.left -= 1


def _decide(session: Session, item: Item, decision: Decision, change: Change | None = None) -> bool:
    done = session.written(lambda store, signed: reviewable.decide(store, item.id, decision, signed, change))
    if done is None:
        return False
    session.done.append((item, done))
    _pass(session, item)
    return True


def _undo(session: Session) -> bool:
    if not session.done:
        say("nothing was decided in this session")
        return False
    item, decided = session.done[-1]
    if session.written(lambda store, signed: reviewable.undo(store, decided.judgement, signed)) is None:
        return False
    session.done.pop()
    session.seen.discard(item.id)
    session.pending.insert(0, item)
    session.left += 1
    return True


def _note(session: Session, item: Item) -> None:
    if item.kind == "identities":
        say("two speakers have no notes of their own; give one with kg review same or different")
        return
    text = click.prompt("note", default="", show_default=False, err=True).strip()
    if text:

        def write(store: Store, signed: Signed) -> Decided:
            return replace(reviewable.annotate(store, item.id, text, signed), told="a note; it goes on waiting")

        session.written(write)


def _key() -> str:
    say("> ", nl=False)
    key = keys.key().lower()
    key = "q" if key in ("\x04", "\x1b", "") else key
    say(KEYS.get(key, output.one_line(key)))
    return key


def _keys(item: Item) -> str:
    shown = {k: v for k, v in KEYS.items() if k not in UNKNOWN_TO.get(item.kind, ())}
    return "  ".join(f"{key} {what}" for key, what in shown.items() if key != "?") + "  ?"


def _show(session: Session, item: Item) -> None:
    sure = "unknown" if item.confidence is None else output.plain(item.confidence)
    say()
    say(f"{reviewable.KINDS[item.kind].one}  ", nl=False, dim=True)
    say(f"{reviewable.short_id(item.id)}  confidence {sure}; {session.left} waiting", dim=True)
    for passage in item.passages:
        _passage(passage)
    say(output.one_line(item.asks), bold=True)
    for line in _told(item):
        say(f"  {output.one_line(line)}")
    say(_keys(item), dim=True)


def _told(item: Item) -> list[str]:
    told = item.told
    if item.kind in ("variants", "matches"):
        diff = [marked(told["diff"])] if "diff" in told else []
        return [
            *diff,
            (told["reason"] or "").partition("; ")[0] if diff else told["reason"] or "",
            *([f"note: {told['note']}"] if told["note"] else []),
        ]
    if item.kind == "identities":
        likeness = "" if told.get("likeness") is None else f"likeness {output.plain(told['likeness'])}: "
        return [f"{likeness}{told.get('reason') or ''}"]
    known = (("words", told["confidence_of_words"]), ("speaker", told["confidence_of_speaker"]))
    sure = [f"{name} {output.plain(confidence)}" for name, confidence in known if confidence is not None]
    lines = [", ".join([str(told["speaker_kind"] or "speaker unknown"), told["type"], *sure])]
    lines += [f"{n} {c['name']} {output.plain(c['score'])}" for n, c in enumerate(told["candidates"], 1)]
    return lines + ([f"note: {told['note']}"] if told["note"] else [])


def _passage(passage: Shown) -> None:
    where = ", ".join(x for x in (passage.outlet, (passage.published or "date unknown")[:16]) if x)
    say(output.one_line(f"{passage.title or passage.article}  {where}"), dim=True)
    say("  ", nl=False)
    for part in passage.parts:
        _part(part)
    say()


def _part(part: Part) -> None:
    if not part.text:
        say(" … ", nl=False, dim=True)
        return
    text = output.inline(part.text)
    if part.role is None:
        say(text, nl=False)
    elif output.coloured():
        say(text, nl=False, fg=COLOURS[part.role], bold=True)
    else:
        left, right = BRACKETS[part.role]
        say(f"{left}{text}{right}", nl=False)
