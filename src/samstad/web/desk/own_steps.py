"""What can be done on the first page without leaving it, each by one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.notices.actions import choose_wishes, renew_calendar
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.models import User
from samstad.reports.board_report import collect_report
from samstad.web.desk import written
from samstad.web.desk.own_rows import save_own_row
from samstad.web.setup.days import day_or_none

Who = dict[str, Any]


@dataclass(frozen=True)
class Refused:
    """What was asked and could not be done: `step` and `key` say where on the page the sentence stands."""

    step: str
    key: str
    sentence: str
    wrote: QueryDict


@dataclass(frozen=True)
class Kept:
    """What stands in a form: what was written and refused with `problem`, else nothing in each field."""

    problem: str
    wrote: dict[str, str]


FIELDS = {
    "decide": ("meeting_date", "paragraph", "registration_number", "reservations"),
    "hand_over": ("giver", "receiver", "first_day", "last_day"),
}


def kept(refused: Refused | None, step: str, key: str) -> Kept:
    """The form of that step and place as it should stand."""
    mine = refused if refused and (refused.step, refused.key) == (step, key) else None
    wrote = {name: mine.wrote.get(name, "") if mine else "" for name in FIELDS[step]}
    return Kept(mine.sentence if mine else "", wrote)


def take(form: QueryDict, who: Who) -> str:
    """Do the step that was pressed and say what was done. Raises `Refusal`, and 404 for no step of ours."""
    step = form.get("step", "")
    if step not in STEPS:
        raise Http404
    return STEPS[step](form, who)


def key_of(form: QueryDict) -> str:
    """Where on the page the form stands: its report or board, and its row if it is one."""
    return "/".join(form.get(name, "") for name in ("report", "board", "row") if form.get(name))


def _report(form: QueryDict) -> Report:
    pk = form.get("report", "")
    found = Report.objects.select_related(
        "round", "round__pack", "organisation", "organisation__area", "pack"
    ).filter(pk=written.key(pk))  # fmt: skip
    report = found.first()
    if report is None:
        raise Http404
    return report


def _row(form: QueryDict, who: Who) -> str:
    save_own_row(_report(form), form.get("row", ""), form, **who)
    return _("Raden är sparad.")


def _remind(form: QueryDict, who: Who) -> str:
    names = actions.remind(report=_report(form), **who)
    if not names:
        return _("Ingen att påminna: de som har rader kvar är redan påminda i dag.")
    return _("Påminda: %(names)s.") % {"names": ", ".join(names)}


def _decide(form: QueryDict, who: Who) -> str:
    actions.decide(
        report=_report(form),
        collect=collect_report,
        meeting_date=written.past_day(form.get("meeting_date", ""), name=_("sammanträdesdagen")),
        paragraph=written.paragraph(form.get("paragraph", "")),
        registration_number=form.get("registration_number", ""),
        reservations=form.get("reservations", ""),
        **who,
    )
    return _("Beslutet är infört och rapporten är fryst som beslutad.")


def _hand_over(form: QueryDict, who: Who) -> str:
    board = Organisation.objects.filter(slug=form.get("board", "")).first()
    giver, receiver = _person(form.get("giver", "")), _person(form.get("receiver", ""))
    if board is None or giver is None or receiver is None:
        raise Http404
    made = actions.hand_over(
        board=board,
        giver=giver,
        receiver=receiver,
        first_day=written.day(form.get("first_day", ""), name=_("första dagen")),
        last_day=day_or_none(form.get("last_day", ""), name=_("sista dagen")),
        **who,
    )
    said = {"giver": made.giver.name, "receiver": made.receiver.name, "day": made.first_day.isoformat()}
    if not made.begun:
        return _("Raderna lämnas över från %(giver)s till %(receiver)s den %(day)s.") % said
    return _("Raderna är lämnade från %(giver)s till %(receiver)s.") % said


def _person(pk: str) -> User | None:
    return User.objects.filter(pk=written.key(pk)).first()


def _wishes(form: QueryDict, who: Who) -> str:
    choose_wishes(rhythm=form.get("rhythm", ""), by_mail=form.get("by_mail") == "1", **who)
    return _("Så blir du påmind från och med nu.")


def _renew(form: QueryDict, who: Who) -> str:
    renew_calendar(**who)
    return _("Kalendern har en ny adress. Den gamla svarar inte längre.")


STEPS: dict[str, Callable[[QueryDict, Who], str]] = {
    "row": _row,
    "remind": _remind,
    "decide": _decide,
    "hand_over": _hand_over,
    "wishes": _wishes,
    "renew_calendar": _renew,
}
