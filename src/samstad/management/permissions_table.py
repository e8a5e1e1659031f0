"""`docs/generated/permissions.md`: who may do what, from the one table that every action asks."""

from collections.abc import Iterable

from samstad.domain.access.permissions import DEEDS, GRANTS, Permission
from samstad.domain.organisation.choices import CITY_ROLES, Role

NAME = "permissions.md"

INTRODUCTION = """# Vem som får göra vad

Tabellen är gjord av koden (`samstad generate_docs`). Det som inte har ett x får rollen inte göra. Det som är utsänt
kan alla läsa utan konto, och den som sitter vid datorn och kör kommandon kan göra allt; historiken säger då
"kommandorad".
"""


def permissions_table(before: str) -> str:
    """Two tables in Swedish: roles at one body, and roles in the whole city."""
    at_body = [role for role in Role if role not in CITY_ROLES]
    return "\n".join(
        (
            INTRODUCTION,
            "## Roller i en nämnd eller styrelse\n",
            "Rollen gäller bara där den är given.\n",
            *_table(at_body),
            "",
            "## Roller i hela staden\n",
            *_table(CITY_ROLES),
            "",
        )
    )


def _table(roles: Iterable[Role]) -> list[str]:
    columns = list(roles)
    head = ["Får", *(str(role.label) for role in columns)]
    rows = [
        [DEEDS[permission], *("x" if permission in GRANTS[role] else "" for role in columns)]
        for permission in Permission
        if any(permission in GRANTS[role] for role in columns)
    ]
    return [_row(head), _row(["---", *[":-:"] * len(columns)]), *(_row(row) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
