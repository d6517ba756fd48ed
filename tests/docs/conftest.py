"""A folder where the paths of the documentation hold."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where relative paths hold and commands may write."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    return folder
