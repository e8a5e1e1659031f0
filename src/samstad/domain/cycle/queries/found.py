"""Rounds, reports, and the city's Word template, as an address or a page asks for them."""

from django.db.models import QuerySet

from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report, ReportSection, Round, WordTemplate


def find_report(board_slug: str, year: int, kind: str) -> Report | None:
    return (
        Report.objects.select_related("round", "organisation", "organisation__area", "pack", "round__pack")
        .filter(organisation__slug=board_slug, round__year=year, round__kind=kind)
        .first()
    )


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("pack").order_by("-year", "-opened_on", "-pk")


def is_open(report: Report) -> bool:
    """True while the office still works on the report."""
    return report.state in (ReportState.DRAFT, ReportState.READY)


def sections_of(report: Report) -> dict[str, ReportSection]:
    """Stored sections by key; a section nobody has touched is absent."""
    return {section.key: section for section in report.sections.all()}


def word_template() -> bytes | None:
    """The city's own Word template, when there is one in use."""
    content = WordTemplate.objects.filter(retired_at=None).order_by("pk").values_list("content", flat=True).last()
    return None if content is None else bytes(content)
