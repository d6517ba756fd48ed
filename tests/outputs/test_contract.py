"""The contract: every line that comes out validates, and the published schemas are those of the records."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest

import pipeline
from pipeline.outputs import SCHEMA_NAMES, TABLE_NAMES
from pipeline.outputs.contract import breaks, format_schema, json_schema
from tests.outputs.many import ROOT, SOURCES

PUBLISHED = ROOT / "schema"
PAGES = sorted(path for source in SOURCES for path in Path(source).iterdir())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_validates(path: Path) -> None:
    validator = jsonschema_rs.validator_for(json_schema("page"), validate_formats=True)
    page = json.loads(pipeline.extract(path).to_json())
    assert [str(error) for error in validator.iter_errors(page)] == []
    assert not validator.is_valid({**page, "unknown": 1})
    assert not validator.is_valid({**page, "published": "yesterday"})


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_row_of_a_run_validates(small: Path, table: str) -> None:
    validator = jsonschema_rs.validator_for(json_schema(table), validate_formats=True)
    for line in (small / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
        assert [str(error) for error in validator.iter_errors(json.loads(line))] == []
    assert not validator.is_valid({})


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_published_schema_is_kept(name: str) -> None:
    """New optional fields only; anything else needs a new first number, and `make schema` publishes."""
    published = msgspec.json.decode((PUBLISHED / f"{name}.schema.json").read_bytes())
    assert breaks(published, json_schema(name)) == []
    assert (PUBLISHED / f"{name}.schema.json").read_bytes() == format_schema(name), "run `make schema`"


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_a_schema_says_which_it_is(name: str) -> None:
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:svodka:{name}:{schema['version']}"
    jsonschema_rs.meta.validate(schema)


def _field(schema: Any, name: str, part: object) -> Any:
    """The schema with one property of a page added or changed; null takes it away."""
    changed = json.loads(json.dumps(schema))
    properties = changed["$defs"]["Page"]["properties"]
    properties.update({name: part})
    if part is None:
        del properties[name]
    return changed


def test_an_optional_field_breaks_nothing() -> None:
    old = json_schema("page")
    assert breaks(old, _field(old, "language", {"type": "string", "default": "ru"})) == []
    assert breaks(old, {**old, "version": "1.1", "$id": "urn:svodka:page:1.1"}) == []


def test_a_field_that_goes_changes_or_is_required_breaks() -> None:
    old = json_schema("page")
    assert breaks(old, _field(old, "title", None)) == ["/$defs/Page/properties/title: is gone"]
    assert breaks(old, _field(old, "text", {"type": "integer"})) == ["/$defs/Page/properties/text/type: 'string' is now 'integer'"]
    required = _field(old, "language", {"type": "string"})
    required["$defs"]["Page"]["required"].append("language")
    assert breaks(old, required) == ["/$defs/Page/required: language is new"]
