"""Writes the JSON Schemas into `schema/`, unless they break what is published under the same first number.

python tools/publish_schema.py
"""

import sys
from pathlib import Path

import msgspec

from pipeline.outputs.contract import NAMES, VERSION, breaks, format_schema, json_schema

FOLDER = Path(__file__).parents[1] / "schema"


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.schema.json"


def broken() -> list[str]:
    """What the new schemas break in those published under the same first number."""
    found = []
    for path in map(path_of, NAMES):
        old = msgspec.json.decode(path.read_bytes()) if path.exists() else {"version": ""}
        if old["version"].split(".")[0] == VERSION.split(".")[0]:
            found += [f"{path.name}{line}" for line in breaks(old, json_schema(path.name.split(".")[0]))]
    return found


def main() -> None:
    lines = broken()
    if lines:
        sys.exit("\n".join([*lines, "raise the first number of VERSION in pipeline/outputs/contract.py"]))
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        path_of(name).write_bytes(format_schema(name))


if __name__ == "__main__":
    main()
