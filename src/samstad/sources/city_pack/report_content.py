"""The rows of a report that a load would write, as the action takes them."""

from typing import Any

from samstad.domain.cycle.actions import ChapterContent, EconomyContent
from samstad.domain.cycle.actions.fill import ActivityContent, IndicatorContent, JudgementContent, ReportContent
from samstad.domain.cycle.actions.plan_answers import PlanAnswerContent
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import ProgrammeRequest, SteeringDocument
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.sources.city_pack.compare import Change
from samstad.sources.city_pack.stored import Stored


def content_of(change: Change, stored: Stored) -> ReportContent | None:
    """New and changed rows; None when there is none."""
    content = ReportContent(
        indicators=_indicators(_rows(change, "indicator_rows"), stored),
        activities=_activities(_rows(change, "activity_rows"), stored),
        judgements=_judgements(_rows(change, "judgements"), stored),
        sections={row["key"]: row.get("text", "") for row in _rows(change, "sections")},
        answers=_answers(change),
        own_chapters=chapters_of(change, "own_chapters"),
        economy=_economy(change),
    )
    return content if any(vars(content).values()) else None


def chapters_of(change: Change, name: str) -> list[ChapterContent]:
    """The chapters as the pack has them, then those it lacks; empty where none is new or changed."""
    listed = change.listed(name)
    if not (listed.added or listed.updated):
        return []
    named = [ChapterContent(**row) for row in change.record.children[name]]
    keys = {chapter.key for chapter in named}
    kept = change.stored.children[name] if change.stored else []
    return named + [ChapterContent(**row) for row in kept if row["key"] not in keys]


def _economy(change: Change) -> list[EconomyContent]:
    """Every row, as they are stored together; empty where none is new or changed."""
    listed = change.listed("economy")
    rows = change.record.children["economy"] if listed.added or listed.updated else []
    return [EconomyContent(**row) for row in rows]


def _rows(change: Change, name: str) -> list[dict[str, Any]]:
    listed = change.listed(name)
    return [values for _place, values in listed.added] + [values for _place, _pk, values in listed.updated]


def _indicators(rows: list[dict[str, Any]], stored: Stored) -> list[IndicatorContent]:
    found = Indicator.objects.in_bulk([stored.pks["indicators"][row["indicator"]] for row in rows])
    by_slug = {indicator.slug: indicator for indicator in found.values()}
    return [IndicatorContent(**{**row, "indicator": by_slug[row["indicator"]]}) for row in rows]


def _activities(rows: list[dict[str, Any]], stored: Stored) -> list[ActivityContent]:
    found = Activity.objects.in_bulk([stored.pks["activities"][row["activity"]] for row in rows])
    by_slug = {activity.slug: activity for activity in found.values()}
    waited = {row["waiting_for"] for row in rows if "waiting_for" in row}
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=waited)}
    return [
        ActivityContent(
            **{**row, "activity": by_slug[row["activity"]], "waiting_for": bodies.get(row.get("waiting_for", ""))}
        )
        for row in rows
    ]


def _judgements(rows: list[dict[str, Any]], stored: Stored) -> list[JudgementContent]:
    found = Goal.objects.in_bulk([stored.pks["goals"][row["goal"]] for row in rows])
    by_slug = {goal.slug: goal for goal in found.values()}
    return [JudgementContent(**{**row, "goal": by_slug[row["goal"]]}) for row in rows]


def _answers(change: Change) -> list[PlanAnswerContent]:
    """The answers that are new or changed, or whose links are, each with all the links that the pack gives it."""
    touched = {_answered(row) for name in ("plan_answers", "plan_answer_links") for row in _rows(change, name)}
    if not touched:
        return []
    links = change.record.children["plan_answer_links"]
    programmes = {
        row.slug: row for row in SteeringDocument.objects.filter(slug__in={slug for slug, _request in touched})
    }
    requests = {
        row.slug: row for row in ProgrammeRequest.objects.filter(slug__in={slug for _programme, slug in touched})
    }
    goals = _named(Goal, links, "goal")
    indicators = _named(Indicator, links, "indicator")
    activities = _named(Activity, links, "activity")
    texts = {_answered(row): row.get("text", "") for row in change.record.children["plan_answers"]}
    found = []
    for key in sorted(touched):
        own = [link for link in links if _answered(link) == key]
        found.append(
            PlanAnswerContent(
                programme=programmes[key[0]],
                request=requests.get(key[1]),
                text=texts.get(key, ""),
                goals=[goals[link["goal"]] for link in own if "goal" in link],
                indicators=[indicators[link["indicator"]] for link in own if "indicator" in link],
                activities=[activities[link["activity"]] for link in own if "activity" in link],
            )
        )
    return found


def _answered(row: dict[str, Any]) -> tuple[str, str]:
    """What an answer, or a link of one, answers: the programme, and the request or nothing."""
    return row["programme"], row.get("request", "")


def _named(model: Any, links: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return {row.slug: row for row in model.objects.filter(slug__in=[link[name] for link in links if name in link])}
