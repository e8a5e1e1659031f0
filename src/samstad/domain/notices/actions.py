"""A person has read what they were told."""

from datetime import datetime

from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import Actor


def mark_seen(*, by: Actor, at: datetime) -> int:
    """The number of notices that were new to the person up to now; one's own only, so no permission is asked."""
    if by.user_id is None:
        return 0
    return Notice.objects.filter(user_id=by.user_id, seen=False, at__lte=at).update(seen=True)
