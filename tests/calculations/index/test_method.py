"""The method file: what it may say, and how each impossible thing is refused with its place."""

from typing import Any

import pytest
from tests.calculations.index import small

from samstad.calculations.index import MethodError, canonical, empty, fit, parse_method


def test_the_same_content_has_the_same_hash_whatever_its_layout() -> None:
    mapping = small.mapping()
    turned = dict(reversed(mapping.items()))
    assert parse_method(mapping).sha256 == parse_method(turned).sha256
    assert parse_method(mapping).sha256 != parse_method(small.mapping(version=2)).sha256
    assert canonical({"b": 1, "a": "å"}) == '{"a":"å","b":1}'


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"normalise": {"method": "magi"}}, ("normalise", "method"), "är inte tillåtet. Välj none, minmax"),
        ({"extra": 1}, (), "ett ord är okänt"),
        ({"indicators": [{"parent": "prov"}]}, ("indicators", 0), "code saknas"),
        ({"indicators": []}, ("indicators",), "fel form"),
        ({"uncertainty": {"replicates": -1}}, ("uncertainty", "replicates"), "fel form"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place(
    changes: dict[str, Any], where: tuple[str | int, ...], says: str
) -> None:
    with pytest.raises(MethodError, match=says) as told:
        parse_method(small.mapping(**changes))
    assert told.value.where == where


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"aggregate": "geometric"}, "geometric kräver tal över noll, men normalise.method minmax"),
        (
            {"aggregate": "harmonic", "normalise": {"method": "z"}},
            "harmonic kräver tal över noll, men normalise.method z",
        ),
        (
            {"uncertainty": {"aggregate": ["geometric"]}, "normalise": {"method": "z"}},
            "geometric kräver tal över noll",
        ),
        (
            {
                "aggregate": "geometric",
                "normalise": {"method": "rank"},
                "uncertainty": {"normalise": [{"method": "z"}]},
            },
            "uncertainty.normalise.method z",
        ),
        ({"normalise": {"method": "goalposts"}}, "goalposts kräver att varje indikator"),
        ({"aggregate": "alkire_foster"}, "alkire_foster kräver deprived_over"),
        ({"nodes": [{"code": "prov"}, {"code": "annan"}]}, "Exakt en nod"),
        (
            {
                "nodes": [
                    {"code": "forsorjning", "parent": "saknas"},
                    {"code": "trygghet", "parent": "prov"},
                    {"code": "prov"},
                ]
            },
            "noden saknas finns inte",
        ),
        (
            {"nodes": [*small.mapping()["nodes"], {"code": "tom", "parent": "prov"}]},
            "Noden tom har inget under sig",
        ),
        (
            {
                "nodes": [
                    {"code": "forsorjning", "parent": "trygghet"},
                    {"code": "trygghet", "parent": "forsorjning"},
                    {"code": "prov"},
                ]
            },
            "går i cirkel|inget under sig",
        ),
        (
            {"indicators": [*small.mapping()["indicators"], {"code": "prov", "parent": "trygghet"}]},
            "står mer än en gång",
        ),
        ({"classes": {"method": "fixed", "names": ["a", "b"], "cuts": [1, 2]}}, "fixed kräver en gräns mindre"),
        ({"classes": {"method": "sd", "names": ["a", "b"], "cuts": []}}, "sd kräver gränser"),
        ({"nodes": [*small.mapping()["nodes"][:2], {"code": "prov", "weights": "experts"}]}, "kräver listan experts"),
    ],
)
def test_what_cannot_be_combined_is_refused_with_the_pair_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(MethodError, match=says):
        fit(small.figures(), small.method(**changes))


def test_a_column_that_the_areas_lack_is_named() -> None:
    with pytest.raises(MethodError, match="kolumnen invanare finns inte"):
        fit(small.figures({"handelser": [1.0, 2.0]}), small.one(indicator={"denominator": "invanare"}))


def test_the_latest_period_with_figures_is_used_when_none_is_named() -> None:
    made = empty(small.figures().areas, ["handelser"], ["2016", "2017", "2018"])
    made.values[0, :, 0], made.values[1, :, 0] = [9, 8, 7, 6], [1, 2, 3, 4]
    result = fit(made, small.one(normalise={"method": "none"}))
    assert result.plan.periods == ("2017",)
    assert result.index.tolist() == [1, 2, 3, 4]
