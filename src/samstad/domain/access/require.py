"""The question every action asks first: may this actor do this, here?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstad.domain.access.permissions import DEEDS, GRANTS, Permission
from samstad.domain.organisation.choices import CITY_ROLES, Role
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor
from samstad.refusals import NotAllowed


@dataclass(frozen=True)
class Grants:
    """What one actor may do on one day: city-wide permissions, and permissions per body (by primary key)."""

    everywhere: frozenset[Permission]
    at_board: dict[int, frozenset[Permission]]

    def allows(self, permission: Permission, board: Organisation | int | None = None) -> bool:
        """True when the actor holds the permission at the board, or in the whole city."""
        if permission in self.everywhere:
            return True
        pk = board.pk if isinstance(board, Organisation) else board
        return pk is not None and permission in self.at_board.get(pk, frozenset())

    def boards(self, permission: Permission) -> list[int]:
        """Primary keys of the bodies where the actor holds the permission by a role there."""
        return [pk for pk, held in self.at_board.items() if permission in held]


NOTHING = Grants(frozenset(), {})


def grants(actor: Actor | None, on: date) -> Grants:
    """What the actor's roles give on a day; one query. The command line may do everything."""
    if actor is None:
        return NOTHING
    if actor.is_operator:
        return Grants(frozenset(Permission), {})
    if actor.user_id is None:
        return NOTHING
    held = roles_held(on).filter(user_id=actor.user_id).values_list("role", "organisation_id")
    return _combine([(Role(role), pk) for role, pk in held])


def require(by: Actor, permission: Permission, *, on: date, board: Organisation | None = None) -> None:
    """Refuse with `NotAllowed` unless the actor holds the permission at the board or in the whole city."""
    if grants(by, on).allows(permission, board):
        return
    if board is None:
        sentence = _("Du har ingen roll som får %(deed)s. Be samordnaren eller administratören om hjälp.")
        raise NotAllowed(sentence % {"deed": _(DEEDS[permission])})
    sentence = _("Du har ingen roll som får %(deed)s för %(board)s. Be samordnaren eller administratören om hjälp.")
    raise NotAllowed(sentence % {"deed": _(DEEDS[permission]), "board": board.name})


def _combine(held: list[tuple[Role, int | None]]) -> Grants:
    everywhere: set[Permission] = set()
    at_board: dict[int, frozenset[Permission]] = {}
    for role, pk in held:
        if pk is None and role in CITY_ROLES:
            everywhere |= GRANTS[role]
        elif pk is not None and role not in CITY_ROLES:
            at_board[pk] = at_board.get(pk, frozenset()) | GRANTS[role]
    return Grants(frozenset(everywhere), at_board)
