"""The rhythms in which a person may be reminded; what they mean is in `calculations.rhythm`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    NEVER = "never", _("aldrig")
    ONCE = "once", _("en gång, veckan före")
    WEEKLY = "weekly", _("varje vecka, från två veckor före")
    DAILY = "daily", _("veckan före, och varje dag när det är sent")
