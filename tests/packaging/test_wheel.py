"""The wheel carries the package whole: every module and every data file."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return zipfile.ZipFile(next(folder.glob("svodka-*.whl")))


def test_every_module_and_data_file_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    package = {path for path in (ROOT / "pipeline").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT).as_posix() for path in package} == {name for name in wheel.namelist() if name.startswith("pipeline/")}


def test_the_wheel_brings_the_command_and_the_licences(wheel: zipfile.ZipFile) -> None:
    rest = {name.split("/", 1)[1] for name in wheel.namelist() if not name.startswith("pipeline/")}
    assert {"METADATA", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSES/MODELS.md"} <= rest
