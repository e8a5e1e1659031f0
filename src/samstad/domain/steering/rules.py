"""What may be planned, whatever the actor's role."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.targets import WITHOUT_VALUE, Aim
from samstad.calculations.targets.aim import year_of
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Direction, Origin, Sphere, TargetKind, ValueStatus
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
LONGEST_PARAGRAPH = 20


def check_title(title: str, *, longest: int = 200) -> str:
    """The title in one line; an empty or overlong one is refused."""
    plain = " ".join(title.split())
    if not plain:
        raise Refusal("no_title", _("Skriv vad det gäller."))
    if len(plain) > longest:
        raise Refusal("long_title", _("Korta rubriken till högst %(n)d tecken.") % {"n": longest})
    return plain


def check_paragraph(text: str) -> str:
    """The paragraph in one line, empty when none is given; refused and not cut when it does not fit."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST_PARAGRAPH:
        raise Refusal("long_paragraph", _("Skriv bara paragrafens nummer, till exempel 7."))
    return plain


def check_held(meeting: date, *, today: date) -> None:
    """What has been decided has been decided: nobody enters a meeting that is still to be held."""
    if meeting > today:
        raise Refusal("meeting_ahead", _("Sammanträdet har inte varit än. För in beslutet när det är fattat."))


def check_dates(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Refusal("ends_before_start", _("Slutdagen ligger före startdagen."))


def check_upper(upper: Goal, *, year: int) -> None:
    """A board's goal serves a goal of the council, a programme or its own local programme, in the same year."""
    if upper.level.sphere not in (Sphere.COUNCIL, Sphere.PROGRAMME, Sphere.LOCAL):
        raise Refusal(
            "not_above", _("Nämndens mål knyts till fullmäktiges, ett programs eller det lokala programmets mål.")
        )
    if upper.year not in (None, year):
        raise Refusal("other_year", _("Målet ovanför gäller ett annat år. Välj ett mål för %(year)d.") % {"year": year})


def check_own(activity: Activity) -> None:
    """What the council has assigned is worded and dated by the council."""
    if activity.origin == Origin.COUNCIL:
        raise Refusal("councils", _("Uppdraget är fullmäktiges och ändras inte här. Svara på det i planen i stället."))


def check_followed(goal: Goal, *, owner: Organisation) -> None:
    """A board follows its own goals and the city's with its indicators, not another board's."""
    if goal.level.sphere in (Sphere.BOARD, Sphere.LOCAL, Sphere.UNIT) and goal.owner_id != owner.pk:
        raise Refusal("not_ours", _("Målet är en annan nämnds. Välj ett eget mål eller ett av stadens."))


def check_measured(indicator: Indicator, *, owner: Organisation) -> None:
    """A board sets targets and values for its own indicators and for those that are common, not for another board's."""
    if not indicator.council and indicator.owner_id not in (None, owner.pk):
        raise Refusal("not_ours", _("Indikatorn är en annan nämnds. Den som äger den sätter dess årsmål och värden."))


def check_year(year: int) -> None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refusal("bad_year", _("Ange ett årtal med fyra siffror, till exempel 2017."))


def check_value(*, value: Decimal | None, status: str, missing_reason: str) -> None:
    """A missing value has a reason and no number; every other value has a number."""
    missing = status == ValueStatus.MISSING
    if missing and not missing_reason.strip():
        raise Refusal("no_reason", _("Skriv varför värdet saknas."))
    if missing == (value is not None):
        raise Refusal("value_and_missing", _("Ange antingen ett värde eller att det saknas."))


def check_aim(aim: Aim, *, owner: Organisation) -> None:
    """A target says all that it is judged by when it is set, so that nobody chooses afterwards."""
    if aim.kind not in TargetKind.values:
        raise Refusal("not_a_choice", _("Välj ett slag av mål ur listan."))
    if aim.value is None and aim.kind not in WITHOUT_VALUE:
        raise Refusal("no_value", _("Skriv årsmålet som ett tal."))
    if aim.direction == Direction.NEUTRAL and aim.kind in NEEDS_DIRECTION:
        raise Refusal(
            "no_direction",
            _("Indikatorn har ingen riktning, så det går inte att säga vad som är bättre. Välj ett annat slag av mål."),
        )
    if aim.kind in FROM_A_PERIOD:
        _check_baseline(aim)
    if aim.kind == TargetKind.TRAJECTORY:
        _check_line(aim)
    if aim.kind == TargetKind.RANK:
        _check_place(aim, owner)
    if aim.kind == TargetKind.CHANGE and not aim.value:
        raise Refusal("no_change", _("En förändring är mer eller mindre än noll. Skriv till exempel -2 eller 3."))
    if aim.kind == TargetKind.OUTPUT and aim.value is not None and aim.value <= 0:
        raise Refusal("nothing_asked", _("Skriv hur många som ska göras, minst 1."))
    if aim.kind == TargetKind.YES_NO and aim.value not in (None, 0, 1):
        raise Refusal("not_yes_or_no", _("Skriv 1 för ja eller 0 för nej."))
    if aim.end_year is not None and aim.end_year < aim.year:
        raise Refusal("ends_early", _("Slutåret ligger före målets år. Skriv ett senare år."))


NEEDS_DIRECTION = (TargetKind.RANK, TargetKind.TREND_BREAK, TargetKind.GAP, TargetKind.END_STATE)
FROM_A_PERIOD = (TargetKind.CHANGE, TargetKind.TRAJECTORY, TargetKind.TREND_BREAK)


def _check_baseline(aim: Aim) -> None:
    start = year_of(aim.baseline_period)
    if not start:
        raise Refusal("no_baseline_period", _("Skriv vilken period målet räknas från, till exempel 2016."))
    if start >= aim.year:
        raise Refusal(
            "late_baseline", _("Målet räknas från en period före %(year)d. Skriv en tidigare.") % {"year": aim.year}
        )
    if aim.kind != TargetKind.TREND_BREAK and aim.baseline is None:
        raise Refusal(
            "no_baseline",
            _("Det finns inget värde för %(period)s att räkna från. Skriv utgångsvärdet.")
            % {"period": aim.baseline_period},
        )


def _check_line(aim: Aim) -> None:
    if aim.end_year is None:
        raise Refusal("no_end_year", _("Skriv vilket år linjen ska vara framme, till exempel 2020."))
    if aim.value == aim.baseline:
        raise Refusal("flat_line", _("Målet är detsamma som utgångsvärdet. Välj slaget nivå i stället."))


def _check_place(aim: Aim, owner: Organisation) -> None:
    if owner.area_id is None:
        raise Refusal("no_area", _("Bara den som har ett område kan ha en plats i ordningen. Välj ett annat slag."))
    if aim.value is None or aim.value < 1 or aim.value != int(aim.value):
        raise Refusal("not_a_place", _("Skriv platsen som ett helt tal, 1 för den bästa."))
