"""The city coordinator's map: every board and round, those that are silent or late first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from samstad.domain.cycle.choices import DECIDED_STATES, WRITTEN_BY_BOARDS, ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report, ReportSection, Round
from samstad.domain.cycle.queries import rounds
from samstad.domain.organisation.models import Organisation

LATEST = 4
"""Rounds side by side: more do not fit, and what is older is under Uppföljning."""

SILENT, LATE = _("tyst"), _("sen")


@dataclass(frozen=True, slots=True)
class SilenceCell:
    """A report, None where the board has none in the round. `shape` and `word` are shown together."""

    round: Round
    report: Report | None
    shape: str
    word: str
    silent: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class SilenceLine:
    board: Organisation
    cells: tuple[SilenceCell, ...]

    @property
    def weight(self) -> int:
        """How much it departs: silence weighs more than lateness, 0 is in order."""
        return sum(2 * cell.silent + (cell.late and not cell.silent) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SilenceMap:
    rounds: tuple[Round, ...]
    exceptions: tuple[SilenceLine, ...]
    others: tuple[SilenceLine, ...]

    @property
    def example(self) -> bool:
        """True when a round of it is invented."""
        return any(one.pack and one.pack.example for one in self.rounds)


def read_silence(*, today: date) -> SilenceMap:
    """The boards' latest rounds, newest first; two queries."""
    shown = list(rounds().filter(kind__in=WRITTEN_BY_BOARDS)[:LATEST])
    found: dict[Organisation, dict[int, Report]] = defaultdict(dict)
    for report in _reports(shown):
        found[report.organisation][report.round_id] = report
    lines = [
        SilenceLine(board, tuple(_cell(of_round, reports.get(of_round.pk), today) for of_round in shown))
        for board, reports in found.items()
    ]
    lines.sort(key=lambda line: (-line.weight, line.board.sort_key))
    return SilenceMap(
        tuple(shown), tuple(line for line in lines if line.weight), tuple(line for line in lines if not line.weight)
    )


def _reports(shown: list[Round]) -> list[Report]:
    """The rounds' reports, each with `written`: true as soon as one row of it has been answered."""
    answered = [
        Exists(table._default_manager.filter(report=OuterRef("pk"), version__gt=0))
        for table in (ReportSection, IndicatorRow, ActivityRow, GoalJudgement)
    ]
    rows = Report.objects.filter(round__in=shown).select_related("organisation")
    return list(rows.annotate(written=answered[0] | answered[1] | answered[2] | answered[3]))


def _cell(of_round: Round, report: Report | None, today: date) -> SilenceCell:
    if report is None:
        return SilenceCell(of_round, None, "unknown", str(_("ingen rapport")))
    late = report.state in (ReportState.DRAFT, ReportState.READY) and bool(of_round.due and of_round.due < today)
    written = bool(getattr(report, "written", False))
    if late and not written:
        return SilenceCell(of_round, report, "not", str(SILENT), silent=True, late=True)
    if late:
        return SilenceCell(of_round, report, "partly", str(LATE), late=True)
    if report.state == ReportState.DRAFT:
        return SilenceCell(of_round, report, "unknown", str(_("skriver") if written else _("inte börjat")))
    shape = "full" if report.state in DECIDED_STATES else "partly"
    return SilenceCell(of_round, report, shape, report.get_state_display())
