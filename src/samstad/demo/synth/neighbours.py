"""What ties the boards of the invented city to each other: questions, answers and gifts, roles, units, contacts."""

from datetime import date

from samstad.demo.synth.city import LAST_YEAR, City
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.programmes.models import (
    Answer,
    Contribution,
    PartnerIntention,
    ProgrammeRequest,
    Question,
    RequestBody,
)
from samstad.domain.steering.models import ActivityParty, GoalRole

ONE_IN = 20
"""So many of a board's activities for one that is about a question, and one that is given."""
UNITS = ("Förskolan", "Fritidsgården")


def tie_together(city: City) -> None:
    """Every board is asked, answers, gives, is named by others, and has units, contacts and goals to answer for."""
    _units_and_contacts(city)
    _roles(city)
    _medverkan(city)
    PartnerIntention.objects.bulk_create(
        PartnerIntention(document=document, name=board.name, organisation=board, order=n)
        for document in city.programmes
        for n, board in enumerate(city.boards)
        if board.pk != document.owner_id or len(city.boards) == 1
    )
    requests = ProgrammeRequest.objects.bulk_create(
        ProgrammeRequest(slug=f"begaran-{n}", programme=document, text="Redovisa vad ni gör.", pack=city.pack)
        for n, document in enumerate(city.programmes)
    )
    RequestBody.objects.bulk_create(
        RequestBody(request=request, organisation=board, role="concerned")
        for request in requests
        for board in city.boards
    )


def _units_and_contacts(city: City) -> None:
    Organisation.objects.bulk_create(
        Organisation(
            slug=f"{board.slug}-enhet-{n}", name=f"{unit} i {board.name}", short_name=unit, kind=BodyKind.UNIT,
            parent=board, pack=city.pack,
        )
        for board in city.boards
        for n, unit in enumerate(UNITS)
    )  # fmt: skip
    Contact.objects.bulk_create(
        Contact(organisation=board, theme=theme, role_title="utvecklingsledare")
        for board in city.boards
        for theme in ("trygghet", "demokrati")
    )


def _roles(city: City) -> None:
    GoalRole.objects.bulk_create(
        GoalRole(goal=goal, organisation=board, role="concerned", control="part")
        for n, board in enumerate(city.boards)
        for goal in city.council[LAST_YEAR][n % 10 :: 10]
    )


def _medverkan(city: City) -> None:
    """Each board is asked about its activities by a programme of another's; the first question waits for its answer."""
    council = city.council[LAST_YEAR]
    asked = [
        (place, city.programmes[(place + 1) % len(city.programmes)], board, activity)
        for place, (board, own) in enumerate(city.of_last_year(city.activities))
        for activity in own[::ONE_IN]
    ]
    questions = Question.objects.bulk_create(
        Question(
            slug=f"fraga-{number}-{turn}", programme=programme, asked=board, activity=activity, text="Hjälper ni till?",
            goal=council[(place + turn) % len(council)], asked_on=date(LAST_YEAR, 2, 1), pack=city.pack,
        )
        for number, (place, programme, board, activity) in enumerate(asked)
        for turn in (0, 1)
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(
            question=question, kind="yes", text="Ja.", activity_id=question.activity_id, standing="decided",
            decided_by_id=question.asked_id, decided_on=date(LAST_YEAR, 3, 1), paragraph="4",
            answered_on=date(LAST_YEAR, 3, 1), answered_by="Påhittad svarande",
        )
        for question in questions[1::2]
    )  # fmt: skip
    Contribution.objects.bulk_create(
        Contribution(
            slug=f"bidrag-{n}", organisation_id=question.asked_id, programme=question.programme,
            activity_id=question.activity_id, question=question, given_on=date(LAST_YEAR, 3, 1), pack=city.pack,
        )
        for n, question in enumerate(questions[1::2])
        if question.activity_id
    )  # fmt: skip
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=activity, organisation=programme.owner, role="takes_part")
        for _place, programme, _board, activity in asked
    )
