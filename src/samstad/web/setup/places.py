"""Places: the list, and one place with what it is called, where it lies, how long it exists and what it became."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.access.actions import add_area, add_succession, change_area, remove_succession
from samstad.domain.people.actors import Actor
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaSuccession
from samstad.refusals import Refusal
from samstad.reports.setup import read_places
from samstad.web.actor import acting
from samstad.web.desk import written
from samstad.web.setup.days import day_or_none
from samstad.web.setup.entry import enter

FIELDS = ("name", "short_name", "kind", "parent", "valid_from", "valid_to", "after", "on")


@login_required
def places_page(request: HttpRequest) -> HttpResponse:
    """GET lists every place. POST adds one."""
    frame = enter(request, "places", Permission.ADMINISTER)
    refused = ""
    if request.method == "POST":
        try:
            made = add_area(**_written(request.POST), by=acting(request), at=timezone.now())
            messages.success(request, _("Platsen är tillagd."))
            return redirect("setup:place", made.slug)
        except Refusal as refusal:
            refused = refusal.sentence
    lines = read_places()
    context = {**frame, **_choices(request, None), "lines": lines, "refused": refused}
    return render(request, "setup/places.html", context, status=400 if refused else 200)


@login_required
def place_page(request: HttpRequest, area: str) -> HttpResponse:
    """GET shows the place. POST changes it or what it became; a refusal keeps what was written."""
    frame = enter(request, "places", Permission.ADMINISTER)
    found = get_object_or_404(Area.objects.select_related("parent"), slug=area)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(Area.objects.get(pk=found.pk), request.POST, acting(request)))
            return redirect("setup:place", found.slug)
        except Refusal as refusal:
            refused = refusal.sentence
    context = {
        **frame,
        **_choices(request, found),
        "area": found,
        "became": list(found.successions.select_related("after").order_by("on")),
        "came_from": list(found.origins.select_related("before").order_by("on")),
        "refused": refused,
    }
    return render(request, "setup/place.html", context, status=400 if refused else 200)


def _do(area: Area, form: QueryDict, by: Actor) -> str:
    at = timezone.now()
    if form.get("step") == "became":
        after = get_object_or_404(Area, slug=form.get("after", ""))
        add_succession(before=area, after=after, on=written.day(form.get("on", ""), name=_("dagen")), by=by, at=at)
        return _("Det står nu vad platsen blev.")
    if form.get("step") == "remove":
        number = form.get("succession", "")
        found = get_object_or_404(AreaSuccession, pk=written.key(number), before=area)
        remove_succession(succession=found, by=by, at=at)
        return _("Länken är borttagen. I historiken står vad den var.")
    change_area(area=area, short_name=form.get("short_name", ""), **_written(form), by=by, at=at)
    return _("Ändringen är sparad.")


def _written(form: QueryDict) -> dict[str, Any]:
    slug = form.get("parent", "")
    return {
        "name": form.get("name", ""),
        "kind": form.get("kind", ""),
        "parent": get_object_or_404(Area, slug=slug) if slug else None,
        "valid_from": day_or_none(form.get("valid_from", ""), name=_("första dagen")),
        "valid_to": day_or_none(form.get("valid_to", ""), name=_("sista dagen")),
    }


def _choices(request: HttpRequest, area: Area | None) -> dict[str, Any]:
    """What the form offers, and what stands in it: as written, else as stored."""
    stored = dict.fromkeys(FIELDS, "")
    if area is not None:
        days = {name: day.isoformat() for name in ("valid_from", "valid_to") if (day := getattr(area, name))}
        parent = area.parent.slug if area.parent else ""
        stored |= {"name": area.name, "short_name": area.short_name, "kind": area.kind, "parent": parent, **days}
    wrote = {name: request.POST.get(name, stored[name]) for name in FIELDS}
    return {
        "wrote": wrote,
        "kinds": [(kind.value, kind.label) for kind in AreaKind],
        "areas": list(Area.objects.values_list("slug", "name")),
    }
