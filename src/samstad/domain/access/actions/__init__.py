"""Deeds of the administrator: bodies, people and roles.

They stand here and not in organisation or people because every one of them asks for a permission, and who may do
what builds upon both.
"""

from samstad.domain.access.actions.bodies import add_contact, change_organisation, remove_contact
from samstad.domain.access.actions.people import add_person, new_password
from samstad.domain.access.actions.roles import end_role, give_role

__all__ = [
    "add_contact",
    "add_person",
    "change_organisation",
    "end_role",
    "give_role",
    "new_password",
    "remove_contact",
]
