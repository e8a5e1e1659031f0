"""What units have been asked to write in a report, what they wrote, and how it stands in the board's text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from samstad.domain.cycle.choices import SectionKey
from samstad.domain.cycle.models import Report, UnitText
from samstad.domain.cycle.queries import DueRows, sections_of
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import units_of
from samstad.domain.steering.models import Activity, Goal
from samstad.reports.board_report.lines import ReportLines
from samstad.reports.board_report.origins import Origin, read_origins, row_texts


@dataclass(frozen=True)
class AskedText:
    """A text with what it is about in words; `origin` and `pulled_on` once it has been pulled up."""

    text: UnitText
    title: str
    origin: Origin | None = None
    pulled_on: date | None = None


@dataclass(frozen=True)
class AskedAbout:
    """All that units were asked to write about one row of the report."""

    row: str
    title: str
    texts: tuple[AskedText, ...]


def asked_of_unit(unit: Organisation) -> list[AskedText]:
    """Everything the unit has been asked for, the newest round first; three queries."""
    texts = list(
        UnitText.objects.filter(unit=unit)
        .select_related("report__round", "report__organisation", "unit", "pulled")
        .order_by("-report__round__year", "-report__round__opened_on", "pk")
    )
    names = _names(text.row for text in texts)
    pulled = {text.pk: localdate(text.pulled.at) for text in texts if hasattr(text, "pulled")}
    return [AskedText(text, names.get(text.row, text.row), pulled_on=pulled.get(text.pk)) for text in texts]


def asked_in_report(report: Report, lines: ReportLines, rows: Iterable[tuple[str, str]]) -> list[AskedAbout]:
    """Row by row in the order of `rows`, those to ask about, what units were asked for; five queries at most."""
    texts = list(report.unit_texts.select_related("unit", "report__round", "report__organisation"))
    sections = {key: section.text for key, section in sections_of(report).items()}
    origins = {origin.text: origin for origin in read_origins(report, row_texts(lines, sections))}
    names = dict(rows) | _names(text.row for text in texts)
    order = {row: at for at, row in enumerate(names)}
    return [
        AskedAbout(
            row,
            names.get(row, row),
            tuple(AskedText(text, names.get(row, row), origins.get(text.pk)) for text in texts if text.row == row),
        )
        for row in sorted({text.row for text in texts}, key=lambda row: order.get(row, len(order)))
    ]


def rows_to_ask(due: DueRows) -> list[tuple[str, str]]:
    """The rows that a unit can be asked to write about, as (key, title)."""
    rows = [("s.summary", str(SectionKey.SUMMARY.label))]
    rows += [(f"g.{goal.slug}", str(goal)) for goal in due.goals]
    return rows + [(f"a.{activity.slug}", activity.title) for activity in due.activities]


def units_to_ask(board: Organisation) -> list[Organisation]:
    return list(units_of(board).order_by("sort_key", "slug"))


def _names(rows: Iterable[str]) -> dict[str, str]:
    """What rows are about, by their keys; two queries."""
    keys = list(dict.fromkeys(rows))
    slugs = {kind: [key[2:] for key in keys if key.startswith(f"{kind}.")] for kind in ("g", "a")}
    names = {f"s.{key.value}": str(key.label) for key in SectionKey}
    names |= {f"g.{goal.slug}": str(goal) for goal in Goal.objects.filter(slug__in=slugs["g"])}
    return names | {f"a.{row.slug}": row.title for row in Activity.objects.filter(slug__in=slugs["a"])}
