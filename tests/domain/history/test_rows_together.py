"""Rows of many tables by one query are the same rows as when each table is read by itself."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.cycle.models import Attachment
from samstad.domain.history.rows_together import rows_together
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import (
    AnalysisFigure,
    AnalysisPart,
    AnalysisParty,
    DocumentSection,
    DocumentStep,
    FocusArea,
    PartnerIntention,
    ProgrammeRequest,
    SteeringDocument,
)
from samstad.domain.steering.models import Goal
from samstad.reports.programme_analysis import read_analysis

pytestmark = pytest.mark.django_db


def everything(of: SteeringDocument) -> tuple[QuerySet[Any, Any], ...]:
    return (
        FocusArea.objects.filter(document=of),
        PartnerIntention.objects.filter(document=of).select_related("organisation"),
        DocumentSection.objects.filter(document=of),
        ProgrammeRequest.objects.filter(programme=of).select_related("goal", "pack").order_by("order"),
        DocumentStep.objects.filter(document=of).select_related("body"),
        AnalysisFigure.objects.filter(document=of).select_related("indicator", "area"),
        SteeringDocument.objects.filter(pk=of.pk).order_by("pk"),
    )


@pytest.fixture
def programme() -> SteeringDocument:
    board = b.board("parken", "Parknämnden", aliases=["Parken", "Grönt"])
    made = b.programme(board, frame_mnkr="12.5", until_further_notice=True)
    place = b.area("Farsta")
    FocusArea.objects.create(document=made, area=b.area("Ågesta"), order=2)
    FocusArea.objects.create(document=made, area=place, order=1)
    PartnerIntention.objects.create(document=made, order=2, name="Polisen")
    PartnerIntention.objects.create(document=made, order=1, name="parken", organisation=board)
    DocumentSection.objects.create(document=made, order=1, heading='Ett "citat"', text="Rad ett\nrad två å ä ö \\ '")
    goal = b.goal("Målet", owner=board)
    ProgrammeRequest.objects.create(
        slug="a", programme=made, goal=goal, pack=b.example_pack(), text="Gör", due=b.day("2017-05-01"), order=9
    )
    ProgrammeRequest.objects.create(slug="b", programme=made, text="Redovisa", order=3)
    DocumentStep.objects.create(document=made, status="proposed", on=b.day("2017-02-01"))
    DocumentStep.objects.create(document=made, status="adopted", on=b.day("2017-01-01"), body=board, paragraph="7")
    AnalysisFigure.objects.create(
        document=made, part="democratic", indicator=b.indicator("Trygga", goal), area=place, period="2016",
        known_on=b.day("2017-01-01"),
    )  # fmt: skip
    return made


def columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_column_and_the_order_are_those_of_the_table_itself(programme: SteeringDocument) -> None:
    chosen = everything(programme)
    for together, alone in zip(rows_together(*chosen), chosen, strict=True):
        assert together
        assert [columns(row) for row in together] == [columns(row) for row in alone]


def test_what_is_read_along_is_there_without_another_query(programme: SteeringDocument) -> None:
    _focus, partners, _sections, requests, steps, figures, _documents = everything(programme)
    with CaptureQueriesContext(connection) as asked:
        parties, wishes, taken, (figure,) = rows_together(partners, requests, steps, figures)
        assert [row.organisation and row.organisation.aliases for row in parties] == [["Parken", "Grönt"], None]
        assert [row.goal and row.goal.title for row in wishes] == [None, "Målet"]
        assert [bool(row.pack and row.pack.example) for row in wishes] == [False, True]
        assert [row.body and row.body.name for row in taken] == ["Parknämnden", None]
        assert (figure.indicator.name, figure.area.name) == ("Trygga", "Farsta")
    assert len(asked) == 1
    assert columns(parties[0].organisation) == columns(Organisation.objects.get(slug="parken"))
    assert columns(wishes[1].goal) == columns(Goal.objects.get(title="Målet"))


def test_what_is_two_steps_away_is_read_along_too_and_orders_the_rows(programme: SteeringDocument) -> None:
    for name in ("Örby", "Aspudden"):
        b.goal(f"Mål i {name}", owner=b.board(name=name))
    goals = Goal.objects.exclude(owner=None).select_related("owner__area", "level").order_by("owner__sort_key")
    with CaptureQueriesContext(connection) as asked:
        (found,) = rows_together(goals)
        told = [(row.owner.name, row.owner.area, row.level.sphere) for row in found]
    assert told == [(name, None, "board") for name in ("Aspudden", "Parknämnden", "Örby")]
    assert len(asked) == 1


def test_a_column_that_is_deferred_is_not_asked_for(programme: SteeringDocument) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert rows_together(Attachment.objects.defer("content")) == [[]]
    assert '"content"' not in asked.captured_queries[0]["sql"]
    (named,), (alone,) = rows_together(SteeringDocument.objects.only("title"), SteeringDocument.objects.all())
    assert named.title == alone.title
    assert named.get_deferred_fields() >= {"summary", "frame_mnkr"}
    assert str(alone.frame_mnkr) == "12.5"


def test_only_what_is_asked_for_of_a_row_read_along_is_read_as_when_it_is_read_alone(
    programme: SteeringDocument,
) -> None:
    partners = PartnerIntention.objects.select_related("organisation").exclude(organisation=None)
    for chosen in (
        partners.only("document", "order", "organisation__slug", "organisation__aliases"),
        partners.only("document", "order", "organisation"),
        partners.defer("name", "organisation__name"),
    ):
        ((together,),), (alone,) = rows_together(chosen), chosen
        assert together.get_deferred_fields() == alone.get_deferred_fields()
        assert together.organisation
        assert alone.organisation
        assert together.organisation.get_deferred_fields() == alone.organisation.get_deferred_fields()
        assert columns(together.organisation) == columns(alone.organisation)


def test_tables_without_a_row_are_empty_and_nothing_asked_for_is_nothing(programme: SteeringDocument) -> None:
    none = DocumentSection.objects.filter(heading="Ingen")
    assert rows_together(none, FocusArea.objects.filter(order=1))[0] == []
    assert rows_together(none) == [[]]
    with CaptureQueriesContext(connection) as asked:
        assert rows_together() == []
    assert not asked.captured_queries


def test_a_whole_analysis_is_read_by_two_queries(programme: SteeringDocument) -> None:
    AnalysisPart.objects.create(document=programme, part="democratic", text="Tryggheten ökar.")
    AnalysisParty.objects.create(
        document=programme, name="Parken", organisation=Organisation.objects.get(slug="parken")
    )
    with CaptureQueriesContext(connection) as asked:
        found = read_analysis(programme, on=b.day("2018-01-01"))
        assert found is not None
        assert [row.organisation and row.organisation.slug for row in found.parties] == ["parken"]
    assert [line.text.text for line in found.parts if line.text] == ["Tryggheten ökar."]
    assert len(asked) == 2
