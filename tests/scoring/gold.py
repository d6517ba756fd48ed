"""The annotated releases and their scorer, loaded from `fixtures/gold` or another folder of the same shape."""

import hashlib
import importlib.util
import json
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

GOLD = Path(__file__).parent.parent.parent / "fixtures" / "gold"


def load_module(folder: Path, name: str) -> ModuleType:
    """A script of the gold folder as a module; it finds its neighbours and its releases there."""
    sys.path.insert(0, str(folder))
    try:
        for stale in ("render", "score", "validate", "compare_reference"):
            sys.modules.pop(stale, None)
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(folder))


def releases(folder: Path) -> list[dict[str, Any]]:
    """The annotated releases of a folder, fresh copies each time."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "releases").glob("*.json"))]


def load_render(folder: Path) -> Any:
    """The renderer over the releases of a folder; the scripts of the gold serve for any folder of releases."""
    render: Any = load_module(GOLD, "render")
    render.load = lambda: releases(folder)
    return render


def load_score(folder: Path) -> Any:
    """The scorer over the releases of a folder."""
    score: Any = load_module(GOLD, "score")
    score.render.load = lambda: releases(folder)
    return score


def rendered(folder: Path, *, every_layout: bool) -> list[tuple[str, bytes]]:
    """Names and bytes of the releases as pages, each in its own layout or in all."""
    render = load_render(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the renderer leaves closing its files to the interpreter
        annotated = render.load()
    pages = []
    for release in annotated:
        for layout in render.TPL if every_layout else [release["template"]]:
            data, content_type, _ = render.render(dict(release, template=layout), annotated)
            ending = ".json" if content_type.startswith("application/json") else ".html"
            pages.append((release["id"] + (f".{layout}" if every_layout else "") + ending, data))
    return pages


def digest(folder: Path = GOLD) -> str:
    """One hash over all files of the gold, names included."""
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc" and p.name != "DIGEST"):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
