"""Every value that a field may have is written and read back as itself; every other is refused with a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samstad.sources.city_pack.check import key_of
from samstad.sources.city_pack.csv_file import read_csv
from samstad.sources.city_pack.declare import Bound, Type
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.nodes import Node, Unreadable
from samstad.sources.city_pack.parse import Wrong, parse, plain_number, suggested_slug
from samstad.sources.city_pack.write_yaml import as_yaml
from samstad.sources.city_pack.yaml_file import read_yaml

FIELDS = {f"{kind.name}.{name}": bound for kind in KINDS for name, bound in kind.bound.items()} | {
    f"{kind.name}.{child.name}.{name}": bound
    for kind in KINDS
    for child in kind.children
    for name, bound in child.bound.items()
}
BY_TYPE = {bound.type: bound for bound in FIELDS.values()}
SIGNS = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
ODD = [
    "ja", "no", "null", "~", "12", "1.0", "2017-05-02", "true", "- a", "a: b", "# x", "'", '"', "\\n", " kant ",
    "rad ett\nrad två", "\n", "rad\n", "\trad", "é\u0301", "\u2028", "😀", "سلام", "&x", "*x", "!x", "%x",
    "@x", "`x", "?", ":", "-",
    "{}", "[]", "|", ">", "=", "<<", "0x1F", "1e3", "a" * 300,
]  # fmt: skip


def written_and_read(value: Any) -> Node:
    """The value as a file's reader meets it, after it has been written in a file."""
    content = read_yaml(as_yaml({"rows": [{"field": value}]}), "x.yaml").content
    assert isinstance(content, dict)
    rows = content["rows"].content
    assert isinstance(rows, list)
    row = rows[0].content
    assert isinstance(row, dict)
    return row["field"]


def values(bound: Bound) -> st.SearchStrategy[Any]:
    """Values that the field may have."""
    places = getattr(bound.column, "decimal_places", 0) or 0
    digits = (getattr(bound.column, "max_digits", 0) or 0) - places
    return {
        Type.SLUG: st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
        Type.DATE: st.dates(date(1000, 1, 1), date(9999, 12, 31)),
        Type.INTEGER: st.integers(0, 32767),
        Type.DECIMAL: st.decimals(-(10 ** min(digits, 9)) + 1, 10 ** min(digits, 9) - 1, places=places).map(
            plain_number
        ),
        Type.YES_NO: st.booleans(),
        Type.CHOICE: st.sampled_from([word for word in bound.words if word] or ["x"]),
        Type.REFERENCE: st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
        Type.EMAIL: st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.se", fullmatch=True),
        Type.ADDRESS: st.from_regex(r"https://[a-z]{1,9}\.se/[a-z0-9?&=#]{0,9}", fullmatch=True),
        Type.TEXTS: st.lists(st.text(SIGNS, max_size=12), min_size=1, max_size=4),
        Type.PAIR: st.lists(st.integers(0, 32767), min_size=2, max_size=2),
    }.get(bound.type, st.text(SIGNS, min_size=1, max_size=min(bound.max_length or 40, 40)) | st.sampled_from(ODD))


@pytest.mark.parametrize("name", FIELDS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_field_reads_what_it_wrote(name: str, data: st.DataObject) -> None:
    bound = FIELDS[name]
    value = data.draw(values(bound).filter(lambda one: not bound.max_length or len(str(one)) <= bound.max_length))
    assert parse(bound, written_and_read(value)) == value


@settings(max_examples=300, deadline=None)
@given(st.text(SIGNS, max_size=60))
@example("rad ett\n  inryckt\nrad tre")
@example("slut med blank \noch mer")
@example("\u0085 nästa\u2029rad")
@example("\r\n")
def test_any_text_survives_a_file(text: str) -> None:
    node = written_and_read(text)
    assert (node.content or "") == text


@pytest.mark.parametrize("text", ODD)
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    assert written_and_read(text).content == text


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(SIGNS, max_size=20), max_size=5))
def test_equal_content_is_written_alike(content: dict[str, str]) -> None:
    assert as_yaml(content) == as_yaml(dict(content))


@settings(max_examples=200)
@given(st.decimals(-(10**11), 10**11, places=4))
def test_equal_numbers_are_written_alike_and_lose_nothing(number: Decimal) -> None:
    plain = plain_number(number)
    assert plain == number
    assert plain is not None
    assert str(plain) == str(plain_number(Decimal(f"{number:f}000")))
    assert "E" not in format(plain, "f")


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_a_suggested_slug_is_a_slug_or_nothing(text: str) -> None:
    hint = suggested_slug(text)
    longest = BY_TYPE[Type.SLUG].max_length or len(hint)
    assert hint == "" or parse(BY_TYPE[Type.SLUG], Node(1, hint[:longest])) == hint[:longest]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=20))
def test_any_text_in_any_field_is_read_or_refused_with_a_sentence(name: str, text: str) -> None:
    try:
        parse(FIELDS[name], Node(1, text))
    except Wrong as wrong:
        said = str(wrong)
        assert said.endswith((".", "?"))
        assert len(said) > 15


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_file_is_read_or_refused_at_a_line_that_it_has(text: str) -> None:
    for read in (lambda: read_yaml(text, "x.yaml"), lambda: read_csv(text, "x.csv", ["a", "b"])):
        try:
            read()
        except Unreadable as stopped:
            problem = stopped.problem
            assert 1 <= problem.place.line <= len(text.split("\n")) + text.count("\r") + 1
            assert problem.sentence.endswith((".", "?"))


@settings(max_examples=100)
@given(st.lists(st.tuples(*[st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8)] * 2), max_size=6))
def test_cells_come_back_with_the_line_they_stand_on(rows: list[tuple[str, str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    found = read_csv("\n".join(["a,b", *quoted]) + "\n", "x.csv", ["a", "b"])
    expected = [(line, row) for line, row in enumerate(rows, start=2) if any(row)]
    assert [node.line for node in found] == [line for line, _ in expected]
    for node, (_, row) in zip(found, expected, strict=True):
        assert isinstance(node.content, dict)
        cells = {name: cell.content for name, cell in node.content.items()}
        assert cells == {name: cell for name, cell in zip("ab", row, strict=True) if cell}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_are_told_apart_by_fields_that_they_have(kind: Any) -> None:
    assert set(kind.key) <= set(kind.bound)
    filled = {name: f"x{at}" for at, name in enumerate(kind.key)}
    assert key_of(kind, filled) == tuple(filled.values())
    assert key_of(kind, {}) == ("",) * len(kind.key)
