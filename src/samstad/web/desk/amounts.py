"""One small table: how a body's money falls on the areas, each krona with its kind."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.risk import actions
from samstad.domain.risk.models import AreaAmount
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.followed_year import followed_year
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def amounts_page(request: HttpRequest, board: str) -> HttpResponse:
    """GET shows the table; POST saves every amount that differs. A refused one stays with its sentence."""
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.PLAN, body):
        sentence = _("Medlen förs in av samordnaren för %(name)s. Fördelningen finns under Behov.")
        raise NotAllowed(sentence % {"name": body.name})
    year = followed_year()
    areas = _districts(year)
    problems: dict[str, str] = {}
    if request.method == "POST":
        saved = _save(request, body, areas, year, problems)
        if not problems:
            messages.success(
                request, ngettext("%(n)d belopp är sparat.", "%(n)d belopp är sparade.", saved) % {"n": saved}
            )
            return redirect("desk:amounts", board)
    rows = _rows(body, areas, year, request.POST, problems)
    context = {"place": "plan", "board": body, "year": year, "rows": rows, "kinds": MoneyKind.choices}
    return render(request, "desk/amounts.html", context, status=400 if problems else 200)


def _districts(year: int) -> list[Area]:
    """The districts that existed during the year."""
    begun = Q(valid_from=None) | Q(valid_from__year__lte=year)
    lasted = Q(valid_to=None) | Q(valid_to__year__gte=year)
    return list(Area.objects.filter(begun, lasted, kind=AreaKind.DISTRICT).order_by("sort_key"))


def _save(request: HttpRequest, body: Organisation, areas: list[Area], year: int, problems: dict[str, str]) -> int:
    before = _standing(body, year)
    saved = 0
    for area in areas:
        for kind in MoneyKind.values:
            name = f"{area.slug}.{kind}"
            if name not in request.POST:
                continue
            try:
                amount = _kronor(request.POST[name])
                if amount != before.get((area.pk, kind)):
                    actions.enter_amount(
                        organisation=body, area=area, year=year, kind=kind, amount=amount,
                        by=acting(request), at=timezone.now(),
                    )  # fmt: skip
                    saved += 1
            except Refusal as refusal:
                problems[name] = refusal.sentence
    return saved


def _kronor(text: str) -> int | None:
    value = written.number(text)
    if value is None:
        return None
    if value != int(value):
        raise Refusal("bad_amount", _("Ange beloppet i hela kronor, noll eller mer."))
    return int(value)


def _standing(body: Organisation, year: int) -> dict[tuple[int, str], int]:
    rows = AreaAmount.objects.filter(organisation=body, year=year)
    return {(row.area_id, row.kind): row.amount for row in rows}


def _rows(
    body: Organisation, areas: list[Area], year: int, form: Any, problems: dict[str, str]
) -> list[dict[str, Any]]:
    before = _standing(body, year)
    rows = []
    for area in areas:
        cells = []
        for kind, label in MoneyKind.choices:
            name = f"{area.slug}.{kind}"
            amount = before.get((area.pk, kind))
            shown = form.get(name, "" if amount is None else str(amount))
            cells.append({"name": name, "label": label, "value": shown, "problem": problems.get(name, "")})
        rows.append({"area": area, "cells": cells})
    return rows
