"""From how many persons a count is told: one small table over the indicators that count people."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.calculations.units import adds_up
from samstad.domain.access import Permission
from samstad.domain.steering.actions import set_protection
from samstad.domain.steering.models import Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def protection_page(request: HttpRequest) -> HttpResponse:
    """GET shows each indicator that counts something with its limit. POST sets the limit of one."""
    if not asking(request).grants.allows(Permission.LOAD_FIGURES):
        raise NotAllowed(_("Gränser för små tal sätts av stadens samordnare."))
    refused = ""
    if request.method == "POST":
        try:
            _set(request)
            return redirect("desk:protection")
        except Refusal as refusal:
            refused = refusal.sentence
    context = {"place": "figures", "rows": _rows(), "refused": refused}
    return render(request, "desk/protection.html", context, status=400 if refused else 200)


def _set(request: HttpRequest) -> None:
    indicator = get_object_or_404(Indicator, slug=request.POST.get("indicator", ""))
    below = written.number(request.POST.get("below", "")) or 0
    set_protection(indicator=indicator, below=int(below), by=acting(request), at=timezone.now())
    if below:
        said = {"name": indicator.name, "n": int(below)}
        messages.success(request, _("%(name)s: antal under %(n)d visas inte längre någonstans.") % said)
    else:
        messages.success(request, _("%(name)s: alla antal visas.") % {"name": indicator.name})


def _rows() -> list[dict[str, Any]]:
    hidden = Count("values", filter=Q(values__kept_value__isnull=False, values__withdrawn=False))
    found = Indicator.objects.annotate(hidden=hidden).order_by("sort_key")
    return [{"indicator": row, "hidden": row.hidden} for row in found if adds_up(row.unit) or row.protect_below]
