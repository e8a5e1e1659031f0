"""How a gap and its target are told: between whom, how sure, what broke, and whether the target is reached."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstad.reports.need.gap_words import gap_unit
from samstad.reports.need.year_gap import YearGap
from samstad.reports.wording import number

GAP_REASONS = {
    "no_gap": gettext_lazy("Går inte att säga: siffror saknas för områdena"),
    "no_gap_list": gettext_lazy("Går inte att säga: ingen områdeslista delar områdena i två grupper"),
    "no_gap_target": gettext_lazy("Går inte att säga: mål för gapet saknas"),
    "no_gap_direction": gettext_lazy("Går inte att säga: indikatorn har ingen riktning"),
    "gap_within_uncertainty": gettext_lazy("Går inte att säga: målet ligger inom osäkerheten"),
    "gap_reached": gettext_lazy("Når målet för gapet"),
    "gap_too_wide": gettext_lazy("Når inte målet för gapet"),
}
FINEST = Decimal("0.0001")
Figure = str | float | Decimal


@dataclass(frozen=True, slots=True)
class ToldGap:
    """The parts that a page lays out; empty where there is nothing to tell."""

    between: str
    amount: str
    unit: str
    before: str
    sureness: str
    targets: tuple[str, ...]
    breaks: tuple[str, ...]
    reason: str


def tell_gap(gap: YearGap, *, unit: str, decimals: int) -> ToldGap:
    """The gap of a goal's page in words."""
    targets = []
    if gap.own is not None:
        targets.append(_("årsmål: högst %(value)s") % {"value": with_unit(abs(gap.own), unit, decimals)})
    if gap.council is not None:
        most = with_unit(abs(gap.council), unit, decimals)
        targets.append(_("fullmäktiges årsmål: högst %(value)s") % {"value": most})
    low, high = (gap.now.interval if gap.now else None) or (None, None)
    return ToldGap(
        between_words(gap.area_list.title if gap.area_list else ""),
        signed(gap.now.difference, decimals) if gap.now else "",
        gap_unit(unit),
        f"{signed(gap.before.difference, decimals)} ({period_name(gap.before_period)})" if gap.before else "",
        sureness_words(low, high, decimals) if gap.now else "",
        tuple(targets),
        tuple(break_words(row.period, row.text, gap.before_period, gap.period) for row in gap.breaks),
        str(GAP_REASONS[gap.result.reason]),
    )


def between_words(title: str) -> str:
    """Which list "prioritised" means; empty when no list splits the areas."""
    return _("områdena i ”%(list)s” jämförda med övriga") % {"list": title} if title else ""


def sureness_words(low: Figure | None, high: Figure | None, decimals: int) -> str:
    """The 90 per cent interval, else why there is none."""
    if low is None or high is None:
        return _("Osäkerheten kan inte beräknas: nämnare saknas.")
    ends = {"low": signed(low, decimals), "high": signed(high, decimals)}
    return _("Osäkerhet (90 %%): %(low)s till %(high)s.") % ends


def break_words(period: str, text: str, before: str, now: str) -> str:
    """What lies between the two compared periods, and that it stops the comparison."""
    why = f"{period_name(period)}: {text.removesuffix('.')}"
    return _("Brott %(why)s. Gapen %(before)s och %(now)s går inte att jämföra.") % {
        "why": why,
        "before": period_name(before),
        "now": period_name(now),
    }


def period_name(period: str) -> str:
    """ "2017-T1" as "T1 2017"; a year as it is."""
    year, dash, part = period.partition("-")
    return f"{part} {year}" if dash else year


def signed(value: Figure, decimals: int) -> str:
    """The difference with a real minus, with a decimal at least: a gap is often smaller than the figures."""
    return number(str(value), max(decimals, 1)).replace("-", "−")


def stored(value: float | None) -> Decimal | None:
    """A difference as exact as figures are stored."""
    return None if value is None else Decimal(str(value)).quantize(FINEST)


def with_unit(value: Figure, unit: str, decimals: int) -> str:
    """A difference with what it is told in."""
    return f"{signed(value, decimals)} {gap_unit(unit)}"
