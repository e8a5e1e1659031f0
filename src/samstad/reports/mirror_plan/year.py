"""The year of a body's part in the local programmes: the plan at T1, and the accounts at T2 and in the annual report.

Source 004 asks for the three; here they are made of the activities that the body gives and of what its reports say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Document, Heading, Paragraph, Table
from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.programmes.models import Contribution
from samstad.domain.steering.choices import NEEDS_EXPLANATION, ActivityStatus, PartyRole
from samstad.domain.steering.models import Activity, ActivityParty, ActivityUpdate
from samstad.domain.steering.queries import told_by
from samstad.reports.mirror_plan.collect import MirrorPlan, Part, collect_plan
from samstad.reports.reports_then import public_known
from samstad.reports.wording import day

STAGES = (RoundKind.T1, RoundKind.T2, RoundKind.VB)


@dataclass(frozen=True, slots=True)
class MirrorYear:
    """`told` is what the round's public report says of each activity; `report` is None until it has been sent out."""

    plan: MirrorPlan
    kind: RoundKind
    report: Report | None
    told: Mapping[int, ActivityUpdate]
    parties: Mapping[int, tuple[ActivityParty, ...]]

    @property
    def given(self) -> tuple[Contribution, ...]:
        """Each activity once, also where it is given to several programmes."""
        found = {row.activity_id: row for part in self.plan.parts for row in part.given if self.concerns(row.activity)}
        return tuple(found.values())

    def concerns(self, activity: Activity) -> bool:
        """True of work of the year: planned for it, or lasting and under way."""
        if activity.year is not None:
            return activity.year == self.plan.year
        return activity.end is None or activity.end.year >= self.plan.year


def mirror_year(body: Organisation, *, year: int, kind: RoundKind, as_known: AsKnown = NOW) -> Document:
    """The year plan (T1) or the account (T2, annual report) as a document."""
    return compose_year(collect_year(body, year=year, kind=kind, as_known=as_known))


def collect_year(body: Organisation, *, year: int, kind: RoundKind, as_known: AsKnown = NOW) -> MirrorYear:
    """What the document says; three queries more than the plan."""
    plan = collect_plan(body, year=year, as_known=as_known)
    keys = [row.activity_id for part in plan.parts for row in part.given]
    public = {"state__in": PUBLIC_STATES} if as_known.on is None else {"pk__in": public_known(as_known)}
    reports = Report.objects.filter(organisation=body, round__year=year, round__kind=kind, **public)
    report = reports.select_related("round", "organisation").first()
    said = ActivityUpdate.objects.filter(told_by(as_known), activity__in=keys)
    told = said.filter(origin=origin_of(report)).order_by("pk") if report else ()
    parties: dict[int, list[ActivityParty]] = {}
    for row in ActivityParty.objects.filter(activity__in=keys).select_related("organisation").order_by("pk"):
        parties.setdefault(row.activity_id, []).append(row)
    return MirrorYear(
        plan, kind, report, {row.activity_id: row for row in told}, {key: tuple(rows) for key, rows in parties.items()}
    )


def compose_year(found: MirrorYear) -> Document:
    """The plan or the account, programme by programme."""
    planned = found.kind == RoundKind.T1
    title = (
        _("Årsplan för medverkan i de lokala programmen %(year)d")
        if planned
        else _("Redogörelse för medverkan i de lokala programmen %(year)d")
    )
    return Document(
        title=title % {"year": found.plan.year},
        subtitle=f"{found.plan.body.name}, {found.kind.label}",
        language="en" if get_language() == "en" else "sv",
        stamps=(_("exempeldata"),) if found.plan.example else (),
        blocks=(*_lead(found), *_answers(found), *_parts(found)),
    )


def _lead(found: MirrorYear) -> Iterable[Block]:
    count = len(found.given)
    if not count:
        yield Callout("gap", _("Ingen aktivitet för de lokala programmen är inlagd för året."))
        return
    said = ngettext(
        "%(n)d aktivitet ges till de lokala programmen.", "%(n)d aktiviteter ges till de lokala programmen.", count
    )
    yield Paragraph(" ".join([said % {"n": count}, *_told(found)]), "lead")
    if found.kind != RoundKind.T1 and found.report is None:
        yield Callout("gap", _("Rapporten för omgången är inte utsänd än. Läget fylls i när den sänds ut."))


def _told(found: MirrorYear) -> Iterable[str]:
    """How many are done, depart from the plan or are not accounted for; nothing before the report is public."""
    if found.kind == RoundKind.T1 or found.report is None:
        return
    statuses = [found.told[row.activity_id].status for row in found.given if row.activity_id in found.told]
    yield _("Klara: %(done)d. Avviker eller väntar: %(off)d. Inte redovisade: %(silent)d.") % {
        "done": statuses.count(ActivityStatus.DONE),
        "off": sum(status in NEEDS_EXPLANATION for status in statuses),
        "silent": len(found.given) - len(statuses),
    }


def _answers(found: MirrorYear) -> Iterable[Block]:
    """Who answers for the work: part of the year plan."""
    if found.kind != RoundKind.T1:
        return
    yield Heading(1, _("Ansvar"))
    if not found.plan.contacts:
        yield Callout("gap", _("Vem som ansvarar är inte inlagt."))
        return
    columns = (Column("who", _("Vem"), width=2), Column("unit", _("Enhet"), width=2), Column("for", _("För"), width=2))
    rows = tuple(_contact(contact) for contact in found.plan.contacts)
    yield Table(_("Vem som ansvarar för arbetet"), columns, rows)


def _contact(contact: Contact) -> tuple[Cell, ...]:
    return Cell(contact.role_title), Cell(contact.unit), Cell(contact.theme or _("hela arbetet"))


def _parts(found: MirrorYear) -> Iterable[Block]:
    heading = _("Aktiviteter under året") if found.kind == RoundKind.T1 else _("Arbetet under året")
    shown = [(part, [row for row in part.given if found.concerns(row.activity)]) for part in found.plan.parts]
    if any(rows for _part, rows in shown):
        yield Heading(1, heading, anchor="aktiviteter")
    for part, rows in shown:
        if rows:
            yield Heading(2, part.name, anchor=part.programme.slug)
            yield _planned(found, part, rows) if found.kind == RoundKind.T1 else _accounted(found, part, rows)


def _planned(found: MirrorYear, part: Part, rows: list[Contribution]) -> Table:
    columns = (
        Column("what", _("Aktivitet"), width=3),
        Column("theme", _("Tema"), width=2),
        Column("when", _("När"), width=2),
        Column("who", _("Vem gör vad"), width=2),
    )
    cells = tuple(
        (Cell(row.activity.title), Cell(_theme(row)), Cell(_when(row.activity)), Cell(_who(found, row))) for row in rows
    )
    return Table(_("Årsplan för %(name)s") % {"name": part.name}, columns, cells)


def _accounted(found: MirrorYear, part: Part, rows: list[Contribution]) -> Table:
    columns = (
        Column("what", _("Aktivitet"), width=3),
        Column("status", _("Läge")),
        Column("said", _("Vad som har hänt"), width=4),
    )
    cells = tuple((Cell(row.activity.title), *_account(found.told.get(row.activity_id))) for row in rows)
    return Table(_("Redogörelse för %(name)s") % {"name": part.name}, columns, cells)


def _account(told: ActivityUpdate | None) -> tuple[Cell, Cell]:
    if told is None:
        return Cell(_("inte redovisad")), Cell("–")
    said = " ".join(filter(None, (told.deviation, told.comment)))
    return Cell(str(ActivityStatus(told.status).label)), Cell(said or "–")


def _theme(row: Contribution) -> str:
    return row.theme_printed or (row.goal.title if row.goal else "–")


def _when(activity: Activity) -> str:
    if activity.continuous:
        return _("löpande")
    if activity.start or activity.end:
        return f"{day(activity.start)} – {day(activity.end)}"
    return _("tid är inte angiven")


def _who(found: MirrorYear, row: Contribution) -> str:
    own = found.plan.body.office_name or found.plan.body.short_name
    others = (
        f"{party.organisation.short_name} ({PartyRole(party.role).label})"
        for party in found.parties.get(row.activity_id, ())
    )
    return ", ".join([own, *others])
