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


BUDGET = (RoundKind.BUDGET_PROPOSAL, RoundKind.COUNCIL_BUDGET)
"""Rounds about a year that is not followed yet: they never make it the year that pages show."""


class ReportState(TextChoices):
    DRAFT = "draft", _("utkast")
    READY = "ready", _("klar för godkännande")
    APPROVED = "approved", _("inlämnad av förvaltningen")
    SENT_OUT = "sent_out", _("utsänd till nämnden")
    DECIDED = "decided", _("beslutad")
    VERIFIED = "verified", _("justerad")


HANDED_IN_STATES = (ReportState.APPROVED, ReportState.SENT_OUT, ReportState.DECIDED, ReportState.VERIFIED)
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
    MEASURES = "measures", _("större åtgärder")
    ASSIGNMENTS = "assignments", _("uppdrag från kommunfullmäktige")
    GOALS = "goals", _("målen med indikatorer och aktiviteter")
    LOCAL = "local", _("lokalt utvecklingsprogram")
    ASKED = "asked", _("vad programmen begär")
    PRIORITIES = "priorities", _("prioriteringar för programmen")
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


class AdjustmentState(TextChoices):
    """From the executive office's proposal to the end; a company's answer goes by the company that owns it."""

    PROPOSED = "proposed", _("föreslagen")
    ASKED = "asked", _("väntar på svar")
    AT_HOLDING = "at_holding", _("hos moderbolaget")
    ANSWERED = "answered", _("besvarad")
    ACCEPTED = "accepted", _("klar")
    ENDED = "ended", _("avslutad")


OPEN_ADJUSTMENTS = (AdjustmentState.ASKED, AdjustmentState.AT_HOLDING, AdjustmentState.ANSWERED)
WAITING_ADJUSTMENTS = (AdjustmentState.ASKED, AdjustmentState.AT_HOLDING)


class Voice(TextChoices):
    """Who says something about an adjustment."""

    BODY = "body", _("nämnden eller styrelsen")
    HOLDING = "holding", _("moderbolaget")
    OFFICE = "office", _("stadsledningskontoret")


class ChangeKind(TextChoices):
    TARGET = "target", _("nämndens årsmål")
    COUNCIL_TARGET = "council_target", _("fullmäktiges årsmål")
    INDICATOR = "indicator", _("indikatorns namn")
    DEFINITION = "definition", _("indikatorns definition")
    FOLLOW = "follow", _("ett mål följs också med indikatorn")
    END = "end", _("indikatorn upphör, för alla som följer den")
    RESPONSIBLE = "responsible", _("ansvarig nämnd eller styrelse")


class ChangeState(TextChoices):
    ASKED = "asked", _("väntar på beslut")
    APPROVED = "approved", _("beslutad")
    REFUSED = "refused", _("avslagen")


class AssessmentState(TextChoices):
    PROPOSED = "proposed", _("stadsledningskontorets förslag")
    DECIDED = "decided", _("beslutad av kommunstyrelsen")


class MeasureAnswerKind(TextChoices):
    """What the council's budget says of a measure that a board proposed."""

    GRANTED = "granted", _("beviljas")
    PARTLY = "partly", _("beviljas delvis")
    NO = "no", _("avslås")
