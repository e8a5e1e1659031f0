"""The next step of a report for whoever asks: what the page offers, and the address that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState, SectionKey
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import Unanswered, chapters_of, find_report, sections_of
from samstad.domain.people.models import User
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report
from samstad.web.actor import acting
from samstad.web.desk import written
from samstad.web.desk.report_chapters import CHAPTER_STEPS

_ROW_KIND = {
    "goal": SectionKey.GOALS,
    "indicator": SectionKey.INDICATORS,
    "activity": SectionKey.ACTIVITIES,
    "assignment": SectionKey.ACTIVITIES,
}


@dataclass(frozen=True)
class SectionState:
    key: str
    title: str
    ready: bool
    left: int


@dataclass(frozen=True)
class Steps:
    """What may be done now. `offers` holds names of steps, in the order they are shown."""

    offers: tuple[str, ...]
    sections: tuple[SectionState, ...]
    may_mark: bool


_OFFERS: dict[ReportState, tuple[tuple[str, Permission], ...]] = {
    ReportState.DRAFT: (("hand_in", Permission.HAND_IN),),
    ReportState.READY: (("approve", Permission.APPROVE), ("return", Permission.APPROVE)),
    ReportState.APPROVED: (("send_out", Permission.SEND_OUT), ("return", Permission.APPROVE)),
    ReportState.SENT_OUT: (
        ("decide", Permission.DECIDE),
        ("table", Permission.DECIDE),
        ("refer_back", Permission.DECIDE),
    ),
    ReportState.DECIDED: (("verify", Permission.DECIDE), ("correct", Permission.DECIDE)),
    ReportState.VERIFIED: (("correct", Permission.DECIDE),),
}


def next_steps(report: Report, grants: Grants, missing: list[Unanswered]) -> Steps:
    """The steps that the report's state and the asker's roles leave open."""
    state = ReportState(report.state)
    offers = tuple(name for name, needed in _OFFERS[state] if grants.allows(needed, report.organisation))
    stored = sections_of(report)
    left = [_ROW_KIND.get(row.kind, row.slug) for row in missing]
    sections = tuple(
        SectionState(key.value, str(key.label), bool(stored.get(key) and stored[key].ready), left.count(key))
        for key in SectionKey
    )
    may_mark = state == ReportState.DRAFT and grants.allows(Permission.HAND_IN, report.organisation)
    return Steps(offers, sections, may_mark)


@login_required
@require_POST
def take_step(request: HttpRequest, board: str, year: int, kind: str, step: str) -> HttpResponse:
    """Do one step and come back to the report; what is refused is said on the page it came from."""
    report = find_report(board, year, kind)
    if report is None or step not in STEPS:
        raise Http404
    try:
        said = STEPS[step](report, request.POST, {"by": acting(request), "at": timezone.now()})
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("desk:report", board, year, kind)


Who = dict[str, Any]


def _hand_in(report: Report, form: QueryDict, who: Who) -> str:
    actions.hand_in(report=report, **who)
    return _("Rapporten är lämnad till godkännande.")


def _approve(report: Report, form: QueryDict, who: Who) -> str:
    actions.approve(report=report, **who)
    return _("Rapporten är godkänd och inlämnad.")


def _return(report: Report, form: QueryDict, who: Who) -> str:
    actions.return_report(report=report, comment=form.get("comment", ""), **who)
    return _("Rapporten är återlämnad med din kommentar.")


def _send_out(report: Report, form: QueryDict, who: Who) -> str:
    on = written.past_day(form.get("on", ""), name=_("utskicksdagen"))
    actions.send_out(report=report, collect=collect_report, on=on, **who)
    return _("Rapporten är utsänd och kan läsas av alla.")


def _decide(report: Report, form: QueryDict, who: Who) -> str:
    actions.decide(
        report=report,
        collect=collect_report,
        meeting_date=written.past_day(form.get("meeting_date", ""), name=_("sammanträdesdagen")),
        paragraph=written.paragraph(form.get("paragraph", "")),
        registration_number=form.get("registration_number", ""),
        reservations=form.get("reservations", ""),
        **who,
    )
    return _("Beslutet är infört och rapporten är fryst som beslutad.")


def _table(report: Report, form: QueryDict, who: Who) -> str:
    meeting = written.past_day(form.get("meeting_date", ""), name=_("sammanträdesdagen"))
    actions.table(report=report, meeting_date=meeting, paragraph=written.paragraph(form.get("paragraph", "")), **who)
    return _("Rapporten är bordlagd till nästa sammanträde.")


def _refer_back(report: Report, form: QueryDict, who: Who) -> str:
    actions.refer_back(
        report=report,
        meeting_date=written.past_day(form.get("meeting_date", ""), name=_("sammanträdesdagen")),
        paragraph=written.paragraph(form.get("paragraph", "")),
        motivation=form.get("motivation", ""),
        **who,
    )
    return _("Rapporten är återremitterad till förvaltningen.")


def _verify(report: Report, form: QueryDict, who: Who) -> str:
    actions.verify(report=report, **who)
    return _("Protokollet är justerat.")


def _correct(report: Report, form: QueryDict, who: Who) -> str:
    """A correction of the summary or of one figure; larger corrections are several sheets."""
    content = _corrected(report, form)
    on = written.past_day(form.get("on", ""), name=_("utbytesbladets dag"))
    sheet = actions.correct(
        report=report, content=content, note=form.get("note", ""), collect=collect_report, on=on, **who
    )
    return _("Utbytesblad %(number)d är infört.") % {"number": sheet.number}


def _corrected(report: Report, form: QueryDict) -> actions.ReportContent:
    slug = form.get("indicator", "")
    if not slug:
        text = form.get("summary", "").strip()
        if not text:
            raise Refusal("nothing_corrected", _("Välj en indikator eller skriv den rättade sammanfattningen."))
        return actions.ReportContent(sections={"summary": text})
    row = report.indicator_rows.select_related("indicator").filter(indicator__slug=slug).first()
    if row is None:
        raise Refusal("no_such_row", _("Indikatorn finns inte i rapporten. Välj en ur listan."))
    outcome = written.number(form.get("outcome", ""))
    if outcome is None:
        raise Refusal("no_outcome", _("Skriv det rättade utfallet. Är det noll, skriv 0."))
    corrected = actions.IndicatorContent(
        row.indicator,
        outcome=outcome,
        outcome_women=row.outcome_women,
        outcome_men=row.outcome_men,
        forecast=row.forecast,
        comment=row.comment,
    )
    return actions.ReportContent(indicators=[corrected])


def _mark(report: Report, form: QueryDict, who: Who) -> str:
    key = form.get("section", "")
    if key not in SectionKey.values:
        raise Http404
    ready = form.get("ready") == "1"
    actions.mark_section(report=report, key=key, ready=ready, **who)
    return _("Avsnittet är klart.") if ready else _("Avsnittet är öppnat igen.")


def _assign(report: Report, form: QueryDict, who: Who) -> str:
    kinds: dict[str, type[Indicator | Activity | Goal]] = {"i": Indicator, "a": Activity, "g": Goal}
    kind, _dot, slug = form.get("row", "").partition(".")
    of: actions.Answerable | None
    if kind == "s":
        of = next((chapter for chapter in chapters_of(report) if chapter.key == slug), None)
    else:
        of = kinds[kind]._default_manager.filter(slug=slug).first() if kind in kinds else None
    if of is None:
        raise Http404
    chosen = form.get("person", "")
    person = User.objects.filter(pk=written.key(chosen)).first()
    actions.assign_row(report=report, of=of, responsible=person, **who)
    return _("Raden är fördelad.")


def _remind(report: Report, form: QueryDict, who: Who) -> str:
    names = actions.remind(report=report, **who)
    if not names:
        return _("Ingen att påminna: de som har rader kvar är redan påminda i dag.")
    return _("Påminda: %(names)s.") % {"names": ", ".join(names)}


STEPS: dict[str, Callable[[Report, QueryDict, Who], str]] = {
    "hand_in": _hand_in,
    "approve": _approve,
    "return": _return,
    "send_out": _send_out,
    "decide": _decide,
    "table": _table,
    "refer_back": _refer_back,
    "verify": _verify,
    "correct": _correct,
    "mark": _mark,
    **CHAPTER_STEPS,
    "assign": _assign,
    "remind": _remind,
}
