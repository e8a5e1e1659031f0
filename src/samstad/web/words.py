"""Words for judgements: the same four, as an outcome and as a forecast."""

from django.utils.translation import gettext_lazy as _

from samstad.domain.cycle.choices import Judgement, RoundKind

OUTCOME = {
    Judgement.FULL: _("Uppfylls helt"),
    Judgement.PARTLY: _("Uppfylls delvis"),
    Judgement.NOT: _("Uppfylls inte"),
    Judgement.UNKNOWN: _("Kan inte bedömas"),
}
FORECAST = {
    Judgement.FULL: _("Bedöms uppfyllas helt"),
    Judgement.PARTLY: _("Bedöms uppfyllas delvis"),
    Judgement.NOT: _("Bedöms inte uppfyllas"),
    Judgement.UNKNOWN: _("Kan inte bedömas"),
}
FORECAST_ROUNDS = (RoundKind.VP, RoundKind.T1, RoundKind.T2)
