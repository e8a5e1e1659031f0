"""Signed words that stand for a person where nobody can sign in: in a mail, and in a calendar program."""

from django.core.signing import BadSignature, Signer

STOP, CALENDAR = "stop", "calendar"


def make_token(purpose: str, user_pk: int, number: int = 0) -> str:
    """A word that only this service can have made, good for one purpose; `number` lets an older one be told apart."""
    return _signer(purpose).sign(f"{user_pk}.{number}")


def read_token(purpose: str, token: str) -> tuple[int, int]:
    """The person and the number. Raises `BadSignature` for what was not made here for this purpose."""
    person, _dot, number = _signer(purpose).unsign(token).partition(".")
    if not (person.isdecimal() and number.isdecimal()):
        raise BadSignature(token)
    return int(person), int(number)


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"samstad.notices.{purpose}")
