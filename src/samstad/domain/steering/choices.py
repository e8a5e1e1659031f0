"""The words of the steering model, as data that columns may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sphere(TextChoices):
    """Whose goals a level holds. Code asks for the sphere; a city names its levels as it likes."""

    VISION = "vision", _("vision")
    COUNCIL = "council", _("kommunfullmäktige")
    PROGRAMME = "programme", _("program")
    BOARD = "board", _("nämnd eller styrelse")
    LOCAL = "local", _("lokalt program")
    UNIT = "unit", _("enhet")


class GoalKind(TextChoices):
    DIRECTION = "direction", _("riktning")
    END_STATE = "end_state", _("sluttillstånd")
    GAP = "gap", _("gapmål")
    GROUP = "group", _("mål för en grupp")
    OUTPUT = "output", _("genomförandemål")
    ASSIGNMENT = "assignment", _("uppdrag till annan")
    EXPLORE = "explore", _("undersöka")


class Modality(TextChoices):
    SHALL = "ska", _("ska")
    UNDERTAKES = "atar_sig", _("åtar sig")
    WANTS = "vill", _("vill")
    PLANS = "planer_finns", _("planer finns")
    EXPLORES = "undersoka", _("ska undersöka")


class Horizon(TextChoices):
    LONG = "long", _("långsiktigt")
    SHORT = "short", _("kortsiktigt")


class Sex(TextChoices):
    WOMEN = "K", _("kvinnor")
    MEN = "M", _("män")


class LinkMeaning(TextChoices):
    PART_OF = "part_of", _("är en del av")
    CONTRIBUTES = "contributes", _("bidrar till")
    CLARIFIES = "clarifies", _("förtydligar")
    ANSWERS = "answers", _("svarar på")


class LineageKind(TextChoices):
    SAME = "same", _("samma mål")
    REWORDED = "reworded", _("omformulerat")
    SPLIT = "split", _("delat")
    MERGED = "merged", _("sammanslaget")


class GoalRoleKind(TextChoices):
    DECIDES = "decides", _("beslutar")
    FOLLOWS_UP = "follows_up", _("uppföljningsansvarig")
    LEADS = "leads", _("huvudansvarig")
    CONCERNED = "concerned", _("berörd")
    CONTRIBUTES = "contributes", _("bidrar")


MUST_ANSWER = (GoalRoleKind.FOLLOWS_UP, GoalRoleKind.LEADS, GoalRoleKind.CONCERNED)


class Control(TextChoices):
    NONE = "none", _("ingen egen rådighet")
    PART = "part", _("delvis rådighet")
    FULL = "full", _("full rådighet")


class Direction(TextChoices):
    HIGHER = "higher", _("högre är bättre")
    LOWER = "lower", _("lägre är bättre")
    NEUTRAL = "neutral", _("ingen riktning")


class Periodicity(TextChoices):
    YEAR = "year", _("varje år")
    HALF_YEAR = "half_year", _("varje halvår")
    TERTIAL = "tertial", _("varje tertial")
    QUARTER = "quarter", _("varje kvartal")
    MONTH = "month", _("varje månad")
    EVEN_YEARS = "even_years", _("jämna år")
    ODD_YEARS = "odd_years", _("udda år")
    IRREGULAR = "irregular", _("oregelbundet")


class Supplier(TextChoices):
    CENTRAL = "central", _("hämtas centralt")
    BOARD = "board", _("lämnas av nämnden")


class ValueStatus(TextChoices):
    FINAL = "final", _("slutlig")
    PRELIMINARY = "preliminary", _("preliminär")
    REVISED = "revised", _("reviderad")
    MISSING = "missing", _("saknas")


class RollOverState(TextChoices):
    PREPARED = "prepared", _("förberedd")
    UNDONE = "undone", _("ångrad")


class GoalDeed(TextChoices):
    """What becomes of a goal in the next year's plan."""

    CARRY = "carry", _("följer med")
    REWORD = "reword", _("formuleras om")
    SPLIT = "split", _("delas")
    MERGE = "merge", _("går upp i ett annat")
    DROP = "drop", _("tas bort")


class UploadState(TextChoices):
    TRIED = "tried", _("provad")
    STORED = "stored", _("inläst")
    UNDONE = "undone", _("ångrad")


class FigureService(TextChoices):
    KOLADA = "kolada", "Kolada"
    SCB = "scb", "SCB"


class FetchState(TextChoices):
    WAITING = "waiting", _("väntar")
    RUNNING = "running", _("hämtar")
    DONE = "done", _("hämtad")
    FAILED = "failed", _("gick inte")


class TargetKind(TextChoices):
    LEVEL = "level", _("nivå")
    CHANGE = "change", _("förändring")
    TRAJECTORY = "trajectory", _("på linjen mot ett slutår")
    GAP = "gap", _("gap till jämförelse")
    RANK = "rank", _("plats i ordningen")
    TREND_BREAK = "trend_break", _("trendbrott")
    END_STATE = "end_state", _("sluttillstånd")
    OUTPUT = "output", _("genomfört")
    YES_NO = "yes_no", _("ja eller nej")


NUMBER_TARGETS = (TargetKind.LEVEL, TargetKind.OUTPUT)
"""The kinds whose value says everything: it can stand as a number in a column."""


class ActivityKind(TextChoices):
    MEASURE = "measure", _("åtgärd")
    ACTIVITY = "activity", _("aktivitet")
    COMMITMENT = "commitment", _("åtagande")
    WORKING_METHOD = "working_method", _("arbetssätt")


class Origin(TextChoices):
    OWN = "own", _("egen")
    COUNCIL = "council", _("uppdrag från fullmäktige")
    PROGRAMME = "programme", _("ur ett program")
    PARTNER = "partner", _("på en annan parts fråga")


class ActivityStatus(TextChoices):
    NOT_BEGUN = "not_begun", _("ej påbörjad")
    ONGOING = "ongoing", _("enligt plan")
    CONTINUOUS = "continuous", _("löpande")
    WAITING = "waiting", _("väntar på annan")
    DEVIATES = "deviates", _("avviker")
    DONE = "done", _("klar")
    BROKEN_OFF = "broken_off", _("avbruten")


NEEDS_EXPLANATION = (ActivityStatus.DEVIATES, ActivityStatus.WAITING, ActivityStatus.BROKEN_OFF)


class MoneyKind(TextChoices):
    """Every krona has a kind: the guidelines ask for investments and running costs apart."""

    INVESTMENT = "investment", _("investering")
    PROJECT = "project", _("projekt")
    RUNNING = "running", _("drift")


class PartyRole(TextChoices):
    CARRIES_OUT = "carries_out", _("genomför")
    TAKES_PART = "takes_part", _("medverkar")
    FINANCES = "finances", _("finansierar")
    WAITED_FOR = "waited_for", _("inväntas")


PROTECTED = "Skyddad: för få personer, eller så skulle en annan skyddad siffra kunna räknas ut."
"""The reason of a figure that is not told. Kept as it is in every language: it stands in the row."""


class BreakKind(TextChoices):
    """Why figures before and after are not comparable."""

    DEFINITION = "definition", _("definitionen ändrad")
    GEOGRAPHY = "geography", _("områdena ändrade")
    DISCLOSURE = "disclosure", _("sekretesskyddet ändrat")
