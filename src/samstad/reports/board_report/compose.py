"""From a report's facts to a document: all its wording and the order of its chapters.

The order of the chapters is the template's. Within the goals it follows the boards' own documents: a section per goal
of the council with the board's goals under it, then the local programme by theme, then what belongs to no goal.
"""

from collections import defaultdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Table,
    text_blocks,
)
from samstad.domain.cycle.choices import PLANNING, RoundKind, TableKind
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.board_report.asked_chapters import asked_blocks, priority_blocks
from samstad.reports.board_report.attachments import attachment_blocks
from samstad.reports.board_report.chapters import Tables, arranged, by_sex, chapters
from samstad.reports.board_report.economy import economy_blocks
from samstad.reports.board_report.gap_table import gap_blocks, result_words
from samstad.reports.board_report.origins import activity_notes, origin_notes
from samstad.reports.council_budget.words import assignment_blocks, measure_blocks
from samstad.reports.target_words import aim_from, aim_words, criterion
from samstad.reports.wording import day, ground, judgement_word, number

Facts = dict[str, Any]


def compose(facts: Facts, *, draft: bool, correction: int = 0) -> Document:
    """The whole report. `draft` stamps "utkast", example facts stamp "exempeldata", a correction names its number."""
    stamps = [_("utkast")] if draft else []
    if facts["example"]:
        stamps.append(_("exempeldata"))
    if correction:
        stamps.append(_("utbytesblad %(number)d") % {"number": correction})
    return Document(
        title=f"{RoundKind(facts['round']['kind']).label.capitalize()} {facts['round']['year']}",
        subtitle=facts["board"]["name"],
        language="en" if get_language() == "en" else "sv",
        date=_("Läget %(day)s") % {"day": day(facts["round"]["cutoff"])} if facts["round"]["cutoff"] else None,
        stamps=tuple(stamps),
        meta=tuple(_front_matter(facts)),
        blocks=tuple(_chapters(facts)),
    )


def _front_matter(facts: Facts) -> list[tuple[str, str]]:
    company = facts["board"]["kind"] in (BodyKind.COMPANY, BodyKind.HOLDING_COMPANY)
    rows = [(_("Styrelse") if company else _("Nämnd"), facts["board"]["name"])]
    if facts["board"]["office"]:
        rows.append((_("Bolagsledning") if company else _("Förvaltning"), facts["board"]["office"]))
    decision = facts["decision"]
    if decision:
        rows.append((_("Beslutad"), f"{decision['body']}, {day(decision['meeting_date'])}, § {decision['paragraph']}"))
        if decision["registration_number"]:
            rows.append((_("Diarienummer"), decision["registration_number"]))
    return rows


def _chapters(facts: Facts) -> list[Block]:
    city = [goal for goal in facts["goals"] if goal["sphere"] in ("council", "programme")]
    asked = facts.get("asked") or {"requests": [], "priorities": []}
    tables: Tables = {
        TableKind.OVERVIEW: (_("Rapporten i siffror"), _overview(facts)),
        TableKind.MEASURES: (
            _("Större åtgärder"),
            measure_blocks(facts["measures"], facts["years"]) if "measures" in facts else [],
        ),
        TableKind.ASSIGNMENTS: (_("Uppdrag från kommunfullmäktige"), assignment_blocks(facts.get("assignments", []))),
        TableKind.GOALS: (_("Uppföljning av mål"), _city_goals(facts, city)),
        TableKind.LOCAL: (_("Lokalt utvecklingsprogram"), _local_goals(facts)),
        TableKind.ASKED: (_("Vad programmen begär av oss"), asked_blocks(asked)),
        TableKind.PRIORITIES: (_("Våra prioriteringar för de prioriterade programmen"), priority_blocks(asked)),
        TableKind.REST: (_("Övriga indikatorer och aktiviteter"), _leftovers(facts)),
        TableKind.ECONOMY: (_("Ekonomi"), economy_blocks(facts.get("economy", []))),
    }
    if any(TableKind.BY_SEX in chapter["tables"] for chapter in chapters(facts)):
        tables = {**tables, TableKind.BY_SEX: (_("Utfall för kvinnor och män"), by_sex(facts["indicators"]))}
    blocks = arranged(facts, tables)
    if facts["decision"] and facts["decision"]["reservations"]:
        blocks += [
            Heading(1, _("Reservationer och särskilda uttalanden")),
            Paragraph(facts["decision"]["reservations"]),
        ]
    return blocks + attachment_blocks(facts)


def _overview(facts: Facts) -> list[Block]:
    if facts["round"]["kind"] in PLANNING:
        return []
    judged = [goal for goal in facts["goals"] if goal["judgement"]]
    deviating = [row for row in facts["activities"] if row["status"] in ("deviates", "waiting", "broken_off")]
    pairs = (
        (_("Bedömda mål"), f"{len(judged)} / {len(facts['goals'])}"),
        (
            _("Indikatorer med utfall"),
            f"{sum(bool(i['outcome']) for i in facts['indicators'])} / {len(facts['indicators'])}",
        ),
        (_("Aktiviteter som avviker"), f"{len(deviating)} / {len(facts['activities'])}"),
    )
    blocks: list[Block] = [KeyValues(pairs, "figures")]
    if facts["not_due"]:
        blocks.append(
            Paragraph(
                _("%(count)d indikatorer mäts senare under året och redovisas inte nu.") % {"count": facts["not_due"]},
                "note",
            )
        )
    return blocks


def _city_goals(facts: Facts, city: list[Facts]) -> list[Block]:
    """Each goal of the council, with the board's own goals that serve it."""
    own = defaultdict(list)
    for goal in facts["goals"]:
        if goal["sphere"] == "board":
            own[goal["under"]["slug"] if goal["under"] else ""].append(goal)
    shown = {goal["slug"] for goal in city}
    blocks: list[Block] = []
    for goal in city:
        blocks.append(Heading(2, _titled(goal), anchor=goal["slug"]))
        blocks += _judgement(facts, goal)
        blocks += _tables(facts, goal)
        for served in own[goal["slug"]]:
            blocks += _own_goal(facts, served)
    for slug, goals in own.items():
        if slug not in shown:
            for goal in goals:
                blocks += _own_goal(facts, goal)
    return blocks


def _own_goal(facts: Facts, goal: Facts) -> list[Block]:
    return [Heading(3, _titled(goal), anchor=goal["slug"]), *_judgement(facts, goal), *_tables(facts, goal)]


def _local_goals(facts: Facts) -> list[Block]:
    """The local programme theme by theme: what is done for the theme as a whole, then its goals."""
    by_theme: dict[str, list[Facts]] = defaultdict(list)
    for goal in facts["goals"]:
        if goal["sphere"] == "local":
            by_theme[goal["under"]["slug"] if goal["under"] else ""].append(goal)
    blocks: list[Block] = []
    for theme in facts.get("themes", []):
        inside = [row for row in facts["activities"] if theme["slug"] in row["goals"]]
        if inside or by_theme[theme["slug"]]:
            blocks.append(Heading(2, theme["title"], anchor=theme["slug"]))
        if inside:
            blocks += [_activity_table(facts, inside, _("Aktiviteter och åtgärder")), *activity_notes(facts, inside)]
        for goal in by_theme.pop(theme["slug"], []):
            blocks += _own_goal(facts, goal)
    outside = [goal for goals in by_theme.values() for goal in goals]
    if outside:
        blocks += [Heading(2, _("Utanför tema")), *[block for goal in outside for block in _own_goal(facts, goal)]]
    return blocks


def _leftovers(facts: Facts) -> list[Block]:
    """Rows that belong to no goal in the report are shown all the same."""
    shown = {row["slug"] for row in (*facts["goals"], *facts.get("themes", []))}
    indicators = [row for row in facts["indicators"] if not shown.intersection(row["goals"])]
    activities = [row for row in facts["activities"] if not shown.intersection(row["goals"])]
    if not indicators and not activities:
        return []
    blocks: list[Block] = []
    if indicators:
        blocks.append(_indicator_table(facts, indicators, _("Indikatorer utan mål i rapporten")))
        blocks += gap_blocks(facts, [row for row in facts.get("gaps", []) if not shown.intersection(row["goals"])])
    if activities:
        blocks.append(_activity_table(facts, activities, _("Aktiviteter utan mål i rapporten")))
        blocks += activity_notes(facts, activities)
    return blocks


def _judgement(facts: Facts, goal: Facts) -> list[Block]:
    kind = facts["round"]["kind"]
    if kind in PLANNING:
        return []
    suggestion = goal["suggestion"]
    figures = judgement_word(suggestion["judgement"], kind)
    rows = (
        (_("Bedömning"), judgement_word(goal["judgement"], kind)),
        (
            _("Så säger siffrorna"),
            f"{figures}. {ground(rule=suggestion['rule'], known=suggestion['known'], asked=suggestion['asked'])}",
        ),
    )
    blocks: list[Block] = [KeyValues(rows)]
    if goal["motivation"]:
        blocks += text_blocks(goal["motivation"], caption=_("Tabell om %(goal)s") % {"goal": _titled(goal)})
        blocks += origin_notes(facts, f"g.{goal['slug']}")
    return blocks


def _tables(facts: Facts, goal: Facts) -> list[Block]:
    indicators = [row for row in facts["indicators"] if goal["slug"] in row["goals"]]
    activities = [row for row in facts["activities"] if goal["slug"] in row["goals"]]
    blocks: list[Block] = []
    if indicators:
        blocks += [_indicator_table(facts, indicators, _("Indikatorer")), *_criteria(indicators)]
        blocks += [Paragraph(f"{row['name']}: {row['comment']}", "note") for row in indicators if row["comment"]]
    blocks += gap_blocks(facts, [row for row in facts.get("gaps", []) if goal["slug"] in row["goals"]])
    if activities:
        blocks.append(_activity_table(facts, activities, _("Aktiviteter och åtgärder")))
        blocks += activity_notes(facts, activities)
    return blocks


def _indicator_table(facts: Facts, rows: list[Facts], caption: str) -> Table:
    if facts["round"]["kind"] in PLANNING:
        return _planned_indicators(rows, caption)
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("previous", _("Året före"), "number"),
        Column("outcome", _("Periodens utfall"), "number"),
        Column("women", _("Kvinnor"), "number"),
        Column("men", _("Män"), "number"),
        Column("target", _("Årsmål"), "number"),
        Column("council", _("KF:s årsmål"), "number"),
        Column("forecast", _("Prognos"), "number"),
        Column("result", _("Resultat"), "status", width=2),
    )
    closing = {row["slug"] for row in facts.get("gaps", []) if row["own_target"] or row["council_target"]}
    return Table(caption, columns, tuple(_indicator_row(row, row["slug"] in closing) for row in rows))


def _planned_indicators(rows: list[Facts], caption: str) -> Table:
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("own", _("Årsmål"), "number"),
        Column("council", _("KF:s årsmål"), "number"),
    )
    cells = tuple((_name(row), _target(row, "own"), _target(row, "council")) for row in rows)
    return Table(caption, columns, cells)


def _indicator_row(row: Facts, closing: bool) -> tuple[Cell, ...]:
    """One indicator; `closing` when it has a target for its gap, which stands in the table of gaps."""
    outcome = _figure(row, "outcome")
    if row["outcome"] is None and row["missing_reason"]:
        outcome = Cell(_("saknas: %(reason)s") % {"reason": row["missing_reason"]})
    return (
        _name(row),
        _figure(row, "previous"),
        outcome,
        _figure(row, "women"),
        _figure(row, "men"),
        _target(row, "own"),
        _target(row, "council"),
        _figure(row, "forecast"),
        Cell(
            result_words(row["reason"], row.get("judged_by", {}), row["decimals"], closing=closing),
            status=row["result"],
        ),
    )


def _activity_table(facts: Facts, rows: list[Facts], caption: str) -> Table:
    plan = facts["round"]["kind"] in PLANNING
    columns = [
        Column("title", _("Aktivitet"), width=3),
        Column("start", _("Startdatum"), "date"),
        Column("end", _("Slutdatum"), "date"),
    ]
    if not plan:
        columns += [Column("status", _("Läge"), width=1.3), Column("deviation", _("Avvikelse"), width=2.5)]
    return Table(caption, tuple(columns), tuple(_activity_row(row, plan) for row in rows))


def _activity_row(row: Facts, plan: bool) -> tuple[Cell, ...]:
    where = f" ({', '.join(row['areas'])})" if row["areas"] else ""
    dates = (Cell(day(row["start"])), Cell(_("löpande") if row["continuous"] else day(row["end"])))
    title = Cell(row["title"] + where)
    if plan:
        return (title, *dates)
    status = str(ActivityStatus(row["status"]).label) if row["status"] else _("inte rapporterat")
    said = " ".join(text for text in (row["deviation"], row["comment"]) if text)
    if row["waiting_for"]:
        said = _("Väntar på %(party)s. %(text)s") % {"party": row["waiting_for"], "text": said}
    return (title, *dates, Cell(status), Cell(said or "–"))


def _name(row: Facts) -> Cell:
    kind = _("KF-indikator") if row["council"] else _("egen indikator")
    return Cell(f"{row['name']} ({row['unit']}, {kind})")


def _figure(row: Facts, key: str) -> Cell:
    value = row[key]
    return Cell("–") if value is None else Cell(number(value, row["decimals"]), number=float(value))


def _target(row: Facts, whose: str) -> Cell:
    """The target in a number or in words, and the sharper one that it took the place of during the year.

    Texts frozen before there were targets of other kinds have numbers alone.
    """
    aim = row.get(f"{whose}_aim")
    if aim:
        return Cell(aim_words(aim_from(aim), row["decimals"]))
    cell, before = _figure(row, f"{whose}_target"), row.get(f"{whose}_target_before")
    if before is None:
        return cell
    said = _("%(now)s (mjukare mål, förut %(before)s)")
    return Cell(said % {"now": cell.text, "before": number(before, row["decimals"])}, number=cell.number)


def _criteria(rows: list[Facts]) -> list[Block]:
    """How the targets that are no plain numbers are judged, as it was told when they were set."""
    found = [(row, row.get("own_aim") or row.get("council_aim")) for row in rows]
    return [
        Paragraph(f"{row['name']}. {criterion(aim_from(aim), row['unit'], row['decimals'])}", "note")
        for row, aim in found
        if aim
    ]


def _titled(goal: Facts) -> str:
    return f"{goal['number']} {goal['title']}".strip()
