"""`datapackage.json`: a run as a Data Package (version 2), so that other tools know its tables, types, keys and words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table

from pipeline.outputs.fields import ColumnKind
from pipeline.outputs.schema import column_kind, run_columns, run_tables

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_MEDIA = {"jsonl": "application/jsonl", "csv": "text/csv", "parquet": "application/vnd.apache.parquet", "zst": "application/zstd"}
_TYPES: dict[ColumnKind, str] = {
    "text": "string", "integer": "integer", "amount": "number", "real": "number", "boolean": "boolean", "date": "date", "nested": "string",
}  # fmt: skip


def _field(column: Column[Any]) -> dict[str, Any]:
    field = {"name": str(column.name), "type": _TYPES[column_kind(column)], "description": column.comment}
    required = column.primary_key or not column.nullable
    return field | ({"constraints": {"required": True}} if required else {})


def _table_schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [str(key.parent.name)], "reference": {"resource": str(key.column.table.name), "fields": [str(key.column.name)]}}
        for key in sorted(table.foreign_keys, key=lambda key: str(key.parent.name))
    ]
    schema: dict[str, Any] = {"fields": [_field(column) for column in run_columns(table)]}
    schema["primaryKey"] = [str(column.name) for column in table.primary_key]
    return schema | ({"foreignKeys": keys} if keys else {})


def _resource(table: Table, path: str, entry: Mapping[str, object]) -> dict[str, Any]:
    ending = path.rpartition(".")[2]
    found = {"name": path.replace(".", "-").lower(), "path": path, "format": path.partition(".")[2], "mediatype": _MEDIA[ending]}
    return {**found, "encoding": "utf-8", "hash": f"blake2b:{entry['blake2b']}", "schema": _table_schema(table)}


def describe_run(files: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """The package of a run whose files the manifest lists."""
    resources = [
        _resource(table, path, files[path])
        for table in run_tables("sqlite")
        for path in sorted(files)
        if path.partition(".")[0] == table.name and path.rpartition(".")[2] in _MEDIA
    ]
    return {"$schema": PROFILE, "name": "svodka-run", "resources": resources}
