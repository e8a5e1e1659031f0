"""A year in an address: four digits, so that no other number is ever taken for one."""

import re


class Year:
    """`<year:year>` in an address."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def year_or_none(text: str) -> int | None:
    """The year that is asked for in an address, or None for what is none."""
    return int(text) if re.fullmatch(Year.regex, text) else None
