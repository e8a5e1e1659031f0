"""A committee's own plan for its part in the local programmes, generated from what is entered.

Source 004 is such a plan, written by hand; most of its lines restate what the districts have already written.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Block, BulletList, Callout, Cell, Column, Document, Heading, Paragraph, Table
from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import AreaListEntry
from samstad.domain.programmes.choices import DocumentKind
from samstad.domain.programmes.models import Contribution, FocusArea, PartnerIntention, ProgrammeGoal, SteeringDocument
from samstad.domain.steering.choices import ActivityKind, Sphere
from samstad.domain.steering.models import Activity, Goal

PRIORITISED = "sju-prioriterade-namnder"


@dataclass(frozen=True)
class Part:
    """One district's programme and what the body gives it."""

    programme: SteeringDocument
    areas: tuple[str, ...]
    themes: tuple[Goal, ...]
    measures: tuple[tuple[str, str], ...]
    named: bool
    contributions: tuple[Contribution, ...]
    prioritised: bool


def mirror_plan(body: Organisation) -> Document:
    """The plan as a document: duties, own goals and methods, then programme by programme what is given."""
    parts = _parts(body)
    own_goals = list(Goal.objects.filter(owner=body, level__sphere=Sphere.BOARD).order_by("-year", "order"))
    methods = list(Activity.objects.filter(owner=body, kind=ActivityKind.WORKING_METHOD).order_by("order"))
    contacts = list(body.contacts.all())
    example = _example(own_goals, parts)
    return Document(
        title=_("Medverkan i de lokala utvecklingsprogrammen"),
        subtitle=body.name,
        language="en" if get_language() == "en" else "sv",
        stamps=(_("exempeldata"),) if example else (),
        blocks=(
            *_duty(parts),
            *_own_part(
                body, own_goals, methods, [f"{c.role_title}: {c.unit or _('enhet ej inlagd')}" for c in contacts]
            ),
            Heading(1, _("Program för program")),
            *[block for part in parts for block in _part(part)],
        ),
    )


def _parts(body: Organisation) -> list[Part]:
    programmes = list(
        SteeringDocument.objects.filter(kind=DocumentKind.LOCAL_PROGRAMME)
        .select_related("owner")
        .order_by("owner__sort_key")
    )
    areas: dict[int, list[str]] = defaultdict(list)
    for focus in FocusArea.objects.select_related("area").order_by("order"):
        areas[focus.document_id].append(focus.area.name)
    themes: dict[int, list[Goal]] = defaultdict(list)
    in_themes = ProgrammeGoal.objects.filter(goal__level__judged=False).select_related("goal").order_by("goal__order")
    for row in in_themes:
        themes[row.document_id].append(row.goal)
    measures: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, title, theme in SteeringDocument.objects.filter(kind=DocumentKind.LOCAL_PROGRAMME).values_list(
        "pk", "programme_activities__activity__title", "programme_activities__activity__activity_goals__goal__title"
    ):
        if title:
            measures[pk].append((theme or "", title))
    named = set(PartnerIntention.objects.filter(organisation=body).values_list("document_id", flat=True))
    given: dict[int, list[Contribution]] = defaultdict(list)
    for row_given in Contribution.objects.filter(organisation=body).select_related("activity", "goal").order_by("slug"):
        given[row_given.programme_id].append(row_given)
    first = set(AreaListEntry.objects.filter(area_list__slug=PRIORITISED).values_list("area_id", flat=True))
    return [
        Part(
            programme,
            tuple(areas[programme.pk]),
            tuple(themes[programme.pk]),
            tuple(measures[programme.pk]),
            programme.pk in named,
            tuple(given[programme.pk]),
            programme.area_id in first,
        )
        for programme in programmes
    ]


def _duty(parts: list[Part]) -> list[Block]:
    names = tuple(part.programme.owner.name for part in parts if part.prioritised and part.programme.owner)
    return [
        Heading(1, _("Bakgrund och uppgift")),
        Paragraph(
            _(
                "Facknämnder och bolagsstyrelser ska i sina verksamhetsplaner redovisa hur de prioriterar de utpekade "
                "stadsdelsnämnderna, vare sig någon frågat eller inte (riktlinjerna 2015 och budget 2017)."
            )
        ),
        BulletList(names) if names else Callout("gap", _("Listan över prioriterade nämnder är inte inlagd.")),
    ]


def _own_part(body: Organisation, goals: list[Goal], methods: list[Activity], contacts: list[str]) -> list[Block]:
    blocks: list[Block] = [Heading(1, _("Vårt arbete")), Heading(2, _("Mål"))]
    blocks.append(
        BulletList(tuple(g.title for g in goals)) if goals else Callout("gap", _("Inget eget mål är inlagt."))
    )
    blocks.append(Heading(2, _("Arbetssätt")))
    titles = tuple(method.title for method in methods)
    blocks.append(BulletList(titles) if titles else Callout("gap", _("Inget arbetssätt är inlagt.")))
    blocks += [
        Heading(2, _("Uppföljning")),
        Paragraph(
            _("Detaljerad årsplan med tertialrapport 1, redogörelse med tertialrapport 2 och verksamhetsberättelsen.")
        ),
        Heading(2, _("Ansvar")),
        BulletList(tuple(contacts)) if contacts else Callout("gap", _("Vem som ansvarar är inte inlagt.")),
    ]
    return blocks


def _part(part: Part) -> list[Block]:
    owner = part.programme.owner.short_name if part.programme.owner else part.programme.title
    blocks: list[Block] = [Heading(2, owner, anchor=part.programme.slug)]
    areas = ", ".join(part.areas) or _("inget område utpekat")
    themes = ", ".join(theme.title for theme in part.themes) or _("inga teman inlagda")
    blocks.append(
        Paragraph(_("Prioriterade områden: %(areas)s. Teman: %(themes)s.") % {"areas": areas, "themes": themes})
    )
    if part.named:
        blocks.append(Paragraph(_("Nämnden avser att samverka med oss.")))
    if part.contributions:
        blocks.append(_given(part))
    elif part.named:
        blocks.append(Callout("gap", _("Vi har inte lagt in något bidrag till programmet.")))
    if part.measures:
        blocks.append(_measures(part))
    return blocks


def _given(part: Part) -> Table:
    columns = (
        Column("theme", _("Tema"), width=2),
        Column("what", _("Planerad aktivitet"), width=3),
        Column("asked", _("Fråga")),
    )
    rows = tuple(
        (
            Cell(row.goal.title if row.goal else row.theme_printed or "–"),
            Cell(row.activity.title),
            Cell(_("på fråga") if row.question_id else _("utan fråga")),
        )
        for row in part.contributions
    )
    return Table(_("Vad vi bidrar med"), columns, rows)


def _measures(part: Part) -> Table:
    columns = (Column("theme", _("Mål eller tema"), width=2), Column("measure", _("Nämndens åtgärd"), width=3))
    return Table(_("Nämndens egna åtgärder"), columns, tuple((Cell(t or "–"), Cell(m)) for t, m in part.measures))


def _example(goals: list[Goal], parts: list[Part]) -> bool:
    examples = set(Pack.objects.filter(example=True).values_list("pk", flat=True))
    return any(goal.pack_id in examples for goal in goals) or any(
        row.pack_id in examples for part in parts for row in part.contributions
    )
