"""Local programmes of the invented city: themes, what is done for them, the analysis they build on, their steps."""

from datetime import date

from samstad.demo.synth.city import LAST_YEAR, City
from samstad.demo.synth.words import SUBJECTS
from samstad.domain.programmes.models import (
    AnalysisFigure,
    AnalysisPart,
    AnalysisParty,
    DocumentSection,
    DocumentStep,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    LocalQuality,
    NotChosen,
    ProgrammeActivity,
    ProgrammeGoal,
    SteeringDocument,
)
from samstad.domain.steering.models import ActivityGoal, Goal, GoalIndicator

DISTRICTS = 14
THEMES = 3


def write_programmes(city: City) -> None:
    """Each district's local programme with three themes; its activities of the last year belong to it."""
    local = city.boards[:DISTRICTS]
    older, city.programmes = (
        SteeringDocument.objects.bulk_create(
            SteeringDocument(
                slug=f"{slug}-{board.slug}", title=f"{title} för {board.name}", kind="local_programme",
                status=status, owner=board, area=board.area, adopted_on=adopted, pack=city.pack,
            )
            for board in local
        )
        for slug, title, status, adopted in (
            ("gammalt", "Äldre program", "replaced", date(LAST_YEAR - 4, 3, 1)),
            ("program", "Program", "adopted", date(LAST_YEAR - 1, 3, 1)),
        )
    )  # fmt: skip
    DocumentSuccession.objects.bulk_create(
        DocumentSuccession(before=before, after=after) for before, after in zip(older, city.programmes, strict=True)
    )
    _themes(city)
    _parts(city)
    _analyses(city)


def _themes(city: City) -> None:
    themes = Goal.objects.bulk_create(
        Goal(
            slug=f"tema-{n}-{t}", level=city.levels["tema"], title=SUBJECTS[t], owner_id=document.owner_id, order=t,
            pack=city.pack,
        )
        for n, document in enumerate(city.programmes)
        for t in range(THEMES)
    )  # fmt: skip
    ProgrammeGoal.objects.bulk_create(
        ProgrammeGoal(document=city.programmes[n // THEMES], goal=theme) for n, theme in enumerate(themes)
    )
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=theme, indicator=city.indicators[n % len(city.indicators)]) for n, theme in enumerate(themes)
    )
    place = {document.owner_id: n for n, document in enumerate(city.programmes)}
    inside = [a for a in city.activities if a.year == LAST_YEAR and a.owner_id in place][:1400]
    ProgrammeActivity.objects.bulk_create(
        ProgrammeActivity(document=city.programmes[place[a.owner_id]], activity=a) for a in inside
    )
    ActivityGoal.objects.bulk_create(
        (ActivityGoal(activity=a, goal=themes[place[a.owner_id] * THEMES + n % THEMES]) for n, a in enumerate(inside)),
        batch_size=1000,
    )


def _parts(city: City) -> None:
    FocusArea.objects.bulk_create(
        FocusArea(document=d, area=city.areas[DISTRICTS + n]) for n, d in enumerate(city.programmes)
    )
    DocumentSection.objects.bulk_create(
        DocumentSection(document=d, order=1, heading="Inledning", text="Påhittad text.") for d in city.programmes
    )
    DocumentStep.objects.bulk_create(
        DocumentStep(document=d, status="adopted", on=date(LAST_YEAR - 1, 3, 1), body=d.owner, paragraph="5")
        for d in city.programmes
    )
    ExpectedCount.objects.bulk_create(
        ExpectedCount(document=d, what="tema", label="Teman", count=THEMES + 1) for d in city.programmes
    )


def _analyses(city: City) -> None:
    """One of everything that an analysis holds, and a figure that it leans on."""
    texts = {"democratic": "Fler deltar."}
    AnalysisPart.objects.bulk_create(
        AnalysisPart(document=d, part=part, text=text) for d in city.programmes for part, text in texts.items()
    )
    AnalysisFigure.objects.bulk_create(
        AnalysisFigure(
            document=d, part="democratic", indicator=city.indicators[0], area=d.area or city.areas[0],
            period=str(LAST_YEAR - 1), known_on=date(LAST_YEAR, 2, 1),
        )
        for d in city.programmes
    )  # fmt: skip
    AnalysisParty.objects.bulk_create(
        AnalysisParty(document=d, name="Föreningarna", organisation=d.owner) for d in city.programmes
    )
    NotChosen.objects.bulk_create(
        NotChosen(document=d, title="Nytt torg", reason="Pengarna räcker inte.") for d in city.programmes
    )
    LocalQuality.objects.bulk_create(LocalQuality(document=d, text="Nära till vatten") for d in city.programmes)
