"""Two chapters of a plan: what programmes ask of the body, and how it prioritises for those that come first."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstad.documents import Block, BulletList, Callout, Heading, Paragraph
from samstad.domain.programmes.choices import DocumentStatus, RequestRole
from samstad.reports.asked.answers import outside_sentence, thing_words, withdrawn_sentence
from samstad.reports.wording import sentence

Facts = dict[str, Any]


def asked_blocks(asked: Facts) -> list[Block]:
    """What each programme asks and what the plan answers; nothing for a body that nobody asks anything."""
    return [block for row in asked["requests"] for block in _request(row)]


def _request(row: Facts) -> list[Block]:
    programme = row["programme"]
    status = str(DocumentStatus(programme["status"]).label)
    blocks: list[Block] = [
        Heading(2, row["goal"] or programme["title"]),
        Paragraph(f"{programme['title']} ({status}). {_role(row)}", "note"),
        Paragraph(row["text"], "quote"),
    ]
    if (row["answer"] or {}).get("asked_as"):
        said = _("När svaret gavs stod det: %(text)s") % {"text": row["answer"]["asked_as"]}
        blocks.append(Paragraph(said, "note"))
    answer, tied = row["answer"], row["tied"]
    if answer is None and not tied:
        return [*blocks, Callout("gap", _("Inte besvarat."))]
    if answer:
        blocks += _answer(answer)
    told = {thing["slug"] for thing in answer["things"]} if answer else set()
    more = [thing for thing in tied if thing["slug"] not in told]
    if more:
        blocks += [Paragraph(_("Knutet till målet i planen:")), _things(more)]
    return blocks


def _role(row: Facts) -> str:
    """The body's part in the answer, or that nobody asks for it any more."""
    if "ended" not in row:
        return sentence(str(RequestRole(row["role"]).label)) + "."
    if not row["ended"]["day"]:
        return _("Programmet begär inte längre svar av er.")
    return withdrawn_sentence(date.fromisoformat(row["ended"]["day"]), row["ended"]["reason"])


def priority_blocks(asked: Facts) -> list[Block]:
    """What the body puts first for each programme that comes first, and which it says nothing of."""
    blocks: list[Block] = []
    for row in asked["priorities"]:
        if row["answer"]:
            blocks += [Heading(2, row["programme"]["title"]), *_answer(row["answer"])]
            if not any(thing["kind"] in ("goal", "activity") for thing in row["answer"]["things"]):
                blocks.append(
                    Callout("note", _("Inget nämndmål och ingen aktivitet är knuten, så det går inte att följa upp."))
                )
    silent = [row["programme"]["title"] for row in asked["priorities"] if not row["answer"]]
    if silent:
        blocks += [Callout("gap", _("Prioriteringar är inte redovisade för:")), BulletList(tuple(silent))]
    return blocks


def _answer(answer: Facts) -> list[Block]:
    blocks: list[Block] = [Paragraph(answer["text"])] if answer["text"] else []
    if answer["things"]:
        blocks.append(_things(answer["things"]))
    if answer["outside"]:
        blocks.append(Callout("note", outside_sentence(answer["entered"], answer["expected"])))
    return blocks


def _things(things: list[Facts]) -> BulletList:
    return BulletList(
        tuple(thing_words(thing["kind"], thing["word"], thing["title"], thing["areas"]) for thing in things)
    )
