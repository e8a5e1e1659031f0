"""What the roll-up needs of each board's frozen text. A frozen text never changes, so its extract is kept."""

from collections.abc import Iterable
from typing import Any

from django.core.cache import cache

from samstad.domain.cycle.choices import PUBLIC_STATES
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.reports.council_report.economy import extract_economy

Facts = dict[str, Any]
CITY_SPHERES = ("council", "programme")
DEVIATING = ("deviates", "waiting", "broken_off")
VERSION = 2
"""Raised when the shape of an extract changes, so that one kept from before is not read as a new one."""


def read_extracts(reports: Iterable[Report], as_known: AsKnown = NOW) -> dict[int, Facts]:
    """Per report (primary key) the extract of the frozen text that stands, for reports that are sent out or decided.

    An extract is `{"board", "example", "goals", "indicators", "missing", "deviations", "economy"}`: the city's goals
    with the board's judgement, the indicators of those goals, every outcome that is missing, every activity that
    deviates, the sums of each kind of money.
    Two queries, and one when every text has been read before.
    """
    public = [report.pk for report in reports if report.state in PUBLIC_STATES]
    frozen = Snapshot.objects.filter(as_known.by("on"), report__in=public).order_by("pk")
    rows = frozen.values_list("report_id", "pk", "sha256")
    latest = {report: (pk, sha256) for report, pk, sha256 in rows if report is not None}
    kept = cache.get_many([_key(sha256) for _pk, sha256 in latest.values()])
    unread = [pk for pk, sha256 in latest.values() if _key(sha256) not in kept]
    if unread:
        texts = Snapshot.objects.filter(pk__in=unread).values_list("sha256", "document")
        new = {_key(sha256): extract(document) for sha256, document in texts}
        cache.set_many(new)
        kept |= new
    return {report: kept[_key(sha256)] for report, (_pk, sha256) in latest.items()}


def extract(text: Facts) -> Facts:
    """The part of one frozen text (schema 1) that the roll-up shows."""
    goals = [row for row in text["goals"] if row["sphere"] in CITY_SPHERES]
    slugs = {row["slug"] for row in goals}
    return {
        "board": {"slug": text["board"]["slug"], "short_name": text["board"]["short_name"]},
        "example": text["example"],
        "goals": {
            row["slug"]: {
                "judgement": row["judgement"],
                "motivation": row["motivation"],
                "figures": row["suggestion"]["judgement"],
            }
            for row in goals
            if row["judgement"]
        },
        "indicators": [
            {name: row[name] for name in ("slug", "name", "goals", "result", "outcome", "missing_reason")}
            for row in text["indicators"]
            if slugs.intersection(row["goals"])
        ],
        "missing": [
            {"name": row["name"], "reason": row["missing_reason"]}
            for row in text["indicators"]
            if row["outcome"] is None
        ],
        "deviations": [
            {name: row[name] for name in ("title", "status", "deviation", "waiting_for")}
            for row in text["activities"]
            if row["status"] in DEVIATING
        ],
        "economy": extract_economy(text),
    }


def _key(sha256: str) -> str:
    return f"extract-{VERSION}-{sha256}"
