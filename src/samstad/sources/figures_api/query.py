"""What is asked of a service, from what a person writes: codes with commas or spaces, and `Variable=code,code`."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from samstad.refusals import Refusal

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
MUNICIPALITY = re.compile(r"\d{4}")
YEARS = re.compile(r"((?:19|20)\d\d)(?:[-–]((?:19|20)\d\d))?")
MOST_VALUES = 500_000
"""Values in one fetch, so that it stays a thing of minutes and of one file."""


def kolada_query(*, kpi: str, municipality: str, years: str) -> dict[str, Any]:
    """Key figures, municipalities and years, `2015-2017` as three. Raises `Refusal` for what is none of them."""
    query: dict[str, list[Any]] = {
        "kpi": _codes(kpi, CODE, _("Skriv nyckeltalens koder, till exempel N00914.")),
        "municipality": _codes(municipality, MUNICIPALITY, _("Skriv kommunernas fyra siffror, till exempel 0180.")),
        "years": _years(years),
    }
    _check_size(query.values())
    return query


def scb_query(*, table: str, selection: str, area: str, period: str) -> dict[str, Any]:
    """A table and its selection, one variable a line, kept as pairs since PostgreSQL keeps no order of names.

    Raises `Refusal` for what cannot be asked.
    """
    if not CODE.fullmatch(table.strip()):
        raise Refusal("no_table", _("Skriv tabellens kod, till exempel TAB6574."))
    chosen = dict(selected(line) for line in selection.splitlines() if line.strip())
    if not chosen:
        raise Refusal("no_selection", _("Skriv minst en rad i urvalet, till exempel Region=0180C1010,0180C1020."))
    _check_size(chosen.values())
    named = {"area": area.strip() or "Region", "period": period.strip() or "Tid"}
    return {"table": table.strip(), "selection": [list(pair) for pair in chosen.items()], **named}


def names_here(text: str) -> dict[str, str]:
    """Codes of the service and what they are called here, `0180=stockholm` a line."""
    found: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        theirs, _sign, ours = (part.strip() for part in line.partition("="))
        if not theirs or not ours:
            sentence = _("”%(line)s” säger inte vad en kod heter här. Skriv till exempel 0180=stockholm.")
            raise Refusal("bad_name", sentence % {"line": line.strip()})
        found[theirs] = ours
    return found


def selected(text: str) -> tuple[str, list[str]]:
    """`Region=0180,0181` as the variable and its codes."""
    name, _sign, codes = (part.strip() for part in text.partition("="))
    chosen = _unique(code.strip() for code in codes.split(","))
    if not name or not chosen:
        sentence = _("”%(text)s” är inget urval. Skriv Variabel=kod,kod.")
        raise Refusal("bad_selection", sentence % {"text": text.strip()})
    return name, chosen


def _codes(text: str, form: re.Pattern[str], sentence: str) -> list[str]:
    codes = _unique(re.split(r"[\s,;]+", text))
    if not codes or not all(form.fullmatch(code) for code in codes):
        raise Refusal("bad_code", sentence)
    return codes


def _years(text: str) -> list[int]:
    years: list[int] = []
    for part in _unique(re.split(r"[\s,;]+", text)):
        found = YEARS.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise Refusal("bad_year", _("”%(text)s” är inga år. Skriv till exempel 2015-2017.") % {"text": part})
        years += range(first, last + 1)
    if not years:
        raise Refusal("no_year", _("Skriv vilka år som ska hämtas, till exempel 2015-2017."))
    return sorted(set(years))


def _unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code for code in codes if code))


def _check_size(parts: Iterable[list[Any]]) -> None:
    size = 1
    for codes in parts:
        size *= len(codes)
    if size > MOST_VALUES:
        sentence = _("Det är %(size)d värden på en gång, och högst %(most)d går. Dela upp hämtningen.")
        raise Refusal("too_much", sentence % {"size": size, "most": MOST_VALUES})
