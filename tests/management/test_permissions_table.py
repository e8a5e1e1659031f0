"""The printed table of permissions says what the code says."""

from pathlib import Path

import pytest

from samstad.domain.access.permissions import DEEDS, GRANTS
from samstad.domain.organisation.choices import Role
from samstad.management.permissions_table import NAME, permissions_table

STORED = Path(__file__).parents[2] / "docs" / "generated" / NAME


def marks() -> dict[tuple[str, str], bool]:
    """(role, deed) as the printed tables have them."""
    found: dict[tuple[str, str], bool] = {}
    roles: list[str] = []
    for line in permissions_table("").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "Får":
            roles = cells[1:]
        elif line.startswith("|") and cells[0] != "---":
            found |= {(role, cells[0]): cell == "x" for role, cell in zip(roles, cells[1:], strict=True)}
    return found


@pytest.mark.parametrize("role", Role)
def test_a_role_has_a_mark_for_what_it_may_and_for_nothing_else(role: Role) -> None:
    printed = {deed for (name, deed), marked in marks().items() if name == str(role.label) and marked}
    assert printed == {DEEDS[permission] for permission in GRANTS[role]}


def test_every_deed_is_in_the_tables() -> None:
    assert {deed for _role, deed in marks()} == set(DEEDS.values())


def test_the_stored_table_is_fresh() -> None:
    assert STORED.read_text(encoding="utf-8") == permissions_table("")
