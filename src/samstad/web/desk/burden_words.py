"""The burden of a round in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstad.calculations.burden import FORECAST, JUDGEMENT, OUTCOME, SHARE, STATUS, TEXT
from samstad.reports.desk import RoundBurden
from samstad.reports.wording import figure

_KINDS = {
    OUTCOME: gettext_lazy("utfall"),
    SHARE: gettext_lazy("utfall för kvinnor eller män"),
    FORECAST: gettext_lazy("prognos"),
    STATUS: gettext_lazy("läge för en aktivitet"),
    JUDGEMENT: gettext_lazy("bedömning av ett mål"),
    TEXT: gettext_lazy("sammanfattande analys"),
}


def kind_words(kind: str) -> str:
    return str(_KINDS[kind])


def burden_sentence(burden: RoundBurden) -> str:
    """ "Omgången begär 1 240 fält av 29 organisationer, ungefär 310 timmar enligt en uppskattning."; empty for none."""
    if not burden.boards:
        return ""
    asked = burden.asked
    who = ngettext("%(n)s organisation", "%(n)s organisationer", len(burden.boards)) % {"n": len(burden.boards)}
    said = {"fields": figure(asked.fields), "who": who, "hours": figure(asked.hours)}
    return _("Omgången begär %(fields)s fält av %(who)s, ungefär %(hours)s timmar enligt en uppskattning.") % said
