"""Registration numbers (diarienummer) as Swedish bodies write them: there are many ways, and none is the right one."""

import re

_YEAR = r"(?:19|20)\d\d"
_SHAPES = (
    rf"\d{{1,3}}-\d+[-/]{_YEAR}",  # 328-494/2011 · 5-744-2011
    rf"[A-ZÅÄÖ]{{1,5}} ?{_YEAR}/\d+",  # KS 2018/911 · HV2021/549
    rf"\d+(?:\.\d+){{1,3}}-\d+[-/]{_YEAR}",  # 1.5.3-219-2012 · 3.1.3-81/2017
    rf"(?:[A-ZÅÄÖ]{{1,5}} ?)?{_YEAR}-\d+-\d+",  # 2006-152-307 · T 2010-313-01743
    rf"\d{{3}}-{_YEAR}-\d+",  # 010-2009-603
)
_NUMBER = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES), re.ASCII)
_DASHES = str.maketrans({"\N{EN DASH}": "-", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{MINUS SIGN}": "-"})
_WORD = re.compile(r"(?:diarienummer|dnr)\b[:.]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+och\s+", re.IGNORECASE)


def registration_numbers(text: str) -> tuple[str, ...] | None:
    """The numbers that the text holds (a case may carry two), as they were written but for dashes, spaces and case.

    Nothing for an empty text; None when any part of it is no registration number.
    """
    plain = _WORD.sub("", " ".join(text.translate(_DASHES).split()))
    if not plain:
        return ()
    found = tuple(part.upper() for part in _BETWEEN.split(plain))
    return found if all(_NUMBER.fullmatch(part) for part in found) else None
