"""The fields of a record as columns: inner records opened, their names joined by `_`, each with its Python type."""

import datetime
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import msgspec

ColumnKind = Literal["text", "integer", "amount", "real", "boolean", "date", "nested"]

_KINDS: dict[object, ColumnKind] = {
    Decimal: "amount", datetime.date: "date", bool: "boolean", int: "integer", float: "real",
}  # fmt: skip


class Field(NamedTuple):
    """A column of a flattened record: its name, and the type of its value where there is one."""

    name: str
    type: Any


def without_null(annotation: Any) -> Any:
    """`Decimal | None` -> `Decimal`."""
    if not isinstance(annotation, types.UnionType):
        return annotation
    (only,) = [option for option in typing.get_args(annotation) if option is not types.NoneType]
    return only


def is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)


def flat_fields(record: Any, prefix: str = "") -> Iterator[Field]:
    """The columns of a record type, in order: `quantity.unit` is `quantity_unit`."""
    for field in msgspec.structs.fields(record):
        inner = without_null(field.type)
        if is_record(inner):
            yield from flat_fields(inner, f"{prefix}{field.name}_")
        else:
            yield Field(f"{prefix}{field.name}", inner)


def kind_of(annotation: Any) -> ColumnKind:
    """What a column holds; a tuple or mapping is nested, a `Literal` is text."""
    if typing.get_origin(annotation) in (tuple, dict):
        return "nested"
    return _KINDS.get(annotation, "text")
