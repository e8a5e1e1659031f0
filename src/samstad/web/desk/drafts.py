"""Drafts from a read document: the list of imports, and one board's drafts to accept, edit or drop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions.drafts import accept_draft, drop_draft
from samstad.domain.programmes.choices import DraftState
from samstad.domain.programmes.models import DraftItem, ProgrammeImport
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.drafts import drafts_of, imports
from samstad.sources.lup_document import read_programme_document
from samstad.sources.lup_drafts import keep_for_review
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.uploaded import sent_file


@login_required
def draft_list(request: HttpRequest) -> HttpResponse:
    """Every import and how far its review has come. POST reads a new document."""
    granted = asking(request).grants
    city_wide = granted.allows(Permission.REVIEW_DRAFTS)
    own = set(granted.boards(Permission.REVIEW_DRAFTS))
    if not city_wide and not own:
        raise NotAllowed(_("Du har ingen roll som granskar utkast. Be samordnaren om hjälp."))
    if request.method == "POST":
        _read(request, acting(request))
        return redirect("desk:drafts")
    context = {"place": "drafts", "board": None, "imports": imports(), "city_wide": city_wide, "own": own}
    return render(request, "desk/drafts.html", context)


@login_required
def board_drafts(request: HttpRequest, source: int, board: str) -> HttpResponse:
    """One board's drafts beside the source text. POST settles one of them."""
    read = get_object_or_404(ProgrammeImport, pk=source)
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.REVIEW_DRAFTS, body):
        raise NotAllowed(_("Du har ingen roll som granskar utkast för %(name)s.") % {"name": body.name})
    if request.method == "POST":
        after = _settle(request, read, body, acting(request))
        return redirect(f"{request.path}{after}")
    drafts = drafts_of(read, body)
    context = {
        "place": "drafts",
        "board": body,
        "source": read,
        "pending": [draft for draft in drafts if draft.item.state == DraftState.PENDING],
        "settled": [draft for draft in drafts if draft.item.state != DraftState.PENDING],
    }
    return render(request, "desk/board_drafts.html", context)


def _settle(request: HttpRequest, read: ProgrammeImport, body: Organisation, by: Actor) -> str:
    """Do what was asked; the answer is where on the page to go on, the next draft."""
    raw = request.POST.get("item", "")
    items = DraftItem.objects.select_related("source", "board__area").filter(source=read, board=body)
    item = get_object_or_404(items, pk=written.key(raw))
    version = request.POST.get("version", "")
    known = written.version(version)
    try:
        if request.POST.get("step") == "drop":
            drop_draft(item=item, version=known, by=by, at=timezone.now())
            messages.success(request, _("Utkastet är bortvalt."))
        else:
            text = request.POST.get("text", "")
            accept_draft(item=item, text=text, version=known, by=by, at=timezone.now())
            messages.success(request, _("Utkastet är godtaget."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return f"#utkast-{item.pk}"
    following = items.filter(state=DraftState.PENDING, order__gt=item.order).order_by("order").first()
    return f"#utkast-{following.pk}" if following else ""


def _read(request: HttpRequest, by: Actor) -> None:
    try:
        with sent_file(request.FILES.get("document"), lacking=_("Välj en fil att läsa in, Word eller text.")) as path:
            kept = keep_for_review(read_programme_document(path), path, by=by, at=timezone.now())
        messages.success(request, _("%(n)d utkast är sparade för granskning.") % {"n": kept.items.count()})
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
