"""An index is computed once, with what went in and what came out kept for ever."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.index import STATUSES, Method, MethodError
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.risk.actions.definitions import ReadMethod
from samstad.domain.risk.models import DefinitionVersion, Run
from samstad.domain.risk.queries import Input, figures_of, read_input, run_before
from samstad.domain.risk.rules import ClassesBefore, computed
from samstad.refusals import Refusal


@transaction.atomic
def compute_run(
    *,
    version: DefinitionVersion,
    read: ReadMethod,
    kind: str,
    known_on: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Run:
    """The index of the areas of one kind by the version, with the figures as known on the day.

    The same version and figures as the latest run give that run back: nothing is computed twice. Where the method has
    classes, an area keeps the one it had in the run before until another is sure enough.
    """
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    method = read(version.method)
    given = read_input(method, kind=kind, on=known_on)
    last = version.runs.order_by("number").last()
    if last and last.input_sha256 == given.sha256 and last.note == note:
        return last
    result = _compute(method, given, _classes_before(version, method, read, kind, known_on))
    run = Run.objects.create(
        version=version,
        number=last.number + 1 if last else 1,
        known_on=known_on,
        made_at=at,
        by_name=by.name,
        note=note,
        input=given.content,
        input_sha256=given.sha256,
        result=result,
        result_sha256=hashlib.sha256(json.dumps(result, sort_keys=True).encode()).hexdigest(),
        example=given.example,
    )
    record(
        "compute_run",
        subject="risk.run",
        key=f"{version.definition.slug}/{version.number}.{run.number}",
        by=by,
        at=at,
        change={"input": [None, given.sha256], "result": [None, run.result_sha256]},
    )
    return run


def _classes_before(
    version: DefinitionVersion, method: Method, read: ReadMethod, kind: str, known_on: date
) -> ClassesBefore | None:
    """The classes of the run before; None without one, or when its classes were others than these."""
    if method.classes.method == "none":
        return None
    before = run_before(version, kind=kind, on=known_on)
    if before is None or read(before.version.method).classes.names != method.classes.names:
        return None
    held = {row["slug"]: row.get("class", "") for row in before.result["areas"]}
    return ClassesBefore(before.key, before.known_on.isoformat(), held)


def _compute(method: Method, given: Input, before: ClassesBefore | None) -> dict[str, Any]:
    if not given.content["figures"]:
        raise Refusal("no_figures", _("Det finns inga siffror för indexet den dagen. Läs in dem först."))
    try:
        return computed.result_of(method, figures_of(given.content, STATUSES), given.content, before)
    except MethodError as fault:
        raise Refusal("bad_method", fault.sentence) from None
