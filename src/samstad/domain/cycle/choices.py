"""The year's rounds, what a report can be, and how a goal is judged."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundKind(TextChoices):
    """In the order of the year that they are about."""

    BUDGET_PROPOSAL = "underlag", _("underlag för budget")
    COUNCIL_BUDGET = "kf-budget", _("kommunfullmäktiges budget")
    VP = "vp", _("verksamhetsplan")
    RECONCILIATION = "avstamning", _("avstämning av mål och budget")
    T1 = "t1", _("tertialrapport 1")
    T2 = "t2", _("tertialrapport 2")
    VB = "vb", _("verksamhetsberättelse")


PLANNING = (RoundKind.BUDGET_PROPOSAL, RoundKind.VP)
"""What a board writes about a year that lies ahead: no outcomes, no judgements."""
FOLLOW_UP = (RoundKind.T1, RoundKind.T2, RoundKind.VB)
WRITTEN_BY_BOARDS = (*PLANNING, *FOLLOW_UP)
"""The other rounds are the city's own: the council's budget, and the reconciliation of the boards' plans with it."""


class ReportState(TextChoices):
    DRAFT = "draft", _("utkast")
    READY = "ready", _("klar för godkännande")
    APPROVED = "approved", _("inlämnad av förvaltningen")
    SENT_OUT = "sent_out", _("utsänd till nämnden")
    DECIDED = "decided", _("beslutad")
    VERIFIED = "verified", _("justerad")


PUBLIC_STATES = (ReportState.SENT_OUT, ReportState.DECIDED, ReportState.VERIFIED)
DECIDED_STATES = (ReportState.DECIDED, ReportState.VERIFIED)


class SectionKey(TextChoices):
    SUMMARY = "summary", _("Sammanfattande analys")
    GOALS = "goals", _("Mål")
    INDICATORS = "indicators", _("Indikatorer")
    ACTIVITIES = "activities", _("Aktiviteter och åtgärder")


class TableKind(TextChoices):
    """What the system sets in a chapter by itself, out of what the board has answered."""

    OVERVIEW = "overview", _("rapporten i siffror")
    GOALS = "goals", _("målen med indikatorer och aktiviteter")
    LOCAL = "local", _("lokalt utvecklingsprogram")
    REST = "rest", _("indikatorer och aktiviteter utan mål")
    BY_SEX = "by_sex", _("utfall för kvinnor och män")
    ECONOMY = "economy", _("ekonomi")


ROW_TABLES = (TableKind.GOALS, TableKind.LOCAL, TableKind.REST)
"""Those that hold the rows which people answer one by one."""


class EconomyPart(TextChoices):
    OPERATIONS = "operations", _("Verksamhet")
    RESULT_UNIT = "result_unit", _("Resultatenhet")
    ADJUSTMENT = "adjustment", _("Budgetjustering")
    GROSS_CHANGE = "gross_change", _("Omslutningsförändring")


REQUESTS = (EconomyPart.ADJUSTMENT, EconomyPart.GROSS_CHANGE)
"""Parts whose rows ask the city for something: one amount and why."""


class MoneyKind(TextChoices):
    """Every krona is of one kind."""

    RUNNING = "running", _("drift")
    PROJECT = "project", _("projekt")
    INVESTMENT = "investment", _("investering")


class AmountUnit(TextChoices):
    TKR = "tkr", _("tkr")
    MNKR = "mnkr", _("mnkr")


class Judgement(TextChoices):
    FULL = "full", _("uppfylls helt")
    PARTLY = "partly", _("uppfylls delvis")
    NOT = "not", _("uppfylls inte")
    UNKNOWN = "unknown", _("kan inte bedömas")


class DecisionKind(TextChoices):
    DECIDED = "decided", _("beslutad")
    TABLED = "tabled", _("bordlagd")
    REFERRED_BACK = "referred_back", _("återremitterad")


class Stage(TextChoices):
    SENT_OUT = "sent_out", _("som utsänd")
    DECIDED = "decided", _("som beslutad")
    CORRECTION = "correction", _("utbytesblad")
    ROLL_UP = "roll_up", _("sammanställning")


class AssessmentState(TextChoices):
    PROPOSED = "proposed", _("stadsledningskontorets förslag")
    DECIDED = "decided", _("beslutad av kommunstyrelsen")
