"""Which files a path means, in which order, and what lies beside them."""

from pathlib import Path

from kg import ingest
from kg.errors import InputError
from kg.ingest import Metadata
from kg.model import Article


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The ferry waits.", encoding="utf-8")


def listed(*paths: Path | str) -> list[str]:
    return [str(x) if isinstance(x, InputError) else Path(x).name for x in ingest.sources([str(p) for p in paths])]


def test_a_folder_gives_its_articles_sorted_and_in_depth(tmp_path: Path) -> None:
    write(
        tmp_path,
        "b.txt",
        "a/z.HTML",
        "a/b/c.jsonl.gz",
        "c.ndjson",
        "README.md",
        ".hidden.txt",
        ".git/x.txt",
        "b.meta.json",
        "hearsay.kg/graph/x.txt",
    )
    write(tmp_path, "truth/b.json", "d.xhtml")
    skipped: list[str] = []
    found = list(ingest.sources([str(tmp_path)], skipped.append))
    assert [Path(str(x)).name for x in found] == ["c.jsonl.gz", "z.HTML", "b.txt", "c.ndjson", "d.xhtml"]
    assert [Path(x).name for x in skipped] == ["README.md", "b.json"]


def test_what_is_named_is_given_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "README.md")
    assert listed("-", tmp_path / "README.md", tmp_path / "gone.txt") == ["-", "README.md", "gone.txt"]
    (found,) = ingest.articles(str(tmp_path / "README.md"))
    assert isinstance(found, Article)


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nowhere")
    b, gone, up = listed(tmp_path)
    assert b == "b.txt"
    assert "gone.txt: No such file" in gone
    assert "up: leads to a folder that was read already" in up


def test_a_folder_in_a_folder_named_before_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    assert [x for x in listed(tmp_path / "a", tmp_path) if x == "b.txt"] == ["b.txt"]


def test_metadata_beside_a_file(tmp_path: Path) -> None:
    write(tmp_path, "ferry.txt", "gull.txt.gz", "wind.txt")
    beside = '{"title": "%s", "outlet": "The Post", "authors": ["Ada Quill"], "published": "2024-05-01", "mood": 1}'
    (tmp_path / "ferry.meta.json").write_text("\ufeff" + beside % "Ferry", encoding="utf-8")
    (tmp_path / "gull.meta.json").write_text(beside % "Gull", encoding="utf-8")
    (tmp_path / "wind.meta.json").write_text("{", encoding="utf-8")
    (tmp_path / "wind.txt.meta.json").write_text(beside % "Wind", encoding="utf-8")
    for name, title in (("ferry.txt", "Ferry"), ("gull.txt.gz", "Gull"), ("wind.txt", "Wind")):
        (found,) = ingest.articles(str(tmp_path / name), metadata=Metadata(outlet="Mine"))
        assert isinstance(found, Article)
        assert (found.title, found.outlet, found.authors) == (title, "Mine", ("Ada Quill",))
        assert found.published == "2024-05-01"
