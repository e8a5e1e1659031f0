"""What is kept about one steering document in small tables of its own, read together."""

from collections.abc import Sequence
from dataclasses import dataclass

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.rows_together import rows_together
from samstad.domain.programmes.models import (
    DocumentSection,
    DocumentStep,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    PartnerIntention,
    ProgrammeRequest,
    SteeringDocument,
)
from samstad.domain.programmes.queries import known_documents, steps_taken, successions
from samstad.reports.programme_analysis import AnalysisRows, analysis_rows, chosen_for_analysis


@dataclass(frozen=True, slots=True)
class Holds:
    focus: Sequence[FocusArea]
    partners: Sequence[PartnerIntention]
    expected: Sequence[ExpectedCount]
    sections: Sequence[DocumentSection]
    requests: Sequence[ProgrammeRequest]
    steps: Sequence[DocumentStep]
    linked: Sequence[DocumentSuccession]
    parts: Sequence[SteeringDocument]
    analysis: AnalysisRows | None


SHOWN = {
    "partner": ("document", "order", "name", "organisation__slug"),
    "request": (
        "slug", "kind", "text", "due", "order", "source", "withdrawn_on", "withdrawn_reason", "goal__slug",
        "goal__title", "pack",
    ),
    "step": ("document", "status", "on", "paragraph", "note", "body__name"),
    "part": ("slug", "title", "sort_key"),
    "succession": ("note", "before__slug", "before__title", "after__slug", "after__title"),
}  # fmt: skip


def read_holds(document: SteeringDocument, as_known: AsKnown = NOW) -> Holds:
    """All of it as it stood on the day; one query. `analysis` is None for a document that is no local programme."""
    known = as_known.there(ProgrammeRequest)
    requests = ProgrammeRequest.objects.filter(known, programme=document).select_related("goal", "pack")
    found = rows_together(
        FocusArea.objects.filter(document=document),
        PartnerIntention.objects.filter(document=document).select_related("organisation").only(*SHOWN["partner"]),
        ExpectedCount.objects.filter(document=document),
        DocumentSection.objects.filter(document=document),
        requests.order_by("order").only(*SHOWN["request"]),
        steps_taken(document, as_known).only(*SHOWN["step"]),
        successions(document, as_known).only(*SHOWN["succession"]),
        SteeringDocument.objects.filter(known_documents(as_known), under=document).only(*SHOWN["part"]),
        *(chosen_for_analysis(document, as_known) if document.is_local else ()),
    )
    focus, partners, expected, sections, asked, steps, linked, parts, *analysis = found
    as_known.reword((*asked, *(row.goal for row in asked), *parts))
    as_known.reword(end for row in linked for end in (row.before, row.after))
    return Holds(
        focus, partners, expected, sections, asked, steps, linked, parts,
        analysis_rows(analysis) if document.is_local else None,
    )  # fmt: skip
