"""Figures from files: what has been read in, a new file or fetch, and one file's dry run, storing and taking back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.places.choices import AreaKind
from samstad.domain.steering.actions.uploads import save_mapping, undo_upload
from samstad.domain.steering.models import FigureMapping, FigureUpload, Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.figure_upload import Columns, heading_score, kept_file, receive, store, try_again
from samstad.sources.sheet import open_sheet
from samstad.web.actor import acting, asking
from samstad.web.desk import fetches, written

ROLES = {
    "area": _lazy("Områdets kod"),
    "name": _lazy("Områdets namn"),
    "indicator": _lazy("Indikator"),
    "period": _lazy("Period"),
    "value": _lazy("Värde"),
    "sex": _lazy("Kön"),
    "age": _lazy("Ålder"),
    "status": _lazy("Status"),
    "body": _lazy("Bolag eller nämnd"),
    "people": _lazy("Antal personer"),
    "edition": _lazy("Dag för indelningen, om den är en annan än periodens"),
}
OUTCOMES = {
    "changed": _lazy("Ändras"),
    "new": _lazy("Nya"),
    "refused": _lazy("Går inte att läsa in"),
    "unchanged": _lazy("Oförändrade"),
}
MOST_UPLOADS = 50


@login_required
def figures_page(request: HttpRequest) -> HttpResponse:
    """Files and fetches, newest first. POST takes a new file and tries it, or asks an open service for figures."""
    _require(request)
    refused = ""
    if request.method == "POST":
        try:
            if request.POST.get("service"):
                return redirect("desk:fetch", fetches.ask(request).pk)
            made = _receive(request)
            return redirect("desk:upload", made.pk)
        except Refusal as refusal:
            refused = refusal.sentence
    context = {
        "place": "figures",
        "uploads": list(FigureUpload.objects.defer("trial", "columns")[:MOST_UPLOADS]),
        "mappings": list(FigureMapping.objects.all()),
        "source": request.POST.get("source", ""),
        "known_from": request.POST.get("known_from") or timezone.localdate().isoformat(),
        "fetches": fetches.latest(),
        "asked": fetches.asked(request),
        "refused": refused,
    }
    return render(request, "desk/figures.html", context, status=400 if refused else 200)


@login_required
def upload_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, and what stands in its way. POST tries it otherwise, stores it or takes it back."""
    _require(request)
    upload = get_object_or_404(FigureUpload, pk=pk)
    refused = ""
    if request.method == "POST":
        try:
            STEPS.get(request.POST.get("step", ""), _try)(request, upload)
            return redirect("desk:upload", pk)
        except Refusal as refusal:
            refused = refusal.sentence
    context = {
        "place": "figures",
        "upload": upload,
        "refused": refused,
        "hindered": bool(upload.trial.get("hindrances")),
        "outcomes": _outcomes(upload.trial),
        "coming": sum(upload.trial.get("counts", {}).get(name, 0) for name in ("new", "changed")),
        **(_reading(request, upload) if upload.state == "tried" else {}),
    }
    return render(request, "desk/upload.html", context, status=400 if refused else 200)


def _require(request: HttpRequest) -> None:
    if not asking(request).grants.allows(Permission.LOAD_FIGURES):
        raise NotAllowed(_("Siffror läses in av stadens samordnare. Alla kan läsa dem under Mål och Områden."))


def _receive(request: HttpRequest) -> FigureUpload:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refusal("no_file", _("Välj en fil att läsa in, CSV eller Excel."))
    chosen = request.POST.get("mapping", "")
    mapping = get_object_or_404(FigureMapping, pk=written.key(chosen)) if chosen else None
    return receive(
        name=file.name or "siffror.csv",
        parts=file.chunks(),
        columns=Columns.of(mapping.columns) if mapping else None,
        source=request.POST.get("source", ""),
        known_from=written.day(request.POST.get("known_from", ""), name=_("den dag siffrorna är kända från")),
        by=acting(request),
        at=timezone.now(),
    )


def _try(request: HttpRequest, upload: FigureUpload) -> None:
    columns = _columns(request)
    try_again(upload, columns, by=acting(request), at=timezone.now())
    title = request.POST.get("title", "").strip()
    if title:
        save_mapping(title=title, columns=columns.plain(), by=acting(request), at=timezone.now())
        messages.success(request, _("Läsningen är sparad som ”%(title)s”.") % {"title": title})


def _store(request: HttpRequest, upload: FigureUpload) -> None:
    stored = store(
        kept_file(upload.file_name, upload.sha256),
        upload,
        leave_out_refused=bool(request.POST.get("leave_out")),
        by=acting(request),
        at=timezone.now(),
    )
    messages.success(request, ngettext("%(n)d värde är inläst.", "%(n)d värden är inlästa.", stored) % {"n": stored})


def _undo(request: HttpRequest, upload: FigureUpload) -> None:
    gone = undo_upload(upload=upload, reason=request.POST.get("reason", ""), by=acting(request), at=timezone.now())
    messages.success(request, ngettext("%(n)d värde är återtaget.", "%(n)d värden är återtagna.", gone) % {"n": gone})


STEPS = {"try": _try, "store": _store, "undo": _undo}


def _columns(request: HttpRequest) -> Columns:
    """What was chosen in the form; `apart` is one name a line."""
    chosen: dict[str, Any] = {role: request.POST.get(role, "") for role in ROLES}
    chosen["wide"] = request.POST.getlist("wide")
    for name in ("indicator_is", "period_is", "kind", "share"):
        chosen[name] = request.POST.get(name, "").strip()
    chosen["apart"] = [line.strip() for line in request.POST.get("apart", "").splitlines() if line.strip()]
    chosen["parts_differ"] = bool(request.POST.get("parts_differ"))
    return Columns.of(chosen)


def _reading(request: HttpRequest, upload: FigureUpload) -> dict[str, Any]:
    """The form of how columns are read, as it was tried last or as it was just written."""
    columns = _columns(request) if request.POST.get("step") == "try" else Columns.of(upload.columns)
    try:
        file = kept_file(upload.file_name, upload.sha256)
        with open_sheet(file, score=heading_score) as sheet:
            headings = tuple(name for name in sheet.headings if name)
    except Refusal:
        headings = ()
    return {
        "columns": columns,
        "headings": headings,
        "roles": [(role, label, getattr(columns, role)) for role, label in ROLES.items()],
        "kinds": AreaKind.choices,
        "indicators": list(Indicator.objects.values_list("slug", "name").order_by("sort_key")),
        "apart": "\n".join(columns.apart),
    }


def _outcomes(trial: dict[str, Any]) -> list[dict[str, Any]]:
    counts, samples = trial.get("counts", {}), trial.get("samples", {})
    return [
        {"name": name, "label": label, "n": counts.get(name, 0), "rows": samples.get(name, [])}
        for name, label in OUTCOMES.items()
    ]
