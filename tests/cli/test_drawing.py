"""``kg draw`` as a user runs it: where the picture goes, who is meant, what cannot be drawn."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from kg.draw.png import renderer
from kg.model import Extraction
from tests.cli.conftest import Run
from tests.draw.seen import able_to_render, faults, words
from tests.traced import attribution

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = (["speaker", "Ilsa Varnholt"], ["figures", "soldiers"], ["figures"], ["voices"])


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """The truth of examples/ is the store that every command finds."""
    monkeypatch.setenv("KG_STORE", str(newsroom))


@pytest.fixture
def chain_store(newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> None:
    """A copy of the newsroom, since what is compared for a chain is kept beside it."""
    place = tmp_path / "news.kg"
    shutil.copytree(newsroom, place)
    monkeypatch.setenv("KG_STORE", str(place))


@pytest.mark.usefixtures("store")
class TestPictures:
    @pytest.mark.parametrize("arguments", PICTURES, ids=" ".join)
    def test_in_a_pipe_the_picture_goes_to_stdout_and_is_the_same_each_time(
        self, kg: Run, arguments: list[str]
    ) -> None:
        ran = kg("draw", *arguments)
        assert (ran.code, ran.err) == (0, "")
        assert faults(ran.out) == []
        assert kg("draw", *arguments, "--out", "-").out == ran.out

    def test_a_file_is_written_whole_and_named(self, kg: Run, tmp_path: Path) -> None:
        ran = kg("draw", "voices", "--out", "voices.svg")
        assert (ran.code, ran.out, ran.err) == (0, "", "wrote voices.svg\n")
        assert [p.name for p in tmp_path.iterdir()] == ["voices.svg"]
        assert (tmp_path / "voices.svg").read_text(encoding="utf-8") == kg("draw", "voices").out
        assert kg("draw", "voices", "--out", "voices.svg", "--quiet").err == ""

    def test_on_a_terminal_the_file_has_the_pictures_name(
        self, kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        assert kg("draw", "speaker", "Varnholt").err == "wrote speaker.svg\n"
        assert (tmp_path / "speaker.svg").exists()

    def test_png_is_an_image_of_twice_the_size(self, kg: Run, tmp_path: Path) -> None:
        able_to_render()
        assert kg("draw", "speaker", "Varnholt", "--out", "a.PNG", "--width", "700").code == 0
        data = (tmp_path / "a.PNG").read_bytes()
        assert data.startswith(PNG) and int.from_bytes(data[16:20], "big") == 1400

    def test_without_the_extra_png_says_what_to_install_and_writes_nothing(
        self, kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        renderer.cache_clear()
        monkeypatch.setitem(sys.modules, "resvg_py", None)
        with pytest.raises(ImportError):
            importlib.import_module("resvg_py")
        ran = kg("draw", "voices", "--out", "a.png")
        assert ran.code == 2 and "pip install 'hearsay-kg[draw]'" in ran.err and ran.err.count("\n") == 1
        assert list(tmp_path.iterdir()) == []

    def test_limits_to_days_and_an_outlet(self, kg: Run) -> None:
        told = " ".join(words(kg("draw", "speaker", "Varnholt", "--until", "2022-03-01").out))
        assert "2022-03-01" in told and "2022-03-07" not in told
        told = " ".join(words(kg("draw", "voices", "--outlet", "Daybreak").out))
        assert "By outlet" not in told and "22 statements" in told
        only = words(kg("draw", "figures", "--speaker", "Osei", "--conflicts").out)
        assert any("conflict" in line for line in only)

    def test_a_name_that_may_mean_several_lists_them(self, kg: Run) -> None:
        ran = kg("draw", "speaker", "defence ministry")
        assert (ran.code, ran.out) == (2, "")
        assert "may mean" in ran.err and "speaker/" in ran.err and ran.err.count("\n") == 1
        chosen = ran.err.partition("speaker/")[2][:8]
        assert "Defence Ministry" in kg("draw", "speaker", f"speaker/{chosen}").out

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["speaker", "Nobody Atall"], 2, "kg speakers lists them"),
            (["speaker", "  "], 2, "no quoted speaker"),
            (["speaker", "speaker/000000"], 2, "no identifier"),
            (["speaker", "Varnholt", "--since", "soon"], 2, "is no date"),
            (["speaker", "Varnholt", "--since", "2030-01-01"], 2, "no statement of this speaker"),
            (["voices", "--out", "voices.gif"], 2, "pictures are .svg or .png"),
            (["voices", "--out", "no/such/folder/x.svg"], 3, "cannot write"),
            (["voices", "--width", "3"], 2, "--width"),
            (["chain", "xyz"], 2, "names no statement"),
            (["figures", "unicorns"], 1, "nothing to draw"),
            (["voices", "--since", "2030-01-01"], 1, "nothing to draw"),
            (["voices", "--store", "missing.kg"], 3, "missing.kg"),
            (["speaker", "\ud800\x1b", "--out", "x.svg"], 2, "no quoted speaker"),
        ],
    )
    def test_what_cannot_be_drawn_is_one_line(self, kg: Run, arguments: list[str], code: int, said: str) -> None:
        ran = kg("draw", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
        assert said in ran.err


@pytest.mark.usefixtures("chain_store")
def test_a_chain_shows_what_kg_chain_tells(kg: Run, truth: tuple[Extraction, ...]) -> None:
    digits = attribution(truth, "Calvenne Courier", '"Nobody in this city will kneel').rpartition("/")[2][:8]
    picture = kg("draw", "chain", digits).out
    assert faults(picture) == []
    shown = " ".join(words(picture))
    for line in kg("chain", digits).out.splitlines():
        place = line.partition("[")[2].partition("]")[0]
        assert f"[{place}]" in shown or not place
    assert "told" in words(picture) and "The first known utterer: Ilsa Varnholt" in shown


def test_a_store_without_articles_has_nothing_to_draw(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    kg("ingest", "none.jsonl", "--store", "empty.kg", "--reader", "rules")
    for arguments in (["figures"], ["voices"]):
        ran = kg("draw", *arguments, "--store", "empty.kg")
        assert (ran.code, ran.out) == (1, "") and "nothing to draw" in ran.err
    assert kg("draw", "speaker", "Ann", "--store", "empty.kg").code == 2
