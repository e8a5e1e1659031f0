"""One report from where it stands to where the pack says: filled, handed in, sent out, treated, corrected."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.fill import ReportContent
from samstad.domain.cycle.actions.steps import step
from samstad.domain.cycle.choices import DecisionKind, ReportState
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.sources.city_pack.compare import Change
from samstad.sources.city_pack.frozen import Frozen
from samstad.sources.city_pack.report_content import content_of
from samstad.sources.city_pack.stored import Stored

ORDER = list(ReportState)
OPEN = (ReportState.DRAFT, ReportState.SENT_OUT)


class ReportSteps:
    """`left` is a sentence when the service had gone on with the report, which is then not touched."""

    def __init__(
        self,
        report: Report,
        change: Change,
        stored: Stored,
        frozen: Frozen,
        collect: Callable[[Report], dict[str, Any]],
        by: Actor,
        at: datetime,
    ) -> None:
        self.report = report
        self.change = change
        self.values = change.record.values
        self.stored = stored
        self.frozen = frozen
        self.collect = collect
        self.by = by
        self.at = at
        self.left = ""

    def run(self) -> None:
        """Take every step that the pack has and the service lacks."""
        target = ReportState(self.values["state"])
        decisions = [values for _place, values in self.change.listed("decisions").added]
        if self._gone_on(target, decisions):
            self.left = f"rapporten är {self.report.get_state_display()} i tjänsten; paketets uppgifter läses inte in."
            return
        content = content_of(self.change, self.stored)
        if content is not None:
            actions.fill_report(report=self.report, content=content, by=self.by, at=self.at)
        for values in decisions:
            self._reach(ReportState.SENT_OUT)
            self._treat(values)
        self._reach(target)
        for _place, values in self.change.listed("corrections").added:
            self._correct(values)

    def _gone_on(self, target: ReportState, decisions: list[dict[str, Any]]) -> bool:
        """True when the report cannot be brought to what the pack says by steps forward."""
        state = ReportState(self.report.state)
        rows = content_of(self.change, self.stored) is not None
        ahead = ORDER.index(state) > ORDER.index(target) and not decisions
        treated = self.change.listed("decisions")
        return ahead or bool(treated.lacking or treated.updated) or (state not in OPEN and rows) or self._redated(state)

    def _redated(self, state: ReportState) -> bool:
        """True when the pack gives another day to a step that has been taken."""
        taken = self.change.stored.values if self.change.stored else {}
        days = [name for name in ("submitted_on", "sent_out_on") if name in self.change.fields and name in taken]
        return bool(days) and ORDER.index(state) >= ORDER.index(ReportState.APPROVED)

    def _reach(self, target: ReportState) -> None:
        """Steps forward, one by one."""
        if target in (ReportState.DECIDED, ReportState.VERIFIED) and self.report.state in ORDER[:4]:
            raise Refusal(
                "no_decision", "rapporten är beslutad utan beslut. Lägg till ett under decisions, eller rätta state."
            )
        while ORDER.index(ReportState(self.report.state)) < ORDER.index(target):
            self._forward()

    def _forward(self) -> None:
        if self.report.state == ReportState.DRAFT:
            step(self.report, ReportState.READY, "hand_in", by=self.by, at=self.at)
        elif self.report.state == ReportState.READY:
            day = self.values.get("submitted_on")
            step(self.report, ReportState.APPROVED, "approve", by=self.by, at=self.at, submitted_on=day)
        elif self.report.state == ReportState.APPROVED:
            self._send_out()
        else:
            actions.verify(report=self.report, by=self.by, at=self.at)

    def _send_out(self) -> None:
        name = self._name("sent_out")
        on: date = self.frozen.day(name) or self.values["sent_out_on"]
        collect = self.frozen.collector(name, self.collect)
        sent = actions.send_out(report=self.report, collect=collect, on=on, by=self.by, at=self.at)
        self.frozen.keep_version(name, sent)

    def _treat(self, values: dict[str, Any]) -> None:
        meeting: dict[str, Any] = {
            "meeting_date": values["meeting_date"],
            "paragraph": values.get("paragraph", ""),
            "by": self.by,
            "at": self.at,
        }
        if values["kind"] == DecisionKind.TABLED:
            actions.table(report=self.report, **meeting)
        elif values["kind"] == DecisionKind.REFERRED_BACK:
            actions.refer_back(report=self.report, motivation=values.get("reservations", ""), **meeting)
        else:
            self._decide(values, meeting)

    def _decide(self, values: dict[str, Any], meeting: dict[str, Any]) -> None:
        name = self._name("decided")
        body = values.get("body")
        decided = actions.decide(
            report=self.report,
            collect=self.frozen.collector(name, self.collect),
            registration_number=values.get("registration_number", ""),
            reservations=values.get("reservations", ""),
            body=Organisation.objects.get(slug=body) if body else None,
            **meeting,
        )
        self.frozen.keep_version(name, decided)

    def _correct(self, values: dict[str, Any]) -> None:
        name = self._name("correction")
        sheet = actions.correct(
            report=self.report,
            content=ReportContent(),
            note=values["note"],
            collect=self.frozen.collector(name, self.collect),
            on=values["on"],
            by=self.by,
            at=self.at,
        )
        self.frozen.keep_version(name, sheet)

    def _name(self, stage: str) -> str:
        """The name of the text that the next step of this kind freezes."""
        number = Snapshot.objects.filter(report=self.report, stage=stage).count() + 1
        return f"{self.report.round.slug}-{self.report.organisation.slug}-{stage}-{number}"
