"""A single key of a person at a terminal."""

import os
import sys

import click

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]


def key() -> str:
    """The next key, without Enter; what was typed ahead is not lost. KeyboardInterrupt for Ctrl-C, "" at the end."""
    if termios is None:
        return click.getchar()
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    mode = [*before[:3], before[3] & ~(termios.ICANON | termios.ECHO), *before[4:]]
    termios.tcsetattr(terminal, termios.TCSANOW, mode)
    try:
        data = os.read(terminal, 1)
        while data and len(data) < 4 and _unfinished(data):
            data += os.read(terminal, 1)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return data.decode("utf-8", "replace")


def _unfinished(data: bytes) -> bool:
    """Whether UTF-8 wants more bytes."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as e:
        return e.reason == "unexpected end of data"
    return False
