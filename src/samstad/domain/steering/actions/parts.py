"""Steps that the deeds of a plan share: who may, a free address, whom it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering import rules
from samstad.domain.steering.choices import Sex
from samstad.domain.steering.models import Activity, Goal, Indicator


@dataclass(frozen=True, slots=True)
class TargetGroupContent:
    """Whom a goal or an activity is for, as written in a plan; ages in whole years, both ends included."""

    text: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None

    def checked(self) -> dict[str, Any]:
        """The columns of `TargetGroup`, or a refusal."""
        rules.check_choice(self.sex, Sex, name=_("kön"))
        rules.check_ages(self.age_from, self.age_to)
        return {
            "target_group": self.text.strip(),
            "target_sex": self.sex,
            "target_age_from": self.age_from,
            "target_age_to": self.age_to,
        }


EVERYONE = TargetGroupContent()


def may_plan(owner: Organisation, *, from_draft: bool, by: Actor, at: datetime) -> None:
    """A plan is the board's; lines of a document that was read in are accepted by whoever reviews drafts."""
    permission = Permission.REVIEW_DRAFTS if from_draft else Permission.PLAN
    require(by, permission, on=at.date(), board=owner)


def free_slug(model: type[Goal] | type[Activity] | type[Indicator], text: str, *, longest: int = 80) -> str:
    """An address made of the text, with a number after it when another row has it; one query."""
    stem = slug(text, longest=longest) or str(model._meta.model_name)
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    chosen, number = stem, 2
    while chosen in taken:
        chosen, number = f"{stem}-{number}", number + 1
    return chosen


def last_in_order(owner: Organisation, model: type[Goal] | type[Activity], year: int | None) -> int:
    """The place after the owner's last row of the year."""
    rows = model._default_manager.filter(owner=owner, year=year)
    return int(rows.aggregate(last=Max("order"))["last"] or 0) + 1


def slugs(rows: Iterable[Goal | Area]) -> list[str]:
    """The rows as history names them."""
    return [row.slug for row in rows]
