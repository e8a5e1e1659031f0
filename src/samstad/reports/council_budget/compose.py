"""From the budget's facts to a document: targets, assignments, and board by board what was asked for and answered."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Document, Heading, KeyValues, Paragraph, Table
from samstad.reports.council_budget.lines import SHAPES, answer_word, mnkr
from samstad.reports.council_budget.words import about, money_table
from samstad.reports.wording import day, number

Facts = dict[str, Any]


def compose_budget(facts: Facts, *, draft: bool) -> Document:
    """The council's budget as this service knows it; "utkast" while the council's part is a proposal."""
    stamps = ([_("utkast")] if draft else []) + ([_("exempeldata")] if facts["example"] else [])
    return Document(
        title=_("Kommunfullmäktiges budget %(year)d") % {"year": facts["round"]["year"]},
        language="en" if get_language() == "en" else "sv",
        stamps=tuple(stamps),
        meta=tuple(_front_matter(facts)),
        blocks=tuple(_blocks(facts, draft)),
    )


def _front_matter(facts: Facts) -> list[tuple[str, str]]:
    decision = facts["decision"]
    if not decision:
        return [(_("Beslutad"), _("inte beslutad än"))]
    rows = [(_("Beslutad"), _("kommunfullmäktige %(day)s, § %(paragraph)s") % _said(decision))]
    if decision["registration_number"]:
        rows.append((_("Diarienummer"), decision["registration_number"]))
    return rows


def _said(decision: Facts) -> dict[str, str]:
    return {"day": day(decision["meeting_date"]), "paragraph": decision["paragraph"]}


def _blocks(facts: Facts, draft: bool) -> list[Block]:
    blocks: list[Block] = []
    council = bool(facts["decision"]) or draft
    if not council:
        blocks.append(
            Callout(
                "note", _("Fullmäktige har inte beslutat budgeten än. Svar, årsmål och uppdrag visas när den är det.")
            )
        )
    blocks += _overview(facts, council)
    if council:
        blocks += [Heading(1, _("Indikatorer och årsmål")), _targets(facts), Heading(1, _("Uppdrag"))]
        blocks += _assignments(facts)
    blocks.append(Heading(1, _("Nämndernas större åtgärder")))
    if not facts["boards"]:
        blocks.append(Paragraph(_("Ingen nämnd har sänt ut ett underlag med större åtgärder.")))
    for board in facts["boards"]:
        blocks += _board(facts, board, council)
    if facts["silent"]:
        blocks += [
            Heading(1, _("Underlag som inte är utsända")),
            Callout("gap", ", ".join(facts["silent"])),
        ]
    return blocks


def _overview(facts: Facts, council: bool) -> list[Block]:
    measures = [measure for board in facts["boards"] for measure in board["measures"]]
    asked = sum((_total(measure["amounts"]) for measure in measures), Decimal(0))
    pairs = [(_("Föreslagna åtgärder"), str(len(measures))), (_("Begärt, mnkr"), mnkr(asked))]
    if council:
        answers = [measure["answer"] for measure in measures if measure["answer"]]
        granted = sum((_total(answer["granted"]) for answer in answers), Decimal(0))
        pairs += [(_("Beviljat, mnkr"), mnkr(granted)), (_("Inte besvarade"), str(len(measures) - len(answers)))]
    return [KeyValues(tuple(pairs), "figures")]


def _total(amounts: Sequence[Facts]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in amounts), Decimal(0))


def _targets(facts: Facts) -> Table:
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("goal", _("Mål"), width=2),
        Column("before", _("KF:s årsmål året före"), "number"),
        Column("value", _("KF:s årsmål %(year)d") % {"year": facts["round"]["year"]}, "number"),
    )
    rows = tuple(
        (
            Cell(f"{row['name']} ({row['unit']})"),
            Cell(row["goal"] or "–"),
            Cell(number(row["before"], row["decimals"])),
            Cell(number(row["value"], row["decimals"]), number=float(row["value"])),
        )
        for row in facts["targets"]
    )
    return Table(_("Indikatorer med fullmäktiges årsmål"), columns, rows, empty=_("Inga årsmål är satta i budgeten."))


def _assignments(facts: Facts) -> list[Block]:
    columns = (
        Column("title", _("Uppdrag"), width=3),
        Column("boards", _("Till"), width=2),
        Column("goal", _("Mål"), width=2),
        Column("end", _("Klart"), "date"),
    )
    rows = tuple(
        (
            Cell(row["title"]),
            Cell(", ".join(board["name"] for board in row["boards"])),
            Cell(row["goal"] or "–"),
            Cell(day(row["end"]) if row["end"] else _("löpande")),
        )
        for row in facts["assignments"]
    )
    table = Table(_("Uppdrag till nämnder och styrelser"), columns, rows, empty=_("Inga uppdrag är givna i budgeten."))
    return [
        table,
        *(Paragraph(f"{row['title']}: {row['text']}", "note") for row in facts["assignments"] if row["text"]),
    ]


def _board(facts: Facts, board: Facts, council: bool) -> list[Block]:
    blocks: list[Block] = [Heading(2, board["name"], anchor=board["slug"])]
    blocks.append(money_table(_("Begärt, mnkr: %(name)s") % {"name": board["name"]}, board["measures"], facts["years"]))
    if council:
        blocks.append(_answers(board))
        unanswered = sum(not measure["answer"] for measure in board["measures"])
        if unanswered:
            words = ngettext(
                "%(n)d åtgärd har inte fått något svar.", "%(n)d åtgärder har inte fått något svar.", unanswered
            )
            blocks.append(Callout("gap", words % {"n": unanswered}))
    for measure in board["measures"]:
        blocks += [Heading(3, measure["title"], anchor=measure["slug"]), Paragraph(measure["text"])]
        if about(measure):
            blocks.append(KeyValues(about(measure)))
    return blocks


def _answers(board: Facts) -> Table:
    columns = (
        Column("title", _("Åtgärd"), width=2.5),
        Column("answer", _("Svar"), "status", width=1.3),
        Column("asked", _("Begärt"), "number"),
        Column("granted", _("Beviljat"), "number"),
        Column("text", _("Med orden"), width=3),
    )
    return Table(
        _("Fullmäktiges svar, mnkr: %(name)s") % {"name": board["name"]},
        columns,
        tuple(_answer(measure) for measure in board["measures"]),
    )


def _answer(measure: Facts) -> tuple[Cell, ...]:
    answer = measure["answer"]
    asked = _total(measure["amounts"])
    if not answer:
        return (
            Cell(measure["title"]),
            Cell(answer_word(""), status="unknown"),
            Cell(mnkr(asked), number=float(asked)),
            Cell("–"),
            Cell("–"),
        )
    granted = _total(answer["granted"])
    said = answer["text"]
    if answer["outdated"]:
        said = f"{said} {_('Nämnden ändrade åtgärden efter svaret.')}"
    return (
        Cell(measure["title"]),
        Cell(answer_word(answer["kind"]), status=SHAPES[answer["kind"]]),  # type: ignore[arg-type]  # one of the four statuses
        Cell(mnkr(asked), number=float(asked)),
        Cell(mnkr(granted), number=float(granted)),
        Cell(said),
    )
