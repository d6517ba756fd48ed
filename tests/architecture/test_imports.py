"""The plan of the house, enforced: rooms know the layers and themselves, only the flow and the edges know rooms."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pipeline"
PURE = ("cleanup", "dedup", "sentences", "numbers", "periods", "facts")
EDGES = ("sources", "outputs", "report")
LAYERS = ("records", "errors", "lexicon", "language")
CALLERS = ("flow", "batch", "pytest_plugin", "__init__")
INPUT_OUTPUT = frozenset(("sqlite3", "socket", "urllib", "http", "requests", "subprocess", "shutil", "tempfile", "os", "pathlib"))


def imported(source: str) -> set[str]:
    """Full names of all modules a source imports, at the top or inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def trespasses(room: str, source: str) -> list[str]:
    """Imports of a file in a room that lead into another room."""
    own = [name.split(".") for name in imported(source) if name.startswith("pipeline.")]
    return [".".join(parts) for parts in own if parts[1] != room and parts[1] not in LAYERS]


def files(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", [*PURE, *EDGES])
def test_a_room_imports_no_other_room(room: str) -> None:
    assert files(room)
    assert {path.name: trespasses(room, path.read_text(encoding="utf-8")) for path in files(room)} == {
        path.name: [] for path in files(room)
    }


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_does_no_input_or_output(room: str) -> None:
    for path in files(room):
        roots = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
        assert not roots & INPUT_OUTPUT, path
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("open", "print", "input")], path


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_knows_no_room(layer: str) -> None:
    paths = files(layer) if (PACKAGE / layer).is_dir() else [PACKAGE / f"{layer}.py"]
    for path in paths:
        assert not [n for n in imported(path.read_text(encoding="utf-8")) if n.startswith("pipeline.") and n.split(".")[1] not in LAYERS]


def test_every_folder_has_its_part() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == {*PURE, *EDGES, "language", "batch", "checks", "cli"}
    assert {path.stem for path in PACKAGE.glob("*.py")} == {*CALLERS, "records", "errors", "lexicon"} - {"batch"}


def test_the_check_itself_can_fail() -> None:
    assert trespasses("facts", "from pipeline.numbers import find_quantities") == ["pipeline.numbers.find_quantities"]
    assert trespasses("facts", "def f():\n    import pipeline.dedup.keys") == ["pipeline.dedup.keys"]
    assert trespasses("facts", "from pipeline.records import Span\nfrom pipeline.facts.words import Word") == []
