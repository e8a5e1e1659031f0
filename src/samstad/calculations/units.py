"""What a unit in words says of its figures: a percentage, a count, or something that cannot be added up."""


def is_percent(unit: str) -> bool:
    return unit.casefold().startswith(("procent", "%", "andel"))


def is_count(unit: str) -> bool:
    return unit.casefold().startswith(("antal", "personer", "invånare", "hushåll"))


def adds_up(unit: str) -> bool:
    """True for counts of which two areas together have the sum: "antal personer", not "antal per 1 000 invånare"."""
    return is_count(unit) and " per " not in unit.casefold()
