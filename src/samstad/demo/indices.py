"""The indices of the example city are computed when the packs have been loaded: runs are results, not facts."""

from datetime import date

from django.utils import timezone

from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.choices import AreaKind
from samstad.domain.risk.actions import compute_run
from samstad.domain.risk.models import DefinitionVersion
from samstad.sources.method_texts import read_method_text

KNOWN_ON = date(2018, 12, 31)
"""The figures of 2016 and 2017 were published during 2018."""


def compute_indices() -> int:
    """Compute the latest version of every index over the districts; how many there were."""
    latest = {row.definition_id: row for row in DefinitionVersion.objects.order_by("number")}
    for version in latest.values():
        compute_run(
            version=version,
            read=read_method_text,
            kind=AreaKind.DISTRICT,
            known_on=KNOWN_ON,
            by=COMMAND_LINE,
            at=timezone.now(),
        )
    return len(latest)
