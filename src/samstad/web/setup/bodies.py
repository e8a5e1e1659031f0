"""Boards, committees, companies and partners: names, dates and contacts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.access.actions import add_contact, change_organisation, remove_contact
from samstad.domain.cycle.actions import merge_bodies
from samstad.domain.organisation.choices import REPORTING
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.board_page import read_body_groups
from samstad.web.actor import acting
from samstad.web.desk import written
from samstad.web.setup.days import day_or_none
from samstad.web.setup.entry import enter

FIELDS = ("name", "short_name", "office_name", "valid_from", "valid_to", "role_title", "theme", "unit")


@login_required
def body_list(request: HttpRequest) -> HttpResponse:
    """Every body by kind."""
    frame = enter(request, "organisations", Permission.ADMINISTER)
    return render(request, "setup/organisations.html", {**frame, "groups": read_body_groups(units=True)})


@login_required
def body_page(request: HttpRequest, body: str) -> HttpResponse:
    """GET shows the body. POST changes it or its contacts; a refusal keeps what was written."""
    frame = enter(request, "organisations", Permission.ADMINISTER)
    found = get_object_or_404(Organisation.objects.select_related("parent"), slug=body)
    wrote, refused = _stored(found), ""
    if request.method == "POST":
        try:
            messages.success(request, _do(found, request.POST, acting(request)))
            return redirect("setup:organisation", found.slug)
        except Refusal as refusal:
            refused = refusal.sentence
            wrote |= {name: request.POST[name] for name in FIELDS if name in request.POST}
    context = {
        **frame,
        "body": found,
        "contacts": list(found.contacts.all()),
        "became": list(found.became.select_related("after")),
        "others": list(Organisation.objects.filter(kind__in=REPORTING).exclude(pk=found.pk)) if found.reports else [],
        "wrote": wrote,
        "refused": refused,
    }
    return render(request, "setup/organisation.html", context, status=400 if refused else 200)


def _stored(body: Organisation) -> dict[str, Any]:
    empty = dict.fromkeys(FIELDS, "")
    days = {name: day.isoformat() for name in ("valid_from", "valid_to") if (day := getattr(body, name))}
    return {**empty, "name": body.name, "short_name": body.short_name, "office_name": body.office_name, **days}


def _merge(body: Organisation, form: QueryDict, by: Actor) -> str:
    into = Organisation.objects.filter(slug=form.get("into", "")).first()
    on = day_or_none(form.get("on", ""), name=_("dagen"))
    if into is None or on is None:
        raise Refusal("no_merger", _("Välj vilken organisation den går upp i, och från vilken dag."))
    merge_bodies(gone=body, into=into, on=on, by=by, at=timezone.now())
    return _("%(gone)s går upp i %(into)s.") % {"gone": body.short_name, "into": into.short_name}


def _do(body: Organisation, form: QueryDict, by: Actor) -> str:
    at = timezone.now()
    if form.get("step") == "add_contact":
        words = {name: form.get(name, "") for name in ("role_title", "theme", "unit")}
        add_contact(organisation=body, **words, by=by, at=at)
        return _("Kontakten är tillagd.")
    if form.get("step") == "merge":
        return _merge(body, form, by)
    if form.get("step") == "remove_contact":
        number = form.get("contact", "")
        contact = get_object_or_404(Contact, pk=written.key(number), organisation=body)
        remove_contact(contact=contact, by=by, at=at)
        return _("Kontakten är borttagen. I historiken står vad den var.")
    change_organisation(
        organisation=Organisation.objects.get(pk=body.pk),
        name=form.get("name", ""),
        short_name=form.get("short_name", ""),
        office_name=form.get("office_name", ""),
        valid_from=day_or_none(form.get("valid_from", ""), name=_("första dagen")),
        valid_to=day_or_none(form.get("valid_to", ""), name=_("sista dagen")),
        by=by,
        at=at,
    )
    return _("Ändringen är sparad.")
