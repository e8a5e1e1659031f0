"""A unit's own page: what it is asked to write, and nothing else."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import UnitText
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed
from samstad.reports.unit_texts import AskedText, asked_of_unit
from samstad.web.actor import acting, asking
from samstad.web.desk.report_rows import Outcome, decided, save_row, version_in
from samstad.web.desk.report_table import TableRow, mark


@dataclass(frozen=True)
class AskedRow:
    """What is asked, and the field to write it in."""

    asked: AskedText
    row: TableRow


@login_required
def unit_page(request: HttpRequest, unit: str) -> HttpResponse:
    """GET shows what the unit is asked to write; POST saves every text that was changed."""
    found = Organisation.objects.select_related("parent").filter(slug=unit, kind=BodyKind.UNIT).first()
    if found is None:
        raise Http404
    granted = asking(request).grants
    if not granted.allows(Permission.REPORT, found) and not granted.allows(Permission.SEE_DRAFT, found.parent_id):
        sentence = _("Du skriver inte för %(name)s. Be administratören om rollen rapportör i enheten.")
        raise NotAllowed(sentence % {"name": found.name})
    outcome = Outcome()
    if request.method == "POST":
        outcome = _save(asked_of_unit(found), request)
        if not outcome.problems:
            said = ngettext("%(n)d text är sparad.", "%(n)d texter är sparade.", outcome.saved)
            messages.success(request, said % {"n": outcome.saved})
            return redirect(request.path)
    rows = [_row(asked, outcome) for asked in asked_of_unit(found)]
    can_write = granted.allows(Permission.REPORT, found) or granted.allows(Permission.REPORT, found.parent_id)
    context = {
        "place": "unit",
        "board": None,
        "unit": found,
        "open": [line for line in rows if line.asked.text.report.state == ReportState.DRAFT],
        "closed": [line for line in rows if line.asked.text.report.state != ReportState.DRAFT],
        "can_write": can_write,
        "swapped": None,
        "left": sum(not line.asked.text.text for line in rows if line.asked.text.report.state == ReportState.DRAFT),
    }
    return render(request, "desk/unit.html", context, status=400 if outcome.problems else 200)


def _save(texts: list[AskedText], request: HttpRequest) -> Outcome:
    outcome, form = Outcome(), decided(request.POST)
    for asked in texts:
        text = asked.text
        save_row(outcome, text.report, _key(text), form, lambda t=text: _save_one(request, t, form))
    return outcome


def _save_one(request: HttpRequest, text: UnitText, form: QueryDict) -> int:
    sent = form.get(f"{_key(text)}.text", "").replace("\r\n", "\n").strip()
    if sent == text.text:
        return 0
    actions.save_unit_text(
        unit_text=text, version=version_in(form, _key(text)), text=sent, by=acting(request), at=timezone.now()
    )
    return 1


def _key(text: UnitText) -> str:
    return f"u.{text.pk}"


def _row(asked: AskedText, outcome: Outcome) -> AskedRow:
    text = asked.text
    row = TableRow(_key(text), None, text.version, {"text": text.text})
    mark(row, outcome.problems, outcome.theirs, outcome.seen, open_to_writing=text.report.state == ReportState.DRAFT)
    return AskedRow(asked, row)
