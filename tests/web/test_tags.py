"""Filters and tags: numbers, dates, marks and glossary as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from samstad.domain.history.models import Pack
from samstad.web.glossary import TERMS


def shown(template: str, **context: object) -> str:
    return Template(template).render(Context(context)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("2.9000"), None, "2,9"),
        (Decimal("2.85"), 1, "2,8"),
        (1234567, None, "1 234 567"),
        (Decimal("1E+3"), None, "1 000"),
        (0, None, "0"),
        (-3, None, "−3"),
        (None, 1, "–"),
        ("", None, "–"),
    ],
)
def test_numbers_have_a_decimal_comma_and_missing_is_not_zero(value: object, decimals: int | None, text: str) -> None:
    assert shown("{{ value|number:decimals }}", value=value, decimals=decimals) == text


def test_english_numbers_have_a_point() -> None:
    with translation.override("en"):
        assert shown("{{ value|number }}", value=Decimal("1234.5")) == "1,234.5"


def test_what_a_command_wrote_is_told_as_by_those_who_run_the_service() -> None:
    assert shown("{{ name|writer }}", name="kommandorad") == "driften"
    assert shown("{{ name|writer }}", name="Sara Ek") == "Sara Ek"


def test_dates_are_written_out() -> None:
    assert shown("{{ d|day }}", d=date(2017, 5, 2)) == "2 maj 2017"
    assert shown("{{ d|day }}", d=datetime(2017, 5, 1, 23, 0, tzinfo=UTC)) == "2 maj 2017"
    assert shown("{{ d|day }}", d=None) == "–"


@pytest.mark.parametrize(
    ("period", "text"),
    [("2017", "2017"), ("2017-T1", "T1 2017"), ("2011-12-31", "31 december 2011"), ("2017-05", "2017-05")],
)
def test_periods_are_read_as_people_say_them(period: str, text: str) -> None:
    assert shown("{{ p|period }}", p=period) == text


@pytest.mark.parametrize(
    ("value", "forecast", "word"),
    [
        ("full", True, "Bedöms uppfyllas helt"),
        ("partly", False, "Uppfylls delvis"),
        ("not", True, "Bedöms inte uppfyllas"),
        ("unknown", False, "Kan inte bedömas"),
        ("", False, "Ej bedömt"),
    ],
)
def test_a_judgement_is_a_shape_and_a_word(value: str, forecast: bool, word: str) -> None:
    html = shown("{% judgement value forecast %}", value=value, forecast=forecast)
    assert word in html
    assert f"mark-{value or 'unknown'}" in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("value", "shape", "word"),
    [
        ("ongoing", "full", "Enligt plan"),
        ("deviates", "partly", "Avviker"),
        ("broken_off", "not", "Avbruten"),
        ("", "unknown", "Ej rapporterat"),
    ],
)
def test_a_status_is_a_shape_and_a_word(value: str, shape: str, word: str) -> None:
    html = shown("{% status value %}", value=value)
    assert f"mark-{shape}" in html
    assert word in html


def test_a_term_opens_its_explanation_and_each_on_a_page_has_its_own() -> None:
    html = shown('{% term "rådighet" %} {% term "berörd" "berörda" %}')
    assert 'popovertarget="term-1"' in html
    assert 'id="term-2"' in html
    assert ">berörda</button>" in html
    assert "kan påverka" in html


def test_every_term_is_explained_in_a_sentence() -> None:
    assert all(text.endswith(".") for text in TERMS.values())


def test_what_is_written_by_people_is_escaped() -> None:
    assert "<b>" not in shown('{% mark "full" word %}', word="<b>")


@pytest.mark.parametrize(("part", "whole", "text"), [(1, 4, "25.00"), (0, 0, "0")])
def test_a_share_is_a_width(part: int, whole: int, text: str) -> None:
    assert shown("{{ part|share:whole }}", part=part, whole=whole) == text


def test_an_anchor_is_a_place_on_the_page() -> None:
    assert shown("{% address 'anchor' 'siffror' %}") == "#siffror"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("s4, kap. 3", "Lokala planer 2017, kap. 3"),
        ("s4; s9, Ärendet", "Lokala planer 2017; s9, Ärendet"),
        ("Tabell b020", "Tabell b020"),
        ("s5", "s5"),
        ("", ""),
    ],
)
def test_a_source_is_named_in_full(source: str, text: str) -> None:
    pack = Pack(slug="fakta", sources={"s4": {"title": "Lokala planer 2017"}, "s5": {}})
    assert shown("{{ source|in_full:pack }}", source=source, pack=pack) == text
    assert shown("{{ source|in_full:pack }}", source=source, pack=None) == source
