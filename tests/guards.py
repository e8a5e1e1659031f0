"""What the whole suite watches for: a template that asks the database, and a page view that changes it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest
from django.template.base import Template

SIGN_IN = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+\"?(?:django_session|account_\w+|mfa_\w+)\b")
"""Sessions and sign-in keep their own books while a page is read."""
WHO_IS_IT = re.compile(r"\bFROM \"people_user\" WHERE \"people_user\".\"id\" = ")
"""Django looks up the signed-in person when first asked for, which may be in a template."""
CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE)
NOT_OURS = ("account/", "mfa/", "allauth/", "socialaccount/", "usersessions/")

faults: list[str] = []
"""What was seen in the test that runs now. Kept apart from the exception, which `{% if %}` swallows."""


class ForbiddenError(AssertionError):
    """Raised where the forbidden thing was done, so that the traceback points at it."""


def install(patch: pytest.MonkeyPatch) -> None:
    """Watch every template and every request from now on, also those of a live server's threads."""
    patch.setattr(Template, "render", _without_queries(Template.render))
    patch.setattr(BaseHandler, "get_response", _without_changes(BaseHandler.get_response))


def _without_queries(render: Callable[[Template, Any], Any]) -> Callable[[Template, Any], Any]:
    def guarded(self: Template, context: Any) -> Any:
        if str(self.name or "").startswith(NOT_OURS):
            return render(self, context)
        with _watched(lambda sql: _refuse_any(sql, self.name)):
            return render(self, context)

    return guarded


def _without_changes(respond: Callable[[Any, HttpRequest], Any]) -> Callable[[Any, HttpRequest], Any]:
    def guarded(self: Any, request: HttpRequest) -> Any:
        if request.method not in ("GET", "HEAD"):
            return respond(self, request)
        with _watched(lambda sql: _refuse_change(sql, request.path)):
            return respond(self, request)

    return guarded


@contextmanager
def _watched(refuse: Callable[[str], None]) -> Iterator[None]:
    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        refuse(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield


def _refuse_any(sql: str, template: str | None) -> None:
    if not SIGN_IN.search(sql) and not WHO_IS_IT.search(sql):
        _report(f"fråga i mall: {template or 'utan namn'} frågar databasen: {sql[:300]}")


def _refuse_change(sql: str, path: str) -> None:
    if CHANGES.match(sql) and not SIGN_IN.search(sql):
        _report(f"ändring vid läsning: GET {path} ändrar databasen: {sql[:300]}")


def _report(fault: str) -> None:
    faults.append(fault)
    raise ForbiddenError(fault)
