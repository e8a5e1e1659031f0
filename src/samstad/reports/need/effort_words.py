"""Kinds of effort in words."""

from django.utils.translation import gettext as _


def effort_word(kind: str) -> str:
    """What is shared out, with a capital letter."""
    return {
        "measures": _("Åtgärder"),
        "investment": _("Investeringar"),
        "project": _("Projektmedel"),
        "running": _("Drift"),
    }[kind]
