"""Targets in words: what each asks for, the criterion that is published with it, and why it is met or not."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstad.calculations.targets import Aim, expected_at
from samstad.domain.steering.choices import Direction, TargetKind
from samstad.reports.need.amounts import signed
from samstad.reports.need.gap_words import gap_unit
from samstad.reports.wording import REASONS, figure, number, period_words

RULES = {
    TargetKind.LEVEL: gettext_lazy(
        "Helt: utfallet når värdet. Delvis: det når inte dit men är bättre än året före, med mer än osäkerheten där"
        " den är känd. Annars inte."
    ),
    TargetKind.CHANGE: gettext_lazy(
        "Helt: siffran har ändrats minst så mycket sedan utgångsperioden. Delvis: säkert åt rätt håll, men mindre."
        " Annars inte. En ändring inom osäkerheten är ingen säker förändring."
    ),
    TargetKind.TRAJECTORY: gettext_lazy(
        "Varje år jämförs med den raka linjen från utgångsvärdet till slutåret. Helt: minst 95 procent av vägen dit"
        " är gången. Delvis: minst 60 procent. Annars inte. Det behövs minst tre värden."
    ),
    TargetKind.GAP: gettext_lazy(
        "Helt: skillnaden mellan listans områden och övriga är högst så stor. Annars inte, och kan inte bedömas när"
        " osäkerheten spänner över gränsen."
    ),
    TargetKind.RANK: gettext_lazy(
        "Helt: området har platsen eller en bättre bland områden av samma slag, det bästa först. Annars inte, och kan"
        " inte bedömas när osäkerheten spänner över gränsen."
    ),
    TargetKind.TREND_BREAK: gettext_lazy(
        "Helt: utfallet är säkert bättre än linjen genom de gamla värdena, och minst lika bra som det sista av dem."
        " Delvis: säkert bättre än linjen men sämre än det sista. Inom linjens osäkerhet kan det inte bedömas. Det"
        " behövs minst fyra gamla värden."
    ),
    TargetKind.END_STATE: gettext_lazy(
        "Helt: utfallet når värdet. Före slutåret kan det annars inte bedömas, sedan är det inte uppfyllt."
    ),
    TargetKind.OUTPUT: gettext_lazy("Helt: minst så många är gjorda. Delvis: minst hälften. Annars inte."),
    TargetKind.YES_NO: gettext_lazy("Helt: svaret är ja (1). Inte: svaret är nej (0)."),
}
"""How each kind is judged: told where the target is set, with the target and on the goal's page."""

GROUNDS = {
    "no_sure_change": gettext_lazy("Ingen säker förändring"),
    "no_baseline": gettext_lazy("Går inte att säga: utgångsvärdet saknas"),
    "too_short": gettext_lazy("Går inte att säga: för få värden"),
    "series_break": gettext_lazy("Går inte att säga: ett brott i serien skiljer värdena åt"),
    "no_direction": gettext_lazy("Går inte att säga: indikatorn har ingen riktning"),
    "change_reached": gettext_lazy("Har ändrats så mycket som målet säger"),
    "change_part": gettext_lazy("Ändras åt rätt håll men mindre än målet"),
    "change_none": gettext_lazy("Ändras inte åt rätt håll"),
    "on_line": gettext_lazy("Följer linjen mot slutåret"),
    "behind_line": gettext_lazy("Ligger efter linjen mot slutåret"),
    "far_behind_line": gettext_lazy("Ligger långt efter linjen mot slutåret"),
    "wrong_way": gettext_lazy("Går åt fel håll från utgångsvärdet"),
    "too_few_places": gettext_lazy("Går inte att säga: för få områden har siffror"),
    "rank_reached": gettext_lazy("Når platsen"),
    "rank_too_low": gettext_lazy("Når inte platsen"),
    "rank_unsure": gettext_lazy("Går inte att säga: platsen är för osäker"),
    "trend_turned": gettext_lazy("Trenden är bruten"),
    "trend_slowed": gettext_lazy("Trenden har bromsats men inte vänt"),
    "trend_worse": gettext_lazy("Sämre än trenden"),
    "end_state_reached": gettext_lazy("Sluttillståndet är nått"),
    "end_state_not_yet": gettext_lazy("Går inte att säga än: slutåret är inte nått"),
    "end_state_missed": gettext_lazy("Sluttillståndet är inte nått"),
    "output_done": gettext_lazy("Så många som målet säger är gjorda"),
    "output_half": gettext_lazy("Minst hälften är gjorda"),
    "output_too_little": gettext_lazy("Färre än hälften är gjorda"),
    "not_yes_or_no": gettext_lazy("Går inte att säga: svaret är varken ja (1) eller nej (0)"),
    "answer_as_asked": gettext_lazy("Svaret är det som målet säger"),
    "answer_not_as_asked": gettext_lazy("Svaret är inte det som målet säger"),
}


def aim_words(aim: Aim, decimals: int = 1) -> str:
    """What the target asks for, short enough for a column: "+2 sedan 2016", "64, på väg mot 70 år 2020"."""
    if aim.kind in _WITHOUT_FIGURE:
        return _WITHOUT_FIGURE[aim.kind](aim)
    if aim.value is None:
        return "–"
    return _FIGURES[aim.kind](aim, aim.value, decimals) if aim.kind in _FIGURES else figure(aim.value)


def _trend_words(aim: Aim) -> str:
    return _("trendbrott efter %(period)s") % {"period": period_words(aim.baseline_period)}


def _answer_words(aim: Aim) -> str:
    return _("nej") if aim.value == 0 else _("ja")


def _change_words(aim: Aim, value: Decimal, decimals: int) -> str:
    size = signed(float(value), decimals)
    since = {"value": size, "period": period_words(aim.baseline_period)}
    return _("%(value)s sedan %(period)s") % since if aim.baseline_period else size


def _line_words(aim: Aim, value: Decimal, decimals: int) -> str:
    line = {"now": number(expected_at(aim, aim.year), decimals), "value": figure(value), "year": aim.end_year}
    return _("%(now)s, på väg mot %(value)s år %(year)s") % line


def _place_words(_aim: Aim, value: Decimal, _decimals: int) -> str:
    return _("plats %(value)s eller bättre") % {"value": number(value, 0)}


def _end_words(aim: Aim, value: Decimal, _decimals: int) -> str:
    by = {"value": figure(value), "year": aim.end_year}
    return _("%(value)s senast %(year)d") % by if aim.end_year else figure(value)


def _gap_words(_aim: Aim, value: Decimal, decimals: int) -> str:
    return _("gap högst %(value)s") % {"value": number(abs(value), max(decimals, 1))}


_WITHOUT_FIGURE: dict[str, Callable[[Aim], str]] = {
    TargetKind.TREND_BREAK: _trend_words,
    TargetKind.YES_NO: _answer_words,
}
_FIGURES: dict[str, Callable[[Aim, Decimal, int], str]] = {
    TargetKind.CHANGE: _change_words,
    TargetKind.TRAJECTORY: _line_words,
    TargetKind.RANK: _place_words,
    TargetKind.END_STATE: _end_words,
    TargetKind.GAP: _gap_words,
}


def criterion(aim: Aim, unit: str, decimals: int = 1) -> str:
    """What it takes, as it is published with the target: the target itself and the rule of its kind."""
    asked = {"asked": aim_words(aim, decimals), "unit": gap_unit(unit) if aim.kind == TargetKind.CHANGE else unit}
    if aim.kind in (TargetKind.RANK, TargetKind.TREND_BREAK, TargetKind.YES_NO):
        return _("Mål: %(asked)s. %(rule)s") % {**asked, "rule": _rule(aim)}
    return _("Mål: %(asked)s (%(unit)s). %(rule)s") % {**asked, "rule": _rule(aim)}


def reason_words(reason: str, by: Mapping[str, str], decimals: int = 1) -> str:
    """Why the target is met or not, with the figures that say so in brackets where there are any."""
    words = str(GROUNDS.get(reason) or REASONS[reason])
    told = _told(reason, by, decimals)
    return f"{words} ({told})" if told else words


def aim_facts(aim: Aim | None) -> dict[str, Any] | None:
    """The target as plain JSON, frozen with a report."""
    if aim is None:
        return None
    return {
        "kind": aim.kind,
        "value": _plain(aim.value),
        "year": aim.year,
        "direction": aim.direction,
        "baseline": _plain(aim.baseline),
        "baseline_period": aim.baseline_period,
        "end_year": aim.end_year,
    }


def aim_from(facts: Mapping[str, Any]) -> Aim:
    """The target that was frozen."""
    numbers = {name: None if facts[name] is None else Decimal(facts[name]) for name in ("value", "baseline")}
    return Aim(**{**facts, **numbers})


def _rule(aim: Aim) -> str:
    if aim.kind == TargetKind.LEVEL and aim.direction == Direction.NEUTRAL:
        return _("Helt: utfallet är precis värdet. Annars inte, eftersom indikatorn inte har någon riktning.")
    return str(RULES[TargetKind(aim.kind)])


def _told(reason: str, by: Mapping[str, str], decimals: int) -> str:
    """The figures behind a result. A level stands beside its target already, so only its noise is told."""
    parts = []
    if by.get("moved"):
        parts.append(_("ändring %(value)s") % {"value": signed(float(by["moved"]), decimals)})
    if by.get("expected"):
        parts.append(_("linjen ligger på %(value)s") % {"value": number(by["expected"], decimals)})
    if by.get("best"):
        parts.append(_place(by))
    if by.get("noise") and reason not in ("trend_turned", "trend_slowed"):
        parts.append(_("osäkerhet ±%(value)s") % {"value": number(by["noise"], max(decimals, 1))})
    if by.get("fewest"):
        parts.append(_("minst %(n)s behövs") % {"n": by["fewest"]})
    return ", ".join(parts)


def _place(by: Mapping[str, str]) -> str:
    if by["best"] == by["worst"]:
        return _("plats %(place)s av %(all)s") % {"place": by["best"], "all": by["places"]}
    return _("plats %(best)s till %(worst)s av %(all)s") % {
        "best": by["best"],
        "worst": by["worst"],
        "all": by["places"],
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
