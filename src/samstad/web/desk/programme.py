"""A programme at the desk: its steps from proposal to end, and what a local programme builds on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Grants, Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.programmes import actions
from samstad.domain.programmes.models import (
    AnalysisFigure,
    AnalysisParty,
    LocalQuality,
    NotChosen,
    SteeringDocument,
)
from samstad.domain.programmes.models.analysis import Kept
from samstad.domain.programmes.queries import steps_known
from samstad.domain.programmes.rules import NEXT_STEPS
from samstad.domain.steering.models import Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.programme_analysis import read_analysis
from samstad.reports.programme_desk import figures_to_pull, kept_documents
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.requests import may_ask

Who = dict[str, Any]
REMOVABLE: dict[str, type[Kept]] = {
    "figure": AnalysisFigure,
    "party": AnalysisParty,
    "not_chosen": NotChosen,
    "quality": LocalQuality,
}


@login_required
def programme_list(request: HttpRequest) -> HttpResponse:
    """The documents whose steps the person may enter."""
    granted = asking(request).grants
    boards = None if Permission.KEEP_DOCUMENTS in granted.everywhere else granted.boards(Permission.KEEP_DOCUMENTS)
    context = {"place": "programme", "documents": kept_documents(boards)}
    return render(request, "desk/programmes.html", context)


@login_required
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows steps and analysis; POST does one thing and comes back."""
    document = get_object_or_404(SteeringDocument.objects.select_related("owner", "area"), slug=slug)
    granted = asking(request).grants
    if not (_may_keep(granted, document) or _may_write(granted, document)):
        sentence = _("Du har ingen roll som får ändra %(name)s. Det går att läsa på sin egen sida.")
        raise NotAllowed(sentence % {"name": document.title})
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(document, request))
            return redirect("desk:programme", slug)
        except Refusal as refusal:
            refused = refusal.sentence
    context = _context(document, granted) | {
        "may_ask": may_ask(granted, document),
        "refused": refused,
        "kept": _kept(request.POST if refused else QueryDict()),
    }
    return render(request, "desk/programme.html", context, status=400 if refused else 200)


def _may_keep(granted: Grants, document: SteeringDocument) -> bool:
    return granted.allows(Permission.KEEP_DOCUMENTS, document.owner)


def _may_write(granted: Grants, document: SteeringDocument) -> bool:
    return document.is_local and granted.allows(Permission.PLAN, document.owner)


FIELDS = (
    "step",
    "status",
    "on",
    "paragraph",
    "note",
    "text",
    "title",
    "reason",
    "name",
    "contribution",
    "part",
    "source",
)


def _kept(form: QueryDict) -> dict[str, str]:
    """What a refused form gives back, so that nothing has to be written again."""
    return {name: form.get(name, "") for name in FIELDS}


def _context(document: SteeringDocument, granted: Grants) -> dict[str, Any]:
    may_write = _may_write(granted, document)
    ended = not NEXT_STEPS[document.status]
    return {
        "place": "programme",
        "board": document.owner,
        "document": document,
        "steps": steps_known(document),
        "may_keep": _may_keep(granted, document),
        "may_write": may_write and not ended,
        "next_steps": [(status.value, str(status.label)) for status in NEXT_STEPS[document.status]],
        "bodies": list(Organisation.objects.exclude(kind="external")),
        "others": list(SteeringDocument.objects.exclude(pk=document.pk)),
        "analysis": read_analysis(document, on=timezone.localdate()),
        "figures": figures_to_pull(document) if may_write else (),
        "parties": list(Organisation.objects.all()) if may_write else [],
    }


def _do(document: SteeringDocument, request: HttpRequest) -> str:
    form, who = request.POST, {"by": acting(request), "at": timezone.now()}
    deed = DEEDS.get(form.get("step", ""))
    if deed is None:
        raise Http404
    return deed(document, form, who)


def _step(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    step = actions.Step(
        status=form.get("status", ""),
        on=written.day(form.get("on", ""), name=_("dagen")),
        body=Organisation.objects.filter(slug=form.get("body", "")).first(),
        paragraph=written.paragraph(form.get("paragraph", "")),
        registration_number=form.get("registration_number", ""),
        note=form.get("note", ""),
        after=SteeringDocument.objects.filter(slug=form.get("after", "")).first(),
    )
    actions.take_document_step(document=document, step=step, **who)
    return _("Steget är infört.")


def _vision(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    actions.write_vision(document=document, text=form.get("text", ""), **who)
    return _("Målbilden är sparad.")


def _part(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    part, text, source = form.get("part", ""), form.get("text", ""), form.get("source", "")
    actions.write_part(document=document, part=part, text=text, source=source, **who)
    return _("Analysen är sparad.")


def _figure(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    indicator, area, period = (*form.get("figure", "").split("/"), "", "")[:3]
    measured = Indicator.objects.filter(slug=indicator).first()
    place = Area.objects.filter(slug=area).first()
    if measured is None or place is None:
        raise Refusal("no_figure", _("Välj en siffra ur listan."))
    actions.pull_figure(
        document=document, part=form.get("part", ""), indicator=measured, area=place, period=period, **who
    )
    return _("Siffran är inlagd, med det värde som är känt i dag.")


def _party(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    body = Organisation.objects.filter(slug=form.get("organisation", "")).first()
    said = form.get("contribution", "")
    actions.name_party(document=document, name=form.get("name", ""), organisation=body, contribution=said, **who)
    return _("Parten är inlagd.")


def _leave_out(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    actions.leave_out(document=document, title=form.get("title", ""), reason=form.get("reason", ""), **who)
    return _("Det som valdes bort är inlagt.")


def _quality(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    actions.add_quality(document=document, text=form.get("text", ""), **who)
    return _("Kvaliteten är inlagd.")


def _remove(document: SteeringDocument, form: QueryDict, who: Who) -> str:
    kind, _slash, key = form.get("row", "").partition("/")
    if kind not in REMOVABLE or not key.isdecimal():
        raise Http404
    row = get_object_or_404(REMOVABLE[kind]._default_manager, pk=int(key), document=document)
    actions.take_from_analysis(row=row, **who)
    return _("Raden är borttagen. En tidigare dag visar den fortfarande.")


DEEDS: dict[str, Callable[[SteeringDocument, QueryDict, Who], str]] = {
    "step": _step,
    "vision": _vision,
    "part": _part,
    "figure": _figure,
    "party": _party,
    "leave_out": _leave_out,
    "quality": _quality,
    "remove": _remove,
}
