"""The published schema and the loader agree on what a pack may be."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from tests.sources.city_pack import packs
from tests.sources.city_pack.test_reports import DECIDED, ROUND

from samstad.sources.city_pack.kinds import BY_NAME, KINDS
from samstad.sources.city_pack.schema import schema
from samstad.sources.city_pack.tables import field_table_markdown

SCHEMA = schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)
RECORDS = jsonschema.Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": "#/$defs/records"}]})


def content(text: str) -> Any:
    """The file as an editor reads it: dates are texts."""
    reader = YAML(typ="safe", pure=True)
    reader.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _loader, node: node.value)
    return reader.load(text)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.django_db
def test_what_is_loaded_and_what_is_dumped_follows_the_schema(tmp_path: Path) -> None:
    packs.load(tmp_path / "in", {**packs.SMALL, "ar.yaml": ROUND + DECIDED})
    files = {**packs.read(tmp_path / "in"), **packs.dump(tmp_path / "ut")}
    read = [name for name in files if name.endswith(".yaml")]
    assert len(read) > 10
    for name in read:
        assert [error.message for error in CHECK.iter_errors(content(files[name]))] == [], name


@pytest.mark.parametrize(
    "text",
    [
        "areas: [{slug: a, naem: A, name: A, kind: stad}]",
        "areas: [{slug: a, kind: stad}]",
        "areas: [{slug: Å, name: A, kind: stad}]",
        "areas: [{slug: a, name: A, kind: fel}]",
        "areas: [{slug: a, name: A, kind: stad, tile: [1]}]",
        "areas: [{slug: a, name: A, kind: stad, valid_from: 2 maj}]",
        "areas: [{slug: a, name: A, kind: stad, notes: x}]",
        "areas: x",
        "araes: []",
        "people: [{email: Ada@example.org, name: A}]",
        "people: [{email: a@example.org, name: A, active: kanske}]",
    ],
)
@pytest.mark.django_db
def test_what_the_loader_refuses_the_schema_refuses(tmp_path: Path, text: str) -> None:
    assert packs.problems(tmp_path, {"pack.yaml": "slug: p\ntitle: P\n", "x.yaml": text})
    assert list(RECORDS.iter_errors(content(text)))


def test_every_field_of_every_kind_stands_in_the_tables_and_the_schema() -> None:
    tables = field_table_markdown()
    for kind in KINDS:
        assert f"### {kind.name}\n" in tables
        properties = SCHEMA["$defs"]["records"]["properties"][kind.name]["items"]["properties"]
        assert list(properties) == kind.names()
        section = tables.split(f"### {kind.name}\n")[1].split("\n### ")[0]
        for name in kind.names():
            assert f"| {name} " in section


def test_no_password_can_stand_in_a_pack() -> None:
    assert BY_NAME["people"].names() == ["email", "name", "active"]
