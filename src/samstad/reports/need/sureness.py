"""What the intervals of a run stand on, and what they cannot hold, in one or two sentences."""

from typing import Any

from django.utils.translation import gettext as _

from samstad.calculations.index.words import VARIED
from samstad.reports.wording import number


def sureness(facts: dict[str, Any]) -> str:
    """For the page of the run and for its method page."""
    if not facts["replicates"]:
        return _("Spann kan inte beräknas: metoden anger inga alternativ och underlag om siffrornas osäkerhet saknas.")
    varied = ", ".join(_(VARIED[name]) for name in facts["varied"])
    told = _("Indexet har räknats %(n)s gånger med %(varied)s. Spannen rymmer nio fall av tio.") % {
        "n": number(facts["replicates"], 0),
        "varied": varied,
    }
    without = sum(1 for row in facts["indicators"] if not row["basis"])
    if without == len(facts["indicators"]):
        return f"{told} {_('Osäkerheten i siffrorna kan inte beräknas: underlag saknas.')}"
    if without:
        lacking = _("För %(n)d av %(all)d siffror kan osäkerheten inte beräknas: underlag saknas.") % {
            "n": without,
            "all": len(facts["indicators"]),
        }
        return f"{told} {lacking}"
    return told
