"""The auditor's sample: judgements drawn by lot with everything they rest on, the same again for the same seed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from samstad.calculations.draw import draw
from samstad.domain.cycle.choices import PUBLIC_STATES, DecisionKind
from samstad.domain.cycle.models import Decision, GoalJudgement, Snapshot
from samstad.domain.history.models import Event
from samstad.reports.setup import EventLine, event_line

LARGEST = 50
"""More than fifty judgements are nobody's sample, and each carries the text it stands in."""


@dataclass(frozen=True, slots=True)
class FigureGround:
    """A figure as the frozen text has it; numbers are text with a decimal point, empty where nothing is known."""

    name: str
    unit: str
    outcome: str
    forecast: str
    target: str
    previous: str
    missing_reason: str
    comment: str
    source: str


@dataclass(frozen=True, slots=True)
class SampledJudgement:
    """`frozen` is the latest frozen text of the report, which figures and summary are taken from; None without one."""

    name: str
    row: GoalJudgement
    figures: tuple[FigureGround, ...]
    summary: str
    decision: Decision | None
    frozen: Snapshot | None
    history: tuple[EventLine, ...]

    @property
    def example(self) -> bool:
        """True when the report is invented, or holds anything that is."""
        pack = self.row.report.pack
        return bool(pack and pack.example) or bool(self.frozen and self.frozen.document.get("example"))


@dataclass(frozen=True, slots=True)
class Sample:
    """`population` is how many judgements it was drawn from; `rounds` are the rounds that have any."""

    seed: str
    size: int
    population: int
    rounds: tuple[tuple[str, str], ...]
    round: str
    lines: tuple[SampledJudgement, ...]


def read_sample(*, seed: str, size: int, of_round: str, boards: Collection[int] | None) -> Sample:
    """Judgements in reports that have been sent out, at the boards (None is all), drawn by the seed; six queries."""
    judged = GoalJudgement.objects.filter(report__state__in=PUBLIC_STATES).exclude(judgement="")
    if boards is not None:
        judged = judged.filter(report__organisation__in=boards)
    named: dict[str, int] = {}
    rounds: dict[str, str] = {}
    related = judged.select_related("report__round", "report__organisation", "goal")
    for row in related.only("report__round", "report__organisation__slug", "goal__slug").order_by(
        "-report__round__year"
    ):
        rounds.setdefault(row.report.round.slug, str(row.report.round))
        if of_round in ("", row.report.round.slug):
            named[_name(row)] = row.pk
    drawn = draw(named, seed=seed, size=min(size, LARGEST))
    lines = _with_ground(drawn, [named[name] for name in drawn])
    return Sample(seed, len(drawn), len(named), tuple(rounds.items()), of_round, lines)


def _name(row: GoalJudgement) -> str:
    """The judgement by what lasts: its key would be another in another database."""
    return f"{row.report.round.slug}/{row.report.organisation.slug}/{row.goal.slug}"


def _with_ground(names: list[str], keys: list[int]) -> tuple[SampledJudgement, ...]:
    related = ("report__round", "report__organisation", "report__pack", "goal__level")
    rows = {_name(row): row for row in GoalJudgement.objects.filter(pk__in=keys).select_related(*related)}
    reports = {row.report_id for row in rows.values()}
    frozen = _latest_frozen(reports)
    decisions = {
        made.report_id: made for made in Decision.objects.filter(report__in=reports, kind=DecisionKind.DECIDED)
    }
    history = _history(names)
    lines = []
    for name in names:
        row = rows[name]
        text = frozen.get(row.report_id)
        document = text.document if text else {}
        events = [*history[name], *history[name.rpartition("/")[0]]]
        lines.append(
            SampledJudgement(
                name,
                row,
                tuple(_figures(document, row.goal.slug)),
                str(document.get("summary", "")),
                decisions.get(row.report_id),
                text,
                tuple(sorted(events, key=lambda line: line.at)),
            )
        )
    return tuple(lines)


def _latest_frozen(reports: Collection[int]) -> dict[int, Snapshot]:
    latest = Snapshot.objects.filter(report__in=reports).order_by().values("report").annotate(last=Max("pk"))
    found = Snapshot.objects.filter(pk__in=latest.values("last"))
    return {snapshot.report_id: snapshot for snapshot in found if snapshot.report_id}


def _figures(document: dict[str, Any], goal: str) -> list[FigureGround]:
    def known(one: dict[str, Any], *names: str) -> str:
        return next((str(one[name]) for name in names if one.get(name) not in (None, "")), "")

    return [
        FigureGround(
            one["name"],
            one["unit"],
            known(one, "outcome"),
            known(one, "forecast"),
            known(one, "own_target", "council_target"),
            known(one, "previous"),
            known(one, "missing_reason"),
            known(one, "comment"),
            known(one, "source"),
        )
        for one in document.get("indicators", [])
        if goal in one["goals"]
    ]


def _history(names: list[str]) -> dict[str, list[EventLine]]:
    """What was done to each judgement, and to the report it stands in, by their keys."""
    keys = {*names, *(name.rpartition("/")[0] for name in names)}
    found: dict[str, list[EventLine]] = defaultdict(list)
    for event in Event.objects.filter(subject="cycle.report", subject_key__in=keys).order_by("at", "pk"):
        found[event.subject_key].append(event_line(event, {}))
    return found
