"""Who does a thing: every action takes an actor, and history keeps the name."""

from dataclasses import dataclass

from samstad.domain.people.models import User


@dataclass(frozen=True)
class Actor:
    """`user_id` is None for the command line; `name` is what history shows."""

    name: str
    user_id: int | None = None
    is_operator: bool = False

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The actor for a signed-in person."""
        return cls(name=user.name, user_id=user.pk)


COMMAND_LINE = Actor(name="kommandorad", is_operator=True)
"""Whoever can run commands on the machine can already read and write the database."""
