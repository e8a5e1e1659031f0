"""Why a goal has its status: step by step down to a value or a judgement, with who wrote it and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstad.calculations.judgement import weigh
from samstad.calculations.rollup import JUDGED, MISSING, Branch, Rolled, roll_up
from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.choices import Sphere
from samstad.reports.figures_say import FigureLine
from samstad.reports.goal_thread import GoalBelow
from samstad.reports.need.year_gap_words import GAP_REASONS
from samstad.reports.public_judgements import BoardJudgement, GoalJudged
from samstad.reports.target_words import reason_words
from samstad.reports.wording import day, figure, judgement_word, period_words

WEIGHED = {
    "nothing_known": gettext_lazy("Inget av det som står under går att väga."),
    "too_few_known": gettext_lazy("Mindre än hälften går att väga, så inget kan sägas."),
    "all_full": gettext_lazy("Regel: allt som går att väga säger helt."),
    "all_not": gettext_lazy("Regel: inget som går att väga säger helt eller delvis."),
    "mixed": gettext_lazy("Regel: svaren går isär, och då blir det delvis."),
}
QUESTIONS = {
    "full": gettext_lazy("Varför grönt: uppfylls helt?"),
    "partly": gettext_lazy("Varför gult: uppfylls delvis?"),
    "not": gettext_lazy("Varför lila: uppfylls inte?"),
    "unknown": gettext_lazy("Varför grått: kan inte bedömas?"),
}
BOARDS, INDICATORS = "boards", "indicators"


@dataclass(frozen=True, slots=True)
class Told:
    """What a step is called and what stands behind it. `kind` and `slug` lead to its page, empty without one."""

    title: str
    ground: str = ""
    text: str = ""
    kind: str = ""
    slug: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step of the answer. `status` is a judgement and `word` says it; `rule`, `coverage` and `worst` are sentences.

    `below` is what the steps under it weigh to; a status that somebody has judged (`judged`) may be another.
    """

    told: Told
    status: str
    word: str
    judged: bool
    below: str
    below_word: str
    rule: str
    coverage: str
    worst: str
    children: tuple["WhyStep", ...]

    @property
    def departs(self) -> bool:
        """True when people have judged it otherwise than what lies under it weighs to."""
        return self.judged and bool(self.children) and self.below != self.status

    @property
    def question(self) -> str:
        """What the answer is to: the colour named with its meaning, since nobody need see it."""
        return str(QUESTIONS[self.status])


@dataclass
class _Tree:
    """Branches as they are made, with what each is called."""

    round_kind: str
    told: dict[str, Told] = field(default_factory=dict)

    def branch(self, key: str, told: Told, status: str = "", children: Iterable[Branch] = ()) -> Branch:
        self.told[key] = told
        return Branch(key, status, tuple(children))


def why(
    judged: GoalJudged,
    answering: Sequence[Organisation],
    below: Sequence[GoalBelow],
    figures: Sequence[FigureLine],
) -> WhyStep | None:
    """The whole answer for a goal of the city; None where there is nothing to weigh.

    Each board that answers for the goal or has a goal under it is asked; its own goals stand under its judgement.
    """
    tree = _Tree(judged.round.kind if judged.round else "vb")
    boards, lines = _boards(tree, judged, answering, below), [_indicator(tree, line) for line in figures]
    branches = []
    if boards:
        branches.append(tree.branch(BOARDS, Told(_("Nämnder och styrelser")), children=boards))
    if lines:
        branches.append(tree.branch(INDICATORS, Told(_("Indikatorer")), children=lines))
    if not branches:
        return None
    status, told = _citys(judged)
    return _step(roll_up(tree.branch("", told, status, branches)), tree)


def _citys(judged: GoalJudged) -> tuple[str, Told]:
    """The judgement of the executive board or its office; without one the status is weighed from below."""
    office = judged.office
    if office is None or not office.judgement:
        return "", Told(_("Nämnder och indikatorer"))
    if office.state == AssessmentState.DECIDED:
        by = {"day": day(office.decided_on), "paragraph": office.paragraph}
        ground = _("beslutat av kommunstyrelsen %(day)s, § %(paragraph)s") % by
    else:
        ground = _("stadsledningskontorets förslag, inte beslutat")
    if _is_person(office.changed_by):
        ground = f"{ground}, {_('skrivet av %(name)s') % {'name': office.changed_by}}"
    return office.judgement, Told(_("Stadens bedömning"), ground, office.text)


def asked_bodies(
    judged: GoalJudged, answering: Sequence[Organisation], below: Sequence[GoalBelow]
) -> list[Organisation]:
    """Everybody who should judge the goal or has done so, in name order: coverage counts those who are asked."""
    bodies = {body.pk: body for body in answering}
    bodies |= {row.report.organisation_id: row.report.organisation for row in judged.boards}
    bodies |= {
        row.goal.owner.pk: row.goal.owner for row in below if row.goal.owner and row.goal.level.sphere == Sphere.BOARD
    }
    return sorted(bodies.values(), key=lambda body: (body.sort_key, body.pk))


def _boards(
    tree: _Tree, judged: GoalJudged, answering: Sequence[Organisation], below: Sequence[GoalBelow]
) -> list[Branch]:
    own: dict[int, list[GoalBelow]] = defaultdict(list)
    for row in below:
        if row.goal.owner_id:
            own[row.goal.owner_id].append(row)
    said = {row.report.organisation_id: row for row in judged.boards}
    return [_board(tree, body, said.get(body.pk), own[body.pk]) for body in asked_bodies(judged, answering, below)]


def _board(tree: _Tree, body: Organisation, said: BoardJudgement | None, own: Sequence[GoalBelow]) -> Branch:
    """The board's judgement with its own goals under it; without a judgement it is missing, whatever they say."""
    goals = [_own_goal(tree, row) for row in own] if said else []
    told = Told(
        body.short_name, _who(said) if said else "", said.judgement.motivation if said else "", "body", body.slug
    )
    return tree.branch(f"{BOARDS}/{body.slug}", told, said.judgement.judgement if said else "", goals)


def _own_goal(tree: _Tree, row: GoalBelow) -> Branch:
    said = next(iter(row.judged.boards), None)
    told = Told(
        row.goal.title,
        _who(said) if said else "",
        said.judgement.motivation if said else "",
        "goal",
        row.goal.slug,
        row.goal.year or (said.report.round.year if said else None),
    )
    return tree.branch(f"goal/{row.goal.slug}", told, said.judgement.judgement if said else "")


def _is_person(name: str) -> bool:
    """False for what a pack brought: nobody wrote it here."""
    return name not in ("", COMMAND_LINE.name)


def _who(said: BoardJudgement) -> str:
    """Who wrote the judgement, and when it was decided or sent out, as far as it is known."""
    row, report = said.judgement, said.report
    parts = []
    if _is_person(row.changed_by):
        parts.append(_("skrivet av %(name)s") % {"name": row.changed_by})
    if report.decided_on:
        parts.append(_("beslutat av nämnden %(day)s") % {"day": day(report.decided_on)})
    elif report.sent_out_on:
        parts.append(_("utsänt %(day)s") % {"day": day(report.sent_out_on)})
    return ", ".join(part.strip() for part in parts)


def _indicator(tree: _Tree, line: FigureLine) -> Branch:
    latest, result = line.latest, line.counts
    words = (
        str(GAP_REASONS[result.reason])
        if result.reason in GAP_REASONS
        else reason_words(result.reason, dict(result.by), line.indicator.decimals)
    )
    value = missing = ""
    if latest and latest.value is not None:
        value = (
            f"{figure(latest.value, line.indicator.decimals)} {line.indicator.unit}, {period_words(latest.period)}. "
        )
    elif latest:
        missing = f" {latest.missing_reason}"
    ground = ""
    if latest:
        source = {"source": latest.source or _("källa är inte angiven"), "day": day(latest.known_from)}
        ground = _("%(source)s, känd från %(day)s") % source
    told = Told(line.indicator.name, ground, f"{value}{words}.{missing}", "anchor", "siffror")
    return tree.branch(f"{INDICATORS}/{line.indicator.slug}", told, result.judgement)


def _step(rolled: Rolled, tree: _Tree) -> WhyStep:
    told = tree.told[rolled.key]
    # A measure says how its target is met, not what somebody expects of the goal at the year's end.
    kind = "vb" if rolled.key.startswith(INDICATORS) else tree.round_kind
    rule = weigh([child.status for child in rolled.children]).rule if rolled.children else ""
    ends = {
        "known": sum(child.known for child in rolled.children),
        "asked": sum(child.asked for child in rolled.children),
    }
    return WhyStep(
        told,
        rolled.status,
        judgement_word("" if rolled.rule == MISSING else rolled.status, kind),
        rolled.rule == JUDGED,
        rolled.below,
        judgement_word(rolled.below, kind) if rolled.children else "",
        str(WEIGHED.get(rule, "")),
        _("%(known)d av %(asked)d går att väga.") % ends if rolled.children else "",
        _("Lägst: %(title)s.") % {"title": tree.told[rolled.worst].title}
        if rolled.worst and len(rolled.children) > 1
        else "",
        tuple(_step(child, tree) for child in rolled.children),
    )
