"""A list is proposed from a run, a body departs from it with its reasons, and adopts it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area, AreaList, AreaListEntry
from samstad.domain.risk import rules
from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models import Run, Selection, SelectionRow
from samstad.refusals import Refusal


@transaction.atomic
def propose_selection(*, run: Run, title: str, rule: dict[str, Any], by: Actor, at: datetime) -> Selection:
    """A list with every area of the run, as the rule proposes it, with each area's probability."""
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    if not title.strip():
        raise Refusal("no_title", _("Ge listan ett namn, så att alla vet vilken ”prioriterad” som menas."))
    proposed = rules.propose(run.result, rule)
    areas = {area.slug: area for area in Area.objects.filter(slug__in=[row.area for row in proposed.rows])}
    selection = Selection.objects.create(
        run=run,
        title=title.strip()[:160],
        rule=rule,
        expected_wrong=proposed.expected_wrong,
        made_at=at,
        by_name=by.name,
    )
    SelectionRow.objects.bulk_create(
        SelectionRow(
            selection=selection,
            area=areas[row.area],
            probability=row.probability,
            proposed=row.proposed,
            chosen=row.proposed,
        )
        for row in proposed.rows
        if row.area in areas
    )
    record(
        "propose_selection",
        subject="risk.selection",
        key=str(selection.pk),
        by=by,
        at=at,
        change={"title": [None, selection.title], "rule": [None, rule]},
    )
    return selection


@transaction.atomic
def choose_area(
    *, selection: Selection, area: Area, chosen: bool, motivation: str, by: Actor, at: datetime
) -> SelectionRow:
    """The area in or out of the list; against the rule only with a motivation."""
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    rules.must_be_proposed(selection)
    row = selection.rows.filter(area=area).first()
    if row is None:
        raise Refusal("not_in_run", _("Området ingår inte i körningen som listan bygger på."))
    text = rules.check_motivation(motivation, departs=chosen != row.proposed)
    before = [row.chosen, row.motivation]
    row.chosen, row.motivation = chosen, text
    row.save(update_fields=["chosen", "motivation"])
    record(
        "choose_area",
        subject="risk.selection",
        key=str(selection.pk),
        by=by,
        at=at,
        change={"area": [None, area.slug], "chosen": [before[0], chosen], "motivation": [before[1], text]},
    )
    return row


@transaction.atomic
def adopt_selection(
    *, selection: Selection, body: Organisation, on: date, paragraph: str, by: Actor, at: datetime
) -> AreaList:
    """The adopted list, from now on an area list with a name of its own."""
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    rules.must_be_proposed(selection)
    paragraph = rules.check_paragraph(paragraph)
    chosen = list(selection.rows.filter(chosen=True).select_related("area"))
    if not chosen:
        raise Refusal("empty_list", _("Listan är tom. Välj minst ett område innan den antas."))
    made = AreaList.objects.create(
        slug=_free_slug(selection),
        title=selection.title,
        declared_count=len(chosen),
        note=_("Antagen av %(body)s, § %(paragraph)s.") % {"body": body.name, "paragraph": paragraph},
    )
    AreaListEntry.objects.bulk_create(AreaListEntry(area_list=made, area=row.area) for row in chosen)
    selection.state, selection.adopted_on, selection.body = Standing.ADOPTED, on, body
    selection.paragraph, selection.area_list = paragraph, made
    selection.save(update_fields=["state", "adopted_on", "body", "paragraph", "area_list"])
    record(
        "adopt_selection",
        subject="risk.selection",
        key=str(selection.pk),
        board=body.slug,
        by=by,
        at=at,
        change={"areas": [None, [row.area.slug for row in chosen]], "paragraph": [None, paragraph]},
    )
    return made


def _free_slug(selection: Selection) -> str:
    """The title as an address; the number of the selection keeps two lists of the same name apart."""
    return f"{slugify(selection.title)[:60]}-{selection.pk}".strip("-")
