"""What is frozen as JSON comes back as the same document, or says where it is not one."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from samstad.documents import Cell, Column, Document, Heading, Point, Table, from_json, to_json

from .sample import NASTY, REPORT, every_block
from .strategies import documents


@settings(max_examples=100, deadline=None)
@given(documents)
def test_round_trip(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


@pytest.mark.parametrize("text", NASTY)
def test_round_trip_of_nasty_texts(text: str) -> None:
    document = every_block(text)
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_a_block_carries_its_type_and_the_whole_its_schema() -> None:
    data = to_json(Document("T", (Heading(1, "A"),)))
    assert data["schema"] == 1
    assert data["blocks"] == [{"type": "Heading", "level": 1, "text": "A", "anchor": ""}]


def test_fields_that_are_missing_take_their_defaults() -> None:
    """An old snapshot lacks fields that were added later."""
    data = {"schema": 1, "title": "T", "blocks": [{"type": "Paragraph", "text": "x"}]}
    assert from_json(data).language == "sv"


def _broken(change: dict[str, Any]) -> dict[str, Any]:
    return to_json(Document("T")) | change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema 1"),
        ({"title": None}, r"document\.title: expected str"),
        ({"language": "de"}, r"document\.language: 'de'"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"blocks": {}}, r"document\.blocks: expected a list"),
        ({"blocks": [{"type": "Film"}]}, r"document\.blocks\[0\]: not a known block"),
        ({"blocks": [{"type": "Heading", "level": 5, "text": ""}]}, r"blocks\[0\]\.level: 5"),
        ({"blocks": [{"type": "Heading", "level": True, "text": ""}]}, r"blocks\[0\]\.level: True"),
        ({"blocks": [{"type": "Heading", "level": 1}]}, r"blocks\[0\]: .*text"),
        ({"meta": [["a"]]}, r"document\.meta\[0\]: expected 2 items"),
        ({"blocks": [{"type": "ThreadLine", "nodes": ["x"]}]}, "expected an object"),
    ],
)
def test_what_is_no_document_says_where(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_json(_broken(change))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Cell(number=value)
    with pytest.raises(ValueError, match="finite"):
        Point("2017", value)


def test_whole_numbers_come_back_as_floats() -> None:
    table = {"type": "Table", "caption": "", "columns": [{"key": "a", "title": "A"}], "rows": [[{"number": 3}]]}
    block = from_json(_broken({"blocks": [table]})).blocks[0]
    assert isinstance(block, Table)
    assert block.rows[0][0] == Cell(number=3.0)


def test_a_table_is_rectangular() -> None:
    with pytest.raises(ValueError, match="every row needs 1 cells"):
        Table("T", (Column("a", "A"),), ((Cell(), Cell()),))
    with pytest.raises(ValueError, match="at least one column"):
        Table("T", ())
    with pytest.raises(ValueError, match="width"):
        Column("a", "A", width=0)


def test_documents_can_be_compared_and_hashed() -> None:
    assert hash(REPORT) == hash(from_json(to_json(REPORT)))
