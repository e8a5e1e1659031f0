"""What a draft becomes when somebody accepts it: a theme, a goal, a measure, a partner, an area, a contribution."""

from collections.abc import Callable

from django.db.models import Max
from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text, slug
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.programmes.choices import DocumentKind, DocumentStatus, DraftKind
from samstad.domain.programmes.models import (
    Contribution,
    DraftItem,
    FocusArea,
    PartnerIntention,
    ProgrammeActivity,
    ProgrammeGoal,
    SteeringDocument,
)
from samstad.domain.steering.choices import ActivityKind, LinkMeaning, Modality, Origin, Sphere
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalLevel, GoalLink
from samstad.refusals import Refusal

LONGEST_TITLE = 200
Enter = Callable[[str, str, str], None]
"""Told of each row that is made: the deed, the subject and the row's address."""


def make(item: DraftItem, enter: Enter) -> str:
    """The slug or name of what the item became. What the programme already holds is not made twice."""
    assert item.board is not None  # the action has refused items without a board
    programme = _programme(item, item.board, enter)
    makers = {
        DraftKind.THEME: _theme,
        DraftKind.GOAL: _goal,
        DraftKind.MEASURE: _measure,
        DraftKind.PARTNER: _partner,
        DraftKind.FOCUS_AREA: _focus_area,
        DraftKind.CONTRIBUTION: _contribution,
    }
    return makers[DraftKind(item.kind)](item, item.board, programme, enter)


def _programme(item: DraftItem, board: Organisation, enter: Enter) -> SteeringDocument:
    """The board's local programme; made with its decision unknown when the board has none."""
    found = SteeringDocument.objects.filter(owner=board, kind=DocumentKind.LOCAL_PROGRAMME).order_by("pk").first()
    if found:
        return found
    made = SteeringDocument.objects.create(
        slug=_free(SteeringDocument, f"lup-{board.slug}"),
        title=_("Lokalt utvecklingsprogram för %(board)s") % {"board": board.short_name},
        kind=DocumentKind.LOCAL_PROGRAMME,
        status=DocumentStatus.UNKNOWN,
        owner=board,
        area=board.area,
        source=item.source.title,
    )
    enter("add_document", "programmes.steeringdocument", made.slug)
    return made


def _theme(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    title, _dot, text = item.text.partition(": ")
    return _find_theme(programme, title) or _new_goal(item, programme, title, text, enter, judged=False).slug


def _goal(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    made = _new_goal(item, programme, _short(item.text), item.text, enter, judged=True)
    _under_theme(made, item, programme)
    return made.slug


def _measure(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    made = _new_activity(item, board, ActivityKind.MEASURE, enter)
    ProgrammeActivity.objects.create(document=programme, activity=made)
    theme = Goal.objects.filter(slug=_find_theme(programme, item.theme)).first() if item.theme else None
    if theme:
        ActivityGoal.objects.create(activity=made, goal=theme)
    return made.slug


def _partner(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    known = {_plain(partner.name) for partner in programme.partners.all()}
    if _plain(item.text) not in known:
        last = programme.partners.aggregate(last=Max("order"))["last"] or 0
        body = _body(item.text)
        PartnerIntention.objects.create(document=programme, name=item.text[:160], organisation=body, order=last + 1)
    return item.text[:140]


def _focus_area(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    named = [area for area in Area.objects.all() if _plain(area.name) == _plain(item.text)]
    area = (
        named[0]
        if named
        else Area.objects.create(
            slug=_free(Area, slug(item.text)),
            name=item.text[:120],
            kind=AreaKind.OTHER,
            parent=board.area,
            source=item.source.title,
        )
    )
    last = programme.focus_areas.aggregate(last=Max("order"))["last"] or 0
    FocusArea.objects.get_or_create(document=programme, area=area, defaults={"order": last + 1})
    return area.slug


def _contribution(item: DraftItem, board: Organisation, programme: SteeringDocument, enter: Enter) -> str:
    """A planned activity belongs to the committee that wrote the document, not to the district's board."""
    committee = _body(item.source.committee)
    if committee is None:
        raise Refusal(
            "no_committee",
            _("Det går inte att se vem som skrivit dokumentet (”%(name)s”). Lägg till namnet som alias på nämnden.")
            % {"name": item.source.committee},
        )
    activity = _new_activity(item, committee, ActivityKind.ACTIVITY, enter)
    theme = _find_theme(programme, item.theme)
    made = Contribution.objects.create(
        slug=_free(Contribution, activity.slug),
        organisation=committee,
        programme=programme,
        activity=activity,
        goal=Goal.objects.filter(slug=theme).first() if theme else None,
        theme_printed=item.theme,
        source=_place(item),
    )
    enter("contribute", "programmes.contribution", made.slug)
    return made.slug


def _new_goal(
    item: DraftItem, programme: SteeringDocument, title: str, text: str, enter: Enter, *, judged: bool
) -> Goal:
    level = GoalLevel.objects.filter(sphere=Sphere.LOCAL, judged=judged).order_by("rank").first()
    if level is None:
        raise Refusal("no_level", _("Staden har ingen målnivå för lokala program. Lägg till den i stadspaketet."))
    board = item.board
    assert board is not None
    made = Goal.objects.create(
        slug=_free(Goal, f"{board.slug}-{slug(title, longest=50)}"),
        level=level,
        title=title[:300],
        text=text,
        modality=item.modality if item.modality in Modality.values else "",
        owner=board,
        order=item.order,
        source=_place(item),
    )
    ProgrammeGoal.objects.create(document=programme, goal=made)
    enter("add_goal", "steering.goal", made.slug)
    return made


def _under_theme(goal: Goal, item: DraftItem, programme: SteeringDocument) -> None:
    theme = Goal.objects.filter(slug=_find_theme(programme, item.theme)).first() if item.theme else None
    if theme:
        GoalLink.objects.create(lower=goal, upper=theme, meaning=LinkMeaning.PART_OF, source=_place(item))


def _new_activity(item: DraftItem, owner: Organisation, kind: ActivityKind, enter: Enter) -> Activity:
    made = Activity.objects.create(
        slug=_free(Activity, f"{owner.slug}-{slug(item.text, longest=50)}"),
        kind=kind,
        owner=owner,
        title=_short(item.text),
        text=item.text if len(item.text) > LONGEST_TITLE else "",
        modality=item.modality if item.modality in Modality.values else "",
        origin=Origin.PROGRAMME,
        order=item.order,
        source=_place(item),
    )
    enter("add_activity", "steering.activity", made.slug)
    return made


def _find_theme(programme: SteeringDocument, name: str) -> str:
    themes = ProgrammeGoal.objects.filter(document=programme, goal__level__judged=False).select_related("goal")
    return next((row.goal.slug for row in themes if _plain(row.goal.title) == _plain(name)), "")


def _body(name: str) -> Organisation | None:
    for body in Organisation.objects.all():
        if _plain(name) in {
            _plain(text) for text in (body.name, body.short_name, body.office_name, *body.aliases) if text
        }:
            return body
    return None


def _short(text: str) -> str:
    """The text as a title: whole when it fits, else cut at a word."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _place(item: DraftItem) -> str:
    return _("%(title)s, rad %(first)d–%(last)d") % {
        "title": item.source.title,
        "first": item.line_from,
        "last": item.line_to,
    }


def _plain(text: str) -> str:
    return "".join(letter for letter in search_text(text) if letter.isalnum())


def _free(model: type[Goal | Activity | SteeringDocument | Area | Contribution], wanted: str) -> str:
    """The slug, with a number after it when it is taken."""
    taken = set(model._base_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
