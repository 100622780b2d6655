"""What is installed: every package of the tree, with its data, and nothing else."""

import configparser
import subprocess
import sys
import tomllib
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

import kg
from kg.version import __version__

DATA = (".ttl", ".rq", ".jsonld")


@pytest.fixture(scope="module")
def config(root: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(root / "setup.cfg", encoding="utf-8")
    return parser


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that a wheel would hold, as setuptools lays them out."""
    out = tmp_path_factory.mktemp("built")
    code = "import setuptools; setuptools.setup()"
    command = [sys.executable, "-W", "ignore", "-c", code, "-q", "egg_info", "--egg-base", str(out), "build_py"]
    result = subprocess.run(
        [*command, "--build-lib", str(out / "lib")], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return out / "lib"


def data_files(folder: Traversable, prefix: str = "") -> set[str]:
    found = set()
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= data_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(DATA):
            found.add(prefix + entry.name)
    return found


def test_the_packages_are_those_of_the_tree(root: Path, config: configparser.ConfigParser) -> None:
    tree = {".".join(p.parent.relative_to(root).parts) for p in (root / "kg").rglob("__init__.py")}
    assert config["options"]["packages"].split() == sorted(tree | {"kg.ontology"})


def test_every_folder_with_python_in_it_is_a_package(root: Path) -> None:
    folders = {p.parent for p in (root / "kg").rglob("*.py")}
    assert [f for f in sorted(folders) if not (f / "__init__.py").is_file()] == []


def test_everything_needed_is_built(root: Path, built: Path) -> None:
    code = {str(p.relative_to(root)) for p in (root / "kg").rglob("*.py")}
    data = {f"kg/ontology/{name}" for name in data_files(root / "ontology")}
    expected = code | data | {"kg/py.typed", "kg/ontology/__init__.py"}
    found = {str(p.relative_to(built)) for p in built.rglob("*") if p.is_file()}
    assert expected <= found
    assert {Path(name).suffix for name in data} >= {".ttl", ".rq", ".jsonld"}
    assert {name for name in found if not name.startswith("kg/")} == set()


def test_the_ontology_is_readable_as_package_data(root: Path) -> None:
    folder = resources.files("kg.ontology")
    names = data_files(folder)
    assert names == data_files(root / "ontology")
    for name in names:
        assert folder.joinpath(*name.split("/")).read_text(encoding="utf-8").strip(), name


def test_the_version_is_one() -> None:
    assert kg.__version__ == __version__
    assert metadata.version("hearsay-kg").split("+")[0] == __version__


def test_the_command_leads_to_a_function(config: configparser.ConfigParser) -> None:
    (command,) = metadata.entry_points(group="console_scripts", name="kg")
    assert config["options.entry_points"]["console_scripts"].split() == ["kg", "=", command.value]
    assert callable(command.load())


def test_metadata_stand_in_one_place(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(settings) == {"build-system", "tool"}
    assert set(settings["tool"]) == {"ruff"}
