"""A programme that asks, boards that are asked, and a year's plans for them to answer in."""

from dataclasses import dataclass
from typing import Any

from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.programmes.actions import Wanted, add_request
from samstad.domain.programmes.models import ProgrammeRequest, SteeringDocument
from samstad.domain.steering.models import Goal

DONE: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@dataclass
class Asking:
    """`programme` asks `farsta` (leads) and `social` (concerned); `local` is Farsta's prioritised programme."""

    executive: Organisation
    farsta: Organisation
    social: Organisation
    homes: Organisation
    programme: SteeringDocument
    goal: Goal
    request: ProgrammeRequest
    local: SteeringDocument
    round: Round

    def plan(self, board: Organisation) -> Report:
        return Report.objects.select_related("round", "organisation").get(round=self.round, organisation=board)

    def send_out(self, *boards: Organisation) -> None:
        self.round.reports.filter(organisation__in=boards).update(state="sent_out", sent_out_on=b.day("2016-12-08"))

    def answer(self, board: Organisation, *, version: int = 0, **content: Any) -> None:
        about = {"programme": self.programme, "request": self.request, **content}
        actions.save_plan_answer(
            report=self.plan(board), content=actions.PlanAnswerContent(**about), version=version, **DONE
        )

    def prioritise(self, board: Organisation, text: str, **content: Any) -> None:
        self.answer(board, programme=self.local, request=None, text=text, **content)


def asking(due: str = "2016-12-31") -> Asking:
    executive = b.board("ks", "Kommunstyrelsen", kind="executive_board")
    district = b.area("farsta", "Farsta")
    farsta = b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta", area=district)
    social = b.board("social", "Socialnämnden", kind="specialist_board")
    homes = b.board("hem", "Hembolaget", kind="company")
    programme = b.programme(executive, "samman", "programme", title="Samman", valid_from=b.day("2015-01-01"))
    goal = b.goal("Färre på bistånd", "programme", None, slug="bistand")
    b.put_in_programme(programme, goal)
    wanted = Wanted("Vilka aktiviteter leder till målet?", goal=goal, leads=[farsta], concerned=[social])
    asked = add_request(programme=programme, wanted=wanted, **DONE)
    local = b.programme(farsta, "lup-farsta", title="Program för Farsta", area=district)
    listed = AreaList.objects.create(slug="sju", title="De sju")
    AreaListEntry.objects.create(area_list=listed, area=district)
    opened = actions.open_round(year=2017, kind="vp", cutoff=None, due=b.day(due), **DONE)
    return Asking(executive, farsta, social, homes, programme, goal, asked, local, opened)
