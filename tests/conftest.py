"""What every test has: a fast hasher, no network, guards on templates and page views, both databases."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings as property_settings
from tests import guards

from samstad import texts

# What is run before code lands answers the same each time; `make search` looks for new examples, by chance.
property_settings.register_profile("landing", derandomize=True, deadline=None)
property_settings.register_profile("search", max_examples=1_000, deadline=None, print_blob=True)
property_settings.load_profile("landing")

ASKS_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_configure() -> None:
    texts.compile_catalogues()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks a database is run on both of them, the rest once: a database that is not marked cannot be asked."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - pytest-django names the settings first

    for item in items:
        by_fixture = ASKS_A_DATABASE & {*getattr(item, "fixturenames", ())}
        by_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
        if item.get_closest_marker("django_db") or by_fixture or by_class:
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def _watch_templates_and_page_views() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        guards.install(patch)
        yield


@pytest.fixture(autouse=True)
def _nothing_forbidden_was_done() -> Iterator[None]:
    guards.faults.clear()
    yield
    assert not guards.faults, "\n".join(guards.faults)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_xdist_suffix: None,
) -> None:
    """Browser tests get a SQLite file: the server's threads cannot share one connection to a base in memory."""
    from django.conf import settings  # noqa: PLC0415 - pytest-django names the settings first

    database = settings.DATABASES["default"]
    in_a_browser = any(item.get_closest_marker("browser") for item in request.session.items)
    if in_a_browser and database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("databas") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that asks another host for something fails at once."""
    real: Callable[..., Any] = socket.socket.connect

    def only_this_machine(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_this_machine)
