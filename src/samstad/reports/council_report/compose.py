"""From the roll-up's facts to a document."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Document, Heading, KeyValues, Paragraph, Table
from samstad.domain.cycle.choices import AssessmentState, ReportState, RoundKind
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.council_report.collect import count_states
from samstad.reports.council_report.coverage import coverage_sentence
from samstad.reports.council_report.economy_tables import economy_blocks
from samstad.reports.wording import city_ground, day, judgement_word

Facts = dict[str, Any]


def compose_round(facts: Facts, *, draft: bool) -> Document:
    """The roll-up of a round as a document; "utkast" until it is published."""
    stamps = ([_("utkast")] if draft else []) + ([_("exempeldata")] if facts["example"] else [])
    kind = RoundKind(facts["round"]["kind"]).label.capitalize()
    return Document(
        title=_("Stadens sammanställning: %(kind)s %(year)d") % {"kind": kind, "year": facts["round"]["year"]},
        language="en" if get_language() == "en" else "sv",
        date=_("Läget %(day)s") % {"day": day(facts["round"]["cutoff"])} if facts["round"]["cutoff"] else None,
        stamps=tuple(stamps),
        blocks=tuple(_blocks(facts)),
    )


def _blocks(facts: Facts) -> list[Block]:
    counts, economy = count_states(facts["coverage"]), facts.get("economy")
    blocks: list[Block] = [
        Heading(1, _("Vilka har rapporterat")),
        KeyValues(
            (
                (_("Inlämnade"), f"{counts['handed_in']} / {counts['bodies']}"),
                (_("Utsända"), f"{counts['sent_out']} / {counts['bodies']}"),
                (_("Beslutade"), f"{counts['decided']} / {counts['bodies']}"),
            ),
            "figures",
        ),
        _coverage(facts),
        Heading(1, _("Fullmäktiges mål och programmens delmål")),
        Paragraph(
            _("Täckning säger vilka som har ett eget mål under målet. Hur det går står för sig, efteråt."), "note"
        ),
    ]
    for goal in facts["goals"]:
        blocks += _goal(facts, goal)
    return [
        *blocks,
        Heading(1, _("Avvikelser")),
        _deviations(facts),
        *([Heading(1, _("Ekonomi")), *economy_blocks(economy)] if economy else []),
        Heading(1, _("Utfall som saknas")),
        _missing(facts),
    ]


def _coverage(facts: Facts) -> Table:
    columns = (
        Column("body", _("Nämnd eller styrelse"), width=3),
        Column("state", _("Läge"), width=2),
        Column("submitted", _("Inlämnad"), "date"),
        Column("decided", _("Beslutad"), "date"),
        Column("paragraph", "§"),
    )
    rows = tuple(
        (
            Cell(row["name"]),
            Cell(str(ReportState(row["state"]).label) + (f" · {_('sen')}" if row["late"] else "")),
            Cell(day(row["submitted_on"])),
            Cell(day(row["decided_on"])),
            Cell(row["paragraph"] or "–"),
        )
        for row in facts["coverage"]
    )
    return Table(_("Rapporter i omgången"), columns, rows)


def _goal(facts: Facts, goal: Facts) -> list[Block]:
    kind = facts["round"]["kind"]
    counted, said = goal["tally"], goal["suggestion"]
    covered = coverage_sentence(goal.get("coverage"))
    rows = [
        *([(_("Täckning"), covered)] if covered else []),
        (_("Så säger siffrorna"), f"{judgement_word(said['judgement'], kind)}. {_ground(said)}"),
        (_("Nämnderna"), tally_sentence(counted)),
        (_("Stadsledningskontoret"), _assessment(goal["assessment"], kind)),
    ]
    blocks: list[Block] = [
        Heading(2, f"{goal['number']} {goal['title']}".strip(), anchor=goal["slug"]),
        KeyValues(tuple(rows)),
    ]
    if goal["assessment"] and goal["assessment"]["text"]:
        blocks.append(Paragraph(goal["assessment"]["text"]))
    if goal["boards"]:
        blocks.append(_boards(goal, kind))
    if counted["silent"]:
        blocks.append(Callout("gap", _("%(count)d har inte bedömt målet.") % {"count": counted["silent"]}))
    return blocks


def _ground(said: Facts) -> str:
    return city_ground(rule=said["rule"], known=said["known"], asked=said["asked"])


def tally_sentence(counted: Facts) -> str:
    """The tally in words: "3 helt, 1 delvis, 0 inte, 2 kan inte bedömas, 4 har inte svarat"."""
    return str(
        _("%(full)d helt, %(partly)d delvis, %(not)d inte, %(unknown)d kan inte bedömas, %(silent)d har inte svarat")
        % counted
    )


def _assessment(assessment: Facts | None, kind: str) -> str:
    if not assessment or not assessment["judgement"]:
        return _("Ingen bedömning än")
    word = judgement_word(assessment["judgement"], kind)
    if assessment["state"] == AssessmentState.DECIDED:
        return _("%(word)s, beslutat av kommunstyrelsen %(day)s, § %(paragraph)s") % {
            "word": word,
            "day": day(assessment["decided_on"]),
            "paragraph": assessment["paragraph"],
        }
    return _("%(word)s (förslag)") % {"word": word}


def _boards(goal: Facts, kind: str) -> Table:
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
        for board in goal["boards"]
    )
    return Table(_("Nämndernas bedömningar"), columns, rows)


def _deviations(facts: Facts) -> Table:
    columns = (
        Column("board", _("Nämnd")),
        Column("title", _("Aktivitet"), width=3),
        Column("status", _("Läge")),
        Column("deviation", _("Avvikelse"), width=3),
    )
    rows = tuple(
        (
            Cell(row["board"]),
            Cell(row["title"]),
            Cell(str(ActivityStatus(row["status"]).label)),
            Cell(row["deviation"] or "–"),
        )
        for row in facts["deviations"]
    )
    return Table(_("Aktiviteter som avviker"), columns, rows, empty=_("Ingen nämnd har rapporterat någon avvikelse."))


def _missing(facts: Facts) -> Table:
    columns = (
        Column("board", _("Nämnd")),
        Column("indicator", _("Indikator"), width=3),
        Column("reason", _("Varför"), width=3),
    )
    rows = tuple(
        (Cell(row["board"]), Cell(row["indicator"]), Cell(row["reason"] or _("hämtas centralt, ännu inte känt")))
        for row in facts["missing"]
    )
    return Table(_("Indikatorer utan utfall"), columns, rows, empty=_("Inga utfall saknas."))
