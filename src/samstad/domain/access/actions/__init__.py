"""Deeds of the administrator: bodies, people and roles.

They stand here and not in organisation or people because every one of them asks for a permission, and who may do
what builds upon both.
"""

from samstad.domain.access.actions.bodies import add_contact, add_unit, change_organisation, remove_contact
from samstad.domain.access.actions.borders import import_borders
from samstad.domain.access.actions.people import (
    add_person,
    change_email,
    close_account,
    new_password,
    open_account,
    reset_second_factor,
)
from samstad.domain.access.actions.places import add_area, add_succession, change_area, remove_succession
from samstad.domain.access.actions.roles import end_role, give_role

__all__ = [
    "add_area",
    "add_contact",
    "add_person",
    "add_succession",
    "add_unit",
    "change_area",
    "change_email",
    "change_organisation",
    "close_account",
    "end_role",
    "give_role",
    "import_borders",
    "new_password",
    "open_account",
    "remove_contact",
    "remove_succession",
    "reset_second_factor",
]
