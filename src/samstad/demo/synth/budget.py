"""The council's decided budget for the last year: what boards proposed, what was answered, and what they are to do."""

from datetime import date

from samstad.demo.synth.city import LAST_YEAR, City
from samstad.domain.cycle.models import (
    AssignedBoard,
    CouncilAssignment,
    CouncilDecision,
    CouncilTarget,
    GrantedAmount,
    MeasureAmount,
    MeasureAnswer,
    MeasureGoal,
    ProposedMeasure,
    Report,
    Round,
)

ANSWERS = ("partly", "granted", "no")
ONE_IN = 20
"""So many of a board's activities for one larger measure that it proposes."""
ASSIGNMENTS = 3


def decide_budget(city: City) -> None:
    """Every board proposes one larger measure at least, the first is granted in part; all have the same assignments."""
    before = LAST_YEAR - 1
    proposals, budget = Round.objects.bulk_create(
        Round(slug=f"{LAST_YEAR}-{kind}", year=LAST_YEAR, kind=kind, opened_on=opened, pack=city.pack)
        for kind, opened in (("underlag", date(before, 2, 1)), ("kf-budget", date(before, 4, 1)))
    )
    Report.objects.bulk_create(
        Report(
            round=proposals, organisation=board, state="decided", sent_out_on=date(before, 3, 20),
            decided_on=date(before, 3, 27), pack=city.pack,
        )
        for board in city.boards
    )  # fmt: skip
    _answer(city, budget, _propose(city, proposals))
    _assign(city, budget)
    CouncilTarget.objects.bulk_create(
        CouncilTarget(slug=f"arsmal-{n}", round=budget, indicator=indicator, value=60, pack=city.pack)
        for n, indicator in enumerate(city.indicators[: len(city.boards)])
    )
    CouncilDecision.objects.create(
        round=budget, meeting_date=date(before, 11, 17), paragraph="1", by_name="Fullmäktige", pack=city.pack
    )


def _propose(city: City, proposals: Round) -> list[ProposedMeasure]:
    goals = {board.pk: own for board, own in city.of_last_year(city.goals)}
    measures = ProposedMeasure.objects.bulk_create(
        ProposedMeasure(
            slug=f"storre-{activity.slug}", round=proposals, organisation=board, activity=activity,
            text="Påhittad åtgärd.", order=n, version=1, pack=city.pack,
        )
        for board, own in city.of_last_year(city.activities)
        for n, activity in enumerate(own[::ONE_IN])
    )  # fmt: skip
    MeasureGoal.objects.bulk_create(
        MeasureGoal(measure=row, goal=goals[row.organisation_id][row.order % len(goals[row.organisation_id])])
        for row in measures
    )
    MeasureAmount.objects.bulk_create(
        MeasureAmount(measure=row, year=year, kind="running", amount=2 + row.order % 5)
        for row in measures
        for year in (LAST_YEAR, LAST_YEAR + 1)
    )
    return measures


def _answer(city: City, budget: Round, measures: list[ProposedMeasure]) -> None:
    answers = MeasureAnswer.objects.bulk_create(
        MeasureAnswer(
            measure=row, round=budget, kind=ANSWERS[row.order % len(ANSWERS)], text="Påhittat svar.", of_version=1,
            version=1, pack=city.pack,
        )
        for row in measures
    )  # fmt: skip
    GrantedAmount.objects.bulk_create(
        GrantedAmount(answer=row, year=LAST_YEAR, kind="running", amount=1) for row in answers if row.kind == "partly"
    )


def _assign(city: City, budget: Round) -> None:
    """To all boards; each takes it up with an activity of its own."""
    tasks = CouncilAssignment.objects.bulk_create(
        CouncilAssignment(
            slug=f"uppdrag-{n}", round=budget, title=f"Påhittat uppdrag {n}", text="Gör det tillsammans.",
            goal=city.council[LAST_YEAR][n], start=date(LAST_YEAR, 1, 1), end=date(LAST_YEAR, 12, 31), pack=city.pack,
        )
        for n in range(ASSIGNMENTS)
    )  # fmt: skip
    AssignedBoard.objects.bulk_create(
        AssignedBoard(assignment=task, organisation=board, activity=activity, answer="Vi tar det.", version=1)
        for board, own in city.of_last_year(city.activities)
        for task, activity in zip(tasks, own, strict=False)
    )
