"""How far a definition or a list has come, and how a list is proposed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """A definition or a list of areas: worked on, or adopted by a body that answers for it."""

    PROPOSED = "proposed", _("förslag")
    ADOPTED = "adopted", _("antagen")


class Rule(TextChoices):
    """How a list is proposed from a run."""

    TOP = "top", _("de k högst rankade")
    THRESHOLD = "threshold", _("värde över en gräns")
    CLASS = "class", _("klass")
    CONJUNCTIVE = "conjunctive", _("villkor på flera siffror samtidigt")
