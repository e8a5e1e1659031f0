"""From what the plan says to a document with the chapters of source 004."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Block, BulletList, Callout, Cell, Column, Document, Heading, Paragraph, Table
from samstad.domain.programmes.choices import Standing
from samstad.domain.programmes.models import Answer, Contribution
from samstad.domain.programmes.queries import AskedLine
from samstad.reports.mirror_plan.collect import MirrorPlan, Part
from samstad.reports.wording import day

Write = Callable[[Part], Block]


def compose_plan(plan: MirrorPlan) -> Document:
    """Duties, own work, then what the districts want, whom they name, and what the body gives each."""
    return Document(
        title=_("Medverkan i de lokala utvecklingsprogrammen %(year)d") % {"year": plan.year},
        subtitle=plan.body.name,
        language="en" if get_language() == "en" else "sv",
        stamps=(_("exempeldata"),) if plan.example else (),
        blocks=(
            *_background(plan),
            *_own_work(plan),
            *_districts(plan, _("Stadsdelarnas prioriteringar"), "prioriteringar", _priorities),
            *_districts(plan, _("Prioriterade åtgärder"), "atgarder", _measures),
            *_districts(plan, _("Parter som stadsdelarna avser att samverka med"), "parter", _partners),
            *_given(plan),
        ),
    )


def _background(plan: MirrorPlan) -> Iterable[Block]:
    yield Heading(1, _("Bakgrund och uppgift"))
    yield Paragraph(
        _(
            "Varje stadsdelsnämnd tar fram ett lokalt utvecklingsprogram. Facknämnder och bolagsstyrelser deltar i "
            "arbetet, följer upp hur de egna resurserna fördelas mellan stadens delar och prioriterar insatser som "
            "minskar skillnader. I sin verksamhetsplan redovisar de hur de prioriterar de utpekade områdena, vare sig "
            "någon frågat eller inte."
        )
    )
    for title, names in plan.lists:
        yield Paragraph(title)
        yield BulletList(names)
    if not plan.lists:
        yield Callout("gap", _("Ingen lista över prioriterade stadsdelsområden är inlagd."))


def _own_work(plan: MirrorPlan) -> Iterable[Block]:
    """What the body has written itself comes first under each heading; the rest is generated."""
    written = {section.heading: section.text for section in plan.written}
    people = tuple(", ".join(filter(None, (row.role_title, row.unit, row.theme))) for row in plan.contacts)
    yield Heading(1, _("Vårt arbete"))
    yield from _section(_("Mål"), written, plan.goals, _("Inget eget mål är inlagt för året."))
    yield from _section(_("Arbetssätt"), written, plan.methods, _("Inget arbetssätt är inlagt."))
    follow_up = (
        _("Tertialrapport 1: detaljerad årsplan med aktiviteter och ansvar."),
        _("Tertialrapport 2 och verksamhetsberättelse: redogörelse för arbetet under året."),
    )
    heading = _("Uppföljning")
    yield from _section(heading, written, () if heading in written else follow_up, "")
    yield from _section(_("Ansvar"), written, people, _("Vem som ansvarar är inte inlagt."))
    for rest, text in written.items():
        yield Heading(2, rest)
        yield Paragraph(text)


def _section(heading: str, written: dict[str, str], items: Sequence[str], gap: str) -> Iterable[Block]:
    """Takes what is written under the heading out of `written`."""
    text = written.pop(heading, "")
    yield Heading(2, heading)
    if text:
        yield Paragraph(text)
    if items:
        yield BulletList(tuple(items))
    if not text and not items:
        yield Callout("gap", gap)


def _districts(plan: MirrorPlan, title: str, anchor: str, write: Write) -> Iterable[Block]:
    yield Heading(1, title, anchor=anchor)
    for part in plan.parts:
        yield Heading(2, part.name, anchor=f"{anchor}-{part.programme.slug}")
        yield write(part)


def _priorities(part: Part) -> Block:
    areas = ", ".join(part.areas) or _("inget område är utpekat")
    themes = "; ".join(part.themes) or _("inga teman är inlagda")
    return Paragraph(_("Områden: %(areas)s.\nTeman: %(themes)s.") % {"areas": areas, "themes": themes})


def _measures(part: Part) -> Block:
    columns = (Column("theme", _("Tema"), width=2), Column("measure", _("Åtgärd"), width=4))
    rows = tuple((Cell(row.theme or _("utanför teman")), Cell(row.title)) for row in part.measures)
    caption = _("Åtgärder i programmet för %(name)s") % {"name": part.name}
    return Table(caption, columns, rows, empty=_("Inga åtgärder är inlagda."))


def _partners(part: Part) -> Block:
    if not part.partners:
        return Callout("gap", _("Inga parter är inlagda."))
    ours = _("Vi är en av dem.") if part.named else _("Vi nämns inte.")
    return Paragraph(f"{', '.join(part.partners)}. {ours}")


def _given(plan: MirrorPlan) -> Iterable[Block]:
    yield Heading(1, _("Våra planerade aktiviteter"), anchor="aktiviteter")
    yield Paragraph(_summary(plan), "lead")
    for part in plan.parts:
        waiting = [row for row in part.asked if row.answer is None]
        if not (part.given or part.asked or part.named or part.prioritised):
            continue
        yield Heading(2, part.name, anchor=part.programme.slug)
        if part.given:
            yield _contributions(part)
        else:
            yield Callout("gap", _silence(part))
        if part.asked:
            yield _questions(part)
        if waiting:
            yield Callout("gap", _("Vi har inte svarat på %(n)d av frågorna.") % {"n": len(waiting)})


def _summary(plan: MirrorPlan) -> str:
    """Named, given and both: the facts that source 004 holds without saying them."""
    return _(
        "%(named)d program nämner oss bland sina parter. Vi bidrar till %(given)d. Båda delarna gäller för %(both)d."
    ) % {
        "named": sum(1 for part in plan.parts if part.named),
        "given": sum(1 for part in plan.parts if part.given),
        "both": sum(1 for part in plan.parts if part.named and part.given),
    }


def _silence(part: Part) -> str:
    if part.named:
        return _("Nämnden avser att samverka med oss, men vi har inte lagt in något bidrag.")
    if part.prioritised:
        return _("Programmet är prioriterat, men vi har inte lagt in något bidrag.")
    return _("Vi har inte lagt in något bidrag.")


def _contributions(part: Part) -> Table:
    columns = (
        Column("theme", _("Tema"), width=2),
        Column("what", _("Aktivitet"), width=4),
        Column("asked", _("Varför")),
    )
    answers = {row.question.pk: row.answer for row in part.asked}
    rows = tuple((Cell(_theme(row)), Cell(row.activity.title), Cell(_why(row, answers))) for row in part.given)
    return Table(_("Vad vi gör för %(name)s") % {"name": part.name}, columns, rows)


def _theme(row: Contribution) -> str:
    return row.theme_printed or (row.goal.title if row.goal else "–")


def _why(row: Contribution, answers: dict[int, Answer | None]) -> str:
    if row.question_id is None:
        return _("eget initiativ")
    answer = answers.get(row.question_id)
    return _("på fråga") + (f", {standing_word(answer)}" if answer else "")


def standing_word(answer: Answer) -> str:
    """An office's word is a besked, and preliminary when it binds money; beslutat needs a decision behind it."""
    if answer.standing == Standing.DECIDED:
        return _("beslutat")
    return _("preliminärt") if answer.binds_money else _("besked")


def _questions(part: Part) -> Table:
    columns = (
        Column("text", _("Fråga"), width=3),
        Column("on", _("Ställd"), "date"),
        Column("answer", _("Svar"), width=2),
    )
    rows = tuple((Cell(row.question.text), Cell(day(row.question.asked_on)), Cell(_said(row))) for row in part.asked)
    return Table(_("Vad vi har fått frågor om"), columns, rows)


def _said(row: AskedLine) -> str:
    if row.answer is None:
        return _("inte besvarad")
    word = f"{row.answer.get_kind_display()} ({standing_word(row.answer)})"
    return f"{word}: {row.answer.text}" if row.answer.text else word
