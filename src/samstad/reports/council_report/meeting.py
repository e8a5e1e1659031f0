"""A round's goals for a meeting: only what is an exception and what has to be decided, goal by goal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.calculations.judgement import FULL, NOT, UNKNOWN, weigh
from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.council_report.compose import tally_sentence
from samstad.reports.council_report.coverage import without_sentence
from samstad.reports.council_report.economy_meeting import EconomyTalk, economy_talk
from samstad.reports.wording import city_ground, judgement_word

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MeetingGoal:
    """A goal that is talked about. `exceptions` and `decisions` are sentences; `text` is the office's own."""

    slug: str
    year: int | None
    title: str
    status: str
    word: str
    tally: str
    text: str
    exceptions: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """`quiet` counts goals without anything to talk about, `unheld` names those that no body answers for.

    `late` names bodies; `deviations` are board and sentence.
    """

    goals: tuple[MeetingGoal, ...]
    unheld: tuple[str, ...]
    quiet: int
    late: tuple[str, ...]
    deviations: tuple[tuple[str, str], ...]
    missing: int
    economy: EconomyTalk

    @property
    def deciding(self) -> int:
        return sum(bool(goal.decisions) for goal in self.goals)


def compose_meeting(facts: Facts) -> Meeting:
    """The roll-up's facts (schema 1) as what a meeting needs; the same facts give the same page."""
    names = {row["slug"]: row["short_name"] for row in facts["coverage"]}
    held = [goal for goal in facts["goals"] if goal["boards"] or goal["silent"] or goal["assessment"]]
    told = [_goal(goal, facts["round"]["kind"], names) for goal in held]
    shown = tuple(goal for goal in told if goal.status != FULL or goal.exceptions or goal.decisions)
    return Meeting(
        shown,
        tuple(_title(goal) for goal in facts["goals"] if goal not in held),
        len(told) - len(shown),
        tuple(row["name"] for row in facts["coverage"] if row["late"]),
        tuple((row["board"], _deviation(row)) for row in facts["deviations"]),
        len(facts["missing"]),
        economy_talk(facts.get("economy")),
    )


def city_status(goal: Facts) -> str:
    """How the city judges it: as the executive office proposes or the board has decided, else as the boards weigh."""
    assessment = goal["assessment"]
    if assessment and assessment["judgement"]:
        return str(assessment["judgement"])
    return weigh([board["judgement"] for board in goal["boards"]]).judgement


def _goal(goal: Facts, kind: str, names: dict[str, str]) -> MeetingGoal:
    status = city_status(goal)
    assessment = goal["assessment"] or {}
    return MeetingGoal(
        goal["slug"],
        goal["year"],
        _title(goal),
        status,
        judgement_word(status, kind),
        tally_sentence(goal["tally"]).capitalize() + ".",
        assessment.get("text", ""),
        tuple(_exceptions(goal, status, kind, names)),
        tuple(_decisions(goal, kind)),
    )


def _title(goal: Facts) -> str:
    return f"{goal['number']} {goal['title']}".strip()


def _exceptions(goal: Facts, status: str, kind: str, names: dict[str, str]) -> Iterable[str]:
    said = goal["suggestion"]
    if uncovered := without_sentence(goal.get("coverage")):
        yield uncovered
    if UNKNOWN not in (said["judgement"], status) and said["judgement"] != status:
        ground = city_ground(rule=said["rule"], known=said["known"], asked=said["asked"])
        word = judgement_word(said["judgement"], kind).lower()
        yield _("Siffrorna säger något annat: %(word)s. %(ground)s") % {"word": word, "ground": ground}
    failing = [board["name"] for board in goal["boards"] if board["judgement"] == NOT]
    if failing:
        yield _("Uppfylls inte enligt %(boards)s.") % {"boards": ", ".join(failing)}
    if goal["silent"]:
        known = dict(zip(goal["silent"], goal.get("silent_names", ()), strict=False)) | names
        silent = ", ".join(known.get(slug, slug) for slug in goal["silent"])
        yield _("Har inte svarat: %(boards)s.") % {"boards": silent}


def _decisions(goal: Facts, kind: str) -> Iterable[str]:
    assessment = goal["assessment"]
    if not goal["boards"] and not assessment:
        return
    if not assessment or not assessment["judgement"]:
        yield _("Ingen bedömning är föreslagen.")
    elif assessment["state"] == AssessmentState.PROPOSED:
        word = judgement_word(assessment["judgement"], kind).lower()
        yield _("Kommunstyrelsen ska besluta bedömningen. Förslag: %(word)s.") % {"word": word}
        weighed = weigh([board["judgement"] for board in goal["boards"]]).judgement
        if weighed not in (UNKNOWN, assessment["judgement"]) and not assessment["text"]:
            yield _("Förslaget skiljer sig från nämndernas bedömningar och saknar motivering.")


def _deviation(row: Facts) -> str:
    waiting = _("Väntar på %(party)s.") % {"party": row["waiting_for"]} if row["waiting_for"] else ""
    words = f"{row['title']} ({ActivityStatus(row['status']).label}). {waiting} {row['deviation']}"
    return " ".join(words.split())


def quiet_words(meeting: Meeting) -> str:
    """What is left out, so that nobody takes silence for everything; empty when nothing is."""
    n = meeting.quiet
    if not n:
        return ""
    return ngettext(
        "%(n)d mål uppfylls helt, alla har svarat och inget återstår att besluta: det visas inte.",
        "%(n)d mål uppfylls helt, alla har svarat och inget återstår att besluta: de visas inte.",
        n,
    ) % {"n": n}
