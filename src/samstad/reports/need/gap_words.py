"""What can be said of a gap, and what cannot, in sentences that a strategist can put her name to."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samstad.calculations.gaps import Conclusion, Inequality, Panel
from samstad.domain.places.models import AreaList
from samstad.domain.steering.models import Indicator, IndicatorBreak
from samstad.reports.need.amounts import signed
from samstad.reports.wording import figure, number


def finding(indicator: Indicator, panel: Panel, breaks: Sequence[IndicatorBreak]) -> str:
    """One or two sentences about the latest unbroken stretch."""
    if panel.conclusion == Conclusion.ONE_PERIOD:
        return _("Siffror finns bara för en period. Om gapet minskar går inte att säga.")
    if panel.conclusion == Conclusion.BREAK:
        broken = breaks[-1] if breaks else None
        why = f" {broken.text}" if broken else ""
        return _(
            "Siffrorna före och efter %(period)s går inte att jämföra.%(why)s Om gapet minskar går inte att säga."
        ) % {
            "period": broken.period if broken else panel.last,
            "why": why,
        }
    return f"{_change(indicator, panel)} {_meaning(panel)}"


def _change(indicator: Indicator, panel: Panel) -> str:
    gaps = {row.period: row.fixed for row in panel.periods if row.fixed}
    return _("Gapet var %(before)s %(first)s och %(after)s %(last)s.") % {
        "before": _signed(gaps[panel.first].difference, indicator),
        "after": _signed(gaps[panel.last].difference, indicator),
        "first": panel.first,
        "last": panel.last,
    }


def _meaning(panel: Panel) -> str:
    said = {
        Conclusion.NARROWED: _("Det har minskat mer än vad som hade skett av sig självt."),
        Conclusion.WIDENED: _("Det har ökat."),
        Conclusion.NOT_SHOWN: _("Skillnaden är inte större än slumpen: om gapet minskar går inte att säga."),
        Conclusion.NO_BASIS: _("Osäkerheten kan inte beräknas: underlag saknas. Om förändringen är mer än slump går "
                               "inte att säga."),
    }  # fmt: skip
    return said[panel.conclusion]


def chart_words(indicator: Indicator, chosen: AreaList, panel: Panel) -> tuple[str, str, str, str]:
    """The names of the two lines, the title and the alternative text."""
    inside, rest = _("I listan"), _("Övriga")
    title = _("%(name)s: områdena i ”%(list)s” och övriga") % {"name": indicator.name, "list": chosen.title}
    ends = [row for row in panel.periods if row.fixed]
    told = "; ".join(
        f"{row.period}: {number(str(row.fixed.inside))} / {number(str(row.fixed.rest))}" for row in ends if row.fixed
    )
    return inside, rest, title, f"{title}. {told}."


def regression_words(panel: Panel) -> str:
    """How much of the change comes by itself; empty where that cannot be reckoned."""
    if panel.expected is None:
        return ""
    return _(
        "Från %(first)s till %(last)s ändrades gapet med %(change)s. Områden som väljs för att de ligger högt faller i "
        "genomsnitt tillbaka något av sig själva: väntat %(expected)s. Kvar är %(beyond)s."
    ) % {
        "first": panel.first,
        "last": panel.last,
        "change": signed(panel.change),
        "expected": signed(panel.expected),
        "beyond": signed(panel.beyond),
    }


def inequality_words(inequality: Inequality | None) -> tuple[str, str]:
    """The difference over all areas, and the measures that others publish; empty where they cannot be reckoned."""
    if inequality is None:
        return "", ""
    slope = _(
        "Skillnaden mellan det mest och det minst utsatta området är %(slope)s, räknat över alla områden i ordning."
    ) % {"slope": signed(inequality.slope)}
    if inequality.relative is None:
        return slope, ""
    measures = _("Relativt %(r)s, koncentrationsindex %(c)s, olikhetsindex %(d)s.") % {
        "r": signed(inequality.relative),
        "c": signed(inequality.concentration, 3),
        "d": figure(inequality.dissimilarity, 3),
    }
    return slope, measures


def _signed(value: float, indicator: Indicator) -> str:
    return f"{number(str(round(value, 4)), max(indicator.decimals, 1))} {gap_unit(indicator.unit)}"


def gap_unit(unit: str) -> str:
    """What a difference is told in: percentage points between shares, else the figure's own unit."""
    return _("procentenheter") if unit.startswith("procent") else unit
