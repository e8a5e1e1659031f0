"""Kinds of bodies, and the words that follow the kind."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    COUNCIL = "council", _("kommunfullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("kommunstyrelse")
    BOARD_COMMITTEE = "board_committee", _("utskott")
    DISTRICT_BOARD = "district_board", _("stadsdelsnämnd")
    SPECIALIST_BOARD = "specialist_board", _("facknämnd")
    HOLDING_COMPANY = "holding_company", _("moderbolag")
    COMPANY = "company", _("bolag")
    UNIT = "unit", _("enhet")
    EXTERNAL = "external", _("extern part")


REPORTING = (
    BodyKind.EXECUTIVE_BOARD,
    BodyKind.DISTRICT_BOARD,
    BodyKind.SPECIALIST_BOARD,
    BodyKind.HOLDING_COMPANY,
    BodyKind.COMPANY,
)
"""Bodies that decide a plan and reports of their own."""

MUST_PRIORITISE = (BodyKind.SPECIALIST_BOARD, BodyKind.COMPANY, BodyKind.HOLDING_COMPANY)
"""Who must account for priorities in their plans, asked or not: the guidelines of 2015 and the budget of 2017."""

COMPANIES = (BodyKind.HOLDING_COMPANY, BodyKind.COMPANY)


class Role(TextChoices):
    COORDINATOR = "coordinator", _("samordnare")
    REPORTER = "reporter", _("rapportör")
    APPROVER = "approver", _("godkännare")
    SECRETARY = "secretary", _("nämndsekreterare")
    ELECTED_READER = "elected_reader", _("förtroendevald")
    AUDITOR = "auditor", _("revisor")
    CITY_COORDINATOR = "city_coordinator", _("stadens samordnare")
    ADMINISTRATOR = "administrator", _("administratör")
    CITY_AUDITOR = "city_auditor", _("stadsrevisor")


CITY_ROLES = (Role.CITY_COORDINATOR, Role.ADMINISTRATOR, Role.CITY_AUDITOR)
