"""Shares and differences as pages and documents about need write them, in the reader's language."""

from django.utils.translation import gettext as _

from samstad.reports.wording import figure


def percent(share: float | None) -> str:
    """0.873 as "87 %"; close to the ends it is said so and not rounded away."""
    if share is None:
        return "–"
    if 0 < share < 0.01:
        return _("under 1 %")
    if 0.99 < share < 1:
        return _("över 99 %")
    return f"{share * 100:.0f} %"


def signed(value: float | None, decimals: int = 2) -> str:
    """The number with its sign, "+0,31"."""
    if value is None:
        return "–"
    rounded = round(value, decimals) + 0.0  # adding 0 turns minus zero into zero
    return f"+{figure(rounded, decimals)}" if rounded > 0 else figure(rounded, decimals)
