"""The chapters that a round is opened with, until the executive office says otherwise.

Titles and instructions are kept in Swedish, the language of the reports; pages show the English where it is read so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from samstad.domain.cycle.choices import PLANNING, WRITTEN_BY_BOARDS, RoundKind, SectionKey, TableKind
from samstad.domain.cycle.models import Chapter, Round
from samstad.domain.cycle.queries import SUMMARY_TITLE

MOST_EXPLAIN_OVER = 100


@dataclass(frozen=True)
class ChapterContent:
    """A chapter as it is to be; its place among the others is its place in the list."""

    key: str
    title: str
    instruction: str = ""
    tables: Sequence[str] = ()
    required: bool = False
    explain_over: int = 5


SUMMARY = ChapterContent(
    SectionKey.SUMMARY,
    SUMMARY_TITLE,
    gettext_noop("Det viktigaste på högst en sida: hur det går, vad som avviker och vad ni gör åt det."),
    (TableKind.OVERVIEW,),
    required=True,
)
_ROWS = (TableKind.GOALS, TableKind.LOCAL, TableKind.REST)
_ROWS_OF_PLAN = (
    TableKind.GOALS, TableKind.LOCAL, TableKind.ASSIGNMENTS, TableKind.ASKED, TableKind.PRIORITIES, TableKind.REST,
)  # fmt: skip
_PLAN = (
    SUMMARY,
    ChapterContent(
        "goals",
        gettext_noop("Mål, indikatorer och aktiviteter"),
        gettext_noop("Hur nämndens egna mål bidrar till kommunfullmäktiges. Tabellerna hämtas ur planen."),
        _ROWS_OF_PLAN,
    ),
    ChapterContent(
        "dialogplan",
        gettext_noop("Dialogplan"),
        gettext_noop("Vilka dialoger ni håller, när, med vilka, och vad de som deltar kan påverka."),
        required=True,
    ),
    ChapterContent(
        "jamstalldhet",
        gettext_noop("Jämställdhetsanalys"),
        gettext_noop("Hur kvinnor och män, flickor och pojkar, får del av verksamheten, och vad ni ändrar."),
        required=True,
    ),
    ChapterContent(
        "barnkonsekvens",
        gettext_noop("Barnkonsekvensanalys"),
        gettext_noop("Vad planen betyder för barn, hur barn har kommit till tals, och vad det ändrade."),
        required=True,
    ),
    ChapterContent(
        "upphandling",
        gettext_noop("Sociala krav i upphandling"),
        gettext_noop("Vilka upphandlingar som får sociala krav, vilka kraven är och hur de följs upp."),
        required=True,
    ),
    ChapterContent(
        "ekonomi",
        gettext_noop("Ekonomi"),
        gettext_noop("Budget för drift, projekt och investeringar, resultatenheter och begärda budgetjusteringar."),
        (TableKind.ECONOMY,),
        required=True,
    ),
)
_MEASURES = ChapterContent(
    "atgarder",
    gettext_noop("Större åtgärder"),
    gettext_noop("Det som behöver pengar i fullmäktiges budget. Tabellen hämtas ur det ni har lagt in."),
    (TableKind.MEASURES,),
)
_REPORT = (
    SUMMARY,
    ChapterContent(
        "goals",
        gettext_noop("Uppföljning av mål"),
        gettext_noop("Det som gäller alla mål. Bedömningar och motiveringar hämtas ur tabellerna."),
        _ROWS,
    ),
    ChapterContent(
        "dialogplan",
        gettext_noop("Genomförda dialoger"),
        gettext_noop("Vilka dialoger ni har hållit, hur många som deltog och vad som ändrades av dem."),
    ),
    ChapterContent(
        "jamstalldhet",
        gettext_noop("Jämställdhetsanalys"),
        gettext_noop("Hur kvinnor och män, flickor och pojkar, har fått del av verksamheten."),
        (TableKind.BY_SEX,),
    ),
    ChapterContent(
        "barnkonsekvens",
        gettext_noop("Barnkonsekvensanalys"),
        gettext_noop("Hur barn har kommit till tals under perioden, och vad det ändrade."),
    ),
    ChapterContent(
        "upphandling",
        gettext_noop("Sociala krav i upphandling"),
        gettext_noop("Vilka upphandlingar som fick sociala krav, och vad kraven har gett."),
    ),
    ChapterContent(
        "ekonomi",
        gettext_noop("Ekonomi"),
        gettext_noop("Budget, utfall och prognos. Förklara de större avvikelserna och vad ni gör åt dem."),
        (TableKind.ECONOMY,),
    ),
)
_REQUIRED = {
    RoundKind.T1: {"summary"},
    RoundKind.T2: {"summary", "ekonomi"},
    RoundKind.VB: {"summary", "dialogplan", "jamstalldhet", "barnkonsekvens", "upphandling", "ekonomi"},
}


def chapters_for(kind: str) -> list[ChapterContent]:
    """What a new round of the kind is opened with: the chapters of the latest round of the kind, else these."""
    if kind not in WRITTEN_BY_BOARDS:
        return []
    before = Round.objects.filter(kind=kind, chapters__isnull=False).order_by("-year").first()
    return [content_of(chapter) for chapter in before.chapters.all()] if before else default_chapters(kind)


def default_chapters(kind: str) -> list[ChapterContent]:
    """The chapters that the system itself proposes for a kind of round."""
    if kind == RoundKind.BUDGET_PROPOSAL:
        kept = [chapter for chapter in _PLAN if chapter.key in ("goals", "ekonomi")]
        return [SUMMARY, _MEASURES, *(replace(chapter, required=False) for chapter in kept)]
    if kind in PLANNING:
        return list(_PLAN)
    required = _REQUIRED[RoundKind(kind)]
    return [replace(chapter, required=chapter.key in required) for chapter in _REPORT]


def content_of(chapter: Chapter) -> ChapterContent:
    """A stored chapter as it would be given to the action that stores it."""
    return ChapterContent(
        chapter.key,
        chapter.title,
        chapter.instruction,
        tuple(chapter.tables),
        required=chapter.required,
        explain_over=chapter.explain_over,
    )
