"""The year as it stands: who is silent, what is overdue, plans of action, gaps, and democracy."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Heading, Paragraph, Table
from samstad.reports.action_plans import ActionPlans
from samstad.reports.asked.answers import withdrawn_words
from samstad.reports.asked.followed import FollowedUp
from samstad.reports.programme_committee import CommitteePage
from samstad.reports.thread_check import SEVERITIES
from samstad.reports.wording import day, waited


def standing_blocks(page: CommitteePage) -> list[Block]:
    """One chapter for the year, and one for each thing that is followed up at everybody."""
    blocks: list[Block] = [Heading(1, _("Läget %(year)d") % {"year": page.year})]
    blocks += [*_requests(page), *_priorities(page), *_overdue(page), *_plans(page.plans), _gaps(page)]
    for followed in page.followed:
        blocks += _followed(followed)
    return blocks


def _requests(page: CommitteePage) -> Iterable[Block]:
    for standing in page.silence.requests:
        yield Paragraph(standing.request.text, "quote")
        names = ", ".join(line.body.name for line in standing.silent)
        if names:
            yield Callout("gap", _("Har inte svarat i en utsänd verksamhetsplan: %(names)s.") % {"names": names})
        else:
            yield Paragraph(_("Alla har svarat."))
    for standing in page.silence.withdrawn:
        yield Paragraph(standing.request.text, "quote")
        yield Paragraph(withdrawn_words(standing.request), "note")


def _priorities(page: CommitteePage) -> Iterable[Block]:
    if not page.silence.priorities:
        return
    columns = (Column("body", _("Nämnd eller styrelse"), width=2), Column("lacks", _("Redovisar inget för"), width=3))
    rows = []
    for row in page.silence.bodies:
        names = (p.owner.short_name if p.owner else p.title for p in row.programmes)
        lacks = _("något av programmen") if row.every else ", ".join(names)
        rows.append((Cell(row.body.name), Cell(lacks)))
    empty = _("Alla har redovisat sina prioriteringar.")
    yield Table(_("Prioriteringar som inte är redovisade"), columns, tuple(rows), empty=empty)


def _overdue(page: CommitteePage) -> Iterable[Block]:
    if not page.overdue:
        return
    columns = (
        Column("asked", _("Till")),
        Column("text", _("Fråga"), width=3),
        Column("waited", _("Väntat")),
    )
    rows = tuple((Cell(r.question.asked.name), Cell(r.question.text), Cell(waited(r.days))) for r in page.overdue)
    yield Table(_("Frågor som väntat för länge"), columns, rows)


def _plans(plans: ActionPlans) -> Iterable[Block]:
    if not plans.lines:
        return
    columns = (
        Column("board", _("Stadsdelsnämnd"), width=2),
        Column("due", _("Senast"), "date"),
        Column("decided", _("Beslutad"), width=2),
        Column("company", _("Tillsammans med"), width=2),
    )
    rows = tuple(
        (
            Cell(line.board.name),
            Cell(day(line.request.due)),
            Cell(
                f"{day(line.decided.plan.decided_on)}, § {line.decided.plan.paragraph}" if line.decided else _("saknas")
            ),
            Cell(", ".join(company.name for company in line.decided.companies) if line.decided else "–"),
        )
        for line in plans.lines
    )
    yield Table(_("Handlingsplaner"), columns, rows)


def _gaps(page: CommitteePage) -> Table:
    columns = (
        Column("what", _("Vad"), width=3),
        Column("severity", _("Hur allvarligt")),
        Column("count", _("Antal"), "number"),
    )
    rows = tuple(
        (Cell(str(g.kind.title)), Cell(str(SEVERITIES[g.kind.severity])), Cell(number=float(len(g.findings))))
        for g in page.gaps
    )
    return Table(_("Andra luckor i programmet"), columns, rows, empty=_("Inga andra luckor."))


def _followed(followed: FollowedUp) -> Iterable[Block]:
    yield Heading(1, followed.request.text)
    columns = (
        Column("body", _("Nämnd eller styrelse")),
        Column("does", _("Vad den gör"), width=2),
        Column("writes", _("Vad den skriver"), width=2),
    )
    rows = tuple(
        (
            Cell(line.body.name),
            Cell("; ".join(str(thing) for thing in line.things) or ("–" if line.known else _("inte besvarat"))),
            Cell(" ".join(line.written) or "–"),
        )
        for line in followed.lines
    )
    goal = followed.request.goal
    note = (
        _("Läst ur det som nämnder och bolag knutit till och skrivit om ”%(goal)s”.") % {"goal": goal.title}
        if goal
        else ""
    )
    yield Table(_("Nämnd för nämnd"), columns, rows, note=note)
