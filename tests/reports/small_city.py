"""A small city with one of everything that the public pages show; `times` multiplies the rows a page lists."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests import builders as b

from samstad.domain.cycle.models import Decision, GoalJudgement, OfficeAssessment, Report, Round
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.places.models import Area, AreaList, AreaListEntry, AreaNote, AreaSuccession
from samstad.domain.programmes.models import (
    Answer,
    Contribution,
    DocumentSection,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    PartnerIntention,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityParty,
    ActivityUpdate,
    Goal,
    GoalArea,
    GoalLineage,
    GoalLink,
    GoalRole,
    Indicator,
    Target,
    Value,
)

YEAR = 2017
TODAY = b.day("2017-06-01")


@dataclass
class SmallCity:
    city: Area
    district: Area
    place: Area
    council: Organisation
    board: Organisation
    partner: Organisation
    vision: Goal
    council_goal: Goal
    board_goal: Goal
    theme: Goal
    local_goal: Goal
    indicator: Indicator
    activity: Activity
    programme: SteeringDocument
    round: Round
    report: Report
    question: Question


def build(times: int = 1) -> SmallCity:
    """The city, with `times` goals, activities, questions and so on where a page lists them."""
    city = b.area("staden", "Staden", kind="stad")
    district = b.area("farsta", "Farsta", parent=city, tile_column=3, tile_row=4, short_name="Far")
    place = b.area("fagersjo", "Fagersjö", kind="stadsdel", parent=district)
    council = b.board("kf", "Kommunfullmäktige", kind="council")
    board = b.board(
        "farstanamnden", "Farsta stadsdelsnämnd", short_name="Farsta", area=district, office_name="Farsta förvaltning"
    )
    partner = b.board("trafik", "Trafiknämnden", kind="specialist_board", short_name="Trafiknämnden")
    vision = b.goal("Ett Stockholm för alla", "vision", None, slug="vision-alla", owner=council)
    council_goal = b.goal(
        "Trygga stadsdelar", "council", YEAR, under=vision, slug="kf-1-3", number="1.3", owner=council
    )
    board_goal = b.goal("Invånarna är trygga", "board", YEAR, under=council_goal, slug="farsta-trygg", owner=board)
    theme = b.goal("Trygghet", "local", None, under=board_goal, slug="farsta-tema", owner=board, level=_theme_level())
    local_goal = b.goal("Tryggheten är jämförbar", "local", None, under=theme, slug="farsta-lokalt", owner=board)
    indicator = b.indicator("Andel trygga", local_goal, slug="andel-trygga", direction="higher", council=True)
    activity = b.activity(board, "Nattvandringar", local_goal, slug="nattvandringar")
    programme = b.programme(board, "lup-farsta", title="Lokalt program för Farsta", area=district)
    b.put_in_programme(programme, theme, local_goal, activity)
    made = SmallCity(
        city,
        district,
        place,
        council,
        board,
        partner,
        vision,
        council_goal,
        board_goal,
        theme,
        local_goal,
        indicator,
        activity,
        programme,
        *_report(board),
        _question(programme, partner, local_goal, activity, 0),
    )
    _figures(made)
    _around(made)
    grow(made, times)
    return made


def grow(made: SmallCity, times: int, *, start: int = 0) -> None:
    """So many more of everything that lists hold."""
    for number in range(start, start + times):
        _more(made, number)


def _theme_level() -> Any:
    return b.level("local", slug="tema", name="Tema", rank=6)


def _report(board: Organisation) -> tuple[Round, Report]:
    opened = Round.objects.create(
        slug="2017-t1",
        year=YEAR,
        kind="t1",
        cutoff=b.day("2017-04-30"),
        due=b.day("2017-05-15"),
        opened_on=b.day("2017-03-01"),
    )
    report = Report.objects.create(
        round=opened,
        organisation=board,
        state="decided",
        sent_out_on=b.day("2017-05-10"),
        decided_on=b.day("2017-05-18"),
    )
    Decision.objects.create(
        report=report, kind="decided", body=board, meeting_date=b.day("2017-05-18"), paragraph="7", by_name="Ada"
    )
    return opened, report


def _question(
    programme: SteeringDocument, asked: Organisation, goal: Goal, activity: Activity, number: int
) -> Question:
    return Question.objects.create(
        slug=f"fraga-{number}",
        programme=programme,
        asked=asked,
        text=f"Kan ni bygga gångvägen {number}?",
        goal=goal,
        activity=activity,
        asked_on=b.day("2017-02-01"),
    )


def _figures(made: SmallCity) -> None:
    for year, here, whole in ((2015, "60", "70"), (2016, "61.5", "71"), (2017, "63", "71.5")):
        for area, value in ((made.district, here), (made.city, whole)):
            Value.objects.create(
                indicator=made.indicator,
                area=area,
                period=str(year),
                value=Decimal(value),
                known_from=b.day("2017-03-01"),
                source="trygghetsmätningen",
                address="https://example.org/tabell",
            )
    Target.objects.create(
        indicator=made.indicator, organisation=made.board, year=YEAR, value=Decimal(62), known_from=b.day("2017-01-01")
    )
    Target.objects.create(indicator=made.indicator, year=YEAR, value=Decimal(75), known_from=b.day("2017-01-01"))


def _around(made: SmallCity) -> None:
    GoalArea.objects.create(goal=made.local_goal, area=made.place)
    GoalRole.objects.create(goal=made.council_goal, organisation=made.board, role="concerned", control="part")
    ActivityArea.objects.create(activity=made.activity, area=made.place)
    ActivityParty.objects.create(activity=made.activity, organisation=made.partner, role="takes_part")
    ActivityUpdate.objects.create(
        activity=made.activity,
        on=b.day("2017-04-30"),
        status="deviates",
        deviation="Startar i höst.",
        origin="2017-t1/farstanamnden",
    )
    GoalJudgement.objects.create(
        report=made.report, goal=made.council_goal, judgement="partly", motivation="Vi är på väg.", version=1
    )
    GoalJudgement.objects.create(report=made.report, goal=made.local_goal, judgement="full", version=1)
    OfficeAssessment.objects.create(round=made.round, goal=made.council_goal, judgement="partly", text="Går framåt.")
    AreaNote.objects.create(area=made.place, kind="quality", text="Nära till Magelungen")
    AreaNote.objects.create(area=made.place, kind="meeting_place", text="Folkets hus")
    named = AreaList.objects.create(slug="de-22", title="De 22 stadsdelarna", declared_count=22)
    AreaListEntry.objects.create(area_list=named, area=made.place)
    after = b.area("soder", "Söderort")
    AreaSuccession.objects.create(before=made.district, after=after, on=b.day("2023-01-01"))
    FocusArea.objects.create(document=made.programme, area=made.place)
    PartnerIntention.objects.create(document=made.programme, name="polisen")
    PartnerIntention.objects.create(document=made.programme, name="trafikkontoret", organisation=made.partner)
    DocumentSection.objects.create(document=made.programme, order=1, heading="Analys", text="Så här är det.")
    ExpectedCount.objects.create(document=made.programme, what="tema", label="Teman", count=4)
    guide = b.programme(made.council, "riktlinjer", "guideline", title="Riktlinjer", until_further_notice=True)
    SteeringDocument.objects.filter(pk=made.programme.pk).update(under=guide)
    older = b.programme(made.board, "gammalt", title="Gammalt program", status="replaced")
    DocumentSuccession.objects.create(before=older, after=made.programme)
    b.programme(made.council, "sammanhallen", "programme", title="Sammanhållen stad", status="on_referral")
    Contact.objects.create(organisation=made.board, theme="trygghet", role_title="utvecklingsledare")
    earlier = b.goal("Säkra stadsdelar", "council", 2015, slug="kf-2015", number="1.3")
    GoalLineage.objects.create(before=earlier, after=made.council_goal, kind="reworded")


def _more(made: SmallCity, number: int) -> None:
    """One more of what lists hold, tied in everywhere."""
    board = b.board(short_name=f"Nämnd {number}")
    report = Report.objects.create(
        round=made.round, organisation=board, state="sent_out", sent_out_on=b.day("2017-05-10")
    )
    GoalJudgement.objects.create(report=report, goal=made.council_goal, judgement="full", version=1)
    GoalRole.objects.create(goal=made.local_goal, organisation=board, role="contributes")
    b.goal(f"Eget mål {number}", "board", YEAR, under=made.council_goal, owner=board)
    b.goal(f"Fler mål {number}", "board", YEAR, under=made.council_goal, owner=made.board)
    b.goal(f"Annat mål {number}", "council", YEAR, number=f"9.{number}", owner=made.council)
    lower = b.goal(f"Lokalt {number}", "local", None, under=made.theme, owner=made.board)
    GoalArea.objects.create(goal=lower, area=made.place)
    b.put_in_programme(made.programme, lower)
    activity = b.activity(made.board, f"Åtgärd {number}", lower)
    b.put_in_programme(made.programme, activity)
    GoalLink.objects.create(lower=lower, upper=made.council_goal, meaning="contributes")
    ActivityArea.objects.create(activity=activity, area=made.place)
    ActivityParty.objects.create(activity=activity, organisation=made.partner, role="finances")
    ActivityUpdate.objects.create(
        activity=activity, on=b.day("2017-04-30"), status="ongoing", origin="2017-t1/farstanamnden"
    )
    question = _question(made.programme, made.partner, made.local_goal, activity, number + 1)
    Answer.objects.create(question=question, kind="yes", text="Ja.", answered_on=b.day("2017-03-01"), answered_by="Bo")
    Contribution.objects.create(
        slug=f"bidrag-{number}",
        organisation=made.partner,
        programme=made.programme,
        activity=activity,
        goal=made.local_goal,
    )
    extra = b.indicator(f"Mått {number}", made.local_goal)
    Value.objects.create(
        indicator=extra,
        area=made.district,
        period="2017",
        value=Decimal(number),
        known_from=b.day("2017-03-01"),
        source="x",
    )
    b.programme(board)
    b.area(parent=made.district, kind="stadsdel")
