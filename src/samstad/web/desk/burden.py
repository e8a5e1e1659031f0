"""What the rounds ask, and the indicators that nobody uses: retired or kept with one press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.calculations.burden import MINUTES
from samstad.domain.access import Permission
from samstad.domain.cycle.choices import WRITTEN_BY_BOARDS
from samstad.domain.cycle.queries import rounds
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions import keep_indicator, retire_indicator
from samstad.domain.steering.models import Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.desk import read_burden, read_unused
from samstad.web.actor import acting, asking
from samstad.web.desk.burden_words import burden_sentence, kind_words


@login_required
def burden_page(request: HttpRequest) -> HttpResponse:
    """GET shows one round's burden and what could be asked no more. POST retires an indicator or keeps it."""
    if not asking(request).grants.allows(Permission.OPEN_ROUND):
        raise NotAllowed(_("Sidan är för stadens samordnare. Be administratören om hjälp."))
    refused, wrote = "", ("", "")
    if request.method == "POST":
        try:
            messages.success(request, _do(request.POST, acting(request)))
            return redirect("desk:burden")
        except Refusal as refusal:
            refused = refusal.sentence
            wrote = (request.POST.get("indicator", ""), request.POST.get("reason", ""))
    written = list(rounds().filter(kind__in=WRITTEN_BY_BOARDS))
    asked = request.GET.get("omgang", "")
    shown = next((one for one in written if one.slug == asked), written[0] if written else None)
    burden = read_burden(shown) if shown else None
    context = {
        "place": "burden",
        "board": None,
        "rounds": written,
        "burden": burden,
        "sentence": burden_sentence(burden) if burden else "",
        "minutes": [(kind_words(kind), minutes) for kind, minutes in MINUTES.items()],
        "unused": read_unused(today=timezone.localdate()),
        "refused": refused,
        "wrote_of": wrote[0],
        "wrote": wrote[1],
    }
    return render(request, "desk/burden.html", context, status=400 if refused else 200)


def _do(form: QueryDict, by: Actor) -> str:
    indicator = get_object_or_404(Indicator, slug=form.get("indicator", ""))
    if form.get("step") == "retire":
        retire_indicator(indicator=indicator, by=by, at=timezone.now())
        return _("%(name)s är avvecklad och frågas inte i nya omgångar.") % {"name": indicator.name}
    keep_indicator(indicator=indicator, reason=form.get("reason", ""), by=by, at=timezone.now())
    return _("%(name)s är kvar och föreslås inte på två år.") % {"name": indicator.name}
