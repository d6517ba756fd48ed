"""Packs of weights as natasha ships them: tar files with a plan in JSON, raw arrays and word lists.

natasha itself is never imported for them: finding its folder is enough, and its import alone takes longer than reading
a page.
"""

import gzip
import json
import tarfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]

OWNER = "natasha"  # the package whose folder holds the packs
PLAN = "model.json"


class Pack(NamedTuple):
    """A model's arrays by their path in its plan ("encoder.layers.0.conv.weight"), and its word lists by name."""

    arrays: Mapping[str, Floats]
    vocabularies: Mapping[str, tuple[str, ...]]


def pack_path(name: str) -> Path:
    """Where natasha's data file `name` lies. Raises `ModuleNotFoundError` where natasha is not installed."""
    spec = find_spec(OWNER)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no folder of package {OWNER!r} to read {name} from", name=OWNER)
    return Path(spec.submodule_search_locations[0]) / "data" / name


def _leaves(plan: object, path: str = "") -> list[tuple[str, dict[str, object]]]:
    """The arrays a plan names, with their paths; arrays that lie in another file have no number and are left out."""
    if isinstance(plan, dict):
        if "array" in plan:
            return [(path, plan)]
        branches = plan.items()
    elif isinstance(plan, list):
        branches = dict(enumerate(plan)).items()
    else:
        return []
    return [leaf for key, branch in branches for leaf in _leaves(branch, f"{path}.{key}" if path else str(key))]


def _array(content: bytes, shape: object, dtype: object) -> Floats:
    array: Floats = np.frombuffer(content, str(dtype)).reshape(shape)  # type: ignore[call-overload]
    return array


def words_of(packed: bytes) -> tuple[str, ...]:
    """The entries of a gzipped word list, one a line."""
    return tuple(gzip.decompress(packed).decode("utf-8").splitlines())


def read_pack(name: str, *vocabularies: str) -> Pack:
    """The arrays of a pack and those of its word lists that are asked for."""
    with tarfile.open(pack_path(name)) as tar:
        members = {member.name: member for member in tar.getmembers()}

        def read(member: str) -> bytes:
            file = tar.extractfile(members[member])
            assert file is not None, f"{name}: {member} is no file"
            return file.read()

        arrays = {
            path: _array(read(f"arrays/{leaf['array']}.bin"), leaf["shape"], leaf["dtype"])
            for path, leaf in _leaves(json.loads(read(PLAN)))
        }
        lists = {wanted: words_of(read(f"vocabs/{wanted}.gz")) for wanted in vocabularies}
    return Pack(MappingProxyType(arrays), MappingProxyType(lists))
