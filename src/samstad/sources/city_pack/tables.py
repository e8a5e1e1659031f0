"""The tables of fields in docs/city-pack.md, made from the declarations."""

from samstad.sources.city_pack.declare import Bound, Children, Kind, Type
from samstad.sources.city_pack.kinds import KINDS


def field_table_markdown() -> str:
    """One section per kind of record, in the order of loading."""
    return "\n".join(_section(kind) for kind in KINDS)


def _section(kind: Kind) -> str:
    where = " In CSV files (or YAML)." if kind.csv else ""
    key = ", ".join(f"`{name}`" for name in kind.key)
    told = f"{kind.about}{where} Told apart by {key}" + ("; several may have the same." if kind.repeats else ".")
    rows = [_row(bound) for bound in kind.bound.values()]
    for child in kind.children:
        rows += _rows(child)
    head = ["| field | value | |", "|---|---|---|"]
    return "\n".join([f"### {kind.name}", "", told, "", *head, *rows, ""])


def _rows(child: Children) -> list[str]:
    only = next(iter(child.bound.values()))
    if child.single:
        return [f"| {child.name} | {written(only)} | {child.about} |"]
    if child.plain:
        return [f"| {child.name} | list: {written(only)} | {child.about} |"]
    return [f"| {child.name} | list of: | {child.about} |", *(_row(b, f"{child.name}.") for b in child.bound.values())]


def _row(bound: Bound, before: str = "") -> str:
    mark = " **\\***" if bound.field.required else ""
    return f"| {before}{bound.name}{mark} | {written(bound)} | {bound.field.about} |"


def written(bound: Bound) -> str:
    """How a value is written, in a few words."""
    if bound.type is Type.CHOICE:
        words = ", ".join(f"`{word}`" for word in bound.words)
        default = bound.default if bound.default and not bound.field.required else ""
        return f"{words}; absent is `{default}`" if default else words
    if bound.type is Type.REFERENCE:
        return f"{'e-mail' if bound.field.to == 'people' else 'slug'} of {bound.field.to}"
    if bound.type is Type.YES_NO:
        return f"`true` or `false`; absent is `{str(bound.default).lower()}`"
    if bound.type in (Type.TEXT, Type.SLUG) and bound.max_length:
        return f"{bound.type}, at most {bound.max_length} characters"
    return str(bound.type)
