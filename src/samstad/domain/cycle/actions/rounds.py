"""The city opens a round; every reporting body has a report to answer from then on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle.actions.chapters import write_chapters
from samstad.domain.cycle.actions.default_chapters import ChapterContent, chapters_for
from samstad.domain.cycle.choices import WRITTEN_BY_BOARDS, RoundKind
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.history.models import Pack
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal


@transaction.atomic
def open_round(
    *,
    year: int,
    kind: str,
    cutoff: date | None,
    due: date | None,
    chapters: Sequence[ChapterContent] | None = None,
    by: Actor,
    at: datetime,
    pack: Pack | None = None,
) -> Round:
    """The new round; when boards write in it, with an empty report for every reporting body and its chapters.

    Without `chapters` it has those of the latest round of its kind. Rounds of several years may be open at once.
    """
    require(by, Permission.OPEN_ROUND, on=localdate(at))
    if kind not in RoundKind.values:
        raise Refusal("bad_round", _("Välj en av årets omgångar ur listan."))
    if Round.objects.filter(year=year, kind=kind).exists():
        raise Refusal("round_exists", _("Omgången är redan öppnad. Den finns under Uppföljning."))
    if cutoff and due and due < cutoff:
        raise Refusal("due_before_cutoff", _("Sista dagen kan inte ligga före brytdagen."))
    opened = Round.objects.create(
        slug=f"{year}-{kind}", year=year, kind=kind, cutoff=cutoff, due=due, opened_on=localdate(at), pack=pack
    )
    write_chapters(chapters_for(kind) if chapters is None else chapters, of_round=opened)
    if kind in WRITTEN_BY_BOARDS:
        day = cutoff or date(year, 1, 1)
        Report.objects.bulk_create(
            Report(round=opened, organisation=body, pack=pack) for body in reporting_bodies(day).order_by("pk")
        )
    record("open_round", subject="cycle.round", key=opened.slug, by=by, at=at)
    return opened
