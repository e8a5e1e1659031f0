"""Kinds of places that the local programmes really point at."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaKind(TextChoices):
    CITY = "stad", _("stad")
    DISTRICT = "stadsdelsomrade", _("stadsdelsområde")
    NEIGHBOURHOOD = "stadsdel", _("stadsdel")
    SQUARE = "torg", _("torg")
    STATION = "stationsomrade", _("stationsområde")
    PART = "del_av_stadsdel", _("del av stadsdel")
    NEW_BUILT = "nybyggt_kvarter", _("nybyggt kvarter")
    JOINED = "sammansatt", _("sammansatt område")
    OTHER = "annat", _("annat område")


class AreaNoteKind(TextChoices):
    QUALITY = "quality", _("kvalitet")
    MEETING_PLACE = "meeting_place", _("mötesplats")
