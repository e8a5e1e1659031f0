"""What a local programme builds on: written a piece at a time, with figures as they were known, and nothing lost."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.as_known import AsKnown
from samstad.domain.organisation.choices import Role
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes import actions
from samstad.domain.programmes.models import AnalysisFigure, AnalysisPart, NotChosen, SteeringDocument
from samstad.domain.steering.models import FigureUpload, Value
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.programme_analysis import Analysis, read_analysis

pytestmark = pytest.mark.django_db


def who(day: str) -> dict[str, Any]:
    return {"by": COMMAND_LINE, "at": datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)}


@pytest.fixture
def programme() -> SteeringDocument:
    district = b.area("farsta", "Farsta")
    return b.programme(b.board("farstanamnden", area=district), "lup", area=district)


def read(programme: SteeringDocument, day: str = "") -> Analysis:
    as_known = AsKnown(b.day(day)) if day else AsKnown()
    found = read_analysis(programme, on=b.day(day or "2018-01-01"), as_known=as_known)
    assert found
    return found


def texts(programme: SteeringDocument, day: str = "") -> list[str | None]:
    return [line.text.text if line.text else None for line in read(programme, day).parts]


def refused(code: str, deed: Any, **said: Any) -> None:
    with pytest.raises(Refusal) as fault:
        deed(**said)
    assert fault.value.code == code


def test_an_analysis_has_four_parts_and_those_not_written_are_missing(programme: SteeringDocument) -> None:
    actions.write_part(
        document=programme, part="economic", text=" Få arbetar. ", source="register", **who("2017-02-01")
    )
    parts = read(programme).parts
    assert [line.part for line in parts] == ["cohesive", "climate", "economic", "democratic"]
    assert [line.missing for line in parts] == [True, True, False, True]
    assert parts[2].text
    assert (parts[2].text.text, parts[2].text.source) == ("Få arbetar.", "register")


def test_a_part_is_written_anew_and_the_past_keeps_the_old(programme: SteeringDocument) -> None:
    for day, text in (("2017-02-01", "Först."), ("2017-03-01", "Sedan."), ("2017-04-01", "")):
        actions.write_part(document=programme, part="cohesive", text=text, **who(day))
    told = {
        day: texts(programme, day)[0] for day in ("2017-01-31", "2017-02-01", "2017-02-28", "2017-03-01", "2017-04-01")
    }
    assert list(told.values()) == [None, "Först.", "Först.", "Sedan.", None]
    assert texts(programme) == [None] * 4
    assert AnalysisPart.objects.count() == 2


def test_the_same_text_again_is_no_change(programme: SteeringDocument) -> None:
    for _ in range(2):
        actions.write_part(document=programme, part="climate", text="Varmt.", **who("2017-02-01"))
    assert AnalysisPart.objects.count() == 1


def figure(programme: SteeringDocument, value: str | None, known_from: str, **fields: Any) -> Value:
    indicator = fields.pop("indicator", None) or b.indicator("Andel trygga")
    missing = {"status": "missing", "missing_reason": "inställd"} if value is None else {}
    return Value.objects.create(
        indicator=indicator, area=programme.area, period="2016", value=value and Decimal(value),
        known_from=b.day(known_from), source="mätningen", **missing, **fields,
    )  # fmt: skip


def pull(programme: SteeringDocument, value: Value, day: str, **said: Any) -> AnalysisFigure:
    assert programme.area
    fields: dict[str, Any] = {
        "part": "cohesive",
        "indicator": value.indicator,
        "area": programme.area,
        "period": "2016",
    } | said
    return actions.pull_figure(document=programme, **fields, **who(day))


def test_a_pulled_figure_stays_as_it_was_known_and_says_what_it_is_now(programme: SteeringDocument) -> None:
    first = figure(programme, "60", "2017-01-01")
    pull(programme, first, "2017-02-01")
    figure(programme, "65", "2017-06-01", indicator=first.indicator)
    (found,) = read(programme).parts[0].figures
    assert found.value
    assert found.now
    assert (found.value.value, found.now.value, found.value.source) == (Decimal(60), Decimal(65), "mätningen")
    (then,) = read(programme, "2017-03-01").parts[0].figures
    assert then.now is None
    assert read(programme, "2017-01-31").parts[0].figures == ()


def test_a_figure_of_a_file_that_was_undone_is_still_what_the_analysis_leaned_on(programme: SteeringDocument) -> None:
    stored = {"at": who("2017-01-05")["at"], "stored_at": who("2017-01-05")["at"]}
    upload = FigureUpload.objects.create(
        file_name="f.csv",
        sha256="x",
        source="fil",
        known_from=b.day("2017-01-01"),
        state="stored",
        by_name="A",
        **stored,
    )
    value = figure(programme, "60", "2017-01-01", upload=upload)
    refused("no_value", pull, programme=programme, value=value, day="2017-01-04")
    pull(programme, value, "2017-02-01")
    FigureUpload.objects.update(state="undone", undone_at=who("2017-03-01")["at"])
    Value.every.update(withdrawn=True)
    (found,) = read(programme).parts[0].figures
    assert found.value
    assert found.value.value == 60
    type(value.indicator).objects.update(protect_below=5)
    (hidden,) = read(programme).parts[0].figures
    assert hidden.value
    assert hidden.value.value is None


def test_only_what_is_known_can_be_pulled_in_and_only_once(programme: SteeringDocument) -> None:
    value = figure(programme, "60", "2017-01-01")
    refused("no_value", pull, programme=programme, value=value, day="2017-02-01", period="2015")
    refused("no_value", pull, programme=programme, value=figure(programme, None, "2017-01-01"), day="2017-02-01")
    refused("bad_part", pull, programme=programme, value=value, day="2017-02-01", part="annat")
    pull(programme, value, "2017-02-01")
    refused("twice", pull, programme=programme, value=value, day="2017-02-02")
    assert [figure.value for part in read(programme).parts for figure in part.figures] == [value]


def test_what_was_not_chosen_has_its_reason(programme: SteeringDocument) -> None:
    refused("no_reason", actions.leave_out, document=programme, title="Ny simhall", reason=" ", **who("2017-02-01"))
    made = actions.leave_out(
        document=programme, title="Ny simhall", reason="Idrottsnämnden bygger.", **who("2017-02-01")
    )
    refused("twice", actions.leave_out, document=programme, title="Ny simhall", reason="x", **who("2017-02-02"))
    actions.take_from_analysis(row=made, **who("2017-03-01"))
    refused("gone", actions.take_from_analysis, row=NotChosen.objects.get(), **who("2017-03-02"))
    assert read(programme).not_chosen == ()
    assert [row.reason for row in read(programme, "2017-02-15").not_chosen] == ["Idrottsnämnden bygger."]
    actions.leave_out(document=programme, title="Ny simhall", reason="Igen.", **who("2017-04-01"))


def test_parties_and_qualities_stand_in_the_order_they_were_entered(programme: SteeringDocument) -> None:
    schools = b.board("skolor", "Utbildningsnämnden")
    actions.name_party(
        document=programme, name="", organisation=schools, contribution="Skolornas bild", **who("2017-02-01")
    )
    actions.name_party(document=programme, name="Boende", organisation=None, **who("2017-02-01"))
    for text in ("Sjön", "Centrum från 60-talet"):
        actions.add_quality(document=programme, text=text, **who("2017-02-01"))
    shown = read(programme)
    assert [(row.name, row.contribution) for row in shown.parties] == [
        ("Utbildningsnämnden", "Skolornas bild"),
        ("Boende", ""),
    ]
    assert [row.text for row in shown.qualities] == ["Sjön", "Centrum från 60-talet"]
    refused("empty", actions.name_party, document=programme, name=" ", organisation=None, **who("2017-02-01"))


def test_the_local_vision_is_read_back(programme: SteeringDocument) -> None:
    actions.write_vision(document=programme, text="En trygg plats.", **who("2017-02-01"))
    actions.write_vision(document=programme, text="En levande plats.", **who("2017-03-01"))
    row = SteeringDocument.objects.get()
    AsKnown(b.day("2017-02-15")).reword([row])
    assert row.vision_of_place == "En trygg plats."


def test_a_programme_that_has_ended_is_not_written_in(programme: SteeringDocument) -> None:
    said = {"text": "Sjön", **who("2017-02-01")}
    SteeringDocument.objects.update(status="replaced")
    programme.refresh_from_db()
    refused("ended", actions.add_quality, document=programme, **said)
    refused("not_local", actions.add_quality, document=b.programme(b.board(), kind="programme"), **said)
    assert read_analysis(b.programme(b.board(), kind="vision"), on=b.day("2017-01-01")) is None


def test_the_boards_planner_writes_and_nobody_elses(programme: SteeringDocument) -> None:
    at = who("2017-02-01")["at"]
    own = b.actor(Role.COORDINATOR, programme.owner)
    actions.add_quality(document=programme, text="Sjön", by=own, at=at)
    for stranger in (b.actor(Role.REPORTER, programme.owner), b.actor(Role.COORDINATOR, b.board())):
        with pytest.raises(NotAllowed):
            actions.add_quality(document=programme, text="Skogen", by=stranger, at=at)
