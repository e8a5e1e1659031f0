"""An index gets a method, version by version, until a body adopts one."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samstad.calculations.index import Method
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.risk import rules
from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models import Definition, DefinitionVersion

ReadMethod = Callable[[str], Method]
"""Reads the text of a method file; given by the caller, since files are read above this layer."""


@transaction.atomic
def save_version(
    *, definition: Definition, method: str, read: ReadMethod, by: Actor, at: datetime
) -> DefinitionVersion:
    """The next version, a proposal. A method that cannot be read is refused with its line; nothing is stored."""
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    read(method)
    last = definition.versions.order_by("number").last()
    if last and last.method == method:
        return last
    made = DefinitionVersion.objects.create(
        definition=definition,
        number=last.number + 1 if last else 1,
        method=method,
        made_at=at,
        by_name=by.name,
    )
    record(
        "save_version",
        subject="risk.definition",
        key=definition.slug,
        by=by,
        at=at,
        change={"version": [last.number if last else None, made.number]},
    )
    return made


@transaction.atomic
def adopt_version(
    *, version: DefinitionVersion, body: Organisation, on: date, paragraph: str, by: Actor, at: datetime
) -> DefinitionVersion:
    """The version as the body adopted it at a meeting; from now on it stands."""
    require(by, Permission.WEIGH_NEED, on=localdate(at))
    rules.must_be_proposed(version)
    version.paragraph = rules.check_paragraph(paragraph)
    version.state, version.adopted_on, version.body = Standing.ADOPTED, on, body
    version.save(update_fields=["state", "adopted_on", "body", "paragraph"])
    record(
        "adopt_version",
        subject="risk.definition",
        key=version.definition.slug,
        board=body.slug,
        by=by,
        at=at,
        change={"version": [None, version.number], "paragraph": [None, version.paragraph]},
    )
    return version
