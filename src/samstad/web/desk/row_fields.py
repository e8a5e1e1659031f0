"""The fields of the report table's rows by name, as people call them."""

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "outcome": _("Utfall nu"),
    "outcome_women": _("Kvinnor"),
    "outcome_men": _("Män"),
    "forecast": _("Prognos helår"),
    "missing_reason": _("Saknas därför att"),
    "status": _("Läge"),
    "deviation": _("Vad som avviker"),
    "waiting_for": _("Inväntar"),
    "judgement": _("Bedömning"),
    "motivation": _("Motivering"),
    "comment": _("Kommentar"),
    "text": _("Text"),
}
NUMBERS = ("outcome", "outcome_women", "outcome_men", "forecast")
CHOSEN = ("status", "judgement")
PROSE = ("text", "motivation", "comment", "deviation", "missing_reason")
