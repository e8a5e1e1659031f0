"""The one way to write: every action says who and when, and takes what it needs by name."""

import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from samstad import domain

PACKAGE = Path(domain.__file__).parent.parent


def modules() -> list[ModuleType]:
    """`actions` of every subject; a package lists its public actions in `__all__`, the rest are their steps."""
    names = [f"{found.name}.actions" for found in pkgutil.iter_modules(domain.__path__, "samstad.domain.")]
    return [importlib.import_module(name) for name in names if importlib.util.find_spec(name)]


def actions() -> list[Callable[..., object]]:
    return [
        function
        for module in modules()
        for label, function in inspect.getmembers(module, inspect.isfunction)
        if label in getattr(module, "__all__", [label])
        and function.__module__.startswith(module.__name__)
        and not label.startswith("_")
    ]


def name(function: Callable[..., object]) -> str:
    return f"{function.__module__.removeprefix('samstad.domain.')}.{function.__qualname__}"


def test_a_package_of_actions_lists_them() -> None:
    assert [
        module.__name__ for module in modules() if hasattr(module, "__path__") and not hasattr(module, "__all__")
    ] == []


@pytest.mark.parametrize("action", actions(), ids=name)
def test_an_action_says_who_and_when(action: Callable[..., object]) -> None:
    parameters = inspect.signature(action).parameters
    assert {"by", "at"} <= set(parameters)
    assert all(parameters[each].kind is inspect.Parameter.KEYWORD_ONLY for each in ("by", "at"))


@pytest.mark.parametrize("action", actions(), ids=name)
def test_what_an_action_needs_is_named(action: Callable[..., object]) -> None:
    """At most the thing itself stands without a name: `decide(report, body=…, by=…, at=…)`."""
    unnamed = [p for p in inspect.signature(action).parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert len(unnamed) <= 1


@pytest.mark.parametrize("action", actions(), ids=name)
def test_an_action_says_what_it_does(action: Callable[..., object]) -> None:
    assert inspect.getdoc(action)


def test_a_deed_is_done_on_the_day_where_the_city_is() -> None:
    """`at` is a moment in UTC: its own date is yesterday's for two hours of every summer night."""
    written = re.compile(r"\bat\.date\(\)|now\(\)\.date\(\)")
    found = [str(path) for path in PACKAGE.rglob("*.py") if written.search(path.read_text(encoding="utf-8"))]
    assert found == []
