"""A report's economy is stored whole or not at all, and belongs to the report as its other rows do."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.actions import EconomyContent
from samstad.domain.cycle.actions.default_chapters import SUMMARY
from samstad.domain.cycle.models import EconomyLine, EconomySheet, Report
from samstad.domain.cycle.queries import explain_over, find_report
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
PARK = EconomyContent("operations", "Park", "running", "tkr", Decimal(100), Decimal(40), Decimal(99))
ROOF = EconomyContent("operations", "Tak", "investment", "tkr", Decimal(30), Decimal(0), Decimal(30))
RENT = EconomyContent("adjustment", "Hyra", "running", "tkr", asked=Decimal(4), explanation="Högre hyra.")


@pytest.fixture
def report() -> Report:
    b.board("farsta", "Farsta stadsdelsnämnd")
    actions.open_round(year=2017, kind="t1", cutoff=None, due=None, **WHO)
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def store(report: Report, *rows: EconomyContent, version: int = 0, **more: Any) -> EconomySheet:
    return actions.store_economy(report=report, rows=rows, version=version, **{**WHO, **more})


def names() -> list[str]:
    return list(EconomyLine.objects.values_list("name", flat=True))


def test_rows_are_stored_in_the_order_of_the_sheet_with_where_they_came_from(report: Report) -> None:
    sheet = store(report, ROOF, PARK, RENT, file_name="t1.xlsx", sha256="a" * 64)
    assert names() == ["Tak", "Park", "Hyra"]
    assert (sheet.version, sheet.file_name, sheet.changed_by) == (1, "t1.xlsx", COMMAND_LINE.name)
    assert Event.objects.get(action="store_economy").change["rows"] == [0, 3]


def test_a_new_sheet_takes_the_place_of_the_one_before(report: Report) -> None:
    store(report, PARK, ROOF)
    assert store(report, RENT, version=1).version == 2
    assert names() == ["Hyra"]


def test_one_wrong_row_leaves_everything_as_it_was(report: Report) -> None:
    store(report, PARK)
    with pytest.raises(Refusal, match="Skriv i Slag"):
        store(report, ROOF, replace(PARK, kind="pengar"), version=1)
    assert names() == ["Park"]
    assert EconomySheet.objects.get().version == 1


def test_a_sheet_that_somebody_stored_meanwhile_is_not_overwritten(report: Report) -> None:
    store(report, PARK)
    with pytest.raises(Stale, match="hann läsa in en annan fil"):
        store(report, ROOF)
    assert names() == ["Park"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (replace(PARK, part="annat"), "Skriv i Del"),
        (replace(PARK, unit="kr"), "tkr eller mnkr"),
        (replace(PARK, name=" "), "Skriv i Namn"),
        (replace(PARK, name="a" * 201), "Korta texten"),
        (replace(PARK, explanation="a" * 601), "Korta texten"),
        (replace(PARK, budget=Decimal("1e9")), "större än vad som kan stämma"),
        (replace(PARK, budget=None), "Skriv budgeten"),
        (replace(PARK, outcome=None), "Skriv utfallet"),
        (replace(PARK, forecast=None), "Skriv prognosen"),
        (replace(PARK, forecast=Decimal(94)), "större än 5 procent"),
        (replace(PARK, asked=Decimal(1)), "Sökt belopp hör till"),
        (replace(RENT, asked=None), "bara ett belopp"),
        (replace(RENT, budget=Decimal(1)), "bara ett belopp"),
        (replace(RENT, explanation=" "), "varför ni begär"),
    ],
)
def test_a_row_that_does_not_hold_is_refused_with_what_to_do(report: Report, row: EconomyContent, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        store(report, row)
    assert not EconomyLine.objects.exists()


def test_rows_together_are_some_in_one_unit_and_none_twice(report: Report) -> None:
    for rows, said in (
        ((), "inga belopp"),
        ((PARK, replace(ROOF, unit="mnkr")), "både tkr och mnkr"),
        ((PARK, replace(PARK, name="PARK")), "två gånger"),
    ):
        with pytest.raises(Refusal, match=said):
            store(report, *rows)


def test_a_larger_deviation_with_a_sentence_is_stored_and_the_share_is_the_rounds(report: Report) -> None:
    dear = replace(PARK, forecast=Decimal(110))
    store(report, replace(dear, explanation="Mer snö."))
    economy = actions.ChapterContent("ekonomi", "Ekonomi", tables=("economy",), explain_over=10)
    actions.set_template(of_round=report.round, chapters=[SUMMARY, economy], **WHO)
    assert explain_over(report) == 10
    assert store(report, dear, version=1).version == 2


def test_a_round_without_a_chapter_of_economy_has_the_usual_share(report: Report) -> None:
    actions.set_template(of_round=report.round, chapters=[SUMMARY], **WHO)
    assert explain_over(report) == 5


def test_the_boards_reporters_store_it_while_it_is_a_draft(report: Report) -> None:
    store(report, PARK, by=b.actor("reporter", report.organisation))
    with pytest.raises(NotAllowed):
        store(report, ROOF, version=1, by=b.actor("reporter", b.board()))
    Report.objects.update(state="ready")
    report.refresh_from_db()
    with pytest.raises(Refusal, match="väntar på godkännande"):
        store(report, ROOF, version=1)


def test_a_filled_report_has_its_economy_and_its_own_chapters(report: Report) -> None:
    content = actions.ReportContent(
        sections={"eget-skog": "Vi planterar."},
        own_chapters=[actions.ChapterContent("eget-skog", "Skog")],
        economy=[PARK, ROOF],
    )
    assert actions.fill_report(report=report, content=content, **WHO) == 3
    assert names() == ["Park", "Tak"]
    assert report.sections.get(key="eget-skog").text == "Vi planterar."
