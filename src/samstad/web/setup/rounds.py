"""Rounds: which are open, how far they have come, and how a new one is opened."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.cycle.actions import open_round
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.desk import read_burden
from samstad.reports.setup import read_rounds
from samstad.web.actor import acting
from samstad.web.desk.burden_words import burden_sentence
from samstad.web.setup.days import day_or_none
from samstad.web.setup.entry import enter

FIELDS = ("year", "kind", "cutoff", "due")
FIRST, LAST = 1990, 2100


@login_required
def rounds_page(request: HttpRequest) -> HttpResponse:
    """GET lists the rounds. POST opens one; every reporting body has a report to answer from then on."""
    frame = enter(request, "rounds", Permission.OPEN_ROUND)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _open(request.POST, acting(request)))
            return redirect("setup:rounds")
        except Refusal as refusal:
            refused = refusal.sentence
    context = {
        **frame,
        "lines": read_rounds(),
        "kinds": RoundKind.choices,
        "wrote": {name: request.POST.get(name, "") for name in FIELDS},
        "refused": refused,
    }
    return render(request, "setup/rounds.html", context, status=400 if refused else 200)


def _open(form: QueryDict, by: Actor) -> str:
    opened = open_round(
        year=_year(form.get("year", "")),
        kind=form.get("kind", ""),
        cutoff=day_or_none(form.get("cutoff", ""), name=_("brytdagen")),
        due=day_or_none(form.get("due", ""), name=_("sista dagen att lämna in")),
        by=by,
        at=timezone.now(),
    )
    count = opened.reports.count()
    said = ngettext(
        "Omgången är öppnad för %(n)d organisation.", "Omgången är öppnad för %(n)d organisationer.", count
    ) % {"n": count}
    return f"{said} {burden_sentence(read_burden(opened))}".strip()


def _year(text: str) -> int:
    plain = text.strip()
    if plain.isdecimal() and len(plain) == 4 and FIRST <= int(plain) <= LAST:
        return int(plain)
    raise Refusal("bad_year", _("Ange ett årtal med fyra siffror, till exempel 2017."))
