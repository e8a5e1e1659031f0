"""From the year's roll-up to a chapter: all the goals at a glance, then goal by goal, all wording in one place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Document, Heading, KeyValues, Paragraph, Table
from samstad.domain.cycle.choices import AssessmentState, Judgement
from samstad.domain.steering.choices import LineageKind
from samstad.reports.council_report.collect import count_states
from samstad.reports.council_report.compose import tally_sentence
from samstad.reports.wording import city_ground, day, judgement_word

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """A goal of the year before that this one comes from, with how it was decided; empty when that is not known."""

    title: str
    kind: str
    judgement: str


def compose_annual(facts: Facts, before: Mapping[str, tuple[Before, ...]], *, draft: bool) -> Document:
    """The chapter as a document. `before` is by the goal's address."""
    stamps = ([_("utkast")] if draft else []) + ([_("exempeldata")] if facts["example"] else [])
    year = facts["round"]["year"]
    goals = [goal for goal in facts["goals"] if goal["sphere"] == "council"]
    blocks: list[Block] = [
        Heading(1, _("Måluppfyllelse %(year)d") % {"year": year}),
        Paragraph(_summary(facts, goals)),
        Paragraph(
            _(
                "Bedömningen säger om staden är på rätt väg i år, inte om målet är nått för gott. Den är en"
                " sammanvägning som människor har gjort av nämndernas bedömningar och indikatorernas utfall."
            ),
            "note",
        ),
        _overview(facts, goals, before),
    ]
    for goal in goals:
        blocks += _goal(facts, goal, before.get(goal["slug"], ()))
    return Document(
        title=_("Årsredovisning %(year)d: fullmäktiges mål") % {"year": year},
        language="en" if get_language() == "en" else "sv",
        date=_("Läget %(day)s") % {"day": day(facts["round"]["cutoff"])} if facts["round"]["cutoff"] else None,
        stamps=tuple(stamps),
        blocks=tuple(blocks),
    )


def _summary(facts: Facts, goals: list[Facts]) -> str:
    """How many goals were judged how, and what they rest on."""
    words = Counter(_judgement(goal) for goal in goals)
    counts = count_states(facts["coverage"])
    return _(
        "Av %(all)d mål uppfylls %(full)d helt, %(partly)d delvis och %(not)d inte. %(open)d kan inte bedömas eller är"
        " inte bedömda. %(decided)d av %(bodies)d nämnder och bolag har beslutat sin verksamhetsberättelse."
    ) % {
        "all": len(goals),
        "full": words[Judgement.FULL],
        "partly": words[Judgement.PARTLY],
        "not": words[Judgement.NOT],
        "open": words[Judgement.UNKNOWN] + words[""],
        "decided": counts["decided"],
        "bodies": counts["bodies"],
    }


def _overview(facts: Facts, goals: list[Facts], before: Mapping[str, tuple[Before, ...]]) -> Table:
    kind = facts["round"]["kind"]
    columns = (
        Column("goal", _("Mål"), width=4),
        Column("judgement", _("I år"), "status", width=1.6),
        Column("before", _("Året före"), width=1.8),
    )
    rows = tuple(
        (
            Cell(_title(goal)),
            Cell(judgement_word(_judgement(goal), kind), status=_judgement(goal) or None),
            Cell(_before_words(before.get(goal["slug"], ()), kind)),
        )
        for goal in goals
    )
    return Table(_("Målen i korthet"), columns, rows, empty=_("Fullmäktiges mål för året är inte inlagda."))


def _goal(facts: Facts, goal: Facts, before: Iterable[Before]) -> list[Block]:
    kind, said, assessment = facts["round"]["kind"], goal["suggestion"], goal["assessment"]
    rows = [(_("Bedömning"), _judged(goal, kind)), (_("Nämndernas bedömningar"), tally_sentence(goal["tally"]))]
    ground = city_ground(rule=said["rule"], known=said["known"], asked=said["asked"])
    rows.append((_("Så säger siffrorna"), f"{judgement_word(said['judgement'], kind)}. {ground}"))
    comes_from = [
        _("%(title)s: %(word)s (%(kind)s)")
        % {"title": one.title, "word": judgement_word(one.judgement, kind).lower(), "kind": LineageKind(one.kind).label}
        for one in before
    ]
    if comes_from:
        rows.append((_("Året före"), "; ".join(comes_from)))
    blocks: list[Block] = [Heading(2, _title(goal), anchor=goal["slug"]), KeyValues(tuple(rows))]
    if assessment and assessment["text"]:
        blocks.append(Paragraph(assessment["text"]))
    elif not goal["boards"]:
        blocks.append(Callout("gap", _("Ingen nämnd har bedömt målet.")))
    if goal["indicators"]:
        blocks.append(_indicators(goal))
    departing = [board for board in goal["boards"] if board["judgement"] in (Judgement.NOT, Judgement.UNKNOWN)]
    if departing:
        blocks.append(_departing(departing, kind))
    if goal["tally"]["silent"]:
        blocks.append(Callout("gap", _("%(count)d har inte bedömt målet.") % {"count": goal["tally"]["silent"]}))
    return blocks


def _indicators(goal: Facts) -> Table:
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("results", _("Resultat hos nämnderna"), width=3),
        Column("missing", _("Utfall som saknas"), width=3),
    )
    rows = tuple((Cell(row["name"]), Cell(_results(row["results"])), Cell(_missing(row))) for row in goal["indicators"])
    return Table(_("Indikatorer"), columns, rows)


def _results(results: list[str]) -> str:
    counts = Counter(results)
    return _("%(full)d når målet, %(partly)d delvis, %(not)d inte, %(unknown)d kan inte bedömas") % {
        name: counts[name] for name in ("full", "partly", "not", "unknown")
    }


def _missing(row: Facts) -> str:
    """Each board without an outcome, with its reason."""
    told = [f"{one['board']}: {one['reason'] or _('hämtas centralt, ännu inte känt')}" for one in row["missing"]]
    return "; ".join(told) or "–"


def _departing(boards: list[Facts], kind: str) -> Table:
    columns = (
        Column("board", _("Nämnd"), width=1.5),
        Column("judgement", _("Bedömning"), "status", width=1.5),
        Column("motivation", _("Motivering"), width=3),
    )
    rows = tuple(
        (
            Cell(board["name"]),
            Cell(judgement_word(board["judgement"], kind), status=board["judgement"]),
            Cell(board["motivation"] or "–"),
        )
        for board in boards
    )
    return Table(_("Nämnder där målet inte uppfylls eller inte kan bedömas"), columns, rows)


def _judged(goal: Facts, kind: str) -> str:
    assessment, word = goal["assessment"], judgement_word(_judgement(goal), kind)
    if not assessment or not assessment["judgement"]:
        return _("Ingen bedömning än")
    if assessment["state"] == AssessmentState.DECIDED:
        decided = {"word": word, "day": day(assessment["decided_on"]), "paragraph": assessment["paragraph"]}
        return _("%(word)s, beslutat av kommunstyrelsen %(day)s, § %(paragraph)s") % decided
    return _("%(word)s (förslag)") % {"word": word}


def _judgement(goal: Facts) -> Any:
    """The city's, empty while there is none."""
    return goal["assessment"]["judgement"] if goal["assessment"] else ""


def _before_words(before: tuple[Before, ...], kind: str) -> str:
    """Each of the goals that it comes from, named where they are several or were called otherwise."""
    if not before:
        return _("nytt mål")
    if len(before) == 1 and before[0].kind == LineageKind.SAME:
        return judgement_word(before[0].judgement, kind)
    return "; ".join(f"{judgement_word(one.judgement, kind)} ({one.title})" for one in before)


def _title(goal: Facts) -> str:
    return f"{goal['number']} {goal['title']}".strip()
