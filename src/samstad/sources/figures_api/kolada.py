"""Kolada, version 3: key figures of municipalities, page by page.

Traps: at most 25 municipalities and 25 years in one question; pages are followed to the end by `next_url`; a missing
value is null with a status, and never zero. The source must be named where the figures are shown.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from django.utils.translation import gettext_noop

from samstad.sources.figures_api.client import Client, NoAnswer
from samstad.sources.figures_api.lines import some
from samstad.sources.figures_api.rows import Row

BASE = "https://api.kolada.se/v3"
MOST_IN_A_QUESTION = 25
MOST_PAGES = 10_000
SOURCE = "Kolada"
EVERYONE = "T"


def fetch_kolada(
    kpis: Sequence[str], municipalities: Sequence[str], years: Sequence[int], client: Client, *, base: str = BASE
) -> list[Row]:
    """Every value of the key figures; women and men as indicators of their own, `N00914|K`."""
    rows: list[Row] = []
    batches = product(_batches(kpis), _batches(municipalities), _batches([str(year) for year in years]))
    for some_kpis, some_places, some_years in batches:
        first = (
            f"{base}/data/kpi/{','.join(some_kpis)}/municipality/{','.join(some_places)}/year/{','.join(some_years)}"
        )
        for page in _pages(f"{first}?per_page=5000", client):
            rows += page
            said = {"kpis": some(some_kpis), "places": some(some_places), "years": some(some_years), "n": len(page)}
            if client.was_kept:
                text = gettext_noop(
                    "%(kpis)s, kommun %(places)s, år %(years)s. Värden, sparade sedan förra gången: %(n)d."
                )
            else:
                text = gettext_noop("%(kpis)s, kommun %(places)s, år %(years)s. Värden: %(n)d.")
            client.tell(text, said)
    return rows


def _batches(codes: Sequence[str]) -> list[Sequence[str]]:
    return [codes[start : start + MOST_IN_A_QUESTION] for start in range(0, len(codes), MOST_IN_A_QUESTION)]


def _pages(address: str, client: Client) -> Iterator[list[Row]]:
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= MOST_PAGES:
            raise NoAnswer(gettext_noop("Kolada hänvisar i en ring från sida till sida. Försök igen senare."))
        seen.add(address)
        rows, address = client.json(address, _page)
        yield rows


def _page(page: Any) -> tuple[list[Row], str]:
    """The rows, and the address of the next page; empty after the last one."""
    try:
        values, following = page["values"], page.get("next_url") or ""
        if isinstance(values, list) and isinstance(following, str):
            return list(_rows(values)), following
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    raise NoAnswer(gettext_noop("Kolada svarar i en ny form. Uppdatera Samstad, eller läs in siffrorna från en fil."))


def _rows(entries: list[Any]) -> Iterator[Row]:
    for entry in entries:
        for value in entry["values"]:
            gender = value["gender"]
            code = entry["kpi"] if gender == EVERYONE else f"{entry['kpi']}|{gender}"
            number = value["value"]
            status = "observed" if number is not None else "not_collected"
            amount = None if number is None else float(number)
            yield Row(entry["municipality"], code, str(entry["period"]), amount, status, SOURCE)
