"""Those who coordinate at a body are told of what concerns it."""

from datetime import datetime

from django.utils.timezone import localdate

from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import roles_held


def tell_coordinators(body: Organisation, text: str, *, at: datetime) -> int:
    """The number of people told; a body without coordinators is told by nobody, and shows as unanswered instead."""
    holders = (
        roles_held(localdate(at)).filter(organisation=body, role=Role.COORDINATOR).values_list("user_id", flat=True)
    )
    link = f"/arbete/medverkan/{body.slug}/"
    return len(Notice.objects.bulk_create(Notice(user_id=pk, text=text[:300], link=link, at=at) for pk in holders))
