"""What somebody saw in a row before others changed it, read backwards out of history."""

from collections.abc import Mapping

from samstad.domain.history.models import Event

Fields = dict[str, str | None]
SAVES = {
    "i": ("save_indicator_row",),
    "a": ("save_activity_row", "pull_text"),
    "g": ("save_judgement", "pull_text"),
    "s": ("save_section_text", "pull_text"),
    "u": ("save_unit_text",),
}
"""What changes a row and makes it one version newer, by the kind of the row."""


def seen_fields(kind: str, key: str, now: Mapping[str, str | None], *, since: int) -> Fields | None:
    """The fields as they stood `since` versions ago; None when history does not tell. One query.

    `now` is what stands, as history writes it; the change that made it must lead back without a gap.
    """
    events = Event.objects.filter(subject="cycle.report", subject_key=key, action__in=SAVES[kind])
    found = list(events.order_by("-pk").values_list("change", flat=True)[: max(since, 0)])
    if len(found) < since:
        return None
    fields = dict(now)
    for change in found:
        for name, (old, new) in ((name, pair) for name, pair in change.items() if name in fields):
            if fields[name] != new:
                return None
            fields[name] = old
    return fields
