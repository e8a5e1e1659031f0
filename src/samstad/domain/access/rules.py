"""What setup accepts, whoever writes it; each refusal says what to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from samstad.domain.organisation.choices import CITY_ROLES, Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.refusals import Refusal

DEEPEST = 20
"""How far up places are looked for."""


def check_text(text: str, *, name: str, longest: int) -> str:
    """The text in one line; refused by name when it is empty or too long."""
    plain = check_length(text, name=name, longest=longest)
    if not plain:
        raise Refusal("empty", _("Skriv %(name)s.") % {"name": name})
    return plain


def check_length(text: str, *, name: str, longest: int) -> str:
    """The text in one line, perhaps empty; refused by name when it is too long."""
    plain = " ".join(text.split())
    if len(plain) > longest:
        raise Refusal("too_long", _("Korta %(name)s till högst %(n)d tecken.") % {"name": name, "n": longest})
    return plain


def check_dates(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise Refusal("ends_before_start", _("Sista dagen ligger före den första. Ändra en av dem."))


def check_email(email: str) -> str:
    """The address in lower case; refused when it is none, or when somebody already signs in with it."""
    plain = email.strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise Refusal("bad_email", _("Ange en e-postadress, till exempel namn@staden.se.")) from None
    if User.objects.filter(email__iexact=plain).exists():
        raise Refusal("email_taken", _("Det finns redan en person med den adressen. Sök upp den i listan."))
    return plain


def check_place_of_role(role: str, body: Organisation | None) -> None:
    """A role of the city is for the whole city, every other role at one body."""
    if role not in Role.values:
        raise Refusal("bad_role", _("Välj en roll ur listan."))
    if role in CITY_ROLES and body is not None:
        raise Refusal("city_role", _("Rollen gäller hela staden. Välj hela staden i stället för en nämnd."))
    if role not in CITY_ROLES and body is None:
        raise Refusal("board_role", _("Rollen gäller en nämnd eller styrelse. Välj vilken."))


def check_somebody_administers(ending: RoleAssignment, *, after: date) -> None:
    """Refuse to end the last administrator's role: nobody could give it back."""
    if ending.role != Role.ADMINISTRATOR:
        return
    others = RoleAssignment.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=after),
        Q(valid_to=None) | Q(valid_to__gt=after),
        role=Role.ADMINISTRATOR,
        organisation=None,
        user__is_active=True,
    ).exclude(pk=ending.pk)
    if not others.exists():
        raise Refusal(
            "last_administrator", _("Staden behöver minst en administratör. Ge rollen till någon annan först.")
        )


def check_kind_of_area(kind: str) -> None:
    if kind not in AreaKind.values:
        raise Refusal("bad_kind", _("Välj platsens slag ur listan."))


def check_no_circle(area: Area, parent: Area | None) -> None:
    """A place cannot lie in itself, however far up."""
    above, steps = parent, 0
    while above is not None and steps < DEEPEST:
        if above.pk == area.pk:
            raise Refusal("circle", _("Platsen skulle ligga i sig själv. Välj en annan plats som den ligger i."))
        above, steps = above.parent, steps + 1


def check_may_be_closed(person: User, *, by_user: int | None, on: date) -> None:
    """Nobody closes her own account, and the last administrator's stays open."""
    if person.pk == by_user:
        raise Refusal("own_account", _("Du kan inte stänga ditt eget konto. Be en annan administratör."))
    for held in RoleAssignment.objects.filter(user=person, role=Role.ADMINISTRATOR, organisation=None):
        if (held.valid_from is None or held.valid_from <= on) and (held.valid_to is None or held.valid_to >= on):
            check_somebody_administers(held, after=on)
