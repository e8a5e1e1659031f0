"""The city's own Word template: which styles were found in it, and which were not."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.documents.file_kinds import KINDS
from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import WordTemplate
from samstad.domain.cycle.queries import word_template
from samstad.refusals import Refusal
from samstad.web.actor import acting
from samstad.web.setup.entry import enter

STYLES = {
    "Title": _lazy("titel (Title)"),
    "Heading1": _lazy("rubrik 1 (Heading 1)"),
    "Heading2": _lazy("rubrik 2 (Heading 2)"),
    "Heading3": _lazy("rubrik 3 (Heading 3)"),
    "Normal": _lazy("brödtext (Normal)"),
    "Caption": _lazy("beskrivning (Caption)"),
    "ListBullet": _lazy("punktlista (List Bullet)"),
    "ListNumber": _lazy("numrerad lista (List Number)"),
    "SamstadTable": _lazy("tabell (Stadens tabell, Tabell eller Table Grid)"),
}


@login_required
def word_template_page(request: HttpRequest) -> HttpResponse:
    """GET shows the template in use. POST takes a new one, or stops using it."""
    frame = enter(request, "word_template", Permission.ADMINISTER)
    current = WordTemplate.objects.filter(retired_at=None).defer("content").order_by("pk").last()
    refused = ""
    if request.method == "POST":
        try:
            if request.POST.get("step") == "retire" and current:
                actions.retire_word_template(template=current, by=acting(request), at=timezone.now())
                messages.success(request, _("Mallen används inte längre."))
            else:
                _save(request)
            return redirect("setup:word_template")
        except Refusal as refusal:
            refused = refusal.sentence
    missing = [str(STYLES[name]) for name in current.missing if name in STYLES] if current else []
    context = {**frame, "template": current, "missing": missing, "styles": list(STYLES.values()), "refused": refused}
    return render(request, "setup/word_template.html", context, status=400 if refused else 200)


@login_required
def word_template_file(request: HttpRequest) -> HttpResponse:
    """The template in use, as it was laid in."""
    enter(request, "word_template", Permission.ADMINISTER)
    content = word_template()
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=KINDS["docx"])
    answer["Content-Disposition"] = 'attachment; filename="mall.docx"'
    return answer


def _save(request: HttpRequest) -> None:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Refusal("no_file", _("Välj mallen som ska användas."))
    content = sent.read(settings.ATTACHMENT_LIMIT + 1)
    actions.save_word_template(
        file_name=sent.name or "mall.docx", content=content, by=acting(request), at=timezone.now()
    )
    messages.success(request, _("Mallen används från och med nu när en rapport hämtas som Word."))
