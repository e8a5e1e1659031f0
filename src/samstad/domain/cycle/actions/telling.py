"""Those whose turn it is are told: a body's coordinators, or the city's."""

from datetime import datetime

from django.utils.timezone import localdate

from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import roles_held


def tell(body: Organisation | None, text: str, *, link: str, at: datetime) -> int:
    """The number of people told: the body's coordinators, or the city's when no body is given."""
    role = Role.COORDINATOR if body else Role.CITY_COORDINATOR
    holders = roles_held(localdate(at)).filter(organisation=body, role=role).values_list("user_id", flat=True)
    return len(Notice.objects.bulk_create(Notice(user_id=pk, text=text[:300], link=link, at=at) for pk in holders))


def plan_link(body: Organisation, year: int) -> str:
    return f"/arbete/plan/{body.slug}/?ar={year}#begaran"


def reading_link(year: int) -> str:
    return f"/arbete/staden/{year}/avstamning/#begaran"


def changes_link(year: int) -> str:
    return f"/arbete/staden/{year}/andringar/"
