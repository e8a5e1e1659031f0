"""The auditor's random sample of judgements, on a page and as a workbook."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.refusals import NotAllowed
from samstad.reports.desk import LARGEST, Sample, read_sample, sample_tables
from samstad.web.actor import asking
from samstad.web.setup.entry import may
from samstad.web.sheets import as_sheet

USUAL = 10
LONGEST_SEED = 40


@login_required
def sample_page(request: HttpRequest) -> HttpResponse:
    """The sample for the seed in the address; without one, a new seed is drawn and put there."""
    _enter(request)
    if not _seed(request):
        return redirect(f"{request.path}?{_query(request, str(secrets.randbelow(900_000) + 100_000))}")
    sample = _sample(request)
    context: dict[str, Any] = {"place": "sample", "board": None, "sample": sample, "largest": LARGEST}
    return render(
        request, "desk/sample.html", {**context, "asked_size": _size(request), "query": _query(request, sample.seed)}
    )


@login_required
def sample_file(request: HttpRequest) -> HttpResponse:
    """The same sample as a workbook."""
    _enter(request)
    sample = _sample(request)
    return as_sheet(sample_tables(sample), "urval")


def _enter(request: HttpRequest) -> None:
    if not may(asking(request).grants, Permission.SEE_HISTORY):
        raise NotAllowed(_("Urvalet är för revisorer. Be stadens administratör om hjälp."))


def _sample(request: HttpRequest) -> Sample:
    granted = asking(request).grants
    everywhere = granted.allows(Permission.SEE_HISTORY)
    boards = None if everywhere else granted.boards(Permission.SEE_HISTORY)
    asked = request.GET.get("omgang", "")
    return read_sample(seed=_seed(request), size=_size(request), of_round=asked, boards=boards)


def _query(request: HttpRequest, seed: str) -> str:
    """What is asked, as it stands in an address: with it anybody draws the same."""
    asked = {"fro": seed, "antal": str(_size(request)), "omgang": request.GET.get("omgang", "")}
    return urlencode(asked)


def _seed(request: HttpRequest) -> str:
    return request.GET.get("fro", "").strip()[:LONGEST_SEED]


def _size(request: HttpRequest) -> int:
    raw = request.GET.get("antal", "")
    return min(max(int(raw), 1), LARGEST) if raw.isdecimal() and len(raw) < 6 else USUAL
