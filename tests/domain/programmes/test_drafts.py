"""Drafts become goals, measures, partners, areas and contributions only when a person says so."""

from typing import Any

import pytest
from tests import builders as b

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.actions.drafts import DraftLine, DraftSource, accept_draft, drop_draft, save_draft
from samstad.domain.programmes.models import (
    Contribution,
    DraftItem,
    FocusArea,
    PartnerIntention,
    ProgrammeActivity,
    SteeringDocument,
)
from samstad.domain.steering.models import Activity, Goal, GoalLevel
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db

ITEMS = [
    DraftLine("Norrby", "focus_area", "Kvarnvik", (3, 3)),
    DraftLine("Norrby", "theme", "Trygghet: Det ska vara tryggt på torget.", (5, 6), "Trygghet"),
    DraftLine("Norrby", "measure", "Nämnden ska hålla vandringar.", (9, 9), "Trygghet", "ska"),
    DraftLine("Norrby", "goal", "Fler barn går i förskola.", (7, 7)),
    DraftLine("Norrby", "partner", "Sjönämnden", (12, 12)),
    DraftLine("Norrby", "contribution", "Utbilda värdar", (14, 14), "Trygghet"),
]


@pytest.fixture
def norrby() -> Any:
    b.level("local", slug="tema", name="Tema", rank=6)
    GoalLevel.objects.filter(slug="tema").update(judged=False)
    b.level("local")
    return b.board("norrby", "Norrby stadsdelsnämnd", area=b.area("norrby", "Norrby"))


def source(committee: str = "Sjöförvaltningen") -> DraftSource:
    return DraftSource("Plan 2017", "plan.txt", "f" * 64, 2017, committee, tuple("abcdefghijklmnop"), ((1, 1),), 0.98)


def saved(kind: str) -> DraftItem:
    save_draft(source=source(), items=ITEMS, by=COMMAND_LINE, at=b.NOON)
    return item(kind)


def item(kind: str) -> DraftItem:
    return DraftItem.objects.select_related("source", "board__area").get(kind=kind)


def accept(of: DraftItem, text: str = "") -> DraftItem:
    return accept_draft(item=of, text=text or of.text, version=of.version, by=COMMAND_LINE, at=b.NOON)


def test_saving_drafts_changes_no_plan(norrby: Any) -> None:
    saved("measure")
    assert not Goal.objects.exists()
    assert not Activity.objects.exists()
    assert {row.board for row in DraftItem.objects.select_related("board")} == {norrby}


def test_the_same_document_is_not_read_in_twice(norrby: Any) -> None:
    saved("measure")
    with pytest.raises(Refusal, match="redan inläst"):
        save_draft(source=source(), items=ITEMS, by=COMMAND_LINE, at=b.NOON)


def test_an_accepted_theme_and_measure_hang_together(norrby: Any) -> None:
    theme = accept(saved("theme"))
    measure = accept(item("measure"))
    made = Activity.objects.get(slug=measure.made_slug)
    assert (made.owner, made.modality, made.source) == (norrby, "ska", "Plan 2017, rad 9–9")
    assert [row.goal.slug for row in made.activity_goals.select_related("goal")] == [theme.made_slug]
    assert ProgrammeActivity.objects.get(activity=made).document.slug == "lup-norrby"


def test_an_existing_theme_is_not_made_twice(norrby: Any) -> None:
    theme = saved("theme")
    programme = b.programme(norrby, "lup-norrby")
    standing = b.goal("Trygghet", slug="fanns", level=b.level("local", slug="tema"), year=None, owner=norrby)
    b.put_in_programme(programme, standing)
    assert accept(theme).made_slug == "fanns"


def test_an_edited_draft_says_that_it_was_edited(norrby: Any) -> None:
    accepted = accept(saved("measure"), "Nämnden ska hålla två vandringar.")
    assert (accepted.state, accepted.reviewed_by) == ("edited", "kommandorad")
    assert Activity.objects.get().title == "Nämnden ska hålla två vandringar."


def test_a_goal_outside_every_theme_becomes_a_goal_of_the_programme(norrby: Any) -> None:
    made = Goal.objects.get(slug=accept(saved("goal")).made_slug)
    assert (made.level.judged, made.owner) == (True, norrby)
    assert not made.links_up.exists()


def test_a_partner_is_tied_to_its_body_when_there_is_one(norrby: Any) -> None:
    sea = b.board("sjonamnden", "Sjönämnden", kind="specialist_board")
    accept(saved("partner"))
    assert PartnerIntention.objects.get().organisation == sea


def test_an_unknown_focus_area_is_added_under_the_district(norrby: Any) -> None:
    accept(saved("focus_area"))
    assert FocusArea.objects.get().area.parent == norrby.area


def test_a_planned_activity_belongs_to_the_committee_that_wrote_the_document(norrby: Any) -> None:
    sea = b.board("sjonamnden", "Sjönämnden", kind="specialist_board", office_name="Sjöförvaltningen")
    theme = accept(saved("theme"))
    accept(item("contribution"))
    made = Contribution.objects.select_related("activity", "goal").get()
    assert (made.organisation, made.activity.owner) == (sea, sea)
    assert made.goal is not None
    assert made.goal.slug == theme.made_slug


def test_a_planned_activity_without_a_known_committee_is_refused(norrby: Any) -> None:
    with pytest.raises(Refusal, match="vem som skrivit"):
        accept(saved("contribution"))


def test_a_dropped_draft_makes_nothing_and_is_not_settled_again(norrby: Any) -> None:
    measure = saved("measure")
    drop_draft(item=measure, version=0, by=COMMAND_LINE, at=b.NOON)
    assert not Activity.objects.exists()
    with pytest.raises(Stale, match="redan granskat"):
        accept(measure)


def test_a_board_that_the_city_does_not_have_is_said_in_a_sentence() -> None:
    save_draft(source=source(), items=ITEMS[:1], by=COMMAND_LINE, at=b.NOON)
    with pytest.raises(Refusal, match="Ingen nämnd heter ”Norrby”"):
        accept(item("focus_area"))
    assert not SteeringDocument.objects.exists()


def test_an_emptied_text_is_refused(norrby: Any) -> None:
    with pytest.raises(Refusal, match="tom"):
        accept(saved("measure"), "   ")


def test_only_the_boards_coordinator_or_the_city_reviews(norrby: Any) -> None:
    measure = saved("measure")
    stranger = b.actor("coordinator", b.board())
    with pytest.raises(NotAllowed, match="granska utkast"):
        accept_draft(item=measure, text=measure.text, version=0, by=stranger, at=b.NOON)
    own = b.actor("coordinator", norrby)
    assert accept_draft(item=measure, text=measure.text, version=0, by=own, at=b.NOON).state == "accepted"
