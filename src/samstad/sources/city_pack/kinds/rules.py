"""What must hold between the fields of one record; the same that the tables refuse, said so that it can be mended."""

from collections.abc import Iterator
from typing import Any

from samstad.sources.city_pack.declare import Rule

Wrong = Iterator[tuple[str, str]]


def in_order(first: str, last: str) -> Rule:
    """The two dates or ages, when both are known, stand in order."""

    def rule(values: dict[str, Any]) -> Wrong:
        start, end = values.get(first), values.get(last)
        if start is not None and end is not None and end < start:
            yield last, f"{last} {end} är före {first} {start}. Kasta om dem eller rätta det ena."

    return rule


def interpretation_has_a_maker(values: dict[str, Any]) -> Wrong:
    if values.get("interpretation") and not values.get("interpreted_by"):
        yield (
            "interpretation",
            "en tolkning måste säga vem som gjort den. Lägg till interpreted_by, eller ta bort interpretation.",
        )


def missing_is_said(values: dict[str, Any]) -> Wrong:
    missing = values.get("status") == "missing"
    if missing and values.get("value") is not None:
        yield "value", "status är missing men ett värde står där. Ta bort värdet eller skriv final."
    if missing and not values.get("missing_reason"):
        yield "missing_reason", "status är missing utan skäl. Skriv skälet i missing_reason."
    if not missing and values.get("value") is None:
        yield "value", "värdet saknas. Skriv ett tal, eller status missing med skäl i missing_reason."


def target_is_whole(values: dict[str, Any]) -> Wrong:
    """A change and a line start somewhere; a line ends some year; a trend breaks after a period."""
    needed = {
        "change": ("value", "baseline", "baseline_period"),
        "trajectory": ("value", "baseline", "baseline_period", "end_year"),
        "trend_break": ("baseline_period",),
    }
    for name in needed.get(str(values.get("kind", "")), ()):
        if values.get(name) in (None, ""):
            yield name, f"ett mål av slaget {values['kind']} behöver {name}. Lägg till det, eller välj ett annat slag."


def decided_answer_is_whole(values: dict[str, Any]) -> Wrong:
    needed = ("decided_by", "decided_on", "paragraph")
    absent = [name for name in needed if not values.get(name)]
    if values.get("standing") == "decided" and absent:
        yield (
            "standing",
            f"ett beslutat svar har organ, datum och paragraf. Lägg till {', '.join(absent)}, eller skriv office.",
        )


def city_roles_stand_alone(values: dict[str, Any]) -> Wrong:
    city = str(values.get("role", "")) in ("city_coordinator", "administrator", "city_auditor")
    if city and values.get("organisation"):
        yield "organisation", "rollen gäller hela staden. Ta bort organisation."
    if not city and not values.get("organisation"):
        yield "role", "rollen gäller en nämnd eller ett bolag. Lägg till organisation."


def named_by_year_and_kind(values: dict[str, Any]) -> Wrong:
    if {"slug", "year", "kind"} <= values.keys() and values["slug"] != f"{values['year']}-{values['kind']}":
        yield "slug", f"en omgång heter efter år och slag. Skriv {values['year']}-{values['kind']}."


def asked_has_a_meeting(values: dict[str, Any]) -> Wrong:
    outside = values.get("state", "proposed") not in ("proposed", "ended")
    if outside and not (values.get("asked_on") and values.get("paragraph")):
        yield "state", "det som begärts har sammanträdesdag och paragraf. Lägg till asked_on och paragraph."


def about_something(values: dict[str, Any]) -> Wrong:
    if not values.get("indicator") and not values.get("goal"):
        yield "text", "det som begärs gäller en indikator eller ett mål. Lägg till indicator eller goal."


def change_is_decided_or_refused(values: dict[str, Any]) -> Wrong:
    absent = [name for name in ("body", "meeting_date", "paragraph") if not values.get(name)]
    if values.get("state") == "approved" and absent:
        yield "state", f"en beslutad ändring har organ, dag och paragraf. Lägg till {', '.join(absent)}."
    if values.get("state") == "refused" and not values.get("answer"):
        yield "state", "en avslagen ändring säger varför. Lägg till answer."


def sent_out_has_a_day(values: dict[str, Any]) -> Wrong:
    if values.get("state") in ("sent_out", "decided", "verified") and not values.get("sent_out_on"):
        yield "state", "en utsänd rapport har en dag då den sändes ut. Lägg till sent_out_on."


def measure_has_a_name(values: dict[str, Any]) -> Wrong:
    if not values.get("activity") and not values.get("title"):
        yield "title", "åtgärden har varken aktivitet eller rubrik. Lägg till activity eller title."


def target_measures_something(values: dict[str, Any]) -> Wrong:
    if not values.get("indicator") and not values.get("name"):
        yield "indicator", "årsmålet har varken indikator eller namn på en ny. Lägg till indicator eller name."


def one_thing(values: dict[str, Any]) -> Wrong:
    """Of three references exactly one is given."""
    given = [name for name in ("goal", "indicator", "activity") if values.get(name)]
    if len(given) != 1:
        yield "programme", "varje post nämner ett av goal, indicator och activity. Dela upp den eller lägg till ett."


def decided_plan_is_whole(values: dict[str, Any]) -> Wrong:
    if values.get("decided_on") and not values.get("paragraph"):
        yield "decided_on", "en beslutad handlingsplan har en paragraf. Lägg till paragraph."
