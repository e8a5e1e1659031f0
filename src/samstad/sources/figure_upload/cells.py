"""One cell as a value: a number in Swedish or English writing, or why there is none."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from samstad.domain.steering.choices import Sex, ValueStatus

NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d+)?%?")
MARKS = {
    "": _("Tomt i filen."),
    "..": _("Källan har ”..”: uppgiften finns inte eller är för osäker."),
    ".": _("Källan har ”.”: uppgiften kan inte förekomma."),
    "-": _("Källan har ”-”: inget att redovisa."),
    "–": _("Källan har ”–”: inget att redovisa."),
    "x": _("Källan har ”x”: uppgiften är skyddad."),
    "*": _("Källan har ”*”: uppgiften är skyddad."),
    "saknas": _("Källan skriver att uppgiften saknas."),
}
"""What sources print where there is no number. None of them is read as zero."""
STATUSES = {
    "": ValueStatus.FINAL,
    "final": ValueStatus.FINAL,
    "slutlig": ValueStatus.FINAL,
    "observed": ValueStatus.FINAL,
    "p": ValueStatus.PRELIMINARY,
    "preliminary": ValueStatus.PRELIMINARY,
    "preliminär": ValueStatus.PRELIMINARY,
    "r": ValueStatus.REVISED,
    "revised": ValueStatus.REVISED,
    "reviderad": ValueStatus.REVISED,
    "missing": ValueStatus.MISSING,
    "saknas": ValueStatus.MISSING,
    "suppressed": ValueStatus.MISSING,
    "not_collected": ValueStatus.MISSING,
    "not_applicable": ValueStatus.MISSING,
    "late": ValueStatus.MISSING,
}
SEXES = {
    "": "", "t": "", "totalt": "", "total": "", "alla": "", "båda": "", "samtliga": "",
    "k": Sex.WOMEN, "kvinna": Sex.WOMEN, "kvinnor": Sex.WOMEN, "flickor": Sex.WOMEN, "f": Sex.WOMEN,
    "m": Sex.MEN, "man": Sex.MEN, "män": Sex.MEN, "pojkar": Sex.MEN,
}  # fmt: skip
AGES_OF_ALL = frozenset({"", "alla", "totalt", "samtliga", "alla åldrar"})
FOUR_DECIMALS = Decimal("0.0001")
MOST = Decimal("1e11")


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` is None for a mark, and `reason` then says which; `writing` is "," or "." where a decimal stands."""

    number: Decimal | None
    reason: str
    writing: str


def read_cell(text: str) -> Cell | None:
    """The cell, or None where it is neither a number nor a known mark. Four decimals are kept."""
    plain = text.strip()
    if not NUMBER.fullmatch(plain):
        plain = "".join(plain.split()).replace("\N{MINUS SIGN}", "-")
        if not NUMBER.fullmatch(plain):
            reason = MARKS.get(plain.casefold())
            return None if reason is None else Cell(None, str(reason), "")
    writing = "," if "," in plain else "." if "." in plain else ""
    number = Decimal(plain.rstrip("%").replace(",", "."))
    if abs(number) >= MOST:
        return None
    return Cell(number.quantize(FOUR_DECIMALS), "", writing)
