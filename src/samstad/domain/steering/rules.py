"""What may be planned, whatever the actor's role."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Origin, Sphere, ValueStatus
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import Refusal

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


def check_title(title: str, *, longest: int = 200) -> str:
    """The title in one line; an empty or overlong one is refused."""
    plain = " ".join(title.split())
    if not plain:
        raise Refusal("no_title", _("Skriv vad det gäller."))
    if len(plain) > longest:
        raise Refusal("long_title", _("Korta rubriken till högst %(n)d tecken.") % {"n": longest})
    return plain


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
