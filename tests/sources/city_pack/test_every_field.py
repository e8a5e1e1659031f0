"""Whatever field of whatever kind of record is wrong, its own line is named and nothing is stored."""

from pathlib import Path

import pytest
from tests.sources.city_pack import packs

from samstad.domain.history.models import Pack
from samstad.sources.city_pack.declare import Bound, Children, Kind, Type
from samstad.sources.city_pack.kinds import BY_NAME, KINDS

pytestmark = pytest.mark.django_db

HEAD = {"pack.yaml": "slug: p\ntitle: P\n"}
WRONG = {
    Type.SLUG: "Å Ä",
    Type.EMAIL: "ingen",
    Type.ADDRESS: "ftp://x",
    Type.DATE: "2 maj",
    Type.INTEGER: "-1",
    Type.DECIMAL: "'1,5'",
    Type.YES_NO: "ja",
    Type.CHOICE: "qqqq",
    Type.REFERENCE: "finns-ej",
    Type.TEXTS: "en text",
    Type.PAIR: "ett",
}
WRITTEN = [kind for kind in KINDS if not kind.csv]


def wrong(bound: Bound) -> str:
    """A value that the field cannot have: of the wrong form, or for a text too long or impossible to keep."""
    if bound.type is Type.TEXT:
        return "x" * (bound.max_length + 1) if bound.max_length else '"\\0"'
    return WRONG[bound.type]


def told(folder: Path, text: str) -> list[str]:
    """The problems of a pack with one file of that text."""
    found = packs.problems(folder, {**HEAD, "x.yaml": text})
    assert not Pack.objects.exists()
    return found


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_every_field_says_its_line_when_it_is_wrong(tmp_path: Path, kind: Kind) -> None:
    fields = list(kind.bound.values())
    lines = [f"{'  - ' if place == 0 else '    '}{one.name}: {wrong(one)}" for place, one in enumerate(fields)]
    found = told(tmp_path, "\n".join([f"{kind.name}:", *lines]) + "\n")
    for line, one in enumerate(fields, start=2):
        own = [text for text in found if text.startswith(f"x.yaml:{line}: {one.name}: ")]
        assert len(own) == 1, (one.name, found)
        assert own[0].endswith((".", "?")), own[0]


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_every_required_field_is_asked_for_with_what_to_write(tmp_path: Path, kind: Kind) -> None:
    found = told(tmp_path, f"{kind.name}:\n  - qqqqq: 1\n")
    required = [bound for bound in kind.bound.values() if bound.field.required]
    for bound in required:
        own = [text for text in found if text.startswith(f"x.yaml:2: {kind.name} saknar {bound.name}. ")]
        assert len(own) == 1, (bound.name, found)
        if bound.type is Type.CHOICE:
            assert own[0].endswith(f"Skriv ett av {', '.join(bound.words)}.")
        if bound.type is Type.REFERENCE:
            assert own[0].endswith(f"Skriv en slug ur {bound.field.to}.")
    assert any("okänt fält ”qqqqq”" in text for text in found)


CHILDREN = [(kind, child) for kind in WRITTEN for child in kind.children]


@pytest.mark.parametrize(("kind", "child"), CHILDREN, ids=lambda one: one.name)
def test_every_field_of_a_list_inside_a_record_says_its_line(tmp_path: Path, kind: Kind, child: Children) -> None:
    fields = list(child.bound.values())
    if child.single:
        lines = [f"    {child.name}: {wrong(fields[0])}"]
        first = 3
    elif child.plain:
        lines = [f"    {child.name}:", f"      - {wrong(fields[0])}"]
        first = 4
    else:
        lines = [f"    {child.name}:"]
        lines += [
            f"{'      - ' if place == 0 else '        '}{one.name}: {wrong(one)}" for place, one in enumerate(fields)
        ]
        first = 4
    key = kind.fields[0].name
    found = told(tmp_path, "\n".join([f"{kind.name}:", f"  - {key}: qqq", *lines]) + "\n")
    for line, one in enumerate(fields[: 1 if child.single or child.plain else None], start=first):
        own = [text for text in found if text.startswith(f"x.yaml:{line}: {one.name}: ")]
        assert len(own) == 1, (one.name, found)


@pytest.mark.parametrize(("kind", "child"), CHILDREN, ids=lambda one: one.name)
def test_a_list_that_is_no_list_is_told(tmp_path: Path, kind: Kind, child: Children) -> None:
    if child.single:
        said = "ett enda värde"
        text = "[a, b]"
    else:
        said = f"{child.name} ska vara en lista."
        text = "ett ord"
    found = told(tmp_path, f"{kind.name}:\n  - {kind.fields[0].name}: qqq\n    {child.name}: {text}\n")
    assert any(one.startswith("x.yaml:3: ") and said in one for one in found), found


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_a_record_that_is_only_a_word_is_told_with_an_example(tmp_path: Path, kind: Kind) -> None:
    found = told(tmp_path, f"{kind.name}:\n  - bara ett ord\n")
    assert found == [f"x.yaml:2: posten i {kind.name} ska ha fält med namn, till exempel {kind.fields[0].name}:"]


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_a_kind_almost_spelled_right_is_guessed(tmp_path: Path, kind: Kind) -> None:
    found = told(tmp_path, f"{kind.name}x:\n  - a: 1\n")
    assert found == [f"x.yaml:1: okänd postsort ”{kind.name}x”. Menade du ”{kind.name}”?"]


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_a_field_almost_spelled_right_is_guessed(tmp_path: Path, kind: Kind) -> None:
    name = max(kind.names(), key=len)
    found = told(tmp_path, f"{kind.name}:\n  - {name}x: 1\n")
    assert f"x.yaml:2: okänt fält ”{name}x”. Menade du ”{name}”?" in found


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_an_empty_list_of_any_kind_is_no_fault(tmp_path: Path, kind: Kind) -> None:
    loaded = packs.load(tmp_path, {**HEAD, "x.yaml": f"{kind.name}:\n", "y.yaml": f"{kind.name}: []\n"})
    assert loaded.counts == {"created": 0, "changed": 0, "unchanged": 0}


def test_every_column_of_values_says_its_line(tmp_path: Path) -> None:
    kind = BY_NAME["values"]
    names = [bound.name for bound in kind.bound.values()]
    for place, bound in enumerate(kind.bound.values()):
        if bound.type is Type.TEXT and not bound.max_length:
            continue
        cells = ["" for _ in names]
        cells[place] = wrong(bound).replace("'", '"')
        rows = ",".join(names) + "\n" + "\n".join(["", ",".join(cells)]) + "\n"
        found = packs.problems(tmp_path, {**HEAD, "values.csv": rows})
        assert any(one.startswith(f"values.csv:3: {bound.name}: ") for one in found), (bound.name, found)
    assert not Pack.objects.exists()
