"""One local programme of the example city has an invented analysis, so that a reader sees what one looks like."""

from datetime import datetime
from typing import Any

from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes import actions
from samstad.domain.programmes.choices import DocumentKind, DocumentStatus, Sustainability
from samstad.domain.programmes.models import AnalysisPart, SteeringDocument
from samstad.domain.steering.models import Value

SOURCE = "Påhittat för demonstration"
VISION = "Påhittad målbild: en plats där barn går trygga till skolan och grannar möts på torget."
QUALITIES = ("Påhittad kvalitet: torget ligger nära skola, bibliotek och tunnelbana.",)
PARTS = {
    Sustainability.COHESIVE: "Påhittad analys: många är otrygga på kvällen, mest på vägen mellan torget och hemmet.",
    Sustainability.ECONOMIC: "Påhittad analys: färre än i grannområdet blir behöriga till gymnasiet.",
    Sustainability.DEMOCRATIC: "Påhittad analys: valdeltagandet är lägst bland dem som är yngre än 25 år.",
}
"""Nothing of the climate: an empty part is shown as empty."""
FIGURES = {
    Sustainability.COHESIVE: "exempel-otrygga",
    Sustainability.ECONOMIC: "exempel-behoriga-gymnasiet",
    Sustainability.DEMOCRATIC: "exempel-valdeltagande",
}
PARTNER = "Påhittad hyresgästförening"
NOT_CHOSEN = (
    "Påhittat val: en egen fältgrupp",
    "Påhittat skäl: de som redan arbetar på fältet når fler om de samordnas.",
)


def give_analysis(*, at: datetime) -> bool:
    """Whether one was written: in the first local programme whose board has an invented coordinator, once."""
    document = _first_local()
    if document is None or AnalysisPart.objects.filter(document=document).exists():
        return False
    who: dict[str, Any] = {"document": document, "by": COMMAND_LINE, "at": at}
    actions.write_vision(text=VISION, **who)
    for text in QUALITIES:
        actions.add_quality(text=text, **who)
    for part, text in PARTS.items():
        actions.write_part(part=part, text=text, source=SOURCE, **who)
    _pull_figures(document, who)
    actions.name_party(name="", organisation=document.owner, contribution="Påhittat: ledde arbetet", **who)
    actions.name_party(name=PARTNER, organisation=None, contribution="Påhittat: intervjuer i trapphusen", **who)
    title, reason = NOT_CHOSEN
    actions.leave_out(title=title, reason=reason, **who)
    return True


def _first_local() -> SteeringDocument | None:
    boards = RoleAssignment.objects.filter(role=Role.COORDINATOR, pack__example=True).values("organisation")
    standing = SteeringDocument.objects.filter(kind=DocumentKind.LOCAL_PROGRAMME, owner__in=boards)
    ended = (DocumentStatus.REPLACED, DocumentStatus.REPEALED)
    return standing.exclude(status__in=ended).select_related("owner", "area").order_by("slug").first()


def _pull_figures(document: SteeringDocument, who: dict[str, Any]) -> None:
    known = Value.objects.filter(pack__example=True, area=document.area, indicator__slug__in=FIGURES.values())
    latest = {row.indicator.slug: row for row in known.select_related("indicator", "area").order_by("period", "pk")}
    for part, slug in FIGURES.items():
        row = latest.get(slug)
        if row and row.area:
            actions.pull_figure(part=part, indicator=row.indicator, area=row.area, period=row.period, **who)
