"""Who signs in, and what they may do. A pack never holds a password."""

from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.models import User
from samstad.sources.city_pack.declare import Field, Kind
from samstad.sources.city_pack.kinds.fields import need
from samstad.sources.city_pack.kinds.rules import city_roles_stand_alone, in_order

PEOPLE = Kind(
    "people",
    User,
    ("email",),
    (
        need("email", "address to sign in with, lower case"),
        need("name"),
        Field("active", "false when the person may no longer sign in", column="is_active"),
    ),
    about="People, without passwords; each one chooses a password before the first sign-in.",
    owned=False,
)
ROLES = Kind(
    "roles",
    RoleAssignment,
    ("person", "role", "organisation"),
    (
        Field("person", "e-mail address", required=True, to="people", column="user"),
        need("role"),
        Field("organisation", "the body; absent for city roles", to="organisations"),
        Field("valid_from", "first day of the role"),
        Field("valid_to", "last day of the role"),
    ),
    about="What a person is at a board, or for the whole city.",
    rules=(city_roles_stand_alone, in_order("valid_from", "valid_to")),
)
