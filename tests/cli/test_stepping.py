"""``kg review`` on a terminal: a real process behind a pseudo-terminal, with a person's keys."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Extraction
from kg.questions import ask
from kg.review.loading import attribution_judgements, standing
from kg.store import open_store
from kg.workflow.storing import ingest_extractions
from tests.voices import article_of

PROMPT = "\n> "
PATIENCE = 300.0
STOPPED = (130, -signal.SIGINT)  # the second: a further Ctrl-C, while Python was ending
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = article_of("2022-03-05", ("Eve \x1b]0;owned\x07Black", None), about="\x1b[2Jred \u202eniar")


def _at_terminal() -> None:
    """Gives the process its terminal, and Ctrl-C back to it: a job in the background starts without."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Session:
    """A person at a terminal: waits for words, then presses keys."""

    def __init__(self, store: Path, *options: str, **environment: str) -> None:
        self.terminal, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "KG_STORE", "KG_REVIEWER")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli.main import main; main()", "review", "--store", str(store), *options],
            stdin=other, stdout=other, stderr=other, start_new_session=True, close_fds=True,
            env={**clean, "TERM": "xterm-256color", "PYTHONWARNINGS": "default", **environment},
            preexec_fn=_at_terminal,
        )  # fmt: skip
        os.close(other)
        self.shown = ""
        self.at = 0

    def see(self, words: str) -> str:
        """Waits until the terminal shows ``words`` after what was seen before; what it shows up to there."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.shown[self.at :]:
            assert self._more(deadline), f"no {words!r} in {self.shown[self.at :]!r}"
        end = self.shown.index(words, self.at) + len(words)
        seen, self.at = self.shown[self.at : end], end
        return seen

    def press(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def does(self, key: str) -> str:
        """Presses a key where the session waits for one; what was shown before."""
        seen = self.see(PROMPT)
        self.press(key)
        return seen

    def interrupts(self) -> int:
        """Presses Ctrl-C until the process ends: Python misses one that comes just before it begins to wait."""
        while self.process.poll() is None:
            self.press("\x03")
            self._more(time.monotonic() + 3.0)
        return self.ends()

    def ends(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while self._more(deadline):
            pass
        code = self.process.wait(PATIENCE)
        os.close(self.terminal)
        return code

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], max(0.0, deadline - time.monotonic()))
        try:
            data = os.read(self.terminal, 65536) if ready else b""
        except OSError:  # the other side is closed
            data = b""
        self.shown += data.decode("utf-8", "replace")
        return bool(data)


@pytest.fixture
def store(newsroom: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the truth of examples/ that the test may change."""
    shutil.copytree(newsroom, tmp_path / "s.kg")
    yield tmp_path / "s.kg"


def decided(store: Path) -> list[tuple[str, str | None, str | None]]:
    with open_store(str(store), read_only=True) as opened:
        return [(j.verdict, j.by, j.note) for j in standing(attribution_judgements(opened))]


def waiting(store: Path) -> list[str]:
    with open_store(str(store), read_only=True) as opened:
        return sorted(str(r["attribution"]) for r in ask(opened, "unreviewed", {"below": "0"}).dicts())


def test_a_session_accepts_rejects_notes_skips_undoes_and_quits(store: Path) -> None:
    before = waiting(store)
    session = Session(store, "--kind", "attributions", "--by", "Ann", NO_COLOR="1")
    first = session.does("a")
    assert f"{len(before)} waiting" in first and "attribution/" in first and "a accept" in first
    assert "[" in first and "{" in first and "<" in first and "\x1b[3" not in first
    session.see("accepted: attribution/")
    session.does("r")
    session.see("is withdrawn")
    session.does("u")
    session.see("waits for a review again")
    session.does("n")
    session.see("note: ")
    session.press("ask Ann\r")
    session.see("a note; it goes on waiting")
    session.does("s")
    session.does("x")
    session.see("does nothing")
    session.does("?")
    session.see("take back the last decision")
    session.does("q")
    session.see("1 decided; all of it is written")
    assert session.ends() == 0
    assert sorted(decided(store)) == [("accepted", "Ann", None), ("undecided", "Ann", "ask Ann")]
    assert len(waiting(store)) == len(before) - 1


def test_words_are_coloured_unless_no_color_says_otherwise(store: Path) -> None:
    session = Session(store, "--kind", "attributions")
    seen = session.does("q")
    assert {"\x1b[36m", "\x1b[33m", "\x1b[32m"} <= set(COLOUR.findall(seen))
    assert session.ends() == 0


def test_a_correction_is_asked_for_part_by_part(store: Path) -> None:
    session = Session(store, "--kind", "attributions", NO_COLOR="1")
    session.does("c")
    for answer in ("", "", "Nora Quist", "person", "nonsense", "direct"):
        session.see(": ")
        time.sleep(0.05)
        session.press(answer + "\r")
    session.see("Nora Quist is a new name in this article")
    session.does("c")
    session.see("source")
    session.press("words that stand nowhere\r")
    for _ in range(3):
        session.see(": ")
        session.press("\r")
    session.see("not written: ")
    session.does("q")
    assert session.ends() == 0
    with open_store(str(store), read_only=True) as opened:
        (row,) = ask(opened, "who-said-what", {"speaker": "Nora Quist"}).dicts()
    assert row["type"] == "direct"


def test_ctrl_c_loses_nothing_that_was_decided(store: Path) -> None:
    session = Session(store, "--kind", "attributions")
    session.does("a")
    session.see("accepted: ")
    session.does("n")
    session.see("note: ")
    session.press("half a no")
    assert session.interrupts() in STOPPED
    assert [verdict for verdict, *_ in decided(store)] == ["accepted"]
    again = Session(store, "--kind", "attributions")
    again.see(PROMPT)
    assert again.interrupts() in STOPPED
    killed = Session(store, "--kind", "attributions")
    killed.does("r")
    killed.see("is withdrawn")
    os.killpg(killed.process.pid, signal.SIGKILL)
    killed.ends()
    assert sorted(verdict for verdict, *_ in decided(store)) == ["accepted", "rejected"]


def test_a_writer_beside_it_is_told_of_and_nothing_is_lost(store: Path) -> None:
    session = Session(store, "--kind", "attributions")
    session.see(PROMPT)
    with open_store(str(store)):
        session.press("a")
        session.see("in use by another process")
    session.does("a")
    session.see("accepted: ")
    session.does("q")
    assert session.ends() == 0
    assert len(decided(store)) == 1


def test_hostile_words_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.kg"), create=True) as made:
        ingest_extractions(made, (HOSTILE,), now=lambda: "2022-03-08T00:00:00Z", model_version="by hand")
    session = Session(tmp_path / "s.kg")
    seen = session.does("a")
    assert "\\x1b[2Jred" in seen and "\\x1b]0;owned\\x07Black" in seen
    assert not {"\x1b[2J", "\x1b]0;", "\u202e"} & {seen[i : i + 4] for i in range(len(seen))}
    assert "\u202e" not in seen and "\x07" not in seen
    session.see("nothing else waits for a review")
    assert session.ends() == 0


def test_near_misses_are_stepped_through_as_well(tmp_path: Path) -> None:
    days: tuple[Extraction, ...] = (
        article_of("2022-03-01", ("Zoë Ōta", "Mayor of Veln")),
        article_of("2022-03-02", ("Zoë Ōta", "Mayor of Ostrel"), about="wind"),
    )
    with open_store(str(tmp_path / "s.kg"), create=True) as made:
        ingest_extractions(made, days, now=lambda: "2022-03-08T00:00:00Z", model_version="by hand")
    queue = subprocess.run(
        [sys.executable, "-c", "from kg.cli.main import main; main()", "review", "queue", "--json", "--kind",
         "identities", "--store", str(tmp_path / "s.kg")],
        capture_output=True, check=True,
    )  # fmt: skip
    (item,) = json.loads(queue.stdout)
    assert item["asks"] == "Are Zoë Ōta and Zoë Ōta one speaker?"
    session = Session(tmp_path / "s.kg", "--kind", "identities", NO_COLOR="1")
    seen = session.does("c")
    assert "{Mayor of Veln} [Zoë Ōta]" in seen and "{Mayor of Ostrel} [Zoë Ōta]" in seen and "likeness 0." in seen
    session.see("there is nothing to correct")
    session.does("r")
    session.see("different: ")
    session.see("nothing else waits for a review")
    assert session.ends() == 0
