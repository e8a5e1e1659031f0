"""The run before: what a new run of the same index is held against."""

from datetime import date

from django.db.models import Q

from samstad.domain.places.models import Area
from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models import DefinitionVersion, Run


def run_before(version: DefinitionVersion, *, kind: str, on: date) -> Run | None:
    """The latest run of the index for areas of the same kind, with figures known no later; three queries.

    A proposal that somebody has saved is not one that stands, unless its version has been adopted.
    """
    stands = Q(note="") | Q(version__state=Standing.ADOPTED)
    earlier = Run.objects.filter(stands, version__definition=version.definition_id, known_on__lte=on)
    latest_first = earlier.order_by("-known_on", "-made_at", "-pk").values_list("pk", "result__areas__0__slug")
    here = set(Area.objects.filter(kind=kind).values_list("slug", flat=True))
    found = next((pk for pk, first in latest_first if first in here), None)
    return Run.objects.select_related("version").defer("input").get(pk=found) if found else None
