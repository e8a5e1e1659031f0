"""Freezing a text: collected once more, stored with schema version and hash, rendered from then on only from there."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import GoalJudgement, Report, Round, Snapshot
from samstad.domain.people.actors import Actor

SCHEMA_VERSION = 1

CollectReport = Callable[[Report], dict[str, Any]]
CollectRound = Callable[[Round], dict[str, Any]]


def fingerprint(document: dict[str, Any]) -> str:
    """SHA-256 of the document as canonical JSON; equal documents have equal fingerprints on every machine."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def freeze_report(
    collect: CollectReport, *, report: Report, stage: Stage, on: date, by: Actor, note: str = ""
) -> Snapshot:
    """The stored snapshot of a report; each judgement keeps what the figures said in the text that was frozen."""
    document = collect(report)
    said = {goal["slug"]: goal["suggestion"]["judgement"] for goal in document.get("goals", [])}
    turned = [row for row in report.judgements.select_related("goal") if row.figures != said.get(row.goal.slug, "")]
    for row in turned:
        row.figures = said.get(row.goal.slug, "")
    GoalJudgement.objects.bulk_update(turned, ["figures"], batch_size=500)
    return freeze(document, report=report, stage=stage, on=on, by=by, note=note)


def freeze(
    document: dict[str, Any],
    *,
    report: Report | None = None,
    of_round: Round | None = None,
    stage: Stage,
    on: date,
    by: Actor,
    note: str = "",
) -> Snapshot:
    """The stored snapshot; it names the one before, and its number counts within its stage from 1."""
    earlier = list(Snapshot.objects.filter(report=report, round=of_round).order_by("pk").values_list("pk", "stage"))
    return Snapshot.objects.create(
        report=report,
        round=of_round,
        stage=stage,
        number=sum(before == stage for _pk, before in earlier) + 1,
        on=on,
        document=document,
        schema_version=SCHEMA_VERSION,
        sha256=fingerprint(document),
        note=note,
        by_name=by.name,
        previous_id=earlier[-1][0] if earlier else None,
    )
