"""The command line run in this process, with its real exit code and streams."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)

    def isatty(self) -> bool:
        return False


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A store of the truth of examples/, made by the command itself."""
    store = tmp_path_factory.mktemp("newsroom") / "store.kg"
    truth = sorted(map(str, (examples / "truth").glob("*.json")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kg", "ingest", "--extractions", "--store", str(store), "--quiet", *truth])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 0
    return store


@pytest.fixture
def kg(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """``kg("ask", "timeline", "speaker=X")``; in an empty folder, with no store named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        monkeypatch.setattr(sys, "stdin", _Stdin(stdin))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsysbinary.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 1, captured.out.decode(), captured.err.decode())

    return run
