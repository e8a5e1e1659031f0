"""Which facts the chapter is made from: the roll-up that was published last, else the live one as a draft."""

from samstad.documents import Document
from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.cycle.models import OfficeAssessment, Round
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.models import GoalLineage
from samstad.reports.annual_goals.compose import Before, compose_annual
from samstad.reports.council_report.collect import collect_round
from samstad.reports.council_report.standing import published_round


def annual_document(of_round: Round, as_known: AsKnown = NOW) -> Document:
    """The chapter for the year of an annual round; stamped "utkast" until every goal is decided and published."""
    published = published_round(of_round, as_known)
    facts = published.document if published else collect_round(of_round, as_known=as_known)
    undecided = [goal for goal in facts["goals"] if not _is_decided(goal["assessment"])]
    return compose_annual(facts, _before(of_round, as_known), draft=published is None or bool(undecided))


def _is_decided(assessment: dict[str, str] | None) -> bool:
    return bool(assessment and assessment["state"] == AssessmentState.DECIDED)


def _before(of_round: Round, as_known: AsKnown) -> dict[str, tuple[Before, ...]]:
    """By the goal's address how the goals that it comes from were decided the year before; two queries."""
    steps = GoalLineage.objects.filter(after__year=of_round.year).order_by("before__number", "before__sort_key", "pk")
    rows = list(steps.select_related("after", "before"))
    as_known.reword(row.before for row in rows)
    decided = OfficeAssessment.objects.filter(
        as_known.by("decided_on"),
        goal__in=[row.before_id for row in rows],
        round__year=of_round.year - 1,
        round__kind=of_round.kind,
        state=AssessmentState.DECIDED,
    )
    judged = dict(decided.values_list("goal_id", "judgement"))
    found: dict[str, tuple[Before, ...]] = {}
    for row in rows:
        title = f"{row.before.number} {row.before.title}".strip()
        came_from = Before(title, row.kind, judged.get(row.before_id, ""))
        found[row.after.slug] = (*found.get(row.after.slug, ()), came_from)
    return found
