"""The chapters that every board's report has in a round."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.actions import ChapterContent, set_template
from samstad.domain.cycle.choices import SectionKey, TableKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import EXPLAIN_OVER, summary_chapter
from samstad.refusals import Refusal
from samstad.web.actor import acting
from samstad.web.setup.entry import enter

MOST = 40
NEW = "ny"


@login_required
def template_page(request: HttpRequest, of_round: str) -> HttpResponse:
    """GET shows the chapters. POST stores them all as they stand in the form, in the order of their numbers."""
    frame = enter(request, "rounds", Permission.OPEN_ROUND)
    found = get_object_or_404(Round.objects.select_related("pack"), slug=of_round)
    refused, chapters = "", [_shown(chapter) for chapter in found.chapters.all() or [summary_chapter()]]
    if request.method == "POST":
        chapters = _sent(request.POST)
        try:
            set_template(
                of_round=found,
                chapters=[_content(row) for row in _kept(chapters)],
                by=acting(request),
                at=timezone.now(),
            )
            messages.success(request, _("Kapitlen är sparade. De gäller alla rapporter i omgången."))
            return redirect("setup:template", of_round)
        except Refusal as refusal:
            refused = refusal.sentence
    context = {
        **frame,
        "of_round": found,
        "example": bool(found.pack and found.pack.example),
        "chapters": [*[row for row in chapters if row["key"] != NEW], _new(chapters)],
        "tables": TableKind.choices,
        "summary": SectionKey.SUMMARY.value,
        "refused": refused,
    }
    return render(request, "setup/template.html", context, status=400 if refused else 200)


def _shown(chapter: Any) -> dict[str, Any]:
    names = ("key", "title", "instruction", "tables", "required", "explain_over", "order")
    return {name: getattr(chapter, name) for name in names} | {"order": chapter.order + 1, "remove": False}


def _new(chapters: list[dict[str, Any]]) -> dict[str, Any]:
    """The empty chapter at the end, or what was written in it when the form was refused."""
    sent = next((row for row in chapters if row["key"] == NEW), None)
    return sent or {
        "key": NEW,
        "title": "",
        "instruction": "",
        "tables": [],
        "required": False,
        "explain_over": EXPLAIN_OVER,
        "order": len(chapters) + 1,
        "remove": False,
    }


def _sent(form: QueryDict) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "title": " ".join(form.get(f"{key}.title", "").split()),
            "instruction": form.get(f"{key}.instruction", "").replace("\r\n", "\n").strip(),
            "tables": form.getlist(f"{key}.tables"),
            "required": form.get(f"{key}.required") == "1",
            "explain_over": _whole(form.get(f"{key}.explain_over", ""), EXPLAIN_OVER),
            "order": _whole(form.get(f"{key}.order", ""), MOST),
            "remove": form.get(f"{key}.remove") == "1",
        }
        for key in form.getlist("key")[:MOST]
    ]


def _kept(chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that stay, in order; the new one only where it has a heading, under a name made of it."""
    taken = {row["key"] for row in chapters}
    kept = []
    for row in sorted(chapters, key=lambda row: row["order"]):
        if row["remove"] or (row["key"] == NEW and not row["title"]):
            continue
        kept.append(row | {"key": _free(row["title"], taken)} if row["key"] == NEW else row)
    return kept


def _free(title: str, taken: set[str]) -> str:
    stem = slugify(title)[:36].strip("-") or "kapitel"
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, MOST + 3))) if key not in taken)


def _content(row: dict[str, Any]) -> ChapterContent:
    names = ("key", "title", "instruction", "tables", "required", "explain_over")
    return ChapterContent(**{name: row[name] for name in names})


def _whole(text: str, otherwise: int) -> int:
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) < 4 else otherwise
