"""Sign-in is for those a city has added; nobody signs up from outside."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # the library carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False: accounts are made under Installningar, or by command."""
        return False
