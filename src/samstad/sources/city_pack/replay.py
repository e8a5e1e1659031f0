"""Rounds, reports and assessments are loaded through the deeds that people do, on the pack's dates.

A frozen text that the pack holds is given to the deed as what it collects, so it comes back as it was.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Round
from samstad.domain.history.models import Pack
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.sources.city_pack.assessments import load_assessments
from samstad.sources.city_pack.budget_rows import freeze_budgets, write_budget
from samstad.sources.city_pack.compare import Change, Plan
from samstad.sources.city_pack.frozen import Frozen
from samstad.sources.city_pack.kinds import BY_NAME
from samstad.sources.city_pack.records import PackRefused, Place, Problem
from samstad.sources.city_pack.report_content import chapters_of
from samstad.sources.city_pack.report_steps import ReportSteps
from samstad.sources.city_pack.stored import Stored

CollectReport = Callable[[Report], dict[str, Any]]
CollectRound = Callable[[Round], dict[str, Any]]
NOON = time(12, 0)


class Replay:
    """Does what the plan says of `apart` kinds. `left` tells what the service had gone on with."""

    def __init__(
        self,
        plan: Plan,
        stored: Stored,
        frozen: Frozen,
        by: Actor,
        at: datetime,
        collect_report: CollectReport,
        collect_round: CollectRound,
    ) -> None:
        self.plan = plan
        self.stored = stored
        self.frozen = frozen
        self.by = by
        self.at = at
        self.collect_report = collect_report
        self.collect_round = collect_round
        self.left: list[str] = []

    def run(self) -> None:
        """Rounds in the order they were opened, then each report's steps, then the city's own."""
        for change in sorted(
            self.plan.changes(BY_NAME["rounds"]), key=lambda change: change.record.values["opened_on"]
        ):
            with _placed(change):
                self._round(change)
        write_budget(self.plan, self.stored)
        reports = self._reports()
        opened = dict(Round.objects.values_list("slug", "opened_on"))
        for change in sorted(
            self.plan.changes(BY_NAME["reports"]), key=lambda change: (opened[change.record.key[0]], change.record.key)
        ):
            self._report(change, reports)
        load_assessments(self.plan, self.stored, _placed, self.left, by=self.by, at=self.at)
        freeze_budgets(self.plan, self.frozen, self.collect_round, by=self.by)
        for change in self.plan.changes(BY_NAME["rounds"]):
            with _placed(change):
                self._publish(change)

    def _round(self, change: Change) -> None:
        values = change.record.values
        if change.stored is None:
            opened = actions.open_round(
                year=values["year"],
                kind=values["kind"],
                cutoff=values.get("cutoff"),
                due=values.get("due"),
                chapters=chapters_of(change, "chapters"),
                by=self.by,
                at=_noon(values["opened_on"]),
                pack=Pack.objects.get(slug=change.record.pack),
            )
            change.record.pk = opened.pk
            self.stored.pks["rounds"][opened.slug] = opened.pk
            self._keep_bodies(opened, change)
        else:
            change.record.pk = change.stored.pk
            if change.fields:
                days = {name: values.get(name) for name in ("cutoff", "due", "opened_on")}
                Round.objects.filter(pk=change.stored.pk or 0).update(**days)
            self._add_bodies(change)
            chapters = chapters_of(change, "chapters")
            if chapters:
                of_round = Round.objects.get(pk=change.stored.pk or 0)
                actions.set_template(of_round=of_round, chapters=chapters, by=self.by, at=self.at)

    def _keep_bodies(self, opened: Round, change: Change) -> None:
        """A round just opened has the bodies that the pack names, when it names any."""
        named = {self.stored.pks["organisations"][body["organisation"]] for body in change.record.children["bodies"]}
        if not named:
            return
        there = set(opened.reports.values_list("organisation_id", flat=True))
        opened.reports.exclude(organisation_id__in=named).delete()
        Report.objects.bulk_create(
            Report(round=opened, organisation_id=pk, pack_id=opened.pack_id) for pk in sorted(named - there)
        )

    def _add_bodies(self, change: Change) -> None:
        """A round that was open already gets the bodies that the pack adds."""
        bodies = [self.stored.pks["organisations"][body["organisation"]] for _, body in change.listed("bodies").added]
        pack = self.stored.packs[change.record.pack]
        round_pk = self.stored.pks["rounds"][change.record.key[0]]
        Report.objects.bulk_create(Report(round_id=round_pk, organisation_id=pk, pack_id=pack) for pk in bodies)

    def _reports(self) -> dict[tuple[str, str], Report]:
        slugs = {change.record.values["round"] for change in self.plan.changes(BY_NAME["reports"])}
        found = Report.objects.filter(round__slug__in=slugs).select_related("round", "organisation", "pack")
        return {(report.round.slug, report.organisation.slug): report for report in found}

    def _report(self, change: Change, reports: dict[tuple[str, str], Report]) -> None:
        if change.stored is not None and not change.changed:
            return
        key = (change.record.key[0], change.record.key[1])
        with _placed(change):
            report = reports.get(key)
            if report is None:
                raise Refusal(
                    "no_report", "organisationen rapporterar inte i omgången. Se över dess slag och giltighet."
                )
            steps = ReportSteps(report, change, self.stored, self.frozen, self.collect_report, self.by, self.at)
            steps.run()
        if steps.left:
            change.left = True
            self.left.append(f"{change.record.title}: {steps.left}")

    def _publish(self, change: Change) -> None:
        added = change.listed("published").added
        if not added:
            return
        of_round = Round.objects.get(slug=change.record.key[0])
        for _place, values in added:
            number = of_round.snapshots.filter(stage="roll_up").count() + 1
            name = f"{of_round.slug}-roll_up-{number}"
            collect = self.frozen.collector(name, self.collect_round)
            published = actions.publish_roll_up(
                of_round=of_round, collect=collect, on=values["on"], by=self.by, at=self.at
            )
            self.frozen.keep_version(name, published)


def _noon(day: date) -> datetime:
    return datetime.combine(day, NOON, tzinfo=get_current_timezone())


@contextmanager
def _placed(change: Change) -> Iterator[None]:
    """A deed's refusal is told at the record that asked for it."""
    try:
        yield
    except Refusal as refusal:
        place = change.record.place or Place("", 1)
        raise PackRefused([Problem(place, f"{change.record.title}: {refusal.sentence}")]) from None
