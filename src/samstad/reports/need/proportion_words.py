"""Whether effort follows need, in sentences."""

from django.utils.translation import gettext as _

from samstad.calculations.proportionality import Proportionality, Serving
from samstad.reports.need.amounts import percent
from samstad.reports.wording import figure


def need_words(name: str, period: str, districts: int) -> str:
    """What need is measured with, and when a district is said to have less or more than its share."""
    if not name:
        return _("Det finns inga antal personer att mäta behovet med.")
    return _(
        "Behovet mäts med %(name)s %(period)s, i %(n)s områden. Ett område har mindre eller mer än sin andel först när "
        "slumpen i antalen inte räcker som förklaring."
    ) % {"name": name, "period": period, "n": districts}


def effort_words(kind: str, result: Proportionality) -> str:
    """How much would have to move, and how effort grows with need."""
    said = [_("Åtgärder räknas lika, stora som små.")] if kind == "measures" else []
    said.append(_("%(share)s skulle behöva flyttas för att fördelas efter behov.") % {"share": percent(result.hoover)})
    if result.elasticity is not None:
        followed = {"e": figure(result.elasticity, 2)}
        said.append(_("Följsamhet %(e)s: 1 är i takt med behovet, 0 är lika till alla.") % followed)
        said.append(_following(result.elasticity_interval))
    return " ".join(text for text in said if text)


def _following(interval: tuple[float, float] | None) -> str:
    """What the elasticity allows to be said, with its 90 per cent interval."""
    if interval is None:
        return _("Hur säker den är kan inte beräknas: underlag saknas.")
    low, high = interval
    if high < 0:
        verdict = _("insatserna går mot behovet")
    elif low <= 0:
        verdict = _("det går inte att säga") if high >= 1 else _("det går inte att skilja från lika till alla")
    elif high < 1:
        verdict = _("insatserna följer behovet, men inte i takt med det")
    else:
        verdict = _("insatserna växer mer än behovet") if low > 1 else _("det går inte att skilja från i takt")
    return _("Spann %(low)s till %(high)s: %(verdict)s.") % {
        "low": figure(low, 2),
        "high": figure(high, 2),
        "verdict": verdict,
    }


def serving_word(serving: Serving) -> str:
    """How a district stands to its share of the need."""
    return {
        Serving.UNDER: _("mindre än sin andel"),
        Serving.OVER: _("mer än sin andel"),
        Serving.IN_LINE: _("i linje"),
        Serving.UNKNOWN: _("kan inte beräknas"),
    }[serving]
