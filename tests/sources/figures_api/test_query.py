"""What a person writes as what a service is asked, and the sentence when it cannot be asked."""

from typing import Any

import pytest

from samstad.refusals import Refusal
from samstad.sources.figures_api.lines import some
from samstad.sources.figures_api.query import kolada_query, names_here, scb_query


def test_codes_stand_with_commas_spaces_or_lines_and_years_may_be_a_span() -> None:
    assert kolada_query(kpi="N1, N2\nN1", municipality="0180 0181", years="2015-2017, 2020") == {
        "kpi": ["N1", "N2"],
        "municipality": ["0180", "0181"],
        "years": [2015, 2016, 2017, 2020],
    }


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kpi": ""}, "nyckeltalens koder"),
        ({"kpi": "N1/../x"}, "nyckeltalens koder"),
        ({"municipality": "Stockholm"}, "kommunernas fyra siffror"),
        ({"years": "i fjol"}, "”i” är inga år"),
        ({"years": "2017-2015"}, "”2017-2015” är inga år"),
        ({"years": " "}, "vilka år"),
        ({"municipality": " ".join(f"{n:04d}" for n in range(9999)), "years": "1900-2099"}, "Dela upp hämtningen"),
    ],
)
def test_what_kolada_cannot_be_asked_is_refused(changed: dict[str, str], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        kolada_query(**{"kpi": "N1", "municipality": "0180", "years": "2017", **changed})


def test_a_selection_has_a_variable_a_line() -> None:
    query = scb_query(table=" TAB1 ", selection="Region=0180A, 0180B\n\nTid=2024\n", area="", period="")
    assert query == {
        "table": "TAB1",
        "selection": [["Region", ["0180A", "0180B"]], ["Tid", ["2024"]]],
        "area": "Region",
        "period": "Tid",
    }


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"table": "../data"}, "tabellens kod"),
        ({"selection": "  "}, "minst en rad"),
        ({"selection": "Region"}, "”Region” är inget urval"),
        ({"selection": "Region= ,"}, "är inget urval"),
    ],
)
def test_what_scb_cannot_be_asked_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        scb_query(**{"table": "T1", "selection": "Tid=2024", "area": "Region", "period": "Tid", **changed})


def test_codes_may_be_called_otherwise_here() -> None:
    assert names_here("0180 = stockholm\nT1/1=folkmangd\n") == {"0180": "stockholm", "T1/1": "folkmangd"}
    with pytest.raises(Refusal, match="”0180” säger inte vad en kod heter här"):
        names_here("0180")


def test_many_codes_are_said_by_the_first_and_the_last() -> None:
    assert some(["a", "b", "c"]) == "a, b, c"
    assert some(["a", "b", "c", "d"]) == "a … d (4)"
