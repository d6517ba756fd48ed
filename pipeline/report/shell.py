"""The file around a report: one HTML file with its style and script inside, and a policy that lets nothing else in."""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from string import Template

from pipeline.report.markup import Markup, element, escape

Parts = Mapping[str, str]


def read_asset(name: str) -> str:
    """A file that lies beside this one."""
    return files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


def fill(name: str, parts: Parts) -> Markup:
    """A template with its `$names` filled; every part is escaped unless it is `Markup`."""
    return Markup(Template(read_asset(name)).substitute({key: escape(part) for key, part in parts.items()}))


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, sent or framed; of styles and scripts only these very two are taken."""
    own = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def render(title: str, body: Markup, script_name: str) -> bytes:
    """A whole file in UTF-8; a lone surrogate becomes a question mark."""
    style, script = read_asset("report.css"), read_asset("common.js") + read_asset(script_name)
    parts = {"title": title, "policy": _policy(style, script), "style": Markup(style), "script": Markup(script), "body": body}
    return fill("shell.html", parts).encode("utf-8", "replace")


def pack(label: str, content: bytes) -> Markup:
    """A block of data that the script unpacks when it needs it: gzip in base64, which holds no character of HTML."""
    packed = base64.b64encode(gzip.compress(content, compresslevel=6, mtime=0)).decode("ascii")
    return element("script", {"type": "application/gzip;base64", "id": label}, packed)
