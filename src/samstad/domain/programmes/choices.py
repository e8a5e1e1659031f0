"""Kinds and states of steering documents, and the answers a partner can give."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    VISION = "vision", _("vision")
    GUIDELINE = "guideline", _("riktlinjer")
    PROGRAMME = "programme", _("program")
    LOCAL_PROGRAMME = "local_programme", _("lokalt utvecklingsprogram")
    STRATEGY = "strategy", _("strategi")
    PROFILE = "profile", _("profil")
    PLAN = "plan", _("plan")
    AGREEMENT = "agreement", _("överenskommelse")
    REPORT = "report", _("rapport")


class DocumentStatus(TextChoices):
    PROPOSAL = "proposal", _("förslag")
    ON_REFERRAL = "on_referral", _("förslag på remiss")
    ADOPTED = "adopted", _("antagen")
    REPLACED = "replaced", _("ersatt")
    REPEALED = "repealed", _("upphävd")
    UNKNOWN = "unknown", _("beslut ej känt")


class Sustainability(TextChoices):
    """The four goals of sustainability in the city's vision; an analysis touches all of them."""

    COHESIVE = "cohesive", _("ett Stockholm som håller samman")
    CLIMATE = "climate", _("klimatsmart")
    ECONOMIC = "economic", _("ekonomiskt hållbart")
    DEMOCRATIC = "democratic", _("demokratiskt hållbart")


class AnswerKind(TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nej")
    COUNTER = "counter", _("motförslag")


class Standing(TextChoices):
    OFFICE = "office", _("besked från förvaltningen")
    DECIDED = "decided", _("beslutat")


class DraftKind(TextChoices):
    THEME = "theme", _("tema")
    GOAL = "goal", _("mål")
    MEASURE = "measure", _("åtgärd")
    PARTNER = "partner", _("samverkanspart")
    FOCUS_AREA = "focus_area", _("prioriterat område")
    CONTRIBUTION = "contribution", _("planerad aktivitet")


class DraftState(TextChoices):
    PENDING = "pending", _("att granska")
    ACCEPTED = "accepted", _("godtagen")
    EDITED = "edited", _("ändrad och godtagen")
    DROPPED = "dropped", _("bortvald")


class RequestKind(TextChoices):
    """What a programme asks bodies for."""

    PLAN = "plan", _("svar i verksamhetsplanen")
    ACTION_PLAN = "action_plan", _("handlingsplan")
    FOLLOWED = "followed", _("följs upp hos alla")


class RequestRole(TextChoices):
    LEADS = "leads", _("huvudansvarig")
    CONCERNED = "concerned", _("berörd")
