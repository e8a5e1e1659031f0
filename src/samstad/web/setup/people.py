"""Who signs in, and which roles they hold."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.access.actions import (
    add_person,
    change_email,
    close_account,
    end_role,
    give_role,
    new_password,
    open_account,
    reset_second_factor,
)
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import Refusal
from samstad.reports.setup import read_people, read_person
from samstad.web.actor import acting
from samstad.web.desk import written
from samstad.web.setup.days import day_or_none
from samstad.web.setup.entry import enter

NEW = ("name", "email")
WROTE = ("role", "body", "valid_from", "valid_to", "email")


@login_required
def people_page(request: HttpRequest) -> HttpResponse:
    """GET lists everybody. POST adds a person and answers with the first password, which is not shown again."""
    frame = enter(request, "people", Permission.ADMINISTER)
    refused = ""
    if request.method == "POST":
        name, email = request.POST.get("name", ""), request.POST.get("email", "")
        try:
            made, password = add_person(name=name, email=email, by=acting(request), at=timezone.now())
            return _person(request, frame, made.pk, password=password)
        except Refusal as refusal:
            refused = refusal.sentence
    wrote = {name: request.POST.get(name, "") for name in NEW}
    people = read_people(today=timezone.localdate())
    context = {**frame, "people": people, "wrote": wrote, "refused": refused}
    return render(request, "setup/people.html", context, status=400 if refused else 200)


@login_required
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the person with every role there has been. POST gives or ends a role, or makes a new password."""
    frame = enter(request, "people", Permission.ADMINISTER)
    if request.method != "POST":
        return _person(request, frame, pk)
    person = get_object_or_404(User, pk=pk)
    by = acting(request)
    try:
        if request.POST.get("step") == "new_password":
            password = new_password(person=person, by=by, at=timezone.now())
            return _person(request, frame, pk, password=password)
        messages.success(request, _do(person, request.POST, by))
    except Refusal as refusal:
        return _person(request, frame, pk, refused=refusal.sentence)
    return redirect("setup:person", pk)


def _person(
    request: HttpRequest, frame: dict[str, Any], pk: int, *, password: str = "", refused: str = ""
) -> HttpResponse:
    shown = read_person(pk, today=timezone.localdate())
    if shown is None:
        raise Http404
    context = {
        **frame,
        "person": shown,
        "password": password,
        "refused": refused,
        "wrote": {name: request.POST.get(name, "") for name in WROTE},
        "roles": [(role.value, role.label) for role in Role],
        "bodies": list(Organisation.objects.values_list("slug", "name")),
        "today": timezone.localdate().isoformat(),
    }
    answer = render(request, "setup/person.html", context, status=400 if refused else 200)
    if password:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _do(person: User, form: QueryDict, by: Actor) -> str:
    at = timezone.now()
    if form.get("step") == "end_role":
        number = form.get("assignment", "")
        held = get_object_or_404(
            RoleAssignment.objects.select_related("user", "organisation"),
            pk=written.key(number),
            user=person,
        )
        last = written.day(form.get("last_day", ""), name=_("sista dagen"))
        end_role(assignment=held, last_day=last, by=by, at=at)
        return _("Rollen är avslutad.")
    if form.get("step") == "change_email":
        change_email(person=person, email=form.get("email", ""), by=by, at=at)
        return _("Adressen är ändrad. Personen loggar in med den och får sina brev dit.")
    if form.get("step") == "close":
        close_account(person=person, by=by, at=at)
        return _("Kontot är stängt och rollerna är avslutade.")
    if form.get("step") == "open":
        open_account(person=person, by=by, at=at)
        return _("Kontot är öppet. Ge personen en roll.")
    if form.get("step") == "second_factor":
        reset_second_factor(person=person, by=by, at=at)
        return _("Den andra inloggningsfaktorn är borttagen, och personen får veta det.")
    slug = form.get("body", "")
    give_role(
        person=person,
        role=form.get("role", ""),
        organisation=get_object_or_404(Organisation, slug=slug) if slug else None,
        valid_from=day_or_none(form.get("valid_from", ""), name=_("första dagen")),
        valid_to=day_or_none(form.get("valid_to", ""), name=_("sista dagen")),
        by=by,
        at=at,
    )
    return _("Rollen är given.")
