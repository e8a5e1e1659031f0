"""What a plan accepts, whoever writes it; each refusal says what to do."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Sphere, TargetKind, ValueStatus
from samstad.domain.steering.models import Goal, Indicator
from samstad.refusals import Refusal

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
NUMBERED = (TargetKind.LEVEL, TargetKind.CHANGE, TargetKind.GAP, TargetKind.RANK, TargetKind.OUTPUT)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:T[123]|H[12]|Q[1-4]|0[1-9]|1[0-2]))?")


def check_text(text: str, *, longest: int, missing: str) -> str:
    """The text without space around it; refused when it is empty (with the sentence `missing`) or too long."""
    plain = text.strip()
    if not plain:
        raise Refusal("empty", missing)
    if len(plain) > longest:
        raise Refusal(
            "too_long",
            _("Texten är %(has)d tecken och får vara högst %(may)d. Korta den, eller flytta en del till beskrivningen.")
            % {"has": len(plain), "may": longest},
        )
    return plain


def check_choice(value: str, choices: type[TextChoices], *, name: str, empty: bool = True) -> None:
    """Refuse a value that is not in the list; `empty` tells whether nothing may be chosen."""
    if value not in choices.values and not (empty and value == ""):
        raise Refusal("bad_choice", _("Välj %(name)s ur listan.") % {"name": name})


def check_year(year: int | None) -> None:
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refusal("bad_year", _("Ange ett årtal med fyra siffror, till exempel 2017."))


def check_dates(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Refusal("ends_before_start", _("Slutdagen ligger före startdagen. Ändra en av dem."))


def check_ages(age_from: int | None, age_to: int | None) -> None:
    if age_from is not None and age_to is not None and age_to < age_from:
        raise Refusal("ages_turned", _("Målgruppens högsta ålder är lägre än den lägsta. Ändra en av dem."))


def check_upper(upper: Goal, *, year: int | None) -> None:
    """A board's goal serves a goal of the city, of a programme or of a plan; of the same year when both have one."""
    if upper.level.sphere == Sphere.UNIT:
        raise Refusal("upper_is_unit", _("Ett enhetsmål kan inte vara överordnat. Välj ett mål högre upp i kedjan."))
    if upper.ended:
        raise Refusal("upper_ended", _("Målet som du vill knyta till har upphört. Välj ett som gäller."))
    if year and upper.year and upper.year != year:
        raise Refusal(
            "other_year",
            _("Målet ”%(title)s” gäller %(year)d. Välj ett mål för samma år.")
            % {"title": upper.title, "year": upper.year},
        )


def check_followed(owner: Organisation, goals: Iterable[Goal]) -> None:
    """A body's own indicator follows at least one goal, and no goal of another body."""
    followed = list(goals)
    if not followed:
        raise Refusal("no_goal", _("Välj minst ett mål som indikatorn följer. En indikator utan mål används av ingen."))
    for goal in followed:
        if goal.level.sphere in (Sphere.BOARD, Sphere.LOCAL, Sphere.UNIT) and goal.owner_id != owner.pk:
            raise Refusal(
                "not_ours",
                _("Målet ”%(title)s” är en annan nämnds. Välj ett eget mål eller ett av stadens.")
                % {"title": goal.title},
            )


def check_target(
    indicator: Indicator, *, kind: str, value: Decimal | None, note: str, body: Organisation | None
) -> None:
    """A target of a kind with a number has one; one in words says what is meant; nobody sets another body's target."""
    check_choice(kind, TargetKind, name=_("slag av målvärde"), empty=False)
    if kind in NUMBERED and value is None:
        raise Refusal("no_value", _("Ange målvärdet som ett tal, till exempel 42,5."))
    if kind not in NUMBERED and value is None and not note.strip():
        raise Refusal("no_note", _("Skriv med ord vad som ska vara uppnått när målet inte är ett tal."))
    own_or_council = body is None or indicator.council or indicator.owner_id in (None, body.pk)
    if not own_or_council:
        raise Refusal("not_ours", _("Indikatorn är en annan nämnds. Den som äger den sätter dess målvärde."))


def check_value(
    *, period: str, value: Decimal | None, status: str, missing_reason: str, known_from: date, today: date
) -> None:
    """A figure or a reason why there is none, of a period that can be ordered, and known by now."""
    check_choice(status, ValueStatus, name=_("status"), empty=False)
    if not _PERIOD.fullmatch(period):
        raise Refusal(
            "bad_period", _("Ange perioden som år eller del av år, till exempel 2017, 2017-T1 eller 2017-06.")
        )
    if status == ValueStatus.MISSING and value is not None:
        raise Refusal("both", _("Ange antingen ett värde eller varför det saknas, inte båda."))
    if status == ValueStatus.MISSING and not missing_reason.strip():
        raise Refusal("no_reason", _("Skriv varför värdet saknas."))
    if status != ValueStatus.MISSING and value is None:
        raise Refusal("no_value", _("Ange värdet, eller välj att det saknas och skriv varför."))
    if known_from > today:
        raise Refusal("not_known_yet", _("Ett värde kan inte föras in innan det är känt. Kontrollera datumet."))
