"""The contract of what comes out: a JSON Schema (2020-12) of the page and of the rows of each table, made from the records."""

from typing import Any

import msgspec
from sqlalchemy import Column, Table

from pipeline.outputs.fields import ColumnKind
from pipeline.outputs.rows import TABLE_NAMES
from pipeline.outputs.schema import column_kind, run_columns, tables
from pipeline.outputs.stored_run import row_type
from pipeline.records import Page

VERSION = "1.0"  # the first number rises when a field goes or changes, the second when an optional one comes
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = ("page", *TABLE_NAMES)

Schema = dict[str, Any]

_NAMED = ("/properties", "/$defs")
_WORDS_FOR_PEOPLE = ("$id", "version", "description", "title")

_FORMATS: dict[ColumnKind, str] = {"amount": "decimal", "date": "date"}


def _titled(name: str, schema: Schema) -> Schema:
    """The schema with what says which one it is."""
    return {"$schema": DIALECT, "$id": f"urn:svodka:{name}:{VERSION}", "version": VERSION, **schema}


def _described(column: Column[Any], schema: Schema) -> Schema:
    """The schema of a column with its comment, and its format where it is a string with one."""
    kind = column_kind(column)
    return {**schema, "description": str(column.comment)} | ({"format": _FORMATS[kind]} if kind in _FORMATS else {})


def _row_schema(table: Table) -> Schema:
    schema = msgspec.json.schema(row_type(table.name))
    definition = schema["$defs"][table.name]
    columns = {str(column.name): column for column in run_columns(table)}
    described = {name: _described(columns[name], part) for name, part in definition["properties"].items()}
    return {**definition, "properties": described}


def json_schema(name: str) -> Schema:
    """The schema of `page`, what `extract` prints, or of a row of the named table of a run."""
    schema = msgspec.json.schema(Page) if name == "page" else _row_schema(tables("sqlite").tables[name])
    found: Schema = msgspec.json.decode(msgspec.json.encode(_titled(name, schema)))
    return found


def format_schema(name: str) -> bytes:
    """The schema as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(json_schema(name)), indent=2) + b"\n"


# ---------------------------------------------------------------------- comparing versions
def breaks(old: Any, new: Any, where: str = "") -> list[str]:
    """What a reader of the old schema would stumble over in data of the new one; empty where only optional fields came."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [line for key in sorted({*old, *new}) for line in _compared(key, old, new, where)]
    return [] if old == new else [f"{where}: {old!r} is now {new!r}"]


def _compared(key: str, old: Schema, new: Schema, where: str) -> list[str]:
    """What differs under one key; the keys of properties and definitions are names, all others are JSON Schema's words."""
    place, is_name = f"{where}/{key}", where.endswith(_NAMED)
    if not is_name and key in _WORDS_FOR_PEOPLE:
        return []
    if not is_name and key == "required":
        return _required({*old.get(key, ())}, {*new.get(key, ())}, place)
    if key not in new:
        return [f"{place}: is gone"]
    if key not in old:
        return [] if is_name else [f"{place}: is new"]
    return breaks(old[key], new[key], place)


def _required(old: set[str], new: set[str], place: str) -> list[str]:
    return [f"{place}: {name} is new" for name in sorted(new - old)] + [f"{place}: {name} is gone" for name in sorted(old - new)]
